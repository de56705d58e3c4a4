"""A line of a file as it is shown: made safe, shortened around the place that matters."""

from __future__ import annotations

from dataclasses import dataclass

from kojin_check.escaping.screen import visible
from kojin_check.output.terminal.typesetting import ELLIPSIS, clusters, total_width, width_of

_TAB_STOP = 4
_REACH = 4
"""How many times `width` characters are looked at on each side of the place, however long the line is."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line, or a part of it, in three pieces; put together they fit in the width that was asked for."""

    before: str
    place: str
    after: str

    @property
    def indent(self) -> int:
        """How many cells stand before the place."""
        return width_of(self.before)

    @property
    def length(self) -> int:
        """How many cells the place takes; one where nothing stands there."""
        return max(width_of(self.place), 1)


def snippet(line: str, start: int, end: int, width: int) -> Snippet:
    """Gives `line` around its characters from `start` to `end` (from 0, the end exclusive) in at most `width` cells.

    Tabs become spaces, unsafe characters are written out. What does not fit is left out on the far
    sides; a place that is itself too long loses its end.
    """
    start = min(start, len(line))
    reach = _REACH * width
    stop = max(min(end, start + reach), start)
    before = _shown(line[max(start - reach, 0) : start], 0)
    place = _shown(line[start:stop], total_width(before))
    after = _shown(line[stop : stop + reach].rstrip(), total_width(before) + total_width(place))
    if total_width(before) + total_width(place) + total_width(after) <= width:
        return Snippet("".join(before), "".join(place), "".join(after))
    return _fitted(before, place, after, width)


def _fitted(before: list[str], place: list[str], after: list[str], width: int) -> Snippet:
    budget = width - 2 * len(ELLIPSIS)
    kept = _first(place, budget)
    if len(kept) < len(place):
        return Snippet(_ending(before, 0), "".join(kept) + ELLIPSIS, "")
    rest = budget - total_width(place)
    right = min(total_width(after), rest // 2 if total_width(before) > rest // 2 else rest - total_width(before))
    return Snippet(_ending(before, rest - right), "".join(place), _beginning(after, right))


def _shown(text: str, column: int) -> list[str]:
    """Splits `text`, which starts `column` cells from the left, into what is shown for its characters."""
    parts = clusters(text)
    if visible(text) != text:
        parts = list(map(visible, parts))
    if "\t" not in text:
        return parts
    for at, part in enumerate(parts):
        parts[at] = " " * (_TAB_STOP - column % _TAB_STOP) if part == "\t" else part
        column += width_of(parts[at])
    return parts


def _first(parts: list[str], width: int) -> list[str]:
    used = 0
    for at, part in enumerate(parts):
        used += width_of(part)
        if used > width:
            return parts[:at]
    return parts


def _beginning(parts: list[str], width: int) -> str:
    kept = _first(parts, width)
    return "".join(kept) + (ELLIPSIS if len(kept) < len(parts) else "")


def _ending(parts: list[str], width: int) -> str:
    kept = _first(parts[::-1], width)[::-1]
    return (ELLIPSIS if len(kept) < len(parts) else "") + "".join(kept)
