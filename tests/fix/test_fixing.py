"""What `validate --fix` changes: exactly the slip, whatever stands around it.

The slips are made in the corrected real case, which gives no finding. So a file is fixed rightly if
and only if it is byte for byte what it was before the slip.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT

from kojin_check.checking.engine import DEFAULT_SETTINGS, Settings, WaiverUse, check_bytes, check_tree
from kojin_check.editing.edits import apply_edits
from kojin_check.findings import Edit, FileReport
from kojin_check.fix import fixing
from kojin_check.fix.fixing import Correction, correct
from kojin_check.model.library import Library
from kojin_check.model.marks import SPELLINGS
from kojin_check.reading.tree import Tree

_ANSWER = re.compile(r" {10}\S+: [○−]")
_ITEM_COMMENT = re.compile(r" {10}# ")
_KINDS = ("運用上", "システム上")


@dataclass
class Page:
    """The lines of the case, and which of them have a slip already."""

    lines: list[str]
    random: Random

    def pick(self, pattern: str) -> int | None:
        """An untouched line that matches, beside which nothing is touched either; None when there is none."""
        found = [number for number, line in enumerate(self.lines) if re.match(pattern, line) and "\0" not in line]
        return self.random.choice(found) if found else None

    def put(self, number: int, line: str) -> None:
        self.lines[number] = line + "\0"

    def replace(self, pattern: str, old: str, new: str) -> None:
        number = self.pick(pattern)
        if number is not None:
            self.put(number, self.lines[number].replace(old, new, 1))


Make = Callable[[Page], None]


def other_circle(page: Page) -> None:
    page.replace(r" {10}\S+: ○$", "○", page.random.choice([*SPELLINGS["○"], "“○”", "⭕\ufe0f", "「○」"]))


def other_minus(page: Page) -> None:
    page.replace(r" {10}\S+: −（", "−", page.random.choice(list(SPELLINGS["−"])))


def unquoted_hyphen(page: Page) -> None:
    page.replace(r" {10}\S+: −（", "−", "- ")


def full_width_colon(page: Page) -> None:
    page.replace(r" {10}\S+: [○−]", ": ", page.random.choice(["：", "： ", "：　"]))


def colon_without_space(page: Page) -> None:
    page.replace(r" {10}\S+: [○−]", ": ", ":")


def invisible_character(page: Page) -> None:
    page.replace(r" {10}\S+: ○$", ": ", page.random.choice(["\u200b: ", ": \u2060"]))


def invisible_character_in_a_list(page: Page) -> None:
    page.replace(r" {6}- (氏名|住所|電話番号)$", "- ", "- \u200b")


def old_era(page: Page) -> None:
    page.replace(r".*from: 令和6年4月1日", "令和6年4月1日", "平成36年4月1日")


def bullet(page: Page) -> None:
    page.replace(r" {6}- (氏名|住所|電話番号)$", "- ", page.random.choice(["・", "-"]))


def misplaced(page: Page) -> None:
    """An answer goes, with its text above it, to the other kind of the same actor."""
    number = page.pick(r" {10}\S+: [○−]")
    headings = [at for at, line in enumerate(page.lines) if re.match(r" {8}\S+:$", line)]
    if number is None or not _ITEM_COMMENT.match(page.lines[number - 1]):
        return
    own = max(at for at in headings if at < number)
    beside = [
        at
        for at in headings
        if page.lines[at] != page.lines[own] and abs(headings.index(at) - headings.index(own)) == 1
    ]
    actor = _actor(page.lines, own)
    beside = [at for at in beside if _actor(page.lines, at) == actor]
    places = [at for at in range(len(page.lines)) if _ANSWER.match(page.lines[at]) and "\0" not in page.lines[at]]
    places = [at for at in places if beside and max(one for one in headings if one < at) == beside[0]]
    if not places:
        return
    block = [page.lines[number - 1] + "\0", page.lines[number] + "\0"]
    target = page.random.choice(places) + 1
    page.lines[target:target] = block
    shift = len(block) if target <= number else 0
    del page.lines[number - 1 + shift : number + 1 + shift]


def _actor(lines: list[str], below: int) -> int:
    return max(at for at in range(below) if re.match(r" {6}\S+:$", lines[at]))


SLIPS: dict[str, tuple[Make, ...]] = {
    "KJ001": (unquoted_hyphen, full_width_colon, colon_without_space, bullet),
    "KJ009": (invisible_character, invisible_character_in_a_list),
    "KJ104": (other_circle, other_minus),
    "KJ107": (misplaced,),
    "KJ406": (old_era,),
}
ALL = [make for makes in SLIPS.values() for make in makes]


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "utf-16-le": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16-be": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
}


@dataclass(frozen=True)
class Layout:
    """How a text is put into a file."""

    encoding: str = "utf-8"
    line_end: str = "\n"
    has_final_line_end: bool = True

    def bytes_of(self, text: str) -> bytes:
        if not self.has_final_line_end:
            text = text.removesuffix("\n")
        return ENCODINGS[self.encoding](text.replace("\n", self.line_end))


CASE = (ROOT / "tests" / "data" / "examples" / "corrected.yaml").read_text(encoding="utf-8")
SEEDS = st.integers(0, 2**32)
LAYOUTS = st.builds(Layout, st.sampled_from(sorted(ENCODINGS)), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())


def with_slips(text: str, makes: list[Make], seed: int) -> str:
    page = Page(text.split("\n"), Random(seed))
    for make in makes:
        make(page)
    return "\n".join(page.lines).replace("\0", "")


def fix(data: bytes, library: Library, chosen: Settings = DEFAULT_SETTINGS) -> Correction:
    return correct("case.yaml", data, library, chosen)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=6), SEEDS, LAYOUTS)
def test_a_fixed_file_is_what_it_was_before_the_slips(
    library: Library, makes: list[Make], seed: int, layout: Layout
) -> None:
    correction = fix(layout.bytes_of(with_slips(CASE, makes, seed)), library)

    assert correction.data == layout.bytes_of(CASE)
    assert [finding.rule for finding in correction.report.findings if finding.rule != "KJ002"] == []


@pytest.mark.parametrize("code", sorted(SLIPS))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), seed=SEEDS)
def test_every_fix_that_is_offered_is_right_by_itself(
    library: Library, code: str, data: st.DataObject, seed: int
) -> None:
    """The edits in the report (JSON, SARIF) do what `--fix` does."""
    text = with_slips(CASE, data.draw(st.lists(st.sampled_from(SLIPS[code]), min_size=1, max_size=3)), seed)
    findings = check_bytes("case.yaml", text.encode(), library).findings

    assert {finding.rule for finding in findings} == {code}
    for finding in findings:
        assert finding.fix is not None
        left = check_bytes("case.yaml", apply_edits(text, finding.fix.edits).encode(), library).findings
        assert [one.message for one in left] == [one.message for one in findings if one is not finding]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=4), SEEDS)
def test_what_only_a_person_can_decide_stays(library: Library, makes: list[Make], seed: int) -> None:
    defective = CASE.replace("本稼働, date: 令和7年1月", "本稼働, date: 令和7年13月").replace(
        "title: 区民", "title: 03-3209-1111 区民"
    )

    correction = fix(with_slips(defective, makes, seed).encode(), library)

    assert correction.after == defective
    assert [finding.rule for finding in correction.report.findings] == ["KJ601", "KJ006"]
    assert all(finding.fix is not None for finding in correction.fixed)


def test_sections_whose_headings_were_swapped_are_put_right(library: Library) -> None:
    """Each item has its own place, so one after the other goes there."""
    start = CASE.index("- type: 業務委託")
    head, contract = CASE[:start], CASE[start:]
    swapped = contract.replace("運用上:", "\0").replace("システム上:", "運用上:").replace("\0", "システム上:")

    correction = fix((head + swapped).encode(), library)

    assert correction.report.findings == ()
    assert [finding.rule for finding in correction.fixed] == ["KJ107"] * 44
    assert correction.report.tallies == check_bytes("case.yaml", CASE.encode(), library).tallies


FORM = """\
schema: kojin-check/case/v1
checklist_version: r5
title: 件名
department: 課
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
"""


def fixed(answers: str, library: Library, chosen: Settings = DEFAULT_SETTINGS) -> tuple[list[str], str]:
    """The codes of what was fixed in these answers, and how they then stand."""
    correction = fix((FORM + answers).encode(), library, chosen)
    assert correction.after.startswith(FORM)
    return [finding.rule for finding in correction.fixed], correction.after.removeprefix(FORM)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("          業務フロー: '〇'\n", "          業務フロー: '○'\n"),
        ('          業務フロー: "－（別の手順書で定めているため）" # 注\n', '          業務フロー: "−（別の手順書で定めているため）" # 注\n'),
        ("          業務フロー: {mark: 〇, note: 〇や－は記号}\n", "          業務フロー: {mark: ○, note: 〇や－は記号}\n"),
        ("          業務フロー: >-\n            －（別の手順書で\n            定めているため）\n",
         "          業務フロー: >-\n            −（別の手順書で\n            定めているため）\n"),
        ("          {業務フロー: 〇, 緊急時の体制: ◯}\n", "          {業務フロー: ○, 緊急時の体制: ○}\n"),
    ],
)  # fmt: skip
def test_marks_are_put_right_in_every_notation(typed: str, right: str, library: Library) -> None:
    codes, answers = fixed(typed, library)

    assert (set(codes), answers) == ({"KJ104"}, right)


def test_a_mark_that_is_written_with_an_escape_is_left_to_a_person(library: Library) -> None:
    assert fixed('          業務フロー: "\\u3007"\n', library) == ([], '          業務フロー: "\\u3007"\n')


def test_what_was_hidden_behind_a_slip_comes_to_light(library: Library) -> None:
    """The form's − was typed as YAML cannot read it: once it is right, the reason is missed."""
    correction = fix((FORM + "          業務フロー: -\n").encode(), library, Settings(select=("KJ001", "KJ102")))

    assert correction.after == FORM + "          業務フロー: −\n"
    assert [finding.rule for finding in correction.fixed] == ["KJ001"]
    assert [finding.rule for finding in correction.report.findings] == ["KJ102"]


