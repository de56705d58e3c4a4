"""Where all cases stand: their answers and findings counted, case by case and by department."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kojin_check.findings import (
    NO_PROFILE,
    CaseProfile,
    FileReport,
    Finding,
    FormField,
    Severity,
    Summary,
    Tally,
    points_together,
)
from kojin_check.model.dates import today
from kojin_check.similarity import company, folded

_CHANGED_AFTER_APPROVAL = "KJ507"


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
    profile: CaseProfile = NO_PROFILE
    """Who and what it is about."""
    findings: tuple[Finding, ...] = ()

    @property
    def parties_by_type(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The types of its matters, each with the other sides by which several of them are told apart."""
        return tuple(
            (one, tuple(dict.fromkeys(side.party for side in self.sides if side.type == one and side.party)))
            for one in self.types
        )

    @property
    def is_changed_since_approval(self) -> bool:
        """True when it is no longer what was approved."""
        return any(finding.rule == _CHANGED_AFTER_APPROVAL for finding in self.findings)

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
    day: date = field(default_factory=today)
    """On which the cases were looked at."""
    looked_at: int = 0
    """How many cases there are, with those that do not fit what was asked for."""
    is_filtered: bool = False
    """True when only some cases were asked for."""
    unknown: int = 0
    """Of the others, how many could not be read, so that nobody can tell whether they fit."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases are asked for; what is None or empty asks for nothing."""

    departments: tuple[str, ...] = ()
    """Parts of names, of which one must fit."""
    parties: tuple[str, ...] = ()
    """Parts of names of contractors or subcontractors, of which one must fit."""
    ends_before: date | None = None
    """The last period ends before this day."""
    facts: tuple[str, ...] = ()
    """Facts or watched items, all of which must hold; `name=false` for one that must not."""
    severity: Severity | None = None
    """There is a finding that weighs at least this."""

    def fits(self, case: CaseStatus) -> bool:
        """True when `case` is asked for."""
        profile = case.profile
        names = [*profile.parties, *profile.subcontractors]
        return (
            (not self.departments or _has_part([case.department], self.departments))
            and (not self.parties or _has_part(map(_bare, names), map(_bare, self.parties)))
            and (self.ends_before is None or (profile.ends is not None and profile.ends < self.ends_before))
            and (not self.facts or (case.is_readable and all(_holds(fact, profile) for fact in self.facts)))
            and (self.severity is None or any(finding.severity >= self.severity for finding in case.findings))
        )


EVERY_CASE = Wanted()


def _has_part(names: Iterable[str], parts: Iterable[str]) -> bool:
    wanted = [folded(part) for part in parts]
    return any(part in folded(name) for name in names for part in wanted)


def _bare(name: str) -> str:
    """A company is the same whatever legal form stands with its name."""
    return company(name)[0]


_YES = frozenset({"", "true", "yes", "はい"})
_NO = frozenset({"false", "no", "いいえ"})


def _holds(fact: str, profile: CaseProfile) -> bool:
    name, _, value = (folded(part) for part in fact.partition("="))
    said = {folded(one) for one in profile.facts}
    if f"{name}:{value}" in said:
        return True
    holds = name in said | {folded(one) for one in profile.watched}
    return holds if value in _YES else not holds if value in _NO else False


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


def status_of(
    files: Iterable[FileReport], sort: SortKey = SortKey.DEPARTMENT, wanted: Wanted = EVERY_CASE
) -> StatusTable:
    """Counts what `files` report, of the cases that are wanted; equals under `sort` stand by department and path."""
    everything = [_case(file) for file in files]
    cases = [case for case in everything if wanted == EVERY_CASE or wanted.fits(case)]
    cases.sort(key=lambda case: (_rank(case, sort), _by_name(case.department), case.path))
    departments: dict[str, Summary] = {}
    for case in cases:
        departments[case.department] = _together(departments.get(case.department, Summary()), case.counts)
    total = Summary()
    for counts in departments.values():
        total = _together(total, counts)
    by_name = sorted(departments.items(), key=lambda entry: _by_name(entry[0]))
    unknown = sum(not case.is_readable for case in everything) - sum(not case.is_readable for case in cases)
    return StatusTable(
        tuple(cases),
        tuple(DepartmentStatus(*entry) for entry in by_name),
        total,
        sort,
        looked_at=len(everything),
        is_filtered=wanted != EVERY_CASE,
        unknown=unknown,
    )


def _case(file: FileReport) -> CaseStatus:
    counts = Summary().plus(file)
    head = file.head
    if head is None:
        return CaseStatus(file.path, "", "", (), "", "", counts, findings=file.findings)
    types = tuple(dict.fromkeys(one for one in head.types if one))
    return CaseStatus(
        file.path,
        head.title.strip(),
        head.department.strip(),
        types,
        head.version,
        head.status,
        counts,
        file.tallies,
        head.fields,
        head.profile,
        file.findings,
    )


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
    names = [name for name in Summary._fields if name != "points"]
    counts = {name: getattr(one, name) + getattr(other, name) for name in names}
    return Summary(**counts, points=points_together(one.points, other.points))
