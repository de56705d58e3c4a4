"""Text from case files made safe for terminals."""

from __future__ import annotations

from kojin_check.regex import regex

UNSAFE = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
"""What could steer a terminal or hide text: control characters but tab and line feed, bidirectional and invisible ones."""


def visible(text: str) -> str:
    """Gives `text` with everything that could steer a terminal or hide text written out as `<U+XXXX>`.

    Concerns control characters (escape sequences begin with one), bidirectional overrides and
    zero-width characters. Tabs and line feeds stay.
    """
    return UNSAFE.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def visible_line(text: str) -> str:
    """Like `visible`, for what must stay on one line (names, paths): tabs and line feeds are written out too."""
    return visible(text).replace("\n", "<U+000A>").replace("\t", "<U+0009>")
