from __future__ import annotations

import pytest
from tests.samples.edited_versions import (
    with_form,
    with_item,
    with_moved_item,
    with_new_item,
    with_section,
    with_version,
    without_form,
    without_item,
)
from tests.samples.versions import item

from kojin_check.diff.affected import AffectedCase, AffectedMatter, Unaffected, examine, survey
from kojin_check.diff.compare import compare
from kojin_check.model.checklist import FactDefinition, MarkDefinition, Means, StockReason, TypeDefinition
from kojin_check.model.condition import parse_condition
from kojin_check.model.library import Library, Version

WARD, CONTRACTOR = "5/区が行う/運用上", "5/事業者に行わせる/運用上"
PATH = "cases/faq.yaml"
CONTRACT = 2
"""Index of the 業務委託 in the published case; it uses checklist 5 and handles electronic data only."""


@pytest.fixture(scope="module")
def r5(library: Library) -> Version:
    return library.require("r5")


def affected(old: Version, new: Version, case: str) -> AffectedCase:
    found = examine(compare(old, new), PATH, case.encode())
    assert isinstance(found, AffectedCase)
    return found


def contract(case: AffectedCase) -> AffectedMatter:
    """The 業務委託, which is the only matter concerned."""
    [matter] = case.matters
    assert matter.index == CONTRACT
    return matter


class TestThePublishedCase:
    def test_the_proposal_asks_it_four_more_questions(self, library: Library, published_case: str) -> None:
        found = affected(library.require("r5"), library.require("r7-draft"), published_case)

        assert (found.path, found.version) == (PATH, "r5")
        assert (found.title, found.department) == ("区民意見・FAQシステムの再構築等について", "総合政策部区政情報課")
        assert found.affected == tuple(
            f"{section}/{name}" for section in (WARD, CONTRACTOR) for name in ("管理状況の確認", "再委託先の立入り調査")
        )
        assert (found.unanswered_after, found.to_review) == (4, 0)
        matter = contract(found)
        assert (matter.type, matter.form.number, matter.missing) == ("業務委託", 5, found.affected)

    def test_nothing_changes_for_it_between_a_version_and_itself(self, r5: Version, published_case: str) -> None:
        assert examine(compare(r5, r5), PATH, published_case.encode()) is Unaffected.UNTOUCHED

    def test_other_forms_do_not_concern_it(self, r5: Version, published_case: str) -> None:
        new = with_new_item(without_form(r5, 8), "6/区が行う/運用上", 0, item("教育"))

        assert examine(compare(r5, new), PATH, published_case.encode()) is Unaffected.UNTOUCHED

    def test_a_case_of_another_version_does_not_count(self, library: Library, published_case: str) -> None:
        diff = compare(library.require("r7-draft"), library.require("r5"))

        assert examine(diff, PATH, published_case.encode()) is Unaffected.OTHER_VERSION

    @pytest.mark.parametrize(
        "data", [b"", b"\x00", b"- a", b"title: x", b"title: [", "title: 件名".encode("cp932"), b"checklist_version:\n"]
    )
    def test_what_cannot_be_read_as_a_case_is_told_apart(self, data: bytes, library: Library) -> None:
        diff = compare(library.require("r5"), library.require("r7-draft"))

        assert examine(diff, PATH, data) is Unaffected.UNREADABLE


