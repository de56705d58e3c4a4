"""The command line: one module a command, each named like the command and holding it as `command`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kojin_check.cli.terminal.command_line import CommandGroup


def program() -> CommandGroup:
    """Gives the program with all its commands."""
    from kojin_check.cli.terminal.command_line import CommandGroup

    return CommandGroup(sys.modules[__name__])


def main() -> None:
    """Runs the program with the arguments of this process and ends the process."""
    # Looking for plugins of pydantic among all installed packages would take longer than checking a case.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from kojin_check.cli.terminal.command_line import run

    sys.exit(run(program(), sys.argv[1:], os.environ))
