"""Text edited at positions, so that everything that is not edited stays byte for byte."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kojin_check.editing.replacement import replacing
from kojin_check.errors import OutputError, cannot_write
from kojin_check.escaping.screen import visible
from kojin_check.escaping.workflow_commands import without_commands
from kojin_check.findings import Edit, Text
from kojin_check.reading.source import Source, display_path
from kojin_check.regex import regex

_LINE = regex(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_LINE_END = regex(r"\r\n|\n|\r")
_BARE_LINE_FEED = regex(r"(?<!\r)\n")
_MARKED_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class EditError(ValueError):
    """Edits that overlap, or that lie outside the text: none of them has been made."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    r"""Gives `text` with all `edits` made; positions refer to `text` as it was before any of them.

    A `\n` in the text of an edit becomes the line end that is used at its place. Insertions at the
    same place stand in the order in which they were given, and before a replacement that starts there.

    Raises:
        EditError: when two edits overlap, or a position is not in the text.
    """
    pieces = []
    done = 0
    for start, end, edit in _located(text, edits):
        if start < done:
            raise EditError(f"the edit at {edit.span.line}:{edit.span.column} overlaps the one before it")
        pieces.append(text[done:start])
        pieces.append(_BARE_LINE_FEED.sub(_line_end(text, start), edit.text) if "\n" in edit.text else edit.text)
        done = end
    return "".join((*pieces, text[done:]))


def unified_diff(path: str, before: str, after: str) -> str:
    """Gives the unified diff from `before` to `after`, as `patch -p0` takes it; empty when they are equal.

    Lines keep the ends that they have. Text is given as it is: whoever shows it makes it safe.
    """
    from difflib import unified_diff as differing_lines

    name = _LINE_END.sub(" ", path)
    return "".join(
        line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"
        for line in differing_lines(_LINE.findall(before), _LINE.findall(after), name, name)
    )


def legible_diff(diff: str) -> str:
    """Gives a unified diff as it can be shown: nothing in it steers the terminal or the log of a CI server, or hides text."""
    bodies, ends = _LINE_END.split(diff), _LINE_END.findall(diff)
    # A carriage return alone would let a line overwrite the one before.
    shown_ends = ["\n" if end == "\r" else end for end in ends]
    return "".join(without_commands(visible(body)) + end for body, end in zip(bodies, [*shown_ends, ""], strict=True))


def encode_as(original: bytes, text: str) -> bytes:
    """Gives `text` in the encoding of `original`, with a byte order mark if that has one."""
    for mark, encoding in _MARKED_ENCODINGS:
        if original.startswith(mark):
            return mark + text.encode(encoding)
    return text.encode("utf-8")


def rewrite_file(path: Path, original: bytes, text: str) -> None:
    """Replaces the content of `path` by `text`, in the encoding of `original`; both or nothing is on disk.

    Args:
        path: the file, which keeps its permissions; through a symbolic link nothing is written.
        original: what was read from the file when the work on it began.
        text: its new content, without a byte order mark.

    Raises:
        OutputError: when the file no longer holds `original`, is a link, has another name too, or cannot be written.
    """
    if path.is_symlink():
        raise OutputError(
            Text(
                f"{display_path(path)} はリンクなので、書き込みませんでした。リンク先のファイルを指定してください。",
                f"{display_path(path)} is a link, so nothing was written. Name the file that it leads to.",
            )
        )
    try:
        if os.stat(path).st_nlink > 1:
            raise OutputError(
                Text(
                    f"{display_path(path)} は、別の名前でも使われているファイル（ハードリンク）なので、書き込みませんでした。"
                    "コピーして1つの名前だけにしてから、もう一度実行してください。",
                    f"{display_path(path)} has another name too (a hard link), so nothing was written. Copy it, so that it has "
                    "one name, and run the command again.",
                )
            )
        # Compared last of all, so that the moment in which somebody else's change could get lost is as short as can be.
        with replacing(path, confirm=lambda: _require_unchanged(path, original)) as file:
            file.write(encode_as(original, text))
    except OSError as error:
        raise cannot_write(display_path(path), error) from error


def _require_unchanged(path: Path, original: bytes) -> None:
    if path.read_bytes() != original:
        raise OutputError(
            Text(
                f"{display_path(path)} は、読み込んだ後に変更されたので、書き込みませんでした。もう一度実行してください。",
                f"{display_path(path)} has changed since it was read, so nothing was written. Run the command again.",
            )
        )


def _located(text: str, edits: Iterable[Edit]) -> list[tuple[int, int, Edit]]:
    """The edits with their offsets, in the order of the text."""
    source = Source("", text)
    located = [(*_offsets(source, edit), edit) for edit in edits]
    return sorted(located, key=lambda one: one[:2])


def _offsets(source: Source, edit: Edit) -> tuple[int, int]:
    span = edit.span
    start, end = (_offset(source, *position) for position in (span[:2], span[2:]))
    if end < start:
        raise EditError(f"the span {span} ends before it starts")
    return start, end


def _offset(source: Source, line: int, column: int) -> int:
    after_final_line_end = line == len(source.lines) + 1 and source.text.endswith(("\n", "\r"))
    if not (1 <= line <= len(source.lines) or after_final_line_end) or not 1 <= column <= len(source.line(line)) + 1:
        raise EditError(f"there is no place {line}:{column} in the text")
    return source.offset(line, column)


def _line_end(text: str, at: int) -> str:
    """The line end used at `at`: that of its line, or on the last line that of the lines before."""
    following = _LINE_END.search(text, at)
    if following is not None:
        return following[0]
    *_, last = ["\n", *_line_ends(text)]
    return last


def _line_ends(text: str) -> Iterator[str]:
    return (found[0] for found in _LINE_END.finditer(text))
