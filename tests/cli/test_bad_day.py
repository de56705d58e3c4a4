"""What a machine on a bad day or a planted configuration can do to a run: each is said in one sentence, without traceback."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import RunProgram

MANY_DIGITS = "1" * 5000
"""More than Python makes a number of."""


@pytest.fixture
def case(tmp_path: Path, corrected_case: str) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(corrected_case, encoding="utf-8")
    return path


@pytest.fixture
def no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Temporary files come at once, and into a folder that is not there."""
    monkeypatch.setattr("kojin_check.output.spool._AT_HAND", 0)
    monkeypatch.setattr("kojin_check.output.spool._IN_MEMORY", 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))


@pytest.mark.usefixtures("case", "no_room")
def test_a_missing_folder_for_temporary_files(kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("validate", "case.yaml", "--format", "junit")

    assert outcome.exit_code == 3
    assert outcome.errors == (
        "kojin-check: 一時ファイルを書けません（ファイルかフォルダがありません）。"
        "空きのあるフォルダを、環境変数 TMPDIR（Windows では TEMP）で指定してください。\n"
    )


@pytest.mark.usefixtures("case")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_folder_for_temporary_files(kojin_check_here: RunProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kojin_check.output.spool._AT_HAND", 0)
    monkeypatch.setattr("kojin_check.output.spool._IN_MEMORY", 1)
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda *_, **__: open("/dev/full", "w+b", 0))  # noqa: SIM115

    outcome = kojin_check_here("validate", "case.yaml", "--format", "junit")

    assert outcome.exit_code == 3
    assert outcome.errors.startswith("kojin-check: 一時ファイルを書けません（空き容量がありません）。")


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no folder that is in use")
@pytest.mark.parametrize("arguments", [["validate"], ["validate", "-"], ["show", "r5"], ["lint"], ["new"], ["rules"]])
def test_a_deleted_current_folder(arguments: list[str], tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()

    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "kojin_check", *arguments],
        cwd=gone,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
        preexec_fn=gone.rmdir,
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode() == (
        "kojin-check: 今いるフォルダが使えません（ファイルかフォルダがありません）。"
        "削除されていないか確かめて、cd で別のフォルダに移ってください。\n"
    )


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which nothing may be searched, also by whoever may search everything."""
    folder = tmp_path / "closed"
    (folder / "r5").mkdir(parents=True)
    (folder / "case.yaml").write_text("title: x\n", encoding="utf-8")

    def refusing(really: Any) -> Any:
        def ask(path: Any, *rest: Any, **named: Any) -> Any:
            if isinstance(path, str | os.PathLike) and "closed/" in os.path.join(tmp_path, path):
                raise PermissionError(13, "Permission denied", str(path))
            return really(path, *rest, **named)

        return ask

    monkeypatch.setattr(os, "stat", refusing(os.stat))
    monkeypatch.setattr(os, "lstat", refusing(os.lstat))
    return folder


@pytest.mark.usefixtures("closed")
def test_a_case_in_a_folder_that_may_not_be_searched(kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("validate", "closed/case.yaml")

    assert outcome.exit_code == 3
    assert outcome.errors == "kojin-check: closed/case.yaml を読めません（権限がありません）。\n"


@pytest.mark.usefixtures("closed", "case")
def test_checklists_in_a_folder_that_may_not_be_searched(kojin_check_here: RunProgram) -> None:
    for arguments, file in (
        (["show", "--checklists", "closed"], "r5/version.yaml"),
        (["lint", "closed"], "version.yaml"),
    ):
        outcome = kojin_check_here(*arguments)
        assert (outcome.exit_code, outcome.output) == (3, "")
        assert outcome.errors == f"kojin-check: closed/{file} を読めません（権限がありません）。\n"


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("kojin-check.yaml", 'lang: ja\npaths: [cases, "a\\0b"]\n', "2:16"),
        ("kojin-check.yaml", 'exclude: ["a\\0b"]\n', "1:11"),
        ("kojin-check.yaml", 'checklists: "a\\0b"\n', "1:13"),
        ("pyproject.toml", '[tool.kojin-check]\nchecklists = "a\\u0000b"\n', "2:1"),
    ],
)
def test_a_path_that_no_system_can_have(
    name: str, text: str, place: str, case: Path, kojin_check_here: RunProgram
) -> None:
    case.with_name(name).write_text(text, encoding="utf-8")

    outcome = kojin_check_here("validate", "case.yaml")

    assert (outcome.exit_code, outcome.output) == (3, "")
    assert outcome.errors == (
        "kojin-check: 設定ファイルが正しくありません。\n"
        f"{name}:{place}: 「a<U+0000>b」は、ファイルやフォルダの名前として使えません（U+0000 を含んでいます）。"
        "この文字（\\0）を削除してください。\n"
    )


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    "text",
    [
        f"[tool.other]\nnumber = {MANY_DIGITS}\n",
        f"[tool.kojin-check]\nnumber = 0x{MANY_DIGITS}\n",
        f"[tool.other]\nlists = {'[' * 100_000}\n",
        "[tool.other\n",
        "\xff",
    ],
    ids=["digits", "hexadecimal digits", "lists", "bracket", "bytes"],
)
def test_a_project_file_that_cannot_be_read(text: str, case: Path, kojin_check_here: RunProgram) -> None:
    case.with_name("pyproject.toml").write_bytes(text.encode("latin-1"))

    outcome = kojin_check_here("validate", "case.yaml")

    assert (outcome.exit_code, outcome.output) == (3, "")
    assert outcome.errors.startswith("kojin-check: 設定ファイル pyproject.toml をTOMLとして読めません（")


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    "text",
    [f"[tool.other]\n{'a.' * 501}a = 1\n", "# a comment\n" * 100_000],
    ids=["dots", "bytes"],
)
def test_a_project_file_that_is_too_large(text: str, case: Path, kojin_check_here: RunProgram) -> None:
    case.with_name("pyproject.toml").write_text(text, encoding="utf-8")

    outcome = kojin_check_here("validate", "case.yaml")

    assert (outcome.exit_code, outcome.output) == (3, "")
    assert outcome.errors == (
        "kojin-check: 設定ファイル pyproject.toml は大きすぎます（1 MiB、1行に「.」が500個まで）。"
        "このプログラムの設定は kojin-check.yaml に書けます。\n"
    )


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("pattern", ["*a*a*a*b", "**/a/**/a/**/b"])
def test_a_pattern_with_too_many_asterisks(pattern: str, case: Path, kojin_check_here: RunProgram) -> None:
    case.with_name("kojin-check.yaml").write_text(f"exclude: ['{pattern}']\n", encoding="utf-8")

    outcome = kojin_check_here("validate", "case.yaml")

    assert (outcome.exit_code, outcome.output) == (3, "")
    assert outcome.errors == (
        "kojin-check: 設定ファイルが正しくありません。\n"
        f"kojin-check.yaml:1:11: 「{pattern}」は、除くファイルの書き方として読めません。"
        "「*」は1つの名前に3つまで、「**」は2つまでです。\n"
    )


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("arguments", "exit_code", "message"),
    [
        (["validate", "--shard", f"{MANY_DIGITS}/{MANY_DIGITS}"], 2, f"「{MANY_DIGITS}/{MANY_DIGITS}」は分け方として"),
        (["validate", "--shard", f"1/{MANY_DIGITS}"], 2, f"「1/{MANY_DIGITS}」は分け方として読めません。"),
        (["validate", "--jobs", MANY_DIGITS], 2, "--jobs は1以上の整数で指定してください。"),
        (["show", f"r5/{MANY_DIGITS}"], 2, f"r5 に「{MANY_DIGITS}」というチェックリストはありません。"),
        (["rules", MANY_DIGITS], 2, f"「{MANY_DIGITS}」という規則はありません。"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_numbers_of_too_many_digits(
    arguments: list[str], exit_code: int, message: str, kojin_check_here: RunProgram
) -> None:
    outcome = kojin_check_here(*arguments, *(["case.yaml"] if arguments[0] == "validate" else []))

    assert (outcome.exit_code, outcome.output) == (exit_code, "")
    assert outcome.errors.startswith(f"kojin-check: {message}")


@pytest.mark.usefixtures("case")
def test_a_page_of_github_that_cannot_be_written(kojin_check_here: RunProgram) -> None:
    page = {"GITHUB_STEP_SUMMARY": "nowhere/page.md"}
    outcome = kojin_check_here("validate", "case.yaml", "--format", "github", environment=page)

    assert outcome.exit_code == 3
    assert (
        "nowhere/page.md（GITHUB_STEP_SUMMARY）に書き込めません（ファイルかフォルダがありません）。" in outcome.errors
    )


def test_a_fault_of_the_program_is_one_sentence(kojin_check_here: RunProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("秘密")

    monkeypatch.setattr("kojin_check.cli.terminal.session.open_session", fail)
    outcome = kojin_check_here("rules")

    assert (outcome.exit_code, outcome.output) == (3, "")
    assert outcome.errors.startswith(
        "kojin-check: プログラムの不具合のため、途中で終わりました（ZeroDivisionError, test_bad_day.py:"
    )
    assert "秘密" not in outcome.errors
    assert "Traceback" not in outcome.errors
