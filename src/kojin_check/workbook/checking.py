"""Findings on a form: the case that it stands for is checked as any other, and each finding is told at its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kojin_check.checking.concealing import without_personal_data
from kojin_check.checking.engine import Settings, chosen_findings, examine_bytes, finding_of_problem
from kojin_check.editing.blocks import last_line
from kojin_check.findings import FileReport, Finding, Problem, Related, Severity, Span, Text
from kojin_check.model.library import Library
from kojin_check.reading.tree import Part, Route, Tree
from kojin_check.workbook.changes import faults_in, new_case, unanswered_rows
from kojin_check.workbook.reading import CellRemark, CellSpot, FoundForm, read_form

_INVALID_VALUE = "KJ006"
_NOWHERE = Span(1, 1, 1, 1)
"""The position of what stands in no cell."""
_CORRECT = Text("セルを直してから、もう一度確かめてください。", "Correct the cell, then check again.")
_LOOK = Text("読み方が違うときは、セルを直してください。", "If that is not what is meant, correct the cell.")
_EXPORT_AGAIN = Text("様式を書き出し直して、書き写してください。", "Export the form again and copy over.")


def check_form(path: str, data: bytes, library: Library, settings: Settings) -> FileReport:
    """Checks a form as it is; positions are rows and columns of cells, and each message begins with its cell.

    Raises:
        MissingExtraError: when the library for workbooks is not installed.
        InputError: when the file is no form, or one for another version of the checklists.
    """
    found = read_form(path, data, library)
    examination = examine_bytes(path, new_case(found, "ja").encode(), library, settings)
    tree = examination.context.tree
    cells = _Cells.of(found, tree)
    report = examination.report
    refused = {fault.spot: fault for fault in faults_in(found)}
    # What stands in a cell that cannot be taken has been told: it is missing in the case only for that.
    told = [cells.moved(finding) for finding in report.findings if cells.spot(finding) not in refused]
    of_form = [
        *(_finding(fault, Severity.ERROR, tree) for fault in refused.values()),
        *(_finding(notice, Severity.INFO, tree) for notice in found.notices),
        *(_gap(gap, tree) for gap in unanswered_rows(found)),
    ]
    whole = report._replace(
        findings=(*chosen_findings(of_form, settings), *told),
        waived=tuple(map(cells.moved, report.waived)),
        excerpts=MappingProxyType({}),
    )
    return without_personal_data(whole)


def told_with_cells(report: FileReport, found: FoundForm, tree: Tree) -> FileReport:
    """Gives the report on a case that a form was taken over into: each message begins with its cell."""
    cells = _Cells.of(found, tree)
    return report._replace(
        findings=tuple(map(cells.named, report.findings)), waived=tuple(map(cells.named, report.waived))
    )


def _finding(remark: CellRemark, severity: Severity, tree: Tree) -> Finding:
    hint = _CORRECT if severity is Severity.ERROR else _LOOK
    problem = Problem(_INVALID_VALUE, _span(remark.spot), remark.text, hint, severity=severity)
    return finding_of_problem(problem, tree)


def _gap(message: Text, tree: Tree) -> Finding:
    return finding_of_problem(
        Problem(_INVALID_VALUE, _NOWHERE, message, _EXPORT_AGAIN, severity=Severity.WARNING), tree
    )


def _span(spot: CellSpot) -> Span:
    """A cell as a position: its row as the line, and its column."""
    letters = spot.cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(spot.cell[len(letters) :])
    return Span(row, column, row, column + 1)


@dataclass(frozen=True)
class _Cells:
    """Which cell a place of a case came from."""

    by_route: Mapping[Route, CellSpot]
    stretches: tuple[tuple[int, int, Route], ...]
    """First and last line of each place in the file, the shortest ones first."""

    @classmethod
    def of(cls, found: FoundForm, tree: Tree) -> _Cells:
        stretches = sorted(_stretches(found.spots, tree), key=lambda one: one[1] - one[0])
        return cls(found.spots, tuple(stretches))

    def named(self, finding: Finding) -> Finding:
        """Gives a finding whose messages begin with the cells that they are about."""
        return finding._replace(
            message=_behind(self.spot(finding), finding.message),
            related=tuple(
                related._replace(message=_behind(self._at(related.span), related.message))
                for related in finding.related
            ),
        )

    def moved(self, finding: Finding) -> Finding:
        """Gives a finding that points at cells only: nobody has the file that it was found in."""
        spot = self.spot(finding)
        related = tuple(self._moved(one) for one in finding.related)
        span = _NOWHERE if spot is None else _span(spot)
        return finding._replace(span=span, message=_behind(spot, finding.message), related=related, fix=None)

    def _moved(self, related: Related) -> Related:
        spot = self._at(related.span)
        span = _NOWHERE if spot is None else _span(spot)
        return related._replace(span=span, message=_behind(spot, related.message))

    def spot(self, finding: Finding) -> CellSpot | None:
        """Gives the cell that a finding is about, or None where the form has none."""
        if finding.item is not None and finding.matter is not None:
            _, *steps = finding.item.address.split("/", 3)
            spot = self.by_route.get(("matters", finding.matter, "answers", *steps))
            if spot is not None:
                return spot
        return self._at(finding.span)

    def _at(self, span: Span) -> CellSpot | None:
        return next((self.by_route[route] for first, last, route in self.stretches if first <= span.line <= last), None)


def _stretches(routes: Mapping[Route, CellSpot], tree: Tree) -> Iterator[tuple[int, int, Route]]:
    for route in routes:
        node = tree.node(route)
        if node is not None:
            first = tree.locate(route, Part.KEY).line
            yield first, max(first, last_line(node, tree.source)), route


def _behind(spot: CellSpot | None, message: Text) -> Text:
    return message if spot is None else Text(f"{spot}: {message.ja}", f"{spot}: {message.en}")
