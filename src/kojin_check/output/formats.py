"""The one registry of formats: what is shown has a folder, and in it each format is one module.

Such a module has a function `report`, which takes the thing and a style and yields text as soon as it can; the module's
name is the name of the format. What reads the format is its `SYNTAX`: people, where it names none. A format that is
dropped into a folder is found; nothing else knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING, Generic, TypeVar

from kojin_check.findings import FileReport, Unchecked
from kojin_check.output.style import Style, Syntax

if TYPE_CHECKING:
    from kojin_check.output.catalogue import ChecklistSelection, VersionList
    from kojin_check.output.comparison_table import Comparison
    from kojin_check.output.filled_form import FilledForm
    from kojin_check.output.rulebook import RuleList, RulePage
    from kojin_check.output.status_table import StatusTable
    from kojin_check.runs.case_review import CaseReview
    from kojin_check.schema.reference import Reference

_Thing = TypeVar("_Thing", contravariant=True)


class Subject(Generic[_Thing]):
    """One kind of thing that can be shown, in the formats that its folder holds."""

    def __init__(self, folder: str) -> None:
        self._package = f"{__package__}.{folder}"

    @cached_property
    def formats(self) -> tuple[str, ...]:
        """The names of its formats, as they are given to `--format`."""
        return tuple(module.name for module in iter_modules(import_module(self._package).__path__))

    def render(self, thing: _Thing, format_name: str, style: Style) -> Iterator[str]:
        """Yields `thing` in one of `formats`, importing only its module."""
        pieces: Iterator[str] = self._module(format_name).report(thing, style)
        return pieces

    def syntax(self, format_name: str) -> Syntax:
        """Gives what reads a format."""
        found: Syntax = getattr(self._module(format_name), "SYNTAX", Syntax.PROSE)
        return found

    def _module(self, format_name: str) -> ModuleType:
        return import_module(f"{self._package}.{format_name}")


FINDINGS: Subject[Iterable[FileReport | Unchecked]] = Subject("findings")
"""The reports on files are taken one by one and only once, so that memory does not grow with the number of cases."""
STATUS: Subject[StatusTable] = Subject("status")
DIFF: Subject[Comparison] = Subject("diff")
CASE_DIFF: Subject[CaseReview] = Subject("case_diff")
CHECKLISTS: Subject[VersionList | ChecklistSelection] = Subject("checklists")
REFERENCE: Subject[Reference] = Subject("reference")
FORM: Subject[FilledForm] = Subject("form")
RULES: Subject[RuleList | RulePage] = Subject("rules")
