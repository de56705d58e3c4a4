"""Every command honours the configuration: checklists, language, excluded files."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT, RunProgram


@pytest.fixture
def own_forms(tmp_path: Path) -> Path:
    """A folder of cases whose configuration names checklists of its own, a language, and an excluded folder."""
    shutil.copytree(ROOT / "checklists" / "r5", tmp_path / "forms" / "W1")
    shutil.copytree(ROOT / "checklists" / "r5", tmp_path / "forms" / "W2")
    for name in ("W1", "W2"):
        version = tmp_path / "forms" / name / "version.yaml"
        text = version.read_text(encoding="utf-8").replace("id: r5", f"id: {name}", 1)
        text = re.sub("^fingerprint: .*\n", "", text, flags=re.MULTILINE)
        version.write_text(text, encoding="utf-8")
    cases = tmp_path / "cases"
    (cases / "old").mkdir(parents=True)
    text = (ROOT / "tests" / "data" / "examples" / "corrected.yaml").read_text(encoding="utf-8")
    text = text.replace("checklist_version: r5", "checklist_version: W1")
    (cases / "a.yaml").write_text(text, encoding="utf-8")
    (cases / "old" / "b.yaml").write_text(text, encoding="utf-8")
    configuration = "checklists: forms\nlang: en\nexclude: [old]\n".replace("[old]", "[cases/old]")
    (tmp_path / "kojin-check.yaml").write_text(configuration, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("own_forms")
class TestTheConfiguration:
    def test_names_the_checklists_of_every_command(self, kojin_check_here: RunProgram) -> None:
        listed = json.loads(kojin_check_here("show", "--format", "json").output)
        assert [version["id"] for version in listed["versions"]] == ["W1", "W2", "r5", "r7-draft"]
        assert kojin_check_here("diff", "W1", "W2").exit_code == 0
        assert kojin_check_here("schema", "--version", "W2").exit_code == 0
        assert kojin_check_here("new", "--version", "W2", "--type", "目的外利用").exit_code == 0
        assert kojin_check_here("validate").exit_code == 0
        assert kojin_check_here("migrate", "cases", "--to", "W2", "--dry-run").exit_code == 0
        assert {
            path.split("/")[1] for path in kojin_check_here("lint").output.split() if path.startswith("forms/")
        } <= {"W1", "W2"}

    def test_names_the_language_of_every_command(self, kojin_check_here: RunProgram) -> None:
        assert kojin_check_here("rules").output.split()[0] == "code"
        assert kojin_check_here("show").output.split()[0] == "version"
        assert "There is no difference." in kojin_check_here("diff", "W1", "W2").output
        assert kojin_check_here("show", "r9").errors.startswith("kojin-check: There is no version")

    def test_gives_way_to_the_command_line(self, kojin_check_here: RunProgram) -> None:
        listed = json.loads(
            kojin_check_here("show", "--format", "json", "--checklists", str(ROOT / "checklists")).output
        )
        assert [version["id"] for version in listed["versions"]] == ["r5", "r7-draft"]
        assert kojin_check_here("rules", "--lang", "ja").output.split()[0] == "コード"
        assert kojin_check_here("rules", environment={"KOJIN_CHECK_LANG": "ja"}).output.split()[0] == "コード"

    def test_excludes_files_for_every_command(self, kojin_check_here: RunProgram) -> None:
        for command in (
            ["diff", "W1", "W2", "--cases", "cases", "--format", "json"],
            ["status", "--format", "json"],
            ["validate", "--format", "json"],
        ):
            assert "old/b.yaml" not in kojin_check_here(*command).output
        surveyed = json.loads(kojin_check_here("diff", "W1", "W2", "--cases", "cases", "--format", "json").output)
        assert surveyed["schema"] == "kojin-check/diff/v1"


def test_a_broken_configuration_ends_every_command(tmp_path: Path, kojin_check_here: RunProgram) -> None:
    (tmp_path / "kojin-check.yaml").write_text("lang: fr\n", encoding="utf-8")

    for command in (["rules"], ["show"], ["diff", "r5", "r7-draft"], ["schema"], ["lint"]):
        outcome = kojin_check_here(*command)
        assert outcome.exit_code == 3
        assert "kojin-check.yaml:1:7: " in outcome.errors


def test_a_misspelt_schema_is_a_finding_in_a_folder_too(tmp_path: Path, kojin_check_here: RunProgram) -> None:
    (tmp_path / "cases").mkdir()
    text = (ROOT / "tests" / "data" / "examples" / "corrected.yaml").read_text(encoding="utf-8")
    assert "schema: kojin-check/case/v1" in text
    text = text.replace("schema: kojin-check/case/v1", "schema: kojin-check/cases/v1")
    (tmp_path / "cases" / "typo.yaml").write_text(text, encoding="utf-8")

    outcome = kojin_check_here("validate", "--format", "json")

    assert outcome.exit_code == 1
    (finding,) = json.loads(outcome.output)["findings"]
    line = text.splitlines().index("schema: kojin-check/cases/v1") + 1
    assert (finding["rule"], finding["line"], finding["column"]) == ("KJ006", line, len("schema: ") + 1)
    assert finding["message"] == "「kojin-check/cases/v1」は使えません。"
