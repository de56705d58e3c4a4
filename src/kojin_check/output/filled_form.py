"""A case as it is printed: its pages in the form's order, then its checklists, and what is still open beside them.

What stands on a page says `model.pages`, and what on a checklist `model.sheet`; how it is set is up to the formats.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kojin_check.checking.engine import Examination
from kojin_check.findings import FileReport, Finding
from kojin_check.model.case import Case
from kojin_check.model.checklist import Checklist, PagesDefinition, PrintedWords
from kojin_check.model.library import Version
from kojin_check.model.pages import FilledPage, Pages
from kojin_check.model.sheet import Row, Sheet, known_facts, lay_out
from kojin_check.reading.tree import Route, Tree


@dataclass(frozen=True)
class FilledForm:
    """A case on the forms of its version."""

    version: Version
    case: Case
    pages: tuple[FilledPage, ...]
    """That of the case, then each matter's, followed by those of its subcontracts."""
    sheets: tuple[Sheet, ...]
    """The checklists, in the order of the matters."""
    open_points: Mapping[Route, Sequence[Finding]] | None = None
    """What is still open, by the place on the form that it concerns; None where the form is printed without."""

    @property
    def is_draft(self) -> bool:
        """True where the form is printed with what is still open."""
        return self.open_points is not None

    def open_at(self, *routes: Route) -> Iterator[Finding]:
        """Yields what is still open at places of the form."""
        for route in routes:
            yield from (self.open_points or {}).get(route, ())

    @cached_property
    def printed(self) -> PrintedWords:
        """What is printed on the form besides the names of its fields."""
        return (self.version.definition.pages or PagesDefinition()).printed

    def legend(self, checklist: Checklist) -> Iterator[str]:
        """Yields what the column of answers says of each mark: the form's sentence, or the mark with its label."""
        every = {mark: definition for scale in reversed(checklist.all_scales) for mark, definition in scale.items()}
        for mark, definition in {**checklist.marks, **every}.items():
            yield self.printed.marks.get(mark, f"{mark} {definition.label}".strip())

    def matter_of(self, sheet: Sheet) -> str | None:
        """Gives which matter a checklist is for, where several use the same form: a number, and the other side."""
        same_form = [one.index for one in self.sheets if one.checklist.number == sheet.checklist.number]
        if len(same_form) == 1:
            return None
        party = sheet.matter.party
        number = f"{same_form.index(sheet.index) + 1}/{len(same_form)}"
        return number if party is None else f"{number} {party.name}"


_NOT_ON_FORM = ("KJ001", "KJ002", "KJ003", "KJ004", "KJ006", "KJ007", "KJ008", "KJ010", "KJ011", "KJ106")
"""What these report stands in the file and would not stand on the form: it could not be read, or has no place there."""


def lost_on_form(report: FileReport) -> tuple[Finding, ...]:
    """Gives the findings on what would be missing on the form without a word."""
    return tuple(finding for finding in report.findings if finding.rule in _NOT_ON_FORM)


def sides(sheet: Sheet) -> Iterator[tuple[str, tuple[tuple[str, tuple[Row, ...]], ...]]]:
    """Yields the sides of a checklist: who takes the measures, and under each heading the rows."""
    for actor in sheet.checklist.actors:
        headings: dict[str, list[Row]] = {}
        for row in sheet.rows:
            if row.section.actor == actor:
                headings.setdefault(row.section.heading, []).append(row)
        yield actor, tuple((heading, tuple(rows)) for heading, rows in headings.items())


def filled_form(examination: Examination, version: Version, *, with_open_points: bool = False) -> FilledForm:
    """Gives a case that has been checked as it is printed, on the forms of `version`, which is its own."""
    context = examination.context
    pages = tuple(Pages(version.definition).filled(context.case))
    sheets = tuple(_sheets(context.case, version))
    points = _open_points(examination, pages, sheets) if with_open_points else None
    return FilledForm(version, context.case, pages, sheets, points)


def _sheets(case: Case, version: Version) -> Iterator[Sheet]:
    """The checklists that the matters name, whether they fit or not: what is answered is to be seen."""
    for index, matter in enumerate(case.matters):
        checklist = None if matter.checklist is None else version.checklists.get(matter.checklist)
        if checklist is not None:
            yield lay_out(index, matter, checklist, known_facts(matter, version), lambda _route: False)


def _open_points(
    examination: Examination, pages: Sequence[FilledPage], sheets: Sequence[Sheet]
) -> Mapping[Route, Sequence[Finding]]:
    """What has been found, each at the nearest place of the form: an item, a field, a page."""
    items = {(sheet.index, row.address): row.route for sheet in sheets for row in sheet.rows}
    fields = [cell.route for page in pages for cell in page.cells if cell.field.holder is page.holder]
    stretches = list(_stretches(fields, examination.context.tree))
    points: dict[Route, list[Finding]] = defaultdict(list)
    for finding in examination.report.findings:
        where = () if finding.matter is None else ("matters", finding.matter)
        at = next((route for route, first, last in stretches if first <= finding.span.line <= last), where)
        if finding.item is not None and finding.matter is not None:
            at = items.get((finding.matter, finding.item.address), at)
        points[at].append(finding)
    return points


def _stretches(routes: Sequence[Route], tree: Tree) -> Iterator[tuple[Route, int, int]]:
    """The lines that each field takes up in the file; those deeper down first."""
    for route in sorted(routes, key=len, reverse=True):
        node = tree.node(route)
        if node is not None:
            yield route, tree.locate(route).line, node.span.end_line
