"""What the program says: severities, positions, findings, reports.

Everything here is frozen data without behaviour beyond ordering and lookup, so that rules,
the engine and the reporters can pass it on without copying or guarding it. In an interactive
session findings and reports show themselves: a line each in a console, a table in a notebook.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, NamedTuple

Language = Literal["ja", "en"]


class Text(NamedTuple):
    """One sentence for people, in both languages of the program."""

    ja: str
    en: str

    def to(self, language: Language) -> str:
        """Gives the sentence in `language`."""
        return self.ja if language == "ja" else self.en


class Severity(StrEnum):
    """How much a finding weighs; compares by weight (`INFO < WARNING < ERROR`)."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def weight(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return _WEIGHTS[self]

    def __lt__(self, other: str) -> bool:
        return self.weight < Severity(other).weight

    def __le__(self, other: str) -> bool:
        return self.weight <= Severity(other).weight

    def __gt__(self, other: str) -> bool:
        return self.weight > Severity(other).weight

    def __ge__(self, other: str) -> bool:
        return self.weight >= Severity(other).weight


_WEIGHTS = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class Span(NamedTuple):
    """A stretch of a file: lines and columns from 1, counted in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)
"""The position of what concerns a file as a whole."""


class Related(NamedTuple):
    """A second place that explains a finding: the `media` line, the first of two keys."""

    path: str
    span: Span
    message: Text


class Edit(NamedTuple):
    """Replaces the characters of `span` by `text`; an empty span inserts."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A correction that is safe to make without asking: edits of one file that do not overlap."""

    description: Text
    edits: tuple[Edit, ...]


class ItemRef(NamedTuple):
    """The checklist item that a finding is about."""

    address: str
    """`number/actor/kind/id`, for example `5/区が行う/運用上/施錠保管`."""
    text: str
    """The measure's full text, as on the form."""


class Problem(NamedTuple):
    """A defect found while text was being read, at a known position, not yet weighed by a rule's severity."""

    code: str
    span: Span
    message: Text
    hint: Text
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None
    """Where it differs from the rule's own."""


class Waiver(NamedTuple):
    """Why a finding was accepted: the entry of a case's `waivers` that covers it."""

    reason: str
    approved_by: str | None
    expires: str | None
    """The date as it was typed, for example 令和8年3月31日."""


class Finding(NamedTuple):
    """One thing that the program reports."""

    rule: str
    """The rule's code, for example KJ301."""
    name: str
    """The rule's name, for example inapplicable-item-ticked."""
    severity: Severity
    path: str
    """As given on the command line, with `/`."""
    span: Span
    message: Text
    """What is wrong."""
    hint: Text
    """What to write instead."""
    item: ItemRef | None = None
    matter: int | None = None
    """Index of the matter in the case, from 0."""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    waiver: Waiver | None = None
    party: str | None = None
    """The other side of the matter, where the case has several matters of its type; not yet made safe."""

    @property
    def order(self) -> tuple[str, Span, str, str]:
        """The order of findings in every report: path, position, code."""
        return (self.path, self.span, self.rule, self.message.ja)

    def __repr__(self) -> str:
        place = f"{self.path}:{self.span.line}:{self.span.column}"
        waived = "" if self.waiver is None else " (waived)"
        return f"<Finding {place!r} {self.severity.value} {self.rule}{waived}: {self.message.ja!r}>"

    def _repr_html_(self) -> str:
        return _html("", (self,))


class Tally(NamedTuple):
    """How one actor's side of one matter's checklist is answered, as counts of items."""

    matter: int
    type: str
    checklist: int
    actor: str
    total: int
    met: int
    not_applicable: int
    unanswered: int
    party: str | None = None
    """The other side of the matter, where the case has several matters of its type; not yet made safe."""
    partial: int = 0
    unmet: int = 0
    excused: int = 0
    points: float | int | None = None
    """The sum of the points of its answers; None where the form has no points."""


class FormField(NamedTuple):
    """What a case says in a field that only its form has."""

    key: str
    """As the version's `pages` have it."""
    label: str
    value: str | float | bool | tuple[str, ...]
    """A date as ISO 8601: a day, or year and month where no day was written."""
    matter: int | None = None
    """Index of the matter in the case, from 0; None on the page of the case."""
    subcontract: int | None = None
    """Index of the subcontract in the matter."""


