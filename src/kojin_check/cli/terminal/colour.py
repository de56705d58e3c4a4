"""Whether standard output is written in colours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from typing import TextIO

_WINDOWS_TERMINALS = ("WT_SESSION", "TERM_PROGRAM", "ConEmuANSI", "ANSICON")
"""Variables of terminals on Windows that understand escape sequences; its old console would show them as text."""
_FORCED = ("FORCE_COLOR", "CLICOLOR_FORCE")


class Colour(StrEnum):
    """What `--color` asks for."""

    AUTO = "auto"
    """On a terminal that has colours, unless the environment says otherwise."""
    ALWAYS = "always"
    NEVER = "never"

    def suits(self, stream: TextIO, environment: Mapping[str, str] = os.environ, system: str = os.name) -> bool:
        """Gives whether `stream` is written in colours.

        The environment is asked as https://no-color.org and https://force-color.org have it: NO_COLOR first, then
        FORCE_COLOR or CLICOLOR_FORCE, which CI servers set for logs that show colours; empty, and 0 where it forces,
        counts as not set.
        """
        if self is not Colour.AUTO:
            return self is Colour.ALWAYS
        if environment.get("NO_COLOR"):
            return False
        if any(environment.get(name, "0") not in ("", "0") for name in _FORCED):
            return True
        if not stream.isatty() or environment.get("TERM") == "dumb":
            return False
        return system != "nt" or any(name in environment for name in _WINDOWS_TERMINALS)
