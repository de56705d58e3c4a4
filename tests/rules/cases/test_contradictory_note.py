from __future__ import annotations

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.findings import Finding
from kojin_check.model.library import Library

CASE = """\
schema: kojin-check/case/v1
checklist_version: r5
title: 講座受付業務の委託について
department: 文化観光課
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体, 紙媒体]
    answers:
      区が行う:
        運用上:
          業務フロー: ANSWER
"""


def findings(answer: str, library: Library, case: str = CASE) -> list[Finding]:
    report = check_text("case.yaml", case.replace("ANSWER", answer), library)
    return [finding for finding in report.findings if finding.rule in ("KJ109", "KJ301", "KJ303")]


def test_reports_a_note_that_denies_its_mark(library: Library) -> None:
    [finding] = findings("○（未実施、要確認）", library)

    assert (finding.rule, finding.span.line, finding.span.column) == ("KJ109", 13, 18)
    assert finding.message.ja == (
        "「業務フロー」は「○」ですが、補足「未実施、要確認」は、対策を行っていないか、まだ決まっていないと読めます。"
    )
    assert finding.message.en == (
        "“業務フロー” is marked “○”, but the note “未実施、要確認” reads as if the measure is not taken, or not decided."
    )
    assert finding.hint.ja == (
        "今の状態に合う記号を書いてください（この様式の記号は「○」（対策が可能）か「−（理由）」（対策の必要がない））。"
        "行っている対策なら、補足には行っていることを書いてください。"
    )
    assert finding.fix is None
    assert finding.item is not None
    assert finding.item.address == "5/区が行う/運用上/業務フロー"


def test_points_at_the_note_of_a_mapping(library: Library) -> None:
    assert [finding.span for finding in findings("{mark: ○, note: 検討中}", library)] == [(13, 34, 13, 37)]


@pytest.mark.parametrize(
    "note", ["−", "→−", "→−（手交しないため）", "−（手交しないため）", "対策の必要がない", "->ー", "⇒ −"]
)
def test_a_note_that_is_another_mark_of_the_form(note: str, library: Library) -> None:
    assert [finding.rule for finding in findings(f"○（{note}）", library)] == ["KJ109"]


@pytest.mark.parametrize("note", ["○", "→○", "対策が可能", "→実施済み", "全職員に周知済み"])
def test_a_note_that_repeats_the_mark_or_says_how(note: str, library: Library) -> None:
    assert findings(f"○（{note}）", library) == []


@pytest.mark.parametrize(
    "answer", ["○（電子データのみのため）", "○（電子データのみ）", "{mark: ○, note: 電子データのみ}"]
)
def test_what_a_note_asserts_against_the_facts_is_another_rules(answer: str, library: Library) -> None:
    [finding] = findings(answer, library)
    assert finding.rule == "KJ303"
    assert finding.message.ja.endswith("は、この案件の「media: 電磁的媒体、紙媒体」と食い違います。")


def test_one_finding_where_a_note_is_wrong_in_two_ways(library: Library) -> None:
    assert [finding.rule for finding in findings("○（電子データのみのため対象外）", library)] == ["KJ109"]
    electronic = CASE.replace(", 紙媒体", "").replace("業務フロー", "施錠保管")
    assert [finding.rule for finding in findings("○（対象外）", library, electronic)] == ["KJ301"]


HONEST = (
    *(
        "全職員に周知済み",
        "委託先と共有した",
        "令和6年4月に実施",
        "年1回の監査を含む",
        "契約書第8条に明記",
        "管理簿を様式第3号とする",
    ),
    *(
        "鍵は係長が保管",
        "毎月末に点検",
        "暗号化はAES256",
        "不要となった紙は溶解処理",
        "持出しは一切認めない",
        "担当者以外は閲覧できない設定",
    ),
    *("未使用のポートは閉じている", "パスワードは90日で変更", "報告書を受領している", "再委託先にも同じ対策を求める"),
)
"""What an honest person adds to a measure that is taken."""


@pytest.mark.parametrize("note", HONEST)
def test_an_honest_note_gives_nothing(note: str, corrected_case: str, library: Library) -> None:
    case = corrected_case.replace("          業務フロー: ○\n", f"          業務フロー: ○（{note}）\n")
    assert case != corrected_case

    assert check_text("case.yaml", case, library).findings == ()
