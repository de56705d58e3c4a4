"""Lines for people at a terminal: paragraphs, labelled texts and tables that fit its width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kojin_check.escaping.screen import visible
from kojin_check.escaping.workflow_commands import without_commands
from kojin_check.findings import Language, Text
from kojin_check.output.style import Style
from kojin_check.output.terminal.colours import Ink, Painter, coloured, plain
from kojin_check.output.terminal.typesetting import padded, right_aligned, width_of, wrapped

NARROWEST = 40
WIDEST = 120
"""Longer lines are hard to read, however wide the terminal is."""


def as_lines(lines: Iterable[str]) -> str:
    """Gives `lines` with their ends, without spaces before these, and so that no CI server obeys one of them."""
    return "".join(f"{without_commands(line.rstrip())}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Page:
    """Where lines are written: their language, width and colours, and whether it is a screen."""

    language: Language
    width: int
    paint: Painter
    is_terminal: bool

    def say(self, text: Text) -> str:
        """Gives `text` in the language of the page, safe to show."""
        return visible(text.to(self.language))

    def paragraph(self, text: str, *, indent: int = 0, ink: Ink | None = None) -> list[str]:
        """Gives `text` in lines that begin behind `indent` cells."""
        return self.hanging(" " * indent, None, text, ink=ink)

    def labelled(self, label: str, text: str, *, indent: int, width: int, ink: Ink | None = None) -> list[str]:
        """Gives `text` in lines beside `label`, which takes `width` cells behind `indent`."""
        return self.hanging(" " * indent + padded(label, width), Ink.LABEL, text, ink=ink)

    def hanging(self, head: str, head_ink: Ink | None, text: str, *, ink: Ink | None = None) -> list[str]:
        """Gives `text` in lines that all begin where `head` ends; the first has `head` before it."""
        start = width_of(head)
        first, *rest = wrapped(text, max(self.width - start, NARROWEST // 2))
        margin = " " * start
        return [
            self._inked(head, head_ink) + self._inked(first, ink),
            *(margin + self._inked(line, ink) if line else "" for line in rest),
        ]

    def table(
        self, rows: Sequence[Sequence[str]], *, indent: int = 0, gap: int = 2, numbers: Iterable[int] = ()
    ) -> list[str]:
        """Gives `rows` in columns; those whose index is among `numbers` are aligned to the right, the last may wrap."""
        right = frozenset(numbers)
        last = len(rows[0]) - 1
        widths = [max(width_of(row[at]) for row in rows) for at in range(last + 1)]
        lines = []
        for row in rows:
            cells = [
                right_aligned(cell, width) if at in right else padded(cell, width)
                for at, (cell, width) in enumerate(zip(row[:last], widths[:last], strict=True))
            ]
            head = " " * indent + "".join(cell + " " * gap for cell in cells)
            lines += self.hanging(head, None, right_aligned(row[last], widths[last]) if last in right else row[last])
        return lines

    def _inked(self, text: str, ink: Ink | None) -> str:
        return self.paint(text, ink) if ink is not None and text.strip() else text


def page_for(style: Style) -> Page:
    """Gives the page that `style` asks for."""
    width = min(max(style.width, NARROWEST), WIDEST)
    return Page(style.language, width, coloured() if style.colour else plain, style.is_terminal)
