"""A case as a form on the screen: each field and each item with what stands there and the way to write it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kojin_check.findings import Language
from kojin_check.model.checklist import FieldType, Scale
from kojin_check.model.dates import EraDate
from kojin_check.model.longhand import party_text, period_text
from kojin_check.model.pages import Cell, FilledPage, Holder, Structure
from kojin_check.model.sheet import Row, Sheet, known_facts
from kojin_check.new.scaffold import asked_facts
from kojin_check.output.filled_form import FilledForm
from kojin_check.reading.tree import MappingNode, Route
from kojin_check.rules.rule import Context

_CHOICES = {True: "true", False: "false"}


def page_fields(page: FilledPage, form: FilledForm, context: Context, language: Language) -> Mapping[str, Any]:
    """Gives a page with its fields; what can only be written as text is shown and not offered to be typed over."""
    fields = [field for cell in page.cells for field in _fields(cell, form, context, language)]
    if page.holder is Holder.MATTER and not any(cell.field.kind is Structure.FACTS for cell in page.cells):
        # Where the form has no place for them, they decide all the same which items are needed.
        fields += _facts((*page.route, "facts"), form, {"row": "", "required": False})
    return {"title": _title(page, form), "fields": fields}


def sheet_rows(sheet: Sheet, form: FilledForm) -> Mapping[str, Any]:
    """Gives a checklist with its sections, the marks that it offers, and for each item what is answered."""
    return {
        "matter": sheet.index,
        "title": sheet.checklist.title,
        "party": form.matter_of(sheet),
        "marks": _marks(sheet.checklist.marks),
        "sections": [
            {
                "heading": section.heading,
                "rows": [_row(row, sheet) for row in sheet.rows if row.section is section],
            }
            for section in sheet.checklist.sections
        ],
    }


def _marks(scale: Scale) -> list[Mapping[str, Any]]:
    return [
        {"mark": mark, "label": definition.label, "reason": len(definition.needed_fields) == 1}
        for mark, definition in scale.items()
    ]


def _row(row: Row, sheet: Sheet) -> Mapping[str, Any]:
    reasons = [row.item.otherwise] if row.item.otherwise else []
    others = [placed.item.otherwise for placed in sheet.checklist.placed_items() if placed.item.otherwise]
    return {
        "item": row.item.id,
        "address": row.address,
        "text": row.item.text,
        # Beside further fields only the mark is written anew.
        "route": row.mark_route if row.answer.fields else row.route,
        **({} if row.item.scale is None else {"marks": _marks(row.scale)}),
        "mark": row.answer.mark,
        # What stands in parentheses is the reason, or the one field that the mark needs.
        "reason": row.answer.in_parentheses or row.answer.reason or "",
        "note": row.answer.note or "",
        "open": row.answer.is_blank,
        "reasons": list(dict.fromkeys((*reasons, *others))),
    }


def _title(page: FilledPage, form: FilledForm) -> str:
    match page.route:
        case ("matters", int(index), "subcontracts", int(number)):
            return f"{index + 1}-{number + 1}. {form.case.matters[index].type}"
        case ("matters", int(index), *_):
            return f"{index + 1}. {form.case.matters[index].type}"
    return form.version.definition.title


def _fields(cell: Cell, form: FilledForm, context: Context, language: Language) -> Iterator[Mapping[str, Any]]:
    """The field as it is typed: of facts one for each question, of the checklist none."""
    if cell.field.kind is Structure.ANSWERS:
        return
    common = {
        "label": cell.field.label.to(language),
        "row": cell.field.row.to(language),
        "required": cell.field.is_required,
        "open": cell.is_blank,
    }
    if cell.field.kind is Structure.FACTS:
        yield from _facts(cell.route, form, common)
        return
    kind, value, route = _typed(cell, context)
    yield {**common, "route": route, "kind": kind, "value": value, "values": list(cell.field.values)}


def _typed(cell: Cell, context: Context) -> tuple[str, str | list[str], Route]:
    """How a field is typed (line, lines, choices, or not at all), what stands there, and where it is written back."""
    value, route = cell.value, cell.route
    match cell.field.kind:
        case FieldType.TEXTS:
            entries = [str(entry) for entry in value or ()]
            return ("choices" if cell.field.values else "lines"), entries, route
        case Structure.PARTY:
            parts = isinstance(context.tree.node(route), MappingNode) and _is_in_parts(route, context)
            return (
                ("line", value.name if value else "", (*route, "name"))
                if parts
                else ("line", party_text(value) if value else "", route)
            )
        case Structure.PERIODS:
            entries = [period_text(period) for period in value or ()]
            return ("shown" if entries else "lines"), entries, route
        case Structure():
            return "shown", [], route
        case FieldType.CHOICE | FieldType.FLAG:
            return "choice", "" if value is None else _CHOICES.get(value, str(value)), route
        case _:
            return "text", value.text if isinstance(value, EraDate) else str(value or ""), route


def _is_in_parts(route: Route, context: Context) -> bool:
    name = context.tree.node((*route, "name"))
    return name is not None and name.span != context.tree.locate(route)


def _facts(route: Route, form: FilledForm, common: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    match route:
        case ("matters", int(index), *_):
            matter = form.case.matters[index]
        case _:
            return
    checklist = form.version.checklists.get(matter.checklist or 0)
    facts = known_facts(matter, form.version)
    questions = form.version.definition.facts
    for fact in asked_facts(checklist) if checklist is not None else ():
        if fact in questions:
            value, words = facts.get(fact), questions[fact].values
            yield {
                **common,
                "label": questions[fact].ask,
                "open": value is None,
                "route": (*route, fact),
                "kind": "choice",
                "value": _CHOICES[value] if isinstance(value, bool) else "".join(value or ()),
                "values": words or list(_CHOICES.values()),
            }
