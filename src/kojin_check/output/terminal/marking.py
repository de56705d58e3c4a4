"""A wording in lines of a terminal, with the passages marked that another wording does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kojin_check.diff.rewording import Passage
from kojin_check.escaping.screen import visible
from kojin_check.output.terminal.colours import Ink, plain
from kojin_check.output.terminal.page import Page
from kojin_check.output.terminal.typesetting import width_of, wrapped

_UNDERLINE = "~"


def marked(head: str, passages: Iterable[Passage], ink: Ink, page: Page) -> list[str]:
    """Gives a wording in lines behind `head`; what has changed is coloured, or underlined where there are no colours."""
    shown = [(visible(passage.text).replace("\t", " "), passage.changed) for passage in passages]
    text = "".join(part for part, _ in shown)
    marks = "".join((_UNDERLINE if changed else " ") * len(part) for part, changed in shown)
    margin = " " * width_of(head)
    lines = []
    at = 0
    for number, line in enumerate(wrapped(text, page.width - width_of(head))):
        at = text.index(line, at)
        runs = list(_runs(line, marks[at : at + len(line)]))
        at += len(line)
        painted = "".join(page.paint(part, ink) if changed else part for part, changed in runs)
        lines.append((margin if number else page.paint(head, Ink.LABEL)) + painted)
        if page.paint is plain and any(changed for _, changed in runs):
            lines.append(margin + "".join((_UNDERLINE if changed else " ") * width_of(part) for part, changed in runs))
    return lines


def _runs(line: str, marks: str) -> Iterator[tuple[str, bool]]:
    """The stretches of `line` that are changed or not, from a mark for each of its characters."""
    for mark, run in groupby(zip(line, marks, strict=True), lambda pair: pair[1]):
        yield "".join(character for character, _ in run), mark == _UNDERLINE
