from __future__ import annotations

from itertools import islice, takewhile
from pathlib import Path
from random import Random

import pytest
from tests.conftest import ROOT
from tests.samples.case_edits import Change, rewritten, single_changes

from kojin_check.diff.case_changes import CaseDiff, CaseState, PageChange, compare_cases
from kojin_check.model.library import Library
from kojin_check.runs.case_review import case_state

EXAMPLES = [
    ROOT / "cases" / "faq-system.yaml",
    ROOT / "tests" / "data" / "examples" / "corrected.yaml",
    ROOT / "tests" / "data" / "two-contractors.yaml",
]
ADDED = ("管理状況の確認", "再委託先の立入り調査")


def state(text: str | bytes, library: Library) -> CaseState:
    return case_state("case.yaml", text if isinstance(text, bytes) else text.encode(), library)


def compared(old: str | bytes | CaseState, new: str | bytes, library: Library) -> CaseDiff:
    return compare_cases(old if isinstance(old, CaseState) else state(old, library), state(new, library))


def changes(diff: CaseDiff) -> list[str]:
    """Every change: the route of a field, or the address of an item."""
    return [
        one
        for page in diff.pages
        for one in (
            *("/".join(map(str, fact.route)) for fact in page.facts),
            *(f"{page.route[1]}:{answer.address}" for answer in page.answers),
        )
    ]


def place_of(change: Change, old: CaseState) -> str:
    """What a single change is expected to be told as."""
    match change.route:
        case ("matters", int(index), "answers", *rest):
            number = old.case.matters[index].checklist
            return f"{index}:{number}/{'/'.join(map(str, rest))}"
        case ("matters", _, "subcontracts", _, *rest):
            record = change.route[:4]
        case ("matters", _, *rest):
            record = change.route[:2]
        case _:
            record, rest = (), list(change.route)
    if rest[0] == "party":
        rest = rest[:1]
    field = list(takewhile(lambda step: isinstance(step, str), rest))
    return "/".join(map(str, (*record, *field)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_layout_is_no_difference(path: Path, library: Library) -> None:
    text = path.read_text(encoding="utf-8")
    random, old = Random(3), state(text, library)

    assert compared(old, text, library).pages == ()
    for _ in range(30):
        data = rewritten(text, random)
        assert changes(compared(old, data, library)) == [], data.decode("utf-8", "replace")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_single_change_is_told_and_nothing_else(path: Path, library: Library) -> None:
    text = path.read_text(encoding="utf-8")
    old = state(text, library)

    for change in islice(single_changes(text, Random(5)), 90):
        assert changes(compared(old, change.text, library)) == [place_of(change, old)], change[:3]


def test_a_list_is_a_set_and_near_matches_are_one_change(corrected_case: str, library: Library) -> None:
    text = corrected_case.replace("    - 氏名\n", "", 1).replace("- 投稿目的\n", "- 投稿の目的\n      - 年齢\n", 1)
    assert text != corrected_case

    (page,) = compared(corrected_case, text, library).pages

    (fact,) = page.facts
    assert fact.label.ja == "記録する個人情報の項目"
    assert [(entry.old, entry.new) for entry in fact.entries] == [
        ("氏名", None),
        ("投稿目的", "投稿の目的"),
        (None, "年齢"),
    ]


def test_a_matter_that_has_come_and_one_that_has_gone(corrected_case: str, library: Library) -> None:
    start = corrected_case.index("  - type: 外部結合")
    end = corrected_case.index("  - type: 業務委託")
    without = corrected_case[:start] + corrected_case[end:]

    (added,) = [page for page in compared(without, corrected_case, library).pages if page.type == "外部結合"]
    (removed,) = [page for page in compared(corrected_case, without, library).pages if page.type == "外部結合"]

    assert (added.change, removed.change) == (PageChange.ADDED, PageChange.REMOVED)
    assert (added.route, removed.route) == (("matters", 1), ("matters", 1))
    assert added.party == removed.party == "日本電気株式会社"
    assert len(added.answers) == len(removed.answers) == 32
    assert all(answer.old.is_blank and not answer.new.is_blank for answer in added.answers)
    assert {fact.label.ja for fact in added.facts} >= {"結合の相手方", "結合の開始時期と期間"}


def test_cases_of_different_versions_are_compared_measure_by_measure(corrected_case: str, library: Library) -> None:
    text = corrected_case.replace("checklist_version: r5", "checklist_version: r7-draft")
    text = text.replace("          業務フロー: ○", "          管理状況の確認: ○\n          業務フロー: ○")

    diff = compared(corrected_case, text, library)

    assert diff.is_across_versions
    assert [fact.label.ja for page in diff.pages for fact in page.facts] == ["チェックリストの版"]
    told = {answer.name for page in diff.pages if page.type == "業務委託" for answer in page.answers}
    assert told == {"管理状況の確認"}


def test_what_cannot_be_read_is_said(corrected_case: str, library: Library) -> None:
    text = corrected_case.replace("department: ", "departmnt: ", 1)

    assert state(text, library).unread == (15,)


def test_long_lists_are_compared_without_looking_for_likeness(corrected_case: str, library: Library) -> None:
    def listed(word: str) -> str:
        items = "".join(f"      - {word}{number}\n" for number in range(2000))
        return corrected_case.replace("      - 氏名\n", items, 1)

    (page,) = compared(listed("甲の項目"), listed("乙の項目"), library).pages

    assert len(page.facts[0].entries) == 4000
