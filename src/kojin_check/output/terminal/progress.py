"""A progress bar on standard error for runs that take a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TextIO, TypeVar

from kojin_check.findings import Language, Text

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0
"""Seconds that a run may take without a bar."""
_INTERVAL = 0.1
"""Seconds between two states of the bar."""
_BAR_WIDTH = 24
"""Cells; small, because some terminals draw each of its characters two cells wide."""
_LABEL = Text("処理中", "working")

_Element = TypeVar("_Element")


class ProgressBar:
    """A bar that appears once a run takes more than a second, and leaves nothing behind.

    The report may go to the same terminal. So the bar is drawn only while work is done, and taken
    off the screen before anything else is written; nothing runs beside the program.
    """

    def __init__(
        self,
        stream: TextIO,
        language: Language,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepares a bar; `rich` is imported only when it appears.

        Args:
            stream: shows the bar where it is a terminal.
            language: of its label.
            clock: gives seconds.
        """
        self._stream = stream
        self._language = language
        self._count: Callable[[], int | None] = _not_known
        self._clock = clock
        self._next_drawing = clock() + _PATIENCE
        self._done = 0
        self._bar: Progress | None = None
        self._is_shown = False

    def over(self, steps: Iterable[_Element], count: Callable[[], int | None] | None = None) -> Iterator[_Element]:
        """Passes `steps` on, counts them, and shows the bar while the next one is waited for.

        Args:
            steps: those of the whole run.
            count: gives how many there are, or None when that cannot be told. Called once, and only when the bar
                appears: short runs need not count.
        """
        if not self._stream.isatty():
            yield from steps
            return
        self._count = count or _not_known
        try:
            for step in steps:
                yield step
                self._done += 1
                self._draw()
        finally:
            self.hide()

    def beside(self, pieces: Iterable[_Element]) -> Iterator[_Element]:
        """Passes `pieces` on, each with the bar off the screen, so that they can be written there."""
        for piece in pieces:
            self.hide()
            yield piece

    def hide(self) -> None:
        """Takes the bar off the screen; it comes back with the next step."""
        if self._bar is not None and self._is_shown:
            self._bar.stop()
            self._is_shown = False
            self._next_drawing = 0.0

    def _draw(self) -> None:
        now = self._clock()
        if now < self._next_drawing:
            return
        if self._bar is None:
            self._bar = _new_bar(self._stream, _LABEL.to(self._language), self._count())
        self._bar.update(self._bar.task_ids[0], completed=self._done)
        if self._is_shown:
            self._bar.refresh()
        else:
            self._bar.start()
            self._is_shown = True
        self._next_drawing = now + _INTERVAL


def _not_known() -> None:
    return None


def _new_bar(stream: TextIO, label: str, total: int | None) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(_BAR_WIDTH),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(file=stream),
        auto_refresh=False,  # A thread that draws would draw into the report.
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    bar.add_task(label, total=total)
    return bar
