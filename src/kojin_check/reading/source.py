"""A file's text and its lines, with the positions that editors show.

Lines end at LF, CRLF or a lone CR, as in every editor and in YAML; `str.splitlines` would also
break at outline feeds and other separators, and the line numbers would drift.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kojin_check.findings import Span
from kojin_check.regex import regex

_LINE_END = regex(r"\r\n|\n|\r")


def display_path(path: Path | str) -> str:
    r"""Gives `path` as findings show it: as given, with `/`; bytes that are no UTF-8 are written as `\xNN`."""
    try:
        name = os.fsencode(path).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # Not from the command line, and not a name that this system can have.
        name = os.fspath(path)
    return name.replace(os.sep, "/")


@dataclass(frozen=True)
class Source:
    """Decoded text under the name that findings show."""

    path: str
    """As given on the command line, with `/`."""
    text: str
    """Without a byte order mark; line ends as in the file."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends; a final line end does not start another line."""
        lines = _LINE_END.split(self.text) if "\r" in self.text else self.text.split("\n")
        if lines[-1] == "" and len(lines) > 1:
            lines.pop()
        return tuple(lines)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def line(self, number: int) -> str:
        """Gives line `number` (from 1) without its end; empty past the last line."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def offset(self, line: int, column: int) -> int:
        """Gives the index into `text` of a 1-based position; of one behind the last line, the end of the text.

        libyaml puts an empty value at the end of a file without final line end on a line that is not there.
        """
        if line > len(self._line_starts):
            return len(self.text)
        return self._line_starts[line - 1] + column - 1

    def slice(self, span: Span) -> str:
        """Gives the characters of `span`."""
        return self.text[self.offset(span.line, span.column) : self.offset(span.end_line, span.end_column)]

    def span(self, start: int, end: int) -> Span:
        """Gives the span of `text[start:end]`."""
        return Span(*self._position(start), *self._position(end))

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1
