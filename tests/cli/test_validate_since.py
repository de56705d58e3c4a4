"""`validate --since REV` on real git repositories, through the installed program."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT, Put, RunProgram
from tests.samples.repository import commit_all, git

ANSWER = "          業務フロー: ○\n"
RELAXED = "          業務フロー: −（手順が簡単なため）\n"
STORAGE = "          施錠保管: −（電子データのみの取扱いのため）\n"


def findings(output: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(output)["findings"]
    return found


def rules(output: str) -> list[str]:
    return [finding["rule"] for finding in findings(output)]


def run_in(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "kojin_check", "validate", *arguments, "--format", "json"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONUTF8": "1"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == b""
    return done.returncode, [f"{one['path']} {one['rule']}" for one in findings(done.stdout.decode())]


CASE = Path("cases", "区民意見.yaml")


def committed_case(folder: Path) -> None:
    (folder / "cases").mkdir()
    shutil.copy(ROOT / "cases" / "faq-system.yaml", folder / CASE)
    commit_all(folder)


@pytest.fixture
def case(tmp_path: Path, put: Put) -> Path:
    """The published case, committed, in a file with a Japanese name."""
    put(committed_case, tmp_path)
    return tmp_path / CASE


def rewrite(path: Path, old: str, new: str) -> str:
    text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return text


class TestReport:
    def test_of_an_unchanged_case_is_empty(self, case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "--since", "HEAD", "--fail-on", "info", "--format", "json")

        assert (outcome.exit_code, outcome.errors) == (0, "")
        data = json.loads(outcome.output)
        assert (data["findings"], data["waived"]) == ([], [])
        assert (data["summary"]["cases"], data["summary"]["warnings"], data["summary"]["answers"]["met"]) == (1, 0, 114)

    def test_has_only_what_is_new(self, case: Path, kojin_check_here: RunProgram) -> None:
        text = rewrite(case, "checklist_version:", "# 行をずらす\nchecklist_version:")
        text = rewrite(case, STORAGE, "          施錠保管: ○\n")

        outcome = kojin_check_here("validate", "cases", "--since", "main", "--format", "json")

        assert outcome.exit_code == 1
        [finding] = findings(outcome.output)
        line = text[: text.index("          施錠保管: ○\n")].count("\n") + 1
        assert (finding["rule"], finding["path"], finding["line"], finding["column"]) == (
            "KJ301",
            "cases/区民意見.yaml",
            line,
            17,
        )
        assert json.loads(outcome.output)["summary"]["errors"] == 1
        assert json.loads(outcome.output)["summary"]["warnings"] == 0

    def test_shows_what_was_relaxed(self, case: Path, kojin_check_here: RunProgram) -> None:
        rewrite(case, ANSWER, RELAXED)
        rewrite(case, STORAGE, "          施錠保管: −（電子データに限るため）\n")
        git(case.parent, "commit", "-a", "-m", "緩和")

        arguments = ("validate", "--since", "HEAD~1", "--select", "KJ8", "--format", "json")
        outcome = kojin_check_here(*arguments)

        assert (outcome.exit_code, rules(outcome.output)) == (0, ["KJ801", "KJ802"])
        relaxed, _ = findings(outcome.output)
        assert relaxed["severity"] == "info"
        assert relaxed["message"].startswith("「HEAD~1」では「○」（対策が可能）だった回答が、「−（手順が簡単なため）」")
        assert kojin_check_here(*arguments, "--fail-on", "info").exit_code == 1

    @pytest.mark.parametrize("format_name", ["text", "markdown"])
    def test_says_that_it_is_not_everything(self, format_name: str, case: Path, kojin_check_here: RunProgram) -> None:
        output = kojin_check_here("validate", "--since", "HEAD", "--format", format_name).output

        assert "「HEAD」の後の新しい指摘と変更（回答、理由、事実、免除）だけを示しています。\n" in output

    def test_of_a_new_file_has_everything(self, case: Path, published_case: str, kojin_check_here: RunProgram) -> None:
        (case.parent / "新しい.yaml").write_text(published_case, encoding="utf-8")

        output = kojin_check_here("validate", "--since", "HEAD", "--format", "json").output

        assert sorted(rules(output)) == ["KJ402", "KJ403", "KJ403", "KJ405"]
        assert {finding["path"] for finding in findings(output)} == {"cases/新しい.yaml"}

    def test_follows_a_renamed_file(self, case: Path, tmp_path: Path, kojin_check_here: RunProgram) -> None:
        git(tmp_path, "mv", "cases", "案件")
        git(tmp_path, "mv", "案件/区民意見.yaml", "案件/令和7年度 区民意見.yaml")
        rewrite(tmp_path / "案件" / "令和7年度 区民意見.yaml", ANSWER, RELAXED)

        outcome = kojin_check_here("validate", "案件", "--since", "HEAD", "--format", "json", "--ignore", "KJ304")

        assert (outcome.exit_code, rules(outcome.output)) == (0, ["KJ801"])

    def test_takes_no_other_case_for_a_renamed_one(
        self, case: Path, tmp_path: Path, published_case: str, kojin_check_here: RunProgram
    ) -> None:
        case.unlink()
        other = re.sub("^title: .*$", "title: 別の案件について", published_case, count=1, flags=re.MULTILINE)
        (tmp_path / "cases" / "別.yaml").write_text(other, encoding="utf-8")
        git(tmp_path, "add", "-A")

        output = kojin_check_here("validate", "--since", "HEAD", "--format", "json").output

        assert sorted(rules(output)) == ["KJ402", "KJ403", "KJ403", "KJ405"]

    def test_survives_a_deleted_matter(self, case: Path, published_case: str, kojin_check_here: RunProgram) -> None:
        text = rewrite(case, "basis: [電算処理, 外部結合, 業務委託]", "basis: [外部結合, 業務委託]")
        start, end = text.index("  - type: 電算処理"), text.index("  - type: 外部結合")
        case.write_text(text[:start] + text[end:], encoding="utf-8")
        rewrite(case, ANSWER, RELAXED)

        output = kojin_check_here("validate", "--since", "HEAD", "--format", "json", "--ignore", "KJ304,KJ804").output

        [finding] = findings(output)
        assert (finding["rule"], finding["item"]) == ("KJ801", "5/区が行う/運用上/業務フロー")

    def test_of_a_case_that_was_broken_has_everything(
        self, case: Path, published_case: str, tmp_path: Path, kojin_check_here: RunProgram
    ) -> None:
        case.write_bytes("title: 壊れた案件".encode("cp932"))
        git(tmp_path, "commit", "-a", "-m", "破損")
        case.write_text(published_case, encoding="utf-8")

        output = kojin_check_here("validate", "--since", "HEAD", "--format", "json").output

        assert sorted(rules(output)) == ["KJ402", "KJ403", "KJ403", "KJ405"]

    def test_does_not_depend_on_the_number_of_processes(
        self, case: Path, tmp_path: Path, published_case: str, kojin_check_here: RunProgram
    ) -> None:
        paths = [case.parent / f"案件{number:02}.yaml" for number in range(24)]
        for path in paths:
            path.write_text(published_case, encoding="utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-m", "追加")
        for path in paths[::3]:
            rewrite(path, ANSWER, RELAXED)

        arguments = ("validate", "--since", "HEAD", "--format", "json", "--select", "KJ8")
        one, two = (kojin_check_here(*arguments, "--jobs", jobs) for jobs in "12")

        assert one == two
        assert [finding["path"] for finding in findings(one.output)] == [f"cases/{path.name}" for path in paths[::3]]


class TestPlaces:
    """The current folder need not be the root of the repository."""

    @pytest.fixture
    def relaxed(self, case: Path) -> Path:
        rewrite(case, ANSWER, RELAXED)
        return case

    @pytest.mark.parametrize(
        ("folder", "path", "shown"),
        [
            ("cases", ".", "./区民意見.yaml"),
            ("cases", "区民意見.yaml", "区民意見.yaml"),
            ("cases", "../cases", "../cases/区民意見.yaml"),
            ("..", "{name}/cases", "{name}/cases/区民意見.yaml"),
        ],
    )
    def test_of_paths(self, folder: str, path: str, shown: str, relaxed: Path, tmp_path: Path) -> None:
        path, shown = (text.format(name=tmp_path.name) for text in (path, shown))

        told = run_in(tmp_path / folder, path, "--since", "HEAD", "--select", "KJ8")

        assert told == (0, [f"{shown} KJ801"])

    def test_may_be_named_through_a_link(self, relaxed: Path, tmp_path: Path) -> None:
        (tmp_path / "別名").symlink_to("cases", target_is_directory=True)

        told = run_in(tmp_path, "別名/区民意見.yaml", "--since", "HEAD", "--select", "KJ8")

        assert told == (0, ["別名/区民意見.yaml KJ801"])


class TestHostileRepository:
    """What somebody sends for checking neither runs commands nor chooses the past."""

    @pytest.fixture
    def planted(self, case: Path, tmp_path: Path) -> Path:
        """A repository among the cases, as files like others, whose configuration names a command."""
        mark = tmp_path / "executed"
        program = tmp_path / "cases" / "run.sh"
        program.write_text(f"#!/bin/sh\ntouch '{mark}'\n", encoding="utf-8")
        program.chmod(0o755)
        git(tmp_path, "clone", "--bare", ".", "planted")
        for name in ("HEAD", "objects", "refs", "packed-refs", "config"):
            (tmp_path / "planted" / name).rename(tmp_path / "cases" / name)
        (tmp_path / "cases" / "index").write_bytes((tmp_path / ".git" / "index").read_bytes())
        (tmp_path / "cases" / "config").write_text(
            f"[core]\n\tbare = false\n\tworktree = .\n\trepositoryformatversion = 0\n\tfsmonitor = {program}\n"
            f"\thooksPath = {tmp_path / 'cases'}\n[diff]\n\texternal = {program}\n",
            encoding="utf-8",
        )
        return mark

    @pytest.mark.parametrize("folder", [".", "cases"])
    def test_runs_no_command_of_a_planted_repository(self, folder: str, planted: Path, tmp_path: Path) -> None:
        path = "cases/区民意見.yaml" if folder == "." else "区民意見.yaml"

        assert run_in(tmp_path / folder, path, "--since", "HEAD") == (0, [])
        assert not planted.exists()

    def test_git_itself_would_have_run_it(self, planted: Path, tmp_path: Path) -> None:
        subprocess.run(["git", "-C", str(tmp_path / "cases"), "status"], capture_output=True, check=False)

        assert planted.exists()

    def test_refuses_a_tag_beside_a_branch(self, case: Path, tmp_path: Path, kojin_check_here: RunProgram) -> None:
        git(tmp_path, "tag", "main")

        for revision in ("main", "main~0"):
            outcome = kojin_check_here("validate", "--since", revision)

            assert (outcome.exit_code, outcome.output) == (2, "")
            assert f"「{revision}」はrefs/heads/mainともrefs/tags/mainとも読めます。" in outcome.errors
        assert kojin_check_here("validate", "--since", "refs/heads/main").exit_code == 0

    def test_refuses_a_tag_that_is_named_like_a_commit(
        self, case: Path, tmp_path: Path, kojin_check_here: RunProgram
    ) -> None:
        """Whoever may push a tag could otherwise choose the past, although somebody has copied a commit's id."""
        commit = subprocess.check_output(["git", "-C", tmp_path, "rev-parse", "HEAD"], text=True).strip()
        assert kojin_check_here("validate", "--since", commit[:8]).exit_code == 0

        git(tmp_path, "tag", commit[:8])
        outcome = kojin_check_here("validate", "--since", commit[:8])

        assert (outcome.exit_code, outcome.output) == (2, "")
        assert f"「{commit[:8]}」はrefs/tags/{commit[:8]}とも{commit}とも読めます。" in outcome.errors
        assert kojin_check_here("validate", "--since", commit).exit_code == 0


