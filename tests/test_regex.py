"""An expression of a module is like one that `re.compile` gives, but is compiled when it is first used."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

from kojin_check.regex import regex


def test_finds_what_the_compiled_expression_finds() -> None:
    letters = regex("(?P<first>[a-z])[a-z]*", re.IGNORECASE)
    text = "One, two"

    assert [found["first"] for found in letters.finditer(text)] == ["O", "t"]
    assert letters.findall(text) == ["O", "t"]
    assert letters.sub("-", text) == "-, -"
    assert letters.split("1a2") == ["1", "a", "2"]
    assert letters.search(text, 3)
    assert letters.match(text, 5)
    assert not letters.fullmatch(text)
    assert letters.groupindex == {"first": 1}
    assert letters.flags == re.compile("", re.IGNORECASE).flags


def test_takes_bytes() -> None:
    assert regex(rb"^a", re.MULTILINE).findall(b"a\na") == [b"a", b"a"]


def test_compiles_when_it_is_first_used() -> None:
    wrong = regex("(")

    assert wrong.pattern == "("
    with pytest.raises(re.error):
        wrong.match("")


def test_does_not_compile_again(monkeypatch: pytest.MonkeyPatch) -> None:
    digits = regex("[0-9]+")
    assert digits.match("1")

    monkeypatch.setattr(re, "compile", None)

    assert digits.match("2")


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_a_copy_and_what_another_process_gets_is_the_same_expression(again: object) -> None:
    assert callable(again)
    digits = regex("[a-z]+", re.IGNORECASE)
    assert digits.fullmatch("A")

    copied = again(digits)

    assert copied.fullmatch("A")
    assert (copied.pattern, copied.flags) == (digits.pattern, digits.flags)
