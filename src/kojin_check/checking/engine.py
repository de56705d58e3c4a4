"""Runs the rules over one case: located tree in, findings out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import kojin_check.rules.cases  # noqa: F401  Importing the package registers the rules.
from kojin_check.checking.concealing import without_personal_data
from kojin_check.checking.head import head_of
from kojin_check.checking.line_hashes import line_hashes
from kojin_check.checking.waivers import apply_waivers
from kojin_check.errors import UsageError
from kojin_check.findings import START, Edit, FileReport, Finding, Fix, Problem, Related, Severity, Span, Text
from kojin_check.model.case import Case
from kojin_check.model.dates import today as today_in_japan
from kojin_check.model.decode import Decoded, decode
from kojin_check.model.library import Library, Version
from kojin_check.model.pages import Pages, neutral_pages
from kojin_check.model.sheet import sheets_of
from kojin_check.model.shorthand import spelt_out
from kojin_check.reading.characters import is_ordinary
from kojin_check.reading.cleaned_tree import cleaned
from kojin_check.reading.messages import Excess, too_much
from kojin_check.reading.pausing import collection_paused
from kojin_check.reading.reading import read_bytes, read_text
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Part, Route, ScalarNode, Tree
from kojin_check.regex import regex
from kojin_check.rules.cases.unapproved_waiver import ANY_TERMS, WaiverTerms
from kojin_check.rules.rule import RULES, Context, Hiding, Occurrence, Place, Rewrite, Rule, Violation
from kojin_check.similarity import nearest

if TYPE_CHECKING:
    from kojin_check.editing.relocation import Relocation

MOST_FINDINGS = 1000
"""Of more the first ones are reported: nobody reads them all, and a file must not hold up the others.

A case whose 20 matters are all unanswered has some 900.
"""
MOST_MATTERS = 1000
"""A file with more matters is not checked; the largest cases have some ten."""


class WaiverUse(Enum):
    """What becomes of the waivers that a case declares."""

    APPLY = "apply"
    """Findings that a waiver covers are listed apart."""
    DISREGARD = "disregard"
    """Every finding counts, as if there were no waivers."""


class Settings(NamedTuple):
    """Which findings a run reports, and how heavily they weigh.

    Whatever they say, that a case could not be read or laid out is reported with its own weight (`Hiding.NEVER`).
    """

    select: tuple[str, ...] = ()
    """Codes or families (`KJ1`); empty for all."""
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = MappingProxyType({})
    """Code → severity, where it differs from the rule's own."""
    waivers: WaiverUse = WaiverUse.APPLY
    terms: WaiverTerms = ANY_TERMS
    """What a waiver needs beside its reason and its approver, and of which rules."""
    today: date | None = None
    """The day that decides whether a waiver has expired; None for the day in Japan when a case is checked."""
    hashes_lines: bool = False
    """Whether reports hold the hashes by which GitHub knows lines again: they take a fifth of the time of a check."""

    def __reduce__(self) -> tuple[type[Settings], tuple[object, ...]]:
        """For other processes: no mapping that cannot be changed can be sent to them."""
        return Settings, tuple(self._replace(severities=dict(self.severities)))

    def reports(self, code: str) -> bool:
        """True when findings of the rule are wanted, or cannot be hidden."""
        if _is_never_hidden(code):
            return True
        return (not self.select or code.startswith(self.select)) and not (self.ignore and code.startswith(self.ignore))

    def weigh(self, finding: Finding) -> Finding:
        """Gives the finding with the severity that findings of its rule have in this run."""
        severity = self.severities.get(finding.rule)
        if severity is None or _is_never_hidden(finding.rule):
            return finding
        return finding._replace(severity=severity)


def _is_never_hidden(code: str) -> bool:
    rule = RULES.get(code)
    return rule is not None and rule.hiding is Hiding.NEVER


DEFAULT_SETTINGS = Settings()


_PREFIX = "KJ"
"""How every code begins: by itself it would choose all rules, or silence them."""


def is_code(text: str, known: Iterable[str] = RULES) -> bool:
    """True when `text` is one of the known codes or the beginning of one, such as the family `KJ1`."""
    return len(text) > len(_PREFIX) and any(code.startswith(text) for code in known)


def chosen_codes(options: Iterable[str], known: Collection[str] = RULES) -> tuple[str, ...]:
    """Reads codes and families as they are given to `--select`, separated by commas or spaces.

    Args:
        options: the values of the option.
        known: the codes that the command can report; by default those of the rules about cases.

    Raises:
        UsageError: when a code or family fits no rule.
    """
    codes = tuple(code.upper() for option in options for code in option.replace(",", " ").split())
    for code in codes:
        if not is_code(code, known):
            raise UsageError(
                Text(
                    f"{code} という規則はありません。規則の一覧は kojin-check rules で表示できます。",
                    f"There is no rule {code}. See kojin-check rules.",
                )
            )
    return codes


