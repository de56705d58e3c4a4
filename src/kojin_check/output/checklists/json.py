"""Checklists as JSON, `kojin-check/versions/v1` and `kojin-check/checklists/v1`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kojin_check.escaping.json import in_json
from kojin_check.model.checklist import (
    REASON,
    Checklist,
    FieldDefinition,
    ItemDefinition,
    MarkDefinition,
    Scale,
    VersionDefinition,
)
from kojin_check.model.dates import EraDate
from kojin_check.output.catalogue import ChecklistSelection, VersionList
from kojin_check.output.style import Style, Syntax

SYNTAX = Syntax.JSON


def report(shown: VersionList | ChecklistSelection, style: Style) -> Iterator[str]:
    """Yields one JSON object; the list of versions has of each what stands under `version` with its checklists."""
    yield in_json(_data(shown), indent=2) + "\n"


def _data(shown: VersionList | ChecklistSelection) -> dict[str, Any]:
    match shown:
        case VersionList(definitions):
            return {"schema": "kojin-check/versions/v1", "versions": [_version_data(one) for one in definitions]}
        case ChecklistSelection(version, checklists, pages):
            return {
                "schema": "kojin-check/checklists/v1",
                "version": _version_data(version),
                **({} if pages is None else _pages_data(version)),
                "checklists": [_checklist_data(checklist) for checklist in checklists],
            }


def _version_data(definition: VersionDefinition) -> dict[str, Any]:
    source = definition.source
    return {
        "id": definition.id,
        "title": definition.title,
        "status": definition.status.value,
        "effective": _date_data(definition.effective),
        "supersedes": definition.supersedes,
        "authority": definition.authority,
        "source": None
        if source is None
        else {"title": source.title, "date": _date_data(source.date), "part": source.part},
        "notes": definition.notes,
    }


def _pages_data(definition: VersionDefinition) -> dict[str, Any]:
    """The pages as the form declares them; nothing where it has none."""
    if definition.pages is None:
        return {}
    return {
        "pages": {
            "case": [_field_data(field) for field in definition.pages.case],
            "matters": {name: [_field_data(field) for field in one] for name, one in definition.pages.matters.items()},
            "subcontract": [_field_data(field) for field in definition.pages.subcontract],
        }
    }


def _field_data(field: FieldDefinition) -> dict[str, Any]:
    return {
        "key": field.key,
        "label": field.label,
        "required": field.required,
        **({} if field.row is None else {"row": field.row}),
        **({} if field.type is None else {"type": field.type.value}),
        **({"values": field.values} if field.values else {}),
    }


def _date_data(date: EraDate | None) -> str | None:
    return None if date is None else date.iso


def _checklist_data(checklist: Checklist) -> dict[str, Any]:
    return {
        "number": checklist.number,
        "type": checklist.type,
        "title": checklist.title,
        "scope": checklist.scope,
        "marks": _marks_data(checklist.marks),
        "sections": [
            {
                "actor": section.actor,
                "kind": section.kind,
                "heading": section.heading,
                "items": [_item_data(item, checklist) for item in section.items],
            }
            for section in checklist.sections
        ],
    }


def _marks_data(scale: Scale) -> dict[str, Any]:
    return {mark: _mark_data(definition) for mark, definition in scale.items()}


def _mark_data(definition: MarkDefinition) -> dict[str, Any]:
    needs = [name for name in definition.needed_fields if name != REASON]
    return {
        "label": definition.label,
        "means": definition.means.value,
        "reason": "required" if definition.needs_reason else "optional",
        **({"needs": needs} if needs else {}),
        **({} if definition.points is None else {"points": definition.points}),
    }


def _item_data(item: ItemDefinition, checklist: Checklist) -> dict[str, Any]:
    """The item with only those of its conditions that are set."""
    return {
        "id": item.id,
        "text": item.text,
        **({} if item.when is None else {"when": item.when.to_data()}),
        **({"strict": True} if item.strict else {}),
        **({} if item.otherwise is None else {"otherwise": item.otherwise}),
        **({} if item.scale is None else {"marks": _marks_data(checklist.scale_of(item))}),
        **({"needs": item.needs} if item.needs else {}),
        **({"not_needed": "skip"} if checklist.skips(item) else {}),
    }
