"""Personal data that a case holds is in no output of any command that does not write the case itself."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.conftest import RunProgram

from kojin_check.output.formats import DIFF, FINDINGS, STATUS

NUMBER = "090-8765-4321"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, published_case: str) -> Path:
    """A number in the title, and one in a text that a fix puts into quotation marks."""
    text = published_case.replace("\ntitle: ", f"\ntitle: 窓口{NUMBER} の", 1)
    text = text.replace("\nclause: ", f"\nclause: [窓口{NUMBER}] ", 1).replace("業務フロー: ○", "業務フロー: 〇", 1)
    assert text.count(NUMBER) == 2
    path = tmp_path / "cases" / "case.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("format_name", FINDINGS.formats)
def test_in_findings_and_their_fixes(format_name: str, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("validate", "cases", "--format", format_name)

    assert outcome.exit_code == 1
    assert NUMBER not in outcome.output + outcome.errors


@pytest.mark.parametrize("format_name", STATUS.formats)
def test_in_the_status(format_name: str, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("status", "cases", "--format", format_name)

    assert "case" in outcome.output
    assert NUMBER not in outcome.output + outcome.errors


@pytest.mark.parametrize("format_name", DIFF.formats)
def test_in_the_cases_that_a_new_version_touches(format_name: str, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("diff", "r5", "r7-draft", "--cases", "cases", "--format", format_name)

    assert outcome.exit_code == 0
    assert "case" in outcome.output
    assert NUMBER not in outcome.output + outcome.errors


def test_in_corrections_that_are_shown_and_not_in_those_that_are_made(case: Path, kojin_check_here: RunProgram) -> None:
    shown = kojin_check_here("validate", "cases", "--fix", "--diff")

    assert "+" in shown.output
    assert NUMBER not in shown.output + shown.errors

    kojin_check_here("validate", "cases", "--fix")
    assert case.read_text(encoding="utf-8").count(NUMBER) == 2


def test_in_a_migration_that_is_shown(kojin_check_here: RunProgram, case: Path) -> None:
    case.write_text(case.read_text(encoding="utf-8").replace(f"[窓口{NUMBER}] ", ""), encoding="utf-8")

    outcome = kojin_check_here("migrate", "cases/case.yaml", "--to", "r7-draft", "--dry-run")

    assert outcome.exit_code == 0
    assert NUMBER not in outcome.output + outcome.errors


@pytest.fixture
def readable(case: Path) -> Path:
    """The case without its slips."""
    text = case.read_text(encoding="utf-8").replace("業務フロー: 〇", "業務フロー: ○")
    case.write_text(text.replace(f"[窓口{NUMBER}] ", ""), encoding="utf-8")
    return case


def test_in_a_form_that_is_taken_over(kojin_check_here: RunProgram, readable: Path, tmp_path: Path) -> None:
    assert kojin_check_here("export", "cases/case.yaml", "--format", "xlsx", "-o", "form.xlsx").exit_code == 0
    workbook = openpyxl.load_workbook(tmp_path / "form.xlsx")
    sheet = workbook["様式5 区が行う"]
    sheet["B9"].value, sheet["C9"].value = "−", f"窓口{NUMBER} が運ぶため"
    workbook.save(tmp_path / "form.xlsx")

    outcome = kojin_check_here("import", "form.xlsx", "--into", "cases/case.yaml", "--yes")

    assert "手交時の運搬" in outcome.output
    assert NUMBER not in outcome.output + outcome.errors
    assert f"窓口{NUMBER} が運ぶため" in readable.read_text(encoding="utf-8")


def test_in_an_approval_that_is_recorded_or_refused(kojin_check_here: RunProgram, readable: Path) -> None:
    condition = f"窓口{NUMBER} に知らせる"
    outcome = kojin_check_here("approve", "cases", "--date", "令和7年1月23日", "--condition", condition)

    assert outcome.exit_code == 0
    assert NUMBER not in outcome.output + outcome.errors

    text = readable.read_text(encoding="utf-8")
    readable.write_text(text.replace("業務フロー: ○", f"業務フロー: {NUMBER}", 1), encoding="utf-8")
    refused = kojin_check_here("approve", "cases", "--date", "令和7年1月23日")
    assert refused.exit_code == 1
    assert NUMBER not in refused.output + refused.errors


def test_in_what_is_said_of_a_form_that_is_printed(kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("export", "cases/case.yaml", "--format", "html", "-o", "form.html")

    assert outcome.exit_code == 1
    assert NUMBER not in outcome.output + outcome.errors