def ignored_codes(options: Iterable[str], known: Collection[str] = RULES) -> tuple[str, ...]:
    """Reads codes and families as they are given to `--ignore`; see `chosen_codes`.

    Raises:
        UsageError: also when a code is that of a rule whose findings cannot be hidden.
    """
    codes = chosen_codes(options, known)
    for code in codes:
        if _is_never_hidden(code):
            raise UsageError(
                Text(
                    f"{code} は --ignore で外せません。案件が読めないか確かめられないという指摘だからです。",
                    f"{code} cannot be ignored: it says that a case could not be read or checked.",
                )
            )
    return codes


@collection_paused()
def check_text(path: str, text: str, library: Library, settings: Settings = DEFAULT_SETTINGS) -> FileReport:
    """Checks a case given as text; `path` is the name that findings show."""
    return check_tree(read_text(path, text, library.case_outline), library, settings)


@collection_paused()
def check_bytes(path: str, data: bytes, library: Library, settings: Settings = DEFAULT_SETTINGS) -> FileReport:
    """Checks a case given as a file's bytes; `path` is the name that findings show."""
    return examine_bytes(path, data, library, settings).report


class Examination(NamedTuple):
    """A case's report with what it was made from, for those who go on from there."""

    report: FileReport
    context: Context
    shown: Source
    """The text of the case as it may be shown: what rules conceal is masked."""
    silenced: tuple[Finding, ...] = ()
    """The findings that the settings do not want."""


def check_tree(tree: Tree, library: Library, settings: Settings = DEFAULT_SETTINGS) -> FileReport:
    """Checks a case that has been read."""
    return examine(tree, library, settings).report


def examine_bytes(path: str, data: bytes, library: Library, settings: Settings = DEFAULT_SETTINGS) -> Examination:
    """Like `check_bytes`, and keeps what the report was made from."""
    examination = examine(read_bytes(path, data, library.case_outline), library, settings)
    return examination._replace(report=with_line_hashes(examination.report, data, settings))


def with_line_hashes(report: FileReport, data: bytes, settings: Settings) -> FileReport:
    """Gives the report on a file of these bytes with the hashes of the lines that its findings stand on, if wanted."""
    if not settings.hashes_lines:
        return report
    lines = {finding.span.line for finding in (*report.findings, *report.waived)}
    return report._replace(line_hashes=line_hashes(data, lines)) if lines else report


@collection_paused()
def examine(tree: Tree, library: Library, settings: Settings = DEFAULT_SETTINGS) -> Examination:
    """Checks a case that has been read, and keeps what its report was made from.

    All rules run, whatever is selected: some pass over what others report, so a selection that
    stopped rules from running would change what the remaining ones find.
    """
    tree = cleaned(tree)
    named = library.version_named_in(tree)
    # The tree as its writer sees it, with what was typed as on the forms written out.
    tree = spelt_out(Case, tree, None if named is None else named.definition)
    decoded = _within_limits(decode(Case, tree, _pages(named, _version_typed_in(tree), library)), tree)
    flagged: set[Route] = set()
    version = library.version(decoded.model.checklist_version)
    today = settings.today or today_in_japan()
    sheets = tuple(sheets_of(decoded.model, version, decoded.is_broken))
    context = Context(tree, decoded, library, version, sheets, flagged, today)
    violations = [] if tree.root is None else list(_violations(context, flagged))
    findings = [
        *(finding_of_problem(problem, tree) for problem in (*tree.problems, *tree.hints)),
        *(finding_of_problem(problem, tree) for problem in decoded.problems if not tree.is_told(problem.span)),
        *(
            finding_of_violation(rule, violation, tree)
            for rule, violation in violations
            if not is_told(violation, tree)
        ),
    ]
    if not is_ordinary(tree.source.text) and _LINE_SEPARATORS.search(tree.source.text):
        findings = [_without_fix_across_lines(finding, tree.source) for finding in findings]
    covered: tuple[Finding, ...] = ()
    if settings.waivers is WaiverUse.APPLY and decoded.model.waivers:
        accepted, idle = apply_waivers(findings, decoded.model, settings.terms, today)
        told = (finding_of_violation(RULES[code], violation, tree) for code, violation in idle)
        findings, covered = [*accepted.open, *told], accepted.covered
    chosen, chosen_covered = chosen_findings(findings, settings), chosen_findings(covered, settings)
    silenced = silenced_findings((*findings, *covered), settings)
    if len(chosen) > MOST_FINDINGS or len(chosen_covered) > MOST_FINDINGS:
        chosen, chosen_covered = _cut_short(chosen, tree), chosen_covered[:MOST_FINDINGS]
    parties = _parties(decoded.model)
    if parties:
        chosen, chosen_covered = (
            [finding._replace(party=parties.get(finding.matter)) for finding in several]
            for several in (chosen, chosen_covered)
        )
    shown = _without_concealed(tree.source, violations)
    report = FileReport(
        path=tree.source.path,
        findings=tuple(chosen),
        waived=tuple(chosen_covered),
        tallies=tuple(
            tally._replace(party=parties.get(tally.matter)) if parties else tally
            for sheet in sheets
            for tally in sheet.tallies()
        ),
        excerpts=excerpts_of((*chosen, *chosen_covered), shown),
        head=None if tree.root is None else head_of(decoded.model, version),
        silenced=len(silenced),
    )
    return Examination(without_personal_data(report), context, shown, silenced)


