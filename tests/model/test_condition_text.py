from __future__ import annotations

import pytest

from kojin_check.model.condition import parse_condition
from kojin_check.model.condition_text import in_words


@pytest.mark.parametrize(
    ("data", "ja", "en"),
    [
        ({"media": "可搬媒体"}, "取扱媒体に「可搬媒体」があるとき", "media has “可搬媒体”"),
        ({"media": {"any_of": ["紙媒体"]}}, "取扱媒体に「紙媒体」があるとき", "media has “紙媒体”"),
        (
            {"media": {"any_of": ["紙媒体", "可搬媒体"]}},
            "取扱媒体に「紙媒体」「可搬媒体」のいずれかがあるとき",
            "media has any of “紙媒体”, “可搬媒体”",
        ),
        ({"media": {"all_of": ["甲", "乙"]}}, "取扱媒体に「甲」「乙」の全てがあるとき", "media has all of “甲”, “乙”"),
        ({"media": {"none_of": ["甲"]}}, "取扱媒体に「甲」のいずれもないとき", "media has none of “甲”"),
        ({"media": {"only": ["紙媒体"]}}, "取扱媒体が「紙媒体」だけのとき", "media has nothing but “紙媒体”"),
        ({"クラウドの利用": True}, "「クラウドの利用」に当たるとき", "“クラウドの利用” applies"),
        ({"クラウドの利用": False}, "「クラウドの利用」に当たらないとき", "“クラウドの利用” does not apply"),
        ({"subcontracts": True}, "さらに委託する先があるとき", "there is a subcontract"),
        ({"subcontracts": False}, "さらに委託する先がないとき", "there is no subcontract"),
        (
            {"media": "甲", "クラウドの利用": True},
            "取扱媒体に「甲」がある、かつ、「クラウドの利用」に当たるとき",
            "media has “甲” and “クラウドの利用” applies",
        ),
    ],
)
def test_conditions_read_as_sentences(data: object, ja: str, en: str) -> None:
    assert in_words(parse_condition(data)) == (ja, en)
