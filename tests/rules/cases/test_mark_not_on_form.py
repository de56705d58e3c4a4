from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.cases.conftest import RunRule
from tests.rules.cases.foreign_form import foreign_case, foreign_library

from kojin_check.checking.engine import Settings, check_text
from kojin_check.model.library import Library

WARD = "「○」（対策が可能）か「−（理由）」（対策の必要がない）"


def test_reports_each_mark_that_the_form_does_not_offer(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ103", 12, 19),
        ("KJ103", 19, 19),
        ("KJ103", 20, 21),
        ("KJ103", 21, 21),
        ("KJ103", 22, 18),
        ("KJ103", 23, 19),
        ("KJ103", 24, 20),
        ("KJ103", 25, 17),
        ("KJ103", 26, 18),
        ("KJ103", 27, 19),
        ("KJ103", 28, 26),
    ]
    assert findings[1].message.ja == "「×」は、この様式（5 業務委託）にない記号です。"
    assert findings[1].message.en == "“×” is not a mark of this form (5 業務委託)."
    assert findings[1].hint.ja == f"この様式で書けるのは{WARD}です。"
    assert findings[1].item is not None
    assert findings[1].item.address == "5/区が行う/運用上/法令等の遵守"
    assert findings[1].matter == 1


def test_a_form_may_offer_one_mark_only(run_rule: RunRule) -> None:
    finding = run_rule("bad")[0]

    assert finding.message.ja == "「−」は、この様式（1 目的外利用）にない記号です。"
    assert finding.hint.ja == "この様式で書けるのは「○」（対策が可能）です。"


def test_says_what_a_look_alike_or_a_label_is_meant_for(run_rule: RunRule) -> None:
    hints = [finding.hint.ja for finding in run_rule("bad")]

    assert hints[2] == f"「○」と書いてください（この様式の記号は{WARD}）。"
    assert hints[3] == f"「−（区が指定するため）」と書いてください（この様式の記号は{WARD}）。"
    assert hints[4] == f"「−（理由）」と書いてください（この様式の記号は{WARD}）。"
    assert hints[8] == f"「○」と書いてください（この様式の記号は{WARD}）。"


def test_explains_text_behind_a_mark(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert findings[5].message.ja == "「−電子データのみ」は、記号の後の文が括弧に入っていません。"
    assert findings[5].hint.ja == "「−（電子データのみ（メールを除く））」のように、括弧に入れて書いてください。"
    assert findings[6].message.ja == "「○／−」では、どの記号なのかが決まっていません。"
    assert findings[6].hint.ja == (
        f"今の状態に合う記号を1つだけ書いてください（この様式の記号は{WARD}）。決まるまでは、空欄にしておいてください。"
    )
    assert findings[9].message.ja == "「○。」には、記号のほかの文字があります。"
    assert findings[9].hint.ja == "「○」とだけ書いてください。"


def test_explains_a_reason_without_a_mark(run_rule: RunRule) -> None:
    finding = run_rule("bad")[7]

    assert finding.message.ja == "「電子データのみの取扱いのため」には記号がなく、理由だけが書かれています。"
    assert finding.hint.ja == ("「−（電子データのみの取扱いのため）」のように、記号の後に括弧に入れて書いてください。")


def test_points_at_the_mark_of_a_mapping(run_rule: RunRule) -> None:
    assert run_rule("bad")[10].span == (28, 26, 28, 27)


def test_is_silent_on_marks_in_other_spellings_and_on_blanks(run_rule: RunRule) -> None:
    assert run_rule("good") == ()


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
