"""Bytes → text → tree: the one way in for every case, whether from a file, standard input or the API."""

from __future__ import annotations

import codecs
import re

from kojin_check.findings import START, Problem, Text
from kojin_check.source import Source
from kojin_check.yaml_tree import Tree, read_tree

MAX_BYTES = 5 * 1024 * 1024

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def read_bytes(path: str, data: bytes) -> Tree:
    """Reads a file's bytes; never raises for what they hold.

    Args:
        path: the name that findings show.
        data: the whole file; UTF-8 with or without byte order mark, or UTF-16 with one.
    """
    if len(data) > MAX_BYTES:
        return _unreadable(path, _too_large(len(data)))
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return _unreadable(path, _not_utf8())
    return read_text(path, text)


def read_text(path: str, text: str) -> Tree:
    """Reads decoded text, without a byte order mark; never raises for what it holds."""
    source = Source(path, text)
    if control := _CONTROL.search(text):
        return Tree(source, None, (_control_character(source, control),))
    return read_tree(source)


def _unreadable(path: str, problem: Problem) -> Tree:
    return Tree(Source(path, ""), None, (problem,))


def _too_large(size: int) -> Problem:
    return Problem(
        "KJ008",
        START,
        Text(
            f"ファイルが大きすぎます（{size / 1024 / 1024:.1f} MiB）。読めるのは5 MiBまでです。",
            f"The file is too large ({size / 1024 / 1024:.1f} MiB); at most 5 MiB are read.",
        ),
        Text("1つのファイルには1件の案件だけを書いてください。", "Write one case in a file."),
    )


def _not_utf8() -> Problem:
    return Problem(
        "KJ002",
        START,
        Text("文字コードがUTF-8ではありません。", "The file is not in UTF-8."),
        Text("UTF-8で保存し直してください。", "Save it as UTF-8."),
    )


def _control_character(source: Source, found: re.Match[str]) -> Problem:
    return Problem(
        "KJ001",
        source.span(found.start(), found.end()),
        Text(
            f"目に見えない制御文字（U+{ord(found[0]):04X}）が入っています。",
            f"There is an invisible control character (U+{ord(found[0]):04X}).",
        ),
        Text("この文字を削除してください。", "Delete the character."),
    )