class TestAnswers:
    def test_an_answer_that_is_missing_today_is_counted_apart(self, r5: Version, published_case: str) -> None:
        blank = published_case.replace("施錠保管: −（電子データのみの取扱いのため）", "施錠保管:")
        found = affected(r5, with_new_item(r5, WARD, 0, item("教育")), blank)

        assert contract(found).affected == (f"{WARD}/教育",)
        assert (found.unanswered_after, found.blank) == (1, 2)

    def test_an_answer_that_was_written_ahead_is_not_missing(self, r5: Version, published_case: str) -> None:
        ahead = published_case.replace("          施錠保管: −", "          教育: ○\n          施錠保管: −")
        found = affected(r5, with_new_item(r5, WARD, 0, item("教育")), ahead)

        assert (found.affected, found.unanswered_after) == ((f"{WARD}/教育",), 0)

    def test_the_answer_to_a_renamed_item_is_carried_over(self, r5: Version, published_case: str) -> None:
        found = affected(r5, with_item(r5, f"{WARD}/施錠保管", id="保管"), published_case)

        assert (found.affected, found.unanswered_after, found.to_review) == ((f"{WARD}/保管",), 0, 0)

    def test_an_old_id_that_is_used_again_does_not_answer_the_new_item(self, r5: Version, published_case: str) -> None:
        renamed = with_item(r5, f"{WARD}/施錠保管", id="保管", formerly="施錠保管")
        new = with_new_item(renamed, WARD, 0, item("施錠保管", "退庁時に扉へ鍵をかける。"))
        found = affected(r5, new, published_case)

        assert contract(found).missing == (f"{WARD}/施錠保管",)

    def test_the_answer_to_an_item_on_another_form_is_not(self, r5: Version, published_case: str) -> None:
        old = without_item(r5, "6/区が行う/運用上/業務フロー")
        diff = compare(old, with_moved_item(old, f"{WARD}/業務フロー", "6/区が行う/運用上", 0))
        found = examine(diff, PATH, published_case.encode())

        assert isinstance(found, AffectedCase)
        assert [(change.kind.value, change.address) for change in contract(found).changes] == [
            ("removed", f"{WARD}/業務フロー")
        ]
        paper = published_case.replace("checklist: 5", "checklist: 6").replace("          業務フロー: ○\n", "", 1)
        found = examine(diff, PATH, paper.encode())
        assert isinstance(found, AffectedCase)
        assert found.affected == ("6/区が行う/運用上/業務フロー",)
        assert "6/区が行う/運用上/業務フロー" in contract(found).missing

    def test_another_actor_is_asked_to_check_the_answer(self, r5: Version, published_case: str) -> None:
        free = without_item(r5, f"{CONTRACTOR}/業務フロー")
        found = affected(free, with_moved_item(free, f"{WARD}/業務フロー", CONTRACTOR, 0), published_case)

        assert (found.affected, found.unanswered_after, found.to_review) == ((f"{CONTRACTOR}/業務フロー",), 0, 1)

    @pytest.mark.parametrize(
        ("text", "is_touched"),
        [
            ("個人情報は、耐火金庫に保管する。", True),
            ("個人情報は，施錠できる金庫又はキャビネット等に保管する。", False),
        ],
    )
    def test_only_a_rewording_that_says_something_else_concerns_a_case(
        self, text: str, is_touched: bool, r5: Version, published_case: str
    ) -> None:
        found = examine(compare(r5, with_item(r5, f"{WARD}/施錠保管", text=text)), PATH, published_case.encode())

        assert isinstance(found, AffectedCase) == is_touched

    def test_a_rewording_does_not_concern_a_blank_answer(self, r5: Version, published_case: str) -> None:
        blank = published_case.replace("施錠保管: −（電子データのみの取扱いのため）", "施錠保管:")
        diff = compare(r5, with_item(r5, f"{WARD}/施錠保管", text="個人情報は、耐火金庫に保管する。"))

        assert examine(diff, PATH, blank.encode()) is Unaffected.UNTOUCHED

    def test_what_moves_within_its_section_concerns_nobody(self, r5: Version, published_case: str) -> None:
        diff = compare(r5, with_moved_item(r5, f"{WARD}/業務フロー", WARD, 0))

        assert examine(diff, PATH, published_case.encode()) is Unaffected.UNTOUCHED


class TestConditions:
    @pytest.mark.parametrize(
        ("update", "is_touched"),
        [
            # The contract handles electronic data only, and has declared − for its storage.
            ({"when": parse_condition({"media": "紙媒体"})}, False),
            ({"when": parse_condition({"media": "電磁的媒体"})}, True),
            ({"when": None}, True),
            ({"when": parse_condition({"機器の持込み": True})}, True),  # Not declared: nobody can tell.
            ({"strict": False}, False),
            ({"otherwise": "紙を扱わないため"}, False),
        ],
    )
    def test_a_condition_concerns_a_case_if_it_comes_out_differently(
        self, update: dict[str, object], is_touched: bool, r5: Version, published_case: str
    ) -> None:
        diff = compare(r5, with_item(r5, f"{WARD}/施錠保管", **update))
        found = examine(diff, PATH, published_case.encode())

        assert isinstance(found, AffectedCase) == is_touched
        if isinstance(found, AffectedCase):
            assert (found.affected, found.to_review) == ((f"{WARD}/施錠保管",), 1)

    @pytest.mark.parametrize(("mark", "is_touched"), [("○", True), ("−（理由）", False)])
    def test_an_item_that_becomes_strict_concerns_those_who_have_met_it(
        self, mark: str, is_touched: bool, r5: Version, published_case: str
    ) -> None:
        lenient = with_item(r5, f"{WARD}/施錠保管", strict=False)
        case = published_case.replace("施錠保管: −（電子データのみの取扱いのため）", f"施錠保管: {mark}")

        assert isinstance(examine(compare(lenient, r5), PATH, case.encode()), AffectedCase) == is_touched


