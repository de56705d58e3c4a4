"""Text from case files made safe for the logs of CI servers, which obey some of the lines that a step prints."""

from __future__ import annotations

import re

from kojin_check.escaping.screen import visible
from kojin_check.regex import regex

COMMAND_START = regex(r"^([^\S\n]*):(?=:)", re.MULTILINE)
"""GitHub's runner obeys such a line in whatever a step prints."""
COMMAND_MARK = regex(r"##(?=[A-Za-z]*\[)")
"""What CI servers obey wherever it stands in a line."""


def without_commands(text: str) -> str:
    """Gives `text`, of any number of lines, so that no CI server reads a command in it.

    GitHub Actions obeys a line of a log that begins with `::`, spaces aside, and `##[` anywhere in one;
    Azure Pipelines obeys `##vso[` and TeamCity `##teamcity[`.
    """
    return COMMAND_MARK.sub("#<U+0023>", COMMAND_START.sub(r"\1<U+003A>", text))


def visible_in_log(text: str) -> str:
    """Gives `text` so that neither a terminal nor a CI server obeys anything in it."""
    return without_commands(visible(text))


def in_command(text: str) -> str:
    """Gives `text` as the message of a workflow command, as GitHub's runner undoes it: the percent sign first."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def in_command_property(text: str) -> str:
    """Like `in_command`, for what must not be taken for the end of a property or of all of them."""
    return in_command(text).replace(":", "%3A").replace(",", "%2C")