def test_two_sides_that_disagree_are_reported_once_the_mark_is_right(library: Library) -> None:
    answers = "          業務フロー: 〇\n      事業者に行わせる:\n        運用上:\n          業務フロー: −（前の業務を引き継ぐため）\n"
    correction = fix((FORM + answers).encode(), library, Settings(ignore=("KJ101", "KJ105", "KJ206")))

    assert [finding.rule for finding in correction.fixed] == ["KJ104"]
    assert [finding.rule for finding in correction.report.findings] == ["KJ304"]


WAIVER = "waivers:\n  - {rule: KJ104, reason: 様式の写しのため, approved_by: 区政情報課長}\n"


@pytest.mark.parametrize(
    ("chosen", "codes"),
    [
        (Settings(), []),
        (Settings(waivers=WaiverUse.DISREGARD), ["KJ104"]),
    ],
)
def test_what_was_accepted_stays(chosen: Settings, codes: list[str], library: Library) -> None:
    assert fixed("          業務フロー: 〇\n" + WAIVER, library, chosen)[0] == codes


@pytest.mark.parametrize(
    ("chosen", "codes"),
    [
        (Settings(select=("KJ104",)), ["KJ104"]),
        (Settings(select=("KJ009",)), ["KJ009"]),
        (Settings(ignore=("KJ1",)), ["KJ009"]),
        (Settings(select=("KJ3",)), []),
    ],
)
def test_only_what_is_reported_is_fixed(chosen: Settings, codes: list[str], library: Library) -> None:
    assert fixed("          業務フロー: 〇\n          緊急時\u200bの体制: ○\n", library, chosen)[0] == codes