class CaseProfile(NamedTuple):
    """Who and what a case is about, for those who look for cases; not yet made safe."""

    parties: tuple[str, ...] = ()
    """The other sides of its matters, each once."""
    subcontractors: tuple[str, ...] = ()
    ends: date | None = None
    """The last day of its last period; None where no period has an end."""
    renews: bool = False
    """True when that period goes on in the following years."""
    facts: tuple[str, ...] = ()
    """The facts that hold: a flag by its name, another one as `name: value`."""
    watched: tuple[str, ...] = ()
    """Which of the items that the version watches for are among its data items."""
    approval: str = ""
    """The day of its approval as it was typed; empty where it holds no record of one."""
    result: str = ""
    """The outcome of that decision, in the word of the form."""


NO_PROFILE = CaseProfile()
"""Of a case that says nothing of the kind, or could not be read."""


class CaseHead(NamedTuple):
    """What a case says of itself, as far as it could be read; empty where it says nothing."""

    title: str
    department: str
    version: str
    """Id of the checklist version."""
    status: str
    """draft or final."""
    types: tuple[str, ...]
    """The types of its matters, in their order."""
    fields: tuple[FormField, ...] = ()
    """The fields that only its form has, page by page; those left blank are left out."""
    profile: CaseProfile = NO_PROFILE


class FileReport(NamedTuple):
    """What one case file gives."""

    path: str
    findings: tuple[Finding, ...]
    """Sorted by position, then code."""
    waived: tuple[Finding, ...] = ()
    tallies: tuple[Tally, ...] = ()
    excerpts: Mapping[int, str] = MappingProxyType({})
    """The lines that findings point at, by line number, without line ends."""
    head: CaseHead | None = None
    """None where the file could not be read at all."""
    silenced: int = 0
    """Findings that are not wanted: not selected, or ignored."""
    line_hashes: Mapping[int, str] = MappingProxyType({})
    """By which GitHub knows the lines of findings again; none where the text did not come from a file in UTF-8."""

    def __repr__(self) -> str:
        return f"<FileReport {self.path!r}: {_counted(self.findings, self.waived)}>"

    def _repr_html_(self) -> str:
        return _html(repr(self), (*self.findings, *self.waived))

    def __reduce__(self) -> "tuple[type[FileReport], tuple[object, ...]]":
        """For other processes: no mapping that cannot be changed can be sent to them."""
        return FileReport, tuple(self._replace(excerpts=dict(self.excerpts), line_hashes=dict(self.line_hashes)))


class Omission(StrEnum):
    """Why a file that lies among cases was not checked; the value is its name for programs."""

    OTHER_FORMAT = "other_format"
    """It is a checklist, for example: another format of this program."""
    EXCLUDED = "excluded"
    LINKED_FOLDER = "linked_folder"
    """A link to a folder elsewhere."""
    LOOK_ALIKE = "look_alike"
    """It seems to be a case, but does not have the name of one: `案件.yaml.txt`."""
    CONFIGURATION = "configuration"
    """A configuration that does not count in this run."""
    UNREADABLE = "unreadable"


class Unchecked(NamedTuple):
    """A file (or a link to a folder) that was come across, and not checked."""

    path: str
    """As findings show paths."""
    omission: Omission
    detail: str = ""
    """The schema of another format, the pattern that excludes, or where the link leads; not yet made safe."""
    configuration: str = ""
    """The configuration that holds the pattern."""


_LET_OFF = frozenset({"KJ005", "KJ108", "KJ206"})
"""Of these gaps a draft is only warned; KJ101 is another, of which the tallies say."""


def _is_finished_draft(file: FileReport) -> bool:
    return (
        file.head is not None
        and file.head.status == "draft"
        and bool(file.tallies)
        and all(tally.total and not tally.unanswered for tally in file.tallies)
        and all(finding.severity < Severity.ERROR and finding.rule not in _LET_OFF for finding in file.findings)
    )


def points_together(*points: float | int | None) -> float | int | None:
    """Gives the sum of points; None where there are none at all."""
    known = [one for one in points if one is not None]
    return round(sum(known), _DIGITS_OF_POINTS) if known else None


_DIGITS_OF_POINTS = 9
"""So many digits behind the point can be written; what adding up leaves behind them is noise."""


