from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kojin_check.editing.assignment import AssignmentError, Bare, Plain, assigned, plain
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Route, read_tree

TEXT = """\
# a head
title:        # what it is called
department: 文化観光課  # whose
overview:
  purpose: |
    one

    two
  contents:
    # above the first
    - 一
    - 二  # behind the second
    # above the third
    - 三
matters:
  - type: 業務委託
    party: {name: 甲, certifications: [乙]}
    media: [電磁的媒体]
    periods:
      - name: 保守
        from: 令和6年4月1日
    answers:
      区が行う:
        施錠保管: −（理由）  # why
"""
FIRST: Route = ("matters", 0)


def with_values(values: dict[Route, Plain], text: str = TEXT) -> str:
    return assigned(read_tree(Source("case.yaml", text)), values)


@pytest.mark.parametrize(
    ("route", "value", "before", "after"),
    [
        (("title",), "一\n二", "title:        # what it is called", "title: |-  # what it is called\n  一\n  二"),
        (("title",), "件: 名", "title:        # what", 'title: "件: 名"        # what'),
        (("department",), "", "department: 文化観光課  # whose", "department:  # whose"),
        (("overview", "purpose"), "一", "|\n    one\n\n    two\n", "一\n"),
        (("overview", "purpose"), "一\n\n二", "|\n    one\n\n    two\n", "|-\n    一\n\n    二\n"),
        (("overview", "volume"), "1件", "    - 三\n", "    - 三\n  volume: 1件\n"),
        (("overview", "contents"), ["一", "二", "三", "四"], "    - 三\n", "    - 三\n    - 四\n"),
        (("overview", "contents"), ["零", "一", "二", "三"], "    - 一\n", "    - 零\n    - 一\n"),
        (("overview", "contents"), ["一", "三"], "    - 二  # behind the second\n", ""),
        (("overview", "contents", 1), "弐", "    - 二  #", "    - 弐  #"),
        ((*FIRST, "party", "name"), "丙", "{name: 甲,", "{name: 丙,"),
        ((*FIRST, "party", "note"), "丁", "[乙]}", "[乙], note: 丁}"),
        ((*FIRST, "media"), ["紙媒体", "a, b"], "[電磁的媒体]", '[紙媒体, "a, b"]'),
        (
            (*FIRST, "periods", 0, "to"),
            "令和7年3月31日",
            "        from: 令和6年4月1日\n",
            "        from: 令和6年4月1日\n        to: 令和7年3月31日\n",
        ),
        (
            (*FIRST, "periods", 5),
            "A から",
            "        from: 令和6年4月1日\n",
            "        from: 令和6年4月1日\n      - A から\n",
        ),
        ((*FIRST, "facts", "f"), Bare("true"), "（理由）  # why\n", "（理由）  # why\n    facts:\n      f: true\n"),
        ((*FIRST, "answers", "区が行う", "施錠保管"), "○", "−（理由）  # why", "○  # why"),
        (
            (*FIRST, "answers", "区が行う", "施錠保管"),
            {"mark": "−", "reason": "a"},
            " −（理由）  # why",
            "  # why\n          mark: −\n          reason: a",
        ),
    ],
)
def test_only_what_is_meant_changes(route: Route, value: Plain, before: str, after: str) -> None:
    assert TEXT.count(before) == 1
    assert with_values({route: value}) == TEXT.replace(before, after)
    windows = with_values({route: value}, TEXT.replace("\n", "\r\n"))
    assert windows == TEXT.replace(before, after).replace("\n", "\r\n")


def test_what_stands_there_already_changes_nothing() -> None:
    assert with_values({("department",): "文化観光課", (*FIRST, "media"): ["電磁的媒体"], ("clause",): ""}) == TEXT


def test_several_values_at_once() -> None:
    text = with_values({("title",): "件名", (*FIRST, "subcontracts", 0, "party"): "丙", (*FIRST, "remarks"): "備考"})

    assert text.endswith("# why\n    subcontracts:\n      - party: 丙\n    remarks: 備考\n")


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("- a\n", ("title",)),
        ("", ("title",)),
        (TEXT, ("department", "name")),
        (TEXT, ("matters", "type")),
    ],
)
def test_what_cannot_be_set_is_refused(text: str, route: Route) -> None:
    with pytest.raises(AssignmentError):
        with_values({route: "x"}, text)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(str.strip)
PLACES: list[Route] = [
    ("title",),
    ("overview", "purpose"),
    (*FIRST, "party", "name"),
    (*FIRST, "remarks"),
    ("overview", "contents", 1),
]


@given(
    st.dictionaries(st.sampled_from(PLACES), st.lists(TEXTS, min_size=1, max_size=3).map("\n".join).filter(str.strip))
)
def test_any_text_is_read_back_as_it_was_given(values: dict[Route, str]) -> None:
    from unicodedata import normalize

    values = {route: normalize("NFC", value) for route, value in values.items()}
    tree = read_tree(Source("case.yaml", with_values(dict(values))))

    assert {route: plain(tree.node(route)) for route in values} == values


@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=5))
def test_any_list_is_read_back_and_keeps_its_comments(entries: list[str]) -> None:
    from unicodedata import normalize

    wanted: list[Plain] = [normalize("NFC", entry) for entry in entries]
    text = with_values({("overview", "contents"): wanted})

    assert plain(read_tree(Source("case.yaml", text)).node(("overview", "contents"))) == wanted
