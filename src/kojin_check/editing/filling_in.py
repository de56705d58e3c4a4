"""A value put into a text where a form has it: typed into a blank, over another value, or on a line of its own.

Only the characters of that value change. Whatever notation the text has, it is proved by reading it again that the value
stands there and that everything else says what it said; where that fails nothing is written, and a person does it by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from unicodedata import normalize

from kojin_check.editing.blocks import is_flow, last_line
from kojin_check.editing.edits import apply_edits
from kojin_check.editing.level import Level, below, without
from kojin_check.editing.yaml_text import in_block, in_flow
from kojin_check.findings import Edit, Span
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Entry, MappingNode, Node, Route, ScalarNode, SequenceNode, read_tree

Value: TypeAlias = str | Sequence[str]
"""A text, or a list of texts; an empty one leaves the place blank."""

_STEP = 2
"""Columns by which a new line is indented below its key."""


def filled_in(text: str, route: Route, value: Value) -> str | None:
    """Gives `text` with `value` at `route`, or None where that cannot be done without changing anything else.

    Args:
        text: YAML, without a byte order mark.
        route: keys and indexes; what is missing on the way is added, keys of mappings only.
        value: what is to stand there.
    """
    value = normalize("NFC", value) if isinstance(value, str) else [normalize("NFC", one) for one in value]
    source = Source("", text)
    root = read_tree(source).root
    if not isinstance(root, MappingNode) or not route:
        return None
    edits = _edits(_Place(source, None, root), route, value)
    if edits is None:
        return None
    after = apply_edits(text, edits)
    return after if _says(after, _with(_plain(root), route, value)) else None


@dataclass(frozen=True)
class _Place:
    """A value with the key that introduces it, if one does."""

    source: Source
    entry: Entry | None
    node: Node


def _edits(place: _Place, route: Route, value: Value) -> tuple[Edit, ...] | None:
    """Goes down the route as far as it leads, and writes there."""
    step, *rest = route
    match place.node:
        case MappingNode(entries=entries) if isinstance(step, str) and step in entries:
            entry = entries[step]
            inner = _Place(place.source, entry, entry.value)
            return (
                _edits(inner, tuple(rest), value)
                if rest
                else _replaced(inner, value, is_flow(place.node, place.source))
            )
        case SequenceNode(items=items) if isinstance(step, int) and step < len(items):
            inner = _Place(place.source, None, items[step])
            return (
                _edits(inner, tuple(rest), value)
                if rest
                else _replaced(inner, value, is_flow(place.node, place.source))
            )
        case MappingNode() | ScalarNode(is_blank=True) if all(isinstance(one, str) for one in route):
            return _added(place, tuple(map(str, route)), value)
    return None


def _replaced(place: _Place, value: Value, in_braces: bool) -> tuple[Edit, ...] | None:
    node, source = place.node, place.source
    match node:
        case SequenceNode(items=items) if not isinstance(value, str) and not is_flow(node, source):
            return _relisted(place, items, value)
        case ScalarNode(is_blank=True) if place.entry is None:
            return None
        case ScalarNode(is_blank=True):
            return None if not value else _typed_behind_key(place, value, in_braces)
        case ScalarNode(style="|" | ">"):
            last = last_line(node, source)
            span = Span(*node.span[:2], last, len(source.line(last)) + 1)
        case _ if isinstance(node, ScalarNode) or is_flow(node, source):
            span = node.span
        case _:
            return None
    return (Edit(span, _written(value, in_braces, _indent(place) + _STEP)),)


def _typed_behind_key(place: _Place, value: Value, in_braces: bool) -> tuple[Edit, ...] | None:
    """A blank has no place of its own: it begins behind the colon."""
    if place.entry is None:
        return None
    key, source = place.entry.key.span, place.source
    colon = source.line(key.end_line).find(":", key.end_column - 1)
    if colon < 0:
        return None
    at = Span(key.end_line, colon + 2, key.end_line, colon + 2)
    return (Edit(at, f" {_written(value, in_braces, _indent(place) + _STEP)}"),)


def _relisted(place: _Place, items: Sequence[Node], value: Sequence[str]) -> tuple[Edit, ...] | None:
    """A list with a dash a line: entries that stay keep their lines, in whatever order, and new ones come last."""
    source = place.source
    if not all(isinstance(item, ScalarNode) and last_line(item, source) == item.span.line for item in items):
        return None
    left = list(value)
    leaving = []
    for item in items:
        if isinstance(item, ScalarNode) and item.text in left:
            left.remove(item.text)
        else:
            leaving.append(item.span.line)
    if len(leaving) == len(items) and not left:
        return None  # Nothing would be left of the list: what stands for an empty one is another notation.
    line, column = items[-1].span[:2]
    margin = source.line(line)[: column - 1]
    new = [f"{margin}{in_block(text)}" for text in left]
    coming = (below(source, line, new),) if new else ()
    return (*(without(source, number, number) for number in leaving), *coming)


def _added(place: _Place, keys: tuple[str, ...], value: Value) -> tuple[Edit, ...] | None:
    if not value:
        return ()
    source, node = place.source, place.node
    if isinstance(node, MappingNode) and is_flow(node, source):
        return _added_between_braces(source, node, keys, value)
    if place.entry is None and isinstance(node, MappingNode):
        indent, line = node.span.column - 1, last_line(node, source)
    elif place.entry is not None and (level := Level.of(place.entry, source)) is not None:
        indent = level.indent(_STEP)
        line = max((block.tail for block in level.blocks.values()), default=level.line)
    else:
        return None
    return (below(source, line, list(_lines(keys, value, indent))),)


def _added_between_braces(source: Source, node: MappingNode, keys: tuple[str, ...], value: Value) -> tuple[Edit, ...]:
    written = _written(value, True, 0)
    for key in reversed(keys[1:]):
        written = f"{{{in_flow(key)}: {written}}}"
    line, column = node.span[2:]
    separator = ", " if node.entries else ""
    return (Edit(Span(line, column - 1, line, column - 1), f"{separator}{in_flow(keys[0])}: {written}"),)


def _lines(keys: tuple[str, ...], value: Value, indent: int) -> Iterator[str]:
    for depth, key in enumerate(keys[:-1]):
        yield f"{' ' * (indent + _STEP * depth)}{in_block(key)}:"
    own = indent + _STEP * (len(keys) - 1)
    yield from f"{' ' * own}{in_block(keys[-1])}: {_written(value, False, own + _STEP)}".split("\n")


def _written(value: Value, in_braces: bool, indent: int) -> str:
    """The value as it is typed; of several lines as such where the notation allows."""
    if not isinstance(value, str):
        return f"[{', '.join(map(in_flow, value))}]" if value else ""
    if in_braces or "\n" not in value:
        return (in_flow if in_braces else in_block)(value) if value else ""
    return "\n".join(["|-", *(f"{' ' * indent}{line}".rstrip() for line in value.split("\n"))])


def _indent(place: _Place) -> int:
    """How many columns the line of a value's key is indented."""
    start = place.node.span if place.entry is None else place.entry.key.span
    line = place.source.line(start.line)
    return len(line) - len(line.lstrip(" -"))


