"""What a file format has at each place: a text, a list or a mapping with these keys.

YAML reads some typing slips without complaint, as something else: a mapping whose colons are
full-width is one long text. Only who knows what belongs there can tell such a text from one that is
meant, so the reader is given the outline of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType


class Shape(Enum):
    """What belongs at a place."""

    TEXT = "text"
    LIST = "list"
    MAPPING = "mapping"
    TEXT_OR_MAPPING = "text or mapping"
    """A short answer, or the same with more to it: `○`, `{mark: ○, note: …}`. Its text has one line."""
    ANY = "any"


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
