"""The words that the file formats have as values, each with what it says."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from kojin_check.findings import Text

_NO_GUIDE = Text("", "")


class Word(StrEnum):
    """A word that is written as a value or as an operator, with a guide to it for editors."""

    guide: Text

    def __new__(cls, value: str, guide: Text = _NO_GUIDE) -> Self:
        """Makes the word of what is written and of what that says; every word has both, only a look-up has no guide."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.guide = guide
        return word
