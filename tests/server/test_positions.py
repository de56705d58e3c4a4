from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, Range

from kojin_check.findings import Span
from kojin_check.reading.source import Source
from kojin_check.server.positions import from_position, to_range

LINES = st.text(st.sampled_from("a○𠮟👍\u0301"), max_size=8)


def test_characters_beyond_the_basic_plane_count_twice() -> None:
    source = Source("x.yaml", "a\n𠮟る: 👍○\n")

    assert to_range(Span(2, 2, 2, 7), source) == Range(Position(1, 2), Position(1, 8))
    assert from_position(Position(1, 2), source) == (2, 2)
    assert from_position(Position(1, 1), source) == (2, 2)  # Within a character: an editor never asks for that.


@given(st.lists(LINES, min_size=1), st.data())
def test_a_place_is_the_same_there_and_back(lines: list[str], data: st.DataObject) -> None:
    source = Source("x.yaml", "\n".join(lines))
    line = data.draw(st.integers(1, len(lines)))
    column = data.draw(st.integers(1, len(lines[line - 1]) + 1))

    there = to_range(Span(line, column, line, column), source).start

    assert there == Position(line - 1, len(lines[line - 1][: column - 1].encode("utf-16-le")) // 2)
    assert from_position(there, source) == (line, column)


def test_what_lies_behind_the_end_is_the_end() -> None:
    source = Source("x.yaml", "ab\n")

    assert to_range(Span(1, 9, 7, 3), source) == Range(Position(0, 2), Position(1, 0))
    assert from_position(Position(0, 9), source) == (1, 3)
    assert from_position(Position(9, 9), source) == (10, 1)
