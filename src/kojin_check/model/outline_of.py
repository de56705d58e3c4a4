"""The outline of a file that is read as a pydantic model."""

from __future__ import annotations

import types
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, PlainValidator
from pydantic.fields import FieldInfo

from kojin_check.reading.outline import ANYTHING, Outline, Shape

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
def outline_of(model: type[BaseModel]) -> Outline:
    """Gives what belongs where in a file that is read as `model`."""
    keys = {
        field.alias or name: _outline(field.annotation, field.metadata) for name, field in model.model_fields.items()
    }
    needed = [field.alias or name for name, field in model.model_fields.items() if is_required(field)]
    return Outline(Shape.MAPPING, keys, required=frozenset(needed))


def _outline(annotation: Any, metadata: list[Any]) -> Outline:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _outline(arguments[0], [*metadata, *arguments[1:]])
    if origin in (Union, types.UnionType):
        [meant, *others] = [argument for argument in arguments if argument is not types.NoneType]
        return ANYTHING if others else _outline(meant, metadata)
    for note in metadata:
        match note:
            case TextOr(model=model):
                return Outline(Shape.TEXT_OR_MAPPING, outline_of(model).keys)
            case PlainValidator():
                return ANYTHING  # Reads what it gets by itself.
    if origin is list:
        return Outline(Shape.LIST, each=_outline(arguments[0], []))
    if origin is dict:
        return Outline(Shape.MAPPING, each=_outline(arguments[1], []))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return outline_of(annotation)
    return Outline(Shape.TEXT)
