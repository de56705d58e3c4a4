"""Conditions on the facts of a matter, and on the answers to other items: true, false, or undecided.

What is not declared and not answered yet leaves a condition undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeAlias

from kojin_check.findings import Text
from kojin_check.model.word import Word, flag_word, with_guides
from kojin_check.reading.characters import quotation
from kojin_check.regex import regex
from kojin_check.similarity import nearest

FactValue: TypeAlias = bool | tuple[str, ...]
"""A flag, or the entries of a list fact such as `media`."""

Facts: TypeAlias = Mapping[str, FactValue]
"""What a matter declares; an undeclared fact is absent."""

Answered: TypeAlias = Mapping[str, tuple[str, ...]]
"""The answers of one side: item id → its mark, or nothing where the item need not be answered. One that is still open,
or whose mark the form does not have, is absent."""

NO_ANSWERS: Answered = MappingProxyType({})
"""The answers of a side of which nothing is known."""

ANSWER = "answer"
"""The key of a condition below which answers to other items stand; no fact is called so."""

MEDIA = "media"
"""The list fact: on which media the data is handled."""
SUBCONTRACTS = "subcontracts"
"""The flag that follows from the list of subcontracts."""
BUILT_IN_FACTS = (MEDIA, SUBCONTRACTS)
"""The facts that every version has: a matter declares them under keys of their own, all others below `facts`."""


class Asks(Enum):
    """What a test asks for."""

    FACT = "fact"
    """A fact that the matter declares."""
    ANSWER = "answer"
    """The answer to another item of the same side."""


class Operator(Word):
    """What a fact must be, in relation to the values of a test."""

    EQUALS = "equals", Text("これと同じ、又はこれを含む", "Equal to it, or contains it")
    """Equal to the one value; for a list fact: contains it."""
    ANY_OF = "any_of", Text("どれか1つを含む", "Contains at least one of them")
    """Contains at least one of the values."""
    ALL_OF = "all_of", Text("全てを含む", "Contains all of them")
    """Contains every one of the values."""
    NONE_OF = "none_of", Text("どれも含まない", "Contains none of them")
    """Contains none of the values."""
    ONLY = "only", Text("これらのほかを含まない", "Contains nothing else")
    """Is not empty and contains nothing else than the values."""


_HOLDS: Mapping[Operator, Callable[[frozenset[str], frozenset[str]], bool]] = {
    Operator.EQUALS: lambda declared, wanted: wanted <= declared,
    Operator.ANY_OF: lambda declared, wanted: bool(wanted & declared),
    Operator.ALL_OF: lambda declared, wanted: wanted <= declared,
    Operator.NONE_OF: lambda declared, wanted: not wanted & declared,
    Operator.ONLY: lambda declared, wanted: bool(declared) and declared <= wanted,
}


@dataclass(frozen=True, slots=True)
class Test:
    """One fact, or the answer to one item, with what it must be."""

    __test__ = False  # Not a test case: keeps pytest from collecting the class.

    name: str
    """Of the fact, or the id of the item."""
    operator: Operator
    values: tuple[str, ...]
    """Texts; a flag's value is written `true` or `false`, an answer is a mark."""
    asks: Asks = Asks.FACT

    @property
    def route(self) -> tuple[str, ...]:
        """Where the test stands in its condition."""
        return (self.name,) if self.asks is Asks.FACT else (ANSWER, self.name)

    def holds(self, facts: Facts, answers: Answered = NO_ANSWERS) -> bool | None:
        """Gives whether the test holds, or None when the fact is not declared or the answer is open."""
        value = (facts if self.asks is Asks.FACT else answers).get(self.name)
        if value is None:
            return None
        declared = frozenset([_flag_text(value)] if isinstance(value, bool) else value)
        return _HOLDS[self.operator](declared, frozenset(self.values))


