from __future__ import annotations

import pytest

from kojin_check.editing.blocks import Block, blocks_of, comment_text, is_flow, last_line
from kojin_check.reading.source import Source
from kojin_check.reading.tree import MappingNode, read_tree


def blocks(text: str, *headings: str) -> tuple[Block, ...] | None:
    """The entries of the mapping below the first key of `text`."""
    source = Source("case.yaml", text)
    root = read_tree(source).root
    assert isinstance(root, MappingNode)
    entry = next(iter(root.entries.values()))
    assert isinstance(entry.value, MappingNode)
    return blocks_of(entry.value, source, entry.key.span.line, headings)


def lines(text: str, *headings: str) -> list[tuple[str, int, int, int, int, int]]:
    """Name, gap, lead, line, last and tail of every entry."""
    found = blocks(text, *headings)
    assert found is not None
    return [(block.name, block.gap, block.lead, block.line, block.last, block.tail) for block in found]


def test_comments_directly_above_a_key_belong_to_it() -> None:
    assert lines("a:\n  # 見出し\n\n  # 一\n  # 一の続き\n  b: ○\n# 二\n  c: ○\n") == [
        ("b", 0, 4, 6, 6, 6),
        ("c", 0, 7, 8, 8, 8),
    ]


def test_answers_that_are_kept_as_comments_stay_where_they_are() -> None:
    head = "  # r7 版の回答（5/区/運用/x）。r5 版の様式にはないので、コメントにして残す。\n"

    assert lines(f"a:\n  b: ○\n  # xの文\n{head}  #| x:\n  # 二\n  c: ○\n{head}  #|\n") == [
        ("b", 0, 2, 2, 2, 2),
        ("c", 0, 6, 7, 7, 9),
    ]


def test_what_is_kept_as_a_comment_within_an_entry_belongs_to_it() -> None:
    head = "    # r7 版の回答（5/区/運用/x）。r5 版の様式にはないので、コメントにして残す。\n"

    assert lines(f"a:\n  b:\n # 外\n{head}    #| x:\n  # 二\n  c: ○\n") == [
        ("b", 0, 2, 2, 2, 5),
        ("c", 0, 6, 7, 7, 7),
    ]


def test_comments_below_a_blank_entry_belong_to_it_if_they_are_indented_more() -> None:
    assert lines("a:\n  b:\n    # 内\n  # 二\n  c: ○\n    # 横\n  d: ○\n") == [
        ("b", 0, 2, 2, 2, 3),
        ("c", 0, 4, 5, 5, 5),
        ("d", 0, 6, 7, 7, 7),
    ]


def test_a_heading_does_not_belong_to_the_first_key() -> None:
    text = "a:\n  #見出し\n  # 一\n  b: ○\n"

    assert lines(text, "見出し") == [("b", 0, 3, 4, 4, 4)]
    assert lines(text) == [("b", 0, 2, 4, 4, 4)]


def test_blank_lines_between_entries_are_counted() -> None:
    assert lines("a:\n\n  b: ○\n\n \n  # 二\n  c: ○\n\n  # 離れた\n\n  d: ○\n") == [
        ("b", 0, 3, 3, 3, 3),
        ("c", 2, 6, 7, 7, 7),
        ("d", 1, 11, 11, 11, 11),
    ]


def test_comments_below_the_last_entry_belong_to_it_if_they_are_indented_like_it() -> None:
    assert lines("a:\n  b: ○ # 後\n  # 下\n\n    # 下の下\n# 次の見出し\n\nz: 1\n") == [("b", 0, 2, 2, 2, 5)]
    assert lines("a:\n  b: ○\n# 次\n  # 離れた\n") == [("b", 0, 2, 2, 2, 2)]
    assert lines("a:\n  b: ○\nz:\n  # 別\n") == [("b", 0, 2, 2, 2, 2)]


def test_comments_within_an_entry_belong_to_it_also_where_others_follow() -> None:
    assert lines("a:\n  b:\n    x: 1\n    # 内\n\n      # 内の内\n  # 外\n  c: ○\n    # 横\n  d: ○\n") == [
        ("b", 0, 2, 2, 3, 6),
        ("c", 0, 7, 8, 8, 8),
        ("d", 0, 9, 10, 10, 10),
    ]


@pytest.mark.parametrize(
    ("value", "last"),
    [
        ("○", 2),
        ("", 2),
        ("○ # 後", 2),
        ("−（一\n    二）", 3),
        ('"−（一\n\n    二）"', 4),
        ("\n    mark: −\n    # 中\n    reason: 一\n", 5),
        ("\n    mark: −\n    note:\n\n", 4),
        ("\n    mark: −\n    note: |\n      一\n      # 中身\n\n", 6),
        ("|\n    一\n\n\n  # 外\n", 3),
        ("|+\n    一\n\n", 5),
        ("| # +\n    一\n\n", 3),
        (">-\n    一\n# 外", 3),
        ("|", 2),
        ("{mark: −,\n    reason: 一}", 3),
        ("[一,\n    二]", 3),
        ("\n    - 一\n    - 二\n", 4),
    ],
)
def test_an_entry_ends_with_its_value(value: str, last: int) -> None:
    found = blocks(f"a:\n  b: {value}\n  c: ○\nz: 1\n")

    assert found is not None
    assert [block.name for block in found] == ["b", "c"]
    assert found[0].last == last


def test_a_block_scalar_can_end_the_file() -> None:
    assert lines("a:\n  b: |\n    一") == [("b", 0, 2, 2, 3, 3)]


@pytest.mark.parametrize("text", ["a: {b: ○}\n", "a:\n  {b: ○}\n", "a:\n  ? b\n  : ○\n"])
def test_other_styles_have_no_blocks(text: str) -> None:
    assert blocks(text) is None


def test_flow_style_is_known_by_its_brackets() -> None:
    source = Source("case.yaml", "a: {}\nb: [x]\nc: {d: e}\nf:\n  g: '{'\nh: '{'\n")
    root = read_tree(source).root
    assert isinstance(root, MappingNode)

    assert [key for key, entry in root.entries.items() if is_flow(entry.value, source)] == ["a", "b", "c"]
    assert not is_flow(root, source)
    assert last_line(root, source) == 6


@pytest.mark.parametrize(
    ("line", "text"), [("  # 一 # 二 ", "一 # 二"), ("##一", "一"), ("#", ""), ("a: b # c", None), ("", None)]
)
def test_the_text_of_a_comment(line: str, text: str | None) -> None:
    assert comment_text(line) == text
