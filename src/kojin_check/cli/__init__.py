"""The command line: one module a command, each named like the command and holding it as `command`."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kojin_check.cli.terminal.command_line import CommandGroup

_OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""More than a start makes, and few enough that the memory of a long run stays flat."""


def program() -> CommandGroup:
    """Gives the program with all its commands."""
    from kojin_check.cli.terminal.command_line import CommandGroup

    return CommandGroup(sys.modules[__name__])


def main() -> None:
    """Runs the program with the arguments of this process and ends the process."""
    # Looking for plugins of pydantic among all installed packages would take longer than checking a case.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # What a start makes stays until the end: looking through it for garbage after every 700 new objects finds nothing.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    from kojin_check.cli.terminal.command_line import run

    exit_code = run(program(), sys.argv[1:], os.environ)
    gc.freeze()  # Nor does it need to be taken apart: all files are closed, and the process ends.
    sys.exit(exit_code)
