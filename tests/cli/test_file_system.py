"""What can stand at a path, and what streams can be: each gives a clear finding or exit code 3, and nothing hangs."""

from __future__ import annotations

import builtins
import json
import os
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import RunProgram

PATIENCE = 30
"""Seconds; a run takes less than one."""

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


@pytest.fixture
def case(tmp_path: Path, corrected_case: str) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(corrected_case, encoding="utf-8")
    return path


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def make_loop(path: Path) -> None:
    path.symlink_to(path.name)


def make_longer_loop(path: Path) -> None:
    path.symlink_to("other")
    path.with_name("other").symlink_to(path.name)


def make_dangling_link(path: Path) -> None:
    path.symlink_to("gone")


def make_link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@needs_pipes
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (make_pipe, "x.yaml は普通のファイルではありません。"),
        (make_socket, "x.yaml は普通のファイルではありません。"),
        (make_loop, "x.yaml を読めません（リンクが循環しています）。"),
        (make_longer_loop, "x.yaml を読めません（リンクが循環しています）。"),
        (make_dangling_link, "x.yaml を読めません（ファイルかフォルダがありません）。"),
        (make_link_to_a_device, "x.yaml は普通のファイルではありません。"),
    ],
)
class TestWhatIsNoFile:
    def test_named(
        self,
        make: Callable[[Path], None],
        message: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        kojin_check_here: RunProgram,
    ) -> None:
        monkeypatch.chdir(tmp_path)
        make(Path("x.yaml"))

        for command in (("validate",), ("validate", "--fix"), ("status",), ("migrate", "--to", "r7-draft")):
            outcome = kojin_check_here(*command, "x.yaml")
            assert outcome.exit_code == 3
            assert f"kojin-check: {message}\n" in outcome.errors

    def test_in_a_folder_the_other_cases_are_checked(
        self,
        make: Callable[[Path], None],
        message: str,
        case: Path,
        monkeypatch: pytest.MonkeyPatch,
        kojin_check_here: RunProgram,
    ) -> None:
        monkeypatch.chdir(case.parent)
        make(Path("x.yaml"))

        outcome = kojin_check_here("validate", ".", "--format", "json", "--jobs", "2")

        assert (outcome.exit_code, outcome.errors) == (3, f"kojin-check: ./{message}\n")
        assert json.loads(outcome.output)["summary"]["cases"] == 1


class TestPermissions:
    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
    def test_a_file_that_may_not_be_read(self, case: Path, kojin_check_here: RunProgram) -> None:
        case.chmod(0)

        outcome = kojin_check_here("validate", "case.yaml")

        assert outcome.exit_code == 3
        assert outcome.errors == "kojin-check: case.yaml を読めません（権限がありません）。\n"

    def test_the_same_for_whoever_may_read_everything(
        self, case: Path, monkeypatch: pytest.MonkeyPatch, kojin_check_here: RunProgram
    ) -> None:
        def refuse(path: Any, *rest: Any, **options: Any) -> Any:
            if str(path) == "case.yaml":
                raise PermissionError(13, "Permission denied", path)
            return really_open(path, *rest, **options)

        really_open = builtins.open
        monkeypatch.setattr(builtins, "open", refuse)
        outcome = kojin_check_here("validate", "case.yaml")

        assert outcome.exit_code == 3
        assert outcome.errors == "kojin-check: case.yaml を読めません（権限がありません）。\n"
        assert "\n何も確かめていません。\nほかに1件は確かめていません（読めないもの 1件）。" in outcome.output

    def test_a_folder_that_may_not_be_searched(
        self, case: Path, monkeypatch: pytest.MonkeyPatch, kojin_check_here: RunProgram
    ) -> None:
        (case.parent / "closed").mkdir()

        def refuse(path: Any) -> Any:
            if str(path).endswith("closed"):
                raise PermissionError(13, "Permission denied", str(path))
            return really_scan(path)

        really_scan = os.scandir
        monkeypatch.setattr(os, "scandir", refuse)
        outcome = kojin_check_here("validate", ".")

        assert (outcome.exit_code, outcome.output) == (3, "")
        assert outcome.errors == "kojin-check: ./closed を読めません（権限がありません）。\n"