class Summary(NamedTuple):
    """Counts over a whole report."""

    cases: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    waived: int = 0
    """Findings that a waiver covers; they count as nothing else."""
    total: int = 0
    """Items of all checklists that the cases answer."""
    met: int = 0
    partial: int = 0
    unmet: int = 0
    not_applicable: int = 0
    excused: int = 0
    unanswered: int = 0
    points: float | int | None = None
    """The sum of the points of all answers; None where no form has points."""
    fixable: int = 0
    """Findings that `--fix` corrects."""
    finished_drafts: int = 0
    """Cases that call themselves drafts although nothing is missing and nothing wrong."""
    silenced: int = 0
    """Findings that are not wanted: not selected, or ignored. They count as nothing else."""
    unchecked: Counter[Omission] = Counter()
    """How many files were not checked, and why."""

    def plus(self, file: FileReport | Unchecked) -> "Summary":
        """Gives the summary with one more file counted in."""
        if isinstance(file, Unchecked):
            return self._replace(unchecked=self.unchecked + Counter({file.omission: 1}))
        severities = [finding.severity for finding in file.findings]
        return Summary(
            cases=self.cases + 1,
            errors=self.errors + severities.count(Severity.ERROR),
            warnings=self.warnings + severities.count(Severity.WARNING),
            infos=self.infos + severities.count(Severity.INFO),
            waived=self.waived + len(file.waived),
            total=self.total + sum(tally.total for tally in file.tallies),
            met=self.met + sum(tally.met for tally in file.tallies),
            partial=self.partial + sum(tally.partial for tally in file.tallies),
            unmet=self.unmet + sum(tally.unmet for tally in file.tallies),
            not_applicable=self.not_applicable + sum(tally.not_applicable for tally in file.tallies),
            excused=self.excused + sum(tally.excused for tally in file.tallies),
            unanswered=self.unanswered + sum(tally.unanswered for tally in file.tallies),
            points=points_together(self.points, *(tally.points for tally in file.tallies)),
            fixable=self.fixable + sum(finding.fix is not None for finding in file.findings),
            finished_drafts=self.finished_drafts + _is_finished_draft(file),
            silenced=self.silenced + file.silenced,
            unchecked=self.unchecked,
        )

    def reaches(self, threshold: Severity) -> bool:
        """True when there is a finding at or above `threshold`."""
        match threshold:
            case Severity.ERROR:
                return self.errors > 0
            case Severity.WARNING:
                return self.errors + self.warnings > 0
            case Severity.INFO:
                return self.errors + self.warnings + self.infos > 0


class Tallied:
    """Passes file reports on one by one and keeps their summary, so that none of them need be kept."""

    def __init__(self, files: Iterable[FileReport]) -> None:
        self._files = files
        self.summary = Summary()
        """The counts over the files that have been passed on so far."""

    def __iter__(self) -> Iterator[FileReport]:
        for file in self._files:
            self.summary = self.summary.plus(file)
            yield file


class Report(NamedTuple):
    """The outcome of one run over any number of case files."""

    files: tuple[FileReport, ...]

    def __repr__(self) -> str:
        return f"<Report on {len(self.files)} files: {_counted(self.findings, self.waived)}>"

    def _repr_html_(self) -> str:
        return _html(repr(self), (*self.findings, *self.waived))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the files and within a file by position."""
        return tuple(finding for file in self.files for finding in file.findings)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """All findings that a waiver covers."""
        return tuple(finding for file in self.files for finding in file.waived)

    @property
    def summary(self) -> Summary:
        """The counts over all files."""
        total = Summary()
        for file in self.files:
            total = total.plus(file)
        return total


def _counted(findings: Iterable[Finding], waived: Iterable[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    words = [f"{counts[severity]} {severity.value}s" for severity in reversed(Severity) if counts[severity]]
    words += [f"{len(accepted)} waived"] if (accepted := tuple(waived)) else []
    return ", ".join(words) or "no findings"


def _html(title: str, findings: Iterable[Finding]) -> str:
    from html import escape

    rows = "".join(
        f"<tr><td>{escape(finding.path)}:{finding.span.line}:{finding.span.column}</td>"
        f"<td>{finding.severity.value if finding.waiver is None else 'waived'}</td><td>{finding.rule}</td>"
        f"<td style='text-align: left'>{escape(finding.message.ja)}<br>{escape(finding.hint.ja)}</td></tr>"
        for finding in findings
    )
    return (f"<p>{escape(title)}</p>" if title else "") + (f"<table>{rows}</table>" if rows else "")
