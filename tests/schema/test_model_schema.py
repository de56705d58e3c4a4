from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from kojin_check.findings import Text
from kojin_check.model.case import AnswerFields, Case
from kojin_check.model.case_guide import GUIDE
from kojin_check.model.checklist import Checklist, Means, VersionDefinition
from kojin_check.model.checklist_guide import CHECKLIST_GUIDE, WORD_GUIDE
from kojin_check.model.condition import Operator
from kojin_check.model.fields import Record, required
from kojin_check.schema.model_schema import BLANK, TEXT, ModelSchema, as_editors_read, enumeration, or_blank

GUIDES: Mapping[type[BaseModel], Mapping[str, Text]] = {**GUIDE, **CHECKLIST_GUIDE}


def types_in(annotation: Any) -> Iterator[Any]:
    """All types that a field's annotation is made of."""
    yield annotation
    if get_origin(annotation) in (Annotated, Union, types.UnionType, list, dict):
        for argument in get_args(annotation):
            yield from types_in(argument)


def models_in(model: type[BaseModel], seen: set[type[BaseModel]] | None = None) -> set[type[BaseModel]]:
    """`model` with all models that its fields hold."""
    seen = set() if seen is None else seen
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for part in types_in(field.annotation):
                if isinstance(part, type) and issubclass(part, BaseModel):
                    models_in(part, seen)
    return seen


def words_in(model: type[BaseModel]) -> set[StrEnum]:
    return {
        word
        for one in models_in(model)
        for field in one.model_fields.values()
        for part in types_in(field.annotation)
        if isinstance(part, type) and issubclass(part, StrEnum)
        for word in part
    }


ALL_MODELS = {*models_in(Case), *models_in(Checklist), *models_in(VersionDefinition), AnswerFields}


@pytest.mark.parametrize("model", sorted(ALL_MODELS, key=repr))
def test_a_new_field_must_be_explained(model: type[BaseModel]) -> None:
    assert list(GUIDES[model]) == [field.alias or name for name, field in model.model_fields.items()]
    for text in GUIDES[model].values():
        assert text.ja.strip()
        assert any(character.isascii() and character.isalpha() for character in text.en)


def test_a_new_word_must_be_explained() -> None:
    operators = set(Operator) - {Operator.EQUALS}

    assert {*words_in(Case), *words_in(Checklist), *words_in(VersionDefinition), *operators} == set(WORD_GUIDE)


class Inner(Record):
    name: str = required("")
    tags: list[str] = []


class Outer(Record):
    inner: Inner | None = None
    inners: list[Inner] = required([])
    by_name: dict[str, int] = {}
    flag: bool | None = None
    means: Means = required(Means.MET)


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    described: list[type[BaseModel]] = [Inner, Outer]
    guides = {one: {name: Text(f"{name}のこと", f"about {name}") for name in one.model_fields} for one in described}
    models = ModelSchema(guides, WORD_GUIDE, "ja", {})
    return {**models.reference(model), "$defs": models.definitions}


def complaints(schema: dict[str, Any], data: object) -> list[str]:
    Draft202012Validator.check_schema(schema)
    return sorted(error.json_path for error in Draft202012Validator(schema).iter_errors(data))


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        ({"inners": [], "means": "met"}, []),
        ({"inners": [{"name": "a", "tags": None}], "means": "unmet", "inner": None, "flag": None}, []),
        ({"inners": [{"name": 12}], "means": "met", "by_name": {"a": 1}, "flag": True}, []),
        ({}, ["$", "$"]),
        ({"inners": [{}], "means": "done"}, ["$.inners[0]", "$.means"]),
        ({"inners": [], "means": "met", "colour": 1}, ["$"]),
        ({"inners": {}, "means": "met", "flag": "はい", "by_name": []}, ["$.by_name", "$.flag", "$.inners"]),
    ],
)
def test_shapes_follow_from_the_model(data: object, paths: list[str]) -> None:
    assert complaints(schema_of(Outer), data) == paths


def test_keys_and_words_are_described() -> None:
    outer = schema_of(Outer)["$defs"]["Outer"]

    assert outer["properties"]["inners"]["description"] == "innersのこと"
    assert outer["properties"]["means"]["enum"] == ["met", "not_applicable", "unmet"]
    assert outer["properties"]["means"]["enumDescriptions"][0] == "対策を行う"
    assert outer["required"] == ["inners", "means"]


def test_a_type_without_schema_is_an_error_of_the_program() -> None:
    class WithBytes(Record):
        content: bytes = b""

    with pytest.raises(TypeError, match="no JSON Schema for"):
        ModelSchema({WithBytes: {"content": Text("内容", "content")}}, {}, "ja", {}).reference(WithBytes)


@pytest.mark.parametrize("value", [None, "文字", 12, 1.5])
def test_a_blank_text_may_be_left_out(value: object) -> None:
    assert complaints(or_blank(TEXT), value) == []


@pytest.mark.parametrize("value", [True, [], {}])
def test_blank_is_not_just_anything(value: object) -> None:
    assert complaints(or_blank(TEXT), value) == ["$"]
    assert complaints(BLANK, value) == ["$"]


@pytest.mark.parametrize(
    ("word", "values"),
    [
        ("はい", ("はい",)),
        ("no", ("no",)),
        ("1", ("1", 1)),
        ("1.5", ("1.5", 1.5)),
        ("-3", ("-3", -3)),
        ("true", ("true", True)),
        ("null", ("null", None)),
        ("令和6年", ("令和6年",)),
    ],
)
def test_words_that_editors_take_for_something_else(word: str, values: tuple[object, ...]) -> None:
    assert as_editors_read(word) == values
    assert enumeration({word: "説明"}) == {
        "enum": list(values),
        "enumDescriptions": ["説明"] * len(values),
        "markdownEnumDescriptions": ["説明"] * len(values),
    }
