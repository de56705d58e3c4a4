"""Versions with one thing changed, for tests of what compares versions: each function gives a new version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kojin_check.model.checklist import Checklist, ItemDefinition, Section
from kojin_check.model.library import Version


def with_version(version: Version, /, **update: Any) -> Version:
    """Changes fields of `version.yaml`."""
    return replace(version, definition=version.definition.model_copy(update=update))


def with_form(version: Version, number: int, /, **update: Any) -> Version:
    """Changes fields of a form; its number too, if `update` says so."""
    form = version.checklists[number].model_copy(update=update)
    forms = {**{old: other for old, other in version.checklists.items() if old != number}, form.number: form}
    return replace(version, checklists=dict(sorted(forms.items())))


def without_form(version: Version, number: int) -> Version:
    """Takes a form out."""
    return replace(version, checklists={old: form for old, form in version.checklists.items() if old != number})


def with_sections(version: Version, number: int, change: Callable[[list[Section]], list[Section]]) -> Version:
    """Changes the list of a form's sections."""
    return with_form(version, number, sections=change(list(version.checklists[number].sections)))


def with_section(version: Version, number: int, actor: str, kind: str, /, **update: Any) -> Version:
    """Changes fields of a section."""
    return with_sections(
        version,
        number,
        lambda sections: [
            section.model_copy(update=update) if (section.actor, section.kind) == (actor, kind) else section
            for section in sections
        ],
    )


def with_items(
    version: Version, address: str, change: Callable[[list[ItemDefinition]], list[ItemDefinition]]
) -> Version:
    """Changes the list of the items of the section at `number/actor/kind`."""
    number, actor, kind = address.split("/")
    items = change(list(section_at(version.checklists[int(number)], actor, kind).items))
    return with_section(version, int(number), actor, kind, items=items)


def with_item(version: Version, address: str, /, **update: Any) -> Version:
    """Changes fields of the item at `number/actor/kind/id`."""
    section, _, item_id = address.rpartition("/")
    return with_items(
        version,
        section,
        lambda items: [item.model_copy(update=update) if item.id == item_id else item for item in items],
    )


def without_item(version: Version, address: str) -> Version:
    """Takes an item out."""
    section, _, item_id = address.rpartition("/")
    return with_items(version, section, lambda items: [item for item in items if item.id != item_id])


def with_new_item(version: Version, section: str, at: int, item: ItemDefinition) -> Version:
    """Puts an item in at index `at` of the section at `number/actor/kind`."""
    return with_items(version, section, lambda items: [*items[:at], item, *items[at:]])


def with_moved_item(version: Version, address: str, section: str, at: int) -> Version:
    """Takes the item at `address` out and puts it in at index `at` of another or the same section."""
    item = item_at(version, address)
    return with_new_item(without_item(version, address), section, at, item)


def section_at(form: Checklist, actor: str, kind: str) -> Section:
    """Gives a section of a form."""
    return next(section for section in form.sections if (section.actor, section.kind) == (actor, kind))


def item_at(version: Version, address: str) -> ItemDefinition:
    """Gives the item at `number/actor/kind/id`."""
    number, actor, kind, item_id = address.split("/")
    return next(item for item in section_at(version.checklists[int(number)], actor, kind).items if item.id == item_id)
