"""`validate` hands the formats for CI what they need: the rules, the threshold, GitHub's page."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from junitparser import JUnitXml

from kojin_check.cli import program
from kojin_check.cli.terminal.command_line import run
from kojin_check.errors import ExitCode
from kojin_check.rules.rule import RULES


@pytest.fixture
def folder(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one good and one bad case; the current folder."""
    cases = tmp_path / "cases"
    cases.mkdir()
    good = (root / "tests" / "data" / "examples" / "corrected.yaml").read_text(encoding="utf-8")
    (cases / "良い案件.yaml").write_text(good, encoding="utf-8")
    bad = good.replace("施錠保管: −（電子データのみの取扱いのため）", "施錠保管: ○", 1)
    (cases / "悪い案件.yaml").write_text(bad, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path


def bad_line(folder: Path) -> int:
    """The line of the bad case's only defect."""
    lines = (folder / "cases" / "悪い案件.yaml").read_text(encoding="utf-8").splitlines()
    return lines.index("          施錠保管: ○") + 1


def validate(*arguments: str) -> int:
    return run(program(), ["validate", *arguments], os.environ)


def test_github_annotates_the_bad_case_and_fills_the_page(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page, line = folder / "summary.md", bad_line(folder)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))

    assert validate("cases", "--format", "github") == ExitCode.FINDINGS

    annotation, counts = capsys.readouterr().out.splitlines()
    assert annotation.startswith(
        f"::error title=KJ301 {RULES['KJ301'].title.ja},file=cases/悪い案件.yaml,line={line},endLine={line},"
        "col=17,endColumn=18::"
    )
    assert counts == "kojin-check: 案件2件、エラー1件、警告0件、情報0件、承認済み0件"
    assert "**直すべき指摘が1件あります。**" in page.read_text(encoding="utf-8")


def test_sarif_describes_every_rule(folder: Path) -> None:
    assert validate("cases", "--format", "sarif", "--output", "out.sarif") == ExitCode.FINDINGS
    log: dict[str, Any] = json.loads((folder / "out.sarif").read_text(encoding="utf-8"))
    (found,) = log["runs"]
    assert [rule["id"] for rule in found["tool"]["driver"]["rules"]] == list(RULES)
    assert [result["ruleId"] for result in found["results"]] == ["KJ301"]
    assert all(rule["help"]["markdown"].count("\n## ") >= 2 for rule in found["tool"]["driver"]["rules"])


def test_junit_fails_the_matter_concerned(folder: Path) -> None:
    assert validate("cases", "--format", "junit", "--output", "out.xml") == ExitCode.FINDINGS
    whole = JUnitXml.fromfile(str(folder / "out.xml"))
    failing = [(case.classname, case.name) for suite in whole for case in suite if case.result]
    assert whole.tests == 8
    assert failing == [("cases/悪い案件.yaml", "事項3 業務委託（チェックリスト5）")]


def test_junit_passes_warnings_below_the_threshold(root: Path, tmp_path: Path) -> None:
    case = str(root / "cases" / "faq-system.yaml")
    report = str(tmp_path / "out.xml")
    assert validate(case, "--format", "junit", "--output", report) == ExitCode.OK
    assert JUnitXml.fromfile(report).failures == 0
    assert validate(case, "--format", "junit", "--output", report, "--fail-on", "warning") == ExitCode.FINDINGS
    assert JUnitXml.fromfile(report).failures == 2


def test_gitlab_names_the_file_and_the_line(folder: Path) -> None:
    assert validate("cases", "--format", "gitlab", "--output", "out.json") == ExitCode.FINDINGS
    (entry,) = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert entry["location"] == {
        "path": "cases/悪い案件.yaml",
        "lines": {"begin": bad_line(folder), "end": bad_line(folder)},
    }
