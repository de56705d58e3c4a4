"""A municipality keeps its own versions in its repository, and uses those that come along beside them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT, RunProgram
from tests.new.test_interview import Script
from tests.samples.small_versions import write_version

from kojin_check.model.bundled import default_folder
from kojin_check.model.library import load_library
from kojin_check.new.choice import ask_for_version
from kojin_check.runs.config import Config
from kojin_check.server.documents import Workshop

CASE = """\
schema: kojin-check/case/v1
checklist_version: "2025"
title: 名簿の印刷
department: 総務課
basis: [点検]
matters:
  - type: 点検
    checklist: 1
    answers: {相手方: {安全管理: {責任者: はい, 研修: はい}}}
"""
FOLDERS = ("--checklists", "forms", "--checklists", "shared")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Own versions in one folder, older ones in another, cases of all of them, and no configuration."""
    write_version(tmp_path / "forms", "2025", supersedes="2024", effective="2025-04-01")
    write_version(tmp_path / "shared", "2024")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "点検.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "cases" / "旧.yaml").write_text(CASE.replace("2025", "2024"), encoding="utf-8")
    shutil.copy(ROOT / "tests" / "data" / "examples" / "corrected.yaml", tmp_path / "cases" / "r5.yaml")
    return tmp_path


@pytest.mark.usefixtures("repository")
class TestEveryCommand:
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_validate_knows_all_of_them_in_every_process(self, jobs: str, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "cases", *FOLDERS, "--jobs", jobs, "--format", "concise")

        assert [line.split(" ", 3)[:3] for line in outcome.output.splitlines()] == [
            ["cases/旧.yaml:2:20:", "warning", "KJ502"]
        ]
        assert "「2024」より新しい版「2025」が採択されています。" in outcome.output
        assert outcome.exit_code == 0

    def test_show_schema_diff_migrate_status_export_and_rules(self, kojin_check_here: RunProgram) -> None:
        shown = json.loads(kojin_check_here("show", *FOLDERS, "--format", "json").output)
        assert [version["id"] for version in shown["versions"]] == ["2025", "2024", "r5", "r7-draft"]
        for subject in ("case", "checklist", "version"):
            assert kojin_check_here("schema", subject, *FOLDERS).exit_code == 0
        known = json.loads(kojin_check_here("schema", "case", *FOLDERS).output)["properties"]["checklist_version"]
        assert [one for one in known["enum"] if isinstance(one, str)] == ["2025", "2024", "r5", "r7-draft"]
        assert kojin_check_here("schema", "checklist", "--version", "2024", *FOLDERS).exit_code == 0
        assert kojin_check_here("diff", "2024", "2025", *FOLDERS).exit_code == 0
        assert kojin_check_here("diff", "2024", "r5", *FOLDERS).exit_code == 0
        assert kojin_check_here("migrate", "cases/旧.yaml", "--to", "2025", *FOLDERS).exit_code == 0
        assert "3件" in kojin_check_here("status", "cases", *FOLDERS).output
        assert kojin_check_here("export", "2024/1", "-o", "form.html", *FOLDERS).exit_code == 0
        assert kojin_check_here("rules", "KJ910", *FOLDERS).exit_code == 0

    def test_the_configuration_lists_them_from_its_own_folder(
        self, kojin_check_here: RunProgram, repository: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (repository / "region").mkdir()
        for name in ("forms", "shared", "cases"):
            shutil.move(repository / name, repository / "region" / name)
        (repository / "region" / "kojin-check.yaml").write_text("checklists: [forms, shared]\n", encoding="utf-8")

        assert kojin_check_here("validate", "region/cases").exit_code == 0
        assert kojin_check_here("validate", "region/cases", "--checklists", "region/shared").exit_code == 1
        wrong = "checklists: [forms, shard]\n"
        (repository / "region" / "kojin-check.yaml").write_text(wrong, encoding="utf-8")
        outcome = kojin_check_here("validate", "region/cases")
        assert (outcome.exit_code, outcome.output, outcome.errors) == (
            3,
            "",
            "kojin-check: チェックリストのフォルダ region/shard を開けません（ファイルかフォルダがありません）。"
            "region/shared ではありませんか。\n",
        )

    def test_the_server_reads_a_folder_anew_when_a_file_of_it_changes(self, repository: Path) -> None:
        workshop = Workshop(lambda _: Config(Path()), (repository / "forms", repository / "shared"))
        old = repository / "cases" / "旧.yaml"

        assert codes(workshop, old) == ["KJ502"]
        shutil.rmtree(repository / "shared" / "2024")
        write_version(repository / "shared", "2023")
        assert codes(workshop, old) == ["KJ010"]


def codes(workshop: Workshop, path: Path) -> list[str]:
    return [finding.rule for finding in workshop.check(path, path.read_text(encoding="utf-8")).report.findings]


class TestNew:
    def test_takes_of_each_type_what_the_first_folder_has(self, repository: Path, kojin_check_here: RunProgram) -> None:
        write_version(repository / "own", "x", "業務委託", "検査")
        folders = ("--checklists", "own", *FOLDERS)

        for types, version in (("検査", "x"), ("業務委託", "x"), ("点検", '"2025"'), ("外部提供", "r5")):
            outcome = kojin_check_here("new", "--type", types, *folders)
            assert f"checklist_version: {version}\n" in outcome.output
        older = kojin_check_here("new", "--type", "業務委託", "--media", "紙媒体", "--version", "r5", *folders)
        assert "checklist_version: r5\n" in older.output

    def test_refuses_types_of_different_versions(self, repository: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("new", "--type", "点検,外部提供", *FOLDERS)

        assert (outcome.exit_code, outcome.output) == (2, "")
        assert outcome.errors == (
            "kojin-check: 1つの案件に書けるのは、1つの版の種別だけです（点検 は 2025、外部提供 は r5）。版ごとに別の案件に"
            "してください。どれもある版があれば、--version で指定できます。\n"
        )

    def test_names_a_version_that_is_not_in_force_where_only_that_has_the_type(
        self, repository: Path, kojin_check_here: RunProgram
    ) -> None:
        write_version(repository / "forms", "2100", "試行", effective="2100-04-01")

        outcome = kojin_check_here("new", "--type", "試行", *FOLDERS)

        assert outcome.exit_code == 2
        assert "「試行」があるのは、今は使われない版「2100」" in outcome.errors
        assert "--version 2100 を加えてください。" in outcome.errors
        assert kojin_check_here("new", "--type", "試作", *FOLDERS).errors.startswith(
            "kojin-check: --type 試作 は使えません。使えるのは 点検、目的外利用、"
        )

    def test_asks_for_types_of_all_folders_and_for_one_version(self, repository: Path) -> None:
        script = Script("1,3", "外部提供")
        library = load_library(repository / "forms", repository / "shared")

        version, types = ask_for_version(library, script, "ja")

        assert (version.id, types) == ("r5", ("外部提供",))
        assert script.seen[1:4] == ["  1  点検", "  2  目的外利用（r5）", "  3  外部提供（r5）"]
        assert any("1つの版の種別だけです（点検 は 2025、外部提供 は r5）" in line for line in script.seen)

    def test_stays_with_the_versions_of_a_former_case(self, repository: Path, kojin_check_here: RunProgram) -> None:
        for former, version in (("旧", "2025"), ("点検", "2025"), ("r5", "r5")):
            outcome = kojin_check_here("new", "--from", f"cases/{former}.yaml", *FOLDERS)
            assert outcome.exit_code == 0
            assert f"checklist_version: {version}\n" in outcome.output.replace('"', "")


class TestLint:
    def test_checks_all_folders_and_looks_for_predecessors_in_all_of_them(
        self, repository: Path, kojin_check_here: RunProgram
    ) -> None:
        write_version(repository / "forms", "r5-中野", supersedes="r5")
        own = kojin_check_here("lint", *FOLDERS, "--seal", "--format", "json")

        assert json.loads(own.output)["findings"] == []
        assert json.loads(own.output)["summary"]["cases"] == 6
        assert [line.split(" ")[0] for line in own.errors.splitlines()] == [
            "forms/2025/version.yaml",
            "forms/r5-中野/version.yaml",
            "shared/2024/version.yaml",
        ]
        assert kojin_check_here("lint", "forms", *FOLDERS).exit_code == 0
        missing = kojin_check_here("lint", "forms", "--format", "concise")
        assert "KJ903" in missing.output
        assert "r7-draft" in missing.output

    def test_tells_an_id_that_stands_in_two_folders_once_with_both_places(
        self, repository: Path, kojin_check_here: RunProgram
    ) -> None:
        write_version(repository / "shared", "2025", supersedes="2024", effective="2025-04-01")
        for folder, place in (((), "forms/2025"), (("shared",), "shared/2025"), (("forms/2025",), "forms/2025")):
            report = json.loads(
                kojin_check_here("lint", *folder, *FOLDERS, "--select", "KJ910", "--format", "json").output
            )
            [finding] = report["findings"]
            assert (finding["path"], finding["line"], finding["severity"]) == (f"{place}/version.yaml", 2, "warning")
            assert finding["message"] == (
                "「2025」という版が2つのフォルダにあります（forms/2025、shared/2025）。使われるのは forms/2025 だけです。"
            )
            [other] = finding["related"]
            assert {place, other["path"].removesuffix("/version.yaml")} == {"forms/2025", "shared/2025"}

    def test_tells_an_own_version_that_hides_one_that_comes_along(
        self, repository: Path, kojin_check_here: RunProgram
    ) -> None:
        write_version(repository / "forms", "r5")

        outcome = kojin_check_here("lint", "forms", "--select", "KJ910", "--format", "concise")

        assert outcome.output.startswith(
            "forms/r5/version.yaml:2:5: warning KJ910 「r5」という版が2つのフォルダにあります"
        )
        assert f"forms/r5、{default_folder().as_posix()}/r5（同梱）" in outcome.output

    def test_the_same_version_through_a_link_is_no_second_one(
        self, repository: Path, kojin_check_here: RunProgram
    ) -> None:
        (repository / "shared" / "2025").symlink_to(repository / "forms" / "2025", target_is_directory=True)

        assert (
            json.loads(kojin_check_here("lint", *FOLDERS, "--select", "KJ910", "--format", "json").output)["findings"]
            == []
        )

    def test_seals_nothing_that_comes_along(self, kojin_check_here: RunProgram) -> None:
        for option in (("--seal",), ("--reseal", "r5")):
            outcome = kojin_check_here("lint", *option)
            assert outcome.exit_code == 2
            assert outcome.errors.startswith("kojin-check: 同梱の版には指紋を書き込みません。自分の版のフォルダを")