class TestForms:
    @pytest.mark.parametrize(
        ("update", "is_touched"),
        [
            ({"type": "指定管理"}, True),
            ({"number": 9}, True),
            ({"title": "別の名"}, False),
            ({"scope": "電子媒体"}, True),
            ({"applies": parse_condition({"media": {"any_of": ["電磁的媒体"]}})}, False),
            ({"applies": parse_condition({"media": {"only": ["紙媒体"]}})}, True),
            ({"applies": parse_condition({"機器の持込み": True})}, True),
            ({"applies": None}, False),
            ({"requires": ["media", "subcontracts"]}, False),
            ({"requires": ["media", "機器の持込み"]}, True),
            ({"requires": []}, False),
        ],
    )
    def test_what_is_said_of_a_form(
        self, update: dict[str, object], is_touched: bool, r5: Version, published_case: str
    ) -> None:
        found = examine(compare(r5, with_form(r5, 5, **update)), PATH, published_case.encode())

        assert isinstance(found, AffectedCase) == is_touched
        if isinstance(found, AffectedCase):
            assert contract(found).missing == ()

    def test_a_mark_that_is_gone_concerns_those_who_have_used_it(self, r5: Version, published_case: str) -> None:
        marks = r5.checklists[5].marks
        more = with_form(r5, 5, marks={**marks, "△": MarkDefinition(label="一部", means=Means.UNMET)})
        fewer = with_form(r5, 5, marks={"○": marks["○"]})

        assert examine(compare(more, r5), PATH, published_case.encode()) is Unaffected.UNTOUCHED
        assert affected(r5, fewer, published_case).affected == ("5",)

    def test_a_heading_concerns_the_answers_below_it(self, r5: Version, published_case: str) -> None:
        found = affected(r5, with_section(r5, 5, "区が行う", "運用上", heading="区の対策"), published_case)

        assert (found.affected, found.to_review) == ((WARD,), 1)

    def test_a_form_that_is_gone(self, r5: Version, published_case: str) -> None:
        found = affected(r5, without_form(r5, 5), published_case)

        assert found.affected[0] == "5"
        assert (len(found.affected), found.unanswered_after) == (45, 0)


class TestDeclarations:
    @pytest.mark.parametrize(
        ("update", "matters"),
        [
            (
                {
                    "media": {
                        "電磁的媒体": "電子データ",
                        "可搬媒体": "DVD-R、USBメモリ等の持ち運べる電磁的媒体",
                        "紙媒体": "書類、帳票等の紙",
                    }
                },
                [2],
            ),
            ({"media": {"電磁的媒体": "サーバ、ネットワーク上の電子データ"}}, []),
            ({"facts": {"クラウドの利用": FactDefinition(ask="クラウドを使いますか。")}}, [0, 1, 2]),
            ({"go_live": "稼働"}, [0]),
            ({"types": {"電算処理": TypeDefinition()}}, [0, 1, 2]),
            (
                {
                    "stock_reasons": [
                        StockReason.model_validate(
                            {"pattern": "電子データのみの取扱い", "asserts": {"media": {"only": ["紙媒体"]}}}
                        )
                    ]
                },
                [2],
            ),
            (
                {
                    "stock_reasons": [
                        StockReason.model_validate(
                            {"pattern": "電子データのみの取扱い", "asserts": {"media": {"none_of": ["紙媒体"]}}}
                        )
                    ]
                },
                [],
            ),
        ],
    )
    def test_what_holds_for_all_forms_concerns_those_who_speak_of_it(
        self, update: dict[str, object], matters: list[int], r5: Version, published_case: str
    ) -> None:
        found = examine(compare(r5, with_version(r5, **update)), PATH, published_case.encode())

        assert [matter.index for matter in found.matters] == matters if isinstance(found, AffectedCase) else not matters


def test_a_survey_counts_and_groups(library: Library, published_case: str) -> None:
    diff = compare(library.require("r5"), library.require("r7-draft"))
    other = published_case.replace("総合政策部区政情報課", "健康部健康づくり課")
    nobody = published_case.replace("department: 総合政策部区政情報課", "department:")
    found = survey(
        diff,
        [
            ("a.yaml", published_case.encode()),
            ("b.yaml", other.encode()),
            ("c.yaml", published_case.encode()),
            ("d.yaml", published_case.replace("checklist_version: r5", "checklist_version: r4").encode()),
            ("e.yaml", b"{"),
            ("f.yaml", published_case.replace("checklist: 5", "checklist: 3").encode()),
            ("g.yaml", nobody.encode()),
        ],
    )

    assert [case.path for case in found.cases] == ["a.yaml", "b.yaml", "c.yaml", "g.yaml"]
    assert [
        (one.name, [case.path for case in one.cases], one.unanswered_after, one.to_review) for one in found.departments
    ] == [
        ("", ["g.yaml"], 4, 0),
        ("健康部健康づくり課", ["b.yaml"], 4, 0),
        ("総合政策部区政情報課", ["a.yaml", "c.yaml"], 8, 0),
    ]
    assert (found.unanswered_after, found.to_review) == (16, 0)
    assert (found.untouched, found.other_versions, found.unreadable) == (1, 1, ("e.yaml",))


def test_the_same_changes_stand_once_with_all_their_cases(r5: Version, published_case: str) -> None:
    diff = compare(r5, with_new_item(r5, WARD, 0, item("教育")))
    other = published_case.replace("総合政策部区政情報課", "文化観光課")

    (group,) = survey(diff, [("b.yaml", published_case.encode()), ("a.yaml", other.encode())]).groups

    assert (group.type, group.form.number) == ("業務委託", 5)
    assert [change.address for change in group.changes] == [f"{WARD}/教育"]
    assert [case.path for case in group.cases] == ["a.yaml", "b.yaml"]
