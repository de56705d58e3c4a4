from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kojin_check.model.marks import (
    CIRCLE,
    LOOK_ALIKES,
    MINUS,
    SPELLINGS,
    Answer,
    answer_from_fields,
    canonical,
    leading_mark,
    look_alike,
    on_form,
    read_answer,
)

# What is accepted for each mark, written out by hand as code points.
CIRCLES = [0x25CB, 0x3007, 0x25EF, 0x2B55]
MINUSES = [0x2212, 0x002D, 0xFF0D, 0x30FC, 0xFF70, *range(0x2010, 0x2016), 0x2500, 0x2501, 0xFE58, 0xFE63, 0x2796]


@pytest.mark.parametrize(
    ("code_point", "mark"), [*((point, "\u25cb") for point in CIRCLES), *((point, "\u2212") for point in MINUSES)]
)
def test_every_accepted_spelling_has_its_canonical_mark(code_point: int, mark: str) -> None:
    assert canonical(chr(code_point)) == mark
    assert canonical(chr(code_point) + "\ufe0f") == mark


def test_the_table_holds_nothing_else() -> None:
    assert {ord(spelling) for spellings in SPELLINGS.values() for spelling in spellings} == {*CIRCLES, *MINUSES} - {
        ord(CIRCLE),
        ord(MINUS),
    }


@pytest.mark.parametrize("other", ["◎", "●", "o", "O", "0", "レ", "✓", "一", "＝", "×", "△"])
def test_look_alikes_are_no_marks(other: str) -> None:
    assert canonical(other) not in (CIRCLE, MINUS)


@pytest.mark.parametrize("typed", ["“○”", "＂○＂", "「○」", "‘○’", "'○'"])
def test_quotes_around_a_mark_are_not_part_of_it(typed: str) -> None:
    answer = read_answer(typed)
    assert (answer.mark, answer.typed, answer.is_canonical) == ("○", typed, False)


@pytest.mark.parametrize(
    ("text", "mark", "typed", "reason"),
    [
        ("○", "○", "○", None),
        (" ○\u3000", "○", "○", None),
        ("−（電子データのみ）", "−", "−", "電子データのみ"),
        ("- (電子データのみ)", "−", "-", "電子データのみ"),
        ("－（電子データのみ)", "−", "－", "電子データのみ"),
        ("−（媒体（DVD-R等）は使わない）", "−", "−", "媒体（DVD-R等）は使わない"),
        ("−（閉じていない", "−", "−", "閉じていない"),
        ("−（）", "−", "−", ""),
        ("×", "×", "×", None),
    ],
)
def test_reads_a_mark_with_its_reason(text: str, mark: str, typed: str, reason: str | None) -> None:
    answer = read_answer(text)
    assert (answer.mark, answer.typed, answer.reason) == (mark, typed, reason)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\n"])
def test_blank_text_is_unanswered(text: str) -> None:
    assert read_answer(text).is_blank


def test_a_reason_without_a_mark_is_not_read_as_a_reason() -> None:
    answer = read_answer("（電子データのみ）")
    assert answer.reason is None
    assert answer.mark not in (CIRCLE, MINUS)


def test_a_mapping_gives_the_same_answer_as_text() -> None:
    assert answer_from_fields("−", "電子データのみ", None) == Answer("−", "−", "電子データのみ")
    assert answer_from_fields("−（電子データのみ）", None, "控え") == Answer("−", "−", "電子データのみ", "控え")
    assert answer_from_fields(None, None, "控え").is_blank


@given(st.text(max_size=40))
def test_any_text_gives_an_answer(text: str) -> None:
    answer = read_answer(text)
    assert answer.is_blank == (not text.strip())
    assert answer.typed in text


@pytest.mark.parametrize(
    ("text", "offered", "mark", "reason"),
    [
        ("○", ["○", "−"], "○", None),
        ("〇", ["○", "−"], "○", None),
        ("〇", ["〇", "−"], "〇", None),
        ("○", ["〇", "−"], "〇", None),
        ("〇", ["○", "〇"], "〇", None),
        ("−（対象がない）", ["-"], "-", "対象がない"),
        ("ＹＥＳ", ["Yes", "No"], "Yes", None),
        ("対象外(別表)", ["対象外(別表)"], "対象外(別表)", None),
        ("対象外（別表）", ["対象外"], "対象外", "別表"),
        ("×", ["○"], "×", None),
        ("", ["○"], "", None),
    ],
)
def test_on_a_form_its_own_spelling_is_the_canonical_one(
    text: str, offered: list[str], mark: str, reason: str | None
) -> None:
    answer = on_form(read_answer(text), offered)
    assert (answer.mark, answer.reason) == (mark, reason)
    assert answer.is_canonical == (answer.typed == mark)


@pytest.mark.parametrize("typed", ["◎", "●", "o", "O", "０", "ﾚ", "✓"])
def test_knows_what_is_typed_for_a_circle(typed: str) -> None:
    assert look_alike(typed, ["○", "−"]) == "○"
    assert look_alike(typed, ["〇"]) == "〇"
    assert look_alike(typed, ["はい"]) is None


@pytest.mark.parametrize("typed", ["一", "＝"])
def test_knows_what_is_typed_for_a_minus(typed: str) -> None:
    assert look_alike(typed, ["○", "−"]) == "−"


def test_no_look_alike_is_an_accepted_spelling() -> None:
    accepted = {spelling for mark, spellings in SPELLINGS.items() for spelling in (mark, *spellings)}
    assert not accepted & {typed for look_alikes in LOOK_ALIKES.values() for typed in look_alikes}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("−電子データのみ", ("−", "電子データのみ")),
        ("－ 電子データのみ", ("−", "電子データのみ")),
        ("○。", ("○", "")),
        ("いいえ、対象がない", ("いいえ", "対象がない")),
        ("いいえます", None),
        ("○", None),
        ("電子データのみ", None),
    ],
)
def test_reads_text_behind_a_mark(text: str, expected: tuple[str, str] | None) -> None:
    assert leading_mark(text, ["○", "−", "いいえ"]) == expected


def test_quotes_around_mark_and_reason_are_read_as_one() -> None:
    answer = read_answer("「−（電子データのみ）」")
    assert (answer.mark, answer.typed, answer.reason) == ("−", "「−（電子データのみ）」", "電子データのみ")
