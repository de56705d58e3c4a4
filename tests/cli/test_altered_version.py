"""A version that was altered after it was sealed: told by every command that holds cases against it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT, RunProgram

ALTERED = (
    "版「r9」の内容が、指紋を付けた時から変わっています。案件を、採用された様式と照らせません。"
    "kojin-check lint で版を確かめ、変更を元に戻してください。"
)


@pytest.fixture
def altered(tmp_path: Path, corrected_case: str) -> Path:
    """A folder with an altered version, and a case for it that has nothing else wrong."""
    folder = tmp_path / "forms" / "r9"
    shutil.copytree(ROOT / "checklists" / "r5", folder)
    definition = folder / "version.yaml"
    definition.write_text(definition.read_text("utf-8").replace("\nid: r5\n", "\nid: r9\n"), "utf-8")
    for text in ("cases/一.yaml", "cases/二.yaml"):
        path = tmp_path / text
        path.parent.mkdir(exist_ok=True)
        path.write_text(corrected_case.replace("checklist_version: r5", "checklist_version: r9"), encoding="utf-8")
    return tmp_path


def test_validate_reports_it_on_every_case(altered: Path, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("validate", "cases", "--checklists", "forms", "--format", "json")

    findings = json.loads(outcome.output)["findings"]
    line = (altered / "cases" / "一.yaml").read_text("utf-8").split("checklist_version:")[0].count("\n") + 1
    assert outcome.exit_code == 1
    assert [(one["path"], one["rule"], one["severity"], one["line"], one["column"]) for one in findings] == [
        (f"cases/{name}.yaml", "KJ908", "error", line, 20) for name in ("一", "二")
    ]
    assert findings[0]["message"] + findings[0]["hint"] == ALTERED


@pytest.mark.parametrize("options", [("--select", "KJ3"), ("--no-waivers",)], ids=["select", "waivers"])
def test_no_option_hides_it(options: tuple[str, ...], altered: Path, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("validate", "cases", "--checklists", "forms", *options)

    assert (outcome.exit_code, outcome.output.count("KJ908")) == (1, 2)


def test_it_cannot_be_ignored(altered: Path, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("validate", "cases", "--checklists", "forms", "--ignore", "KJ908")

    assert outcome.exit_code == 2
    assert "KJ908 は --ignore で外せません" in outcome.errors


def test_status_says_it_once(altered: Path, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("status", "cases", "--checklists", "forms")

    assert (outcome.exit_code, outcome.errors) == (0, f"kojin-check: KJ908: {ALTERED}\n")


def test_migrate_says_it_once_of_the_version_that_cases_come_from(altered: Path, kojin_check_here: RunProgram) -> None:
    shutil.copytree(ROOT / "checklists" / "r7-draft", altered / "forms" / "r7-draft")

    outcome = kojin_check_here("migrate", "cases", "--to", "r7-draft", "--checklists", "forms")

    assert outcome.exit_code == 1
    assert outcome.errors == (
        "cases/一.yaml: r9 → r7-draft（空欄で加えた項目 4件）\n"
        "cases/二.yaml: r9 → r7-draft（空欄で加えた項目 4件）\n"
        "計 2件: 移した案件 2件\n"
        f"kojin-check: KJ908: {ALTERED}\n"
    )


def test_migrate_says_it_of_the_version_that_cases_go_to(altered: Path, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("migrate", "cases/一.yaml", "--to", "r9", "--checklists", "forms", "--lang", "en")

    assert outcome.exit_code == 1
    assert outcome.errors.splitlines()[-1] == (
        "kojin-check: KJ908: The content of the version “r9” has changed since it was sealed, so that no case can be held "
        "against the adopted forms. Check the version with kojin-check lint, and undo the change."
    )


def test_a_version_that_is_sealed_again_is_not_told(altered: Path, kojin_check_here: RunProgram) -> None:
    assert kojin_check_here("lint", "forms", "--reseal", "r9").exit_code == 0

    outcome = kojin_check_here("validate", "cases", "--checklists", "forms")

    assert outcome.exit_code == 0
    assert not re.search("KJ908", outcome.output)
