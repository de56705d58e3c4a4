"""The table of cases for people at a terminal: the numbers of a case beside its title, the rest below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from kojin_check.escaping.screen import visible_line
from kojin_check.findings import Summary, Text
from kojin_check.output.status_table import CaseStatus, StatusTable
from kojin_check.output.status_wording import (
    ALL,
    ANSWERS,
    CASE,
    CASES,
    DEPARTMENT,
    ERRORS,
    FINDINGS,
    STATUSES,
    UNANSWERED,
    WARNINGS,
    Column,
    about,
    answer_columns,
    as_of,
    conclusion,
    department_of,
    finding_columns,
    number,
    point_columns,
    points_of,
    shown,
    title_of,
    types_of,
)
from kojin_check.output.style import Style, bracketed
from kojin_check.output.terminal.colours import Ink
from kojin_check.output.terminal.page import Page, as_lines, page_for
from kojin_check.output.terminal.typesetting import padded, right_aligned, width_of, wrapped

_GAP = 2
_BETWEEN_GROUPS = 3
_SHORTEST_NAME = 16
"""Cells for titles and names, on however narrow a terminal."""
_INKS = {ERRORS: Ink.ERROR, WARNINGS: Ink.WARNING, UNANSWERED: Ink.WARNING}


def report(table: StatusTable, style: Style) -> Iterator[str]:
    """Yields the totals by department, the cases where these were asked for or are few, and a sentence."""
    for line in _lines(table, page_for(style), style.lists_cases or len(table.cases) <= _FEW or table.is_filtered):
        yield as_lines([line])


def _lines(table: StatusTable, page: Page, lists_cases: bool) -> Iterator[str]:
    numbers = _Numbers(table, page)
    if table.departments:
        yield from numbers.heads(page.say(DEPARTMENT))
    for department in table.departments:
        yield from numbers.beside(_counted(department_of(department.name), department.counts, page), department.counts)
    if len(table.departments) > 1:
        yield from numbers.beside(_counted(ALL, table.total, page), table.total, Ink.STRONG)
    if table.departments:
        yield ""
    if lists_cases and table.cases:
        yield from numbers.heads(page.say(CASE))
        for case in table.cases:
            yield from numbers.beside(visible_line(title_of(case).to(page.language)), case.counts, Ink.STRONG)
            yield from _description(case, page)
        yield ""
    yield from page.paragraph(page.say(conclusion(table)))
    yield from page.paragraph(page.say(as_of(table)), ink=Ink.FAINT)
    if not lists_cases:
        yield from page.paragraph(page.say(_HOW_TO_LIST), ink=Ink.FAINT)


_HOW_TO_LIST = Text(
    "案件ごとの一覧は --list を付けるか、--department、--party、--ends-before、--fact、--severity で絞ると出ます。",
    "To list the cases add --list, or narrow them down with --department, --party, --ends-before, --fact, --severity.",
)
_FEW = 10
"""So many cases are listed even if nobody asks for it."""


def _counted(name: Text, counts: Summary, page: Page) -> str:
    shown = visible_line(name.to(page.language))
    noun = (CASE if counts.cases == 1 else CASES).en
    count = Text(f"{counts.cases:,}件", f"{counts.cases:,} {noun}")
    return shown + bracketed(page.say(count), page.language)


def _description(case: CaseStatus, page: Page) -> Iterator[str]:
    parts = [
        visible_line(department_of(case.department).to(page.language)),
        visible_line(types_of(case).to(page.language)),
        visible_line(case.version),
        page.say(STATUSES[case.status]),
    ]
    place = visible_line(case.path)
    if not case.is_readable:
        yield from page.paragraph(place, indent=2, ink=Ink.FAINT)
        return
    parts += [visible_line(page.say(points_of(tally))) for tally in case.sides if tally.points is not None]
    said = " | ".join(part for part in parts if part)
    if width_of(f"  {said} | {place}") <= page.width:
        yield from page.paragraph(f"{said} | {place}", indent=2, ink=Ink.FAINT)
    else:
        yield from page.paragraph(said, indent=2, ink=Ink.FAINT)
        yield from page.paragraph(place, indent=2, ink=Ink.FAINT)
    details = [f"{page.say(label)} {visible_line(text.to(page.language))}" for label, text in about(case)]
    if details:
        yield from page.paragraph(" | ".join(details), indent=2, ink=Ink.FAINT)


class _Numbers:
    """The columns of numbers, as wide in the table of cases as in that of departments, at the right of the page."""

    def __init__(self, table: StatusTable, page: Page) -> None:
        self._page = page
        self._groups = ((ANSWERS, (*answer_columns(table), *point_columns(table))), (FINDINGS, finding_columns(table)))
        # The totals are the largest numbers there are.
        self._widths = {
            column: max(width_of(page.say(column.label)), len(f"{number(table.total, column):,}"))
            for _, columns in self._groups
            for column in columns
        }
        size = sum(self._size(columns) for _, columns in self._groups) + _BETWEEN_GROUPS * len(self._groups)
        self._name = max(page.width - size, _SHORTEST_NAME)

    def heads(self, name: str) -> Iterator[str]:
        """Yields the two lines above a table whose first column is called `name`."""
        groups = [self._spread(self._page.say(label), self._size(columns)) for label, columns in self._groups]
        labels = [
            (" " * _GAP).join(right_aligned(self._page.say(column.label), self._widths[column]) for column in columns)
            for _, columns in self._groups
        ]
        for first, cells in (("", groups), (name, labels)):
            yield self._page.paint(self._joined(padded(first, self._name), cells).rstrip(), Ink.FAINT)

    def beside(self, name: str, counts: Summary, ink: Ink | None = None) -> Iterator[str]:
        """Yields `name` in as many lines as it needs, with the numbers beside the first."""
        cells = [(" " * _GAP).join(self._cell(counts, column) for column in columns) for _, columns in self._groups]
        first, *rest = wrapped(name, self._name)
        for line, own in zip_longest([first, *rest], [cells], fillvalue=None):
            shown = padded(line or "", self._name)
            shown = self._page.paint(shown, ink) if ink is not None else shown
            yield shown if own is None else self._joined(shown, own)

    def _cell(self, counts: Summary, column: Column) -> str:
        count = number(counts, column)
        text = right_aligned(shown(counts, column), self._widths[column])
        return self._page.paint(text, _INKS[column]) if count and column in _INKS else text

    def _size(self, columns: Iterable[Column]) -> int:
        widths = [self._widths[column] for column in columns]
        return sum(widths) + _GAP * (len(widths) - 1)

    def _joined(self, name: str, groups: Iterable[str]) -> str:
        return "".join((name, *(" " * _BETWEEN_GROUPS + group for group in groups)))

    def _spread(self, label: str, size: int) -> str:
        """`── label ──` over the whole group, in characters that are one cell wide everywhere."""
        rest = size - width_of(label) - 2
        left = rest // 2
        return f"{'-' * left} {label} {'-' * (rest - left)}"