class TestCannotRun:
    def test_with_an_unknown_revision(self, case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "--since", "mian")

        assert (outcome.exit_code, outcome.output) == (2, "")
        assert outcome.errors == (
            "kojin-check: git に「mian」という版（コミット、ブランチ、タグ）はありません。"
            "CIでは、履歴を全て取得しているか（actions/checkout なら fetch-depth: 0、GitLab なら GIT_DEPTH: 0）も確かめてください。\n"
        )

    def test_outside_a_repository(self, tmp_path: Path, published_case: str, kojin_check_here: RunProgram) -> None:
        (tmp_path / "case.yaml").write_text(published_case, encoding="utf-8")

        outcome = kojin_check_here("validate", "case.yaml", "--since", "HEAD")

        assert (outcome.exit_code, outcome.output) == (3, "")
        assert outcome.errors.startswith("kojin-check: case.yaml のある git のリポジトリを開けないので、")
        assert "not a git repository" in outcome.errors

    def test_in_a_repository_that_git_refuses(self, case: Path, kojin_check_here: RunProgram) -> None:
        """Containers of CI servers often run as somebody else than the owner of the files."""
        outcome = kojin_check_here(
            "validate", "--since", "HEAD", environment={"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1", "LC_ALL": "C"}
        )

        assert (outcome.exit_code, outcome.output) == (3, "")
        assert "リポジトリの中に" not in outcome.errors
        assert "dubious ownership" in outcome.errors

    def test_without_git(self, case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "--since", "HEAD", environment={"PATH": "/nowhere"})

        assert (outcome.exit_code, outcome.output) == (3, "")
        assert outcome.errors == ("kojin-check: git が見つかりません。git の中の版を読むには git が必要です。\n")

    def test_on_a_path_that_does_not_exist(self, case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "無い.yaml", "--since", "HEAD")

        assert (outcome.exit_code, outcome.output) == (3, "")
        assert outcome.errors == "kojin-check: 無い.yaml というファイルもフォルダもありません。\n"

    @pytest.mark.parametrize("arguments", [("-",), ("cases", "--fix")])
    def test_on_what_has_no_past(self, arguments: tuple[str, ...], case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", *arguments, "--since", "HEAD")

        assert (outcome.exit_code, outcome.output) == (2, "")
        assert "--since" in outcome.errors


def test_what_is_silenced_is_counted_only_where_it_is_new(case: Path, kojin_check_here: RunProgram) -> None:
    def silenced(*options: str) -> int:
        output = kojin_check_here("validate", "--since", "main", "--format", "json", *options).output
        count: int = json.loads(output)["summary"]["silenced"]
        return count

    assert silenced("--ignore", "KJ402") == 0
    rewrite(case, ANSWER, RELAXED)
    assert silenced() == 0
    assert silenced("--ignore", "KJ801") == 1
    rewrite(case, STORAGE, "          施錠保管: ×\n")
    assert silenced("--select", "KJ402") == 3


def test_three_dots_stand_for_where_the_branch_parted(case: Path, tmp_path: Path, kojin_check_here: RunProgram) -> None:
    """What main has corrected in the meantime is not new on an old branch."""
    old = case.read_text(encoding="utf-8")
    git(tmp_path, "checkout", "-b", "old")
    git(tmp_path, "checkout", "main")
    for slip in ("from: 令和6年1月1日", "意見を提出した者"):
        assert slip in old
    rewrite(case, "from: 令和6年1月1日", "from: 令和7年1月1日")
    git(tmp_path, "commit", "-am", "訂正")
    git(tmp_path, "checkout", "old")

    def found(revision: str) -> list[str]:
        return rules(kojin_check_here("validate", "--since", revision, "--format", "json").output)

    assert "KJ402" in found("main")
    assert found("main...") == []
    rewrite(case, ANSWER, RELAXED)
    assert "KJ801" in found("main...")

    git(tmp_path, "checkout", "--orphan", "other")
    git(tmp_path, "commit", "-m", "別の始まり", "--allow-empty")
    outcome = kojin_check_here("validate", "--since", "main...")
    assert outcome.exit_code == 2
    assert outcome.errors.startswith("kojin-check: 今のブランチが「main」から分かれた所がありません。")
    assert kojin_check_here("validate", "--since", "nowhere...").exit_code == 2
