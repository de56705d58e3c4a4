"""`--help` of every command, in both languages."""

from __future__ import annotations

import re
from pkgutil import iter_modules

import pytest
from tests.conftest import RunProgram

import kojin_check.cli
from kojin_check.output.terminal.typesetting import width_of

COMMANDS = [
    module.name.rstrip("_").replace("_", "-") for module in iter_modules(kojin_check.cli.__path__) if not module.ispkg
]
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
QUOTED = re.compile("「[^」]*」")
"""What is written into files is quoted as it is."""


@pytest.mark.parametrize("command", COMMANDS)
def test_japanese_help_is_japanese(command: str, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here(command, "-h")

    assert (outcome.exit_code, outcome.errors) == (0, "")
    usage, *_ = outcome.output.splitlines()
    assert usage.startswith(f"使い方: kojin-check {command} [オプション]")
    assert "オプション:\n" in outcome.output
    assert not re.search(r"Usage|Options:|Commands:|OPTIONS|Show this|show this|\bdefault\b", outcome.output)
    for text in _explanations(outcome.output):
        assert JAPANESE.search(text), text


@pytest.mark.parametrize("command", COMMANDS)
def test_english_help_is_english(command: str, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here(command, "--help", "--lang", "en")

    assert (outcome.exit_code, outcome.errors) == (0, "")
    assert outcome.output.startswith(f"Usage: kojin-check {command} [OPTIONS]")
    assert not JAPANESE.search(QUOTED.sub("", outcome.output))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_keeps_to_the_terminal(command: str, language: str, kojin_check_here: RunProgram) -> None:
    for line in kojin_check_here(command, "-h", "--lang", language).output.splitlines():
        assert width_of(line) <= 80, line


def test_the_program_lists_all_commands(kojin_check_here: RunProgram) -> None:
    page = kojin_check_here("-h").output

    listed = page.partition("コマンド:\n")[2].split("\n")
    assert [line.split()[0] for line in listed if line.strip()] == sorted(COMMANDS)
    assert all(JAPANESE.search(line) for line in listed if line.strip())


def test_the_program_lists_all_commands_in_english(kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("-h", environment={"KOJIN_CHECK_LANG": "en"})

    assert "Commands:\n" in outcome.output
    assert not JAPANESE.search(outcome.output)


def _explanations(page: str) -> list[str]:
    """The texts beside the options."""
    texts: list[str] = []
    for line in page.partition("オプション:\n")[2].splitlines():
        if line.startswith("  -"):
            texts.append("")
        if texts:
            texts[-1] += line
    return texts
