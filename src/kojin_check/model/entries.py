"""Lists of data items or data subjects, held against one another entry by entry."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from kojin_check.reading.tree import Route
from kojin_check.similarity import folded, nearest


class ListEntry(NamedTuple):
    """One entry of a list."""

    route: Route
    text: str
    folded: str
    """The text as it is compared: width and spaces do not matter."""


def entries(route: Route, texts: Sequence[str]) -> Iterator[ListEntry]:
    """Yields the entries of the list at `route`; those left blank, or that could not be read, are no entries."""
    for at, text in enumerate(texts):
        compared = folded(text)
        if compared:
            yield ListEntry((*route, at), text, compared)


class Known:
    """The entries that a list is held against, without those that only differ in width or spaces."""

    def __init__(self, known: Iterator[ListEntry]) -> None:
        self._by_folded: dict[str, ListEntry] = {}
        for entry in known:
            self._by_folded.setdefault(entry.folded, entry)

    def __bool__(self) -> bool:
        return bool(self._by_folded)

    def __len__(self) -> int:
        return len(self._by_folded)

    @property
    def compared(self) -> Collection[str]:
        """The entries as they are compared."""
        return self._by_folded.keys()

    def __contains__(self, entry: ListEntry) -> bool:
        return entry.folded in self._by_folded

    def most_like(self, entry: ListEntry) -> ListEntry | None:
        """Gives the entry that `entry` is most likely meant for, or None when none is like it."""
        meant = nearest(entry.folded, self._by_folded)
        return None if meant is None else self._by_folded[meant]


class Likeness:
    """Finds near matches, up to a limit for a whole case.

    Comparing texts letter by letter is slow, and lists of thousands of entries are no lists that a
    person would go through by near matches.
    """

    def __init__(self, limit: int = 2_000) -> None:
        """Takes how many pairs of entries of up to 40 characters are compared; longer ones count more."""
        self._left = limit

    def most_like(self, entry: ListEntry, known: Known) -> ListEntry | None:
        """Gives the known entry most like `entry`; None when there is none, or the limit is used up."""
        if self._left < 0:
            return None
        self._left -= sum(1 + len(entry.folded[:200]) * len(other[:200]) // 1600 for other in known.compared)
        return known.most_like(entry) if self._left >= 0 else None
