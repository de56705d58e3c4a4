from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kojin_check.checking.engine import check_bytes
from kojin_check.cli import new, program
from kojin_check.cli.terminal.command_line import run
from kojin_check.model.library import Library


def kojin_check(*arguments: str) -> int:
    return run(program(), arguments, {})


class TestOptions:
    def test_write_a_case_to_standard_output(self, library: Library, capsys: pytest.CaptureFixture[str]) -> None:
        assert kojin_check("new", "--type", "業務委託", "--media", "紙媒体") == 0

        output = capsys.readouterr().out
        report = check_bytes("new.yaml", output.encode(), library)
        assert [tally.checklist for tally in report.tallies] == [6, 6]
        assert "\nchecklist_version: r5\n" in output

    def test_write_a_case_to_a_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "new.yaml"

        assert kojin_check("new", "--type", "外部提供", "--version", "r7-draft", "-o", str(path)) == 0

        assert "\nchecklist_version: r7-draft\n" in path.read_text(encoding="utf-8")
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err == (f"{path} を作りました。記入したら kojin-check validate {path} で確かめてください。\n")
        assert list(tmp_path.iterdir()) == [path]

    @pytest.mark.parametrize(
        ("given", "written"),
        [
            ("封入委託", "封入委託.yaml"),
            ("封入委託.令和8年度", "封入委託.令和8年度.yaml"),
            ("a.YML", "a.YML"),
            ("a.txt", "a.txt.yaml"),
        ],
    )
    def test_write_a_file_that_counts_as_a_case(
        self, given: str, written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert kojin_check("new", "--type", "外部提供", "-o", str(tmp_path / given)) == 0

        assert [path.name for path in tmp_path.iterdir()] == [written]
        assert capsys.readouterr().err.startswith(f"{tmp_path / written} を作りました。")

    def test_lead_editors_to_the_schema_that_lies_above(self, tmp_path: Path) -> None:
        (tmp_path / "cases").mkdir()
        run(program(), ["new", "--type", "外部提供", "-o", str(tmp_path / "cases" / "a.yaml")], {})
        (tmp_path / "case.schema.json").write_text("{}", encoding="utf-8")
        run(program(), ["new", "--type", "外部提供", "-o", str(tmp_path / "cases" / "b.yaml")], {})

        without, leading = ((tmp_path / "cases" / name).read_text(encoding="utf-8") for name in ("a.yaml", "b.yaml"))
        assert leading == f"# yaml-language-server: $schema=../case.schema.json\n{without}"

    def test_never_overwrite_what_the_suffix_leads_to(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").write_bytes(b"mine\n")

        assert kojin_check("new", "--type", "外部提供", "-o", str(tmp_path / "a")) == 3
        assert (tmp_path / "a.yaml").read_bytes() == b"mine\n"

    def test_write_comments_in_the_language_of_the_run(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert kojin_check("new", "--type", "外部提供", "--lang", "en") == 0

        assert "# 件名 (required)\ntitle:\n" in capsys.readouterr().out

    def test_never_overwrite(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "new.yaml"
        path.write_bytes(b"mine\n")

        assert kojin_check("new", "--type", "外部提供", "-o", str(path)) == 3

        assert capsys.readouterr().err == (
            f"kojin-check: {path} は既にあるので、書き込みませんでした。別の名前を指定してください。\n"
        )
        assert path.read_bytes() == b"mine\n"

    def test_say_when_the_folder_is_missing(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "nowhere" / "new.yaml"

        assert kojin_check("new", "--type", "外部提供", "-o", str(path)) == 3

        assert f"{path} に書き込めません" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            ((), "事項の種別を --type で指定してください。"),
            (("--type", "業務委託"), "「業務委託」のチェックリストを選ぶには、media の指定が必要です。"),
            (("--type", "外部提供", "--version", "r6"), "「r6」という版はありません。あるのは r5、r7-draft です。"),
            (
                ("--type", "外部提供", "--status", "done"),
                "--status に使えるのは draft、final です。",
            ),
        ],
    )
    def test_that_do_not_suffice_are_a_usage_error(
        self, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
    ) -> None:
        assert kojin_check("new", *arguments) == 2

        assert capsys.readouterr().err.startswith(f"kojin-check: {sentence}")

    def test_where_the_own_folder_has_only_drafts_what_comes_along_is_taken_and_that_is_said(
        self, tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "r7-draft").symlink_to(root / "checklists" / "r7-draft")

        assert kojin_check("new", "--type", "外部提供", "--checklists", str(tmp_path)) == 0

        captured = capsys.readouterr()
        assert "checklist_version: r5\n" in captured.out
        assert captured.err.startswith(
            f"「r5」版の様式です（{tmp_path.as_posix()} には、この種別の適用中の版がありません）。"
        )


class Screen:
    """A program that runs on a terminal of its own."""

    def __init__(self, process: subprocess.Popen[bytes], terminal: int) -> None:
        self.process = process
        self._terminal = terminal
        self.text = ""

    def wait_for(self, text: str) -> None:
        """Reads until `text` is on the screen."""
        deadline = time.monotonic() + 30
        while text not in self.text:
            assert time.monotonic() < deadline, self.text
            if select.select([self._terminal], [], [], 1)[0]:
                self.text += os.read(self._terminal, 65536).decode("utf-8", "replace")

    def answer(self, prompt: str, typed: str) -> None:
        """Types a line behind `prompt`."""
        self.wait_for(prompt)
        self.text = ""
        os.write(self._terminal, typed.encode() + b"\n")

    def end(self) -> int:
        """Gives the exit code."""
        return self.process.wait(30)


def _let_be_interrupted() -> None:
    """A shell lets what runs in the background, such as these tests, ignore the signal, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def screen(folder: Path, *arguments: str) -> Iterator[Screen]:
    main, side = pty.openpty()
    environment = {**os.environ, "PYTHONUTF8": "1", "KOJIN_CHECK_LANG": "ja"}
    process = subprocess.Popen(
        [sys.executable, "-m", "kojin_check", "new", *arguments],
        stdin=side,
        stdout=side,
        stderr=side,
        cwd=folder,
        env=environment,
        start_new_session=True,
        preexec_fn=_let_be_interrupted,
    )
    os.close(side)
    try:
        yield Screen(process, main)
    finally:
        process.kill()
        process.wait(30)
        os.close(main)


class TestQuestions:
    def test_lead_to_a_file(self, tmp_path: Path, library: Library) -> None:
        with screen(tmp_path) as terminal:
            terminal.answer("番号（複数なら 1,3 のように、同じ種別が2件なら 1,1 のように書く）: ", "４、５")
            terminal.answer("クラウドサービスを利用しますか。［はい y ／ いいえ n ／ 後で書く Enter］: ", "ｙ")
            terminal.answer("番号（複数なら 1,3 のように書く）: ", "1")
            terminal.answer("クラウドサービスを利用しますか。", "はい")
            terminal.answer("「再委託」はありますか。", "")
            terminal.answer("書き込むファイルの名前［Enter だけなら 外部結合.yaml］: ", "")
            assert terminal.end() == 0

        assert [path.name for path in tmp_path.iterdir()] == ["外部結合.yaml"]
        report = check_bytes("x", (tmp_path / "外部結合.yaml").read_bytes(), library)
        assert [tally.checklist for tally in report.tallies] == [4, 4, 5, 5]
        assert {finding.rule for finding in report.findings} == {"KJ005", "KJ101", "KJ206"}

    def test_are_asked_for_what_is_missing(self, tmp_path: Path) -> None:
        with screen(tmp_path, "--type", "業務委託", "-o", "x.yaml") as terminal:
            terminal.answer("番号（複数なら 1,3 のように書く）: ", "３")
            assert terminal.end() == 0

        assert "\n    checklist: 6\n" in (tmp_path / "x.yaml").read_text(encoding="utf-8")

    def test_leave_nothing_behind_when_interrupted(self, tmp_path: Path) -> None:
        with screen(tmp_path, "-o", "x.yaml") as terminal:
            terminal.answer("番号（複数なら 1,3 のように、同じ種別が2件なら 1,1 のように書く）: ", "5")
            terminal.wait_for("番号（複数なら 1,3 のように書く）: ")
            os.killpg(terminal.process.pid, signal.SIGINT)
            terminal.wait_for("中断しました。")
            assert terminal.end() == 130

        assert list(tmp_path.iterdir()) == []

    def test_end_with_the_input(self, tmp_path: Path) -> None:
        with screen(tmp_path) as terminal:
            terminal.wait_for("番号（複数なら 1,3 のように、同じ種別が2件なら 1,1 のように書く）: ")
            os.write(terminal._terminal, b"\x04")
            terminal.wait_for("中断しました。")
            assert terminal.end() == 130

    def test_are_not_asked_when_the_file_exists(self, tmp_path: Path) -> None:
        (tmp_path / "x.yaml").write_bytes(b"mine\n")

        with screen(tmp_path, "-o", "x.yaml") as terminal:
            terminal.wait_for("x.yaml は既にあるので、書き込みませんでした。")
            assert terminal.end() == 3


def test_the_help_speaks_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert new.command.name == "new"
    assert kojin_check("new", "--help") == 0
    assert "記入する案件のファイルを作る" in capsys.readouterr().out
    assert kojin_check("new", "--help", "--lang", "en") == 0
    assert "Make a case to fill in" in capsys.readouterr().out
