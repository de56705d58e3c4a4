from __future__ import annotations

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library


@pytest.mark.parametrize(("depth", "count"), [(62, 0), (63, 0), (64, 1), (500, 1)])
def test_counts_levels_from_the_case_itself(depth: int, count: int, library: Library) -> None:
    text = "title: " + "[" * depth + "]" * depth + "\n"
    findings = check_text("case.yaml", text, library).findings
    assert [finding.rule for finding in findings].count("KJ008") == count


def test_too_many_values_are_not_read(library: Library) -> None:
    text = "basis: [" + "業," * 200_001 + "]\n"
    [finding] = check_text("case.yaml", text, library).findings
    assert finding.rule == "KJ008"
    assert "200,000" in finding.message.ja
