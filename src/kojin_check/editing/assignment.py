"""Values set at places of a file: what is there is replaced, what is missing comes in, and all the rest stays.

What a file says is taken as plain data: texts as they were typed, lists, mappings. `assigned` compares it with
what it is to say, and edits only where the two differ; comments and layout are not part of either.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, TypeAlias

from kojin_check.editing.blocks import is_flow, last_line
from kojin_check.editing.edits import EditError, apply_edits
from kojin_check.editing.level import below, without
from kojin_check.editing.yaml_text import in_block, in_flow
from kojin_check.findings import Edit, Span
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Entry, MappingNode, Node, Route, ScalarNode, SequenceNode, Tree, read_tree
from kojin_check.regex import regex

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""What stands in a file: a text (empty where nothing does), a list, or a mapping."""


class Bare(str):
    """A text that stands without quotes, though other programs take it for more than a text: true, false."""

    __slots__ = ()


_COLON = regex(r"(?<!\s)\s*+:")
_STEP = 2


class AssignmentError(ValueError):
    """The file is written in such a way that the values cannot be set in it; nothing has been."""


def plain(node: Node | None) -> Plain:
    """Gives what stands at a node; an empty text where nothing does."""
    match node:
        case None:
            return ""
        case ScalarNode(text=text):
            return text
        case SequenceNode(items=items):
            return [plain(item) for item in items]
        case MappingNode(entries=entries):
            return {key: plain(entry.value) for key, entry in entries.items()}


def assigned(tree: Tree, values: Mapping[Route, Plain]) -> str:
    """Gives the text of a file with values set in it.

    An empty text leaves a key without value; of a list it takes the entry away. An index behind the end of a list
    adds an entry.

    Raises:
        AssignmentError: when the file would not say what it is to say.
    """
    if not isinstance(tree.root, MappingNode):
        raise AssignmentError("the file is no mapping")
    wanted = deepcopy(plain(tree.root))
    for route, value in values.items():
        _set(wanted, route, value)
    wanted = _compact(wanted)
    try:
        text = apply_edits(tree.source.text, _Assignment(tree.source).mapping(tree.root, wanted))
    except EditError as error:
        raise AssignmentError(str(error)) from error
    after = read_tree(Source(tree.source.path, text))
    if after.problems or _said(plain(after.root)) != _said(wanted):
        raise AssignmentError("the edited file says something else")
    return text


_GONE = "\0gone"
"""Stands for an entry of a list that goes, or never came."""


def _set(data: Any, route: Route, value: Plain) -> None:
    for step, following in pairwise(route):
        empty: Plain = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            data.extend([_GONE] * (step + 1 - len(data)))
            if data[step] in ("", _GONE):
                data[step] = empty
            data = data[step]
        else:
            if data.get(step, "") == "" or (isinstance(following, int) and not isinstance(data[step], list)):
                data[step] = empty
            data = data[step]
        if isinstance(data, str) or isinstance(following, int) != isinstance(data, list):
            raise AssignmentError(f"a text stands at {step}")
    last = route[-1]
    if isinstance(last, int):
        data.extend([_GONE] * (last + 1 - len(data)))
        data[last] = value if value != "" else _GONE
    else:
        data[last] = value


def _compact(data: Plain) -> Plain:
    match data:
        case list():
            return [_compact(entry) for entry in data if entry != _GONE]
        case dict():
            return {key: _compact(value) for key, value in data.items()}
        case _:
            return data


def _said(data: Plain) -> Plain:
    """What plain data says: a key without value is as good as none."""
    match data:
        case list():
            return [_said(entry) for entry in data]
        case dict():
            return {key: said for key, value in data.items() if (said := _said(value)) != ""}
        case _:
            return data


