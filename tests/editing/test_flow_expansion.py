from __future__ import annotations

import pytest

from kojin_check.editing.edits import apply_edits
from kojin_check.editing.flow_expansion import written_out
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Entry, MappingNode, Node, ScalarNode, SequenceNode, read_tree


def root(text: str) -> MappingNode:
    tree = read_tree(Source("case.yaml", text))
    assert tree.problems == ()
    assert isinstance(tree.root, MappingNode)
    return tree.root


def entry(text: str) -> Entry:
    return next(iter(root(text).entries.values()))


def expanded(text: str, levels: int = 1) -> str:
    """`text` with the value of its first key written out; checks that it says the same as before."""
    edit = written_out(entry(text), levels, Source("case.yaml", text))
    assert edit is not None
    result = apply_edits(text, [edit])
    assert said(root(result)) == said(root(text))
    return result


def said(node: Node) -> object:
    match node:
        case ScalarNode(text=text):
            return text
        case SequenceNode(items=items):
            return [said(item) for item in items]
        case MappingNode(entries=entries):
            return {key: said(one.value) for key, one in entries.items()}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a: {b: ○, c: −（理由）}\n", "a:\n  b: ○\n  c: −（理由）\n"),
        ("a: {b: ○,}\nz: 1\n", "a:\n  b: ○\nz: 1\n"),
        ("a: {b: ○}", "a:\n  b: ○"),
        ("a:   { 'b' : \"○\" , c: , d,e: }  # 後\n", "a:  # 後\n  'b': \"○\"\n  c:\n  d:\n  e:\n"),
        ("a:\n  {b: ○}\n", "a:\n  b: ○\n"),
        ("a: {b: {mark: −, reason: 'a: b'}, c: [x, y]}\n", "a:\n  b: {mark: −, reason: 'a: b'}\n  c: [x, y]\n"),
        ("a: {b: {mark: −,\n  reason: 一}}\n", "a:\n  b:\n    mark: −\n    reason: 一\n"),
        ("a: {b: −（一\n  二）, c: 'x\n\n y'}\n", 'a:\n  b: −（一 二）\n  c: "x\\ny"\n'),
    ],
)
def test_gives_every_entry_its_own_line(text: str, result: str) -> None:
    assert expanded(text) == result


def test_leaves_nothing_of_empty_braces() -> None:
    edit = written_out(entry("a: {}  # 後\n"), 1, Source("case.yaml", "a: {}  # 後\n"))

    assert edit is not None
    assert apply_edits("a: {}  # 後\n", [edit]) == "a:  # 後\n"


def test_writes_out_as_many_levels_as_asked_for() -> None:
    text = "a: {区が行う: {運用上: {b: ○}, システム上: {c: {mark: ○}}}, 事業者: {}}\n"

    assert expanded(text, 1) == ("a:\n  区が行う: {運用上: {b: ○}, システム上: {c: {mark: ○}}}\n  事業者: {}\n")
    assert expanded(text, 3) == (
        "a:\n  区が行う:\n    運用上:\n      b: ○\n    システム上:\n      c: {mark: ○}\n  事業者: {}\n"
    )


def test_keeps_every_comment_where_it_was_said() -> None:
    text = (
        "a: # 鍵\n"
        "  # 前\n"
        "  { # 開き\n"
        "  # bの上\n"
        "  b: ○, # bの横\n"
        "\n"
        "  # cの上 #\n"
        "  c: # 間\n"
        "    −（x）\n"
        "  , d: { # dの開き\n"
        "    mark: − # 印\n"
        "    }\n"
        "  # 下\n"
        "  } # 閉じ\n"
        "z: 1 # 外\n"
    )

    assert expanded(text) == (
        "a:  # 鍵\n"
        "  # 前\n"
        "  # 閉じ\n"
        "  # 開き\n"
        "  # bの上\n"
        "  b: ○  # bの横\n"
        "\n"
        "  # cの上 #\n"
        "  # 間\n"
        "  c: −（x）\n"
        "  d:  # dの開き\n"
        "    mark: −  # 印\n"
        "  # 下\n"
        "z: 1 # 外\n"
    )


def test_keeps_line_ends() -> None:
    assert expanded("a: {b: ○,\r\n c: ○}\r\nz: 1\r\n") == "a:\r\n  b: ○\r\n  c: ○\r\nz: 1\r\n"


def test_does_not_touch_a_mapping_within_braces() -> None:
    text = "x: {a: {b: ○}}\n"
    outer = entry(text).value
    assert isinstance(outer, MappingNode)

    assert written_out(outer.entries["a"], 1, Source("case.yaml", text)) is None


def test_does_not_touch_what_is_no_mapping() -> None:
    text = "a: [b]\n"

    assert written_out(entry(text), 1, Source("case.yaml", text)) is None
