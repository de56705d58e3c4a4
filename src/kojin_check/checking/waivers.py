"""Findings that are accepted: those that a case declares (`waivers`), and the exceptions of a checklist version.

A waiver never hides a finding: it stays in every report, with the reason and with who accepted it.
Without an approver a waiver is a request, and the finding stays open. It ends with its date, and it
cannot cover that a file could not be read or laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kojin_check.findings import Finding, Waiver
from kojin_check.model.case import Case, WaiverEntry
from kojin_check.rules.cases.ambiguous_waiver import AMBIGUOUS_WAIVER, NamedMatters, ambiguous_waiver
from kojin_check.rules.cases.unapproved_waiver import UNAPPROVED_WAIVER, WaiverTerms, unapproved_waiver
from kojin_check.rules.cases.unused_waiver import UNUSED_WAIVER, unused_waiver
from kojin_check.rules.rule import RULES, Hiding, Violation
from kojin_check.rules.vocabulary import says_nothing


class Acceptance(NamedTuple):
    """What somebody has accepted, and why."""

    waiver: Waiver
    rule: str
    item: str | None = None
    """The address of the item that it is about; None for whatever findings of the rule are about."""
    matters: frozenset[int] | None = None
    """The matters that it is about; None for all."""

    def is_about(self, finding: Finding) -> bool:
        """True when a finding of its rule is among those that are accepted."""
        if self.matters is not None and finding.matter not in self.matters:
            return False
        return self.item is None or (finding.item is not None and finding.item.address == self.item)


class Accepted(NamedTuple):
    """Findings after all that is accepted among them has been sorted out."""

    open: tuple[Finding, ...]
    covered: tuple[Finding, ...]
    """Each with the waiver that covers it."""
    used: frozenset[int]
    """The numbers of the acceptances that cover something."""


def sort_out(findings: Iterable[Finding], acceptances: Mapping[int, Acceptance]) -> Accepted:
    """Sorts findings into those that one of the numbered acceptances covers and those that stay open."""
    # Of those that are about the same, the first counts: thousands of acceptances are no more than there are matters.
    by_item: dict[tuple[str, str | None], dict[frozenset[int] | None, int]] = {}
    for number, acceptance in acceptances.items():
        by_item.setdefault((acceptance.rule, acceptance.item), {}).setdefault(acceptance.matters, number)
    still_open, covered, used = [], [], set()
    for finding in findings:
        item = None if finding.item is None else finding.item.address
        numbers = (number for one in {None, item} for number in by_item.get((finding.rule, one), {}).values())
        found = min((number for number in numbers if acceptances[number].is_about(finding)), default=None)
        if found is None:
            still_open.append(finding)
        else:
            used.add(found)
            covered.append(finding._replace(waiver=acceptances[found].waiver))
    return Accepted(tuple(still_open), tuple(covered), frozenset(used))


def apply_waivers(
    findings: Sequence[Finding], case: Case, terms: WaiverTerms, today: date
) -> tuple[Accepted, tuple[tuple[str, Violation], ...]]:
    """Sorts out the findings that an entry of `waivers` covers.

    An approved entry covers the findings of its rule on its item, or without an item all findings of
    its rule in the case. It counts through its last day, and only with a reason that says something.

    Returns:
        the findings, and the entries that cover nothing: code of the rule that says why, and what it says.
    """
    matters = NamedMatters(case)
    acceptances: dict[int, Acceptance] = {}
    idle: list[tuple[str, Violation]] = []
    for number, entry in enumerate(case.waivers):
        if not _is_valid(entry, today):
            continue
        if (unapproved := unapproved_waiver(number, entry, terms)) is not None:
            idle.append((UNAPPROVED_WAIVER, unapproved))
        elif (ambiguous := ambiguous_waiver(number, entry, matters)) is not None:
            idle.append((AMBIGUOUS_WAIVER, ambiguous))
        else:
            acceptances[number] = _acceptance(entry, matters)
    told = {violation.route[1] for _, violation in idle if isinstance(violation.route, tuple)}
    accepted = sort_out(findings, acceptances)
    idle += ((UNUSED_WAIVER, violation) for violation in _unused(case.waivers, {*accepted.used, *told}, today))
    return accepted, tuple(idle)


def _acceptance(entry: WaiverEntry, matters: NamedMatters) -> Acceptance:
    expires = None if entry.expires is None else entry.expires.text
    about = None if entry.party is None else matters.with_party(entry.party)
    return Acceptance(Waiver(entry.reason, entry.approved_by, expires), entry.rule, entry.item, about)


def is_expired(entry: WaiverEntry, today: date) -> bool:
    """True when the last day of the waiver lies before `today`."""
    return entry.expires is not None and entry.expires.last < today


def _is_valid(entry: WaiverEntry, today: date) -> bool:
    rule = RULES.get(entry.rule)
    return rule is not None and rule.hiding is Hiding.BY_WAIVER and _is_reasoned(entry) and not is_expired(entry, today)


def _is_reasoned(entry: WaiverEntry) -> bool:
    return bool(entry.reason.strip()) and not says_nothing(entry.reason)


def _unused(entries: Sequence[WaiverEntry], told: set[str | int], today: date) -> Iterator[Violation]:
    for number, entry in enumerate(entries):
        if number in told or not entry.rule or not _is_reasoned(entry) or is_expired(entry, today):
            continue  # What has no rule or reason, or is expired, has a finding of its own.
        yield unused_waiver(number, entry)
