from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.findings import Finding
from kojin_check.model.library import load_library


def test_a_measure_that_is_not_taken_on_one_side(foreign_sides: Callable[..., list[Finding]]) -> None:
    [finding] = foreign_sides("はい", "いいえ（令和8年度から行うため）")
    assert (finding.span.line, finding.span.column) == (11, 22)
    assert finding.message.ja == "「記録」は、「委託先」では「いいえ」ですが、「課」では「はい」です。"


def test_of_two_sides_that_both_do_not_take_it_the_one_that_does_not_need_it_is_reported(
    foreign_sides: Callable[..., list[Finding]],
) -> None:
    [finding] = foreign_sides("いいえ（令和8年度から行うため）", "該当なし（記録がないため）")
    assert finding.message.ja == "「記録」は、「委託先」では「該当なし」ですが、「課」では「いいえ」です。"
    assert [related.span.line for related in finding.related] == [10]


def test_two_sides_that_both_do_not_take_it_agree(foreign_sides: Callable[..., list[Finding]]) -> None:
    assert foreign_sides("いいえ（令和8年度から行うため）", "いいえ（令和9年度から行うため）") == []


_VERSION = """\
schema: kojin-check/version/v1
id: x1
title: 点検票
status: adopted
types: {点検: {}}
"""
_CHECKLIST = """\
schema: kojin-check/checklist/v1
number: 1
type: 点検
title: 点検票
marks:
  はい: {label: 実施する, means: met}
  いいえ: {label: 実施しない, means: unmet, reason: required}
  該当なし: {label: 対象がない, means: not_applicable, reason: required}
sections:
  - {actor: 課, kind: 日常, heading: 課が行う点検, items: [{id: 記録, text: 記録を付ける。}]}
  - {actor: 委託先, kind: 日常, heading: 委託先が行う点検, items: [{id: 記録, text: 記録を付ける。}]}
"""
_CASE = """\
schema: kojin-check/case/v1
checklist_version: x1
title: 点検
department: 庶務課
basis: [点検]
matters:
  - type: 点検
    checklist: 1
    answers:
      課: {日常: {記録: "%s"}}
      委託先: {日常: {記録: "%s"}}
"""


@pytest.fixture
def foreign_sides(tmp_path: Path) -> Callable[..., list[Finding]]:
    """Gives a function that checks a form with three marks, of which one says that the measure is not taken."""
    (tmp_path / "x1").mkdir()
    (tmp_path / "x1" / "version.yaml").write_text(_VERSION, encoding="utf-8")
    (tmp_path / "x1" / "1-点検.yaml").write_text(_CHECKLIST, encoding="utf-8")
    library = load_library(tmp_path)

    def check(ours: str, theirs: str) -> list[Finding]:
        report = check_text("case.yaml", _CASE % (ours, theirs), library)
        return [finding for finding in report.findings if finding.rule == "KJ304"]

    return check
