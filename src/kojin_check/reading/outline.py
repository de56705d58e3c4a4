"""What a file format has at each place: a text, a list or a mapping with these keys.

YAML reads some typing slips without complaint, as something else: a mapping whose colons are
full-width is one long text. Only who knows what belongs there can tell such a text from one that is
meant, so the reader is given the outline of the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

_OPENING = ("（", "(")
_QUOTES = "\"'“”＂「」‘’＇"
_VARIATION_SELECTORS = "\ufe0e\ufe0f"


class Shape(Enum):
    """What belongs at a place."""

    TEXT = "text"
    LIST = "list"
    MAPPING = "mapping"
    TEXT_OR_MAPPING = "text or mapping"
    """A short answer, or the same with more to it: `○`, `{mark: ○, note: …}`. Its text has one line."""
    ANY = "any"


class Marks(NamedTuple):
    """The marks that a form offers, so that one is known where it is read."""

    offered: tuple[str, ...] = ()
    """In the form's order."""
    typed: Mapping[str, str] = MappingProxyType({})
    """What people type for a mark, as `folded` gives it: its spellings and its label → the mark."""

    @property
    def dash(self) -> str:
        """The mark for which `-` is typed; empty when the form has none."""
        return self.typed.get("-", "")

    def of(self, answer: str) -> str:
        """Gives the mark of an answer that is one, alone or before its reason in parentheses; else nothing."""
        opening = min((at for at in map(answer.find, _OPENING) if at >= 0), default=len(answer))
        return self.typed.get(folded(answer)) or self.typed.get(folded(answer[:opening]), "")

    def begin(self, answer: str) -> bool:
        """True when an answer begins with a mark, whatever follows; one that is a word must end where the word ends."""
        if self.of(answer):
            return True
        whole = folded(answer)
        return any(
            whole.startswith(typed) and not (typed[-1].isalpha() and whole[len(typed) :][:1].isalpha())
            for typed in self.typed
        )


def folded(typed: str) -> str:
    """Gives what was typed for a mark without what does not tell it from others: width, case, quotes around it."""
    bare = typed.strip().strip(_QUOTES).rstrip(_VARIATION_SELECTORS)
    return unicodedata.normalize("NFKC", bare).strip().casefold()


MarksOf: TypeAlias = Callable[[str, int], Marks]
"""Gives the marks of a version's checklist; of everything that comes into question where either is unknown."""


def no_marks(_version: str, _checklist: int) -> Marks:
    """The marks of a file that has no answers."""
    return Marks()


def no_outline(_version: str) -> Outline | None:
    """Nothing more: a file that no form has any part in."""
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """What belongs at a place, and at the places in it."""

    shape: Shape
    keys: Mapping[str, Outline] = field(default_factory=lambda: MappingProxyType({}))
    """The keys of a mapping that are known in advance."""
    each: Outline | None = None
    """The entries of a list, or the values under keys that are not known in advance."""
    required: frozenset[str] = frozenset()
    """Those of `keys` that must be written."""
    marks_of: MarksOf = no_marks
    """Of the file as a whole: the marks with which its answers are written."""
    of_version: Callable[[str], Outline | None] = no_outline
    """Of the file as a whole: what more there is in it where the form is that of this version; None for nothing more."""
    takes_text: bool = field(init=False)
    """True when a text belongs there, or may; known beforehand because it is asked of every value of every file."""

    def __post_init__(self) -> None:
        """Fills in what follows from the shape."""
        object.__setattr__(self, "takes_text", self.shape in (Shape.TEXT, Shape.TEXT_OR_MAPPING))

    def below(self, step: str | int) -> Outline:
        """Gives the outline of what stands under a key or in a list; of shape ANY where nothing is known of it."""
        return (self.keys.get(step) if isinstance(step, str) else None) or self.each or ANYTHING


ANYTHING = Outline(Shape.ANY)
"""The outline of a file of which nothing is known."""
