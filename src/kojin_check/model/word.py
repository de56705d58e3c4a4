"""The words that the file formats have as values, each with what it says."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from kojin_check.findings import Text

_NO_GUIDE = Text("", "")


class Word(StrEnum):
    """A word that is written as a value or as an operator, with a guide to it for editors."""

    guide: Text
    typed: tuple[str, ...]
    """What people type for it, for “did you mean”."""

    def __new__(cls, value: str, guide: Text = _NO_GUIDE, typed: str = "") -> Self:
        """Makes the word of what is written, of what that says, and of what people type for it, parted by spaces.

        Every word has a guide; only a look-up has none.
        """
        word = str.__new__(cls, value)
        word._value_ = value
        word.guide = guide
        word.typed = tuple(typed.split())
        return word


def with_guides(words: Iterable[Word]) -> Text:
    """Gives the words with what they say: `draft（案）、adopted（採択されている）`."""
    listed = list(words)
    return Text(
        "、".join(f"{word.value}（{word.guide.ja}）" for word in listed),
        ", ".join(f"{word.value} ({word.guide.en})" for word in listed),
    )


_FLAG_WORDS = dict.fromkeys(("yes", "y", "on", "1", "はい", "有", "有り", "あり", "ある", "する"), "true")
_FLAG_WORDS |= dict.fromkeys(("no", "n", "off", "0", "いいえ", "無", "無し", "なし", "ない", "しない"), "false")
"""What people type where a flag is wanted; said in the hint, never guessed."""


def flag_word(typed: str) -> str | None:
    """Gives `true` or `false` for a word that people type for it, such as はい; for what to write instead."""
    return _FLAG_WORDS.get(unicodedata.normalize("NFKC", typed).strip().casefold())
