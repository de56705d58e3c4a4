from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.cases.foreign_form import foreign_case, foreign_library

from kojin_check.checking.engine import Settings, check_text
from kojin_check.model.library import Library

WARD = "「○」（対策が可能）か「−（理由）」（対策の必要がない）"


def test_another_form_has_other_marks(tmp_path: Path) -> None:
    library = foreign_library(tmp_path)
    text = foreign_case(記録="○", 連絡="いいえ", 保管="別表のとおり", 廃棄="いいえ、対象がない", 点検="対象外(別表)")
    findings = check_text("case.yaml", text, library, Settings(select=("KJ103",))).findings

    assert [(finding.span.line, finding.message.ja) for finding in findings] == [
        (14, "「別表のとおり」は、この様式（1 点検）にない記号です。"),
        (15, "「いいえ、対象がない」は、記号の後の文が括弧に入っていません。"),
    ]
    assert findings[1].hint.ja == "「いいえ（対象がない）」のように、括弧に入れて書いてください。"


@pytest.mark.parametrize(
    "typed",
    ["○?", "○？", "○→−", "○→−（電子データのみの取扱いのため）", "○か−", "○ 未定", "○ 要確認", "−→○"],
)
def test_no_hint_settles_what_is_open(typed: str, library: Library) -> None:
    text = f"""\
schema: kojin-check/case/v1
checklist_version: r5
title: x
department: y
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers: {{区が行う: {{運用上: {{業務フロー: {typed}}}}}}}
"""
    [finding] = [one for one in check_text("case.yaml", text, library).findings if one.rule == "KJ103"]

    assert "では、どの記号なのかが決まっていません。" in finding.message.ja
    assert finding.hint.ja == (
        f"今の状態に合う記号を1つだけ書いてください（この様式の記号は{WARD}）。決まるまでは、空欄にしておいてください。"
    )
    assert finding.fix is None
