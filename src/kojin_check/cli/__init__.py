"""The command line: one module a command, each named like the command and holding it as `command`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Runs the program with the arguments of this process and ends the process."""
    from kojin_check.terminal.command_line import CommandGroup, run

    sys.exit(run(CommandGroup(), sys.argv[1:], os.environ))
