"""Regular expressions that other people write: read within limits, and tried out before anything is held against them."""

from __future__ import annotations

import json
import re
import sys
import warnings
from collections.abc import Sequence
from functools import lru_cache

from kojin_check.model import pattern_trial
from kojin_check.regex import regex

MOST_CHARACTERS = 200
"""Of an expression."""
_PATIENCE = 5
"""Seconds for all expressions of a version; trying one out takes a few hundredths."""
_MOST_TRIALS = 3
"""How many expressions may never end before the rest is not tried out any more."""


_BY_NUMBER = regex(r"\\[xuUN]")


class UnfitExpressionError(ValueError):
    """A text that cannot be used as a regular expression."""


def expression(text: str) -> re.Pattern[str]:
    """Reads a regular expression.

    Raises:
        UnfitExpressionError: when it is none, is too long, gives characters by their numbers, or later releases of
            Python would read it in another way.
    """
    if len(text) > MOST_CHARACTERS:
        raise UnfitExpressionError(f"{len(text)} characters")
    if by_number := _BY_NUMBER.search(text):
        # Nobody who reads the version sees what it means; nor does whoever tries it out.
        raise UnfitExpressionError(f"{by_number[0]} at position {by_number.start()}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return re.compile(text)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        raise UnfitExpressionError(str(error)) from error


@lru_cache(maxsize=64)
def slow_ones(expressions: tuple[str, ...]) -> frozenset[str]:
    """Gives those on which a search can take much longer than the text is long; where there are too many, all that are left.

    They are tried out in a process of their own, which is ended where one never ends. Where there are no processes (in a
    browser), nobody else can be kept waiting, and none counts as slow.
    """
    slow: list[str] = []
    left = expressions
    for _ in range(_MOST_TRIALS):
        if not left:
            return frozenset(slow)
        try:
            told = _told(left)
        except OSError:
            return frozenset()
        slow += (one for one, word in zip(left, told, strict=False) if word == "slow")
        slow += left[len(told) : len(told) + 1]  # The one that never ended.
        left = left[len(told) + 1 :]
    return frozenset((*slow, *left))


def _told(expressions: Sequence[str]) -> list[str]:
    """What is told of the expressions, up to the first that never ends."""
    asked = "".join(f"{json.dumps(one)}\n" for one in expressions)
    command = [sys.executable, "-I", "-S", pattern_trial.__file__]
    import subprocess

    try:
        done = subprocess.run(command, input=asked.encode("ascii"), capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired as expired:
        return (expired.stdout or b"").decode("ascii").split()
    return done.stdout.decode("ascii").split()
