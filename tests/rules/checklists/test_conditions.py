"""Conditions, facts and stock reasons: KJ710-KJ720."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.checklists.conftest import LintText, place

VERSION = """\
# r9/version.yaml
id: r9
media: {電磁的媒体: 電子データ, 可搬媒体: USB等, 紙媒体: 書類}
facts: {クラウドの利用: クラウドを利用しますか。}
stock_reasons:
  - {pattern: 電子データのみ, asserts: {media: {only: [電磁的媒体, 可搬媒体]}}}
  - {pattern: '再委託(が|し)ない', asserts: {subcontracts: false}}
"""
FORM = """\
# r9/1-業務委託.yaml
number: 1
marks:
  ○: {label: 対策が可能, means: met}
  −: {label: 対策の必要がない, means: not_applicable, reason: required}
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区の対策
    items:
      - id: 施錠保管
        text: 金庫に保管する。
"""


def form(*lines: str, head: str = "") -> str:
    return VERSION + FORM.replace("number: 1\n", f"number: 1\n{head}") + "".join(f"        {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("lines", "column", "message"),
    [
        (["when: {meida: 紙媒体}"], 16, "「meida」という事実は宣言されていません。"),
        (["when: {media: {any_of: [紙媒体, 可搬]}}"], 38, "「media」の値に「可搬」はありません。"),
        (["when: {subcontracts: あり}"], 30, "「subcontracts」の値に「あり」はありません。"),
        (["when: {クラウドの利用: はい}"], 25, "「クラウドの利用」の値に「はい」はありません。"),
    ],
)
def test_unknown_facts_and_values_in_conditions(
    lint_text: LintText, tmp_path: Path, lines: list[str], column: int, message: str
) -> None:
    (finding,) = lint_text(form(*lines), "KJ711", "KJ712", "KJ713")

    assert (place(finding, tmp_path), finding.message.ja) == (f"r9/1-業務委託.yaml:13:{column}", message)


def test_unknown_facts_in_applies_requires_and_stock_reasons(lint_text: LintText, tmp_path: Path) -> None:
    text = form(head="applies: {媒体: 紙媒体}\nrequires: [media, medium]\n").replace("subcontracts:", "subcontract:")

    assert [
        (place(finding, tmp_path), finding.message.ja, finding.hint.ja) for finding in lint_text(text, "KJ711")
    ] == [
        (
            "r9/1-業務委託.yaml:3:11",
            "「媒体」という事実は宣言されていません。",
            "使えるのは media、subcontracts、クラウドの利用 です。新しい事実なら、version.yaml に「facts: {媒体: 問い}」と"
            "書いてください。",
        ),
        (
            "r9/1-業務委託.yaml:4:19",
            "「medium」という事実は宣言されていません。",
            "「media」の間違いではありませんか（使えるのは media、subcontracts、クラウドの利用）。",
        ),
        (
            "r9/version.yaml:7:39",
            "「subcontract」という事実は宣言されていません。",
            "「subcontracts」の間違いではありませんか（使えるのは media、subcontracts、クラウドの利用）。",
        ),
    ]


def test_media_are_no_fact_where_there_are_none(lint_text: LintText) -> None:
    text = form("when: {media: 紙媒体}").replace("media: {電磁", "# media: {電磁").split("stock_reasons")[0] + FORM
    text += "        when: {media: 紙媒体}\n"

    assert [finding.message.ja for finding in lint_text(text, "KJ711")] == ["「media」という事実は宣言されていません。"]


@pytest.mark.parametrize(
    "condition",
    [
        "{media: {only: [紙媒体], any_of: [電磁的媒体]}}",
        "{media: {all_of: [紙媒体], none_of: [紙媒体, 可搬媒体]}}",
        "{media: {none_of: [電磁的媒体, 可搬媒体, 紙媒体]}}",
    ],
)
def test_conditions_that_contradict_themselves(lint_text: LintText, tmp_path: Path, condition: str) -> None:
    (finding,) = lint_text(form(f"when: {condition}", head="applies: {media: 紙媒体}\n"), "KJ712", "KJ713")

    assert (finding.rule, place(finding, tmp_path)) == ("KJ712", "r9/1-業務委託.yaml:14:9")
    assert finding.message.ja == "この条件は、どんな案件でも成り立ちません。"


@pytest.mark.parametrize(
    "condition",
    [
        "{media: {any_of: [電磁的媒体, 可搬媒体, 紙媒体]}}",
        "{media: {only: [電磁的媒体, 可搬媒体, 紙媒体]}}",
    ],
)
def test_conditions_that_always_hold(lint_text: LintText, tmp_path: Path, condition: str) -> None:
    (finding,) = lint_text(form(f"when: {condition}", head="applies: {media: 紙媒体}\n"), "KJ712", "KJ713")

    assert (finding.rule, place(finding, tmp_path)) == ("KJ713", "r9/1-業務委託.yaml:14:9")
    assert finding.message.ja == "この条件は、どんな案件でも成り立ちます。"


def test_an_impossible_form_does_not_make_its_conditions_impossible(lint_text: LintText, tmp_path: Path) -> None:
    text = form("when: {media: 紙媒体}", head="applies: {media: {only: [紙媒体], all_of: [可搬媒体]}}\n")

    assert [place(finding, tmp_path) for finding in lint_text(text, "KJ712", "KJ713")] == ["r9/1-業務委託.yaml:3:1"]


def test_a_condition_on_several_facts_can_hold(lint_text: LintText) -> None:
    text = form("when: {media: 紙媒体, subcontracts: true, クラウドの利用: false}")

    assert lint_text(text, "KJ711", "KJ712", "KJ713", "KJ719", "KJ720") == ()


def test_unreadable_conditions_are_reported_once(lint_text: LintText, tmp_path: Path) -> None:
    findings = lint_text(form("when: 紙媒体", "strict: true", "otherwise: 紙を扱わないため"))
    in_the_form = [finding for finding in findings if finding.span.line >= 10 and "1-業務委託" in finding.path]

    assert [(finding.rule, place(finding, tmp_path)) for finding in in_the_form] == [
        ("KJ006", "r9/1-業務委託.yaml:13:15")
    ]


def test_no_stock_reason_is_missed_where_none_is_asked_for(lint_text: LintText) -> None:
    assert lint_text(form("when: {media: 紙媒体}").replace(", reason: required", ""), "KJ715") == ()


@pytest.mark.parametrize("reason", ["電子データのみの取扱いのため", "電子データ　のみ のため", "紙媒体を扱わないため"])
def test_a_stock_reason_that_follows_from_its_condition(lint_text: LintText, reason: str) -> None:
    assert lint_text(form("when: {media: 紙媒体}", f"otherwise: {reason}"), "KJ717") == ()


def test_a_stock_reason_about_another_fact(lint_text: LintText, tmp_path: Path) -> None:
    (finding,) = lint_text(form("when: {media: 紙媒体}", "otherwise: 再委託がないため"), "KJ717")

    assert place(finding, tmp_path) == "r9/1-業務委託.yaml:14:20"
    assert finding.message.ja == (
        "「media: [電磁的媒体]、subcontracts: […]」の案件では「施錠保管」は不要ですが、"
        "この理由（再委託がないため）はその事実と食い違います。"
    )
    assert [place_of.path.rpartition("/")[2] for place_of in finding.related] == ["version.yaml"]


def test_a_stock_reason_is_judged_among_the_matters_that_use_the_form(lint_text: LintText) -> None:
    lines = ["when: {media: 可搬媒体}", "otherwise: 電子データのみのため"]

    assert [finding.rule for finding in lint_text(form(*lines), "KJ717")] == ["KJ717"]
    assert lint_text(form(*lines, head="applies: {media: {none_of: [紙媒体]}}\n"), "KJ717") == ()


def test_a_fact_that_is_only_required_is_used(lint_text: LintText) -> None:
    assert [finding.rule for finding in lint_text(form(), "KJ719")] == ["KJ719"]
    assert lint_text(form(head="requires: [クラウドの利用]\n"), "KJ719") == ()


def test_nothing_is_called_unused_while_a_form_cannot_be_read(lint_text: LintText) -> None:
    assert lint_text(form() + "# r9/2-指定管理.yaml\nnumber: [\n", "KJ719") == ()


def test_a_pattern_that_cannot_be_read(lint_text: LintText, tmp_path: Path) -> None:
    findings = lint_text(VERSION.replace("電子データのみ", "'電子(データのみ'"), "KJ006", "KJ717", "KJ724")

    assert [(finding.rule, place(finding, tmp_path)) for finding in findings] == [("KJ006", "r9/version.yaml:6:15")]


@pytest.mark.parametrize(
    ("pattern", "column", "message"),
    [
        ("[電子, データのみ]", 6, "ここには、正規表現を1つ書きます。"),
        ("{電子: データのみ}", 6, "ここには、正規表現を1つ書きます。"),
        ("'[[電]子'", 15, "正規表現として読めません（Possible nested set at position 1）。"),
        ("'電{99999999999}'", 15, "正規表現として読めません（the repetition number is too large）。"),
        (r"'\x41のみ'", 15, r"正規表現として読めません（\x at position 0）。"),
        (f"'{'電' * 201}'", 15, "正規表現として読めません（201 characters）。"),
    ],
)
def test_a_pattern_that_cannot_be_used(
    pattern: str, column: int, message: str, lint_text: LintText, tmp_path: Path
) -> None:
    findings = [one for one in lint_text(VERSION.replace("電子データのみ", pattern), "KJ006") if one.span.line == 6]

    assert [(one.rule, place(one, tmp_path), one.message.ja) for one in findings] == [
        ("KJ006", f"r9/version.yaml:6:{column}", message)
    ]


def test_a_blank_pattern_is_a_missing_one(lint_text: LintText, tmp_path: Path) -> None:
    findings = lint_text(VERSION.replace("電子データのみ", "''"), "KJ005", "KJ724")

    assert [(finding.rule, place(finding, tmp_path)) for finding in findings if finding.span.line == 6] == [
        ("KJ005", "r9/version.yaml:6:15")
    ]
