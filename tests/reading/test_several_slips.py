"""Several slips in one file: each is reported in the same run, and none is reported twice."""

from __future__ import annotations

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library

CASE = """\
schema: kojin-check/case/v1
checklist_version: r5
title: 図書館システムの運用保守の委託について
department: 中央図書館
clause: 要綱第3条第1項第2号
basis: [外部提供]
overview:
  business: 図書館システムの運用
  purpose: 図書館システムを安定して運用するため
  data_subjects: 利用者
  contents: [運用, 保守]
  volume: 約12,000件
matters:
  - type: 外部提供
    checklist: 2
    business: 図書館の利用者の登録
    party: 東京都
    purpose: 利用者への通知のため
    contents: [通知書の送付]
    data_subjects: [利用者]
    periods: 令和6年4月1日から令和7年3月31日まで
    data_items:
      - 氏名
      - 住所
    answers:
      区が行う:
        運用上:
          提供理由の協議: ○
          書面の取交し: ○
          提供先への措置要求: ○
          提供先の実地調査: ○
          取扱者の指定: ○
"""


def test_the_case_has_none(library: Library) -> None:
    assert check_text("case.yaml", CASE, library).findings == ()


@pytest.mark.parametrize(
    "replacements",
    [
        pytest.param([(": ", "："), (":\n", "：\n")], id="every colon is full-width"),
        pytest.param([(":\n", "：\n")], id="the colon of every heading is full-width"),
        pytest.param([(": ", ":")], id="no space behind any colon"),
        pytest.param([("区が行う:", "区が行う："), ("運用上:", "運用上：")], id="two headings one below the other"),
        pytest.param([("overview:", "overview："), ("purpose:", "purpose：")], id="a heading and its first key"),
    ],
)
def test_every_wrong_colon_is_one_finding(replacements: list[tuple[str, str]], library: Library) -> None:
    text = CASE
    for right, typed in replacements:
        text = text.replace(right, typed)
    lines = zip(CASE.split("\n"), text.split("\n"), strict=True)
    wrong = [number for number, (right, typed) in enumerate(lines, 1) if right != typed]

    findings = check_text("case.yaml", text, library).findings

    assert [(finding.rule, finding.span.line) for finding in findings] == [("KJ001", number) for number in wrong]


def test_an_entry_out_of_step_is_one_finding_also_before_another_slip(library: Library) -> None:
    text = CASE.replace("      - 住所", "     - 住所").replace("書面の取交し: ○", '書面の取交し: "○"です')

    findings = check_text("case.yaml", text, library).findings

    assert [(finding.rule, *finding.span[:2]) for finding in findings] == [("KJ001", 24, 1), ("KJ001", 29, 19)]
