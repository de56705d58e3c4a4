from __future__ import annotations

import pytest

from kojin_check.checking.engine import Settings, check_bytes, check_text
from kojin_check.fix.fixing import correct
from kojin_check.model.library import Library

BAD = """\
schema: kojin-check/case/v1
checklist_version: r5
<<<<<<< HEAD
title: 講座申込みの受付業務の委託について
=======
title：講座の受付業務の委託について
>>>>>>> 文化観光課
department: 文化観光課
basis: [業務委託]
"""


def test_reports_the_first_marker_and_nothing_else(library: Library) -> None:
    [finding] = check_bytes("case.yaml", BAD.encode(), library).findings

    assert (finding.rule, finding.span, finding.fix) == ("KJ011", (3, 1, 3, 13), None)
    assert finding.message.ja.startswith("gitの統合（マージ）が途中のままです。")


def test_changes_nothing(library: Library) -> None:
    correction = correct("case.yaml", BAD.encode(), library, Settings())

    assert correction.after == correction.before


@pytest.mark.parametrize("line", ["# <<<<<<< HEAD", "<<<<<<<<", "title: <<<<<<< HEAD"])
def test_other_signs_of_that_kind_are_no_markers(line: str, library: Library) -> None:
    assert "KJ011" not in {finding.rule for finding in check_text("case.yaml", line + "\n", library).findings}


def test_knows_what_is_left_of_a_conflict(library: Library) -> None:
    [finding] = check_text("case.yaml", "title: x\r\n>>>>>>> branch\r\n", library).findings

    assert (finding.rule, finding.span.line) == ("KJ011", 2)
