"""Located tree → typed model, or findings: the only file that knows pydantic's error shapes.

A file with defects still gives a model: what cannot be read is left out, reported once, and its
route is remembered as *broken*, so that no rule complains about the gap that it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kojin_check.findings import Problem, Severity, Text
from kojin_check.model.fields import Record
from kojin_check.model.misfit import Misfits, is_blank_entry, record_at
from kojin_check.model.outline_of import Written, keys_of, written_as
from kojin_check.model.own_fields import take_out
from kojin_check.model.pages import Pages
from kojin_check.reading.characters import without_suspicious
from kojin_check.reading.tree import MAX_PROBLEMS, MappingNode, Node, Route, ScalarNode, SequenceNode, Tree

Model = TypeVar("Model", bound=BaseModel)

_MOST_REPAIRS = 4
"""Each round removes everything that pydantic reports, so a second round is rare and a fifth impossible."""
_MOST_PROBLEMS = 1_000
"""A file with more than this is not what it should be in the first place: only some are reported, and nothing else."""


@dataclass(frozen=True)
class Decoded(Generic[Model]):
    """A model with what went wrong on the way to it."""

    model: Model
    problems: tuple[Problem, ...]
    broken: frozenset[Route]
    """Routes whose values could not be read and are missing in the model; of a misspelt key also the one it is for."""

    gaps: Mapping[Route, frozenset[str]] = field(default_factory=dict)
    """Mappings from which a line was left out as unreadable, with the keys that they have."""
    guessed: frozenset[Route] = frozenset()
    """Routes whose values were typed with a slip that has been reported; the model has what was probably meant."""
    missing: frozenset[Route] = frozenset()
    """Routes of required keys that are absent or blank, which has been reported."""
    displaced: frozenset[str] = frozenset()
    """Keys that have been reported as unknown where they stand: one that is missed elsewhere has only slipped."""

    def is_broken(self, route: Route) -> bool:
        """True when `route` or a parent of it could not be read, or may be what an unreadable line held."""
        if not (self.broken or self.gaps):
            return False
        return any(self._is_unread(route[:length]) for length in range(len(route) + 1))

    def _is_unread(self, route: Route) -> bool:
        keys = self.gaps.get(route[:-1]) if route else None
        return route in self.broken or (keys is not None and route[-1] not in keys)

    def is_intact(self, route: Route) -> bool:
        """True when `route`, its parents and everything in it could be read; also when nothing stands there."""
        if not (self.broken or self.gaps or self.guessed):
            return True
        return not (self.is_broken(route) or route in self._damaged)

    @cached_property
    def _damaged(self) -> frozenset[Route]:
        """The broken and guessed routes with all their parents."""
        return frozenset(route[:length] for route in self.broken | self.guessed for length in range(len(route) + 1))


def decode(model: type[Model], tree: Tree, pages: Pages | None = None) -> Decoded[Model]:
    """Reads `tree` as `model`; never raises for what the tree holds.

    Args:
        model: what the file is.
        tree: what stands in it.
        pages: of a case, the pages of its form: what they call the keys, and the fields that only they have.
    """
    if tree.root is None:
        return Decoded(model(), () if tree.problems else (_empty(tree),), frozenset({()}))
    if not isinstance(tree.root, MappingNode):
        return Decoded(model(), (_not_a_mapping(tree),), frozenset({()}))
    data = _plain(tree.root)
    problems: list[Problem] = []
    gaps = _gaps(tree)
    broken = {*_aliases(tree.root, ()), *_repeated(tree), *_fields_in_gaps(model, gaps)} if tree.problems else set()
    displaced: set[str] = set()
    misfits = Misfits(model, tree, pages)
    for route, error in () if pages is None else take_out(data, tree, pages):
        broken.add(existing := _existing(tree, route))
        problems.append(misfits.problem(existing, error))
    for _ in range(_MOST_REPAIRS):
        try:
            decoded = model.model_validate(data)
            break
        except ValidationError as failure:
            errors = failure.errors(include_url=False, include_input=False)
            if len(errors) > _MOST_PROBLEMS:
                problems += [misfits.problem(_existing(tree, _route(error)), error) for error in errors[:MAX_PROBLEMS]]
                return Decoded(model(), tuple(problems), frozenset({()}))
            for error in errors:
                route = _existing(tree, _route(error))
                broken.add(route)
                if error["type"] == "extra_forbidden":
                    displaced.add(without_suspicious(str(route[-1])))
                    broken.update(misfits.meant_route(route))
                problems.append(misfits.problem(route, error))
                _remove(data, route, "" if error["type"] == "string_type" else {})
    else:
        return Decoded(model(), tuple(problems), frozenset({()}))
    missing = dict(_missing_fields(written_as(model), misfits, tree.root, (), displaced, broken))
    problems.extend(missing.values())
    guessed = frozenset(_guessed(tree, tree.root, ())) if tree.told else frozenset()
    return Decoded(decoded, tuple(problems), frozenset(broken), gaps, guessed, frozenset(missing), frozenset(displaced))


def _guessed(tree: Tree, node: Node, route: Route) -> Iterator[Route]:
    match node:
        case MappingNode(entries=entries):
            for key, entry in entries.items():
                yield from _guessed(tree, entry.value, (*route, key))
        case SequenceNode(items=items):
            for index, item in enumerate(items):
                yield from _guessed(tree, item, (*route, index))
        case _ if tree.is_told(node.span):
            yield route


def _gaps(tree: Tree) -> dict[Route, frozenset[str]]:
    nodes = {route: tree.node(route) for route in tree.gaps}
    return {route: frozenset(node.entries) for route, node in nodes.items() if isinstance(node, MappingNode)}


def _fields_in_gaps(model: type[BaseModel], gaps: Mapping[Route, frozenset[str]]) -> Iterator[Route]:
    """The fields that may be what an unreadable line held."""
    for route, written in gaps.items():
        owner = record_at(model, route)
        if owner is not None:
            yield from ((*route, key) for key in keys_of(owner) if key not in written)


def _plain(node: Any) -> Any:
    # The types are compared, not matched: this runs for every value of every case.
    kind = type(node)
    if kind is ScalarNode:
        return node.text or (None if node.style is None else "")
    if kind is MappingNode:
        return {key: _plain(entry.value) for key, entry in node.entries.items()}
    return [_plain(item) for item in node.items]


def _is_alias(node: Node) -> bool:
    """True for what is left of an alias: a value without text that is not blank, reported where it was read."""
    return isinstance(node, ScalarNode) and node.text == "" and node.style is None and node.span[:2] != node.span[2:]


def _aliases(node: Node, route: Route) -> Iterator[Route]:
    match node:
        case MappingNode(entries=entries):
            for key, entry in entries.items():
                yield from _aliases(entry.value, (*route, key))
        case SequenceNode(items=items):
            for index, item in enumerate(items):
                yield from _aliases(item, (*route, index))
        case _ if _is_alias(node):
            yield route


def _repeated(tree: Tree) -> Iterator[Route]:
    """The routes one level up from keys that stand twice.

    The second one is not read. It may belong to a neighbour whose own heading was left out, as when
    the line of an actor or the `- type` of a matter is missing; so nobody shall miss it there.
    """
    firsts = {related.span for problem in tree.problems if problem.code == "KJ003" for related in problem.related}
    if firsts and tree.root is not None:
        for route, key in _keys(tree.root, ()):
            if key.span in firsts and len(route) > 1:
                yield (*route[:-2], route[-1])


def _keys(node: Node, route: Route) -> Iterator[tuple[Route, ScalarNode]]:
    match node:
        case MappingNode(entries=entries):
            for name, entry in entries.items():
                yield (*route, name), entry.key
                yield from _keys(entry.value, (*route, name))
        case SequenceNode(items=items):
            for index, item in enumerate(items):
                yield from _keys(item, (*route, index))


def _route(error: ErrorDetails) -> Route:
    location = error["loc"]
    # A key of a plain dict that is itself at fault is marked by pydantic with a pseudo step.
    return location[:-1] if location and location[-1] == "[key]" else location


def _existing(tree: Tree, route: Route) -> Route:
    while route and tree.node(route) is None:
        route = route[:-1]
    return route


def _remove(data: Any, route: Route, filler: object) -> None:
    """Takes the value at `route` out of `data`; in a list `filler` stands for it, so that no index changes."""
    if not route:
        return
    for step in route[:-1]:
        data = data[step]
    last = route[-1]
    if isinstance(data, dict):
        data.pop(last, None)
    else:
        data[last] = filler


def _missing_fields(
    written: Written, misfits: Misfits, node: Node, route: Route, displaced: set[str], broken: set[Route]
) -> Iterator[tuple[Route, Problem]]:
    """The route and one problem for each required field that is absent or blank, unless an unknown key stands for it.

    `displaced` are the keys reported as unknown: one of them that is missed elsewhere has only slipped.
    """
    if route in broken:
        return
    each, record = written.each, written.record
    match node:
        case SequenceNode(items=items) if written.type is list and each is not None:
            for index, item in enumerate(items):
                if not isinstance(item, ScalarNode):
                    yield from _missing_fields(each, misfits, item, (*route, index), displaced, broken)
        case MappingNode(entries=entries) if written.type is dict and each is not None:
            for name, entry in entries.items():
                if not isinstance(entry.value, ScalarNode):
                    yield from _missing_fields(each, misfits, entry.value, (*route, name), displaced, broken)
        case MappingNode(entries=entries) if record is not None:
            for name in _required_keys(record):
                if not is_blank_entry(entries.get(name)) or (*route, name) in broken or name in displaced:
                    continue
                if not issubclass(record, Record) or record.replaced_by.get(name) not in entries:
                    problem = misfits.missing_field((*route, name))
                    may_wait = issubclass(record, Record) and name in record.may_wait
                    may_wait = may_wait and name in entries and _is_draft(misfits.tree)
                    yield (*route, name), problem._replace(severity=Severity.WARNING) if may_wait else problem
            for name, below in _demanding_keys(record):
                if name in entries and not isinstance(value := entries[name].value, ScalarNode):
                    yield from _missing_fields(below, misfits, value, (*route, name), displaced, broken)


@cache
def _required_keys(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name, key in keys_of(model).items() if key.declared.is_required)


@cache
def _demanding_keys(model: type[BaseModel]) -> tuple[tuple[str, Written], ...]:
    """The keys below which a field is required; the others, such as all answers of a case, need not be gone through."""
    return tuple((name, key.written) for name, key in keys_of(model).items() if _demands(key.written))


def _demands(written: Written) -> bool:
    if written.record is not None:
        return any(key.declared.is_required or _demands(key.written) for key in keys_of(written.record).values())
    return written.each is not None and _demands(written.each)


def _empty(tree: Tree) -> Problem:
    return Problem(
        "KJ005",
        tree.locate(()),
        Text("ファイルに何も書かれていません。", "The file is empty."),
        Text(
            "内容を書いてください（案件の雛形は kojin-check new で作れます）。",
            "Write its content (kojin-check new gives the form of a case).",
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


def _is_draft(tree: Tree) -> bool:
    status = tree.node(("status",))
    return isinstance(status, ScalarNode) and status.text == "draft"
