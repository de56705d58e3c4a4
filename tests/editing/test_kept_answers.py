from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kojin_check.editing.edits import apply_edits
from kojin_check.editing.kept_answers import is_kept, keep, kept_answers, kept_indent, reason_for_keeping
from kojin_check.reading.source import Source

CASE = "\n".join(
    (
        "a:",
        "  # 文",
        "  b:",
        "    mark: −",
        "",
        "    note: |",
        "      # 中身",
        "     ",
        "  c: ○",
    )
)


def kept(text: str, first: int, last: int, indent: int, passed_over: tuple[int, ...] = ()) -> str:
    reason = reason_for_keeping("r7", "5/区/運用/b", "r5").ja
    return apply_edits(text, keep(Source("", text), first, last, indent, reason, passed_over))


def taken_back(text: str, version: str) -> str:
    return apply_edits(text, [edit for kept in kept_answers(Source("", text), version) for edit in kept.edits])


def test_lines_stand_behind_a_mark_below_the_reason() -> None:
    assert kept(CASE, 3, 8, 2, (7,)).splitlines() == [
        "a:",
        "  # 文",
        "  # r7 版の回答（5/区/運用/b）。r5 版の様式にはないので、コメントにして残す。",
        "  #| b:",
        "  #|   mark: −",
        "  #|",
        "  #|   note: |",
        "      # 中身",
        "  #|    ",
        "  c: ○",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("first", "last", "indent"), [(3, 8, 2), (2, 9, 0), (9, 9, 2)])
def test_taking_back_gives_the_same_file(end: str, first: int, last: int, indent: int) -> None:
    text = CASE.replace("\n", end)

    assert taken_back(kept(text, first, last, indent), "r7") == text


def test_what_is_kept_twice_is_taken_back_one_after_the_other() -> None:
    once = kept(CASE, 3, 8, 2)
    twice = apply_edits(once, keep(Source("", once), 2, 9, 0, reason_for_keeping("r8", "5/区", "r7").en))

    assert taken_back(twice, "r7") == twice
    assert taken_back(twice, "r8") == once


def test_a_line_that_is_indented_less_is_marked_as_such() -> None:
    assert kept("a:\n    b:\n # 注\n      c: ○\n", 2, 4, 4).splitlines() == [
        "a:",
        "    # r7 版の回答（5/区/運用/b）。r5 版の様式にはないので、コメントにして残す。",
        "    #| b:",
        "    #<  # 注",
        "    #|   c: ○",
    ]


def test_the_address_is_known() -> None:
    assert [one.address for one in kept_answers(Source("", kept(CASE, 3, 8, 2)), "r7")] == ["5/区/運用/b"]


def test_kept_lines_are_told_from_other_comments() -> None:
    lines = kept(CASE, 3, 8, 2).splitlines()

    assert [number for number, line in enumerate(lines, start=1) if is_kept(line)] == [3, 4, 5, 6, 7, 8, 9]
    assert not any(map(is_kept, ["# 文", "#|文", "#<文", "  # r7 版の回答", "a: #| b", ""]))


def test_the_indentation_below_a_blank_key_is_that_of_what_is_kept_there() -> None:
    text = kept("a:\n  # 注\n\n   b: ○\nz: 1\n", 4, 4, 3)

    assert kept_indent(Source("", text), 1, 0) == 3
    assert kept_indent(Source("", text), 1, 3) is None
    assert kept_indent(Source("", text), 6, 0) is None
    assert kept_indent(Source("", "a:\n  # 注\n"), 1, 0) is None


def test_answers_of_other_versions_and_other_comments_stay() -> None:
    text = kept(CASE, 9, 9, 2) + "\n# r5 版の回答（x）\n#| y\n#| z\n"

    assert taken_back(text, "r5") == text
    assert taken_back(text, "r7-draft") == text


@given(st.lists(st.text(st.sampled_from(" #|a\t:あ"), max_size=6), min_size=1, max_size=6), st.integers(0, 4))
def test_any_lines_come_back_as_they_were(lines: list[str], indent: int) -> None:
    text = "\n".join(["head:", *lines])

    assert taken_back(kept(text, 2, len(lines) + 1, indent), "r7") == text
