from __future__ import annotations

import types
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from kojin_check.model.case import AnswerFields, Case
from kojin_check.model.case_guide import GUIDE


def models_in(annotation: Any) -> set[type[BaseModel]]:
    """All models that a value of the type can hold, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.values()
        return {annotation}.union(*(models_in(field.annotation) for field in fields))
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        arguments = arguments[:1]
    return set().union(*(models_in(argument) for argument in arguments if argument is not types.NoneType))


def test_speaks_of_every_model_of_a_case() -> None:
    assert set(GUIDE) == models_in(Case) | {AnswerFields}


@pytest.mark.parametrize("model", GUIDE, ids=lambda model: model.__name__)
def test_has_one_line_in_both_languages_for_every_key(model: type[BaseModel]) -> None:
    assert list(GUIDE[model]) == [field.alias or name for name, field in model.model_fields.items()]
    for text in GUIDE[model].values():
        assert text.ja
        assert text.en
        assert "\n" not in text.ja + text.en
