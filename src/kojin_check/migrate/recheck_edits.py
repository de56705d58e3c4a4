"""Adds entries to `recheck`, the list of answers to look at again: to the one that stands there, or as a new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kojin_check.editing.blocks import blocks_of, is_flow, last_line
from kojin_check.editing.level import below
from kojin_check.editing.yaml_text import in_flow
from kojin_check.findings import START, Edit, Span
from kojin_check.migrate.answer_edits import UnusualNotationError
from kojin_check.model.case import RecheckEntry
from kojin_check.reading.tree import MappingNode, Node, SequenceNode, Tree

_KEY = "recheck"
_BELOW_IT = "approval"
"""What is written last of all."""
_STEP = "  "


def recheck_edits(tree: Tree, entries: Sequence[RecheckEntry]) -> Iterator[Edit]:
    """Yields the edit that adds `entries`, if there are any: at the end of the case, above its approval.

    Raises:
        UnusualNotationError: when the keys of the case do not stand one below the other.
    """
    if not entries:
        return
    source = tree.source
    blocks = blocks_of(tree.root, source, 0) if isinstance(tree.root, MappingNode) else None
    if not blocks:
        raise UnusualNotationError(START)
    indent = " " * blocks[0].indent
    standing = next((block for block in blocks if block.name == _KEY), None)
    if standing is not None and isinstance(standing.value, SequenceNode):
        yield _appended(tree, standing.value, entries)
    elif standing is not None:  # Nothing stands behind the key.
        yield below(source, standing.line, [f"{indent}{_STEP}- {_written(entry)}" for entry in entries])
    else:
        lines = [f"{indent}{_KEY}:", *(f"{indent}{_STEP}- {_written(entry)}" for entry in entries)]
        approval = next((block for block in blocks if block.name == _BELOW_IT), None)
        yield below(source, blocks[-1].tail if approval is None else approval.lead - 1 - approval.gap, lines)


def _appended(tree: Tree, listed: SequenceNode, entries: Sequence[RecheckEntry]) -> Edit:
    source = tree.source
    if not is_flow(listed, source):
        indent = " " * (_dash(tree, listed.items[-1]) - 1)
        return below(source, last_line(listed, source), [f"{indent}- {_written(entry)}" for entry in entries])
    line, column = listed.span[2:]
    written = ", ".join(map(_written, entries))
    return Edit(Span(line, column - 1, line, column - 1), f", {written}" if listed.items else written)


def _dash(tree: Tree, item: Node) -> int:
    """The column of the dash before an entry."""
    line, column = item.span[:2]
    dash = tree.source.line(line).rfind("-", 0, column - 1) + 1
    if not dash:
        raise UnusualNotationError(item.span)
    return dash


def _written(entry: RecheckEntry) -> str:
    return f"{{item: {in_flow(entry.item)}, why: {in_flow(entry.why or '')}}}"