class TestNames:
    def test_a_folder_named_like_a_case(self, tmp_path: Path, case: Path, kojin_check_here: RunProgram) -> None:
        (tmp_path / "cases" / "x.yaml").mkdir(parents=True)
        case.rename(tmp_path / "cases" / "x.yaml" / "case.yaml")

        for path in ("cases", "cases/x.yaml", "cases/x.yaml/"):
            outcome = kojin_check_here("validate", path, "--format", "json")
            assert outcome.exit_code == 0
            assert json.loads(outcome.output)["summary"]["cases"] == 1

    def test_an_empty_folder_named_like_a_case(self, tmp_path: Path, kojin_check_here: RunProgram) -> None:
        (tmp_path / "x.yaml").mkdir()

        outcome = kojin_check_here("validate", "x.yaml")

        assert outcome.exit_code == 3
        assert "フォルダ x.yaml に案件のファイル（*.yaml、*.yml）がありません。" in outcome.errors

    @pytest.mark.usefixtures("case")
    @pytest.mark.parametrize(
        ("path", "message"),
        [
            ("case.yaml/", "case.yaml/ というファイルもフォルダもありません。"),
            ("case.yaml/x.yaml", "case.yaml/x.yaml というファイルもフォルダもありません。"),
            ("", " というファイルもフォルダもありません。"),
            ("x" * 5000, f"{'x' * 5000} というファイルもフォルダもありません。"),
        ],
    )
    def test_what_is_not_there(self, path: str, message: str, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", path)

        assert (outcome.exit_code, outcome.errors) == (3, f"kojin-check: {message}\n")

    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    def test_decomposed_names(self, form: Any, case: Path, kojin_check_here: RunProgram) -> None:
        name = unicodedata.normalize(form, "ガイド・プログラム.yaml")
        case.write_text("title: x\n", encoding="utf-8")
        case.rename(case.with_name(name))

        for arguments in ((name,), (".",)):
            outcome = kojin_check_here("validate", *arguments, "--format", "json", "--select", "KJ005")
            assert outcome.exit_code == 1
            assert {Path(finding["path"]).name for finding in json.loads(outcome.output)["findings"]} == {name}

    def test_names_that_are_no_utf8(self, case: Path, kojin_check_here: RunProgram) -> None:
        name = os.fsdecode("案件.yaml".encode("cp932"))
        try:
            case.rename(case.with_name(name))
        except OSError:
            pytest.skip("the file system takes only UTF-8 names")

        for arguments in ((name,), (".",), (name, ".")):
            outcome = kojin_check_here("validate", *arguments)
            assert (outcome.exit_code, outcome.errors) == (0, "")


class TestStandardInput:
    @pytest.mark.parametrize(
        ("data", "rule", "phrase"),
        [
            (b"", "KJ005", "ファイルに何も書かれていません"),
            (b"\n\n# \n", "KJ005", "ファイルに何も書かれていません"),
            (bytes(range(256)), "KJ002", "UTF-8"),
            (b"\0" * 1000, "KJ001", "U+0000"),
            (b"title: x\n" * (6 * 1024 * 1024 // 9), "KJ008", "5 MiB"),
        ],
        ids=["empty", "blank", "binary", "zeros", "6 MiB"],
    )
    def test_odd_content(self, data: bytes, rule: str, phrase: str, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "-", "--format", "json", stdin=data)

        assert (outcome.exit_code, outcome.errors) == (1, "")
        findings = json.loads(outcome.output)["findings"]
        assert (findings[0]["rule"], findings[0]["path"]) == (rule, "-")
        assert phrase in findings[0]["message"]

    def test_a_case(self, corrected_case: str, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here(
            "validate", "-", stdin=b"\xef\xbb\xbf" + corrected_case.replace("\n", "\r\n").encode()
        )

        assert (outcome.exit_code, outcome.errors) == (0, "")

    def test_input_without_end_is_not_read_to_its_end(self, tmp_path: Path) -> None:
        with open("/dev/zero", "rb") as endless:
            done = run_with(["validate", "-"], tmp_path, stdin=endless)

        assert done.returncode == 1
        assert b"KJ008" in done.stdout


def run_with(arguments: list[str], folder: Path, before: Callable[[], None] | None = None, **streams: Any) -> Any:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "kojin_check", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
        timeout=PATIENCE,
        check=False,
        preexec_fn=before,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams},
    )


@pytest.mark.skipif(os.name == "nt", reason="no such streams here")
class TestStreams:
    @pytest.mark.parametrize(
        ("closed", "arguments", "exit_code"),
        [
            ((0,), ["validate", "-"], 1),
            ((0,), ["new"], 2),
            ((1,), ["validate", "nowhere"], 3),
            ((2,), ["validate", "nowhere"], 3),
            ((2,), ["validate", "case.yaml", "--fix"], 0),
            ((0, 1, 2), ["validate", "-"], 1),
            ((0, 1, 2), ["--help"], 0),
        ],
    )
    def test_closed_ones_are_as_the_null_device(
        self, closed: tuple[int, ...], arguments: list[str], exit_code: int, case: Path
    ) -> None:
        def close() -> None:
            for descriptor in closed:
                os.close(descriptor)

        done = run_with(arguments, case.parent, close)

        assert done.returncode == exit_code
        assert b"Traceback" not in done.stderr
        assert b"Exception ignored" not in done.stderr
        if closed == (0,) and arguments[-1] == "-":
            assert "ファイルに何も書かれていません" in done.stdout.decode()

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
    @pytest.mark.parametrize("arguments", [["validate", "case.yaml"], ["--help"]])
    def test_a_full_disk(self, arguments: list[str], case: Path) -> None:
        with open("/dev/full", "wb") as full:
            done = run_with(arguments, case.parent, stdout=full)
            silent = run_with(arguments, case.parent, stdout=full, stderr=full)

        assert done.returncode == silent.returncode == 3
        assert done.stderr.decode() == "kojin-check: 標準出力に書き込めません（空き容量がありません）。\n"


class TestOutput:
    @pytest.mark.parametrize(
        ("path", "reason"),
        [
            ("folder", "フォルダです"),
            ("nowhere/report.txt", "ファイルかフォルダがありません"),
            ("case.yaml/report.txt", "フォルダではありません"),
            ("loop", "リンクが循環しています"),
            ("x" * 300, "名前が長すぎます"),
            ("/dev/full", "空き容量がありません"),
        ],
    )
    def test_what_cannot_be_written(self, path: str, reason: str, case: Path, kojin_check_here: RunProgram) -> None:
        (case.parent / "folder").mkdir()
        make_loop(case.parent / "loop")
        before = sorted(case.parent.iterdir())

        for command in (["validate", "case.yaml"], ["show", "r5"], ["schema"], ["status", "case.yaml"]):
            outcome = kojin_check_here(*command, "-o", path)
            assert (outcome.exit_code, outcome.output) == (3, "")
            assert outcome.errors == f"kojin-check: {path} に書き込めません（{reason}）。\n"
        assert sorted(case.parent.iterdir()) == before

    def test_a_write_protected_file_or_folder(
        self, case: Path, monkeypatch: pytest.MonkeyPatch, kojin_check_here: RunProgram
    ) -> None:
        report = case.with_name("report.txt")
        report.write_text("old\n", encoding="utf-8")

        def refuse(*_: Any, **__: Any) -> int:
            raise PermissionError(13, "Permission denied")

        with monkeypatch.context() as patch:
            patch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
            first = kojin_check_here("validate", "case.yaml", "-o", "report.txt")
        with monkeypatch.context() as patch:
            patch.setattr("kojin_check.editing.replacement.os.open", refuse)
            second = kojin_check_here("validate", "case.yaml", "-o", "report.txt")

        for outcome in (first, second):
            assert outcome.exit_code == 3
            assert outcome.errors == "kojin-check: report.txt に書き込めません（権限がありません）。\n"
        assert report.read_text(encoding="utf-8") == "old\n"

    @needs_pipes
    def test_a_pipe_is_written_into(self, case: Path) -> None:
        pipe = case.with_name("pipe")
        make_pipe(pipe)
        with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
            done = run_with(["validate", "case.yaml", "-o", "pipe", "--format", "json"], case.parent)
            read, _ = reader.communicate(timeout=PATIENCE)

        assert done.returncode == 0
        assert json.loads(read)["summary"]["cases"] == 1


@needs_pipes
class TestOtherFiles:
    @pytest.mark.parametrize("make", [make_pipe, make_loop, make_dangling_link, Path.mkdir])
    def test_a_project_file_that_is_no_file_is_no_configuration(
        self, make: Callable[[Path], None], case: Path, kojin_check_here: RunProgram
    ) -> None:
        make(case.with_name("pyproject.toml"))

        outcome = kojin_check_here("validate", "case.yaml")

        assert (outcome.exit_code, outcome.errors) == (0, "")

    @pytest.mark.parametrize("name", ["kojin-check.yaml", "kojin-check.yml"])
    @pytest.mark.parametrize("make", [make_pipe, make_loop, make_dangling_link, Path.mkdir])
    def test_a_configuration_that_is_no_file_ends_the_run(
        self, make: Callable[[Path], None], name: str, case: Path, kojin_check_here: RunProgram
    ) -> None:
        make(case.with_name(name))

        outcome = kojin_check_here("validate", "case.yaml")

        assert (outcome.exit_code, outcome.output) == (3, "")
        assert outcome.errors.startswith(f"kojin-check: 設定ファイル: {name} ")
        assert outcome.errors.endswith("読めるようにするか、削除してください。\n")

    @pytest.mark.parametrize("make", [make_pipe, make_loop, make_dangling_link, Path.mkdir])
    def test_checklists_that_are_no_files(
        self, make: Callable[[Path], None], case: Path, kojin_check_here: RunProgram
    ) -> None:
        (case.parent / "checklists" / "r5").mkdir(parents=True)
        make(case.parent / "checklists" / "r5" / "version.yaml")

        outcome = kojin_check_here("validate", "case.yaml", "--checklists", "checklists")

        assert outcome.exit_code == 3
        assert outcome.errors.startswith("kojin-check: フォルダ checklists に")