@dataclass(frozen=True, slots=True)
class Condition:
    """Tests joined by and."""

    tests: tuple[Test, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that the condition asks for, each once."""
        return tuple(dict.fromkeys(test.name for test in self.tests if test.asks is Asks.FACT))

    @property
    def answers(self) -> tuple[str, ...]:
        """The ids of the items whose answers the condition asks for, each once."""
        return tuple(dict.fromkeys(test.name for test in self.tests if test.asks is Asks.ANSWER))

    def holds(self, facts: Facts, answers: Answered = NO_ANSWERS) -> bool | None:
        """Gives true, false, or None while the declared facts and the answers do not decide it."""
        is_decided = True
        for test in self.tests:
            outcome = test.holds(facts, answers)
            if outcome is False:
                return False
            is_decided = is_decided and outcome is not None
        return True if is_decided else None

    def to_data(self) -> dict[str, object]:
        """Gives the condition as it is written in a checklist file, with flags as booleans."""
        data: dict[str, Any] = {}
        for test in self.tests:
            owner = data if test.asks is Asks.FACT else data.setdefault(ANSWER, {})
            if test.operator is Operator.EQUALS:
                owner[test.name] = _plain(test.values[0]) if test.asks is Asks.FACT else test.values[0]
            else:
                owner.setdefault(test.name, {})[test.operator.value] = list(test.values)
        return data


Meaning: TypeAlias = frozenset[tuple[tuple[str, ...], Operator, frozenset[str]]]
"""What a condition says: its tests."""


class UnfitConditionError(ValueError):
    """What is written has not the form of a condition."""

    def __init__(self, message: Text, hint: Text) -> None:
        """Keeps what is wrong and what to write instead, for whoever maintains the form."""
        super().__init__(message.en)
        self.message = message
        self.hint = hint


def parse_condition(data: object) -> Condition:
    """Reads the mapping of a checklist file, such as `{media: {any_of: [紙媒体]}}`.

    Raises:
        UnfitConditionError: when the mapping has another form.
    """
    if not isinstance(data, dict) or not data:
        raise _no_mapping(data)
    tests: list[Test] = []
    for name, wanted in data.items():
        if name != ANSWER:
            tests += _tests(name, wanted, Asks.FACT)
        elif isinstance(wanted, dict) and wanted:
            tests += (test for item, mark in wanted.items() for test in _tests(item, mark, Asks.ANSWER))
        else:
            raise _no_answer(wanted)
    return Condition(tuple(tests))


def _no_mapping(data: object) -> UnfitConditionError:
    typed = [data] if isinstance(data, str) else data if isinstance(data, list) else []
    tests = [_as_test(text) for text in typed if isinstance(text, str) and text.strip()]
    shape = f"{{{', '.join(tests) or '…: true'}}}"
    return UnfitConditionError(
        Text("条件は「事実: 値」の組で書きます。", "A condition is a mapping from a fact to what it must be."),
        Text(
            f"「{shape}」のように書いてください。媒体の条件なら「{{{MEDIA}: {{any_of: [媒体, 媒体]}}}}」です。",
            f"Write it like “{shape}”; on media it is “{{{MEDIA}: {{any_of: [medium, medium]}}}}”.",
        ),
    )


_IS = regex("[=＝:：]+")


def _as_test(text: str) -> str:
    """A text as a test: `クラウド = はい` is `クラウド: true`, and so is `クラウド` alone."""
    name, _, value = map(str.strip, _IS.sub("=", text, count=1).partition("="))
    return f"{quotation(name)}: {flag_word(value) or quotation(value) or 'true'}"


def _no_answer(wanted: object) -> UnfitConditionError:
    item = wanted.strip() if isinstance(wanted, str) and wanted.strip() else None
    return UnfitConditionError(
        Text(
            f"{ANSWER} には、同じ側の項目の id と、その回答の記号を書きます。",
            f"“{ANSWER}” takes the id of an item of the same side, and the mark of its answer.",
        ),
        Text(
            f"「{{{ANSWER}: {{{item or '項目の id'}: 記号}}}}」のように書いてください。",
            f"Write it like “{{{ANSWER}: {{{item or 'id of the item'}: mark}}}}”.",
        ),
    )


def equivalent(one: Condition | None, other: Condition | None) -> bool:
    """True when both conditions say the same, in whatever order and form they are written; None is no condition."""
    return meaning(one) == meaning(other)


def meaning(condition: Condition | None) -> Meaning:
    """Gives what a condition says, whatever the order and form in which it is written, to be compared; None is nothing."""
    return frozenset() if condition is None else frozenset(map(_test_meaning, condition.tests))


def _test_meaning(test: Test) -> tuple[tuple[str, ...], Operator, frozenset[str]]:
    # Of a single value, to equal it, to contain one of it and to contain all of it are the same.
    single = len(set(test.values)) == 1 and test.operator in (Operator.EQUALS, Operator.ANY_OF)
    return (test.route, Operator.ALL_OF if single else test.operator, frozenset(test.values))


def _tests(name: str, wanted: object, asks: Asks) -> tuple[Test, ...]:
    if isinstance(wanted, str | bool):
        value = _flag_text(wanted) if isinstance(wanted, bool) else wanted
        return (Test(name, Operator.EQUALS, (value,), asks),)
    if not isinstance(wanted, dict) or not wanted:
        raise _no_test(name, wanted)
    tests = []
    for operator, values in wanted.items():
        if operator not in _OPERATORS:
            raise _no_operator(name, operator)
        listed = [values] if isinstance(values, str) else values
        if not isinstance(listed, list) or not listed or not all(isinstance(value, str) for value in listed):
            raise _no_values(name, operator)
        tests.append(Test(name, Operator(operator), tuple(listed), asks))
    return tuple(tests)


_OPERATORS = tuple(word for word in Operator if word is not Operator.EQUALS)


def _no_test(name: str, wanted: object) -> UnfitConditionError:
    values = [value for value in wanted if isinstance(value, str)] if isinstance(wanted, list) else []
    if len(values) == 1:
        value = flag_word(values[0]) or values[0]
        return UnfitConditionError(
            Text(
                f"「{quotation(name)}」の値が1つなら、[ ] を付けません。", f"“{quotation(name)}”: one value has no [ ]."
            ),
            Text(f"「{{{name}: {value}}}」と書いてください。", f"Write “{{{name}: {value}}}”."),
        )
    listed = Text(", ".join(values) or "語, 語", ", ".join(values) or "word, word")
    return UnfitConditionError(
        Text(
            f"「{quotation(name)}」には、値を1つ書くか、値の一覧に any_of などを付けて書きます。",
            f"“{quotation(name)}” takes one value, or a list of values with any_of or the like.",
        ),
        Text(
            f"「{{{name}: {{any_of: [{listed.ja}]}}}}」のように書いてください。{_KNOWN_OPERATORS.ja}",
            f"Write it like “{{{name}: {{any_of: [{listed.en}]}}}}”. {_KNOWN_OPERATORS.en}",
        ),
    )


_GUIDES = with_guides(_OPERATORS)
_KNOWN_OPERATORS = Text(f"一覧に付けられるのは {_GUIDES.ja} です。", f"Known before a list: {_GUIDES.en}.")


def _no_operator(name: str, operator: str) -> UnfitConditionError:
    meant = nearest(operator, _OPERATORS)
    return UnfitConditionError(
        Text(
            f"「{quotation(name)}」の「{quotation(operator)}」という語はありません。",
            f"“{quotation(name)}”: there is no word “{quotation(operator)}” for conditions.",
        ),
        Text(
            (f"「{meant}」の間違いではありませんか。" if meant else "") + _KNOWN_OPERATORS.ja,
            (f"Did you mean “{meant}”? " if meant else "") + _KNOWN_OPERATORS.en,
        ),
    )


def _no_values(name: str, operator: str) -> UnfitConditionError:
    return UnfitConditionError(
        Text(
            f"「{quotation(name)}」の {operator} には、値の一覧を書きます。",
            f"“{quotation(name)}”: {operator} takes a list of values.",
        ),
        Text(
            f"「{{{name}: {{{operator}: [語, 語]}}}}」のように書いてください。",
            f"Write it like “{{{name}: {{{operator}: [word, word]}}}}”.",
        ),
    )


def _flag_text(value: bool) -> str:
    return "true" if value else "false"


def _plain(value: str) -> str | bool:
    return {"true": True, "false": False}.get(value, value)
