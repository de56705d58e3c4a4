from __future__ import annotations

from kojin_check.reading.cleaned_tree import cleaned
from kojin_check.reading.source import Source
from kojin_check.reading.tree import MappingNode, Part, ScalarNode, Tree, read_tree


def tree_of(text: str) -> Tree:
    return read_tree(Source("case.yaml", text))


def text_at(tree: Tree, *route: str | int) -> str:
    node = tree.node(route)
    assert isinstance(node, ScalarNode)
    return node.text


def test_a_tree_without_such_characters_is_the_same_object() -> None:
    tree = tree_of("title: 件名\n")
    assert cleaned(tree) is tree


def test_keys_and_values_are_as_they_look_at_the_positions_of_the_file() -> None:
    tree = cleaned(tree_of("ti\u200btle: 件\u200b名\u3000\nmedia: [\u00a0紙媒体]\n"))

    assert text_at(tree, "title") == "件名"
    assert text_at(tree, "media", 0) == "紙媒体"
    assert tree.locate(("title",)) == (1, 9, 1, 13)
    assert tree.locate(("title",), Part.KEY) == (1, 1, 1, 7)


def test_a_value_of_nothing_else_is_blank_but_not_left_out() -> None:
    assert text_at(cleaned(tree_of("title: \u3000\u200b\n")), "title") == " "


def test_two_keys_that_look_the_same_both_stay() -> None:
    root = cleaned(tree_of("title: 一\ntit\u200ble: 二\nti\u200btle: 三\n")).root

    assert isinstance(root, MappingNode)
    assert list(root.entries) == ["title", "tit\u200ble", "ti\u200btle"]


def test_a_space_at_the_start_of_a_line_is_indentation_and_stays() -> None:
    root = cleaned(tree_of("\u3000title: 一\na: {\u3000b: 二}\n")).root

    assert isinstance(root, MappingNode)
    assert list(root.entries) == ["\u3000title", "a"]
    inner = root.entries["a"].value
    assert isinstance(inner, MappingNode)
    assert list(inner.entries) == ["b"]
