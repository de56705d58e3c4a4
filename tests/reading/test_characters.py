from __future__ import annotations

import pytest

from kojin_check.reading.characters import explain_indentation, named, quotation, without_suspicious


@pytest.mark.parametrize(
    ("character", "japanese", "english"),
    [
        ("\u200b", "ゼロ幅スペース（U+200B）", "ZERO WIDTH SPACE (U+200B)"),
        ("\u3000", "全角の空白（U+3000）", "IDEOGRAPHIC SPACE (U+3000)"),
        ("\u00a0", "ノーブレークスペース（U+00A0）", "NO-BREAK SPACE (U+00A0)"),
        ("\u2003", "特殊な空白（U+2003）", "EM SPACE (U+2003)"),
        ("\u202e", "文字の向きを変える記号（U+202E）", "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("\u3164", "文字（U+3164）", "HANGUL FILLER (U+3164)"),
    ],
)
def test_names_a_character_with_its_code_point(character: str, japanese: str, english: str) -> None:
    assert named(character) == (japanese, english)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("施錠\u200b保管", "施錠保管"),
        ("\u3000施錠保管\u00a0", "施錠保管"),
        ("\ufeff ○\u200d ", "○"),
        ("氏名\u3000カナ", "氏名\u3000カナ"),
        ("\u3000\u200b", ""),
        ("葛\U000e0100飾区", "葛\U000e0100飾区"),
    ],
)
def test_gives_text_as_it_is_seen(typed: str, seen: str) -> None:
    assert without_suspicious(typed) == seen


def test_explains_a_space_that_is_no_indentation() -> None:
    explained = explain_indentation("\u3000media")
    assert explained is not None
    assert explained.ja == "行頭に全角の空白（U+3000）があり、YAMLはこれを字下げではなく項目名の一部として読みます。"
    assert explain_indentation("media\u3000") is None


def test_quotes_on_one_line_and_not_at_length() -> None:
    assert quotation(" 申込みの\n  受付　業務 ") == "申込みの 受付　業務"
    assert quotation("あ" * 60) == "あ" * 60
    assert quotation("あ" * 61) == "あ" * 59 + "…"


def test_a_quotation_has_one_space_for_line_ends_and_the_blanks_around_them() -> None:
    assert quotation("  一行目 \r\n\n \u3000 二行目\t") == "一行目 二行目"
