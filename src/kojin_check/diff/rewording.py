"""Where two wordings of a text differ, passage by passage, as a reader would mark it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from kojin_check.regex import regex

_UNIT = regex(r"[0-9０-９]+|[A-Za-zＡ-Ｚａ-ｚ]+|.", re.DOTALL)
"""A number or a Latin word changes as a whole: of 10日 → 11日 nobody marks only the last digit."""

_LONGEST_COINCIDENCE = 2
"""Equal stretches up to this many units say nothing when they stand between longer changes."""

_MOST_UNITS = 500
"""Longer texts are compared only from both ends, because the time for the rest grows with its square."""


class Passage(NamedTuple):
    """A stretch of one wording."""

    text: str
    changed: bool
    """True where the other wording has something else, or nothing."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Both wordings in passages; joined, the passages of a side are its text."""

    old: tuple[Passage, ...]
    new: tuple[Passage, ...]


class _Stretch(NamedTuple):
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return self.old != self.new

    @property
    def length(self) -> int:
        return max(len(self.old), len(self.new))


@lru_cache(maxsize=1024)
def reword(old: str, new: str) -> Rewording:
    """Gives where `old` and `new` differ, character by character (numbers and Latin words as a whole).

    Stretches that are equal by chance within a longer change count as changed: 指導する → させる is one
    change, not three around a shared する.
    """
    stretches = _without_coincidences(list(_stretches(tuple(_UNIT.findall(old)), tuple(_UNIT.findall(new)))))
    return Rewording(
        tuple(_passages((stretch.old, stretch.changed) for stretch in stretches)),
        tuple(_passages((stretch.new, stretch.changed) for stretch in stretches)),
    )


def _passages(side: Iterable[tuple[tuple[str, ...], bool]]) -> Iterator[Passage]:
    """The stretches of one side as passages; where one is empty there, its neighbours become one."""
    filled = ((units, changed) for units, changed in side if units)
    for changed, stretches in groupby(filled, lambda stretch: stretch[1]):
        yield Passage("".join(unit for units, _ in stretches for unit in units), changed)


def _stretches(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[_Stretch]:
    """Equal and changed stretches in turn."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    if head:
        yield _Stretch(old[:head], new[:head])
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(len(inner_old), len(inner_new)) > _MOST_UNITS:
        yield _Stretch(inner_old, inner_new)
    else:
        matcher = SequenceMatcher(None, inner_old, inner_new, autojunk=False)
        for _, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            yield _Stretch(inner_old[old_from:old_to], inner_new[new_from:new_to])
    if tail:
        yield _Stretch(old[len(old) - tail :], new[len(new) - tail :])


def _without_coincidences(stretches: list[_Stretch]) -> list[_Stretch]:
    """Joins changes over short equal stretches that are no longer than the changes on either side of them."""
    at = 1
    while at < len(stretches) - 1:
        before, between, after = stretches[at - 1 : at + 2]
        if not between.changed and between.length <= min(before.length, after.length, _LONGEST_COINCIDENCE):
            joined = _Stretch(before.old + between.old + after.old, before.new + between.new + after.new)
            stretches[at - 1 : at + 2] = [joined]
            at = max(at - 1, 1)
        else:
            at += 1
    return stretches
