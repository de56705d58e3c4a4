from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from kojin_check.findings import Text
from kojin_check.model.case import Case
from kojin_check.model.checklist import Checklist, Means, VersionDefinition
from kojin_check.model.configuration import ConfigFields
from kojin_check.model.fields import Record, required
from kojin_check.model.outline_of import Written, keys_of
from kojin_check.model.word import Word
from kojin_check.schema.model_schema import BLANK, TEXT, ModelSchema, as_editors_read, enumeration, or_blank


def models_in(model: type[BaseModel]) -> set[type[BaseModel]]:
    """`model` with all models that its fields hold."""
    found = {model}
    for key in keys_of(model).values():
        written: Written | None = key.written
        while written is not None:
            found |= set() if written.record is None else models_in(written.record)
            written = written.each
    return found


ALL_MODELS = {*models_in(Case), *models_in(Checklist), *models_in(VersionDefinition), *models_in(ConfigFields)}


@pytest.mark.parametrize("model", sorted(ALL_MODELS, key=repr))
def test_a_new_field_must_be_explained(model: type[BaseModel]) -> None:
    for key in keys_of(model).values():
        assert key.declared.guide.ja.strip()
        assert any(character.isascii() and character.isalpha() for character in key.declared.guide.en)


@pytest.mark.parametrize("word", [word for words in Word.__subclasses__() for word in words])
def test_a_new_word_must_be_explained(word: Word) -> None:
    assert word.guide.ja.strip()
    assert any(character.isascii() and character.isalpha() for character in word.guide.en)


class Inner(Record):
    name: str = required("", Text("nameのこと", "about name"))
    tags: list[str] = []


class Outer(Record):
    inner: Inner | None = None
    inners: list[Inner] = required([], Text("innersのこと", "about inners"))
    by_name: dict[str, int] = {}
    flag: bool | None = None
    means: Means = required(Means.MET, Text("meansのこと", "about means"))


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    models = ModelSchema("ja", {})
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
    assert outer["properties"]["means"]["enum"] == ["met", "partial", "not_applicable", "unmet", "excused"]
    assert outer["properties"]["means"]["enumDescriptions"][0] == "対策を行う"
    assert outer["required"] == ["inners", "means"]


def test_a_type_without_schema_is_an_error_of_the_program() -> None:
    class WithBytes(Record):
        content: bytes = b""

    with pytest.raises(TypeError, match="no JSON Schema for"):
        ModelSchema("ja", {}).reference(WithBytes)


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
