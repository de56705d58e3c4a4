"""JSON Schema of the files that are read as pydantic models, derived from the models themselves.

It describes what editors should offer and flag. Where the program is more liberal than an editor can
be (a number in full-width digits), the schema asks for the plain spelling.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from kojin_check.findings import Language, Text
from kojin_check.model.outline_of import is_required

JsonSchema: TypeAlias = dict[str, Any]
"""A schema, or a part of one, as JSON data."""

TEXT: JsonSchema = {"type": ["string", "number"]}
"""A text; editors read 123 as a number where the program reads the characters."""

_READ_AS_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
_READ_AS_WORD = {"true": True, "false": False, "null": None, "~": None}


class ModelSchema:
    """Makes the schemas of models, each of which becomes a definition that others refer to."""

    def __init__(
        self,
        guides: Mapping[type[BaseModel], Mapping[str, Text]],
        words: Mapping[StrEnum, Text],
        language: Language,
        leaves: Mapping[type, JsonSchema],
    ) -> None:
        """Prepares to describe models.

        Args:
            guides: model → key in the file → what to write there.
            words: enumerated word → what it says.
            language: of the descriptions.
            leaves: the schemas of types that are neither models nor built in.
        """
        self._guides = guides
        self._words = words
        self._language = language
        self._leaves: Mapping[type, JsonSchema] = {
            str: TEXT,
            int: {"type": "integer"},
            bool: {"type": "boolean"},
            **leaves,
        }
        self.definitions: dict[str, JsonSchema] = {}
        """Name of the model → its schema, for all models described so far."""

    def reference(self, model: type[BaseModel]) -> JsonSchema:
        """Gives a reference to the definition of `model`, which is made if it is new."""
        if model.__name__ not in self.definitions:
            self.definitions[model.__name__] = {}  # So that a model that holds itself ends.
            self.definitions[model.__name__] = self._object(model)
        return {"$ref": f"#/$defs/{model.__name__}"}

    def _object(self, model: type[BaseModel]) -> JsonSchema:
        properties = {}
        needed = []
        for name, field in model.model_fields.items():
            key = field.alias or name
            shape = self.shape(field.annotation)
            if is_required(field):
                needed.append(key)
            else:
                shape = or_blank(shape)
            properties[key] = {"description": self._guides[model][key].to(self._language), **shape}
        return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}

    def _value(self, annotation: Any) -> JsonSchema:
        """The schema of the values of a mapping, which may be blank where the annotation says so."""
        shape = self.shape(annotation)
        return or_blank(shape) if types.NoneType in _alternatives(annotation) else shape

    def shape(self, annotation: Any) -> JsonSchema:
        """Gives the schema of what is written for a field with this annotation.

        Raises:
            TypeError: when a type has no schema yet: a new one must be added to `leaves`.
        """
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.shape(arguments[0])
        if origin in (Union, types.UnionType):
            (written,) = (argument for argument in arguments if argument is not types.NoneType)
            return self.shape(written)
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is list:
            return {"type": "array", "items": self.shape(arguments[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self._value(arguments[1])}
        leaf = origin or annotation
        if leaf in self._leaves:
            return dict(self._leaves[leaf])
        if isinstance(annotation, type) and issubclass(annotation, StrEnum):
            return enumeration({word: self._words[word].to(self._language) for word in annotation})
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.reference(annotation)
        raise TypeError(f"no JSON Schema for {annotation}")


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)


BLANK: JsonSchema = {"not": {"type": ["string", "number", "boolean", "object", "array"]}}
"""Nothing written. Not `type: null`, because editors would offer the word null."""


def or_blank(shape: JsonSchema) -> JsonSchema:
    """Gives `shape` for a key that may be left blank."""
    if shape.get("type") == "array":
        return {**shape, "type": ["array", "null"]}  # Editors begin a list only where they see one at once.
    return {"anyOf": [shape, BLANK]}


def enumeration(words: Mapping[str, str]) -> JsonSchema:
    """Gives the schema of one of the words; each has a description, which editors show beside it."""
    known: list[Any] = []
    described = []
    for word, description in words.items():
        for value in as_editors_read(word):
            known.append(value)
            described.append(description)
    return {"enum": known, "enumDescriptions": described, "markdownEnumDescriptions": described}


def as_editors_read(word: str) -> tuple[Any, ...]:
    """Gives what the unquoted `word` is to an editor: a number or true besides the text, where YAML 1.2 says so."""
    if word in _READ_AS_WORD:
        return (str(word), _READ_AS_WORD[word])
    if _READ_AS_NUMBER.fullmatch(word):
        number = float(word)
        return (str(word), int(number) if number.is_integer() else number)
    return (str(word),)
