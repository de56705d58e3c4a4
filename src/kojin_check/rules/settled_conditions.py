"""Conditions of a version that decide nothing, because they hold in every situation or in none; tried exhaustively."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kojin_check.model.condition import Condition
from kojin_check.model.situation import Vocabulary, where
from kojin_check.reading.tree import Route
from kojin_check.rules.lint_rule import AnyFile, Edition, LocatedItem


@dataclass(frozen=True, slots=True)
class SettledCondition:
    """A condition whose outcome is known beforehand."""

    holds: bool
    """True when it always holds, False when it never does."""
    file: AnyFile
    route: Route
    item: LocatedItem | None = None
    """The item whose condition it is, where it is settled only for matters that use the checklist."""


def settled_conditions(edition: Edition) -> Iterator[SettledCondition]:
    """Yields those that are settled for every matter, then those of items that are for the matters of their checklist.

    Passes over what cannot be tried: unknown facts, and more situations than can be gone through.
    """
    if not edition.has_vocabulary:
        return
    vocabulary = edition.vocabulary
    for file, route, condition in edition.conditions():
        outcomes = _outcomes(vocabulary, None, condition)
        if len(outcomes) == 1:
            yield SettledCondition(outcomes.pop(), file, route)
    for checklist in edition.checklists:
        applies = checklist.content.applies
        for located in edition.items(checklist) if applies is not None else ():
            when = located.item.when
            if when is not None and len(_outcomes(vocabulary, None, when)) == 2:
                outcomes = _outcomes(vocabulary, applies, when)
                if len(outcomes) == 1:
                    yield SettledCondition(outcomes.pop(), checklist, (*located.route, "when"), located)


def _outcomes(vocabulary: Vocabulary, given: Condition | None, condition: Condition) -> set[bool]:
    """What the condition comes to in the situations in which `given` holds; empty where they cannot be tried."""
    if not vocabulary.understands(given, condition):
        return set()
    return {condition.holds(situation) is True for situation in where(vocabulary, given, condition) or ()}
