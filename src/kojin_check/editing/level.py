"""The entries below one key as lines: where one comes in, and where one goes out.

Edits begin and end behind the text of a line, so that a file without a final line end stays without
one, and that lines can come in exactly where others go out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kojin_check.editing.blocks import Block, blocks_of
from kojin_check.editing.kept_answers import kept_indent
from kojin_check.findings import Edit, Span
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Entry, MappingNode, ScalarNode


@dataclass(frozen=True, slots=True)
class Incoming:
    """An entry that comes into a mapping."""

    rank: int
    """Its place on the form."""
    lines: Sequence[str]
    gap: int
    """Blank lines that part it from its neighbour."""


@dataclass(frozen=True)
class Level:
    """A mapping in block style below its key, which may be without a value yet."""

    source: Source
    line: int
    """The key's line."""
    key_indent: int
    """How many columns the key is indented."""
    blocks: Mapping[str, Block]
    """Its entries, in the order of the file."""

    @classmethod
    def of(cls, entry: Entry, source: Source, headings: Collection[str] = ()) -> Level | None:
        """Gives what stands below a key, or None when it is not written one entry below the other.

        Args:
            entry: the key with its value.
            source: the file.
            headings: comments that belong to the mapping as a whole, though they stand above its first key.
        """
        line, column = entry.key.span[:2]
        match entry.value:
            case MappingNode() as mapping:
                blocks = blocks_of(mapping, source, line, headings)
            case ScalarNode(is_blank=True):
                blocks = ()
            case _:
                blocks = None
        return None if blocks is None else cls(source, line, column - 1, {block.name: block for block in blocks})

    @cached_property
    def gap(self) -> int:
        """How many blank lines part any two entries."""
        return min((block.gap for block in list(self.blocks.values())[1:]), default=0)

    def indent(self, step: int) -> int:
        """Gives how many columns the entries are indented, or would be with `step` columns for each level."""
        if self.blocks:
            return next(iter(self.blocks.values())).indent
        kept = kept_indent(self.source, self.line, self.key_indent)
        return self.key_indent + step if kept is None else kept

    def insertions(self, incoming: Sequence[Incoming], ranks: Mapping[str, int]) -> Iterator[Edit]:
        """Puts every entry behind the one that precedes it on the form, or else before the one that follows.

        Args:
            incoming: what comes in.
            ranks: the place on the form of those entries that stay.
        """
        blocks = list(self.blocks.values())
        groups: dict[int, list[str]] = {}
        for entry in sorted(incoming, key=lambda one: one.rank):
            before = [name for name, rank in ranks.items() if rank < entry.rank]
            blank = [""] * entry.gap
            if before:
                line, lines = self.blocks[max(before, key=lambda name: ranks[name])].tail, [*blank, *entry.lines]
            elif ranks:
                line = self.blocks[min(ranks, key=lambda name: ranks[name])].lead - 1
                lines = [*entry.lines, *blank]
            else:
                line, lines = blocks[-1].tail if blocks else self.line, [*blank, *entry.lines]
            groups.setdefault(line, []).extend(lines)
        for line, lines in groups.items():
            yield below(self.source, line, lines)


def lines_of(block: Block, source: Source) -> list[str]:
    """Gives the lines of an entry, from the comments above its key to the end of its value."""
    return [source.line(number) for number in range(block.lead, block.last + 1)]


def shifted(lines: Sequence[str], columns: int) -> list[str]:
    """Gives the lines indented by so many columns more or, down to none, less."""
    return [" " * max(0, _indent(line) + columns) + line.lstrip(" ") if line.strip() else line for line in lines]


def below(source: Source, line: int, lines: Sequence[str]) -> Edit:
    """Gives the edit that inserts `lines` below a line."""
    end = len(source.line(line)) + 1
    return Edit(Span(line, end, line, end), "".join(f"\n{one}" for one in lines))


def without(source: Source, first: int, last: int) -> Edit:
    """Gives the edit that takes lines away; `first` is not the file's first."""
    return Edit(Span(first - 1, len(source.line(first - 1)) + 1, last, len(source.line(last)) + 1), "")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
