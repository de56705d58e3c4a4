from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from itertools import pairwise

import pytest

from kojin_check.output.terminal.progress import ProgressBar

CLEARED = "\x1b[2K"


class Terminal(StringIO):
    """Takes down what a terminal is told."""

    def isatty(self) -> bool:
        return True


class Clock:
    """Gives the seconds that it is set to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Terminal()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def no_count() -> int | None:
    raise AssertionError("counted although nothing is shown")


def timed(steps: int, seconds: float, clock: Clock) -> Iterator[int]:
    for step in range(steps):
        clock.now += seconds
        yield step


def test_a_quick_run_shows_nothing_and_counts_nothing(terminal: Terminal, clock: Clock) -> None:
    bar = ProgressBar(terminal, "ja", clock)

    assert list(bar.beside(bar.over(timed(9, 0.1, clock), no_count))) == list(range(9))
    assert terminal.getvalue() == ""


def test_a_long_run_shows_how_much_is_done(terminal: Terminal, clock: Clock) -> None:
    bar = ProgressBar(terminal, "ja", clock)

    assert list(bar.over(timed(30, 0.1, clock), lambda: 40)) == list(range(30))
    assert "処理中" in terminal.getvalue()
    assert "25/40" in terminal.getvalue()


def test_the_number_of_steps_may_stay_unknown(terminal: Terminal, clock: Clock) -> None:
    bar = ProgressBar(terminal, "en", clock)

    list(bar.over(timed(30, 0.1, clock)))

    assert "working" in terminal.getvalue()
    assert "25/?" in terminal.getvalue()


def test_the_bar_is_gone_whenever_something_else_is_written(terminal: Terminal, clock: Clock) -> None:
    bar = ProgressBar(terminal, "ja", clock)

    seen = [terminal.getvalue() for _ in bar.beside(bar.over(timed(20, 0.3, clock)))]

    assert "処理中" in seen[-1]
    assert all(state == "" or state.endswith(CLEARED) for state in seen)


def test_the_bar_comes_back_after_the_writing(terminal: Terminal, clock: Clock) -> None:
    bar = ProgressBar(terminal, "ja", clock)

    drawn = [terminal.getvalue().count("処理中") for _ in bar.beside(bar.over(timed(8, 0.3, clock)))]

    assert drawn[:4] == [0, 0, 0, 0]
    assert all(before < after for before, after in pairwise(drawn[3:]))


def test_the_bar_leaves_nothing_behind(terminal: Terminal, clock: Clock) -> None:
    bar = ProgressBar(terminal, "ja", clock)

    list(bar.over(timed(20, 0.3, clock)))

    assert terminal.getvalue().endswith(CLEARED)
    assert terminal.getvalue().count("\x1b[?25l") == terminal.getvalue().count("\x1b[?25h")


def test_the_bar_leaves_nothing_behind_when_the_run_fails(terminal: Terminal, clock: Clock) -> None:
    def failing() -> Iterator[int]:
        yield from timed(20, 0.3, clock)
        raise ValueError("broken")

    bar = ProgressBar(terminal, "ja", clock)

    with pytest.raises(ValueError, match="broken"):
        list(bar.over(failing()))

    assert terminal.getvalue().endswith(CLEARED)


def test_rich_is_imported_only_when_the_bar_appears() -> None:
    program = (
        "import sys\n"
        "from kojin_check.output.terminal.progress import ProgressBar\n"
        "list(ProgressBar(sys.stderr, 'ja').over(range(3), lambda: 3))\n"
        "print('rich.progress' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
