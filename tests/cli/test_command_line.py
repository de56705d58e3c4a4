from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from tests.conftest import RunProgram

from kojin_check import __version__
from kojin_check.cli.terminal.colour import Colour
from kojin_check.cli.terminal.command_line import write
from kojin_check.cli.terminal.voice import Voice
from kojin_check.errors import OutputError


class TestLanguage:
    @pytest.mark.parametrize(
        ("arguments", "environment", "language"),
        [
            ([], {}, "ja"),
            (["--lang", "en"], {}, "en"),
            (["validate", "--lang=en"], {}, "en"),
            (["--lang"], {}, "ja"),
            (["--lang", "fr"], {}, "ja"),
            (["validate", "--", "--lang", "en"], {}, "ja"),
            ([], {"KOJIN_CHECK_LANG": "en"}, "en"),
            ([], {"KOJIN_CHECK_LANG": "en_US.UTF-8"}, "en"),
            ([], {"KOJIN_CHECK_LANG": ""}, "ja"),
            (["--lang", "ja"], {"KOJIN_CHECK_LANG": "en"}, "ja"),
        ],
    )
    def test_is_the_one_asked_for(self, arguments: list[str], environment: dict[str, str], language: str) -> None:
        assert Voice.asked_for(arguments, environment).language == language

    def test_that_does_not_exist_is_refused(self, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("rules", "--lang", "fr")

        assert outcome.exit_code == 2
        assert outcome.errors == (
            "kojin-check: --lang に使えるのは ja、en です。\n使い方は kojin-check rules --help で表示できます。\n"
        )


class TestMisuse:
    @pytest.mark.parametrize(
        ("arguments", "ja", "en"),
        [
            (
                ["validat"],
                "「validat」というコマンドはありません。「validate」の間違いではありませんか。\n"
                "使い方は kojin-check --help で表示できます。",
                "There is no command “validat”. Did you mean “validate”?\nSee kojin-check --help.",
            ),
            (
                ["--verion"],
                "--verion というオプションはありません。--version の間違いではありませんか。\n"
                "使い方は kojin-check --help で表示できます。",
                "There is no option --verion. Did you mean --version?\nSee kojin-check --help.",
            ),
            (
                ["validate", "--formt", "json"],
                "--formt というオプションはありません。--format の間違いではありませんか。\n"
                "使い方は kojin-check validate --help で表示できます。",
                "There is no option --formt. Did you mean --format?\nSee kojin-check validate --help.",
            ),
            (
                ["validate", "--zzz"],
                "--zzz というオプションはありません。\n使い方は kojin-check validate --help で表示できます。",
                "There is no option --zzz.\nSee kojin-check validate --help.",
            ),
            (
                ["validate", "--output"],
                "--output には値が必要です（--output FILE）。\n使い方は kojin-check validate --help で表示できます。",
                "--output needs a value (--output FILE).\nSee kojin-check validate --help.",
            ),
            (
                ["validate", "--quiet=yes"],
                "--quiet に値は付けられません。\n使い方は kojin-check validate --help で表示できます。",
                "--quiet takes no value.\nSee kojin-check validate --help.",
            ),
            (
                ["validate", "--jobs", "0"],
                "--jobs は1以上の整数で指定してください。\n使い方は kojin-check validate --help で表示できます。",
                "--jobs takes an integer of at least 1.\nSee kojin-check validate --help.",
            ),
            (
                ["show", "--format", "yaml"],
                "--format に使えるのは text、json、markdown です。\n使い方は kojin-check show --help で表示できます。",
                "--format takes one of: text, json, markdown.\nSee kojin-check show --help.",
            ),
            (
                ["show", "r5", "r7-draft"],
                "余分な引数があります: r7-draft\n使い方は kojin-check show --help で表示できます。",
                "Too many arguments: r7-draft\nSee kojin-check show --help.",
            ),
        ],
    )
    def test_is_explained(self, arguments: list[str], ja: str, en: str, kojin_check_here: RunProgram) -> None:
        for text, language in ((ja, "ja"), (en, "en")):
            outcome = kojin_check_here(*arguments, environment={"KOJIN_CHECK_LANG": language})

            assert (outcome.exit_code, outcome.output) == (2, "")
            assert outcome.errors == f"kojin-check: {text}\n"

    def test_an_unlike_command_gets_the_list_of_commands(self, kojin_check_here: RunProgram) -> None:
        errors = kojin_check_here("確認").errors

        assert errors.startswith("kojin-check: 「確認」というコマンドはありません。使えるのは ")
        assert "、show、" in errors
        assert "validate です。\n" in errors

    def test_what_was_typed_cannot_steer_the_terminal(self, kojin_check_here: RunProgram) -> None:
        assert "「<U+001B>[2J」" in kojin_check_here("\x1b[2J").errors


class TestWithoutCommand:
    def test_shows_the_help_and_counts_as_misuse(self, kojin_check_here: RunProgram) -> None:
        for arguments in ((), ("--lang", "ja")):
            outcome = kojin_check_here(*arguments)

            assert outcome.exit_code == 2
            assert outcome.output.startswith("使い方: kojin-check [オプション] コマンド [引数]...\n")

    @pytest.mark.parametrize("language", ["ja", "en"])
    def test_gives_the_version(self, kojin_check_here: RunProgram, language: str) -> None:
        outcome = kojin_check_here("--version", "--lang", language)

        assert (outcome.exit_code, outcome.output) == (0, f"kojin-check {__version__}\n")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class TestColours:
    @pytest.mark.parametrize(
        ("environment", "system", "welcome"),
        [
            ({}, "posix", True),
            ({"NO_COLOR": "1"}, "posix", False),
            ({"NO_COLOR": ""}, "posix", True),
            ({"TERM": "dumb"}, "posix", False),
            ({}, "nt", False),
            ({"WT_SESSION": "x"}, "nt", True),
            ({"TERM_PROGRAM": "vscode"}, "nt", True),
            ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "posix", False),
            ({"FORCE_COLOR": "1"}, "nt", True),
        ],
    )
    def test_are_for_terminals_that_have_them(self, environment: dict[str, str], system: str, welcome: bool) -> None:
        assert Colour.AUTO.suits(Terminal(), environment, system) is welcome

    @pytest.mark.parametrize(
        ("environment", "welcome"),
        [
            ({}, False),
            ({"FORCE_COLOR": "1"}, True),
            ({"CLICOLOR_FORCE": "1"}, True),
            ({"CLICOLOR_FORCE": "0"}, False),
            ({"FORCE_COLOR": ""}, False),
            ({"FORCE_COLOR": "3", "NO_COLOR": "1"}, False),
        ],
    )
    def test_are_for_files_only_where_they_are_forced(self, environment: dict[str, str], welcome: bool) -> None:
        assert Colour.AUTO.suits(StringIO(), environment, "posix") is welcome

    def test_are_what_the_command_line_asks_for_before_anything_else(self) -> None:
        assert Colour.ALWAYS.suits(StringIO(), {"NO_COLOR": "1"}, "nt")
        assert not Colour.NEVER.suits(Terminal(), {"FORCE_COLOR": "1"}, "posix")

    def test_can_be_had_in_a_pipe_by_an_option_of_every_command(self, kojin_check_here: RunProgram) -> None:
        for arguments in (("rules", "KJ301"), ("show", "r5/1"), ("diff", "r5", "r7-draft")):
            assert "\x1b[" in kojin_check_here(*arguments, "--color", "always").output
            assert "\x1b[" not in kojin_check_here(*arguments).output


