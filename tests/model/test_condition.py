from __future__ import annotations

import pytest

from kojin_check.model.condition import Condition, Facts, UnfitConditionError, parse_condition

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
    ("written", "complaint", "hint"),
    [
        ([], "条件は「事実: 値」の組で書きます。", "「{…: true}」のように書いてください。"),
        ({}, "条件は「事実: 値」の組で書きます。", "「{…: true}」のように書いてください。"),
        ("再委託", "条件は「事実: 値」の組で書きます。", "「{再委託: true}」のように書いてください。"),
        ("再委託 = いいえ", "条件は「事実: 値」の組で書きます。", "「{再委託: false}」のように書いてください。"),
        ("病床数：200床以上", "条件は「事実: 値」の組で書きます。", "「{病床数: 200床以上}」のように書いてください。"),
        (["再委託", "外部接続"], "条件は「事実: 値」の組で書きます。", "「{再委託: true, 外部接続: true}」のように"),
        ({"media": []}, "「media」には、値を1つ書くか", "「{media: {any_of: [語, 語]}}」のように書いてください。"),
        ({"media": ["紙", "磁気"]}, "「media」には、値を1つ書くか", "「{media: {any_of: [紙, 磁気]}}」のように"),
        ({"再委託": ["はい"]}, "「再委託」の値が1つなら、[ ] を付けません。", "「{再委託: true}」と書いてください。"),
        ({"media": {"anyof": ["紙"]}}, "「media」の「anyof」という語はありません。", "「any_of」の間違いでは"),
        ({"media": {"equals": ["紙"]}}, "「media」の「equals」という語はありません。", "any_of（どれか1つを含む）、"),
        ({"media": {"any_of": []}}, "「media」の any_of には、値の一覧を書きます。", "「{media: {any_of: [語, 語]}}」"),
        ({"media": {"any_of": [["紙"]]}}, "「media」の any_of には、値の一覧を書きます。", "{any_of: [語, 語]}"),
        ({"answer": "台帳"}, "answer には、同じ側の項目の id と", "「{answer: {台帳: 記号}}」のように書いてください。"),
    ],
)
def test_a_malformed_condition_is_refused(written: object, complaint: str, hint: str) -> None:
    with pytest.raises(UnfitConditionError) as refusal:
        parse_condition(written)

    assert refusal.value.message.ja.startswith(complaint)
    assert hint in refusal.value.hint.ja


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
