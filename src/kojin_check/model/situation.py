"""The situations that matters can be in, as far as conditions can tell them apart.

Conditions speak of `media` (a non-empty set of the version's words), of `subcontracts`, and of the
facts that the version declares. Trying out every combination of what some conditions mention tells
whether one can ever hold, always holds, or leaves a gap.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, combinations, product
from math import prod
from typing import NamedTuple

from kojin_check.model.checklist import VersionDefinition
from kojin_check.model.condition import MEDIA, SUBCONTRACTS, Asks, Condition, Facts, FactValue, Test

_FLAG_VALUES = ("true", "false")
_MOST_SITUATIONS = 2**14
"""More combinations than those of 14 yes-or-no choices are not tried."""


class Vocabulary(NamedTuple):
    """The facts of a version, with the values that they can have."""

    media: tuple[str, ...]
    flags: tuple[str, ...]
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The facts that are answered with one of some words, each with these."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of all facts that a matter can declare."""
        return (*((MEDIA,) if self.media else ()), SUBCONTRACTS, *self.flags, *dict(self.words))

    def values(self, fact: str) -> tuple[str, ...]:
        """Gives the words that a condition may hold `fact` against; none for an unknown fact."""
        if fact == MEDIA:
            return self.media
        return dict(self.words).get(fact) or (_FLAG_VALUES if fact in self.facts else ())

    def knows(self, test: Test) -> bool:
        """True when the fact and every value of `test` are known; answers are no facts."""
        return test.asks is Asks.FACT and set(test.values) <= set(self.values(test.name))

    def understands(self, *conditions: Condition | None) -> bool:
        """True when every test of every condition is known; what is None asks for nothing."""
        return all(self.knows(test) for condition in conditions if condition is not None for test in condition.tests)


def vocabulary_of(definition: VersionDefinition) -> Vocabulary:
    """Gives the facts that `version.yaml` declares."""
    facts = definition.facts
    return Vocabulary(
        tuple(definition.media),
        tuple(name for name, fact in facts.items() if not fact.values),
        tuple((name, tuple(fact.values)) for name, fact in facts.items() if fact.values),
    )


def described(situation: Facts) -> str:
    """Gives `situation` as a matter would declare it, for messages in any language: `media: 紙媒体、subcontracts: []`."""
    return "、".join(f"{fact}: {_declared(fact, value)}" for fact, value in situation.items())


def _declared(fact: str, value: FactValue) -> str:
    match fact, value:
        case name, tuple():
            return f"[{', '.join(value)}]" if name == MEDIA else "、".join(value)
        case name, bool() if name == SUBCONTRACTS:
            return "[…]" if value else "[]"
        case _:
            return "true" if value else "false"


def situations(vocabulary: Vocabulary, *conditions: Condition | None) -> tuple[Facts, ...] | None:
    """Gives every situation that the conditions tell apart; a matter is in exactly one of them.

    Each declares all facts that the conditions mention, and only those. Media that none of them
    mentions are all alike to them: one stands for all. None when there are more than can be tried.
    """
    return _situations(vocabulary, tuple(condition for condition in conditions if condition is not None))


def where(vocabulary: Vocabulary, given: Condition | None, *conditions: Condition | None) -> tuple[Facts, ...] | None:
    """Gives the situations, told apart by all of the conditions, in which `given` holds; without it, all of them.

    None when there are more than can be tried.
    """
    found = situations(vocabulary, given, *conditions)
    if found is None or given is None:
        return found
    return tuple(situation for situation in found if given.holds(situation))


@lru_cache(maxsize=1024)
def _situations(vocabulary: Vocabulary, conditions: tuple[Condition, ...]) -> tuple[Facts, ...] | None:
    tests = [test for condition in conditions for test in condition.tests]
    mentioned = {test.name for test in tests}
    media = _distinguished(vocabulary, tests) if MEDIA in mentioned else ()
    others = [fact for fact in vocabulary.facts if fact in mentioned and fact != MEDIA]
    choices: dict[str, tuple[FactValue, ...]] = {fact: _values(vocabulary, fact) for fact in others}
    if 2 ** len(media) * prod(map(len, choices.values())) > _MOST_SITUATIONS:
        return None
    if media:
        choices = {MEDIA: _non_empty_subsets(media), **choices}
    return tuple(dict(zip(choices, values, strict=True)) for values in product(*choices.values()))


def _values(vocabulary: Vocabulary, fact: str) -> tuple[FactValue, ...]:
    words = dict(vocabulary.words).get(fact)
    return tuple((word,) for word in words) if words else (True, False)


def _distinguished(vocabulary: Vocabulary, tests: Iterable[Test]) -> tuple[str, ...]:
    mentioned = {value for test in tests if test.name == MEDIA for value in test.values}
    others = [medium for medium in vocabulary.media if medium not in mentioned]
    return tuple(medium for medium in vocabulary.media if medium in mentioned or medium in others[:1])


def _non_empty_subsets(media: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(chain.from_iterable(combinations(media, size) for size in range(1, len(media) + 1)))
