"""Small versions of checklists, made in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kojin_check.model.checklist import Checklist, ItemDefinition, VersionDefinition
from kojin_check.model.library import Library, Version

MARKS = {
    "○": {"label": "対策が可能", "means": "met"},
    "−": {"label": "対策の必要がない", "means": "not_applicable", "reason": "required"},
}
"""Marks of the ward's forms."""


def item(item_id: str, text: str | None = None, **more: Any) -> ItemDefinition:
    """Gives an item; without a text of its own it has one that is like no other's."""
    return ItemDefinition.model_validate({"id": item_id, "text": text or f"{item_id}{item_id}の文", **more})


def form(
    sections: Mapping[tuple[str, str], Sequence[ItemDefinition | str]],
    number: int = 5,
    type: str = "業務委託",
    **more: Any,
) -> Checklist:
    """Gives a form; an item can be given by its id alone. The heading of a section is `<actor>の<kind>`."""
    return Checklist.model_validate(
        {
            "schema": "kojin-check/checklist/v1",
            "number": str(number),
            "type": type,
            "title": f"{type}の様式",
            "marks": MARKS,
            **more,
            "sections": [
                {
                    "actor": actor,
                    "kind": kind,
                    "heading": f"{actor}の{kind}",
                    "items": [one if isinstance(one, ItemDefinition) else item(one) for one in items],
                }
                for (actor, kind), items in sections.items()
            ],
        }
    )


def version(version_id: str, *forms: Checklist, types: Sequence[str] | None = None, **more: Any) -> Version:
    """Gives a version with these forms; its types are those of the forms unless others are given."""
    names = types if types is not None else list(dict.fromkeys(one.type for one in forms))
    definition = VersionDefinition.model_validate(
        {
            "schema": "kojin-check/version/v1",
            "id": version_id,
            "title": version_id,
            "status": "adopted",
            "types": {name: {} for name in names},
            **more,
        }
    )
    return Version(Path(version_id), definition, {one.number: one for one in forms})


def shelf(*versions: Version) -> Library:
    """Gives a library that holds these versions and reads no file."""
    library = Library((Path("nowhere"),), {one.id: one for one in versions})
    library.__dict__["by_folder"] = ({one.id: one.folder for one in sorted(versions, key=lambda one: one.id)},)
    library.__dict__["definitions"] = {one.id: one.definition for one in versions}
    return library
