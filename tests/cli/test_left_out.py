"""Whatever was not checked or not reported is counted in every format, and nothing is said where there is nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.conftest import ROOT, RunProgram

FILES = (
    "ほかに6件は確かめていません（このプログラムの別の書式 1件、設定の exclude で除いたもの 1件、リンクのフォルダ 1件、"
)
FILES += "名前の最後が .yaml でないもの 2件、ここでは使わない設定ファイル 1件）。validate --show-files で一覧が出ます。"
FINDINGS = "設定により3件を報告していません。"


@pytest.fixture
def folder(tmp_path: Path, published_case: str) -> Path:
    """A folder with the published case, and one of everything that is no case."""
    cases = tmp_path / "cases"
    (cases / "r6").mkdir(parents=True)
    for name in ("a.yaml", "案件.yaml.txt", ".b.yaml", "r6/c.yaml"):
        (cases / name).write_text(published_case, encoding="utf-8")
    (cases / "notes.txt").write_text("checklist\n", encoding="utf-8")
    (cases / ".hidden.yaml").write_text("jobs: {}\n", encoding="utf-8")
    (cases / "r6" / "kojin-check.yaml").write_text("lang: en\n", encoding="utf-8")
    shutil.copy(ROOT / "checklists" / "r5" / "version.yaml", cases)
    (tmp_path / "elsewhere").mkdir()
    (cases / "linked").symlink_to("../elsewhere", target_is_directory=True)
    (cases / "round").symlink_to("r6", target_is_directory=True)
    configuration = "exclude: [c.yaml]\nignore: [KJ403, KJ405]\n"
    (tmp_path / "kojin-check.yaml").write_text(configuration, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("folder")
class TestEveryFormat:
    @pytest.mark.parametrize("options", [(), ("--quiet",)])
    def test_text(self, options: tuple[str, ...], kojin_check_here: RunProgram) -> None:
        printed = kojin_check_here("validate", *options).output.replace("\n", "")
        assert printed.endswith(FILES + FINDINGS)
        english = kojin_check_here("validate", "--lang", "en", *options).output.replace("\n", " ")
        assert "Not checked: 6 more (other formats of this program: 1, excluded by the configuration: 1, " in english
        assert english.endswith("Not reported because of the configuration: 3. ")

    @pytest.mark.parametrize("options", [(), ("--quiet",)])
    def test_markdown(self, options: tuple[str, ...], kojin_check_here: RunProgram) -> None:
        lines = kojin_check_here("validate", "--format", "markdown", *options).output.replace("\\", "").splitlines()
        assert {FILES, FINDINGS} <= set(lines)

    @pytest.mark.parametrize("options", [(), ("--quiet",)])
    def test_github(self, options: tuple[str, ...], kojin_check_here: RunProgram) -> None:
        lines = kojin_check_here("validate", "--format", "github", *options).output.splitlines()
        assert f"::notice title=kojin-check::{FILES}" in lines
        assert f"::notice title=kojin-check::{FINDINGS}" in lines

    def test_json(self, kojin_check_here: RunProgram) -> None:
        summary = json.loads(kojin_check_here("validate", "--format", "json").output)["summary"]
        assert summary["silenced"] == 3
        assert summary["unchecked"] == {
            "other_format": 1,
            "excluded": 1,
            "linked_folder": 1,
            "look_alike": 2,
            "configuration": 1,
            "unreadable": 0,
        }

    def test_sarif(self, kojin_check_here: RunProgram) -> None:
        (invocation,) = json.loads(kojin_check_here("validate", "--format", "sarif").output)["runs"][0]["invocations"]
        said = [notification["message"]["text"] for notification in invocation["toolExecutionNotifications"]]
        assert said == [FILES, FINDINGS]

    def test_junit(self, kojin_check_here: RunProgram) -> None:
        suites = ElementTree.fromstring(kojin_check_here("validate", "--format", "junit").output)
        account = suites[-1]
        assert account.get("tests") == "0"
        assert account.findtext("system-out") == f"{FILES}\n{FINDINGS}"
        counts = {one.get("name"): one.get("value") for one in account.iter("property")}
        assert counts == {
            "unchecked.other_format": "1",
            "unchecked.excluded": "1",
            "unchecked.linked_folder": "1",
            "unchecked.look_alike": "2",
            "unchecked.configuration": "1",
            "silenced": "3",
        }

    def test_gitlab(self, kojin_check_here: RunProgram) -> None:
        *_, files, findings = json.loads(kojin_check_here("validate", "--format", "gitlab").output)
        assert (files["description"], files["location"]["path"]) == (FILES, "cases/.b.yaml")
        assert (findings["description"], findings["location"]["path"]) == (FINDINGS, "cases/a.yaml")
        assert files["severity"] == findings["severity"] == "info"
        assert files["fingerprint"] != findings["fingerprint"]

    def test_what_has_no_summary_says_it_beside(self, kojin_check_here: RunProgram) -> None:
        assert kojin_check_here("validate", "--format", "concise").errors == f"{FILES}\n{FINDINGS}\n"
        assert kojin_check_here("validate", "--fix", "--diff").errors.startswith("自動で直せる箇所はありません。\n")
        assert kojin_check_here("validate", "--fix", "--diff").errors.endswith(f"{FILES}\n{FINDINGS}\n")
        assert kojin_check_here("status").errors == f"{FILES}\n{FINDINGS}\n"
        assert kojin_check_here("diff", "r5", "r7-draft", "--cases", "cases").errors == f"{FILES}\n"


@pytest.mark.usefixtures("folder")
class TestTheListOfFiles:
    def test_text(self, kojin_check_here: RunProgram) -> None:
        printed = kojin_check_here("validate", "--show-files").output
        listed = printed[printed.index("ファイル\n") :].split("\n\n")[0].splitlines()[1:]
        assert listed == [
            "  cases/.b.yaml: 確かめていない: 名前の最後が .yaml でない",
            "  cases/a.yaml: 確かめた: 警告 1件、報告していないもの 3件",
            "  cases/linked: たどっていない: ../elsewhere へのリンク",
            "  cases/r6/c.yaml: 除いた: kojin-check.yaml の exclude の「c.yaml」",
            "  cases/r6/kojin-check.yaml: ここでは使わない設定ファイル",
            "  cases/version.yaml: 読み飛ばした: schema は kojin-check/version/v1",
            "  cases/案件.yaml.txt: 確かめていない: 名前の最後が .yaml でない",
        ]
        assert "--show-files" not in printed

    def test_json(self, kojin_check_here: RunProgram) -> None:
        report = json.loads(kojin_check_here("validate", "--show-files", "--format", "json").output)
        files: list[dict[str, Any]] = report["files"]
        counts = {"errors": 0, "warnings": 1, "infos": 0, "waived": 0, "silenced": 3}
        assert files[1] == {"path": "cases/a.yaml", "outcome": "checked", **counts}
        assert files[3] == {
            "path": "cases/r6/c.yaml",
            "outcome": "excluded",
            "detail": "c.yaml",
            "configuration": "kojin-check.yaml",
        }
        assert [file["outcome"] for file in files] == [
            "look_alike",
            "checked",
            "linked_folder",
            "excluded",
            "configuration",
            "other_format",
            "look_alike",
        ]
        assert "files" not in json.loads(kojin_check_here("validate", "--format", "json").output)

    def test_other_formats(self, kojin_check_here: RunProgram) -> None:
        line = "cases/linked: たどっていない: ../elsewhere へのリンク"
        assert line in kojin_check_here("validate", "--show-files", "--format", "github").output.splitlines()
        assert line in kojin_check_here("validate", "--show-files", "--format", "junit").output.splitlines()
        markdown = kojin_check_here("validate", "--show-files", "--format", "markdown").output.replace("\\", "")
        assert "<summary>ファイル（7件）</summary>" in markdown
        assert "- <code>cases/a.yaml</code>: 確かめた: 警告 1件、報告していないもの 3件" in markdown
        (run,) = json.loads(kojin_check_here("validate", "--show-files", "--format", "sarif").output)["runs"]
        assert [artifact["location"]["uri"] for artifact in run["artifacts"]][2] == "cases/linked"

    @pytest.mark.parametrize("options", [("--format", "gitlab"), ("--format", "concise"), ("--fix", "--diff")])
    def test_what_cannot_hold_it_says_so(self, options: tuple[str, ...], kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "--show-files", *options)
        assert outcome.exit_code == 2
        assert " と一緒には使えません。\n" in outcome.errors


def test_options_that_silence_are_named(folder: Path, kojin_check_here: RunProgram) -> None:
    def said(*options: str) -> str:
        return kojin_check_here("validate", "cases/a.yaml", *options).output.splitlines()[-1]

    assert said("--ignore", "KJ402") == "「--ignore」により1件を報告していません。"
    assert said("--select", "KJ402") == "「--select」と設定により3件を報告していません。"
    (folder / "kojin-check.yaml").write_text("select: [KJ402]\n", encoding="utf-8")
    assert said() == "設定により3件を報告していません。"
    assert said("--config", "none") == "エラーはありません。警告が4件あります。内容を確かめてください。"
    assert said("--config", "none", "--lang", "en", "--select", "KJ402", "--ignore", "KJ402") == (
        "Not reported because of --select and --ignore: 4."
    )


def test_nothing_is_said_where_everything_is_checked(folder: Path, kojin_check_here: RunProgram) -> None:
    (folder / "kojin-check.yaml").unlink()
    for format_name in ("text", "markdown", "github", "sarif", "junit", "gitlab"):
        outcome = kojin_check_here("validate", "cases/a.yaml", "--format", format_name)
        assert "確かめていません" not in outcome.output
        assert "報告していません" not in outcome.output
        assert outcome.errors == ""


def test_a_file_that_cannot_be_read_is_counted(folder: Path, kojin_check_here: RunProgram) -> None:
    (folder / "cases" / "dead.yaml").symlink_to("gone.yaml")
    summary = json.loads(kojin_check_here("validate", "--format", "json").output)["summary"]
    assert summary["unchecked"]["unreadable"] == 1


def test_a_folder_without_cases_names_what_may_be_meant(tmp_path: Path, kojin_check_here: RunProgram) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "案件．ｙａｍｌ").write_text("title: x\n", encoding="utf-8")
    assert kojin_check_here("validate").errors == (
        "kojin-check: フォルダ cases に案件のファイル（*.yaml、*.yml）がありません。"
        "「cases/案件．ｙａｍｌ」が案件なら、名前の最後を .yaml にしてください。\n"
    )