@dataclass(frozen=True)
class _Assignment:
    source: Source

    def mapping(self, node: MappingNode, wanted: Plain) -> Iterator[Edit]:
        assert isinstance(wanted, dict)
        flow = is_flow(node, self.source)
        for key, entry in node.entries.items():
            if key in wanted:
                yield from self._value(entry, wanted[key], flow)
        new = {key: value for key, value in wanted.items() if key not in node.entries and value != ""}
        if not new:
            return
        if flow:
            yield self._before_closing(node, ", ".join(f"{in_flow(key)}: {_flow(value)}" for key, value in new.items()))
            return
        entries = list(node.entries.values())
        indent = entries[0].key.span.column - 1
        last = max(max(entry.key.span.line, last_line(entry.value, self.source)) for entry in entries)
        lines = [f"{' ' * indent}{in_block(key)}:{_block(value, indent)}" for key, value in new.items()]
        yield below(self.source, last, "\n".join(lines).split("\n"))

    def _value(self, entry: Entry, wanted: Plain, flow: bool) -> Iterator[Edit]:
        node = entry.value
        if plain(node) == wanted:
            return
        match node, wanted:
            case MappingNode(entries=entries), dict() if entries and entries.keys() <= wanted.keys():
                yield from self.mapping(node, wanted)
            case SequenceNode(items=items), list() if items and wanted:
                yield from self._sequence(node, wanted)
            case _:
                start = self._behind_colon(entry)
                indent = len(self.source.line(entry.key.span.line)) if flow else entry.key.span.column - 1
                text = f" {_flow(wanted)}" if flow and wanted != "" else _block(wanted, indent)
                yield self._edit(start, self._end(node, start), text)

    def _sequence(self, node: SequenceNode, wanted: list[Plain]) -> Iterator[Edit]:
        if is_flow(node, self.source):
            yield Edit(node.span, _flow(wanted))
            return
        items, column = node.items, node.span.column - 1
        before, after = [_key(plain(item)) for item in items], [_key(one) for one in wanted]
        for kind, i, j, k, m in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            both = min(j - i, m - k)
            for item, value in zip(items[i : i + both], wanted[k : k + both], strict=True):
                yield from self._item(item, value, column)
            if j > i + both:
                yield without(self.source, items[i + both].span.line, last_line(items[j - 1], self.source))
            if m > k + both:
                above = last_line(items[i + both - 1], self.source) if i + both else node.span.line - 1
                lines = [f"{' ' * column}- {_entry(value, column)}" for value in wanted[k + both : m]]
                yield below(self.source, above, "\n".join(lines).split("\n"))

    def _item(self, item: Node, wanted: Plain, column: int) -> Iterator[Edit]:
        match item, wanted:
            case MappingNode(entries=entries), dict() if entries.keys() <= wanted.keys():
                yield from self.mapping(item, wanted)
            case _:
                start = item.span[:2]
                yield self._edit(start, self._end(item, start), _entry(wanted, column))

    def _edit(self, start: tuple[int, int], end: tuple[int, int], text: str) -> Edit:
        """The edit of a value; a comment behind it stays on the first line, where it is none of the value's."""
        line, column = end
        rest = self.source.line(line)[column - 1 :]
        head, newline, body = text.partition("\n")
        if not newline or not rest.lstrip().startswith("#"):
            return Edit(Span(*start, *end), text)
        return Edit(Span(*start, line, len(self.source.line(line)) + 1), f"{head}  {rest.strip()}\n{body}")

    def _before_closing(self, node: MappingNode, text: str) -> Edit:
        line, column = node.span.end_line, node.span.end_column - 1
        return Edit(Span(line, column, line, column), f", {text}" if node.entries else text)

    def _behind_colon(self, entry: Entry) -> tuple[int, int]:
        key = entry.key.span
        colon = _COLON.match(self.source.text, self.source.offset(key.end_line, key.end_column))
        if colon is None:
            raise AssignmentError(f"no colon follows the key at {key.line}:{key.column}")
        return self.source.span(colon.end(), colon.end())[:2]

    def _end(self, node: Node, start: tuple[int, int]) -> tuple[int, int]:
        """Where a value ends; where nothing is written, that is where it would begin."""
        if isinstance(node, ScalarNode) and node.is_blank:
            return start
        last = last_line(node, self.source)
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            return last, len(self.source.line(last)) + 1
        if isinstance(node, ScalarNode) or is_flow(node, self.source):
            return node.span[2:]
        return last, len(self.source.line(last)) + 1


def _key(value: Plain) -> str:
    return json.dumps(value, ensure_ascii=False)


def _block(value: Plain, indent: int) -> str:
    """What stands behind the colon of a key that is indented by so many columns."""
    deeper = " " * (indent + _STEP)
    match value:
        case "":
            return ""
        case Bare():
            return f" {value}"
        case str() if "\n" in value and _stands_in_block(value):
            return " |-" + "".join(f"\n{deeper}{line}" if line else "\n" for line in value.split("\n"))
        case str():
            return f" {in_block(value)}"
        case []:
            return " []"
        case list():
            return "".join(f"\n{deeper}- {_entry(one, indent + _STEP)}" for one in value)
        case _:
            entries = {key: one for key, one in value.items() if one != ""}
            return "".join(f"\n{deeper}{in_block(key)}:{_block(one, indent + _STEP)}" for key, one in entries.items())


def _entry(value: Plain, column: int) -> str:
    """What stands behind the dash of a list whose dashes are in that column (from 0)."""
    match value:
        case str():
            return in_block(value) if value else '""'
        case dict():
            indent = column + len("- ")
            entries = [(key, one) for key, one in value.items() if one != ""]
            return f"\n{' ' * indent}".join(f"{in_block(key)}:{_block(one, indent)}" for key, one in entries) or "{}"
        case _:
            return _flow(value)


def _flow(value: Plain) -> str:
    match value:
        case Bare():
            return str(value)
        case str():
            return in_flow(value)
        case list():
            return f"[{', '.join(map(_flow, value))}]"
        case _:
            return f"{{{', '.join(f'{in_flow(key)}: {_flow(one)}' for key, one in value.items() if one != '')}}}"


def _stands_in_block(text: str) -> bool:
    """Whether a text of several lines is the same when it stands, indented, behind `|-`."""
    lines = text.split("\n")
    sample = "k: |-" + "".join(f"\n  {line}" if line else "\n" for line in lines) + "\n"
    tree = read_tree(Source("", sample))
    return not tree.problems and plain(tree.root) == {"k": text}
