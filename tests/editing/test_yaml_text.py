from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kojin_check.editing.yaml_text import comment, in_block, in_flow
from kojin_check.reading.source import Source
from kojin_check.reading.tree import MappingNode, ScalarNode, SequenceNode, read_tree

printable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=20)
awkward = st.text(st.sampled_from(" -:#,[]{}&*!|>'\"%@`?~<=○−（）　あ1"), max_size=8)


@given(printable | awkward)
def test_text_is_read_back_as_it_was(text: str) -> None:
    tree = read_tree(Source("", f"{in_block(text)}: {in_block(text)}\nflow: {{list: [{in_flow(text)}, x]}}\n"))

    assert tree.problems == ()
    assert isinstance(tree.root, MappingNode)
    wanted = read_tree(Source("", f"{in_block(text)}: x\n")).root
    assert isinstance(wanted, MappingNode)
    value = tree.root.entries[next(iter(wanted.entries))].value
    listed = tree.node(("flow", "list"))
    assert isinstance(value, ScalarNode)
    assert isinstance(listed, SequenceNode)
    assert isinstance(listed.items[0], ScalarNode)
    assert value.text == listed.items[0].text == next(iter(wanted.entries))
    assert value.text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("text", ["施錠保管", "−（電子データのみの取扱いのため）", "ID・パスワード", "a b", "メール#1"])
def test_harmless_text_stays_plain(text: str) -> None:
    assert in_block(text) == text
    assert in_flow(text) == text


@pytest.mark.parametrize(
    ("text", "block", "flow"),
    [
        ("-", '"-"', '"-"'),
        ("- (理由)", '"- (理由)"', '"- (理由)"'),
        ("a: b", '"a: b"', '"a: b"'),
        ("理由 #メモ", '"理由 #メモ"', '"理由 #メモ"'),
        ("氏名, 住所", "氏名, 住所", '"氏名, 住所"'),
        ("[紙]", '"[紙]"', '"[紙]"'),
        ("no", '"no"', '"no"'),
        ("6.10", '"6.10"', '"6.10"'),
        ("", '""', '""'),
        (' "', '" \\""', '" \\""'),
        ("一行\n二行", '"一行\\n二行"', '"一行\\n二行"'),
        ("見え\u200bない", '"見え\\u200Bない"', '"見え\\u200Bない"'),
        ("\U000e0041", '"\\U000E0041"', '"\\U000E0041"'),
    ],
)
def test_text_that_would_be_misread_is_quoted(text: str, block: str, flow: str) -> None:
    assert in_block(text) == block
    assert in_flow(text) == flow


def test_a_comment_has_a_mark_on_every_line() -> None:
    assert comment("一\n\n二\u2028三: x", "  ") == "  # 一\n  #\n  # 二<U+2028>三: x\n"
    assert comment("") == "#\n"
