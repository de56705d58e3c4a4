"""The edits that move an entry of a case file from one mapping to another, with its comments, as whole lines.

Only what is written in plain block style is moved: every key on a line of its own. Between braces,
or with a notation that is out of the ordinary, there are no lines to move, and no edits are given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kojin_check.editing.blocks import Block, blocks_of
from kojin_check.editing.yaml_text import in_block
from kojin_check.findings import Edit, Span, Text
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Entry, MappingNode, Route, ScalarNode, Tree


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
    headings = relocation.headings
    origin = _level_at(relocation.route[:-1], headings, tree)
    block = None if origin is None else origin.blocks.get(str(relocation.route[-1]))
    parent = _level_at(relocation.to[:-1], frozenset(), tree)
    if origin is None or block is None or parent is None:
        return None
    step = block.indent - origin.indent
    name = str(relocation.to[-1])
    heading = parent.blocks.get(name)
    if heading is None:
        indent = parent.entry_indent
        lines = [
            f"{' ' * indent}{in_block(name)}:",
            *_shifted(_lines(block, tree.source), indent + step - block.indent),
        ]
        arrival = parent.insertion(name, relocation.siblings, lines, tree.source)
    else:
        target = _level(Entry(heading.key, heading.value), headings, tree.source)
        if target is None or block.name in target.blocks:
            return None
        indent = target.entry_indent if target.blocks else target.indent + step
        lines = _shifted(_lines(block, tree.source), indent - block.indent)
        arrival = target.insertion(block.name, relocation.order, lines, tree.source)
    return origin.removal(block, tree.source), arrival


@dataclass(frozen=True, slots=True)
class _Level:
    """A mapping in block style below its key."""

    line: int
    """The key's line."""
    indent: int
    """How many columns the key is indented."""
    blocks: Mapping[str, Block]
    """Its entries, in the order of the file."""

    @property
    def entry_indent(self) -> int:
        """How many columns its entries are indented; it has some."""
        return next(iter(self.blocks.values())).indent

    def insertion(self, name: str, order: Sequence[str], lines: Sequence[str], source: Source) -> Edit:
        """The edit that puts `lines` in the place that `order` gives an entry of this name."""
        blocks = tuple(self.blocks.values())
        rank = order.index(name)
        ahead = [block for block in blocks if block.name in order and order.index(block.name) < rank]
        behind = [block for block in blocks if block.name in order and order.index(block.name) > rank]
        blank = [""] * min((block.gap for block in blocks[1:]), default=0)
        if ahead:
            return _inserted(max(ahead, key=lambda block: order.index(block.name)).tail, [*blank, *lines], source)
        if behind:
            first = min(behind, key=lambda block: order.index(block.name))
            return _inserted(first.lead - 1, [*lines, *blank], source)
        return _inserted(blocks[-1].tail, [*blank, *lines], source) if blocks else _inserted(self.line, lines, source)

    def removal(self, block: Block, source: Source) -> Edit:
        """The edit that takes the lines of `block` away, with the blank lines that part it from its neighbours."""
        blocks = tuple(self.blocks.values())
        at = blocks.index(block)
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if at > 0 or following is None or following.lead - following.gap - 1 != block.last:
            return _removed(block.lead - block.gap, block.last, source)
        return _removed(block.lead, following.lead - 1, source)


def _level_at(route: Route, headings: frozenset[str], tree: Tree) -> _Level | None:
    parent = tree.node(route[:-1])
    if not isinstance(parent, MappingNode):
        return None
    return _level(parent.entries[str(route[-1])], headings, tree.source)


def _level(entry: Entry, headings: frozenset[str], source: Source) -> _Level | None:
    line, column = entry.key.span[:2]
    match entry.value:
        case MappingNode() as mapping:
            blocks = blocks_of(mapping, source, line, headings)
            if not blocks:
                return None
            return _Level(line, column - 1, {block.name: block for block in blocks})
        case ScalarNode(is_blank=True):
            return _Level(line, column - 1, {})
        case _:
            return None


def _lines(block: Block, source: Source) -> list[str]:
    return [source.line(number) for number in range(block.lead, block.last + 1)]


def _shifted(lines: Sequence[str], columns: int) -> list[str]:
    """The lines indented by so many columns more or, down to none, less."""
    return [" " * max(0, _indent(line) + columns) + line.lstrip(" ") if line.strip() else line for line in lines]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _removed(first: int, last: int, source: Source) -> Edit:
    if _has_end(last, source):
        return Edit(Span(first, 1, last + 1, 1), "")
    # The last line of a file that ends without a line end: so will the line above it.
    return Edit(Span(first - 1, len(source.line(first - 1)) + 1, last, len(source.line(last)) + 1), "")


def _inserted(line: int, lines: Sequence[str], source: Source) -> Edit:
    """Puts `lines` below a line."""
    if _has_end(line, source):
        return Edit(Span(line + 1, 1, line + 1, 1), "".join(f"{one}\n" for one in lines))
    end = len(source.line(line)) + 1
    return Edit(Span(line, end, line, end), "".join(f"\n{one}" for one in lines))


def _has_end(line: int, source: Source) -> bool:
    return line < len(source.lines) or source.text.endswith(("\n", "\r"))
