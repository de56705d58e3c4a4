"""JSON Schema of the files that are read as pydantic models, derived from the models themselves.

It describes what editors should offer and flag. Where the program is more liberal than an editor can
be (a number in full-width digits), the schema asks for the plain spelling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, get_args, get_origin

from pydantic import BaseModel

from kojin_check.findings import Language, Text
from kojin_check.model.fields import Record
from kojin_check.model.outline_of import Key, Written, keys_of
from kojin_check.model.word import Word
from kojin_check.regex import regex

JsonSchema: TypeAlias = dict[str, Any]
"""A schema, or a part of one, as JSON data."""

TEXT: JsonSchema = {"type": ["string", "number"]}
"""A text; editors read 123 as a number where the program reads the characters."""

_DATES: Mapping[Language, list[str]] = {
    "ja": ["令和6年4月1日", "令和6年4月", "R6.4.1", "2024-04-01"],
    "en": ["2024-04-01", "2024-04", "1 April 2024"],
}
FLAG: JsonSchema = {"type": "boolean"}

_READ_AS_NUMBER = regex(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
_READ_AS_WORD = {"true": True, "false": False, "null": None, "~": None}


class ModelSchema:
    """Makes the schemas of models, each of which becomes a definition that others refer to."""

    def __init__(
        self,
        language: Language,
        leaves: Mapping[type, JsonSchema],
    ) -> None:
        """Prepares to describe models.

        Args:
            language: of the descriptions.
            leaves: the schemas of types that are neither models nor built in.
        """
        self._language = language
        self._leaves: Mapping[type, JsonSchema] = {
            str: TEXT,
            int: {"type": "integer"},
            float: {"type": "number"},
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
        keys = keys_of(model)
        replaced = model.replaced_by if issubclass(model, Record) else {}
        required = [name for name, key in keys.items() if key.declared.is_required and name not in replaced]
        return {
            "type": "object",
            "properties": {name: self._property(key) for name, key in keys.items()},
            "required": required,
            "additionalProperties": False,
            "errorMessage": _keys_expected(tuple(keys), required).to(self._language),
            **_one_of_each(replaced),
        }

    def _property(self, key: Key) -> JsonSchema:
        shape = self.shape(key.written)
        return {
            "description": key.declared.guide.to(self._language),
            **(shape if key.declared.is_required else or_blank(shape)),
        }

    def _or_text(self, written: Written) -> JsonSchema:
        """What may be typed as it stands on the form: a list as a whole or entry by entry."""
        shape = self.shape(written)
        match shape:
            case {"type": "string"}:
                return shape
            case {"type": "array", "items": items}:
                entries = {"anyOf": [items, TEXT]} if items != TEXT else items
                return {"type": ["array", "string"], "items": entries}
            case _:
                return {"anyOf": [shape, TEXT]}

    def shape(self, written: Written) -> JsonSchema:
        """Gives the schema of what is written for a field.

        Raises:
            TypeError: when a type has no schema yet: a new one must be added to `leaves`.
        """
        if written.shorthand is not None:
            return self._or_text(written._replace(shorthand=None))
        leaf = get_origin(written.type) or written.type
        if leaf is Literal:
            return {"enum": list(get_args(written.type))}
        if leaf in self._leaves:
            return dict(self._leaves[leaf])
        if written.each is not None:
            each = self.shape(written.each)
            if leaf is list:
                return {"type": "array", "items": each, "errorMessage": _A_LIST.to(self._language)}
            return {"type": "object", "additionalProperties": or_blank(each) if written.each.may_be_blank else each}
        if written.record is not None:
            reference = self.reference(written.record)
            return {"anyOf": [TEXT, reference]} if written.takes_text else reference
        if isinstance(leaf, type) and issubclass(leaf, Word):
            return enumeration({word: word.guide.to(self._language) for word in leaf})
        raise TypeError(f"no JSON Schema for {written.type}")


_A_LIST = Text(
    "ここは一覧です。「- 」で始まる行を並べるか、[A, B] のように書いてください。",
    "This is a list: write lines that begin with “- ”, or [A, B].",
)


def _keys_expected(keys: Sequence[str], required: Sequence[str]) -> Text:
    """What editors say of a missing key, an unknown one, and of something else than keys: they have one sentence."""
    japanese, english = "、".join(keys), ", ".join(keys)
    needed = (
        Text(f"{'、'.join(required)} は必ず書きます。", f" Needed: {', '.join(required)}.")
        if required
        else Text("", "")
    )
    return Text(
        f"ここには「項目名: 内容」の行を書きます。{needed.ja}書ける項目名は {japanese} です。",
        f"This takes lines “key: value”.{needed.en} Known keys: {english}.",
    )


def _one_of_each(replaced: Mapping[str, str]) -> JsonSchema:
    """Asks for each key or for the one that can stand instead of it."""
    either = [{"anyOf": [{"required": [key]}, {"required": [other]}]} for key, other in replaced.items()]
    return {"allOf": either} if either else {}


BLANK: JsonSchema = {"not": {"type": ["string", "number", "boolean", "object", "array"]}}
"""Nothing written. Not `type: null`, because editors would offer the word null."""


def or_blank(shape: JsonSchema) -> JsonSchema:
    """Gives `shape` for a key that may be left blank."""
    match shape.get("type"):
        # Editors begin a list only where they see one at once.
        case "array":
            return {**shape, "type": ["array", "null"]}
        case ["array", *others]:
            return {**shape, "type": ["array", *others, "null"]}
    return {"anyOf": [shape, BLANK]}


def date_schema(language: Language) -> JsonSchema:
    """Gives the schema of a date, with the spellings that editors offer."""
    return {"type": "string", "examples": _DATES[language]}


def refining(properties: JsonSchema) -> JsonSchema:
    """Gives properties that say more about keys which another part offers already: editors offer each key once."""
    return {key: {**shape, "doNotSuggest": True} for key, shape in properties.items()}


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
