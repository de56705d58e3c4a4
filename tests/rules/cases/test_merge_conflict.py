from __future__ import annotations

import pytest
from tests.rules.cases.conftest import EXAMPLES, RunRule

from kojin_check.checking.engine import Settings, check_bytes, check_text
from kojin_check.fix.fixing import correct
from kojin_check.model.library import Library

BAD = EXAMPLES / "merge-conflict.bad.yaml"


def test_reports_the_first_marker_and_nothing_else(library: Library) -> None:
    [finding] = check_bytes("case.yaml", BAD.read_bytes(), library).findings

    assert (finding.rule, finding.span, finding.fix) == ("KJ011", (3, 1, 3, 13), None)
    assert finding.message.ja.startswith("gitの統合（マージ）が途中のままです。")


def test_changes_nothing(library: Library) -> None:
    correction = correct("case.yaml", BAD.read_bytes(), library, Settings())

    assert correction.after == correction.before


def test_a_case_without_markers_has_none(run_rule: RunRule) -> None:
    assert run_rule("good") == ()


@pytest.mark.parametrize("line", ["# <<<<<<< HEAD", "<<<<<<<<", "title: <<<<<<< HEAD"])
def test_other_signs_of_that_kind_are_no_markers(line: str, library: Library) -> None:
    assert "KJ011" not in {finding.rule for finding in check_text("case.yaml", line + "\n", library).findings}


def test_knows_what_is_left_of_a_conflict(library: Library) -> None:
    [finding] = check_text("case.yaml", "title: x\r\n>>>>>>> branch\r\n", library).findings

    assert (finding.rule, finding.span.line) == ("KJ011", 2)
