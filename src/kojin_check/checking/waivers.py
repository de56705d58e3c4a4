"""Findings that a case declares as accepted (`waivers`): which they are, and which waivers cover nothing.

A waiver never hides a finding: it stays in every report, with the reason. It ends with its date,
and it cannot cover that a file could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kojin_check.findings import Finding, Text, Waiver
from kojin_check.model.case import WaiverEntry
from kojin_check.reading.characters import quotation
from kojin_check.rules.rule import RULES, Violation
from kojin_check.rules.vocabulary import says_nothing
from kojin_check.similarity import folded

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
    rule in the case. It counts through its last day, and only with a reason that says something.
    """
    in_force: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        if _is_in_force(entry, today):
            in_force.setdefault(entry.rule, []).append(number)
    used: set[int] = set()
    still_open, covered = [], []
    for finding in findings:
        found = next((number for number in in_force.get(finding.rule, ()) if _is_about(entries[number], finding)), None)
        if found is None:
            still_open.append(finding)
        else:
            used.add(found)
            covered.append(replace(finding, waiver=_waiver(entries[found])))
    return Waived(tuple(still_open), tuple(covered), tuple(_unused(entries, used, today)))


def is_expired(entry: WaiverEntry, today: date) -> bool:
    """True when the last day of the waiver lies before `today`."""
    return entry.expires is not None and entry.expires.last < today


def _is_in_force(entry: WaiverEntry, today: date) -> bool:
    rule = RULES.get(entry.rule)
    return rule is not None and rule.waivable and _is_reasoned(entry) and not is_expired(entry, today)


def _is_about(entry: WaiverEntry, finding: Finding) -> bool:
    return entry.item is None or (finding.item is not None and finding.item.address == entry.item)


def _is_reasoned(entry: WaiverEntry) -> bool:
    return bool(entry.reason.strip()) and not says_nothing(entry.reason)


def _waiver(entry: WaiverEntry) -> Waiver:
    return Waiver(entry.reason, entry.approved_by, None if entry.expires is None else entry.expires.text)


def _unused(entries: Sequence[WaiverEntry], used: set[int], today: date) -> Iterator[Violation]:
    for number, entry in enumerate(entries):
        if number in used or not entry.rule or not _is_reasoned(entry) or is_expired(entry, today):
            continue  # What has no rule or reason, or is expired, has a finding of its own.
        message, hint = _why_unused(entry)
        yield Violation(("waivers", number, "rule"), message, hint)


def _why_unused(entry: WaiverEntry) -> tuple[Text, Text]:
    rule = RULES.get(entry.rule)
    if rule is None:
        return (
            Text(
                f"「{quotation(entry.rule)}」という規則はないので、この免除は何も免除していません。",
                f"This waiver covers nothing: there is no rule “{quotation(entry.rule)}”.",
            ),
            _meant(entry.rule),
        )
    if not rule.waivable:
        return (
            Text(f"{entry.rule} の指摘は免除できません。", f"Findings of {entry.rule} cannot be waived."),
            Text(
                "この免除を削除し、指摘された箇所を直してください。",
                "Delete this waiver, and correct what is reported.",
            ),
        )
    target = entry.rule if entry.item is None else f"{entry.rule}（{quotation(entry.item)}）"
    target_en = entry.rule if entry.item is None else f"{entry.rule} ({quotation(entry.item)})"
    return (
        Text(
            f"{target}の指摘はないので、この免除は何も免除していません。",
            f"This waiver covers nothing: there is no finding {target_en}.",
        ),
        Text(
            "不要になった免除は削除してください。対象の項目を書き誤っていないかも確かめてください。",
            "Delete a waiver that is no longer needed, or correct the item that it names.",
        ),
    )


def _meant(name: str) -> Text:
    """The code that `name` was meant to be: in another width or case of the letters, or by the rule's name.

    Not by likeness: all codes are alike.
    """
    code = folded(name).upper()
    meant = code if code in RULES else next((rule.code for rule in RULES.values() if rule.name == name), None)
    if meant is None:
        return Text(
            "規則のコード（KJ301 など）を書いてください。一覧は kojin-check rules で表示できます。",
            "Write the code of a rule, such as KJ301; kojin-check rules lists them.",
        )
    return Text(f"「{meant}」の間違いではありませんか。", f"Did you mean “{meant}”?")
