"""A tree read as its writer sees it: without invisible characters and spaces that only look like spaces.

A zero-width space in an item's id would make it another item, one behind a mark another mark. Where
this changes what the file says, KJ009 reports it; the rest of the program reads what was meant.
"""

from __future__ import annotations

from kojin_check.reading.characters import SUSPICIOUS, indenting_space, is_ordinary, without_suspicious
from kojin_check.reading.tree import Entry, MappingNode, Node, ScalarNode, SequenceNode, Tree


def cleaned(tree: Tree) -> Tree:
    """Gives `tree` with keys and values as they look; positions stay those of the file.

    A key that begins its line with such a space stays as it is: the space is meant as indentation,
    so the key may stand in the wrong place, and whoever reports the key explains the space.
    """
    if tree.root is None or is_ordinary(tree.source.text) or SUSPICIOUS.search(tree.source.text) is None:
        return tree
    return tree._replace(root=_cleaned(tree.root, tree))


def is_indented_with_it(key: ScalarNode, tree: Tree) -> bool:
    """True when `key` begins its line with an unusual space, so that this is meant as indentation."""
    if indenting_space(key.text) is None:
        return False
    return tree.source.line(key.span.line)[: key.span.column - 1].strip(" ") == ""


def _cleaned(node: Node, tree: Tree) -> Node:
    # The nesting of a tree is limited, and far below what recursion can take.
    match node:
        case ScalarNode(text=text) if SUSPICIOUS.search(text):
            # Never empty: an empty plain scalar is a key without value.
            return node._replace(text=without_suspicious(text) or " ")
        case SequenceNode(items=items):
            return node._replace(items=[_cleaned(item, tree) for item in items])
        case MappingNode(entries=entries):
            return node._replace(entries=_cleaned_entries(entries, tree))
        case _:
            return node


def _cleaned_entries(entries: dict[str, Entry], tree: Tree) -> dict[str, Entry]:
    result: dict[str, Entry] = {}
    for name, entry in entries.items():
        text = name
        if SUSPICIOUS.search(name) and not is_indented_with_it(entry.key, tree):
            text = without_suspicious(name)
            if text in entries or text in result or not text:  # Two keys that look the same: both are kept.
                text = name
        result[text] = Entry(entry.key._replace(text=text), _cleaned(entry.value, tree))
    return result
