"""Located tree → typed model, or findings: the only file that knows pydantic's error shapes.

A file with defects still gives a model: what cannot be read is left out, reported once, and its
route is remembered as *broken*, so that no rule complains about the gap that it leaves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kojin_check.findings import Problem, Severity, Text
from kojin_check.model.fields import READABLE_ERROR, Record
from kojin_check.model.outline_of import Written, keys_of, written_as
from kojin_check.model.shorthand import NOTHING
from kojin_check.reading.characters import INDENTATION_HINT, explain_indentation, quotation, without_suspicious
from kojin_check.reading.tree import MAX_PROBLEMS, Entry, MappingNode, Node, Part, Route, ScalarNode, SequenceNode, Tree
from kojin_check.similarity import folded, nearest

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


def decode(model: type[Model], tree: Tree) -> Decoded[Model]:
    """Reads `tree` as `model`; never raises for what the tree holds."""
    if tree.root is None:
        return Decoded(model(), () if tree.problems else (_empty(tree),), frozenset({()}))
    if not isinstance(tree.root, MappingNode):
        return Decoded(model(), (_not_a_mapping(tree),), frozenset({()}))
    data = _plain(tree.root)
    problems: list[Problem] = []
    gaps = _gaps(tree)
    broken = {*_aliases(tree.root, ()), *_repeated(tree), *_fields_in_gaps(model, gaps)} if tree.problems else set()
    displaced: set[str] = set()
    for _ in range(_MOST_REPAIRS):
        try:
            decoded = model.model_validate(data)
            break
        except ValidationError as failure:
            errors = failure.errors(include_url=False, include_input=False)
            if len(errors) > _MOST_PROBLEMS:
                problems += [
                    _problem(model, tree, _existing(tree, _route(error)), error) for error in errors[:MAX_PROBLEMS]
                ]
                return Decoded(model(), tuple(problems), frozenset({()}))
            for error in errors:
                route = _existing(tree, _route(error))
                broken.add(route)
                if error["type"] == "extra_forbidden":
                    displaced.add(without_suspicious(str(route[-1])))
                    broken.update(_meant_route(model, tree, route))
                problems.append(_problem(model, tree, route, error))
                _remove(data, route, "" if error["type"] == "string_type" else {})
    else:
        return Decoded(model(), tuple(problems), frozenset({()}))
    problems.extend(_missing_fields(written_as(model), tree, tree.root, (), displaced, broken))
    guessed = frozenset(_guessed(tree, tree.root, ())) if tree.told else frozenset()
    return Decoded(decoded, tuple(problems), frozenset(broken), gaps, guessed)


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
        owner = _model_at(model, route)
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


def _written_at(model: type[BaseModel], route: Route) -> Written | None:
    """What belongs at `route` in a file that is read as `model`; None where nothing is known of it."""
    written: Written | None = written_as(model)
    for step in route:
        if written is None:
            return None
        if written.record is None:
            written = written.each
        else:
            key = keys_of(written.record).get(str(step))
            written = None if key is None else key.written
    return written


def _model_at(model: type[BaseModel], route: Route) -> type[BaseModel] | None:
    written = _written_at(model, route)
    return None if written is None else written.record


def _missing_fields(
    written: Written, tree: Tree, node: Node, route: Route, displaced: set[str], broken: set[Route]
) -> Iterator[Problem]:
    """One problem for each required field that is absent or blank, unless a key reported as unknown stands for it.

    `displaced` are the keys reported as unknown: one of them that is missed elsewhere has only slipped.
    """
    if route in broken:
        return
    each, record = written.each, written.record
    match node:
        case SequenceNode(items=items) if written.type is list and each is not None:
            for index, item in enumerate(items):
                if not isinstance(item, ScalarNode):
                    yield from _missing_fields(each, tree, item, (*route, index), displaced, broken)
        case MappingNode(entries=entries) if written.type is dict and each is not None:
            for name, entry in entries.items():
                if not isinstance(entry.value, ScalarNode):
                    yield from _missing_fields(each, tree, entry.value, (*route, name), displaced, broken)
        case MappingNode(entries=entries) if record is not None:
            keys = keys_of(record)
            for name, key in keys.items():
                needed = key.declared.is_required and (*route, name) not in broken and name not in displaced
                if needed and _is_blank(entries.get(name)):
                    problem = _missing_field(tree, (*route, name))
                    may_wait = issubclass(record, Record) and name in record.may_wait
                    may_wait = may_wait and name in entries and _is_draft(tree)
                    yield replace(problem, severity=Severity.WARNING) if may_wait else problem
            for name in _demanding_keys(record):
                if name in entries and not isinstance(value := entries[name].value, ScalarNode):
                    yield from _missing_fields(keys[name].written, tree, value, (*route, name), displaced, broken)


@cache
def _demanding_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys below which a field is required; the others, such as all answers of a case, need not be gone through."""
    return tuple(name for name, key in keys_of(model).items() if _demands(key.written))


