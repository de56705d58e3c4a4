"""Bytes → text → tree: the one way in for every case, whether from a file, standard input or the API."""

from __future__ import annotations

from kojin_check.findings import Problem, Span
from kojin_check.reading.characters import has_unreadable
from kojin_check.reading.encodings import decode_file
from kojin_check.reading.marks_at import outline_in
from kojin_check.reading.messages import Excess, merge_conflict, too_much
from kojin_check.reading.oddities import oddities
from kojin_check.reading.outline import ANYTHING, Outline
from kojin_check.reading.pausing import collection_paused
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Stretches, Tree, parse
from kojin_check.regex import regex

_MEBIBYTE = 1024 * 1024
MAX_BYTES = 5 * _MEBIBYTE
MAX_LINES = 200_000
_CONFLICT_MARKER = regex("(?:<{7}|>{7})(?: |$)")


def read_bytes(path: str, data: bytes, outline: Outline = ANYTHING) -> Tree:
    """Reads a file's bytes; never raises for what they hold.

    Args:
        path: the name that findings show.
        data: the whole file; UTF-8 with or without byte order mark, or UTF-16 with one.
        outline: what belongs where in the file; without it, slips that YAML reads as something else go unnoticed.
    """
    if len(data) > MAX_BYTES:
        return Tree(Source(path, ""), None, (_too_large(len(data)),))
    content = decode_file(path, data)
    if content.problem is not None:
        return Tree(Source(path, content.text), None, (content.problem,))
    tree = read_text(path, content.text, outline)
    return tree if content.hint is None else tree._replace(hints=(content.hint,))


def read_text(path: str, text: str, outline: Outline = ANYTHING) -> Tree:
    """Reads decoded text; never raises for what it holds. See `read_bytes`."""
    if len(text) * 4 > MAX_BYTES and (size := len(text.encode("utf-8", "surrogatepass"))) > MAX_BYTES:
        return Tree(Source(path, ""), None, (_too_large(size),))
    source = Source(path, text.removeprefix("\ufeff"))
    if len(text) > MAX_LINES and max(text.count("\n"), text.count("\r")) > MAX_LINES:
        return Tree(source, None, (too_much(Excess.LINES, MAX_LINES),))
    if (conflict := _conflict(source)) is not None:
        return Tree(source, None, (merge_conflict(conflict),))
    with collection_paused():
        return _read(source, outline)


def _too_large(size: int) -> Problem:
    return too_much(Excess.MEBIBYTES, MAX_BYTES / _MEBIBYTE, size / _MEBIBYTE)


def _conflict(source: Source) -> Span | None:
    """Where git's first conflict marker stands; None when there is no merge to finish."""
    if "<<<<<<<" not in source.text and ">>>>>>>" not in source.text:
        return None
    for number, line in enumerate(source.lines, 1):
        if _CONFLICT_MARKER.match(line):
            return Span(number, 1, number, len(line) + 1)
    return None


def _read(source: Source, outline: Outline) -> Tree:
    parsed = None
    if not has_unreadable(source.text):
        parsed = parse(source.path, source.text)
        if parsed.failure is None and not parsed.problems and not oddities(parsed.root, outline):
            return Tree(source, parsed.root, parsed.problems, Stretches.of(parsed.told))
    from kojin_check.reading.recovery import recover  # Takes a while, and most files are read without.

    return recover(source, outline_in(source, outline), parsed)
