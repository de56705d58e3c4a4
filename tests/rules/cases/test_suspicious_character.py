from __future__ import annotations

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library

HIDDEN = ["\u200b", "\u200d", "\u2060", "\u00ad", "\u202e"]
NAMES = [
    "\nba|sis: [",
    "checklist_version: r|5",
    "{クラウド|の利用: true}",
    "    media: [電磁|的媒体]",
    "      区が|行う:",
    "        シス|テム上:",
    "          業務|フロー: ○",
]


def test_a_name_with_a_hidden_character_is_read_as_it_looks(corrected_case: str, library: Library) -> None:
    for place in NAMES:
        before, _, after = corrected_case.partition(place.replace("|", ""))
        for character in HIDDEN:
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
