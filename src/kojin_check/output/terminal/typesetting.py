"""Text in the cells of a terminal: how wide it is, and where Japanese may be broken into lines.

Widths are those of `rich.cells`: a character takes no, one or two cells; characters of ambiguous
East Asian width (○, −, …) take one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rich.cells import cell_len

from kojin_check.regex import regex

ELLIPSIS = "..."
"""Stands for text left out. In ASCII, because a terminal may draw `…` one or two cells wide."""

NEVER_FIRST = frozenset(
    "、。，．・：；？！ー〜～…‥々ゝゞヽヾ゛゜"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    "）］｝〕〉》」』】｠”’％"
    ",.:;?!)]}%/､｡･｣ﾞﾟｰ／"
)
"""Characters that may not begin a line (行頭禁則文字; after JIS X 4051)."""

NEVER_LAST = frozenset("（［｛〔〈《「『【｟“‘([{｢")
"""Characters that may not end a line (行末禁則文字)."""

_SPACES = " \t\u3000"
_WIDE = 2

_width_of_cluster = lru_cache(maxsize=8192)(cell_len)
"""Most text is measured character by character, and there are few different ones."""


def width_of(text: str) -> int:
    """Gives how many cells `text`, which holds no line feed or tab, takes on a terminal."""
    return _width_of_cluster(text) if len(text) <= _WIDE else cell_len(text)


def total_width(parts: Iterable[str]) -> int:
    """Gives how many cells the clusters `parts` take together."""
    return sum(map(_width_of_cluster, parts))


def padded(text: str, width: int) -> str:
    """Gives `text` with spaces behind it, so that it takes `width` cells; longer text is not cut."""
    return text + " " * (width - width_of(text))


def right_aligned(text: str, width: int) -> str:
    """Gives `text` with spaces before it, so that it takes `width` cells; longer text is not cut."""
    return " " * (width - width_of(text)) + text


def shortened(text: str, width: int) -> str:
    """Gives `text` if it fits in `width` cells, else its beginning and an ellipsis."""
    if width_of(text) <= width:
        return text
    return next(_chopped(clusters(text), width - len(ELLIPSIS))) + ELLIPSIS


def wrapped(text: str, width: int) -> list[str]:
    """Breaks `text` into lines of at most `width` cells.

    Japanese may be broken between any two characters but for the rules of `NEVER_FIRST` and
    `NEVER_LAST`; other words stay whole. What has no place to break and does not fit is cut.
    Line feeds in `text` are kept, and so is the indentation that follows them.
    """
    return [line for part in text.split("\n") for line in _wrapped_line(part.replace("\t", " "), width)]


def clusters(text: str) -> list[str]:
    """Splits `text` where it may be cut: a combining character stays with the one before it."""
    if text.isascii():
        return list(text)
    parts: list[str] = []
    for character in text:
        if parts and parts[-1] != "\t" and not character.isascii() and _width_of_cluster(character) == 0:
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def _wrapped_line(text: str, width: int) -> Iterator[str]:
    if width_of(text) <= width:
        yield text
        return
    line, used = "", 0
    for unit in _units(text):
        size = width_of(unit.rstrip(_SPACES))
        if used + size > width:
            if line.strip(_SPACES):
                yield line.rstrip(_SPACES)
            line, used = "", 0
        if size > width:
            *full, unit = _chopped(clusters(unit), width)
            yield from full
        line += unit
        used += width_of(unit)
    yield line.rstrip(_SPACES)


_ENDS_OF_UNITS = regex(f"(?<=[{_SPACES}])(?![{_SPACES}{re.escape(''.join(sorted(NEVER_FIRST)))}])")


def _units(text: str) -> Iterator[str]:
    """Yields the stretches of `text` that stay on one line, each with the spaces behind it."""
    indentation = text[: len(text) - len(text.lstrip(_SPACES))]
    if indentation:
        yield indentation
    for word in _ENDS_OF_UNITS.split(text[len(indentation) :]):
        unit, last = "", ""
        for cluster in clusters(word):
            if last and _may_break(last, cluster):
                yield unit
                unit = ""
            unit += cluster
            last = cluster
        yield unit


@lru_cache(maxsize=16384)
def _may_break(before: str, after: str) -> bool:
    return (
        after[0] not in NEVER_FIRST
        and before[0] not in NEVER_LAST
        and after not in _SPACES
        and _WIDE in (cell_len(before), cell_len(after))
    )


def _chopped(parts: list[str], width: int) -> Iterator[str]:
    """Joins `parts` to stretches of at most `width` cells; one that is wider by itself stands alone."""
    stretch, used = "", 0
    for part in parts:
        size = _width_of_cluster(part)
        if stretch and used + size > width:
            yield stretch
            stretch, used = "", 0
        stretch += part
        used += size
    yield stretch