@pytest.mark.parametrize(
    "data",
    [
        b"",
        "業務フロー: 〇\n".encode("cp932"),
        b"\0" * 100,
        b"a: [" * 1000,
        (FORM + "          業務フロー: 〇\n").encode("utf-16-le"),
        (FORM + "          業務フロー: 〇\n" + "# " + "x" * 5 * 1024 * 1024).encode(),
    ],
)
def test_what_cannot_be_read_stays_byte_for_byte(data: bytes, library: Library) -> None:
    correction = fix(data, library)

    assert (correction.data, correction.fixed) == (data, ())
    assert correction.report.findings == check_bytes("case.yaml", data, library).findings != ()


class TestUnsafeFixes:
    """Rules that are wrong about a fix, as they must never be: the file stays as it is."""

    ANSWERS = "          業務フロー: 〇\n          緊急時の体制: 〇\n"

    def corrected(self, wrong: str, library: Library, monkeypatch: pytest.MonkeyPatch) -> str:
        """The answers after fixing, when the fix of the first one writes `wrong`."""

        def check(tree: Tree, *rest: Any) -> FileReport:
            report = check_tree(tree, *rest)
            findings = [
                finding._replace(fix=finding.fix._replace(edits=(Edit(finding.span, wrong),)))
                if finding.fix is not None and finding.span.line == FORM.count("\n") + 1
                else finding
                for finding in report.findings
            ]
            return report._replace(findings=tuple(findings))

        monkeypatch.setattr(fixing, "check_tree", check)
        return fixed(self.ANSWERS, library)[1]

    @pytest.mark.parametrize(
        "wrong",
        [
            "−（別の手順書で定めているため）",  # says something else
            "◯",  # nothing is gained
            "[",  # no YAML any more
            "○\n          施錠保管: ○",  # another answer
            "",
        ],
    )
    def test_they_are_not_made_and_the_others_are(
        self, wrong: str, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert self.corrected(wrong, library, monkeypatch) == "          業務フロー: 〇\n          緊急時の体制: ○\n"


def test_what_cannot_be_read_to_its_end_is_tried_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """With more slips than the reader gets over, no part of the fixes can be right, so none is looked for."""
    checked: list[Tree] = []

    def check(tree: Tree, *rest: Any) -> FileReport:
        checked.append(tree)
        return check_tree(tree, *rest)

    monkeypatch.setattr(fixing, "check_tree", check)
    data = "".join(f"項目{number}: a: b\n" for number in range(80)).encode()

    assert fix(data, library).fixed == ()
    assert len(checked) == 2


def test_what_takes_too_many_trials_is_left_for_another_run(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    data = CASE.replace(": ○", ": 〇", 1).encode()
    monkeypatch.setattr("kojin_check.fix.fixing._MOST_TRIALS", 0)
    left = fix(data, library)
    monkeypatch.undo()

    assert (left.fixed, left.is_unfinished) == ((), True)
    again = fix(left.data, library)
    assert ([finding.rule for finding in again.fixed], again.is_unfinished) == (["KJ104"], False)


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_makes_nothing_of_two_lines_that_only_look_like_lines(
    separator: str, library: Library, published_case: str
) -> None:
    """Two keys would become one quoted text."""
    text = published_case.replace("\ndepartment:", f"{separator}department:", 1)
    data = text.replace("業務フロー: ○", "業務フロー: 〇", 1).encode()

    correction = correct("case.yaml", data, library, DEFAULT_SETTINGS)

    assert {finding.rule for finding in correction.fixed} <= {"KJ104"}
    assert f"再構築等について{separator}department: " in correction.after
