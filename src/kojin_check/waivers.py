"""Findings that a case declares as accepted (`waivers`): which they are, and which waivers cover nothing.

A waiver never hides a finding: it stays in every report, with the reason. It ends with its date,
and it cannot cover that a file could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kojin_check.case import WaiverEntry
from kojin_check.findings import Finding, Text, Waiver
from kojin_check.rule import RULES, Violation

UNUSED_WAIVER = "KJ503"


@dataclass(frozen=True, slots=True)
class Waived:
    """Findings after the waivers of their case have been applied."""

    open: tuple[Finding, ...]
    covered: tuple[Finding, ...]
    """Each with the waiver that covers it."""
    unused: tuple[Violation, ...]
    """Violations of KJ503: the waivers that cover nothing."""


def apply_waivers(findings: Sequence[Finding], entries: Sequence[WaiverEntry], today: date) -> Waived:
    """Sorts `findings` into those that an entry covers and those that stay open.

    An entry covers the findings of its rule on its item, or without an item all findings of its
    rule in the case. It counts through its last day, and only with a reason.
    """
    used: set[int] = set()
    still_open, covered = [], []
    for finding in findings:
        number = next((number for number, entry in enumerate(entries) if _covers(entry, finding, today)), None)
        if number is None:
            still_open.append(finding)
        else:
            used.add(number)
            covered.append(replace(finding, waiver=_waiver(entries[number])))
    return Waived(tuple(still_open), tuple(covered), tuple(_unused(entries, used, today)))


def is_expired(entry: WaiverEntry, today: date) -> bool:
    """True when the last day of the waiver lies before `today`."""
    return entry.expires is not None and entry.expires.last < today


def _covers(entry: WaiverEntry, finding: Finding, today: date) -> bool:
    return (
        entry.rule == finding.rule
        and RULES[finding.rule].waivable
        and bool(entry.reason.strip())
        and not is_expired(entry, today)
        and (entry.item is None or (finding.item is not None and finding.item.address == entry.item))
    )


def _waiver(entry: WaiverEntry) -> Waiver:
    return Waiver(entry.reason, entry.approved_by, None if entry.expires is None else entry.expires.text)


def _unused(entries: Sequence[WaiverEntry], used: set[int], today: date) -> Iterator[Violation]:
    for number, entry in enumerate(entries):
        rule = RULES.get(entry.rule)
        if number in used or rule is None or not entry.reason.strip() or is_expired(entry, today):
            continue  # What is unknown, without reason or expired has a finding of its own.
        target = entry.rule if entry.item is None else f"{entry.rule}（{entry.item}）"
        target_en = entry.rule if entry.item is None else f"{entry.rule} ({entry.item})"
        message = Text(
            f"{target} の指摘はないので、この免除は何も免除していません。",
            f"This waiver covers nothing: there is no finding {target_en}.",
        )
        if not rule.waivable:
            message = Text(f"{entry.rule} の指摘は免除できません。", f"Findings of {entry.rule} cannot be waived.")
        yield Violation(
            ("waivers", number, "rule"),
            message,
            Text(
                "不要になった免除は削除してください。対象の項目を書き誤っていないかも確かめてください。",
                "Delete a waiver that is no longer needed, or correct the item that it names.",
            ),
        )
