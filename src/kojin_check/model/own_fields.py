"""The fields that only one form has, read by the types that `version.yaml` gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, TypeAlias, assert_never

from pydantic import BeforeValidator, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from kojin_check.findings import Text
from kojin_check.model.case import OWN, FactWord
from kojin_check.model.checklist import FieldType
from kojin_check.model.fields import Amount, Date, Flag, readable_error
from kojin_check.model.pages import PageField, Pages
from kojin_check.model.shorthand import TEXTS, Typed
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Route, ScalarNode, Tree
from kojin_check.similarity import folded, nearest

Fault: TypeAlias = tuple[Route, ErrorDetails]
"""Where a value could not be read, and pydantic's reason."""


def take_out(data: Any, tree: Tree, pages: Pages) -> list[Fault]:
    """Moves the fields of the form's own to where the models keep them, typed; gives what could not be read.

    Args:
        data: what stands in the file, as plain data; changed in place.
        tree: the same with its places.
        pages: whose fields they are.
    """
    faults: list[Fault] = []
    for route, record in list(_records(data, pages)):
        fields = pages.own_fields(route, tree)
        written = {key: record.pop(key) for key in fields.keys() & record.keys()}
        # What a fact is answered with stands among the other facts; all else is kept apart.
        values: dict[str, Any] = record if route[-1:] == ("facts",) else {}
        for key, value in written.items():
            if value is None:
                continue
            place = (*route, key)
            try:
                read = _read(fields[key], value, tree, place)
                values[key] = FactWord(read) if values is record else read
            except ValidationError as failure:
                errors = failure.errors(include_url=False, include_input=False)
                faults += [((*place, *error["loc"]), error) for error in errors]
        if values and values is not record:
            record[OWN] = values
    return faults


def _records(data: Any, pages: Pages) -> Iterator[tuple[Route, dict[str, Any]]]:
    """The mappings that can have fields of the form's own, with their routes."""
    if not isinstance(data, dict):
        return
    yield (), data
    if isinstance(overview := data.get("overview"), dict):
        yield ("overview",), overview
    for index, matter in _entries(data.get("matters")):
        yield ("matters", index), matter
        for number, subcontract in _entries(matter.get("subcontracts")):
            yield ("matters", index, "subcontracts", number), subcontract
        if pages.facts_with_words and isinstance(facts := matter.get("facts"), dict):
            yield ("matters", index, "facts"), facts
        if pages.answer_fields:
            yield from _answers(("matters", index, "answers"), matter.get("answers"))


_LEVELS_OF_ANSWERS = 3
"""Actor, kind, item."""


def _answers(route: Route, data: Any, levels: int = _LEVELS_OF_ANSWERS) -> Iterator[tuple[Route, dict[str, Any]]]:
    """The answers that are written as mappings."""
    if not isinstance(data, dict):
        return
    if not levels:
        yield route, data
        return
    for key, below in data.items():
        yield from _answers((*route, key), below, levels - 1)


def _entries(data: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = enumerate(data) if isinstance(data, list) else ()
    return ((index, entry) for index, entry in entries if isinstance(entry, dict))


def _read(field: PageField, value: Any, tree: Tree, route: Route) -> Any:
    assert isinstance(field.kind, FieldType)
    if field.kind is FieldType.TEXTS and isinstance(node := tree.node(route), ScalarNode):
        parts = TEXTS.read(Typed(node, tree.source, None))
        value = value if parts is None else [part.text for part in parts]
    return reader(field.kind, field.values).validate_python(value)


@cache
def reader(kind: FieldType, values: tuple[str, ...]) -> TypeAdapter[Any]:
    """Gives what reads a value of this type as it was typed.

    Args:
        kind: the type: a text is a `str`, texts are a list, a date is an `EraDate`, a number an `int` or `float`.
        values: the words of a choice.
    """
    match kind:
        case FieldType.TEXT:
            return TypeAdapter(str)
        case FieldType.TEXTS:
            return TypeAdapter(list[str])
        case FieldType.DATE:
            return TypeAdapter(Date)
        case FieldType.FLAG:
            return TypeAdapter(Flag)
        case FieldType.NUMBER:
            return TypeAdapter(Amount)
        case FieldType.CHOICE:
            return TypeAdapter(Annotated[str, BeforeValidator(lambda value: _choice(value, values))])
        case _:
            assert_never(kind)


def _choice(value: object, values: tuple[str, ...]) -> str:
    if isinstance(value, str):
        meant: Mapping[str, str] = {folded(word): word for word in values}
        if folded(value) in meant:
            return meant[folded(value)]
    listed = Text("、".join(f"「{word}」" for word in values), ", ".join(f"“{word}”" for word in values))
    like = nearest(value, values) if isinstance(value, str) else None
    raise readable_error(
        Text(
            f"「{quotation(value)}」は、この欄で選べる語ではありません。",
            f"“{quotation(value)}” cannot be chosen here.",
        )
        if isinstance(value, str)
        else Text("ここは、決まった語から1つを選ぶ欄です。", "One of the known words belongs here."),
        Text(
            f"「{like}」の間違いではありませんか（選べるのは{listed.ja}）。",
            f"Did you mean “{like}”? (Known: {listed.en}.)",
        )
        if like
        else Text(f"{listed.ja}のどれか1つを書いてください。", f"Write one of {listed.en}."),
    )