def _plain(node: Node) -> object:
    match node:
        case MappingNode(entries=entries):
            return {key: _plain(entry.value) for key, entry in entries.items()}
        case SequenceNode(items=items):
            return [_plain(item) for item in items]
        case ScalarNode(text=text):
            return text


def _with(data: object, route: Route, value: Value) -> object:
    """What the text says with the value at its place; blanks and what is not there are the same."""
    if not route:
        return value if isinstance(value, str) else (list(value) or "")
    step, *rest = route
    if isinstance(data, list) and isinstance(step, int):
        return [_with(one, tuple(rest), value) if at == step else one for at, one in enumerate(data)]
    entries = data if isinstance(data, dict) else {}
    return {**entries, step: _with(entries.get(step, ""), tuple(rest), value)}


def _says(text: str, meant: object) -> bool:
    tree = read_tree(Source("", text))
    return tree.root is not None and not tree.problems and _same(_plain(tree.root), meant)


def _same(one: object, other: object) -> bool:
    """Equal, but for keys without a value and the order of a list's texts."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(_same(one.get(key, ""), other.get(key, "")) for key in {**one, **other})
    if isinstance(one, list) and isinstance(other, list):
        if all(isinstance(entry, str) for entry in (*one, *other)):
            return sorted(one) == sorted(other)
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other
