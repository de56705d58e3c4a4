"""Positions as the protocol counts them: lines and characters from 0, characters in UTF-16 code units.

A character outside the Basic Multilingual Plane (𠮟, 👍) is two units there and one column in a finding.
"""

from __future__ import annotations

from lsprotocol.types import Position, Range

from kojin_check.findings import Span
from kojin_check.reading.source import Source

_BASIC_PLANE = "\uffff"


def to_range(span: Span, source: Source) -> Range:
    """Gives a stretch of `source` as the protocol has it; what lies past the end of a line, or of the text, is at it."""
    return Range(_to_position(span.line, span.column, source), _to_position(span.end_line, span.end_column, source))


def _to_position(line: int, column: int, source: Source) -> Position:
    end = source.span(len(source.text), len(source.text))
    line, column = min((line, column), (end.line, end.column))
    before = source.line(line)[: column - 1]
    return Position(line - 1, len(before) + sum(character > _BASIC_PLANE for character in before))


def from_position(position: Position, source: Source) -> tuple[int, int]:
    """Gives line and column, both from 1, of a place in `source`; behind a line's end, the column after its last."""
    line = source.line(position.line + 1)
    units = 0
    for index, character in enumerate(line):
        if units >= position.character:
            return position.line + 1, index + 1
        units += 2 if character > _BASIC_PLANE else 1
    return position.line + 1, len(line) + 1