_LINE_SEPARATORS = regex("[\x85\u2028\u2029]")
"""What looks like the end of a line and is none: what stands on both sides was most likely meant as two lines."""


def _without_fix_across_lines(finding: Finding, source: Source) -> Finding:
    if finding.fix is None:
        return finding
    lines = {line for edit in finding.fix.edits for line in range(edit.span.line, edit.span.end_line + 1)}
    across = any(_LINE_SEPARATORS.search(source.line(line)) for line in lines)
    return finding._replace(fix=None) if across else finding


def _pages(named: Version | None, typed: str, library: Library) -> Pages:
    """The pages that a case is read with, so that of an unknown version only that is told.

    They are those of the version that is called most like it, or else of the one in force.
    """
    if named is not None:
        return named.pages
    newest = library.newest_adopted
    meant = nearest(typed, library.ids)
    definition = newest if meant is None else library.definitions[meant]
    return neutral_pages() if definition is None else Pages(definition)


def _version_typed_in(tree: Tree) -> str:
    node = tree.node(("checklist_version",))
    return node.text if isinstance(node, ScalarNode) else ""


def _cut_short(findings: list[Finding], tree: Tree) -> list[Finding]:
    """Gives the first of the findings, with one more that says so behind the last of them."""
    first = findings[:MOST_FINDINGS]
    end = first[-1].span[2:] if first else START[2:]
    excess = finding_of_problem(too_much(Excess.FINDINGS, MOST_FINDINGS, span=Span(*end, *end)), tree)
    return sorted([*first, excess], key=lambda finding: finding.order)


def _within_limits(decoded: Decoded[Case], tree: Tree) -> Decoded[Case]:
    """Gives the case as it is, or, when it has too many matters, one of which nothing could be read."""
    number = len(decoded.model.matters)
    if number <= MOST_MATTERS:
        return decoded
    excess = too_much(Excess.MATTERS, MOST_MATTERS, number, tree.locate(("matters",), Part.KEY))
    return Decoded(Case(), (*decoded.problems, excess), frozenset({()}))


def is_told(violation: Violation, tree: Tree) -> bool:
    """Whether the violation concerns a value that was repaired to be read, so that its slip is the finding."""
    tree = violation.tree or tree
    return bool(tree.told) and not isinstance(violation.route, Occurrence) and tree.is_told(_span(violation, tree))


def _parties(case: Case) -> Mapping[int | None, str]:
    """Gives the other side of each matter whose type another matter of the case has too, by the matter's index."""
    types = Counter(matter.type for matter in case.matters)
    return {
        index: matter.party.name
        for index, matter in enumerate(case.matters)
        if types[matter.type] > 1 and matter.party is not None and matter.party.name
    }


def chosen_findings(findings: Iterable[Finding], settings: Settings) -> list[Finding]:
    """Gives the findings that `settings` wants, with the severity that it gives them, in the order of reports."""
    return [
        settings.weigh(finding)
        for finding in sorted(findings, key=lambda finding: finding.order)
        if settings.reports(finding.rule)
    ]


