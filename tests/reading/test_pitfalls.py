"""What people really type: each example file gives the explanation that belongs to it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from tests.conftest import ROOT

from kojin_check.checking.engine import Settings, check_bytes
from kojin_check.model.library import Library

FOLDER = ROOT / "tests" / "data" / "pitfalls"
EXPECTED: dict[str, list[dict[str, Any]]] = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
EXAMPLES = sorted(path.name for path in FOLDER.glob("*.yaml") if path.name != "expected.yaml")


def test_every_example_has_its_expectation() -> None:
    assert sorted(EXPECTED) == EXAMPLES


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_slip_is_explained_where_it_stands(name: str, library: Library) -> None:
    report = check_bytes(name, (FOLDER / name).read_bytes(), library, Settings(ignore=("KJ101", "KJ206")))
    assert [
        {"rule": finding.rule, "line": finding.span.line, "column": finding.span.column, "says": finding.message.ja}
        for finding in report.findings
    ] == EXPECTED[name]


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_explanation_is_left_in_libyamls_words(name: str, library: Library) -> None:
    for finding in check_bytes(name, (FOLDER / name).read_bytes(), library).findings:
        assert "did not find" not in finding.message.ja
        assert "not allowed" not in finding.message.ja
        assert finding.hint.ja
        assert finding.hint.en


def test_both_marks_of_the_form_are_not_taken_for_a_reason(library: Library) -> None:
    [finding] = check_bytes(
        "case.yaml", (FOLDER / "both-marks.yaml").read_bytes(), library, Settings(ignore=("KJ101", "KJ206"))
    ).findings
    assert finding.hint.ja == "項目名と同じ行に、記号を1つ書いてください。「-」のつもりなら「−」と書きます。"
