"""A case held against what it was: which findings are new, which answers were relaxed and which waivers added since.

Both states are judged by the checklists of now. A finding counts as known when the former state has the same one
(`kojin_check.checking.fingerprint`), open or waived as now, and no less severe: a defect that has come to be waived
since, or that weighs more since the case is no draft any more, is a change that a reviewer wants to see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kojin_check.checking.engine import (
    DEFAULT_SETTINGS,
    Examination,
    Settings,
    chosen_findings,
    examine_bytes,
    excerpts_of,
    finding_of_violation,
    silenced_findings,
    with_line_hashes,
)
from kojin_check.checking.fingerprint import Identified, identified
from kojin_check.diff.case_changes import CaseState
from kojin_check.diff.counterparts import same_matters
from kojin_check.findings import FileReport, Finding
from kojin_check.model.case import Case, WaiverEntry
from kojin_check.model.checklist import Means
from kojin_check.model.content import content
from kojin_check.model.library import Library
from kojin_check.model.sheet import Row, Sheet
from kojin_check.rules.cases.added_waiver import ADDED_WAIVER, added_waiver
from kojin_check.rules.cases.changed_reason import CHANGED_REASON, changed_field, changed_reason
from kojin_check.rules.cases.relaxed_answer import RELAXED_ANSWER, relaxed_answer
from kojin_check.rules.rule import RULES, Violation
from kojin_check.similarity import folded, is_slip
from kojin_check.since.changed_facts import changed_facts

CHANGED_FACT = "KJ804"

_LENIENCE = {
    means: rank
    for rank, means in enumerate((Means.MET, Means.PARTIAL, Means.NOT_APPLICABLE, Means.EXCUSED, Means.UNMET))
}
"""How little a mark promises."""


@dataclass(frozen=True, slots=True)
class FormerState:
    """What a case file was."""

    revision: str
    """As a person named it; messages quote it."""
    data: bytes
    place: str = ""
    """Its path from the root of the repository; empty where it comes from elsewhere."""


def check_since(
    path: str, data: bytes, former: FormerState | None, library: Library, settings: Settings = DEFAULT_SETTINGS
) -> FileReport:
    """Checks a case and reports what has come up since it was as `former` says.

    Args:
        path: the name that findings show.
        data: the case file as it is now.
        former: what it was; None for a file that was not there, so that everything on it is new. So it is where
            another case stood under this name.
        library: of checklists, for both states.
        settings: of the run.
    """
    now = examine_bytes(path, data, library, settings)
    if former is None:
        return now.report
    then = now if former.data == data else examine_bytes(path, former.data, library, settings)
    if not is_same_case(then.context.case, now.context.case):
        return now.report
    matters = same_matters(then.context.case.matters, now.context.case.matters)
    fresh = _fresh(then.report, now.report, matters)
    changed = tuple(_changes(then, now, matters, former.revision))
    changes = chosen_findings(changed, settings)
    silenced = (*_fresh(_on_silenced(then), _on_silenced(now), matters), *silenced_findings(changed, settings))
    findings = sorted(
        (*(finding for finding in fresh if finding.waiver is None), *changes), key=lambda finding: finding.order
    )
    waived = tuple(finding for finding in fresh if finding.waiver is not None)
    excerpts = excerpts_of((*findings, *waived), now.shown)
    report = now.report._replace(findings=tuple(findings), waived=waived, excerpts=excerpts, silenced=len(silenced))
    return with_line_hashes(report, data, settings)


def is_same_case(then: Case, now: Case) -> bool:
    """Gives true unless both have a title and these differ by more than a slip.

    A name says little: a file is written over with next year's case, and forms filled in for two cases are so alike
    that git takes one for the other under a new name.
    """
    before, after = folded(then.title), folded(now.title)
    return not before or not after or before == after or is_slip(before, after)


# The findings that were there already.


def _state(found: Identified) -> tuple[str, bool]:
    return found.fingerprint, found.finding.waiver is not None


_NEVER = -1
"""Below the weight of every severity."""


def _fresh(then: FileReport, now: FileReport, matters: Mapping[int, int]) -> list[Finding]:
    """The findings that have come up, or weigh more, since."""
    known = _known(then, matters)
    return [
        found.finding for found in identified(now) if known.get(_state(found), _NEVER) < found.finding.severity.weight
    ]


def _on_silenced(examination: Examination) -> FileReport:
    """The report as it would be on what the settings do not want."""
    silenced = examination.silenced
    return examination.report._replace(findings=silenced, waived=(), excerpts=excerpts_of(silenced, examination.shown))


def _known(former: FileReport, matters: Mapping[int, int]) -> Mapping[tuple[str, bool], int]:
    """The weight of the findings on a former state, as they would be told where its matters have their places of now."""
    moved = former._replace(
        findings=tuple(_moved(former.findings, matters)),
        waived=tuple(_moved(former.waived, matters)),
    )
    return {_state(found): found.finding.severity.weight for found in identified(moved)}


def _moved(findings: Iterable[Finding], matters: Mapping[int, int]) -> Iterator[Finding]:
    for finding in findings:
        if finding.matter is None:
            yield finding
        elif finding.matter in matters:
            yield finding._replace(matter=matters[finding.matter])


# The answers, facts and waivers that have changed.


def _changes(then: Examination, now: Examination, matters: Mapping[int, int], revision: str) -> Iterator[Finding]:
    former = {matters[sheet.index]: sheet for sheet in then.context.sheets if sheet.index in matters}
    for sheet in now.context.sheets:
        if sheet.index in former:
            for code, violation in _changed_rows(_Pair(former[sheet.index], sheet, revision)):
                yield finding_of_violation(RULES[code], violation, now.context.tree)
    # Where there were no matters, or none that could be read, no fact of theirs has changed.
    if then is not now and then.context.case.matters:
        for violation in changed_facts(_case_state(then), _case_state(now), revision):
            yield finding_of_violation(RULES[CHANGED_FACT], violation, now.context.tree)
    for violation in _added_waivers(then.context.case, now.context.case, revision):
        yield finding_of_violation(RULES[ADDED_WAIVER], violation, now.context.tree)


def _case_state(examination: Examination) -> CaseState:
    return CaseState(examination.report.path, examination.context.case, examination.context.version)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The same matter's checklist then and now."""

    then: Sheet
    now: Sheet
    revision: str


