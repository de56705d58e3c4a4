"""Checklists as JSON, `kojin-check/versions/v1` and `kojin-check/checklists/v1`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kojin_check.escaping.json import in_json
from kojin_check.model.checklist import Checklist, ItemDefinition, VersionDefinition
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
        case ChecklistSelection(version, checklists):
            return {
                "schema": "kojin-check/checklists/v1",
                "version": _version_data(version),
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


def _date_data(date: EraDate | None) -> str | None:
    """ISO 8601: a day, or year and month where no day was written."""
    if date is None:
        return None
    return date.first.isoformat()[: len("2025-01")] if date.is_month else date.first.isoformat()


def _checklist_data(checklist: Checklist) -> dict[str, Any]:
    return {
        "number": checklist.number,
        "type": checklist.type,
        "title": checklist.title,
        "scope": checklist.scope,
        "marks": {
            mark: {"label": definition.label, "means": definition.means.value, "reason": definition.reason}
            for mark, definition in checklist.marks.items()
        },
        "sections": [
            {
                "actor": section.actor,
                "kind": section.kind,
                "heading": section.heading,
                "items": [_item_data(item) for item in section.items],
            }
            for section in checklist.sections
        ],
    }


def _item_data(item: ItemDefinition) -> dict[str, Any]:
    """The item with only those of its conditions that are set."""
    return {
        "id": item.id,
        "text": item.text,
        **({} if item.when is None else {"when": item.when.to_data()}),
        **({"strict": True} if item.strict else {}),
        **({} if item.otherwise is None else {"otherwise": item.otherwise}),
    }
