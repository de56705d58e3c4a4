"""The configuration nearest to what is checked counts, so that the verdict is the same wherever the program is run."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import RunProgram

from kojin_check.cli import program
from kojin_check.cli.terminal.command_line import run


@pytest.fixture
def monorepo(tmp_path: Path, corrected_case: str) -> Path:
    """A repository in which one folder of several holds cases, with a configuration of its own."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True, capture_output=True)
    cases = tmp_path / "pii" / "cases"
    cases.mkdir(parents=True)
    (cases / "a.yaml").write_text(corrected_case.replace("from: 令和6年", "from: 平成36年", 1), encoding="utf-8")
    (tmp_path / "pii" / "kojin-check.yaml").write_text("severity: {KJ406: error}\n", encoding="utf-8")
    return tmp_path


def verdict(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, list[dict[str, Any]]]:
    monkeypatch.chdir(folder)
    exit_code = run(program(), ["validate", "--format", "json", *arguments], {})
    findings = json.loads(capsys.readouterr().out)["findings"]
    return exit_code, [{**finding, "path": Path(finding["path"]).name} for finding in findings]


def test_the_verdict_is_the_same_everywhere(
    monorepo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = verdict(monorepo / "pii", monkeypatch, capsys)
    assert inside[0] == 1
    assert [(finding["rule"], finding["severity"]) for finding in inside[1]] == [("KJ406", "error")]
    assert verdict(monorepo, monkeypatch, capsys, "pii/cases") == inside
    assert verdict(monorepo, monkeypatch, capsys, "pii/cases/a.yaml") == inside
    assert verdict(monorepo, monkeypatch, capsys, str(monorepo / "pii" / "cases")) == inside
    assert verdict(monorepo / "pii" / "cases", monkeypatch, capsys, "a.yaml") == inside
    (monorepo / "other").mkdir()
    (monorepo / "other" / "kojin-check.yaml").write_text("ignore: [KJ406]\n", encoding="utf-8")
    assert verdict(monorepo / "other", monkeypatch, capsys, "../pii/cases") == inside


def test_other_commands_take_it_too(
    monorepo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (monorepo / "pii" / "kojin-check.yaml").write_text("lang: en\n", encoding="utf-8")
    monkeypatch.chdir(monorepo)
    for arguments, said in (
        (["status", "pii/cases"], "1 case"),
        (["diff", "r5", "r7-draft", "--cases", "pii/cases"], "1 case"),
        (["migrate", "--dry-run", "--to", "r5", "pii/cases/a.yaml"], "it is for r5 already"),
        (["new", "--type", "目的外利用", "-o", "pii/cases/new.yaml"], "Fill it in"),
        (["lint", "pii/forms"], "There is no folder pii/forms."),
    ):
        run(program(), arguments, {})
        printed = capsys.readouterr()
        assert said in printed.out + printed.err, arguments


def test_places_with_different_configurations_are_refused(monorepo: Path, kojin_check_here: RunProgram) -> None:
    (monorepo / "a.yaml").write_text("title: x\n", encoding="utf-8")

    outcome = kojin_check_here("validate", "a.yaml", "pii/cases")
    assert outcome.exit_code == 2
    assert outcome.errors == (
        "kojin-check: 指定された場所で設定が違います（a.yaml は 設定ファイルなし、pii/cases は pii/kojin-check.yaml）。"
        "場所ごとに分けて実行するか、--config で設定ファイル（none なら使わない）を指定してください。\n"
    )
    english = kojin_check_here("validate", "--lang", "en", "a.yaml", "pii/cases").errors
    assert "(a.yaml: no configuration, pii/cases: pii/kojin-check.yaml)" in english
    assert kojin_check_here("validate", "a.yaml", "pii/cases", "--config", "none").exit_code == 1


def test_patterns_are_gitignores(tmp_path: Path, kojin_check_here: RunProgram, corrected_case: str) -> None:
    (tmp_path / "cases" / "r6").mkdir(parents=True)
    for name in ("cases/r6/a.yaml", "cases/r6.yaml", "cases/b.yaml"):
        (tmp_path / name).write_text(corrected_case, encoding="utf-8")

    def checked(*patterns: str) -> list[str]:
        (tmp_path / "kojin-check.yaml").write_text(f"exclude: {json.dumps(patterns)}\n", encoding="utf-8")
        listed = json.loads(kojin_check_here("status", "--format", "json").output)
        return [case["path"] for case in listed["cases"]]

    assert checked("cases/r*.yaml") == ["cases/b.yaml", "cases/r6/a.yaml"]
    assert checked("r6") == ["cases/b.yaml", "cases/r6.yaml"]
    assert checked("/cases/r6") == ["cases/b.yaml", "cases/r6.yaml"]
    assert checked("*.yaml", "!b.yaml") == ["cases/b.yaml"]


def test_backslashes_are_explained(tmp_path: Path, kojin_check_here: RunProgram, corrected_case: str) -> None:
    (tmp_path / "cases" / "控え").mkdir(parents=True)
    (tmp_path / "cases" / "控え" / "a.yaml").write_text(corrected_case, encoding="utf-8")
    configuration = tmp_path / "kojin-check.yaml"

    configuration.write_text("exclude: ['cases\\控え\\*']\n", encoding="utf-8")
    outcome = kojin_check_here("validate")
    assert outcome.exit_code == 0
    assert outcome.errors == (
        "設定ファイル kojin-check.yaml の exclude にある「cases\\控え\\*」に当てはまるファイルはありません。"
        "フォルダの区切りには \\ ではなく / を使います。\n"
    )
    configuration.write_text('exclude: ["cases\\控え\\*"]\n', encoding="utf-8")
    outcome = kojin_check_here("validate")
    assert outcome.exit_code == 3
    (line,) = outcome.errors.splitlines()[1:]
    assert line.startswith(
        'kojin-check.yaml:1:11: 「"cases\\控え\\*"」の中に「\\」（環境によっては「¥」と見えます）があります。'
    )
    assert "フォルダの区切りなら「/」にしてください。" in line
    configuration.write_text("exclude: ['cases\\控え\\']\n", encoding="utf-8")
    outcome = kojin_check_here("validate")
    assert outcome.exit_code == 3
    assert outcome.errors.splitlines()[1] == (
        "kojin-check.yaml:1:11: 「cases\\控え\\」は、除くファイルの書き方として読めません。"
        "フォルダの区切りには \\ ではなく / を使ってください。"
    )


def test_a_configuration_with_the_short_suffix_counts(
    tmp_path: Path, kojin_check_here: RunProgram, corrected_case: str
) -> None:
    (tmp_path / "cases").mkdir()
    text = corrected_case.replace("from: 令和6年", "from: 平成36年", 1)
    (tmp_path / "cases" / "a.yaml").write_text(text, encoding="utf-8")
    assert kojin_check_here("validate").exit_code == 0
    (tmp_path / "kojin-check.yml").write_text("schema: kojin-check/config/v1\nfail_on: warning\n", encoding="utf-8")
    assert kojin_check_here("validate").exit_code == 1
