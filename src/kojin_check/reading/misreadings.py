"""Typing slips that YAML reads without complaint, as something else than was meant.

A section whose colons are full-width is one long text to YAML, a list of ・ is one, and `[○、−]` has
a single entry. Only where something else stands than the file's outline has there (`oddities`) are the
lines looked at, so a text that is meant to be one is never touched, whatever colons and bullets it has.

To explain one more, put a function marked `@misreading` into a module of `kojin_check.reading.pitfalls`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from kojin_check.reading.lines import split_line
from kojin_check.reading.oddities import Oddity
from kojin_check.reading.outline import Marks
from kojin_check.reading.pitfall import Proposal
from kojin_check.reading.ranked import Ranked
from kojin_check.reading.repaired import Repaired
from kojin_check.reading.tree import Entry, Node, ScalarNode

Alternatives: TypeAlias = tuple[Proposal, ...]
"""Ways to put the same slips right, the likeliest first."""

Misreading: TypeAlias = Callable[[Oddity, Repaired, Marks], Alternatives | None]
"""Gives the slips that made an oddity what it is; None where it is of a kind that the function does not know."""

_MISREADINGS: Ranked[Misreading] = Ranked()

_MOST_LINES = 2_000
"""How many lines of one text are looked at."""


def misreading(*, rank: int) -> Callable[[Misreading], Misreading]:
    """Registers the decorated function.

    Args:
        rank: the function of the lowest rank that knows the kind of oddity is the one that counts.
    """
    return _MISREADINGS.add(rank)


def alternatives(odd: Oddity, repaired: Repaired, marks: Marks) -> Alternatives:
    """Gives the slips that made `odd` what it is, put right in one way or another; empty where there are none.

    Importing `kojin_check.reading.pitfalls` is what makes them known.

    Args:
        odd: found in the tree that was read from `repaired`.
        repaired: the text, with its own positions.
        marks: those of the form that is filled in there.
    """
    found = (explain(odd, repaired, marks) for explain in _MISREADINGS)
    return next((ways for ways in found if ways is not None), ())


def first_line(node: Node) -> int:
    """Gives the number of the line on which `node` begins."""
    return node.start.line + 1


def line_numbers(node: ScalarNode) -> range:
    """Gives the numbers of the lines that a text stands on, as far as they are looked at."""
    return range(node.start.line + 1, node.end.line + 2)[:_MOST_LINES]


def last_line(entry: Entry, repaired: Repaired) -> int:
    """Gives the number of the last line of an entry; a block collection ends where the next thing begins."""
    end = entry.value.end
    return end.line + 1 if repaired.line(end.line + 1)[: end.column].strip() else end.line


def begins_line(node: Node, repaired: Repaired) -> bool:
    """True when only indentation and dashes stand before `node`."""
    return split_line(repaired.line(first_line(node))).body == node.start.column


def is_lone_key_in_braces(odd: Oddity, repaired: Repaired) -> bool:
    """True when the odd key stands in braces and has no value: it may hold that too, as in `{name：結合}`."""
    owner = odd.owner
    if owner is None or odd.value is not None or owner.start.line != owner.end.line:
        return False
    value = owner.entries[odd.key].value
    is_in_braces = repaired.line(first_line(owner)).startswith("{", owner.start.column)
    return is_in_braces and isinstance(value, ScalarNode) and value.is_blank
