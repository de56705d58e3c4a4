"""Typed text as people see it: characters that cannot be seen or only look like spaces, and quotations in messages."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kojin_check.findings import Text
from kojin_check.regex import regex

_INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
# Not here: variation selectors, which are part of many personal names (葛 in one of its forms).
_UNUSUAL_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

INVISIBLE = regex(f"[{_INVISIBLE}]")
"""One character that takes no room and says nothing, or turns the direction of the text."""
UNUSUAL_SPACE = regex(f"[{_UNUSUAL_SPACES}]")
"""One space that YAML takes for a letter: NO-BREAK SPACE, the full-width space and their like."""
SUSPICIOUS = regex(f"[{_INVISIBLE}{_UNUSUAL_SPACES}]")
"""Either of them."""
_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
NOT_IN_YAML = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff" + _PLANES
"""What YAML does not take, or takes for a line break that no editor shows; to stand in the brackets of an expression."""
UNREADABLE = regex(f"[{NOT_IN_YAML}]")
"""One of these characters."""
_PRINTABLE_BUT_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"

_LONGEST_QUOTATION = 60
_LINE_END = regex(r"[\r\n]")

_TURNING = regex("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""One character that turns the direction of the text."""

_JAPANESE_NAMES = {
    "\u00a0": "ノーブレークスペース",
    "\u00ad": "ソフトハイフン",
    "\u200b": "ゼロ幅スペース",
    "\u200c": "ゼロ幅非接合子",
    "\u200d": "ゼロ幅接合子",
    "\u2060": "単語結合子",
    "\u3000": "全角の空白",
    "\ufeff": "バイト順マーク",
}


@lru_cache(maxsize=4)
def is_ordinary(text: str) -> bool:
    """True when `text` has nothing but characters that show, ordinary spaces and line feeds.

    Then it holds nothing that is `SUSPICIOUS` or that YAML cannot take. Several times as fast as
    searching for these, and most files are ordinary.
    """
    lines = text.replace("\r\n", "\n") if "\r" in text else text
    return lines.replace("\n", "").isprintable() and not any(
        character in text for character in _PRINTABLE_BUT_INVISIBLE
    )


def has_unreadable(text: str) -> bool:
    """True when `text` has characters that YAML does not take, or lines that libyaml must not be given."""
    if not is_ordinary(text) and UNREADABLE.search(text) is not None:
        return True
    # A line that begins so is a directive. libyaml compares each with all others.
    return "%" in text and (text.startswith("%") or "\n%" in text or "\r%" in text)


def quotation(text: str) -> str:
    """Gives `text` as a message quotes it: on one line, and shortened when it is long."""
    line = " ".join(filter(None, map(str.strip, _LINE_END.split(text))))
    return line if len(line) <= _LONGEST_QUOTATION else line[: _LONGEST_QUOTATION - 1] + "…"


def named(character: str) -> Text:
    """Gives the name of an invisible character or space, with its code point."""
    point = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "INVISIBLE CHARACTER")
    default = "特殊な空白" if UNUSUAL_SPACE.match(character) else "文字"
    if _TURNING.match(character):
        default = "文字の向きを変える記号"
    return Text(f"{_JAPANESE_NAMES.get(character, default)}（{point}）", f"{name} ({point})")


def without_suspicious(text: str) -> str:
    """Gives `text` as its writer sees it: no invisible characters, no space of any kind at its ends."""
    return INVISIBLE.sub("", text).strip()


def indenting_space(key: str) -> str | None:
    """Gives the unusual space with which `key` begins, meant as indentation, or None."""
    return key[0] if UNUSUAL_SPACE.match(key) else None


def explain_indentation(key: str) -> Text | None:
    """Says that `key` begins with a space that YAML does not take for indentation; None where it does not."""
    space = indenting_space(key)
    if space is None:
        return None
    name = named(space)
    return Text(
        f"行頭に{name.ja}があり、YAMLはこれを字下げではなく項目名の一部として読みます。",
        f"The line starts with {name.en}, which YAML reads as part of the key, not as indentation.",
    )


INDENTATION_HINT = Text(
    "行頭の空白を全て半角の空白に直し、前後の行と字下げをそろえてください。",
    "Indent with ordinary (half-width) spaces only, in line with the neighbouring lines.",
)
"""What to do about a space that `explain_indentation` explains."""
