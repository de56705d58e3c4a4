"""What a case says of itself: its title, and who and what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kojin_check.findings import CaseHead, CaseProfile, FormField
from kojin_check.model.case import Case, Handling, located_periods
from kojin_check.model.dates import EraDate
from kojin_check.model.library import Version
from kojin_check.model.pages import IS_OWN, Pages, neutral_pages
from kojin_check.similarity import folded


def head_of(case: Case, version: Version | None) -> CaseHead:
    """Gives what `case` says of itself, with the items among its data that its version watches for."""
    types = tuple(matter.type for matter in case.matters)
    fields = tuple(_form_fields(case, neutral_pages() if version is None else version.pages))
    profile = _profile(case, version)
    return CaseHead(case.title, case.department, case.checklist_version, case.status, types, fields, profile)


def _profile(case: Case, version: Version | None) -> CaseProfile:
    last = max(
        (period for _, period in located_periods(case) if period.to is not None),
        key=lambda period: (period.to.last, bool(period.renews)) if period.to is not None else (),
        default=None,
    )
    approval = case.approval
    return CaseProfile(
        parties=_names(case.matters),
        subcontractors=_names(one for matter in case.matters for one in matter.subcontracts or ()),
        ends=None if last is None or last.to is None else last.to.last,
        renews=last is not None and bool(last.renews),
        facts=tuple(dict.fromkeys(_facts(case))),
        watched=tuple(_watched(case, version)),
        approval="" if approval is None or approval.date is None else approval.date.text,
        result="" if approval is None else approval.result or "",
    )


def _names(handlings: Iterable[Handling]) -> tuple[str, ...]:
    names = (one.party.name.strip() for one in handlings if one.party is not None)
    return tuple(dict.fromkeys(name for name in names if name))


def _facts(case: Case) -> Iterator[str]:
    for matter in case.matters:
        for name, value in matter.facts.items():
            if value is True:
                yield name
            elif isinstance(value, str) and value:
                yield f"{name}: {value}"


def _watched(case: Case, version: Version | None) -> Iterator[str]:
    """The labels of which a word stands in a data item, in the order of the version."""
    if version is None or not version.definition.watched:
        return
    handlings: list[Handling] = [one for matter in case.matters for one in (matter, *(matter.subcontracts or ()))]
    items = {folded(item) for handling in handlings for item in handling.data_items}
    for label, words in version.definition.watched.items():
        if any(folded(word) in item for word in words for item in items):
            yield label


def _form_fields(case: Case, pages: Pages) -> Iterator[FormField]:
    for page in pages.filled(case, IS_OWN):
        for cell in page.cells:
            if not cell.is_blank:
                places = [step for step in page.route if isinstance(step, int)]
                yield FormField(cell.field.key, cell.field.label.ja, _plain(cell.value), *places)


def _plain(value: Any) -> str | float | bool | tuple[str, ...]:
    match value:
        case EraDate():
            return value.iso
        case list():
            return tuple(value)
        case _:
            plain: str | float | bool = value
            return plain
