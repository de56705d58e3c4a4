"""Paths for GitHub and GitLab are those from the root of the repository, wherever the program is run."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from kojin_check.cli import program
from kojin_check.cli.terminal.command_line import run
from kojin_check.output.repository import places_in_repository


@pytest.fixture
def repository(tmp_path: Path, published_case: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a case in a folder of a folder, without what a CI server sets."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True, capture_output=True)
    cases = tmp_path / "pii" / "cases"
    cases.mkdir(parents=True)
    (cases / "a.yaml").write_text(published_case.replace("from: 令和6年", "from: 平成36年", 1), encoding="utf-8")
    for variable in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


def test_every_format_of_a_server_names_the_same_place(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def printed(folder: str, path: str, format_name: str) -> str:
        monkeypatch.chdir(repository / folder)
        run(program(), ["validate", path, "--format", format_name], {})
        return capsys.readouterr().out

    for folder, path in (
        (".", "pii/cases"),
        ("pii", "cases/a.yaml"),
        ("pii/cases", "."),
        ("pii/cases", "../cases/./a.yaml"),
        (".", str(repository / "pii" / "cases")),
    ):
        results = json.loads(printed(folder, path, "sarif"))["runs"][0]["results"]
        assert all("primaryLocationLineHash" in result["partialFingerprints"] for result in results)
        places = {place["uri"] for result in results for place in artifacts(result)}
        assert places == {"pii/cases/a.yaml"}
        assert {entry["location"]["path"] for entry in json.loads(printed(folder, path, "gitlab"))} == {
            "pii/cases/a.yaml"
        }
        assert set(re.findall(r",file=([^,]*),", printed(folder, path, "github"))) == {"pii/cases/a.yaml"}


def artifacts(value: object) -> list[dict[str, str]]:
    """All places of files within a result: its own, the related ones, those of fixes."""
    if isinstance(value, list):
        return [place for entry in value for place in artifacts(entry)]
    if not isinstance(value, dict):
        return []
    own = [value["artifactLocation"]] if "artifactLocation" in value else []
    return own + [place for entry in value.values() for place in artifacts(entry)]


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_the_environment_comes_before_git(variable: str, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "pii")
    assert places_in_repository({variable: str(repository / "pii")})("cases/a.yaml") == "cases/a.yaml"
    assert places_in_repository({variable: str(repository / "elsewhere")})("cases/a.yaml") == "pii/cases/a.yaml"
    assert places_in_repository({variable: ""})("cases/a.yaml") == "pii/cases/a.yaml"
    assert places_in_repository({})("-") == "-"


def test_links_on_the_way_make_no_difference(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = repository.parent / f"{repository.name}-link"
    link.symlink_to(repository, target_is_directory=True)
    monkeypatch.chdir(repository)
    assert places_in_repository({"GITHUB_WORKSPACE": str(link)})("pii/cases/a.yaml") == "pii/cases/a.yaml"
    assert places_in_repository({})(str(link / "pii" / "cases" / "a.yaml")) == "pii/cases/a.yaml"


def test_outside_of_a_repository_paths_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = places_in_repository({})
    assert place("./cases/a.yaml") == "cases/a.yaml"
    assert place("-") == "-"
    assert place(os.path.join(os.sep, "nowhere", "a.yaml")).endswith("/nowhere/a.yaml")
