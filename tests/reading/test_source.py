from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kojin_check.findings import Span
from kojin_check.reading.source import Source


def test_lines_end_where_editors_end_them() -> None:
    assert Source("x", "一\r\n二\r三\n四").lines == ("一", "二", "三", "四")
    assert Source("x", "一\n").lines == ("一",)
    assert Source("x", "").lines == ("",)
    assert Source("x", "一\x0c二\u2028三").lines == ("一\x0c二\u2028三",)


def test_a_line_past_the_end_is_empty() -> None:
    assert Source("x", "一\n").line(1) == "一"
    assert Source("x", "一\n").line(9) == ""


def test_slice_gives_the_characters_of_a_span() -> None:
    source = Source("x", "title: 件名\r\nstatus: 完\n")
    assert source.slice(Span(1, 8, 1, 10)) == "件名"
    assert source.slice(Span(2, 1, 2, 7)) == "status"


@given(st.text(alphabet="あa\r\n", max_size=30), st.data())
def test_positions_and_offsets_are_inverse(text: str, data: st.DataObject) -> None:
    source = Source("x", text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = source.span(start, end)
    assert source.offset(span.line, span.column) == start
    assert source.slice(span) == text[start:end]
