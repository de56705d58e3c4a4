"""Where a tree has something else than the outline of its file: what gives away slips that YAML reads without complaint.

This runs over every value of every case, most of which have nothing odd; what was meant where there
is something is for `misreadings`.
"""

from __future__ import annotations

from typing import NamedTuple

from kojin_check.reading.lines import split_line
from kojin_check.reading.outline import Outline, Shape
from kojin_check.reading.tree import MappingNode, Node, ScalarNode, SequenceNode

_SPACES = frozenset("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000")
_BLOCK_STYLES = ("|", ">")


class Oddity(NamedTuple):
    """A place where something else stands than belongs there."""

    node: Node
    """What stands there; where a key is odd, the mapping that has it."""
    outline: Outline
    """What belongs there."""
    owner: MappingNode | None
    """The mapping of which `node` is a value."""
    owner_outline: Outline
    key: str
    """The key of `node`, or the odd key; empty for a list entry."""

    @property
    def value(self) -> Node | None:
        """What stands there; None where it is the key that is odd."""
        return None if self.node is self.owner else self.node

    @property
    def line(self) -> int:
        """The number of the line on which it begins."""
        match self.node:
            case MappingNode(entries=entries) if self.node is self.owner:
                return _first_line(entries[self.key].key)
            case node:
                return _first_line(node)


def oddities(root: Node | None, outline: Outline) -> list[Oddity]:
    """Gives the places of a tree that the outline of the file does not account for; quick when there are none."""
    found: list[Oddity] = []
    if root is not None:
        if _is_odd(root, outline):
            found.append(Oddity(root, outline, None, outline, ""))
        _look_into(root, outline, found)
    return found


def _look_into(node: Node, outline: Outline, found: list[Oddity]) -> None:
    # This runs over every value of every case, so what is as it should be is passed over first.
    if outline.shape is Shape.ANY:
        return
    each = outline.each
    if type(node) is MappingNode:
        keys = outline.keys
        for key, entry in node.entries.items():
            value = entry[1]
            below = keys.get(key, each)
            is_scalar = type(value) is ScalarNode
            if below is None or key[:1] in _SPACES:
                found.append(Oddity(node, outline, node, outline, key))
            elif (
                type(value) is ScalarNode
                and below.takes_text
                and value[1].line == value[2].line
                and value[0][:1] != "｛"
            ):
                continue
            if below is not None:
                if _is_odd(value, below) or _hides_entry(value, node, outline):
                    found.append(Oddity(value, below, node, outline, key))
                if not is_scalar:
                    _look_into(value, below, found)
    elif type(node) is SequenceNode and each is not None:
        takes_text = each.takes_text
        for item in node.items:
            if type(item) is not ScalarNode:
                _look_into(item, each, found)
            elif takes_text and item[1].line == item[2].line:
                continue
            if _is_odd(item, each):
                found.append(Oddity(item, each, None, outline, ""))


def _is_odd(node: Node, outline: Outline) -> bool:
    shape = outline.shape
    if type(node) is ScalarNode:
        if node.style is not None or shape is Shape.ANY:
            return shape is Shape.LIST or shape is Shape.MAPPING
        if outline.takes_text:
            return node.start.line != node.end.line or (node.text[:1] == "｛" and shape is Shape.TEXT_OR_MAPPING)
        return node.text != "" or shape is Shape.MAPPING
    if type(node) is SequenceNode:
        if shape is Shape.LIST:
            return node.start.line == node.end.line and any(map(_is_run_together_or_parted, node.items))
        return shape is Shape.TEXT_OR_MAPPING
    return shape is Shape.TEXT or (
        shape is Shape.TEXT_OR_MAPPING and type(node) is MappingNode and _is_section(node, outline)
    )


def _is_section(node: MappingNode, outline: Outline) -> bool:
    """Whether the mapping may have answers of its own, so that it is no answer but stands a level too deep."""
    return len(node.entries) > 1 and all(
        type(entry.value) is ScalarNode and key not in outline.keys for key, entry in node.entries.items()
    )


def _hides_entry(value: Node, owner: MappingNode, outline: Outline) -> bool:
    """Whether the last line of a text below its key looks like a key that `owner` lacks."""
    if type(value) is not ScalarNode or value.style not in _BLOCK_STYLES:
        return False
    return is_hidden_key(value.text.rstrip().rpartition("\n")[2], owner, outline)


def is_hidden_key(line: str, owner: MappingNode, outline: Outline) -> bool:
    """True when `line` begins with a key that belongs in `owner` and is not there; `outline` is that of `owner`."""
    key = split_line(line).key
    return key in outline.keys and key not in owner.entries


def _is_run_together_or_parted(entry: Node) -> bool:
    return isinstance(entry, ScalarNode) and ("、" in entry[0] or "，" in entry[0] or begins_like_thousands(entry[0]))


def begins_like_thousands(text: str) -> bool:
    """True when `text` begins with three digits and no more, as what stands behind the comma of 40,000 does."""
    return text[:3].isdecimal() and len(text) >= 3 and not text[3:4].isdecimal()


def misfits(root: Node | None, outline: Outline) -> int:
    """Gives how much in a tree is not as the outline of the file has it: odd places, and keys that are missing."""
    return len(oddities(root, outline)) + _missing(root, outline)


def _missing(node: Node | None, outline: Outline) -> int:
    match node:
        case MappingNode(entries=entries):
            absent = sum(key not in entries for key in outline.required)
            return absent + sum(_missing(entry.value, outline.below(key)) for key, entry in entries.items())
        case SequenceNode(items=items):
            return sum(_missing(item, outline.below(0)) for item in items)
        case _:
            return 0


def _first_line(node: Node) -> int:
    return node.start.line + 1