class TestWriting:
    def test_a_file_is_in_utf_8(self, tmp_path: Path) -> None:
        write(["施錠保管: −\n", "終"], tmp_path / "x.txt")

        assert (tmp_path / "x.txt").read_bytes() == "施錠保管: −\n終".encode()

    def test_a_file_is_replaced_only_when_everything_has_been_written(self, tmp_path: Path) -> None:
        path = tmp_path / "x.txt"
        path.write_text("old")

        def pieces() -> Iterator[str]:
            yield "new"
            raise ValueError("broken")

        with pytest.raises(ValueError, match="broken"):
            write(pieces(), path)

        assert path.read_text() == "old"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_name_that_is_no_utf_8_does_not_fail(self, tmp_path: Path) -> None:
        write(["\udce5.yaml"], tmp_path / "x.txt")

        assert (tmp_path / "x.txt").read_text() == "<U+DCE5>.yaml"

    def test_a_folder_that_does_not_exist_is_explained(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError) as error:
            write(["x"], tmp_path / "none" / "x.txt")

        assert error.value.message.ja == f"{tmp_path}/none/x.txt に書き込めません（ファイルかフォルダがありません）。"

    @pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe that can be closed")
    def test_a_reader_that_has_gone_ends_the_run_without_a_word(self, root: Path) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "wb") as pipe:
            done = subprocess.run(
                [sys.executable, "-m", "kojin_check", "show", "r5"], stdout=pipe, stderr=subprocess.PIPE, cwd=root
            )

        assert (done.returncode, done.stderr) == (141, b"")
