from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kojin_check.output.terminal.typesetting import (
    NEVER_FIRST,
    NEVER_LAST,
    clusters,
    padded,
    right_aligned,
    shortened,
    width_of,
    wrapped,
)

JAPANESE = st.text(st.sampled_from("個人情報をあいっー、。「」（）・○−A1 -:　"), max_size=80)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("施錠保管", 8),
        ("ｼｽﾃﾑ", 4),
        ("○−…", 3),
        ("〇", 2),
        ("か\u3099", 2),
        ("⭕", 2),
    ],
)
def test_width_counts_cells(text: str, width: int) -> None:
    assert width_of(text) == width


class TestWrapped:
    def test_leaves_what_fits_as_it_is(self) -> None:
        assert wrapped("  個人情報  ", 12) == ["  個人情報  "]

    def test_breaks_between_any_two_characters_of_japanese(self) -> None:
        assert wrapped("個人情報を保護する", 8) == ["個人情報", "を保護す", "る"]

    def test_begins_no_line_with_a_full_stop_or_a_closing_bracket(self) -> None:
        assert wrapped("個人情報。", 8) == ["個人情", "報。"]
        assert wrapped("（個人情）。を", 10) == ["（個人", "情）。を"]

    def test_ends_no_line_with_an_opening_bracket(self) -> None:
        assert wrapped("個人情「報」", 8) == ["個人情", "「報」"]

    def test_begins_no_line_with_a_small_letter_or_a_long_vowel(self) -> None:
        assert wrapped("コンピューター", 8) == ["コン", "ピュー", "ター"]
        assert wrapped("サーバー", 6) == ["サー", "バー"]

    def test_keeps_words_of_other_scripts_whole(self) -> None:
        assert wrapped("この版は kojin-check で読む", 18) == ["この版は", "kojin-check で読む"]

    def test_cuts_what_has_no_place_to_break(self) -> None:
        assert wrapped("a" * 10, 4) == ["aaaa", "aaaa", "aa"]

    def test_keeps_line_feeds_and_the_indentation_behind_them(self) -> None:
        assert wrapped("例:\n  施錠保管: −\n\n終わり", 20) == ["例:", "  施錠保管: −", "", "終わり"]

    def test_keeps_a_combining_character_with_the_one_before_it(self) -> None:
        assert wrapped("か\u3099か\u3099", 2) == ["か\u3099", "か\u3099"]

    @given(JAPANESE, st.integers(6, 30))
    def test_loses_nothing_but_spaces_and_keeps_to_the_width(self, text: str, width: int) -> None:
        lines = wrapped(text, width)

        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(width_of(line) <= width or line == text for line in lines)

    @given(st.lists(st.sampled_from(["個", "情報", "「あ」", "い。", "（サー）、", " ○", "A1）"])), st.integers(12, 30))
    def test_follows_the_rules_of_line_breaking(self, words: list[str], width: int) -> None:
        *before_last, last = wrapped("".join(words), width)

        assert not any(line[0] in NEVER_FIRST for line in [*before_last, last][1:])
        assert not any(line[-1] in NEVER_LAST for line in before_last)


def test_padded_and_right_aligned_fill_up_to_the_width() -> None:
    assert padded("対策", 6) == "対策  "
    assert right_aligned("対策", 6) == "  対策"
    assert padded("対策", 2) == "対策"


@pytest.mark.parametrize(("width", "expected"), [(8, "個人情報"), (7, "個人..."), (6, "個..."), (5, "個...")])
def test_shortened_ends_with_an_ellipsis_where_something_is_left_out(width: int, expected: str) -> None:
    assert shortened("個人情報", width) == expected


def test_clusters_are_what_may_not_be_cut() -> None:
    assert clusters("aか\u3099b") == ["a", "か\u3099", "b"]