def silenced_findings(findings: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    """Gives the findings that `settings` does not want, which a report only counts."""
    return tuple(finding for finding in findings if not settings.reports(finding.rule))


def _violations(context: Context, flagged: set[Route]) -> Iterator[tuple[Rule[Context], Violation]]:
    """Runs the rules, those that yield last, and notes in `flagged` what has been reported so far."""
    for rule in sorted(RULES.values(), key=lambda rule: rule.yields):
        if rule.check is not None:
            # One more than are reported, so that it shows that there are more.
            for violation in list(islice(rule.check(context), MOST_FINDINGS + 1)):
                flagged.update(_route_and_parents(violation))
                yield rule, violation


def _route_and_parents(violation: Violation) -> Iterator[Route]:
    if not isinstance(violation.route, Occurrence):
        for length in range(1, len(violation.route) + 1):
            yield violation.route[:length]


def finding_of_problem(problem: Problem, tree: Tree) -> Finding:
    """Gives a defect that was found while `tree` was read the name and weight of its rule."""
    rule = RULES[problem.code]
    return Finding(
        rule=rule.code,
        name=rule.name,
        severity=problem.severity or rule.severity,
        path=tree.source.path,
        span=problem.span,
        message=problem.message,
        hint=problem.hint,
        related=problem.related,
        fix=problem.fix,
    )


def finding_of_violation(rule: Rule[Any], violation: Violation, tree: Tree) -> Finding:
    """Gives what a rule found its position, and the name and weight of the rule.

    `tree` is the file of what the rule looked at, where the violation does not name another.
    """
    tree = violation.tree or tree
    return Finding(
        rule=rule.code,
        name=rule.name,
        severity=violation.severity or rule.severity,
        path=tree.source.path,
        span=_span(violation, tree),
        message=violation.message,
        hint=violation.hint,
        item=violation.item,
        matter=violation.matter,
        related=tuple(_related(place, tree) for place in violation.related),
        fix=_fix(violation.correction, tree),
    )


def _related(place: Place, tree: Tree) -> Related:
    tree = place.tree or tree
    return Related(tree.source.path, tree.locate(place.route, place.part), place.message)


def _span(violation: Violation, tree: Tree) -> Span:
    match violation.route:
        case Occurrence(start=start) as occurrence:
            return tree.source.span(start, occurrence.end)
        case route:
            return tree.locate(route, violation.part)


def _fix(correction: Rewrite | Relocation | None, tree: Tree) -> Fix | None:
    match correction:
        case Rewrite():
            return _rewriting(correction, tree)
        case None:
            return None
        case _:
            # Imported only where something is to be moved.
            from kojin_check.editing.relocation import relocated

            edits = relocated(correction, tree)
            return None if edits is None else Fix(correction.description, edits)


def _rewriting(rewrite: Rewrite, tree: Tree) -> Fix | None:
    """The edit of exactly the characters concerned; none where the text is not in the file as such (escapes)."""
    span = _scalar_span(rewrite.route, rewrite.part, tree)
    if span is None:
        return None
    start = tree.source.offset(span.line, span.column)
    written = tree.source.slice(span)
    # The first line of a block scalar is its indicator (`>-`), not text.
    at = written.find(rewrite.old, max(written.find("\n"), 0) if written[:1] in ("|", ">") else 0)
    if at < 0:
        return None
    place = tree.source.span(start + at, start + at + len(rewrite.old))
    return Fix(rewrite.description, (Edit(place, rewrite.new),))


def _scalar_span(route: Route, part: Part, tree: Tree) -> Span | None:
    if part is Part.KEY:
        return tree.locate(route, part)
    node = tree.node(route)
    return node.span if isinstance(node, ScalarNode) else None


def _without_concealed(source: Source, violations: list[tuple[Rule[Context], Violation]]) -> Source:
    """Gives the text with everything masked that rules conceal; line ends and columns stay."""
    concealed = [
        violation.route for rule, violation in violations if rule.conceals and isinstance(violation.route, Occurrence)
    ]
    if not concealed:
        return source
    pieces = []
    done = 0
    for occurrence in sorted(concealed, key=lambda occurrence: occurrence.start):
        pieces += [source.text[done : occurrence.start], occurrence.masked]
        done = occurrence.end
    rest = Occurrence(done, source.text[done:])
    # Where there is more than is reported, nobody has looked at the rest.
    pieces.append(rest.masked if len(concealed) > MOST_FINDINGS else rest.text)
    return Source(source.path, "".join(pieces))


def excerpts_of(findings: Iterable[Finding], source: Source) -> Mapping[int, str]:
    """Gives the lines of `source` that the findings point at, by line number."""
    findings = tuple(findings)
    lines = {finding.span.line for finding in findings}
    lines |= {related.span.line for finding in findings for related in finding.related if related.path == finding.path}
    return MappingProxyType({line: source.line(line) for line in sorted(lines)})
