"""What one line of a YAML block is made of: indentation, dashes, key, value, comment."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

LONGEST_LINE = 5_000
"""Longer lines are text and are not taken apart."""

_QUOTES = ('"', "'")
_LONGEST_KEY = 60
_COLONS = (":", "：", "︓", "﹕", "꞉", "∶")
_NOT_IN_KEYS = frozenset("。\"'[]{}（(「『“#＃,")
"""What no key of a case has before the colon; a sentence may."""


_FLOW = {"[": "]", "{": "}"}


def flow_end(text: str) -> int:
    """Gives where the list or mapping in brackets ends with which `text` begins; 0 where it begins with none.

    Only one that is closed on the line and in which every bracket has its counterpart counts.
    """
    expected: list[str] = []
    at = 0
    while at < len(text):
        character = text[at]
        if character in _QUOTES and text[:at].rstrip()[-1:] in ("[", "{", ",", ":"):
            closing = closing_quote(text, at)
            if closing < 0:
                return 0
            at = closing
        elif character in _FLOW:
            expected.append(_FLOW[character])
        elif expected and character == expected[-1]:
            expected.pop()
        elif character in _FLOW.values():
            return 0
        at += 1
        if not expected:
            return at if text[0] in _FLOW else 0
    return 0


class LineParts(NamedTuple):
    """Indexes into one line; `text[body:end]` is what it says, without comment and trailing spaces."""

    text: str
    indent: int
    """How many spaces the line begins with."""
    body: int
    """Where the text begins behind indentation and the dashes of list entries."""
    colon: int
    """Where the colon between key and value stands; -1 when the line has none."""
    value: int
    """Where the value begins: behind the colon, or at `body` when there is no key."""
    end: int

    @property
    def has_content(self) -> bool:
        """False for a line that is blank or holds nothing but a comment."""
        return self.indent < self.end

    @property
    def is_header(self) -> bool:
        """True for `key:` with nothing behind it."""
        return 0 <= self.colon == self.end - 1

    @property
    def is_list_entry(self) -> bool:
        """True when the line begins with a dash and a space."""
        return self.body > self.indent

    @property
    def content(self) -> str:
        """The text behind indentation and dashes, without comment."""
        return self.text[self.body : self.end]

    @property
    def key(self) -> str:
        """The text before the colon; empty when there is none."""
        return self.text[self.body : self.colon].rstrip() if self.colon >= 0 else ""

    @property
    def value_text(self) -> str:
        """The value as it stands there, quotes included."""
        return self.text[self.value : self.end]


@lru_cache(maxsize=8192)
def split_line(text: str) -> LineParts:
    """Takes a line apart as YAML would in block context; one that is longer than `LONGEST_LINE` is all value.

    Remembers the latest lines: while repairs are tried out, the same ones are looked at again and again.
    """
    indent = len(text) - len(text.lstrip(" "))
    if len(text) > LONGEST_LINE:
        return LineParts(text, indent, indent, -1, indent, len(text))
    body = _behind_dashes(text, indent)
    colon = _colon(text, body)
    value = body if colon < 0 else colon + 1 + len(text[colon + 1 :]) - len(text[colon + 1 :].lstrip(" "))
    comment = _comment(text, value)
    end = len(text[:comment].rstrip(" ")) if comment >= 0 else len(text.rstrip(" "))
    return LineParts(text, indent, body, colon, min(value, max(end, body)), max(end, indent))


def misread_colon(parts: LineParts) -> int:
    """Gives the index of a colon that was meant to end the line's key and does not; -1 when there is none."""
    text = parts.text
    limit = min(parts.body + _LONGEST_KEY, parts.end)
    at = next((index for index in range(parts.body, limit) if text[index] in _COLONS), -1)
    if at <= parts.body or 0 <= parts.colon <= at:
        return -1
    key = text[parts.body : at]
    if not key.strip() or _NOT_IN_KEYS.intersection(key):
        return -1
    if text[at] == ":":
        following = text[at + 1 : at + 3]
        is_address_or_time = following == "//" or (key[-1].isdigit() and following[:1].isdigit())
        return -1 if is_address_or_time or following[:1] in ("", " ") else at
    return -1 if key[-1].isdigit() and text[at + 1 : at + 2].isdigit() else at


def closing_quote(text: str, at: int) -> int:
    """Gives the index of the quote that closes the one at `at`, or -1 when the line has none."""
    quote = text[at]
    index = at + 1
    while (index := text.find(quote, index)) >= 0:
        if quote == "'" and text.startswith("''", index):
            index += 2
        elif quote == '"' and _is_escaped(text, index, at):
            index += 1
        else:
            return index
    return -1


def _is_escaped(text: str, index: int, opening: int) -> bool:
    first = index
    while first > opening + 1 and text[first - 1] == "\\":
        first -= 1
    return (index - first) % 2 == 1


def _behind_dashes(text: str, at: int) -> int:
    while text.startswith("- ", at):
        at += 1
        while text.startswith(" ", at):
            at += 1
    return at


def _colon(text: str, body: int) -> int:
    start = body
    if text.startswith(_QUOTES, body):
        closing = closing_quote(text, body)
        if closing < 0:
            return -1
        start = closing + 1
        if text[start:].lstrip(" ")[:1] != ":":
            return -1
    if text.startswith("#", body):
        return -1
    colon = text.find(": ", start)
    if colon < 0:
        bare = text.rstrip(" ")
        colon = len(bare) - 1 if bare.endswith(":") and len(bare) > start else -1
    comment = text.find(" #", start)
    return -1 if 0 <= comment < colon else colon


def _comment(text: str, value: int) -> int:
    if text.startswith("#", value):
        return value
    start = value
    if text.startswith(_QUOTES, value):
        closing = closing_quote(text, value)
        if closing < 0:
            return -1
        start = closing
    return text.find(" #", start)
