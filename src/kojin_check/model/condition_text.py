"""Conditions in words, for people who do not read YAML."""

from __future__ import annotations

from kojin_check.findings import Text
from kojin_check.model.condition import MEDIA, SUBCONTRACTS, Asks, Condition, Operator, Test

_FLAGS = ("true", "false")
_FACTS = {MEDIA: Text("取扱媒体", "media"), SUBCONTRACTS: Text("さらに委託する先", "subcontracts")}
_SUBCONTRACTS = {
    "true": Text("さらに委託する先がある", "there is a subcontract"),
    "false": Text("さらに委託する先がない", "there is no subcontract"),
}


def fact_name(fact: str) -> Text:
    """Gives what people call a fact: a version's own flags as it names them, the others in words."""
    return _FACTS.get(fact, Text(fact, fact))


def in_words(condition: Condition) -> Text:
    """Gives `condition` as the end of a sentence that begins 「必要なのは…」 / “needed when …”."""
    parts = [_test_in_words(test) for test in condition.tests]
    return Text("、かつ、".join(part.ja for part in parts) + "とき", " and ".join(part.en for part in parts))


def _test_in_words(test: Test) -> Text:
    if test.asks is Asks.ANSWER:
        return _word_in_words(Text(f"「{test.name}」の回答", f"the answer to “{test.name}”"), test)
    if test.operator is Operator.EQUALS and test.values[0] in _FLAGS:
        return _flag_in_words(test.name, test.values[0])
    if test.name not in _FACTS:
        return _word_in_words(Text(f"「{test.name}」", f"“{test.name}”"), test)
    fact = fact_name(test.name)
    names_ja = "".join(f"「{value}」" for value in test.values)
    names_en = ", ".join(f"“{value}”" for value in test.values)
    match test.operator:
        case Operator.EQUALS:
            return Text(f"{fact.ja}に{names_ja}がある", f"{fact.en} has {names_en}")
        case Operator.ANY_OF if len(test.values) == 1:
            return Text(f"{fact.ja}に{names_ja}がある", f"{fact.en} has {names_en}")
        case Operator.ANY_OF:
            return Text(f"{fact.ja}に{names_ja}のいずれかがある", f"{fact.en} has any of {names_en}")
        case Operator.ALL_OF:
            return Text(f"{fact.ja}に{names_ja}の全てがある", f"{fact.en} has all of {names_en}")
        case Operator.NONE_OF:
            return Text(f"{fact.ja}に{names_ja}のいずれもない", f"{fact.en} has none of {names_en}")
        case Operator.ONLY:
            return Text(f"{fact.ja}が{names_ja}だけの", f"{fact.en} has nothing but {names_en}")


def _word_in_words(asked: Text, test: Test) -> Text:
    """A test of what is answered with one word."""
    names_ja = "".join(f"「{value}」" for value in test.values)
    names_en = " or ".join(f"“{value}”" for value in test.values)
    several = len(test.values) > 1
    if test.operator is Operator.NONE_OF:
        return Text(f"{asked.ja}が{names_ja}{'のどれでも' if several else 'で'}ない", f"{asked.en} is not {names_en}")
    return Text(f"{asked.ja}が{names_ja}{'のどれか' if several else ''}である", f"{asked.en} is {names_en}")


def _flag_in_words(fact: str, value: str) -> Text:
    if fact == "subcontracts":
        return _SUBCONTRACTS[value]
    if value == "true":
        return Text(f"「{fact}」に当たる", f"“{fact}” applies")
    return Text(f"「{fact}」に当たらない", f"“{fact}” does not apply")