def _changed_rows(pair: _Pair) -> Iterator[tuple[str, Violation]]:
    # An item keeps its id when it moves to another kind, and an edition says so when it is renamed.
    former = {(row.section.actor, row.item.id): row for row in pair.then.rows}
    renamed = _renamed(pair)
    taken = set(renamed.values())
    for row in pair.now.rows:
        place = (row.section.actor, row.item.id)
        was = None if place in taken and place not in renamed else former.get(renamed.get(place, place))
        # An item that the form no longer asks of the matter is given up as if it were declined.
        means = Means.NOT_APPLICABLE if pair.now.is_skipped(row) else row.means
        if was is None or was.means is None or means is None:
            continue  # What is blank, or not on the form, is reported as such.
        if _LENIENCE[means] > _LENIENCE[was.means]:
            yield RELAXED_ANSWER, relaxed_answer(was, row, pair.now.index, pair.revision)
        elif means is was.means:
            if _is_other_reason(was, row, pair.now):
                yield CHANGED_REASON, changed_reason(was, row, pair.now.index, pair.revision)
            for name in _changed_fields(was, row):
                yield CHANGED_REASON, changed_field(name, was, row, pair.now.index, pair.revision)


def _renamed(pair: _Pair) -> Mapping[tuple[str, str], tuple[str, str]]:
    """Actor and id of an item now → those that it had then, where its edition says that it was called otherwise."""
    then, now = pair.then.checklist, pair.now.checklist
    if then is now or not any(placed.item.formerly for form in (then, now) for placed in form.placed_items()):
        return {}
    from kojin_check.diff.pairing import FormPair, declared_pairs

    return {new[1:]: old[1:] for new, old in declared_pairs([FormPair(then, now)]).items()}


def _is_other_reason(was: Row, row: Row, sheet: Sheet) -> bool:
    """True when there was a reason and it says something else now; one that is missing is reported as such."""
    before, after = folded(was.answer.reason or ""), folded(row.answer.reason or "")
    return bool(before) and before != after and (bool(after) or not row.requires_reason)


def _changed_fields(was: Row, row: Row) -> Iterator[str]:
    """The form's own fields that say something else now; one that is missing is reported as such."""
    for name, before in was.answer.fields.items():
        after = row.answer.fields.get(name)
        if after is not None and content(after, {}) != content(before, {}):
            yield name


def _added_waivers(then: Case, now: Case, revision: str) -> Iterator[Violation]:
    """One violation for each approved waiver that was not there, or not so; one without approver is told as such."""
    known = Counter(_content(entry) for entry in then.waivers)
    subjects = {_subject(entry) for entry in then.waivers}
    for number, entry in enumerate(now.waivers):
        if known[_content(entry)] > 0:
            known[_content(entry)] -= 1
        elif (entry.approved_by or "").strip():
            yield added_waiver(number, entry, revision, is_changed=_subject(entry) in subjects)


def _subject(entry: WaiverEntry) -> tuple[str, str, str]:
    return entry.rule, entry.item or "", folded(entry.party or "")


def _content(entry: WaiverEntry) -> tuple[object, ...]:
    expires = None if entry.expires is None else entry.expires.last
    return *_subject(entry), folded(entry.reason), folded(entry.approved_by or ""), expires
