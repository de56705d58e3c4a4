"""Which lines of a file belong to which entry of a mapping, comments included.

A mapping is either written over several lines, each key on a line of its own (block style), or
between braces (flow style). Entries of the first kind are whole lines and can be moved, commented
out and put between as such.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kojin_check.editing.kept_answers import is_kept
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Entry, MappingNode, Node, ScalarNode, SequenceNode

_SPACES = " \t"
"""What YAML takes for spaces; a full-width space is text."""


@dataclass(frozen=True, slots=True)
class Block:
    """An entry of a mapping in block style, as lines (from 1)."""

    name: str
    key: ScalarNode
    value: Node
    gap: int
    """How many blank lines part it from the entry above; 0 for the first entry."""
    lead: int
    """The first of the comment lines directly above the key; the key's own line where there are none."""
    line: int
    """The key's line."""
    last: int
    """The last line of the value."""
    tail: int
    """The last comment line below the value that still belongs to the entry by its indentation; else `last`.

    That is indented at least like the keys of the value, and below the last entry like the key itself.
    """

    @property
    def indent(self) -> int:
        """How many columns the key is indented."""
        return self.key.span.column - 1


def is_flow(node: Node, source: Source) -> bool:
    """True when the mapping or list is written between braces or brackets."""
    line, column = node.span[:2]
    return not isinstance(node, ScalarNode) and source.line(line)[column - 1 : column] in ("{", "[")


def blocks_of(
    mapping: MappingNode, source: Source, above: int, headings: Collection[str] = ()
) -> tuple[Block, ...] | None:
    """Gives the entries of `mapping` in the order of the file, or None when it is not in block style.

    Args:
        mapping: whose keys all stand at the beginning of a line, if it is in block style.
        source: the file.
        above: the line of the key that introduces the mapping.
        headings: comments that belong to the mapping as a whole, though they stand above its first key.
    """
    if is_flow(mapping, source):
        return None
    blocks: list[Block] = []
    entries = list(mapping.entries.items())
    for at, (name, entry) in enumerate(entries):
        line, column = entry.key.span[:2]
        if source.line(line)[: column - 1].strip(" ") != "" or entry.key.span.end_line != line:
            return None  # An explicit key (`? key`), or a key with a property.
        lead = _lead(source, line, above if at == 0 else blocks[-1].tail, headings)
        gap = 0 if at == 0 else _gap(source, lead, blocks[-1].tail)
        last = max(line, last_line(entry.value, source))
        inner = column - 1 if at == len(entries) - 1 else _indent_within(entry, source)
        tail = last if inner is None else _tail(source, last, inner)
        blocks.append(Block(name, entry.key, entry.value, gap, lead, line, last, tail))
    return tuple(blocks)


def last_line(node: Node, source: Source) -> int:
    """Gives the last line that `node` takes up; comments and blank lines behind it are not part of it."""
    match node:
        case ScalarNode(style="|" | ">"):
            return _last_line_of_block_scalar(node, source)
        case MappingNode(entries=entries) if entries and not is_flow(node, source):
            return max(max(entry.key.span.end_line, last_line(entry.value, source)) for entry in entries.values())
        case SequenceNode(items=items) if items and not is_flow(node, source):
            return max(last_line(item, source) for item in items)
        case _:
            return node.span.end_line


def comment_text(line: str) -> str | None:
    """Gives what stands behind the mark of a comment line, or None when the line is no comment."""
    stripped = line.strip(_SPACES)
    return stripped.lstrip("#").strip() if stripped.startswith("#") else None


def is_blank(line: str) -> bool:
    """True when nothing visible stands on the line."""
    return line.strip(_SPACES) == ""


def _last_line_of_block_scalar(node: ScalarNode, source: Source) -> int:
    """Its text ends where the next token begins, which may lie behind blank lines."""
    start, end = node.span.line, node.span.end_line
    last = end - 1 if node.span.end_column == 1 else end
    header = source.line(start)[node.span.column - 1 :].partition("#")[0]
    if "+" not in header:  # `|+` keeps the blank lines behind the text as part of it.
        while last > start and is_blank(source.line(last)):
            last -= 1
    return max(start, last)


def _lead(source: Source, line: int, previous: int, headings: Collection[str]) -> int:
    lead = line
    while lead - 1 > previous and _is_comment_of_its_own(source.line(lead - 1)):
        lead -= 1
    while lead < line and comment_text(source.line(lead)) in headings:
        lead += 1
    return lead


def _is_comment_of_its_own(line: str) -> bool:
    """Not one that holds an answer for another version: that stays where it is."""
    return comment_text(line) is not None and not is_kept(line)


def _gap(source: Source, lead: int, previous: int) -> int:
    gap = 0
    while lead - gap - 1 > previous and is_blank(source.line(lead - gap - 1)):
        gap += 1
    return gap


def _indent_within(entry: Entry, source: Source) -> int | None:
    """How many columns what belongs into the entry is indented; None where nothing can stand in it."""
    match entry.value:
        case MappingNode(entries=entries) if entries and not is_flow(entry.value, source):
            return next(iter(entries.values())).key.span.column - 1
        case ScalarNode(is_blank=True):
            return entry.key.span.column
        case _:
            return None


def _tail(source: Source, last: int, indent: int) -> int:
    tail, line = last, last + 1
    adjacent = True
    while line <= len(source.lines):
        text = source.line(line)
        if comment_text(text) is None and not is_blank(text):
            break
        belongs = comment_text(text) is not None and len(text) - len(text.lstrip(" ")) >= indent
        adjacent = adjacent and (belongs or is_blank(text))
        # An answer that is kept as a comment belongs here, whatever other comments stand in between.
        if belongs and (adjacent or is_kept(text)):
            tail = line
        line += 1
    return tail
