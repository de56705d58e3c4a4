from __future__ import annotations

from typing import Any

import pytest

from kojin_check.model.case import Milestone, Party, Period, WaiverEntry
from kojin_check.model.dates import parse
from kojin_check.model.marks import BLANK, Answer
from kojin_check.model.value_text import answer_in_words, in_words


def period(**dates: str | bool) -> Period:
    return Period.model_validate(dates)


@pytest.mark.parametrize(
    ("value", "ja", "en"),
    [
        (None, "（なし）", "(nothing)"),
        ([], "（なし）", "(nothing)"),
        (True, "はい", "yes"),
        (["氏名", "住所"], "氏名、住所", "氏名, 住所"),
        (Party(name="株式会社甲"), "株式会社甲", "株式会社甲"),
        (Party(name="株式会社甲", certifications=["ISMS認証"]), "株式会社甲（ISMS認証）", "株式会社甲 (ISMS認証)"),
        (
            period(**{"name": "運用", "from": "R6.4.1", "to": "R7.3.31", "renews": "true"}),
            "運用：R6.4.1からR7.3.31まで（次年度以降も同様）",
            "運用: from R6.4.1 to R7.3.31 (and so on in the following years)",
        ),
        (period(to="R7.3.31"), "R7.3.31まで", "to R7.3.31"),
        (period(), "（なし）", "(nothing)"),
        (Milestone.model_validate({"name": "試験", "date": "令和6年11月"}), "試験：令和6年11月", "試験: 令和6年11月"),
        (
            WaiverEntry.model_validate(
                {"rule": "KJ402", "reason": "試験", "approved_by": "課長", "expires": "R9.3.31"}
            ),
            "KJ402：試験（課長、R9.3.31）",
            "KJ402: 試験 (課長, R9.3.31)",
        ),
    ],
)
def test_values_read_as_on_a_form(value: Any, ja: str, en: str) -> None:
    assert in_words(value) == (ja, en)


@pytest.mark.parametrize(
    ("answer", "ja"),
    [
        (BLANK, "（未回答）"),
        (Answer("○", "○"), "○"),
        (Answer("−", "-", "手交しないため"), "−（手交しないため）"),
        (Answer("○", "○", note="手順書3"), "○　補足：手順書3"),
        (Answer("いいえ", "いいえ", fields={"目標日": parse("R9.3.31")}), "いいえ　目標日：R9.3.31"),
    ],
)
def test_answers_show_all_that_they_say(answer: Answer, ja: str) -> None:
    assert answer_in_words(answer).ja == ja
