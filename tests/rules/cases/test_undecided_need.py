from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.cases.foreign_form import foreign_case, foreign_library

from kojin_check.checking.engine import check_text
from kojin_check.findings import Finding
from kojin_check.model.library import Library, load_library

CASE = """\
schema: kojin-check/case/v1
checklist_version: r5
status: final
title: 見本システムの再構築について
department: 見本課
basis: [電算処理]
matters:
  - type: 電算処理
    checklist: 3
    facts:
      機器設置場所への入退室:
      実データの使用: false
      機器の持込み:
    answers:
      区が行う:
        運用上:
          機器設置場所の入退室: −（遠隔で作業するため）
          外部記録媒体の管理: −（移行を行わないため）
          実データの検証: −（実データを使わないため）
          持込機器の制限: ○
      事業者に行わせる:
        運用上:
          機器設置場所の入退室: −（遠隔で作業するため）
"""


def findings(case: str, library: Library) -> list[Finding]:
    findings = check_text("case.yaml", case, library).findings
    return [finding for finding in findings if finding.rule == "KJ205"]


def test_one_finding_a_blank_fact_at_its_place(library: Library) -> None:
    absent, blank = findings(CASE, library)

    assert [(one.rule, one.span.line, one.span.column) for one in (absent, blank)] == [
        ("KJ205", 10, 5),
        ("KJ205", 11, 7),
    ]
    assert absent.message.ja == (
        "「外部記録媒体の使用」が空欄なので、「外部記録媒体の管理」が必要かどうかを確かめられません。"
    )
    assert blank.message.ja == (
        "「機器設置場所への入退室」が空欄なので、「機器設置場所の入退室」が必要かどうかを確かめられません。"
    )
    assert blank.message.en == (
        "“機器設置場所への入退室” is blank, so that nothing tells whether “機器設置場所の入退室” is needed."
    )
    assert blank.hint.ja == (
        "facts に「機器設置場所への入退室: true」か「機器設置場所への入退室: false」と書いてください"
        "（委託先は、区のシステム機器設置場所へ入退室し、又はシステム機器を操作しますか。）。"
    )
    assert blank.matter == 0
    assert [(place.span.line, place.span.column) for place in blank.related] == [(17, 23), (23, 23)]


def test_a_draft_may_leave_facts_blank(library: Library) -> None:
    assert findings(CASE.replace("status: final", "status: draft"), library) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("外部記録媒体の管理: −（移行を行わないため）", "外部記録媒体の管理: −"),
        ("外部記録媒体の管理: −（移行を行わないため）", "外部記録媒体の管理: −（検討中）"),
        ("外部記録媒体の管理: −（移行を行わないため）", "外部記録媒体の管理: ○"),
        ("      実データの使用: false", "      実データの使用: false\n      外部記録媒体の使用: いいえ"),
    ],
)
def test_passes_over_what_another_rule_reports_and_what_is_taken(old: str, new: str, library: Library) -> None:
    assert old in CASE
    [left] = findings(CASE.replace(old, new), library)
    assert "機器設置場所への入退室" in left.message.ja


def test_a_strict_measure_that_is_taken_rests_on_its_fact_too(tmp_path: Path) -> None:
    foreign_library(tmp_path)
    checklist = tmp_path / "x1" / "1-点検.yaml"
    text = checklist.read_text(encoding="utf-8").replace("requires: [遠隔接続, subcontracts]\n", "")
    case = foreign_case(連絡="〇").replace("facts: {遠隔接続: false}", "facts: {遠隔接続: }")
    checklist.write_text(text, encoding="utf-8")
    assert findings(case, foreign(tmp_path)) == []
    checklist.write_text(
        text.replace("遠隔接続: true}, otherwise", "遠隔接続: true}, strict: true, otherwise"), "utf-8"
    )
    [finding] = findings(case, foreign(tmp_path))
    assert (finding.span.line, finding.span.column) == (9, 13)


def foreign(folder: Path) -> Library:
    """Opens the forms anew: a library reads each version once."""
    return load_library(folder)
