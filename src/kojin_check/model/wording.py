"""Wordings held against each other: reasons of cases, and the patterns that find them, without width and spaces."""

from __future__ import annotations

import re
import unicodedata

from kojin_check.regex import regex

_SPACES = regex(r"\s+")
_SPACE_IN_PATTERN = regex(r"(?:\\s|\\?[\s\u3000])(?:[*+?]|\{\d*,?\d*\})?[?+]?")
"""A space, and how often it may stand: in what is searched there are none."""
_ESCAPED = regex(r"\\.", re.DOTALL)


def plain(text: str) -> str:
    """Gives `text` in NFKC and without spaces."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def plain_pattern(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Gives the pattern that finds in `plain` texts what `pattern` was written for.

    What is wide stands for the same in narrow letters, also where that has a meaning in patterns: （ is a character,
    no group. What cannot be written so is given back as it is.
    """
    if "\\" not in pattern.pattern and plain(pattern.pattern) == pattern.pattern:
        return pattern
    try:
        return re.compile(unicodedata.normalize("NFC", "".join(_pieces(pattern.pattern))), pattern.flags & ~re.UNICODE)
    except re.error:
        return pattern


def _pieces(written: str) -> list[str]:
    pieces: list[str] = []
    at, in_class = 0, False
    while at < len(written):
        space = None if in_class else _SPACE_IN_PATTERN.match(written, at)
        if space is not None:
            at = space.end()
        elif escaped := _ESCAPED.match(written, at):
            pieces.append(_narrow(escaped[0][1], in_class) if ord(escaped[0][1]) > 127 else escaped[0])
            at = escaped.end()
        else:
            character = written[at]
            in_class = (in_class or character == "[") and not (in_class and character == "]" and pieces[-1] != "[")
            pieces.append(character if ord(character) < 128 else _narrow(character, in_class))
            at += 1
    return pieces


def _narrow(character: str, in_class: bool) -> str:
    """A character of a pattern in NFKC, where it stands for itself; what becomes several is repeated as one."""
    narrow = unicodedata.normalize("NFKC", character)
    if unicodedata.combining(narrow[0]):
        return narrow  # It goes together with what stands before it.
    literal = "".join(re.escape(one) if ord(one) < 128 else one for one in narrow)
    return literal if len(narrow) == 1 or in_class else f"(?:{literal})"
