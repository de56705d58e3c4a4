from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kojin_check.editing.assignment import AssignmentError, Plain, assigned
from kojin_check.reading.reading import read_text
from kojin_check.reading.tree import Route, ScalarNode, SequenceNode

TEXT = """\
# a head
title:        # what it is called
department: 文化観光課  # whose
overview:
  purpose: |
    one

    two
  volume: 約40,000件
matters:
  - type: 業務委託
    party:
    media: [電磁的媒体]
    data_items:
      - 氏名
      # below the name
      - 住所
    answers:
      区が行う:
        運用上:
          # the first
          法令等の遵守:
          施錠保管: −（電子データのみの取扱いのため）
          a: {mark: ○}
"""
FIRST = ("matters", 0)


def filled_in(text: str, route: Route, value: Plain) -> str | None:
    try:
        return assigned(read_text("x.yaml", text), {route: value})
    except AssignmentError:
        return None


KIND: Route = (*FIRST, "answers", "区が行う", "運用上")


@pytest.mark.parametrize(
    ("route", "value", "before", "after"),
    [
        (("title",), "件: 名", "title:        # what", 'title: "件: 名"        # what'),
        (("department",), "区政情報課", "文化観光課  # whose", "区政情報課  # whose"),
        (("department",), "", "department: 文化観光課  #", "department:  #"),
        ((*KIND, "法令等の遵守"), "○", "法令等の遵守:", "法令等の遵守: ○"),
        ((*KIND, "施錠保管"), "○", "−（電子データのみの取扱いのため）", "○"),
        ((*KIND, "a", "note"), "周知済み", "{mark: ○}", "{mark: ○, note: 周知済み}"),
        (
            (*KIND, "新しい項目"),
            "−（なし, 等）",
            "          a: {mark: ○}\n",
            "          a: {mark: ○}\n          新しい項目: −（なし, 等）\n",
        ),
        (("overview", "purpose"), "一\n二", "|\n    one\n\n    two\n", "|-\n    一\n    二\n"),
        (("overview", "purpose"), "一", "|\n    one\n\n    two\n", "一\n"),
        (("clause",), "第3条", "          a: {mark: ○}\n", "          a: {mark: ○}\nclause: 第3条\n"),
        ((*FIRST, "party", "name"), "株式会社甲", "    party:\n", "    party:\n      name: 株式会社甲\n"),
        ((*FIRST, "media"), ["紙媒体", "可搬媒体"], "[電磁的媒体]", "[紙媒体, 可搬媒体]"),
        (
            (*FIRST, "storage"),
            "a\nb",
            "          a: {mark: ○}\n",
            "          a: {mark: ○}\n    storage: |-\n      a\n      b\n",
        ),
        (
            (*FIRST, "data_items"),
            ["氏名", "住所", "電話番号"],
            "      - 住所\n",
            "      - 住所\n      - 電話番号\n",
        ),
        ((*FIRST, "data_items"), ["住所"], "      - 氏名\n", ""),
    ],
)
def test_only_the_characters_of_the_value_change(route: Route, value: Plain, before: str, after: str) -> None:
    assert TEXT.count(before) == 1
    assert filled_in(TEXT, route, value) == TEXT.replace(before, after)
    windows = filled_in(TEXT.replace("\n", "\r\n"), route, value)
    assert windows == TEXT.replace(before, after).replace("\n", "\r\n")


@pytest.mark.parametrize("text", ["", "- a\n", "a\n"])
def test_what_is_no_mapping_is_left_to_a_person(text: str) -> None:
    assert filled_in(text, ("title",), "x") is None


def test_nothing_in_place_of_nothing_changes_nothing() -> None:
    assert filled_in(TEXT, ("clause",), "") == TEXT
    assert filled_in(TEXT, ("department",), "文化観光課") == TEXT


PLACES: list[Route] = [
    ("title",),
    ("department",),
    ("overview", "volume"),
    ("overview", "purpose"),
    (*FIRST, "type"),
    (*FIRST, "party", "name"),
    (*KIND, "法令等の遵守"),
    (*KIND, "施錠保管"),
    (*KIND, "a", "note"),
    (*FIRST, "remarks"),
]


@given(st.sampled_from(PLACES), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_any_text_is_read_back_as_it_was_typed(route: Route, value: str) -> None:
    after = filled_in(TEXT, route, value)

    if after is not None:
        node = read_text("x.yaml", after).node(route)
        assert isinstance(node, ScalarNode)
        assert node.text == normalize("NFC", value)
        assert len(after.splitlines()) >= len(TEXT.splitlines()) - 3


@given(st.lists(st.sampled_from(["氏名", "住所", "電話番号", "a: b", "- c", "[d"]), min_size=1, unique=True))
def test_any_list_is_read_back_with_all_its_entries(values: list[str]) -> None:
    for key in ("media", "data_items"):
        after = filled_in(TEXT, (*FIRST, key), [*values])
        assert after is not None
        node = read_text("x.yaml", after).node((*FIRST, key))
        assert isinstance(node, SequenceNode)
        assert sorted(item.text for item in node.items if isinstance(item, ScalarNode)) == sorted(values)
        assert "# below the name" in after
