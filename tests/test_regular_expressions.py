"""No regular expression of the package takes time that grows faster than what it reads."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from time import process_time
from typing import Any

from tests.conftest import ROOT

import kojin_check

PACKAGE = ROOT / "src" / "kojin_check"
SIZE = 1_500
FACTOR = 4
MOST_GROWTH = 2.5 * FACTOR
"""Of what is linear, with room for an uneven machine; what is quadratic grows by the square of `FACTOR`."""
NOTICEABLE = 0.004
"""Seconds below which a clock tells nothing of growth."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(kojin_check.__path__, "kojin_check."):
        if module.name != "kojin_check.__main__":
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield f"{module.name}.{name}", value


CATEGORIES = {
    constants.CATEGORY_SPACE: " \t\n\u2002",
    constants.CATEGORY_DIGIT: "0",
    constants.CATEGORY_WORD: "a0",
    constants.CATEGORY_NOT_SPACE: "a",
    constants.CATEGORY_NOT_DIGIT: "a",
    constants.CATEGORY_NOT_WORD: " -",
}


def characters(parsed: Any) -> Iterator[str]:
    """The characters that a pattern names, and one of each kind that it names."""
    for operator, argument in parsed:
        if operator in (constants.LITERAL, constants.NOT_LITERAL):
            yield chr(argument)
        elif operator is constants.RANGE:
            yield chr(argument[0])
        elif operator is constants.CATEGORY:
            yield from CATEGORIES[argument]
        elif operator is constants.ANY:
            yield "a"
        else:
            yield from characters_within(argument)


def characters_within(argument: Any) -> Iterator[str]:
    if isinstance(argument, parser.SubPattern) or (
        isinstance(argument, list) and argument and isinstance(argument[0], tuple)
    ):
        yield from characters(argument)
    elif isinstance(argument, tuple | list):
        for part in argument:
            yield from characters_within(part)


def seconds(pattern: re.Pattern[str], text: str, searches: bool) -> float:
    """The shortest of three tries: what else the machine does only makes it longer."""

    def once() -> float:
        start = process_time()
        for _ in pattern.finditer(text) if searches else ():
            pass
        pattern.match(text)
        pattern.match(text, 1)
        pattern.fullmatch(text)
        return process_time() - start

    return min(once() for _ in range(3))


def grows_too_fast(pattern: re.Pattern[str], character: str, searches: bool = True) -> bool:
    runs = [f"○{character * size}\u0000" for size in (SIZE, SIZE * FACTOR)]
    large = seconds(pattern, runs[1], searches)
    return large > NOTICEABLE and large > MOST_GROWTH * seconds(pattern, runs[0], searches)


def searched() -> frozenset[str]:
    """The names of the patterns that are looked for anywhere in a text; others are only held against one place."""
    sources = "".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    return frozenset(re.findall(r"\b(\w+)\.(?:search|finditer|findall|sub|subn|split)\b", sources))


def test_knows_a_pattern_that_grows_too_fast() -> None:
    assert grows_too_fast(re.compile(r"\s*[\r\n]\s*"), " ")
    assert not grows_too_fast(re.compile(r"[ \t]+"), " ")


def test_every_pattern_takes_long_runs_of_its_own_characters() -> None:
    found = dict(patterns())
    anywhere = searched()
    assert found
    slow = {
        f"{name} on U+{ord(character):04X}"
        for name, pattern in found.items()
        for character in dict.fromkeys(characters(parser.parse(pattern.pattern, pattern.flags)))
        if grows_too_fast(pattern, character, name.rpartition(".")[2] in anywhere)
    }

    assert slow == set()