def _demands(written: Written) -> bool:
    if written.record is not None:
        return any(key.declared.is_required or _demands(key.written) for key in keys_of(written.record).values())
    return written.each is not None and _demands(written.each)


def _is_blank(entry: Entry | None) -> bool:
    match entry:
        case None:
            return True
        case Entry(value=ScalarNode(text=text)):
            return text.strip() == ""
        case Entry(value=SequenceNode(items=items)):
            return not items
        case Entry(value=MappingNode(entries=entries)):
            return not entries
    return False


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
            return _wrong_shape(model, tree, route, _TEXT)
        case "list_type":
            return _wrong_shape(model, tree, route, _LIST)
        case _:
            return _wrong_shape(model, tree, route, _MAPPING)


def _unknown_key(model: type[BaseModel], tree: Tree, route: Route) -> Problem:
    key = quotation(str(route[-1]))
    place = tree.locate(route, Part.KEY)
    if (indentation := explain_indentation(str(route[-1]))) is not None:
        shown = without_suspicious(key)
        return Problem(
            "KJ004",
            place,
            Text(
                f"「{shown}」を項目名として読めません。{indentation.ja}",
                f"“{shown}” cannot be read as a key. {indentation.en}",
            ),
            INDENTATION_HINT,
        )
    known = _known_keys(model, route)
    meant = _meant_key(model, route)
    return Problem(
        "KJ004",
        place,
        Text(f"「{key}」という項目名はありません。", f"There is no key “{key}” here."),
        Text(f"「{meant}」の間違いではありませんか。", f"Did you mean “{meant}”?")
        if meant
        else Text(f"ここに書けるのは {'、'.join(known)} です。", f"Known here: {', '.join(known)}."),
    )


def _known_keys(model: type[BaseModel], route: Route) -> list[str]:
    owner = _model_at(model, route[:-1])
    return [] if owner is None else list(keys_of(owner))


def _meant_key(model: type[BaseModel], route: Route) -> str | None:
    """The key for which the unknown one at `route` was typed: the one it is like, in English or in the forms' words."""
    owner = _model_at(model, route[:-1])
    keys = {} if owner is None else keys_of(owner)
    words = {word: name for name, key in keys.items() for word in key.declared.words}
    found = nearest(str(route[-1]), [*keys, *words])
    return None if found is None else words.get(found, found)


def _meant_route(model: type[BaseModel], tree: Tree, route: Route) -> Iterator[Route]:
    """Where the value would stand if the unknown key at `route` were spelt right, unless one stands there already."""
    meant = _meant_key(model, route)
    owner = tree.node(route[:-1])
    if meant is not None and isinstance(owner, MappingNode) and _is_blank(owner.entries.get(meant)):
        yield (*route[:-1], meant)


def _not_one_of(tree: Tree, route: Route, expected: str) -> Problem:
    node = tree.node(route)
    typed = node.text if isinstance(node, ScalarNode) else ""
    offered = [option.strip().strip("'") for option in expected.replace(" or ", ", ").split(",")]
    meant = nearest(typed, offered)
    listed_ja, listed_en = "、".join(offered), ", ".join(offered)
    return Problem(
        "KJ006",
        tree.locate(route),
        Text(f"「{quotation(typed)}」は使えません。", f"“{quotation(typed)}” is not a value of this key.")
        if typed
        else Text("ここには決まった語を1つ書きます。", "One of the known words belongs here."),
        Text(
            f"「{meant}」の間違いではありませんか（書けるのは {listed_ja}）。",
            f"Did you mean “{meant}”? (Known: {listed_en}.)",
        )
        if meant
        else Text(f"書けるのは {listed_ja} です。", f"Known: {listed_en}."),
    )


class _Shape(NamedTuple):
    """What belongs in a place, as messages call it."""

    name: Text
    hint: Text
    """What to write, where nothing more can be said."""


