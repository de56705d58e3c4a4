from __future__ import annotations

import pytest
from tests.rules.cases.conftest import EXAMPLES, RunRule

from kojin_check.checking.engine import check_text
from kojin_check.editing.edits import apply_edits
from kojin_check.model.library import Library


def test_reports_hidden_characters_and_values_cut_short(run_rule: RunRule) -> None:
    assert [(finding.rule, finding.span.line, finding.span.column) for finding in run_rule("bad")] == [
        ("KJ009", 5, 9),
        ("KJ009", 7, 11),
        ("KJ009", 9, 5),
        ("KJ009", 12, 9),
        ("KJ009", 13, 9),
        ("KJ009", 16, 14),
        ("KJ009", 20, 11),
        ("KJ009", 20, 19),
        ("KJ009", 21, 18),
        ("KJ009", 22, 17),
        ("KJ009", 25, 18),
        ("KJ009", 26, 36),
    ]


def test_names_the_character_with_its_code_point(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert findings[0].message.ja == "「業務委託」に、目に見えない全角の空白（U+3000）が入っています。"
    assert findings[1].message.en == "There is an invisible NO-BREAK SPACE (U+00A0) in “業務委託”."
    assert findings[2].message.ja == "「media」に、目に見えないゼロ幅スペース（U+200B）が入っています。"
    assert findings[2].hint.ja == "この文字を削除してください（「media」と打ち直すのが確実です）。"
    assert findings[10].message.ja == "「○」に、目に見えないゼロ幅スペース（U+200B）が入っています。"
    assert [finding.matter for finding in findings[:3]] == [None, 0, 0]


def test_shows_what_a_comment_cuts_off(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert findings[4].message.ja == "「電話番号」の後の「#内線」は、コメントとして捨てられています。"
    assert findings[4].hint.ja == (
        '内容の一部なら、全体を " " で囲んで「"電話番号 #内線"」と書いてください。'
        "コメントなら「#」の後に空白を入れてください。"
    )
    assert findings[5].message.ja == "「サーバ（庁内」の後の「# 第二庁舎）」は、コメントとして捨てられています。"
    assert findings[9].hint.ja == (
        '内容の一部なら、全体を " " で囲んで「"−（電子データのみの取扱いのため #庁内）"」と書いてください。'
        "コメントなら、開いている括弧を閉じてください。"
    )
    assert [findings[index].fix for index in (4, 5, 9, 11)] == [None] * 4


def test_the_fix_removes_the_characters_and_nothing_else(run_rule: RunRule, library: Library) -> None:
    text = (EXAMPLES / "suspicious-character.bad.yaml").read_text(encoding="utf-8")
    edits = [edit for finding in run_rule("bad") if finding.fix for edit in finding.fix.edits]
    fixed = apply_edits(text, edits)

    prose = "申込みの受\u200b付"
    head, _, tail = text.partition(prose)
    hidden = str.maketrans("", "", "\u200b\u00a0\u3000")
    assert fixed == head.translate(hidden) + prose + tail.translate(hidden)
    left = [finding for finding in check_text("case.yaml", fixed, library).findings if finding.rule == "KJ009"]
    assert [finding.span.line for finding in left] == [13, 16, 22, 26]


def test_ordinary_comments_and_prose_are_fine(run_rule: RunRule) -> None:
    assert run_rule("good") == ()


NAMES = [
    "\nba|sis: [",
    "checklist_version: r|5",
    "{クラウド|の利用: true}",
    "    media: [電磁|的媒体]",
    "      区が|行う:",
    "        シス|テム上:",
    "          業務|フロー: ○",
]


@pytest.mark.parametrize("character", ["\u200b", "\u200d", "\u2060", "\u00ad", "\u202e"])
@pytest.mark.parametrize("place", NAMES)
def test_a_name_with_a_hidden_character_is_read_as_it_looks(
    character: str, place: str, corrected_case: str, library: Library
) -> None:
    before, _, after = corrected_case.partition(place.replace("|", ""))
    text = before + place.replace("|", character) + after
    [finding] = check_text("case.yaml", text, library).findings

    assert (finding.rule, finding.span.line) == ("KJ009", (before + place).count("\n") + 1)
    assert f"U+{ord(character):04X}" in finding.message.ja


def test_two_keys_that_look_the_same_are_not_taken_for_one(corrected_case: str, library: Library) -> None:
    text = corrected_case.replace("\nstatus:", "\ntit\u200ble: 別の件名\nstatus:", 1)
    findings = check_text("case.yaml", text, library).findings

    assert [(finding.rule, finding.span.line) for finding in findings] == [("KJ004", 13), ("KJ009", 13)]
    assert [finding.fix for finding in findings] == [None, None], "without the character the key would stand twice"


def test_a_missing_reason_behind_a_comment_is_one_finding(corrected_case: str, library: Library) -> None:
    text = corrected_case.replace("施錠保管: −（", "施錠保管: − #（", 1)
    line = text[: text.index("− #（")].count("\n") + 1
    findings = check_text("case.yaml", text, library).findings

    assert [(finding.rule, finding.span.line) for finding in findings] == [("KJ102", line)]


@pytest.mark.parametrize(
    ("answer", "codes"),
    [
        ("ー（電子データのみの取扱いのため #庁内）", ["KJ009", "KJ104"]),
        ("−（ #庁内のみのため）", ["KJ009", "KJ102"]),
        ("〇 #済", ["KJ104"]),
    ],
)
def test_a_cut_reason_is_told_whatever_else_is_wrong_with_the_answer(
    answer: str, codes: list[str], corrected_case: str, library: Library
) -> None:
    line = "          施錠保管: −（電子データのみの取扱いのため）"
    text = corrected_case.replace(line, f"          施錠保管: {answer}", 1)

    assert text != corrected_case
    number = text[: text.index(answer)].count("\n") + 1
    report = check_text("case.yaml", text, library)
    found = [finding.rule for finding in report.findings if finding.span.line == number]
    assert [rule for rule in sorted(found) if rule in ("KJ009", "KJ102", "KJ104")] == codes
