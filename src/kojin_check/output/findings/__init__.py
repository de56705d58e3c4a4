"""One output format a file: a module with a function `report`; its name is the name of the format.

A reporter knows findings and styles, nothing else. It takes the file reports one by one and yields
text as soon as it can, so that memory does not grow with the number of cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from kojin_check.findings import FileReport
from kojin_check.output.style import Style, Syntax

FORMATS = tuple(module.name for module in iter_modules(__path__))
"""The names of all formats."""


class Reporter(Protocol):
    """Turns the reports on files into text, piece by piece."""

    def __call__(self, files: Iterable[FileReport], style: Style) -> Iterator[str]:
        """Yields the report on `files`, which may be consumed only once."""


def reporter(format_name: str) -> Reporter:
    """Gives the reporter of one of `FORMATS`, importing only its module."""
    found: Reporter = import_module(f"{__name__}.{format_name}").report
    return found


def syntax(format_name: str) -> Syntax:
    """Gives what reads a format: the module's `SYNTAX`, or people where it names none."""
    found: Syntax = getattr(import_module(f"{__name__}.{format_name}"), "SYNTAX", Syntax.PROSE)
    return found
