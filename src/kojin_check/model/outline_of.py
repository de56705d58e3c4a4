"""What is written for the fields of a pydantic model: the one reading of their annotations."""

import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeGuard, Union, cast, get_args, get_origin

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

from kojin_check.findings import Text
from kojin_check.reading.outline import ANYTHING, Outline, Shape


class TextOr(NamedTuple):
    """Annotates a field that is written as one text, or as a mapping that is read as `model`."""

    model: type[BaseModel]


class Shorthand(NamedTuple):
    """Annotates a field that may also be written as a text, as the forms have it; `shorthand` has the readings."""

    read: Any
    parted_by: str = ""
    """A character without which an entry of a list stands for itself; empty where every text must be read."""


class ReadBy(NamedTuple):
    """Annotates a type that is read from whatever is written, by a function.

    Unlike `pydantic.PlainValidator` it leaves the type itself alone: how it could be written again is of no interest.
    """

    read: Callable[[object], object]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Says so to pydantic."""
        return core_schema.no_info_plain_validator_function(self.read)


class Written(NamedTuple):
    """What is written for an annotation."""

    type: Any
    """What it is read as: `list`, `dict`, a model, or the type of a single value (a Literal as it stands)."""
    each: "Written | None" = None
    """The entries of a list, or the values of a mapping with any keys."""
    record: type[BaseModel] | None = None
    """The model of a mapping with known keys."""
    takes_text: bool = False
    """True where a record may be written as one text."""
    shorthand: Any = None
    """What reads a text that stands for a list, a record or an open value, as the forms have it."""
    parted_by: str = ""
    """As the `Shorthand` has it."""
    may_be_blank: bool = False
    reads_itself: bool = False
    """True for a type that makes what it can of whatever is written."""


class Declared(NamedTuple):
    """What the declaration of a field says of its key, as `fields.required` and `fields.optional` give it."""

    is_required: bool = False
    guide: Text = Text("", "")
    """What to write there, in one line: for forms to fill in and for editors."""
    words: tuple[str, ...] = ()
    """The words that the forms have for the key, for “did you mean”."""


DECLARED = "kojin_check"
"""Where a field keeps its `Declared`, in its extra data for JSON Schema."""


class Key(NamedTuple):
    """A key of a mapping that is read as a model."""

    written: Written
    declared: Declared


@cache
def keys_of(model: type[BaseModel]) -> Mapping[str, Key]:
    """Gives the keys of a mapping that is read as `model`, as the file has them, in the model's order.

    A field that is excluded from what a model writes is no key of the file.
    """
    return {
        field.alias or name: Key(_written(field.annotation, field.metadata), _declared(field))
        for name, field in model.model_fields.items()
        if not field.exclude
    }


@cache
def written_as(model: type[BaseModel]) -> Written:
    """Gives what is written for a file that is read as `model`."""
    return _written(model, [])


def _declared(field: FieldInfo) -> Declared:
    extra = field.json_schema_extra
    return cast(Declared, extra.get(DECLARED, Declared())) if isinstance(extra, dict) else Declared()


def _written(annotation: Any, notes: list[Any], may_be_blank: bool = False) -> Written:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _written(arguments[0], [*notes, *arguments[1:]], may_be_blank)
    if origin in (Union, types.UnionType):
        # Of several types the first one says what is written; the others are what it can be read as.
        meant = next(argument for argument in arguments if argument is not types.NoneType)
        return _written(meant, notes, types.NoneType in arguments)
    mapping = next((note.model for note in notes if isinstance(note, TextOr)), None)
    shorthand = next((note for note in notes if isinstance(note, Shorthand)), Shorthand(None))
    return Written(
        origin if origin in (list, dict) else annotation,
        each=_written(arguments[-1], []) if origin in (list, dict) else None,
        record=annotation if _is_model(annotation) else mapping,
        takes_text=mapping is not None,
        shorthand=shorthand.read,
        parted_by=shorthand.parted_by,
        may_be_blank=may_be_blank,
        reads_itself=any(isinstance(note, ReadBy) for note in notes),
    )


def _is_model(annotation: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


@cache
def outline_of(model: type[BaseModel]) -> Outline:
    """Gives what belongs where in a file that is read as `model`."""
    return _outline(written_as(model))


def _outline(written: Written) -> Outline:
    each = None if written.each is None else _outline(written.each)
    match written:
        case Written(reads_itself=True):
            return ANYTHING
        case Written(record=record) if record is not None:
            keys = keys_of(record)
            outlines = {key: _outline(one.written) for key, one in keys.items()}
            # A key that people call by another name has its place there too: what is wrong is told by its name.
            outlines = {word: outlines[key] for key, one in keys.items() for word in one.declared.words} | outlines
            if written.takes_text:
                return Outline(Shape.TEXT_OR_MAPPING, outlines)
            return Outline(
                Shape.MAPPING,
                outlines,
                required=frozenset(key for key, one in keys.items() if one.declared.is_required),
            )
        case Written(each=None):
            return Outline(Shape.TEXT)
        case _:
            return Outline(Shape.LIST if written.type is list else Shape.MAPPING, each=each)
