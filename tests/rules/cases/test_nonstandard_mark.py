from __future__ import annotations

from pathlib import Path

from tests.rules.cases.foreign_form import foreign_case, foreign_library

from kojin_check.checking.engine import Settings, check_text
from kojin_check.editing.edits import apply_edits
from kojin_check.model.library import Library
from kojin_check.model.marks import SPELLINGS


def test_every_accepted_spelling_is_reported_and_fixed(corrected_case: str, library: Library) -> None:
    for mark, spellings in SPELLINGS.items():
        old = "緊急時の体制: ○" if mark == "○" else "施錠保管: −（"
        for typed in spellings:
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
