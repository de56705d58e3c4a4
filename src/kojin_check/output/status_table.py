"""Where all cases stand: their answers and findings counted, case by case and by department."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kojin_check.findings import FileReport, FormField, Summary, Tally, points_together


@dataclass(frozen=True, slots=True)
class CaseStatus:
    """One line of the table: what a case says of itself, and its counts."""

    path: str
    title: str
    """Empty where the case has none, or could not be read."""
    department: str
    types: tuple[str, ...]
    """The types of its matters, each once, in their order."""
    version: str
    status: str
    """draft or final; empty where the file could not be read."""
    counts: Summary
    sides: tuple[Tally, ...] = ()
    """The answers of each matter's sides."""
    fields: tuple[FormField, ...] = ()
    """The fields that only its form has."""

    @property
    def is_readable(self) -> bool:
        """False where the file is no case at all: broken YAML, another encoding."""
        return self.status != ""


@dataclass(frozen=True, slots=True)
class DepartmentStatus:
    """The cases of one department, counted together."""

    name: str
    """Empty for the cases that name none."""
    counts: Summary


@dataclass(frozen=True, slots=True)
class StatusTable:
    """All cases with their totals."""

    cases: tuple[CaseStatus, ...]
    """In the order that was asked for."""
    departments: tuple[DepartmentStatus, ...]
    """By name; those without one last."""
    total: Summary
    sort: SortKey


class SortKey(StrEnum):
    """What the cases are sorted by: texts from the first on, numbers from the largest down."""

    DEPARTMENT = "department"
    PATH = "path"
    TITLE = "title"
    VERSION = "version"
    STATUS = "status"
    MET = "met"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"
    ERRORS = "errors"
    WARNINGS = "warnings"
    WAIVED = "waived"


def status_of(files: Iterable[FileReport], sort: SortKey = SortKey.DEPARTMENT) -> StatusTable:
    """Counts what `files` report; cases that are equal under `sort` stand by department and path."""
    cases = [_case(file) for file in files]
    cases.sort(key=lambda case: (_rank(case, sort), _by_name(case.department), case.path))
    departments: dict[str, Summary] = {}
    for case in cases:
        departments[case.department] = _together(departments.get(case.department, Summary()), case.counts)
    total = Summary()
    for counts in departments.values():
        total = _together(total, counts)
    by_name = sorted(departments.items(), key=lambda entry: _by_name(entry[0]))
    return StatusTable(tuple(cases), tuple(DepartmentStatus(*entry) for entry in by_name), total, sort)


def _case(file: FileReport) -> CaseStatus:
    counts = Summary() + file
    head = file.head
    if head is None:
        return CaseStatus(file.path, "", "", (), "", "", counts)
    types = tuple(dict.fromkeys(one for one in head.types if one))
    title, department = head.title.strip(), head.department.strip()
    return CaseStatus(file.path, title, department, types, head.version, head.status, counts, file.tallies, head.fields)


def _rank(case: CaseStatus, sort: SortKey) -> tuple[bool, str] | int:
    match sort:
        case SortKey.DEPARTMENT:
            return _by_name(case.department)
        case SortKey.PATH:
            return _by_name(case.path)
        case SortKey.TITLE:
            return _by_name(case.title)
        case SortKey.VERSION:
            return _by_name(case.version)
        case SortKey.STATUS:
            return _by_name(case.status)
        case _:
            return -int(getattr(case.counts, sort.value))


def _by_name(name: str) -> tuple[bool, str]:
    """Sorts what has no name behind everything else."""
    return name == "", name


def _together(one: Summary, other: Summary) -> Summary:
    names = [name for name in Summary.__dataclass_fields__ if name != "points"]
    counts = {name: getattr(one, name) + getattr(other, name) for name in names}
    return Summary(**counts, points=points_together(one.points, other.points))
