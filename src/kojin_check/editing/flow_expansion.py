"""Rewrites a mapping in braces as one over several lines, comments included.

Between braces there is no place for an item with its text above it; so a mapping into which
something is to be put, or from which something is to be taken, is written out first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kojin_check.editing.blocks import is_blank
from kojin_check.editing.yaml_text import in_block
from kojin_check.findings import Edit, Span
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Entry, MappingNode, Node, ScalarNode
from kojin_check.regex import regex

_COLON = regex(r"(?<!\s)\s*+:")
_COMMENT = regex(r"#[^\r\n]*")
_LINE_END = regex(r"\r\n|\n|\r")
_ONLY_COMMENT = regex(r"\s*(#.*)?\Z")

STEP = "  "


def written_out(entry: Entry, levels: int, source: Source) -> Edit | None:
    """Gives the edit that writes the mapping in braces of `entry` over several lines.

    Args:
        entry: its key stands in block style, its value is a mapping in braces.
        levels: how many levels of mappings to write out; deeper ones stay in braces if they fit on a line.
        source: the file.

    Returns:
        The edit; None when the entry is no such mapping, or something that is no comment follows its closing brace.
    """
    key, value = entry.key.span, entry.value.span
    closing = source.line(value.end_line)
    rest = _ONLY_COMMENT.match(closing, value.end_column - 1)
    colon = _COLON.match(source.text, source.offset(key.end_line, key.end_column))
    if not isinstance(entry.value, MappingNode) or rest is None or colon is None:
        return None
    start = colon.end()
    expansion = _Expansion(source)
    before = source.text[start : source.offset(value.line, value.column)]
    comments = [*_comments(before), *([rest[1]] if rest[1] else [])]
    opening, lines = expansion.lines(entry.value, levels, " " * (key.column - 1) + STEP)
    comments += opening
    head = "".join(f"  {comment}" for comment in comments[:1])
    above = [" " * (key.column - 1) + STEP + comment for comment in comments[1:]]
    line, column = source.span(start, start)[:2]
    return Edit(
        Span(line, column, value.end_line, len(closing) + 1), "".join([head, *(f"\n{one}" for one in [*above, *lines])])
    )


@dataclass(frozen=True)
class _Expansion:
    source: Source

    def lines(self, mapping: MappingNode, levels: int, indent: str) -> tuple[list[str], list[str]]:
        """The comments behind the opening brace, and the lines of the entries."""
        opening: list[str] = []
        lines: list[str] = []
        at = self._offset(mapping) + 1
        for number, entry in enumerate(mapping.entries.values()):
            gap = self.source.text[at : self._offset(entry.key)]
            same_line, above = _split(gap)
            if number == 0:
                opening += same_line
            elif same_line:
                lines[-1] += f"  {same_line[0]}"
            lines += [_indented(comment, indent) for comment in above]
            lines += self._entry(entry, levels, indent)
            at = self._end(entry)
        same_line, below = _split(self.source.text[at : self._end_offset(mapping) - 1])
        if not mapping.entries:
            opening += same_line
        elif same_line:
            lines[-1] += f"  {same_line[0]}"
        return opening, [*lines, *(_indented(comment, indent) for comment in below)]

    def _entry(self, entry: Entry, levels: int, indent: str) -> Iterator[str]:
        head = indent + self._scalar(entry.key) + ":"
        value = entry.value
        between = [] if self._is_absent(value) else _comments(self._between(entry))
        if isinstance(value, MappingNode) and (levels > 1 or self._spans_lines(value)) and value.entries:
            opening, lines = self.lines(value, levels - 1, indent + STEP)
            comments = [*between, *opening]
            yield head + "".join(f"  {comment}" for comment in comments[:1])
            yield from (indent + STEP + comment for comment in comments[1:])
            yield from lines
            return
        yield from (indent + comment for comment in between)
        yield head if self._is_absent(value) else f"{head} {self._value(value)}"

    def _value(self, value: Node) -> str:
        return self._scalar(value) if isinstance(value, ScalarNode) else self.source.slice(value.span)

    def _scalar(self, node: ScalarNode) -> str:
        return in_block(node.text) if self._spans_lines(node) else self.source.slice(node.span)

    def _between(self, entry: Entry) -> str:
        return self.source.text[self._end_offset(entry.key) : self._offset(entry.value)]

    def _end(self, entry: Entry) -> int:
        """The offset behind the value, or behind the colon where nothing was written."""
        if not self._is_absent(entry.value):
            return self._end_offset(entry.value)
        colon = _COLON.match(self.source.text, self._end_offset(entry.key))
        return colon.end() if colon else self._end_offset(entry.key)

    def _is_absent(self, node: Node) -> bool:
        return isinstance(node, ScalarNode) and node.is_blank

    def _spans_lines(self, node: Node) -> bool:
        return node.span.line != node.span.end_line

    def _offset(self, node: Node) -> int:
        return self.source.offset(node.span.line, node.span.column)

    def _end_offset(self, node: Node) -> int:
        return self.source.offset(node.span.end_line, node.span.end_column)


def _indented(line: str, indent: str) -> str:
    return indent + line if line else line


def _comments(gap: str) -> list[str]:
    """The comments between two tokens, where nothing else can stand but spaces, commas and colons."""
    return [comment.rstrip() for comment in _COMMENT.findall(gap)]


def _split(gap: str) -> tuple[list[str], list[str]]:
    """The comment on the line on which the gap begins, and the comments and blank lines below, up to the next token."""
    first, *below = _LINE_END.split(gap)
    return _comments(first), [
        "".join(_comments(line)) for line in below[:-1] if is_blank(line) or _COMMENT.search(line)
    ]
