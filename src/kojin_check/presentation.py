"""How a report is to be shown, and how text from case files is made safe to show."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kojin_check.findings import Language


@dataclass(frozen=True, slots=True)
class Style:
    """What the person or program at the other end wants to see."""

    language: Language = "ja"
    width: int = 80
    """Columns of the terminal, counted in half-width cells."""
    colour: bool = False
    quiet: bool = False
    """Findings only: no summary."""
    statistics: bool = False
    """Adds how often each rule reported something."""


_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Gives `text` with everything that could steer a terminal or hide text written out as `<U+XXXX>`.

    Concerns control characters (escape sequences begin with one), bidirectional overrides and
    zero-width characters. Tabs and line feeds stay.
    """
    return _UNSAFE.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
