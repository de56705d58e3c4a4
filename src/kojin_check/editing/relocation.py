"""The edits that move an entry of a case file from one mapping to another, with its comments, as whole lines.

Only what is written in plain block style is moved: every key on a line of its own. Between braces,
or with a notation that is out of the ordinary, there are no lines to move, and no edits are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kojin_check.editing.blocks import Block
from kojin_check.editing.level import Incoming, Level, lines_of, shifted, without
from kojin_check.editing.yaml_text import in_block
from kojin_check.findings import Edit, Text
from kojin_check.reading.tree import Entry, MappingNode, Route, Tree


@dataclass(frozen=True, slots=True)
class Relocation:
    """A safe correction: the entry at `route` moves to the mapping to which the form assigns it, as it stands."""

    description: Text
    route: Route
    to: Route
    """The mapping, which may not be written yet."""
    order: tuple[str, ...]
    """The names of its entries, in the form's order."""
    siblings: tuple[str, ...]
    """The names of the mappings beside it and its own, in the form's order."""
    headings: frozenset[str] = frozenset()
    """Comments that belong to such a mapping as a whole, though they may stand above its first entry."""


def relocated(relocation: Relocation, tree: Tree) -> tuple[Edit, ...] | None:
    """Gives the edits that carry out `relocation`, or None where the lines cannot be moved as they are.

    The entry comes behind the one that precedes it in the form's order. Where its mapping is not
    written yet, it is put among its siblings in the same way. What stands in the entry stays as it
    is, but for the indentation, where the other entries have another one.
    """
    headings, source = relocation.headings, tree.source
    origin = _level_at(relocation.route[:-1], headings, tree)
    block = None if origin is None else origin.blocks.get(str(relocation.route[-1]))
    parent = _level_at(relocation.to[:-1], frozenset(), tree)
    if origin is None or block is None or parent is None:
        return None
    step = block.indent - origin.key_indent
    name = str(relocation.to[-1])
    heading = parent.blocks.get(name)
    if heading is None:
        indent = parent.indent(step)
        lines = [f"{' ' * indent}{in_block(name)}:", *shifted(lines_of(block, source), indent + step - block.indent)]
        arrival = _insertion(parent, name, relocation.siblings, lines)
    else:
        target = Level.of(Entry(heading.key, heading.value), source, headings)
        if target is None or block.name in target.blocks:
            return None
        lines = shifted(lines_of(block, source), target.indent(step) - block.indent)
        arrival = _insertion(target, block.name, relocation.order, lines)
    return _removal(origin, block), *arrival


def _level_at(route: Route, headings: frozenset[str], tree: Tree) -> Level | None:
    parent = tree.node(route[:-1])
    return Level.of(parent.entries[str(route[-1])], tree.source, headings) if isinstance(parent, MappingNode) else None


def _insertion(level: Level, name: str, order: Sequence[str], lines: Sequence[str]) -> Iterator[Edit]:
    """Puts `lines` in the place that `order` gives an entry of this name."""
    ranks = {one: rank for rank, one in enumerate(order) if one in level.blocks}
    return level.insertions([Incoming(order.index(name), lines, level.gap)], ranks)


def _removal(level: Level, block: Block) -> Edit:
    """Takes the lines of `block` away, with the blank lines that part it from its neighbours."""
    blocks = tuple(level.blocks.values())
    at = blocks.index(block)
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if at > 0 or following is None or following.lead - following.gap - 1 != block.last:
        return without(level.source, block.lead - block.gap, block.last)
    return without(level.source, block.lead, following.lead - 1)