_TEXT = _Shape(
    Text("1つの文（文字）", "a text"),
    Text("「項目名: 内容」のように、同じ行に内容を書いてください。", "Write the value on the same line: “key: value”."),
)
_LIST = _Shape(
    Text("一覧", "a list"),
    Text(
        "1つだけでも、行ごとに「- 」を付けるか [ ] で囲んでください。",
        "Start each line with “- ”, or use [ ], even for a single entry.",
    ),
)
_MAPPING = _Shape(
    Text("「項目名: 値」の組", "a mapping (“key: value”)"),
    Text("次の行に字下げして「項目名: 値」を書いてください。", "Write “key: value” on the next lines, indented."),
)


def _wrong_shape(model: type[BaseModel], tree: Tree, route: Route, wanted: _Shape) -> Problem:
    node = tree.node(route)
    name = next((str(step) for step in reversed(route) if isinstance(step, str)), "")
    found = _found(node)
    return Problem(
        "KJ006",
        tree.locate(route),
        Text(
            f"{f'「{name}」' if name else 'ここ'}には{wanted.name.ja}を書くところですが、{found.ja}。",
            f"{f'“{name}”' if name else 'This place'} takes {wanted.name.en}, but {found.en}.",
        ),
        _how_to_write(name, node, wanted, _written_at(model, route)) or wanted.hint,
    )


def _found(node: Node | None) -> Text:
    match node:
        case SequenceNode():
            return Text("一覧になっています", "it is a list")
        case MappingNode():
            return Text("「項目名: 値」の組になっています", "it is a mapping")
        case ScalarNode(text=text) if text.strip():
            return Text(f"「{quotation(text)}」と書かれています", f"it is the text “{quotation(text)}”")
        case _:
            return Text("何も書かれていません", "nothing is written")


_LONGEST_EXAMPLE = 40
_SEPARATORS = re.compile("[、,，・]")


def _how_to_write(name: str, node: Node | None, wanted: _Shape, written: Written | None) -> Text | None:
    """The typed value in the shape that is wanted, where that is plain to see."""
    lists_texts = written is not None and written.each is not None and written.each.type is str
    match node:
        case ScalarNode(text=text) if wanted is _LIST and folded(text) in NOTHING:
            return Text(f"ないときは「{name}: []」と書いてください。", f"For none, write “{name}: []”.")
        case ScalarNode(text=text) if wanted is _LIST and lists_texts and _is_short(text):
            entries = ", ".join(entry.strip() for entry in _SEPARATORS.split(text) if entry.strip())
            return Text(
                f"「{name}: [{entries}]」のように、1つだけでも [ ] で囲んでください。",
                f"Put [ ] around it, even for a single entry: “{name}: [{entries}]”.",
            )
        case MappingNode(entries=entries) if wanted is _LIST and entries and not lists_texts:
            first = next(iter(entries))
            return Text(
                f"ここから1件ごとに、先頭の行に「- 」を付けてください（「- {first}: 」）。",
                f"Start the first line of each entry with “- ” (“- {first}: ”).",
            )
        case ScalarNode(text=text) if wanted is _MAPPING and folded(text) in NOTHING:
            return Text(f"ないときは「{name}:」の後を空欄にしてください。", f"For none, leave “{name}:” blank.")
        case ScalarNode(text=text) if wanted is _MAPPING and _is_short(text) and (key := _first_needed(written)):
            return Text(f"「{{{key}: {text}}}」のように書いてください。", f"Write it like “{{{key}: {text}}}”.")
        case MappingNode(entries=entries) if wanted is _TEXT and len(entries) == 1:
            [(key, entry)] = entries.items()
            text = f"{key}: {entry.value.text}" if isinstance(entry.value, ScalarNode) else ""
            if _is_short(text):
                return Text(
                    f'「:」を含む文は、全体を " " で囲んで「"{text}"」と書いてください。',
                    f'A text with “: ” in it stands in quotes: “"{text}"”.',
                )
        case SequenceNode(items=[ScalarNode(text=text)]) if wanted is _TEXT and _is_short(text):
            return Text(
                f"行頭の「- 」や [ ] を外し、「{text}」とだけ書いてください。",
                f"Without “- ” or [ ]: write just “{text}”.",
            )
        case ScalarNode() if wanted is _TEXT:
            return Text(
                "内容を書くか、「- 」だけの行を削除してください。",
                "Write a value, or delete the line that has only “- ”.",
            )
    return None


def _is_short(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_EXAMPLE and text.isprintable()


def _first_needed(written: Written | None) -> str | None:
    if written is None or written.record is None:
        return None
    return next((name for name, key in keys_of(written.record).items() if key.declared.is_required), None)
