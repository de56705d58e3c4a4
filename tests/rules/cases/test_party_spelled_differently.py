from __future__ import annotations

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.findings import Finding
from kojin_check.model.library import Library

CASE = """\
schema: kojin-check/case/v1
checklist_version: r5
title: 見本
department: 見本課
basis: [外部結合, 業務委託]
matters:
  - type: 外部結合
    checklist: 4
    party: {name: LINKED}
  - type: 業務委託
    checklist: 5
    party: {name: CONTRACTOR}
    media: [電磁的媒体]
    subcontracts:
      - party: {name: SUBCONTRACTOR}
"""


def findings(library: Library, *names: str) -> list[Finding]:
    text = CASE
    for place, name in zip(("LINKED", "SUBCONTRACTOR", "CONTRACTOR"), names, strict=True):
        text = text.replace(place, name)
    return [finding for finding in check_text("case.yaml", text, library).findings if finding.rule == "KJ306"]


def test_reports_the_later_of_two_close_names(library: Library) -> None:
    [finding] = findings(library, "株式会社新宿システムズ", "有限会社見本印刷", "㈱新宿システム")

    assert (finding.rule, finding.span.line, finding.span.column, finding.matter) == ("KJ306", 12, 19, 1)
    assert finding.message.ja == (
        "相手の名称「㈱新宿システム」は、前に書かれた「株式会社新宿システムズ」とよく似ていますが、同じではありません。"
    )
    assert finding.message.en == (
        "The party “㈱新宿システム” is named almost like “株式会社新宿システムズ” before it, but not the same."
    )
    assert [(place.span.line, place.span.column) for place in finding.related] == [(9, 19)]


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        (("株式会社新宿システム", "渋谷印刷㈱", "新宿システム（株）"), []),
        (("株式会社新宿システム", "新宿システム", "株式会社新宿システム"), [15]),
        (("NTT東日本株式会社", "NTT西日本株式会社", "NTT東日本㈱"), []),
        (("新宿システム", "新宿システムズ", "新宿システムズ"), [12]),
    ],
)
def test_how_the_form_of_a_company_is_written_does_not_count(
    names: tuple[str, str, str], lines: list[int], library: Library
) -> None:
    assert [finding.span.line for finding in findings(library, *names)] == lines
