"""Commands that go through many files say on a terminal how far they are; nothing of it stays there."""

from __future__ import annotations

import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from tests.conftest import ROOT, RunProgram

from kojin_check.output.terminal import progress

COMMANDS = [
    ("validate", "cases"),
    ("status", "cases"),
    ("lint", "checklists"),
    ("diff", "r5", "r7-draft", "--cases", "cases"),
    ("migrate", "cases", "--to", "r7-draft", "--dry-run"),
    ("migrate", "cases", "--to", "r7-draft"),
]


class Terminal(StringIO):
    """Takes down what a terminal is told on standard error."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "checklists", tmp_path / "checklists")
    (tmp_path / "cases").mkdir()
    for name in ("a", "b", "c"):
        shutil.copy(ROOT / "tests" / "data" / "examples" / "corrected.yaml", tmp_path / "cases" / f"{name}.yaml")
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_INTERVAL", 0.0)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_terminal_is_told_how_far_a_command_is(
    command: tuple[str, ...], kojin_check_here: RunProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)

    kojin_check_here(*command)

    assert "処理中" in terminal.getvalue()
    assert on_screen(terminal.getvalue()).count("処理中") == 0


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_pipe_is_told_nothing_of_it(command: tuple[str, ...], kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here(*command)

    assert "処理中" not in outcome.output + outcome.errors
    assert "\x1b" not in outcome.output + outcome.errors


def test_what_is_said_meanwhile_stands_on_lines_of_its_own(
    kojin_check_here: RunProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)

    kojin_check_here("migrate", "cases", "--to", "r7-draft")

    lines = on_screen(terminal.getvalue()).splitlines()
    assert [line.split(":")[0] for line in lines if line.startswith("cases/")] == [
        "cases/a.yaml",
        "cases/b.yaml",
        "cases/c.yaml",
    ]


def on_screen(told: str) -> str:
    """What stands on a terminal that was told all this: of its orders, those to clear a line and to go up one count."""
    lines = [""]
    row = 0
    for order, text in re.findall(r"(\x1b\[[?0-9;]*[a-zA-Z]|\n|\r)|([^\x1b\n\r]+)", told):
        match order:
            case "\n":
                row += 1
                lines += [""] * (row == len(lines))
            case "\x1b[1A":
                row -= 1
            case "\x1b[2K":
                lines[row] = ""
            case "":
                lines[row] += text
    return "\n".join(lines)
