"""The files of a form read as they were meant, so that one slip does not hide those below it.

Who writes a form for the first time has many slips, and some of them hide others: below a key that is not known nothing
is read. Here such a key is read as the one that is meant, a mapping where a list belongs as its only entry, and so on,
until nothing is hidden any more. Every slip stays a problem of its own; nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import is_
from typing import TypeVar

from pydantic import BaseModel

from kojin_check.findings import Problem
from kojin_check.model.decode import Decoded, decode
from kojin_check.model.form_advice import names_of
from kojin_check.model.misfit import Misfits
from kojin_check.model.outline_of import Written, keys_of, written_as
from kojin_check.reading.tree import Entry, MappingNode, Node, Route, ScalarNode, SequenceNode, Tree

Model = TypeVar("Model", bound=BaseModel)

_MOST_ROUNDS = 8
"""No file of a form has more levels than that."""


def decode_as_meant(model: type[Model], tree: Tree) -> tuple[Tree, Decoded[Model]]:
    """Reads a file of a form; gives the tree as it was meant, and what it was read as with all that is wrong in it.

    Every place in the tree that is given is that of the file.
    """
    decoded = decode(model, tree)
    told = dict.fromkeys(decoded.problems)
    for _ in range(_MOST_ROUNDS):
        if not decoded.problems or tree.root is None:
            break
        meant = _meant(tree.root, written_as(model), Misfits(model, tree, None), ())
        if meant is tree.root:
            break
        tree = tree._replace(root=meant)
        decoded = decode(model, tree)
        told |= dict.fromkeys(decoded.problems)
    return tree, replace(decoded, problems=tuple(_each_place_once(told)))


def _each_place_once(problems: Mapping[Problem, None]) -> Iterator[Problem]:
    """The problems without those of a value that was told before, in another form."""
    seen = set()
    for problem in problems:
        if (problem.code, problem.span) not in seen or problem.code == "KJ005":
            yield problem
        seen.add((problem.code, problem.span))


def _meant(node: Node, written: Written, misfits: Misfits, route: Route) -> Node:
    """The node with the outermost slip on each way put right; the same one where there is none."""
    meant = _in_shape(node, written)
    if meant is not node:
        return meant  # What is wrong in it shows only when it is read.
    match node:
        case MappingNode() if written.record is not None:
            return _with_known_keys(node, written.record, misfits, route)
        case MappingNode(entries=entries) if written.type is dict and written.each is not None:
            return _with_entries(
                node,
                {
                    key: entry._replace(value=_meant(entry.value, written.each, misfits, (*route, key)))
                    for key, entry in entries.items()
                },
            )
        case SequenceNode(items=items) if written.type is list and written.each is not None:
            found = [_meant(item, written.each, misfits, (*route, at)) for at, item in enumerate(items)]
            return node if all(map(is_, found, items)) else node._replace(items=found)
    return node


def _with_known_keys(node: MappingNode, record: type[BaseModel], misfits: Misfits, route: Route) -> MappingNode:
    keys = keys_of(record)
    entries: dict[str, Entry] = {}
    for name, entry in node.entries.items():
        if (known := keys.get(name)) is not None:
            entries[name] = entry._replace(value=_meant(entry.value, known.written, misfits, (*route, name)))
        else:
            meant = next((str(one[-1]) for one in misfits.meant_route((*route, name))), name)
            entries[name if meant in entries else meant] = entry
    return _with_entries(node, entries)


def _with_entries(node: MappingNode, entries: dict[str, Entry]) -> MappingNode:
    is_same = list(entries) == list(node.entries) and all(
        entry.value is node.entries[name].value for name, entry in entries.items()
    )
    return node if is_same else node._replace(entries=entries)


def _in_shape(node: Node, written: Written) -> Node:
    """A mapping that belongs in a list as its entry, and a list of pairs that belong in a mapping as that mapping."""
    each = written.each
    match node:
        case MappingNode() if written.type is list and each is not None and each.record is not None:
            return SequenceNode(list(_entries(node, each.record)), node.start, node.end)
        case SequenceNode(items=items) if written.type is dict and items and all(map(_is_pair, items)):
            pairs = [pair for item in items if isinstance(item, MappingNode) for pair in item.entries.items()]
            return MappingNode(dict(pairs), node.start, node.end) if len(dict(pairs)) == len(pairs) else node
    return node


def _is_pair(node: Node) -> bool:
    return isinstance(node, MappingNode) and len(node.entries) == 1


def _entries(node: MappingNode, record: type[BaseModel]) -> Iterator[Node]:
    """What a mapping is as a list: each key with its text an entry, where the text says what an entry is about."""
    name, text = names_of(record)
    if (
        text
        and all(isinstance(entry.value, ScalarNode) for entry in node.entries.values())
        and not (keys_of(record).keys() & node.entries.keys())
    ):
        for entry in node.entries.values():
            made = {name: Entry(entry.key, entry.key), text: entry}
            yield MappingNode(made, entry.key.start, entry.value.end)
    else:
        yield node
