"""What a case says, whatever characters say it, so that two texts of it can be held against each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeAlias

from pydantic import BaseModel

from kojin_check.model.dates import EraDate

Fields: TypeAlias = Mapping[type[BaseModel], Collection[str]]
"""Names of fields for each kind of model."""


def content(value: Any, apart_from: Fields) -> object:
    """Gives what a model says, as data that can be compared: a date is its days, however it is written.

    Args:
        value: the model, or a value of one of its fields.
        apart_from: the fields that are left out.
    """
    match value:
        case BaseModel():
            left_out = apart_from.get(type(value), ())
            return {
                name: content(getattr(value, name), apart_from)
                for name in type(value).model_fields
                if name not in left_out
            }
        case EraDate():
            return value.first, value.last
        case list():
            return [content(entry, apart_from) for entry in value]
        case dict():
            return {key: content(entry, apart_from) for key, entry in value.items()}
        case _:
            return value
