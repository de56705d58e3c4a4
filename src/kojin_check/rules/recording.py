"""What linkages and contracts handle although no recording matter of the case records it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from kojin_check.findings import Text
from kojin_check.model.case import Matter
from kojin_check.model.checklist import Role
from kojin_check.model.entries import Known, Likeness, ListEntry, entries
from kojin_check.reading.tree import Part, Route
from kojin_check.rules.phrases import resembling
from kojin_check.rules.rule import Context, Place, Violation

Field = Literal["data_items", "data_subjects"]

_HANDLING = (Role.LINKAGE, Role.CONTRACT)


def unrecorded_entries(context: Context, field: Field) -> Iterator[Violation]:
    """Yields one violation for each entry of `field` in linkages and contracts that no recording matter lists.

    Silent when no recording matter declares the list, and when a part of one could not be read:
    that part may be the entry.
    """
    recording = list(_recording_lists(context, field))
    if not all(context.decoded.is_intact(route) for route, _ in recording):
        return
    known = Known(entry for route, matter in recording for entry in entries(route, getattr(matter, field)))
    if not known:
        return
    recorders = "、".join(dict.fromkeys(matter.type for _, matter in recording))
    lists = tuple(
        Place(route, Text(f"{matter.type}の一覧はここです", f"the list of {matter.type}"), Part.KEY)
        for route, matter in recording
        if getattr(matter, field)
    )
    likeness = Likeness()
    for index, matter in enumerate(context.case.matters):
        if _role(context, matter) in _HANDLING:
            for entry in entries(("matters", index, field), getattr(matter, field)):
                if entry not in known:
                    yield _violation(
                        index, matter.type, field, entry, likeness.most_like(entry, known), recorders, lists
                    )


def _recording_lists(context: Context, field: Field) -> Iterator[tuple[Route, Matter]]:
    for index, matter in enumerate(context.case.matters):
        if _role(context, matter) is Role.RECORDING:
            yield ("matters", index, field), matter


def _role(context: Context, matter: Matter) -> Role | None:
    return None if context.version is None else context.version.role(matter.type)


def _violation(
    index: int,
    handler: str,
    field: Field,
    entry: ListEntry,
    similar: ListEntry | None,
    recorders: str,
    lists: tuple[Place, ...],
) -> Violation:
    if similar is None:
        return Violation(
            entry.route,
            Text(
                f"「{entry.text}」は、{recorders}の {field} にありません。",
                f"“{entry.text}” is not among the {field} of {recorders}.",
            ),
            Text(
                f"{handler}で扱うなら{recorders}の {field} に加え、扱わないならここから削除してください。",
                f"Add it to the {field} of {recorders} if {handler} handles it; otherwise delete it here.",
            ),
            matter=index,
            related=lists,
        )
    likeness = resembling(entry.text, similar.text)
    return Violation(
        entry.route,
        Text(
            f"「{entry.text}」は、{recorders}の {field} にありません。{likeness.ja}",
            f"“{entry.text}” is not among the {field} of {recorders}. {likeness.en}",
        ),
        Text(
            f"同じものなら「{similar.text}」にそろえ、別のものなら{recorders}の {field} に加えてください。",
            f"Write “{similar.text}” if that is meant; otherwise add it to the {field} of {recorders}.",
        ),
        matter=index,
        related=(Place(similar.route, Text(f"{recorders}の記載はここです", f"what {recorders} records")),),
    )
