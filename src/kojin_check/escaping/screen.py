"""Text from case files made safe for terminals and for the logs of CI servers."""

from __future__ import annotations

import re

UNSAFE = re.compile(
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


_COMMAND_START = re.compile(r"^(\s*):(?=:)")
COMMAND_MARK = re.compile(r"##(?=[A-Za-z]*\[)")
"""What CI servers obey wherever it stands in a line."""


def without_commands(line: str) -> str:
    """Gives `line` so that no CI server reads a command in it.

    GitHub Actions obeys a line of a log that begins with `::`, spaces aside, and `##[` anywhere in one;
    Azure Pipelines obeys `##vso[` and TeamCity `##teamcity[`.
    """
    return COMMAND_MARK.sub("#<U+0023>", _COMMAND_START.sub(r"\1<U+003A>", line))


def visible_in_log(text: str) -> str:
    """Gives `text`, of any number of lines, so that neither a terminal nor a CI server obeys anything in it."""
    return "\n".join(map(without_commands, visible(text).split("\n")))
