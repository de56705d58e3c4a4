from __future__ import annotations

import pytest

from kojin_check.model.condition import Condition, Facts, parse_condition

PORTABLE_OR_PAPER = {"media": {"any_of": ["紙媒体", "可搬媒体"]}}


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        (PORTABLE_OR_PAPER, {"media": ("電磁的媒体",)}, False),
        (PORTABLE_OR_PAPER, {"media": ("電磁的媒体", "紙媒体")}, True),
        (PORTABLE_OR_PAPER, {}, None),
        ({"media": "可搬媒体"}, {"media": ("電磁的媒体", "可搬媒体")}, True),
        ({"media": "可搬媒体"}, {"media": ("電磁的媒体",)}, False),
        ({"media": {"all_of": ["電磁的媒体", "紙媒体"]}}, {"media": ("紙媒体", "電磁的媒体")}, True),
        ({"media": {"all_of": ["電磁的媒体", "紙媒体"]}}, {"media": ("紙媒体",)}, False),
        ({"media": {"none_of": ["紙媒体"]}}, {"media": ("電磁的媒体",)}, True),
        ({"media": {"none_of": ["紙媒体"]}}, {"media": ("紙媒体",)}, False),
        ({"media": {"only": ["紙媒体"]}}, {"media": ("紙媒体",)}, True),
        ({"media": {"only": ["紙媒体"]}}, {"media": ("紙媒体", "電磁的媒体")}, False),
        ({"media": {"only": ["紙媒体"]}}, {"media": ()}, False),
        ({"subcontracts": "true"}, {"subcontracts": True}, True),
        ({"subcontracts": "true"}, {"subcontracts": False}, False),
        ({"subcontracts": False}, {"subcontracts": False}, True),
        ({"media": "紙媒体", "機器の持込み": "true"}, {"media": ("紙媒体",)}, None),
        ({"media": "紙媒体", "機器の持込み": "true"}, {"media": ("電磁的媒体",)}, False),
        ({"media": "紙媒体", "機器の持込み": "true"}, {"media": ("紙媒体",), "機器の持込み": True}, True),
    ],
)
def test_holds(condition: object, facts: Facts, expected: bool | None) -> None:
    assert parse_condition(condition).holds(facts) is expected


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ([], "a condition is a mapping"),
        ({}, "a condition is a mapping"),
        ({"media": []}, "media: write a value"),
        ({"media": {"one_of": ["紙媒体"]}}, "media: one_of is not"),
        ({"media": {"equals": ["紙媒体"]}}, "media: equals is not"),
        ({"media": {"any_of": []}}, "media: any_of takes a list"),
        ({"media": {"any_of": [["紙媒体"]]}}, "media: any_of takes a list"),
    ],
)
def test_a_malformed_condition_is_refused(written: object, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_condition(written)


@pytest.mark.parametrize(
    "written",
    [PORTABLE_OR_PAPER, {"media": "可搬媒体"}, {"subcontracts": True}, {"media": {"only": ["紙媒体"]}, "x": False}],
)
def test_to_data_gives_what_was_written(written: dict[str, object]) -> None:
    assert parse_condition(written).to_data() == written


def test_several_operators_on_one_fact_are_all_required() -> None:
    condition: Condition = parse_condition({"media": {"any_of": ["紙媒体"], "none_of": ["可搬媒体"]}})
    assert condition.holds({"media": ("紙媒体",)}) is True
    assert condition.holds({"media": ("紙媒体", "可搬媒体")}) is False
    assert condition.to_data() == {"media": {"any_of": ["紙媒体"], "none_of": ["可搬媒体"]}}
