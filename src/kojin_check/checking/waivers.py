"""Findings that are accepted: those that a case declares (`waivers`), and the exceptions of a checklist version.

A waiver never hides a finding: it stays in every report, with the reason and with who accepted it.
Without an approver a waiver is a request, and the finding stays open. It ends with its date, and it
cannot cover that a file could not be read or laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kojin_check.findings import Finding, Text, Waiver
from kojin_check.model.case import Case, WaiverEntry
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Route
from kojin_check.rules.rule import RULES, Hiding, Violation
from kojin_check.rules.vocabulary import says_nothing
from kojin_check.similarity import folded

UNUSED_WAIVER = "KJ503"
UNAPPROVED_WAIVER = "KJ505"
AMBIGUOUS_WAIVER = "KJ506"

Requirement = Literal["item", "party", "expires"]
_ITEM_BY_ITEM = frozenset({"KJ101"})
"""Rules of which one waiver must not cover all findings: each open answer is accepted by itself."""


@dataclass(frozen=True, slots=True)
class WaiverTerms:
    """What the configuration asks of waivers."""

    require: tuple[Requirement, ...] = ()
    """Keys that a waiver must have."""
    allow: tuple[str, ...] | None = None
    """The codes that can be waived; None for all that the program lets be waived."""


ANY_TERMS = WaiverTerms()


@dataclass(frozen=True, slots=True)
class Acceptance:
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


@dataclass(frozen=True, slots=True)
class Accepted:
    """Findings after all that is accepted among them has been sorted out."""

    open: tuple[Finding, ...]
    covered: tuple[Finding, ...]
    """Each with the waiver that covers it."""
    used: frozenset[int]
    """The numbers of the acceptances that cover something."""


def sort_out(findings: Iterable[Finding], acceptances: Mapping[int, Acceptance]) -> Accepted:
    """Sorts findings into those that one of the numbered acceptances covers and those that stay open."""
    by_rule: dict[str, list[int]] = {}
    for number, acceptance in acceptances.items():
        by_rule.setdefault(acceptance.rule, []).append(number)
    still_open, covered, used = [], [], set()
    for finding in findings:
        numbers = by_rule.get(finding.rule, ())
        found = next((number for number in numbers if acceptances[number].is_about(finding)), None)
        if found is None:
            still_open.append(finding)
        else:
            used.add(found)
            covered.append(replace(finding, waiver=acceptances[found].waiver))
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
    acceptances: dict[int, Acceptance] = {}
    idle: list[tuple[str, Violation]] = []
    for number, entry in enumerate(case.waivers):
        if not _is_valid(entry, today):
            continue
        missing = _what_is_missing(entry, terms)
        if missing is not None:
            idle.append((UNAPPROVED_WAIVER, Violation(("waivers", number), *missing)))
        elif _is_ambiguous(entry, case):
            idle.append((AMBIGUOUS_WAIVER, _ambiguous(entry, number, case)))
        else:
            acceptances[number] = _acceptance(entry, case)
    told = {violation.route[1] for _, violation in idle if isinstance(violation.route, tuple)}
    accepted = sort_out(findings, acceptances)
    idle += ((UNUSED_WAIVER, violation) for violation in _unused(case.waivers, {*accepted.used, *told}, today))
    return accepted, tuple(idle)


def _acceptance(entry: WaiverEntry, case: Case) -> Acceptance:
    expires = None if entry.expires is None else entry.expires.text
    matters = (
        None
        if entry.party is None
        else frozenset(index for index in range(len(case.matters)) if _has_party(index, entry.party, case))
    )
    return Acceptance(Waiver(entry.reason, entry.approved_by, expires), entry.rule, entry.item, matters)


def is_expired(entry: WaiverEntry, today: date) -> bool:
    """True when the last day of the waiver lies before `today`."""
    return entry.expires is not None and entry.expires.last < today


def _is_valid(entry: WaiverEntry, today: date) -> bool:
    rule = RULES.get(entry.rule)
    return rule is not None and rule.hiding is Hiding.BY_WAIVER and _is_reasoned(entry) and not is_expired(entry, today)


_KEYS: Mapping[Requirement, Text] = {
    "item": Text("対象の項目（item）", "the item (`item`)"),
    "party": Text("相手方（party）", "the other side (`party`)"),
    "expires": Text("期限（expires）", "a date (`expires`)"),
}


def _what_is_missing(entry: WaiverEntry, terms: WaiverTerms) -> tuple[Text, Text] | None:
    """Why a valid waiver covers nothing yet, and what to write; None where nothing is missing."""
    if terms.allow is not None and entry.rule not in terms.allow:
        codes = "、".join(terms.allow) or "なし"
        return (
            Text(
                f"設定（waivers の allow）により、{entry.rule} の指摘は免除できません。",
                f"The configuration (allow of waivers) does not let {entry.rule} be waived.",
            ),
            Text(
                f"この免除を削除し、指摘された箇所を直してください（免除できるのは: {codes}）。",
                f"Delete this waiver, and correct what is reported (what can be waived: {', '.join(terms.allow) or 'none'}).",
            ),
        )
    if not (entry.approved_by or "").strip():
        return (
            Text(
                f"{entry.rule} の免除は、承認者が書かれていないので申請中です。指摘はそのまま残ります。",
                f"The waiver of {entry.rule} has no approver, so it is a request: the finding stays.",
            ),
            Text(
                "認められたら、認めた者を approved_by に書いてください。",
                "Once it is accepted, write who accepted it: approved_by.",
            ),
        )
    needed: list[Requirement] = ["item"] if entry.rule in _ITEM_BY_ITEM else []
    lacking = [key for key in dict.fromkeys((*needed, *terms.require)) if not getattr(entry, key)]
    if not lacking:
        return None
    ja, en = "と".join(_KEYS[key].ja for key in lacking), " and ".join(_KEYS[key].en for key in lacking)
    return (
        Text(
            f"{entry.rule} の免除には{ja}が要ります。この免除は何も免除していません。",
            f"A waiver of {entry.rule} needs {en}. This one covers nothing.",
        ),
        Text(f"{ja}を書き加えてください。", f"Add {en}."),
    )


def _fitting_matters(entry: WaiverEntry, case: Case) -> list[int]:
    """The matters that have the form of the entry's address and its other side."""
    number = (entry.item or "").partition("/")[0]
    return [
        index
        for index, matter in enumerate(case.matters)
        if str(matter.checklist) == number and (entry.party is None or _has_party(index, entry.party, case))
    ]


