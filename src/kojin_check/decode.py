"""Located tree → typed model, or findings: the only file that knows pydantic's error shapes.

A file with defects still gives a model: what cannot be read is left out, reported once, and its
route is remembered as *broken*, so that no rule complains about the gap that it leaves.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Any, Generic, TypeGuard, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kojin_check.fields import READABLE_ERROR
from kojin_check.findings import Problem, Span, Text
from kojin_check.similarity import nearest
from kojin_check.yaml_tree import Entry, MappingNode, Node, Part, Route, ScalarNode, SequenceNode, Tree

Model = TypeVar("Model", bound=BaseModel)

_MOST_REPAIRS = 4
"""Each round removes everything that pydantic reports, so a second round is rare and a fifth impossible."""


@dataclass(frozen=True)
class Decoded(Generic[Model]):
    """A model with what went wrong on the way to it."""

    model: Model
    problems: tuple[Problem, ...]
    broken: frozenset[Route]
    """Routes whose values could not be read and are missing in the model."""

    def is_broken(self, route: Route) -> bool:
        """True when `route` or a parent of it could not be read."""
        return bool(self.broken) and any(route[:length] in self.broken for length in range(len(route) + 1))

    def is_intact(self, route: Route) -> bool:
        """True when `route`, its parents and everything in it could be read; also when nothing stands there."""
        return not self.broken or not (self.is_broken(route) or route in self._damaged)

    @cached_property
    def _damaged(self) -> frozenset[Route]:
        """The broken routes with all their parents."""
        return frozenset(route[:length] for route in self.broken for length in range(len(route) + 1))


def decode(model: type[Model], tree: Tree) -> Decoded[Model]:
    """Reads `tree` as `model`; never raises for what the tree holds."""
    if tree.root is None:
        return Decoded(model(), () if tree.problems else (_empty(tree),), frozenset({()}))
    if not isinstance(tree.root, MappingNode):
        return Decoded(model(), (_not_a_mapping(tree),), frozenset({()}))
    data = _plain(tree.root)
    problems: list[Problem] = []
    broken: set[Route] = set()
    for _ in range(_MOST_REPAIRS):
        try:
            decoded = model.model_validate(data)
            break
        except ValidationError as failure:
            for error in failure.errors(include_url=False):
                route = _existing(tree, _route(error))
                broken.add(route)
                problems.append(_problem(model, tree, route, error))
                _remove(data, route)
    else:
        return Decoded(model(), tuple(problems), frozenset({()}))
    unknown = {problem.span for problem in problems if problem.code == "KJ004"}
    problems.extend(_missing_fields(model, tree, tree.root, (), unknown, broken))
    return Decoded(decoded, tuple(problems), frozenset(broken))


def _plain(node: Node) -> Any:
    if isinstance(node, ScalarNode):
        return None if node.text == "" and node.style is None else node.text
    if isinstance(node, MappingNode):
        return {key: _plain(entry.value) for key, entry in node.entries.items()}
    return [_plain(item) for item in node.items]


def _route(error: ErrorDetails) -> Route:
    location = error["loc"]
    # A key of a plain dict that is itself at fault is marked by pydantic with a pseudo step.
    return location[:-1] if location and location[-1] == "[key]" else location


def _existing(tree: Tree, route: Route) -> Route:
    while route and tree.node(route) is None:
        route = route[:-1]
    return route


def _remove(data: Any, route: Route) -> None:
    """Takes the value at `route` out of `data`, keeping the indexes of list entries as they are."""
    if not route:
        return
    for step in route[:-1]:
        data = data[step]
    last = route[-1]
    if isinstance(data, dict):
        data.pop(last, None)
    elif isinstance(data[last], dict) or any(isinstance(entry, dict) for entry in data):
        data[last] = {}
    else:
        data[last] = ""


@cache
def _field_keys(model: type[BaseModel]) -> Mapping[str, tuple[Any, bool]]:
    """Key in the file → (type, whether it must be written)."""
    keys = {}
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra
        needed = isinstance(extra, dict) and bool(extra.get("kojin_check_required"))
        keys[field.alias or name] = (field.annotation, needed)
    return keys


@cache
def _bare(annotation: Any) -> Any:
    """The type in `annotation` that a written value has: without `Annotated` and without None."""
    while True:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            annotation = arguments[0]
        elif origin in (Union, types.UnionType):
            annotation = next(argument for argument in arguments if argument is not types.NoneType)
        else:
            return annotation


def _is_model(annotation: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _model_at(model: type[BaseModel], route: Route) -> type[BaseModel] | None:
    annotation: Any = model
    for step in route:
        bare = _bare(annotation)
        if _is_model(bare):
            annotation, _ = _field_keys(bare).get(str(step), (None, False))
        else:
            annotation = next(reversed(get_args(bare)), None)
    bare = _bare(annotation)
    return bare if _is_model(bare) else None


def _missing_fields(
    annotation: Any, tree: Tree, node: Node, route: Route, unknown: set[Span], broken: set[Route]
) -> Iterator[Problem]:
    """One problem for each required field that is absent or blank, unless a misspelt key stands for it."""
    if route in broken:
        return
    bare = _bare(annotation)
    match node:
        case SequenceNode(items=items) if get_origin(bare) is list:
            for index, item in enumerate(items):
                yield from _missing_fields(get_args(bare)[0], tree, item, (*route, index), unknown, broken)
        case MappingNode(entries=entries) if get_origin(bare) is dict:
            for key, entry in entries.items():
                yield from _missing_fields(get_args(bare)[1], tree, entry.value, (*route, key), unknown, broken)
        case MappingNode(entries=entries) if _is_model(bare):
            keys = _field_keys(bare)
            absent = [
                key
                for key, (_, needed) in keys.items()
                if needed and (*route, key) not in broken and _is_blank(entries.get(key))
            ]
            if absent:
                misspelt = {nearest(key, keys) for key, entry in entries.items() if entry.key.span in unknown}
                for key in absent:
                    if key not in misspelt:
                        yield _missing_field(tree, (*route, key))
            for key, entry in entries.items():
                if key in keys:
                    yield from _missing_fields(keys[key][0], tree, entry.value, (*route, key), unknown, broken)


def _is_blank(entry: Entry | None) -> bool:
    return entry is None or (isinstance(entry.value, ScalarNode) and entry.value.text.strip() == "")


def _empty(tree: Tree) -> Problem:
    return Problem(
        "KJ005",
        tree.locate(()),
        Text("ファイルに何も書かれていません。", "The file is empty."),
        Text(
            "案件の内容を書いてください（kojin-check new で雛形を作れます）。",
            "Write the case (kojin-check new gives a form).",
        ),
    )


def _not_a_mapping(tree: Tree) -> Problem:
    return Problem(
        "KJ006",
        tree.locate(()),
        Text(
            "ファイル全体が「項目名: 値」の形になっていません。",
            "The file as a whole is not written as “key: value”.",
        ),
        Text(
            "行の先頭から「title: 件名」のように、半角の「:」と空白で区切って書いてください。",
            "Start lines with “title: …”: a half-width colon and a space.",
        ),
    )


def _missing_field(tree: Tree, route: Route) -> Problem:
    key = str(route[-1])
    blank = tree.node(route) is not None
    return Problem(
        "KJ005",
        tree.locate(route),
        Text(f"「{key}」が空欄です。", f"“{key}” is blank.")
        if blank
        else Text(f"「{key}」がありません。", f"“{key}” is missing."),
        Text(f"「{key}: 」の後に内容を書いてください。", f"Write a value behind “{key}: ”.")
        if blank
        else Text(f"ここに「{key}: 」の行を加えてください。", f"Add a line “{key}: ” here."),
    )


def _problem(model: type[BaseModel], tree: Tree, route: Route, error: ErrorDetails) -> Problem:
    match error["type"]:
        case "extra_forbidden":
            return _unknown_key(model, tree, route)
        case kind if kind == READABLE_ERROR:
            context = error["ctx"]
            return Problem("KJ006", tree.locate(route), Text(*context["message"]), Text(*context["hint"]))
        case "literal_error" | "enum":
            return _not_one_of(tree, route, error["ctx"]["expected"])
        case "string_type":
            return _wrong_shape(tree, route, _TEXT)
        case "list_type":
            return _wrong_shape(tree, route, _LIST)
        case _:
            return _wrong_shape(tree, route, _MAPPING)


def _unknown_key(model: type[BaseModel], tree: Tree, route: Route) -> Problem:
    key = str(route[-1])
    owner = _model_at(model, route[:-1])
    known = list(_field_keys(owner)) if owner is not None else []
    meant = nearest(key, known)
    listed = "、".join(known)
    return Problem(
        "KJ004",
        tree.locate(route, Part.KEY),
        Text(f"「{key}」という項目名はありません。", f"There is no key “{key}” here."),
        Text(f"「{meant}」の間違いではありませんか。", f"Did you mean “{meant}”?")
        if meant
        else Text(f"ここに書けるのは {listed} です。", f"Known here: {', '.join(known)}."),
    )


def _not_one_of(tree: Tree, route: Route, expected: str) -> Problem:
    node = tree.node(route)
    typed = node.text if isinstance(node, ScalarNode) else ""
    offered = [option.strip().strip("'") for option in expected.replace(" or ", ", ").split(",")]
    meant = nearest(typed, offered)
    listed_ja, listed_en = "、".join(offered), ", ".join(offered)
    return Problem(
        "KJ006",
        tree.locate(route),
        Text(f"「{typed}」は使えません。", f"“{typed}” is not a value of this key.")
        if typed
        else Text("ここには決まった語を1つ書きます。", "One of the known words belongs here."),
        Text(
            f"「{meant}」の間違いではありませんか（書けるのは {listed_ja}）。",
            f"Did you mean “{meant}”? (Known: {listed_en}.)",
        )
        if meant
        else Text(f"書けるのは {listed_ja} です。", f"Known: {listed_en}."),
    )


_TEXT = (
    Text("1つの文（文字）", "a text"),
    Text("「項目名: 内容」のように、同じ行に内容を書いてください。", "Write the value on the same line: “key: value”."),
)
_LIST = (
    Text("一覧", "a list"),
    Text(
        "1つだけでも、行ごとに「- 」を付けるか [ ] で囲んでください。",
        "Start each line with “- ”, or use [ ], even for a single entry.",
    ),
)
_MAPPING = (
    Text("「項目名: 値」の組", "a mapping (“key: value”)"),
    Text("次の行に字下げして「項目名: 値」を書いてください。", "Write “key: value” on the next lines, indented."),
)


def _wrong_shape(tree: Tree, route: Route, wanted: tuple[Text, Text]) -> Problem:
    shape, hint = wanted
    node = tree.node(route)
    name = next((f"「{step}」" for step in reversed(route) if isinstance(step, str)), "ここ")
    match node:
        case SequenceNode():
            found = Text("一覧になっています", "it is a list")
        case MappingNode():
            found = Text("「項目名: 値」の組になっています", "it is a mapping")
        case ScalarNode(text=text) if text.strip():
            found = Text("文字が書かれています", "it is a text")
        case _:
            found = Text("何も書かれていません", "nothing is written")
    return Problem(
        "KJ006",
        tree.locate(route),
        Text(f"{name}には{shape.ja}を書くところですが、{found.ja}。", f"{name} takes {shape.en}, but {found.en}."),
        hint,
    )
