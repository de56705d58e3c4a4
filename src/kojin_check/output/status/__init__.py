"""Where all cases stand, one output format a file: a module with a function `report`.

The module's name is the name of the format. A reporter takes the table and a style; it yields text.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from kojin_check.output.status_table import StatusTable
from kojin_check.output.style import Style

FORMATS = tuple(module.name for module in iter_modules(__path__))
"""The names of all formats."""


class StatusReporter(Protocol):
    """Turns the table of cases into text, piece by piece."""

    def __call__(self, table: StatusTable, style: Style) -> Iterator[str]:
        """Yields the report."""


def status_reporter(format_name: str) -> StatusReporter:
    """Gives the reporter of one of `FORMATS`, importing only its module."""
    found: StatusReporter = import_module(f"{__name__}.{format_name}").report
    return found