def _has_party(matter: int, name: str, case: Case) -> bool:
    party = case.matters[matter].party
    return party is not None and folded(party.name) == folded(name)


def _is_ambiguous(entry: WaiverEntry, case: Case) -> bool:
    return entry.item is not None and len(_fitting_matters(entry, case)) > 1


def _ambiguous(entry: WaiverEntry, number: int, case: Case) -> Violation:
    matters = [case.matters[index] for index in _fitting_matters(entry, case)]
    names = list(dict.fromkeys(matter.party.name for matter in matters if matter.party is not None))
    route: Route = ("waivers", number, "item")
    message = Text(
        f"「{quotation(entry.item or '')}」に当てはまる付議事項が{len(matters)}件あるので、どれの免除なのかが決まりません。"
        "この免除は何も免除していません。",
        f"{len(matters)} matters have “{quotation(entry.item or '')}”, so it is not settled which one is meant. "
        "This waiver covers nothing.",
    )
    if entry.party is not None or len(names) < len(matters):
        return Violation(
            route,
            message,
            Text(
                "付議事項ごとに違う相手方（party の name）を書いたうえで、免除の party にその名称を書いてください。",
                "Give each matter a party of its own, and name the one that is meant in the waiver's party.",
            ),
        )
    ja, en = (
        "か".join(f"「party: {quotation(name)}」" for name in names),
        " or ".join(f"“party: {quotation(name)}”" for name in names),
    )
    return Violation(route, message, Text(f"{ja}を書き加えてください。", f"Add {en}."))


def _is_reasoned(entry: WaiverEntry) -> bool:
    return bool(entry.reason.strip()) and not says_nothing(entry.reason)


def _unused(entries: Sequence[WaiverEntry], told: set[str | int], today: date) -> Iterator[Violation]:
    for number, entry in enumerate(entries):
        if number in told or not entry.rule or not _is_reasoned(entry) or is_expired(entry, today):
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
    if rule.hiding is not Hiding.BY_WAIVER:
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
