from __future__ import annotations

from unicodedata import combining

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kojin_check.output.terminal.snippet import Snippet, snippet
from kojin_check.output.terminal.typesetting import width_of

LINES = st.text(st.sampled_from("ab: 施錠保管○−〇ｼ、\t…か\u3099\u0301👍\u200b\x1b"), max_size=60)


def test_a_line_that_fits_is_shown_whole() -> None:
    part = snippet("          施錠保管: ○", 16, 17, 60)

    assert part == Snippet("          施錠保管: ", "○", "")
    assert (part.indent, part.length) == (20, 1)


def test_wide_characters_take_two_cells_of_the_underline() -> None:
    part = snippet("  業務フロー: 〇", 2, 7, 60)

    assert (part.indent, part.length) == (2, 10)


def test_characters_of_ambiguous_width_take_one_cell() -> None:
    assert snippet("○−…: ○", 5, 6, 60).indent == 5


def test_a_place_where_nothing_stands_is_underlined_by_one_cell() -> None:
    part = snippet("施錠保管:", 5, 5, 60)

    assert (part.before, part.place, part.indent, part.length) == ("施錠保管:", "", 9, 1)


def test_a_place_past_the_end_of_the_line_is_at_its_end() -> None:
    assert snippet("x:", 40, 50, 60) == Snippet("x:", "", "")


@pytest.mark.parametrize(
    ("line", "before"), [("\tx", "    "), ("a\tx", "a   "), ("個\tx", "個  "), ("abcd\tx", "abcd    ")]
)
def test_tabs_reach_to_the_next_multiple_of_four_cells(line: str, before: str) -> None:
    assert snippet(line, len(line) - 1, len(line), 60).before == before


def test_unsafe_characters_are_written_out_and_underlined_as_such() -> None:
    part = snippet("a\x1b[31mb", 1, 2, 60)

    assert part == Snippet("a", "<U+001B>", "[31mb")
    assert part.length == 8


def test_a_long_line_is_shortened_behind_the_place() -> None:
    line = "施錠保管: " + "理由" * 40
    part = snippet(line, 0, 4, 40)

    assert part == Snippet("", "施錠保管", ": " + "理由" * 6 + "...")
    assert width_of(part.before + part.place + part.after) <= 40


def test_a_long_line_is_shortened_before_the_place() -> None:
    line = "理由" * 40 + "終わり"
    part = snippet(line, 80, 83, 40)

    assert part == Snippet("..." + "理由" * 7, "終わり", "")


def test_a_long_line_is_shortened_on_both_sides() -> None:
    part = snippet("前" * 50 + "○" + "後" * 50, 50, 51, 40)

    assert part == Snippet("..." + "前" * 8, "○", "後" * 8 + "...")


def test_a_place_that_is_too_long_loses_its_end() -> None:
    part = snippet("- " + "長" * 60, 2, 62, 40)

    assert part == Snippet("...", "長" * 17 + "...", "")


def test_a_line_of_megabytes_costs_no_more_than_what_is_shown_of_it() -> None:
    part = snippet("長" * 2_000_000, 1_000_000, 1_000_001, 40)

    assert part == Snippet("..." + "長" * 8, "長", "長" * 8 + "...")


@given(LINES, st.data())
def test_the_underline_stands_exactly_below_the_place(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    width = data.draw(st.integers(20, 80))

    part = snippet(line, start, end, width)

    assert width_of(part.before) + width_of(part.place) + width_of(part.after) <= width
    assert part.indent == width_of(part.before)
    assert part.length == max(width_of(part.place), 1)
    assert not any(unsafe in part.before + part.place + part.after for unsafe in "\x1b\u200b\t")
    if line[start:end].isprintable() and not any(map(combining, line)):
        kept = part.place.removesuffix("...")
        assert line[start:end].startswith(kept)
