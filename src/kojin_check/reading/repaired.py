"""A text that is being put right line by line, with the way back to what was typed.

Where a typing slip keeps YAML from reading a file, the reader repairs it in memory and reads on, so
that one run finds everything that can be told apart. The number of lines never changes, and every
position is translated back: whoever looks at findings sees only the file as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from kojin_check.findings import Severity, Span, Text
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Mark


class LineEdit(NamedTuple):
    """Replaces the characters from column `start` up to `end` of a line; where they are equal, it inserts."""

    line: int
    """Number of the line, from 1."""
    start: int
    """Index into the line, from 0."""
    end: int
    text: str
    """Holds no line end."""


class LineSpan(NamedTuple):
    """A part of one line: its number from 1, and indexes into it."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that was typed otherwise than YAML has it, and what it was most likely meant to be."""

    place: LineSpan
    """What to show, in the repaired text in which the slip was found."""
    edits: tuple[LineEdit, ...]
    """What puts it right; empty where nothing can be proposed."""
    message: Text
    """What stands there, and why YAML cannot read it so."""
    hint: Text
    """What to write instead."""
    code: str = "KJ001"
    severity: Severity | None = None
    """Where it differs from the rule's own."""
    fix: Text | None = None
    """What the edits do, where they can be made in the file without asking."""
    needs_place: bool = False
    """Whether the repair is only right where the outline of the file has a place for the line."""
    is_exemplary: bool = True
    """Whether the repaired line is what should be written; else it is only good for reading on."""
    loses: bool = False
    """Whether the edits leave out what is written there, because nobody can tell what it means."""
    block: str | None = None
    """What the fix writes into the file from the first edit to the end of the last one, where that takes other lines."""

    @property
    def lines(self) -> frozenset[int]:
        """The numbers of the lines that the edits change."""
        return frozenset(edit.line for edit in self.edits)


class Position(NamedTuple):
    """A position in the file, from 0, as libyaml counts: lines, and code points within the line."""

    line: int
    column: int


class _Stretch(NamedTuple):
    """Columns of a repaired line that come from the same stretch of the file."""

    start: int
    """Column in the repaired text."""
    origin: int
    """The column in the file that it comes from."""
    step: int
    """1 where the characters were kept, 0 where they were inserted at `origin`."""


_UNCHANGED = (_Stretch(0, 0, 1),)


@dataclass(frozen=True)
class Repaired:
    """The lines of a file after some repairs."""

    source: Source
    """The file as it is."""
    lines: tuple[str, ...]
    """Without line ends; as many as in the source."""
    _stretches: Mapping[int, tuple[_Stretch, ...]] = field(default_factory=dict)
    """Number of a changed line → where its columns come from."""

    @classmethod
    def of(cls, source: Source) -> Repaired:
        """Gives the file as it is."""
        return cls(source, source.lines)

    @cached_property
    def text(self) -> str:
        """The repaired text; lines end with a line feed, the last one as in the file."""
        final = "\n" if self.source.text.endswith(("\n", "\r")) else ""
        return "\n".join(self.lines) + final

    @property
    def is_changed(self) -> bool:
        """True when anything has been repaired."""
        return bool(self._stretches)

    def line(self, number: int) -> str:
        """Gives line `number` (from 1); empty outside the text."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def edited(self, edits: Iterable[LineEdit]) -> Repaired:
        """Gives the text with `edits` made; they do not overlap."""
        lines = list(self.lines)
        stretches = dict(self._stretches)
        for number, of_line in groupby(sorted(edits), key=lambda edit: edit.line):
            old = stretches.get(number, _UNCHANGED)
            lines[number - 1], stretches[number] = _edited(lines[number - 1], old, of_line)
        return Repaired(self.source, tuple(lines), stretches)

    def locate(self, mark: Mark) -> Mark:
        """Translates a position in the repaired text into one in the file; both count from 0."""
        stretches = self._stretches.get(mark.line + 1)
        return mark if stretches is None else Position(mark.line, _origin(stretches, mark.column))

    def column(self, number: int, column: int) -> int:
        """Gives the column in the file from which a column of line `number` comes; both count from 0."""
        stretches = self._stretches.get(number)
        return column if stretches is None else _origin(stretches, column)

    def span(self, place: LineSpan) -> Span:
        """Gives the span in the file of a place in the repaired text."""
        start, end = self.column(place.line, place.start), self.column(place.line, place.end)
        return Span(place.line, start + 1, place.line, max(start, end) + 1)

    def is_as_typed(self, place: LineSpan) -> bool:
        """True when no repair has changed the characters of `place`."""
        span = self.span(place)
        typed = self.source.line(span.line)[span.column - 1 : span.end_column - 1]
        return typed == self.line(place.line)[place.start : place.end]


def _edited(text: str, stretches: tuple[_Stretch, ...], edits: Iterable[LineEdit]) -> tuple[str, tuple[_Stretch, ...]]:
    pieces: list[str] = []
    new: list[_Stretch] = []
    at = done = 0
    for edit in edits:
        pieces += [text[done : edit.start], edit.text]
        new += _copied(stretches, done, edit.start, at)
        at += edit.start - done
        if edit.text:
            new.append(_Stretch(at, _origin(stretches, edit.start), 0))
        at += len(edit.text)
        done = edit.end
    # One column more than there are characters: the end of the line is a position too.
    new += _copied(stretches, done, len(text) + 1, at)
    return "".join((*pieces, text[done:])), tuple(new)


def _copied(stretches: tuple[_Stretch, ...], start: int, end: int, at: int) -> Iterator[_Stretch]:
    """The stretches of the columns from `start` up to `end`, moved so that they start at `at`."""
    following = [stretch.start for stretch in stretches[1:]]
    for stretch, next_start in zip(stretches, [*following, end], strict=True):
        first, last = max(stretch.start, start), min(next_start, end)
        if first < last:
            yield _Stretch(first - start + at, stretch.origin + stretch.step * (first - stretch.start), stretch.step)


def _origin(stretches: tuple[_Stretch, ...], column: int) -> int:
    stretch = stretches[max(bisect_right(stretches, column, key=lambda one: one.start) - 1, 0)]
    return stretch.origin + stretch.step * (column - stretch.start)
