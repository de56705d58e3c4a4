"""What a typing pitfall is: a small function that knows one slip, says what it is and how to put it right.

libyaml gives up where the text stops making sense to it, which is often a line or more behind the
slip, and for reasons of its own. So a pitfall looks at one line under suspicion and proposes a
repair if its slip stands there; `kojin_check.reading.recovery` tries the proposals and keeps the one with
which the file can be read farthest. A proposal that is wrong is simply not taken.

To add one, drop a module into `kojin_check.reading.pitfalls` with a function marked `@pitfall`; what YAML reads without
complaint is for a function marked `@misreading` (`kojin_check.reading.misreadings`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple, TypeAlias

from kojin_check.findings import Text
from kojin_check.reading.lines import LineParts, split_line
from kojin_check.reading.marks_at import marks_at
from kojin_check.reading.outline import ANYTHING, Marks, Outline, Shape
from kojin_check.reading.ranked import Ranked
from kojin_check.reading.repaired import LineEdit, LineSpan, Repaired, Slip
from kojin_check.reading.tree import Failure

Proposal: TypeAlias = tuple[Slip, ...]
"""Slips that are put right together, one finding each: ten lines in a row with a full-width colon."""


_NOTHING = Outline(Shape.MAPPING)
"""The outline of what stands in a text: nothing has its place there."""


@dataclass(frozen=True)
class Suspect:
    """A line on which the slip may be that made libyaml give up."""

    repaired: Repaired
    number: int
    """Number of the line, from 1."""
    failure: Failure
    file_outline: Outline = ANYTHING
    """What belongs where in the file."""

    @cached_property
    def parts(self) -> LineParts:
        """The line taken apart."""
        return split_line(self.repaired.line(self.number))

    @property
    def marks(self) -> Marks:
        """The marks of the form that is filled in here."""
        return marks_at(self.repaired.source, self.file_outline, self.number)

    @property
    def text(self) -> str:
        """The line."""
        return self.parts.text

    @property
    def is_failing(self) -> bool:
        """True when this is the line on which libyaml gave up."""
        return self.number == self.failure.line

    def fails_within(self, start: int, end: int) -> bool:
        """True when libyaml gave up on this line, at a column from `start` up to `end`."""
        return self.is_failing and start <= self.failure.column < end

    @property
    def above(self) -> Iterator[Neighbour]:
        """The lines with content above this one, the nearest first."""
        return neighbours(self.repaired, self.number, -1)

    @property
    def below(self) -> Iterator[Neighbour]:
        """The lines with content below this one, the nearest first."""
        return neighbours(self.repaired, self.number, 1)

    @cached_property
    def outline(self) -> Outline:
        """What belongs under the key of this line, as far as the indentation of the lines above tells."""
        key = self.parts.key.strip("\"'")
        return self.body_outline.below(key) if self.parts.colon >= 0 else self.body_outline

    @cached_property
    def body_outline(self) -> Outline:
        """What the text of this line belongs to: a mapping with its key, or a text that is the entry of a list."""
        outline = self.file_outline
        for step in reversed(list(self._steps_up())):
            outline = _NOTHING if outline.shape is Shape.TEXT else outline.below(step)
        return outline

    @property
    def is_in_place(self) -> bool:
        """False when the outline of the file has no place for what this line says where it stands."""
        outline = self.body_outline
        if outline.shape is Shape.ANY:
            return True
        if self.parts.colon < 0:
            return outline.takes_text
        below = outline.below(self.parts.key.strip("\"'"))
        if outline.shape is Shape.TEXT or below is ANYTHING:
            return False
        if self.parts.is_header:
            following = next(self.below, None)
            has_content = following is not None and following.parts.indent > self.parts.body
            return below.shape is not Shape.TEXT or not has_content
        return below.takes_text or below.shape is Shape.ANY or self.parts.value_text[:1] in ("[", "{")

    def _steps_up(self) -> Iterator[str | int]:
        """The keys and list entries that lead to this line, from the innermost outwards."""
        lines = chain([self.parts], (one.parts for one in self.above))
        column = self.parts.body
        in_list = False
        for line in lines:
            leads_here = line.body < column or (in_list and line.body == column and line.is_header)
            if leads_here and line.colon >= 0:
                yield line.key.strip("\"'")
            if leads_here or line.body == column:
                column = line.body
                in_list = line.is_list_entry
                if in_list:
                    yield 0
                    column = line.indent
            if column == 0 and not in_list:
                return

    def place(self, start: int, end: int) -> LineSpan:
        """Gives a part of the line."""
        return LineSpan(self.number, start, end)

    def edit(self, start: int, end: int, text: str) -> LineEdit:
        """Gives the edit that puts `text` in the place of a part of the line."""
        return LineEdit(self.number, start, end, text)


class Neighbour(NamedTuple):
    """A line with content near another one."""

    number: int
    parts: LineParts


def neighbours(repaired: Repaired, number: int, step: int) -> Iterator[Neighbour]:
    """Gives the lines with content above (`step` -1) or below (1) line `number`, the nearest first.

    Only lines at some distance: who has written more blank lines than that meant nothing by it.
    """
    farthest = max(number - _FARTHEST, 0) if step < 0 else min(number + _FARTHEST, len(repaired.lines) + 1)
    for other in range(number + step, farthest, step):
        line = repaired.lines[other - 1]
        if line and (parts := split_line(line)).has_content:
            yield Neighbour(other, parts)


Pitfall: TypeAlias = Callable[[Suspect], Iterator[Proposal]]


_PITFALLS: Ranked[Pitfall] = Ranked()


def pitfall(*, rank: int) -> Callable[[Pitfall], Pitfall]:
    """Registers the decorated function.

    Args:
        rank: of two proposals that get equally far, the one of the lower rank is taken, so slips
            that are recognised by more than one feature of the line have low ranks.
    """
    return _PITFALLS.add(rank)


def registered_pitfalls() -> Iterator[Pitfall]:
    """Gives all pitfalls in the order of their ranks; importing `kojin_check.reading.pitfalls` makes them known."""
    return iter(_PITFALLS)


LineSlip: TypeAlias = Callable[[Repaired, int], Slip | None]
"""Gives the slip on one line, judged by the shape of the line alone."""


def run_of(find: LineSlip, repaired: Repaired, number: int) -> Proposal:
    """Gives the slip on a line with those of the same kind on the lines next to it that begin in the same column.

    Empty when there is none on the line itself: a slip that somebody makes on one line of a list, they make on all.
    """
    column = split_line(repaired.line(number)).body
    return _run(
        lambda one: find(repaired, one) if split_line(repaired.line(one)).body == column else None, repaired, number
    )


def run_across_levels(find: LineSlip, repaired: Repaired, number: int) -> Proposal:
    """Gives the slip on a line with those of the same kind on the lines next to it, wherever they begin.

    So a heading, the heading below it and the lines below that are put right together.
    """
    return _run(lambda one: find(repaired, one), repaired, number)


def _run(slip_on: Callable[[int], Slip | None], repaired: Repaired, number: int) -> Proposal:
    slip = slip_on(number)
    if slip is None:
        return ()
    found = {number: slip}
    for step in (-1, 1):
        for neighbour in neighbours(repaired, number, step):
            another = slip_on(neighbour.number)
            if another is None or len(found) >= _LONGEST_RUN:
                break
            found[neighbour.number] = another
    return tuple(found[line] for line in sorted(found))


_LONGEST_RUN = 50
_FARTHEST = 3_000
"""How many lines around a line are looked at."""


def in_quotes(text: str) -> str:
    """Gives `text` as YAML takes it for exactly this text, in quotes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


QUOTE = Text('全体を " " で囲む', "Put the whole value in quotes")
