"""An answer as its form reads it: which of the item's marks it is, and what the text in parentheses says.

Where a mark needs exactly one field, the text in parentheses is that field: the form has a date there, or a name,
where another form has a reason.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kojin_check.model.checklist import REASON, Checklist, FieldType, ItemDefinition
from kojin_check.model.marks import Answer, on_form
from kojin_check.model.own_fields import reader

_BEHIND_A_NAME = " \u3000:：="


def as_form_reads(answer: Answer, checklist: Checklist, item: ItemDefinition) -> Answer:
    """Gives the answer with the form's own spelling of the mark, and with the field that stands in parentheses.

    A text in parentheses that cannot be read as the field stays the reason: `field_in_parentheses` tells which it is.
    """
    scale = checklist.scale_of(item)
    if answer.mark != answer.typed or answer.mark not in scale:
        answer = on_form(answer, scale)
    name = field_in_parentheses(answer, checklist, item)
    if name is None:
        return answer
    try:
        value = _read(answer, name, checklist)
    except ValidationError:
        return answer
    return replace(answer, reason=None, fields={**answer.fields, name: value})


def field_in_parentheses(answer: Answer, checklist: Checklist, item: ItemDefinition) -> str | None:
    """Gives the name of the field that the text in parentheses is, or None where it is a reason or a note."""
    if not answer.in_parentheses or not checklist.answer_fields:
        return None
    needed = short_form(checklist, item, answer.mark)
    return None if needed in (None, REASON) or needed in answer.fields else needed


def short_form(checklist: Checklist, item: ItemDefinition, mark: str) -> str | None:
    """Gives the one thing that an answer with this mark needs and that can stand in parentheses: a field, or a reason.

    None where nothing is needed, or more than one thing.
    """
    definition = checklist.scale_of(item).get(mark)
    if definition is None:
        return None
    needed = definition.needed_fields or tuple(item.needs)
    return needed[0] if len(needed) == 1 and needed[0] in (REASON, *checklist.answer_fields) else None


def fault_in_parentheses(answer: Answer, name: str, checklist: Checklist) -> ErrorDetails:
    """Gives why the text in parentheses cannot be read as the field `name`; it must be one that cannot."""
    try:
        _read(answer, name, checklist)
    except ValidationError as failure:
        return failure.errors(include_url=False, include_input=False)[0]
    raise ValueError(f"{name} can be read")


def _read(answer: Answer, name: str, checklist: Checklist) -> Any:
    """Reads the text in parentheses, before which the form may have the name of the field: 目標日：令和7年3月31日."""
    written = answer.in_parentheses or ""
    if written.startswith(name):
        written = written.removeprefix(name).lstrip(_BEHIND_A_NAME) or written
    field = checklist.answer_fields[name]
    if field.type is FieldType.TEXTS:
        return [part for part in map(str.strip, written.split("、")) if part]
    return reader(field.type, tuple(field.values)).validate_python(written)
