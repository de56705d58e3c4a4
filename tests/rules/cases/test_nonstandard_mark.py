from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.cases.conftest import EXAMPLES, RunRule
from tests.rules.cases.foreign_form import foreign_case, foreign_library

from kojin_check.checking.engine import Settings, check_text
from kojin_check.editing.edits import apply_edits
from kojin_check.model.library import Library
from kojin_check.model.marks import SPELLINGS


def test_reports_each_mark_in_another_spelling(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ104", 13, 19),
        ("KJ104", 14, 21),
        ("KJ104", 15, 25),
        ("KJ104", 16, 19),
        ("KJ104", 17, 20),
        ("KJ104", 19, 17),
        ("KJ104", 20, 18),
    ]
    first = findings[0]
    assert first.message.ja == "「〇」（U+3007）は「○」とみなしましたが、別の文字です。"
    assert first.message.en == "“〇” (U+3007) was taken for “○”, but it is another character."
    assert first.hint.ja == "「○」（U+25CB）に直してください。"
    assert first.item is not None
    assert first.item.address == "5/区が行う/運用上/法令等の遵守"
    assert findings[1].message.ja == "「“○”」は「○」とみなしましたが、引用符などの余分な文字が付いています。"
    assert findings[5].hint.ja == "「−（電子データのみの取扱いのため）」とだけ書いてください。"


def test_the_fix_changes_the_marks_and_nothing_else(run_rule: RunRule, library: Library) -> None:
    text = (EXAMPLES / "nonstandard-mark.bad.yaml").read_text(encoding="utf-8")
    edits = [edit for finding in run_rule("bad") if finding.fix for edit in finding.fix.edits]
    fixed = apply_edits(text, edits)

    expected = text
    for old, new in (
        ("法令等の遵守: 〇", "法令等の遵守: ○"),
        ("“○”", "○"),
        ("◯, note", "○, note"),
        ('"- (', '"− ('),
        ("ー（電子", "−（電子"),
        ("「−（電子データのみの取扱いのため）」", "−（電子データのみの取扱いのため）"),
    ):
        assert old in expected
        expected = expected.replace(old, new)
    assert fixed == expected
    # What is written as an escape is reported, and left to the person.
    left = check_text("case.yaml", fixed, library, Settings(select=("KJ104",))).findings
    assert [(finding.span.line, finding.fix) for finding in left] == [(20, None)]


def test_parentheses_of_either_width_and_spaces_are_accepted(run_rule: RunRule) -> None:
    assert run_rule("good") == ()


@pytest.mark.parametrize(
    ("typed", "mark"), [(typed, mark) for mark, spellings in SPELLINGS.items() for typed in spellings]
)
def test_every_accepted_spelling_is_reported_and_fixed(
    typed: str, mark: str, corrected_case: str, library: Library
) -> None:
    old = "緊急時の体制: ○" if mark == "○" else "施錠保管: −（"
    text = corrected_case.replace(old, old.replace(mark, typed), 1)
    [finding] = check_text("case.yaml", text, library).findings

    assert finding.rule == "KJ104"
    assert finding.fix is not None
    assert apply_edits(text, finding.fix.edits) == corrected_case


def test_a_form_s_own_spelling_is_the_right_one(tmp_path: Path) -> None:
    library = foreign_library(tmp_path)
    text = foreign_case(記録="〇", 連絡="○", 保管="−", 廃棄="-", 点検="いいえ（鍵がない）")
    findings = check_text("case.yaml", text, library, Settings(select=("KJ104",))).findings

    assert [(finding.span.line, finding.message.ja) for finding in findings] == [
        (13, "「○」（U+25CB）は「〇」とみなしましたが、別の文字です。"),
        (14, "「−」（U+2212）は「-」とみなしましたが、別の文字です。"),
    ]
    assert findings[0].fix is not None
    assert [edit.text for edit in findings[0].fix.edits] == ["〇"]


def test_no_fix_writes_a_sign_of_yaml_without_quotes(tmp_path: Path) -> None:
    library = foreign_library(tmp_path)
    text = foreign_case(保管="−").replace('"−"', "−")
    [finding] = check_text("case.yaml", text, library, Settings(select=("KJ104",))).findings

    assert finding.hint.ja == "「-」（U+002D）に直してください。"
    assert finding.fix is None
