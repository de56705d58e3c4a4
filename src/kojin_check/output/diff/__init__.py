"""What changes between two versions, one output format a file: a module with a function `report`.

The module's name is the name of the format. A reporter takes the changes, the cases that they touch
where these were asked for, and a style; it yields text.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from kojin_check.diff.affected import Survey
from kojin_check.diff.changes import VersionDiff
from kojin_check.output.style import Style

FORMATS = tuple(module.name for module in iter_modules(__path__))
"""The names of all formats."""


class DiffReporter(Protocol):
    """Turns a comparison of two versions into text, piece by piece."""

    def __call__(self, diff: VersionDiff, survey: Survey | None, style: Style) -> Iterator[str]:
        """Yields the report; `survey` is None when no cases were to be looked at."""


def diff_reporter(format_name: str) -> DiffReporter:
    """Gives the reporter of one of `FORMATS`, importing only its module."""
    found: DiffReporter = import_module(f"{__name__}.{format_name}").report
    return found
