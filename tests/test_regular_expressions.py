"""No regular expression of the package takes time that grows faster than what it reads."""

from __future__ import annotations

import ast
import pkgutil
import re
from collections.abc import Iterator, Mapping
from enum import Enum, EnumMeta
from importlib import import_module
from itertools import permutations
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from time import process_time
from typing import Any

from tests.conftest import ROOT

import kojin_check
from kojin_check.regex import CompiledWhenUsed

PACKAGE = ROOT / "src" / "kojin_check"
SIZE = 1_500
FACTOR = 4
MOST_MIXED = 5
"""Characters of a pattern that are also tried in runs of two."""
MOST_GROWTH = 2.5 * FACTOR
"""Of what is linear, with room for an uneven machine; what is quadratic grows by the square of `FACTOR`."""
NOTICEABLE = 0.004
"""Seconds below which a clock tells nothing of growth."""


OTHER_PEOPLES = ("model/patterns.py", "model/pattern_trial.py", "model/wording.py", "diff/affected.py")
"""Modules that search with expressions of a checklist version, which are tried out before."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(kojin_check.__path__, "kojin_check."):
        if module.name != "kojin_check.__main__":
            for name, value in vars(import_module(module.name)).items():
                for number, pattern in enumerate(patterns_in(value)):
                    yield f"{module.name}.{name}" + (f" {number}" if number else ""), pattern
    yield from written_within_functions()


def patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    """Those that a module holds as such, in a table or in an enumeration."""
    if isinstance(value, CompiledWhenUsed):
        yield from patterns_in(re.compile(value.pattern, value.flags))
    elif isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from (*patterns_in(key), *patterns_in(inner))
    elif isinstance(value, tuple | list | set | frozenset):
        for inner in value:
            yield from patterns_in(inner)
    elif isinstance(value, EnumMeta):
        members: Mapping[str, Enum] = value.__members__
        for member in members.values():
            yield from patterns_in(member.value)


def written_within_functions() -> Iterator[tuple[str, re.Pattern[str]]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        for call in calls_within_functions(path):
            match call:
                case ast.Call(ast.Attribute(ast.Name("re"), _), [ast.Constant(str(text)), *_]):
                    yield f"{name}:{call.lineno}", re.compile(text)


def calls_within_functions(path: Path) -> Iterator[ast.Call]:
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef | ast.Lambda):
            yield from (node for node in ast.walk(function) if isinstance(node, ast.Call))


def test_an_expression_that_is_made_while_the_program_runs_is_other_peoples() -> None:
    """Whatever is made of parts is made once, where its module begins, and so is found here."""
    made = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in calls_within_functions(path):
            match call:
                case ast.Call(ast.Attribute(ast.Name("re"), name), [argument, *_]) if name != "escape":
                    if not isinstance(argument, ast.Constant):
                        made.add(path.relative_to(PACKAGE).as_posix())
                case ast.Call(ast.Name("regex")):
                    made.add(path.relative_to(PACKAGE).as_posix())

    assert made == {*OTHER_PEOPLES, "regex.py"}


def statements_of_modules() -> Iterator[tuple[str, ast.stmt]]:
    """What runs when a module is imported, but for its classes and functions, with the name of the module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        for statement in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(statement, ast.FunctionDef | ast.ClassDef):
                yield module, statement


def test_an_expression_of_a_module_is_compiled_when_it_is_used() -> None:
    """Not while the program starts, which uses few of those that it imports."""
    compiled = {
        f"{module}:{statement.lineno}"
        for module, statement in statements_of_modules()
        for node in ast.walk(statement)
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "re.compile"
    }

    assert compiled == set()


def test_finds_each_expression_that_a_module_names() -> None:
    named = set()
    for module, statement in statements_of_modules():
        match statement:
            case ast.Assign([ast.Name(name)], ast.Call(ast.Name("regex"), [argument, *_])):
                if not (isinstance(argument, ast.Constant) and isinstance(argument.value, bytes)):
                    named.add(f"{module}.{name}")

    assert named
    assert named - {name for name, _ in patterns()} == set()


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
    start = process_time()
    for _ in pattern.finditer(text) if searches else ():
        pass
    pattern.match(text)
    pattern.match(text, 1)
    pattern.fullmatch(text)
    return process_time() - start


def grows_too_fast(pattern: re.Pattern[str], piece: str, searches: bool = True) -> bool:
    """Whether the time for a text of so many pieces grows by much more than the text does."""
    short, long = (f"○{piece * (size // len(piece))}\u0000" for size in (SIZE, SIZE * FACTOR))
    if seconds(pattern, long, searches) <= NOTICEABLE:
        return False
    # The shortest of three tries: what else the machine does only makes it longer.
    smaller, larger = (min(seconds(pattern, text, searches) for _ in range(3)) for text in (short, long))
    return larger > NOTICEABLE and larger > MOST_GROWTH * smaller


def pieces(pattern: re.Pattern[str]) -> Iterator[str]:
    """Each character of the pattern, and each two of the first of them: a run of the one, then one of the other."""
    own = tuple(dict.fromkeys(characters(parser.parse(pattern.pattern, pattern.flags))))
    yield from own
    for one, other in permutations(own[:MOST_MIXED], 2):
        yield one + other


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
        f"{name} on {piece!a}"
        for name, pattern in found.items()
        for piece in pieces(pattern)
        if grows_too_fast(pattern, piece, ":" in name or name.rpartition(".")[2].split()[0] in anywhere)
    }

    assert slow == set()
