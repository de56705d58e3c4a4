"""The form of a file that is read as a pydantic model."""

from __future__ import annotations

import types
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, PlainValidator
from pydantic.fields import FieldInfo

from kojin_check.reading.shape import ANYTHING, Form, Shape

REQUIRED = "kojin_check_required"
"""What marks a field of a model that must be written, in its extra data for JSON Schema: `fields.required` puts it there."""


def is_required(field: FieldInfo) -> bool:
    """True when the field was declared with `fields.required`."""
    extra = field.json_schema_extra
    return isinstance(extra, dict) and bool(extra.get(REQUIRED))


@dataclass(frozen=True, slots=True)
class TextOr:
    """Annotates a field that is written as one text, or as a mapping that is read as `model`."""

    model: type[BaseModel]


@cache
def form_of(model: type[BaseModel]) -> Form:
    """Gives what belongs where in a file that is read as `model`."""
    keys = {field.alias or name: _form(field.annotation, field.metadata) for name, field in model.model_fields.items()}
    needed = [field.alias or name for name, field in model.model_fields.items() if is_required(field)]
    return Form(Shape.MAPPING, keys, required=frozenset(needed))


def _form(annotation: Any, metadata: list[Any]) -> Form:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _form(arguments[0], [*metadata, *arguments[1:]])
    if origin in (Union, types.UnionType):
        [meant, *others] = [argument for argument in arguments if argument is not types.NoneType]
        return ANYTHING if others else _form(meant, metadata)
    for note in metadata:
        match note:
            case TextOr(model=model):
                return Form(Shape.TEXT_OR_MAPPING, form_of(model).keys)
            case PlainValidator():
                return ANYTHING  # Reads what it gets by itself.
    if origin is list:
        return Form(Shape.LIST, each=_form(arguments[0], []))
    if origin is dict:
        return Form(Shape.MAPPING, each=_form(arguments[1], []))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return form_of(annotation)
    return Form(Shape.TEXT)
