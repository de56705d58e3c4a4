from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.samples.edited_versions import (
    item_at,
    section_at,
    with_form,
    with_item,
    with_items,
    with_moved_item,
    with_new_item,
    with_section,
    with_sections,
    with_version,
    without_form,
    without_item,
)
from tests.samples.versions import form, item, version

from kojin_check.diff.changes import Change, Impact, ItemChange, Kind, Line, Reach, VersionDiff, heaviest
from kojin_check.diff.compare import compare
from kojin_check.diff.pairing import FormItem, likeness
from kojin_check.model.checklist import (
    FactDefinition,
    ItemDefinition,
    MarkDefinition,
    Means,
    Role,
    StockReason,
    TypeDefinition,
)
from kojin_check.model.condition import parse_condition
from kojin_check.model.library import Library, Version, load_version

WARD, CONTRACTOR = "5/区が行う/運用上", "5/事業者に行わせる/運用上"
WARD_SYSTEM = "5/区が行う/システム上"


def described(changes: Sequence[Change]) -> list[tuple[str, str, str]]:
    """Kind, impact and address of each change."""
    return [(change.kind.value, change.impact.value, change.address) for change in changes]


def changes_of(old: Version, new: Version) -> list[tuple[str, str, str]]:
    return described(compare(old, new).changes)


@pytest.fixture(scope="module")
def r5(library: Library) -> Version:
    return library.require("r5")


def id_of(item: FormItem | None) -> str | None:
    return None if item is None else item.id


class TestTheWardsVersions:
    def test_the_proposal_adds_sixteen_items_and_nothing_else(self, library: Library) -> None:
        diff = compare(library.require("r5"), library.require("r7-draft"))

        assert described(diff.changes) == [
            ("added", "breaking", f"{number}/{actor}/運用上/{name}")
            for number in (5, 6, 7, 8)
            for actor in ("区が行う", "事業者に行わせる")
            for name in ("管理状況の確認", "再委託先の立入り調査")
        ]
        assert diff.impact is Impact.BREAKING
        assert (len(diff.pairs), len(diff.added), len(diff.removed)) == (214, 16, 0)

    def test_the_way_back_removes_them(self, library: Library) -> None:
        diff = compare(library.require("r7-draft"), library.require("r5"))

        assert (diff.count(Kind.REMOVED), len(diff.changes)) == (16, 16)

    @pytest.mark.parametrize("version_id", ["r5", "r7-draft"])
    def test_nothing_differs_between_a_version_and_itself(self, version_id: str, library: Library) -> None:
        diff = compare(library.require(version_id), library.require(version_id))

        assert (diff.changes, diff.impact) == ((), None)
        assert all(pair.old is not None and pair.changes == () for pair in diff.pairs)


class TestItems:
    def test_an_item_that_is_put_in_moves_none_of_those_behind_it(self, r5: Version) -> None:
        new = with_new_item(r5, WARD, 0, item("教育", "取扱者に研修を受けさせる。"))

        assert changes_of(r5, new) == [("added", "breaking", f"{WARD}/教育")]

    def test_an_item_that_is_taken_out_moves_none_of_those_behind_it(self, r5: Version) -> None:
        assert changes_of(r5, without_item(r5, f"{WARD}/法令等の遵守")) == [
            ("removed", "breaking", f"{WARD}/法令等の遵守")
        ]

    def test_an_item_that_is_put_elsewhere_in_its_section_has_moved_alone(self, r5: Version) -> None:
        diff = compare(r5, with_moved_item(r5, f"{WARD}/業務フロー", WARD, 10))

        assert described(diff.changes) == [("moved", "editorial", f"{WARD}/業務フロー")]
        [change] = diff.changes
        assert isinstance(change, ItemChange)
        assert change.reach is Reach.ORDER

    def test_of_two_that_change_places_one_has_moved(self, r5: Version) -> None:
        new = with_items(r5, WARD, lambda items: [items[1], items[0], *items[2:]])

        assert [kind for kind, *_ in changes_of(r5, new)] == ["moved"]

    def test_another_kind_calls_for_review(self, r5: Version) -> None:
        diff = compare(r5, with_moved_item(r5, f"{WARD}/緊急時の体制", WARD_SYSTEM, 3))

        assert described(diff.changes) == [("moved", "review", f"{WARD_SYSTEM}/緊急時の体制")]
        [pair] = [pair for pair in diff.pairs if pair.changes]
        assert (pair.old.address, pair.reach) == (f"{WARD}/緊急時の体制", Reach.KIND)
        assert pair.carries_answer

    def test_another_actor_breaks(self, r5: Version) -> None:
        free = without_item(r5, f"{CONTRACTOR}/業務フロー")
        diff = compare(free, with_moved_item(free, f"{WARD}/業務フロー", CONTRACTOR, 0))

        assert described(diff.changes) == [("moved", "breaking", f"{CONTRACTOR}/業務フロー")]
        assert [pair.reach for pair in diff.pairs if pair.changes] == [Reach.ACTOR]

    def test_another_form_breaks_and_carries_no_answer(self) -> None:
        text = "個人情報の受渡しにあたっては、管理簿に記載する。"
        one, two = item("管理簿", text), item("保管", "施錠できる場所に置く。")
        old = version("a", form({("区", "運用"): [one, two]}), form({("区", "運用"): [two]}, number=6))
        new = version("b", form({("区", "運用"): [two]}), form({("区", "運用"): [two, one]}, number=6))
        diff = compare(old, new)

        assert described(diff.changes) == [("moved", "breaking", "6/区/運用/管理簿")]
        assert [pair.carries_answer for pair in diff.pairs if pair.changes] == [False]

    @pytest.mark.parametrize(
        ("text", "impact"),
        [
            ("個人情報は、施錠できる金庫に保管する。", "review"),
            ("個人情報は，施錠できる金庫又はキャビネットなどに保管する", "editorial"),
        ],
    )
    def test_a_rewording_weighs_as_much_as_it_says(self, text: str, impact: str, r5: Version) -> None:
        new = with_item(r5, f"{WARD}/施錠保管", text=text)

        assert changes_of(r5, new) == [("reworded", impact, f"{WARD}/施錠保管")]

    def test_another_id_breaks(self, r5: Version) -> None:
        diff = compare(r5, with_item(r5, f"{WARD}/施錠保管", id="保管"))

        assert described(diff.changes) == [("renamed", "breaking", f"{WARD}/保管")]
        pair = diff.successor(5, "区が行う", "施錠保管")
        assert pair is not None
        assert pair is diff.predecessor(5, "区が行う", "保管")
        assert (pair.is_renamed, pair.old.text == pair.new.text) == (True, True)

    def test_everything_that_changes_about_an_item_is_said(self, r5: Version) -> None:
        moved = with_moved_item(r5, f"{WARD}/施錠保管", WARD_SYSTEM, 0)
        new = with_item(
            moved, f"{WARD_SYSTEM}/施錠保管", id="保管", formerly="施錠保管", text="鍵をかける。", when=None
        )

        assert changes_of(r5, new) == [
            ("moved", "review", f"{WARD_SYSTEM}/保管"),
            ("reworded", "review", f"{WARD_SYSTEM}/保管"),
            ("renamed", "breaking", f"{WARD_SYSTEM}/保管"),
            ("condition", "review", f"{WARD_SYSTEM}/保管"),
        ]

    @pytest.mark.parametrize(
        ("update", "impact"),
        [
            ({"when": None}, "review"),
            ({"when": parse_condition({"media": {"any_of": ["紙媒体"]}})}, "review"),
            ({"strict": False}, "review"),
            ({"otherwise": "紙を扱わないため"}, "editorial"),
            ({"otherwise": None}, "editorial"),
            # The same, said in another order.
            ({"when": parse_condition({"media": {"any_of": ["可搬媒体", "紙媒体"]}})}, None),
            ({"note": "メモ"}, None),
            ({"formerly": "保管"}, None),
        ],
    )
    def test_a_condition_calls_for_review_if_it_says_something_else(
        self, update: dict[str, object], impact: str | None, r5: Version
    ) -> None:
        expected = [] if impact is None else [("condition", impact, f"{WARD}/施錠保管")]

        assert changes_of(r5, with_item(r5, f"{WARD}/施錠保管", **update)) == expected


class TestForms:
    def test_a_form_that_is_taken_out_takes_its_items_with_it(self, r5: Version) -> None:
        diff = compare(r5, without_form(r5, 1))

        assert described(diff.changes)[0] == ("checklist_removed", "breaking", "1")
        assert [kind for kind, *_ in described(diff.changes)[1:]] == ["removed"] * 5
        assert diff.form(1) is not None
        assert [item.checklist.number for item in diff.removed] == [1] * 5

    @pytest.mark.parametrize(("type_before", "impact"), [("業務委託", "review"), ("外部提供", "editorial")])
    def test_a_form_that_is_put_in_makes_no_case_incomplete(self, type_before: str, impact: str) -> None:
        """But a matter of a type that has had a form before may belong on the new one."""
        types = ["業務委託", "外部提供"]
        old = version("a", form({("区", "運用"): ["保管"]}, type=type_before), types=types)
        new = version("b", *old.checklists.values(), form({("区", "運用"): ["教育"]}, number=6), types=types)

        assert changes_of(old, new) == [("checklist_added", impact, "6"), ("added", impact, "6/区/運用/教育")]

    def test_a_form_with_another_number_is_the_same_form(self, r5: Version) -> None:
        diff = compare(r5, with_form(r5, 8, number=9))

        assert described(diff.changes) == [("renumbered", "breaking", "9")]
        assert diff.form(8) is diff.forms[-1]

    @pytest.mark.parametrize(
        ("update", "kind", "impact"),
        [
            ({"type": "指定管理"}, "type", "breaking"),
            ({"title": "業務委託チェックリスト"}, "title", "editorial"),
            ({"scope": "電磁的媒体・紙媒体の取り扱い"}, "scope", "editorial"),
            ({"scope": "電子媒体の取扱い"}, "scope", "review"),
            ({"scope": None}, "scope", "review"),
            ({"applies": None}, "applies", "breaking"),
            ({"requires": ["media", "subcontracts"]}, "requires", "breaking"),
            ({"requires": []}, "requires", "editorial"),
        ],
    )
    def test_what_is_said_of_a_form(self, update: dict[str, object], kind: str, impact: str, r5: Version) -> None:
        assert changes_of(r5, with_form(r5, 5, **update)) == [(kind, impact, "5")]

    @pytest.mark.parametrize(
        "update",
        [{"note": "メモ"}, {"applies": parse_condition({"media": {"any_of": ["可搬媒体", "電磁的媒体"]}})}],
    )
    def test_what_says_the_same_is_no_change(self, update: dict[str, object], r5: Version) -> None:
        assert changes_of(r5, with_form(r5, 5, **update)) == []

    @pytest.mark.parametrize(
        ("mark", "definition", "impact"),
        [
            ("△", MarkDefinition(label="一部可能", means=Means.UNMET), "editorial"),
            ("−", None, "breaking"),
            ("○", MarkDefinition(label="対策が可能", means=Means.MET, reason="required"), "breaking"),
            ("−", MarkDefinition(label="対策の必要がない", means=Means.NOT_APPLICABLE), "editorial"),
            ("○", MarkDefinition(label="対策が可能", means=Means.UNMET), "review"),
            ("○", MarkDefinition(label="対策済み", means=Means.MET), "review"),
            ("○", MarkDefinition(label="対策が可能。", means=Means.MET), "editorial"),
        ],
    )
    def test_marks(self, mark: str, definition: MarkDefinition | None, impact: str, r5: Version) -> None:
        marks = {**r5.checklists[5].marks, mark: definition}
        new = with_form(r5, 5, marks={name: one for name, one in marks.items() if one is not None})

        assert changes_of(r5, new) == [("marks", impact, "5")]

    @pytest.mark.parametrize(
        ("heading", "impact"),
        [("委託に当たり区が行う情報保護対策【運用上の対策】", "editorial"), ("区の対策", "review")],
    )
    def test_headings(self, heading: str, impact: str, r5: Version) -> None:
        new = with_section(r5, 5, "区が行う", "運用上", heading=heading)

        assert changes_of(r5, new) == [("heading", impact, WARD)]

    def test_a_section_that_is_put_elsewhere_has_moved_without_its_items(self, r5: Version) -> None:
        new = with_sections(r5, 5, lambda sections: [*sections[1:], sections[0]])

        assert changes_of(r5, new) == [("section_moved", "editorial", WARD)]

    def test_a_section_that_comes_or_goes(self, r5: Version) -> None:
        added = section_at(r5.checklists[5], "区が行う", "運用上").model_copy(
            update={"kind": "物理的", "items": [item("防災", "耐震の書庫に置く。")]}
        )
        new = with_sections(r5, 5, lambda sections: [*sections, added])

        assert changes_of(r5, new) == [
            ("section_added", "editorial", "5/区が行う/物理的"),
            ("added", "breaking", "5/区が行う/物理的/防災"),
        ]
        assert changes_of(new, r5) == [
            ("section_removed", "editorial", "5/区が行う/物理的"),
            ("removed", "breaking", "5/区が行う/物理的/防災"),
        ]


class TestDeclarations:
    @pytest.mark.parametrize(
        ("update", "address", "impact"),
        [
            ({"media": {"紙媒体": "紙"}}, "media/紙媒体", "review"),
            ({"types": {"業務委託": TypeDefinition(role=Role.LINKAGE)}}, "types/業務委託", "review"),
            ({"facts": {"持込み": FactDefinition(ask="持ち込みますか。")}}, "facts/持込み", "editorial"),
            ({"go_live": "稼働"}, "go_live", "review"),
        ],
    )
    def test_what_holds_for_all_forms(self, update: dict[str, object], address: str, impact: str) -> None:
        old = version(
            "a",
            form({}),
            media={"紙媒体": "書類"},
            facts={"持込み": FactDefinition(ask="持込みますか。")},
            go_live="本稼働",
        )
        old = with_version(old, types={"業務委託": TypeDefinition(role=Role.CONTRACT)})

        assert changes_of(old, with_version(old, **update)) == [("declaration", impact, address)]

    @pytest.mark.parametrize(
        ("group", "come", "gone"),
        [("media", "editorial", "breaking"), ("facts", "editorial", "breaking"), ("types", "editorial", "breaking")],
    )
    def test_what_comes_and_goes(self, group: str, come: str, gone: str, r5: Version) -> None:
        entries: dict[str, object] = {"types": TypeDefinition(), "facts": FactDefinition(ask="説明")}
        entry = entries.get(group, "説明")
        new = with_version(r5, **{group: {**getattr(r5.definition, group), "新": entry}})

        assert changes_of(r5, new) == [("declaration", come, f"{group}/新")]
        assert changes_of(new, r5) == [("declaration", gone, f"{group}/新")]

    def test_stock_reasons(self, r5: Version) -> None:
        reasons = r5.definition.stock_reasons
        reason = StockReason.model_validate({"pattern": "紙なし", "asserts": {"media": {"none_of": ["紙媒体"]}}})
        new = with_version(r5, stock_reasons=[*reasons, reason])

        assert changes_of(r5, new) == [("declaration", "review", "stock_reasons/紙なし")]
        assert changes_of(new, r5) == [("declaration", "editorial", "stock_reasons/紙なし")]

    @pytest.mark.parametrize("update", [{"title": "新しい版"}, {"notes": ["メモ"]}, {"supersedes": "r4"}])
    def test_what_says_which_version_it_is_is_no_change(self, update: dict[str, object], r5: Version) -> None:
        assert changes_of(r5, with_version(r5, **update)) == []


class TestSideBySide:
    def test_what_is_gone_stands_behind_what_it_followed(self) -> None:
        old = version("a", form({("区", "運用"): ["一", "二", "三", "四"], ("区", "物"): ["五"]}))
        new = version("b", form({("区", "運用"): ["零", "一", "新", "四"], ("区", "物"): ["三", "五"]}))
        [one] = compare(old, with_item(new, "5/区/物/三", formerly="三")).forms
        operating, physical = one.sections

        def sides(lines: Sequence[Line]) -> list[tuple[str | None, str | None]]:
            return [(id_of(line.old), id_of(line.new)) for line in lines]

        assert sides(operating.lines) == [
            (None, "零"),
            ("一", "一"),
            ("二", None),
            ("三", None),
            (None, "新"),
            ("四", "四"),
        ]
        assert sides(physical.lines) == [(None, "三"), ("五", "五")]
        assert [line.is_changed for line in operating.lines] == [True, False, True, True, True, False]
        assert operating.lines[3].changes == ()  # Said where the item is now.
        assert [change.kind for change in physical.lines[0].changes] == [Kind.MOVED]

    def test_the_order_of_changes_is_the_order_of_the_forms(self, r5: Version) -> None:
        new = with_item(r5, f"{CONTRACTOR}/業務フロー", text="別の文言。")
        new = without_item(new, f"{WARD}/業務フロー")
        new = with_item(new, "1/区が行う/運用上/書面の取交し", text="別の文言。")
        new = with_form(new, 5, scope=None)

        assert [change.address for change in compare(r5, new).changes] == [
            "1/区が行う/運用上/書面の取交し",
            "5",
            f"{WARD}/業務フロー",
            f"{CONTRACTOR}/業務フロー",
        ]


def test_the_heaviest_impact() -> None:
    assert heaviest([Impact.REVIEW, Impact.BREAKING, Impact.EDITORIAL]) is Impact.BREAKING
    assert heaviest([]) is None


# Random edits.

NEW_TEXTS = (
    "取扱者全員に対し、年に一度以上の研修を受講させる。",
    "廃棄した書類について、溶解証明書を提出させる。",
    "来訪者の氏名と時刻を帳簿で確かめる。",
    "画面をのぞき見されないよう、衝立を置く。",
    "停電に備え、無停電電源装置を用いる。",
)


@dataclass(frozen=True)
class Edited:
    """A version after edits, with the changes that they are."""

    version: Version = field(repr=False)
    expected: frozenset[tuple[Kind, Impact, str | None, str | None]] = frozenset()
    untouched: tuple[str, ...] = field(default=(), repr=False)
    """The addresses of items that no edit has touched yet."""


def address_of(item: FormItem | None) -> str | None:
    return None if item is None else item.address


def outcome(diff: VersionDiff) -> frozenset[tuple[Kind, Impact, str | None, str | None]]:
    """Kind, impact, old and new address of each change."""
    changes = [change for change in diff.changes if isinstance(change, ItemChange)]
    assert len(changes) == len(diff.changes)
    return frozenset((change.kind, change.impact, address_of(change.old), address_of(change.new)) for change in changes)


def sections_of(edited: Version) -> list[str]:
    return [
        f"{one.number}/{section.actor}/{section.kind}" for one in edited.checklists.values() for section in one.sections
    ]


def place_in(draw: st.DrawFn, edited: Version, section: str) -> int:
    number, actor, kind = section.split("/")
    return draw(st.integers(0, len(section_at(edited.checklists[int(number)], actor, kind).items)))


def draw_address(draw: st.DrawFn, edited: Edited) -> str:
    return draw(st.sampled_from(edited.untouched))


def touched(edited: Edited, address: str) -> tuple[str, ...]:
    return tuple(other for other in edited.untouched if other != address)


def added(draw: st.DrawFn, edited: Edited) -> Edited:
    number = sum(kind is Kind.ADDED for kind, *_ in edited.expected)
    section = draw(st.sampled_from(sections_of(edited.version)))
    new = ItemDefinition(id=f"新項目{number}", text=NEW_TEXTS[number])
    return replace(
        edited,
        version=with_new_item(edited.version, section, place_in(draw, edited.version, section), new),
        expected=edited.expected | {(Kind.ADDED, Impact.BREAKING, None, f"{section}/{new.id}")},
    )


def removed(draw: st.DrawFn, edited: Edited) -> Edited:
    address = draw_address(draw, edited)
    return Edited(
        without_item(edited.version, address),
        edited.expected | {(Kind.REMOVED, Impact.BREAKING, address, None)},
        touched(edited, address),
    )


def changed(draw: st.DrawFn, edited: Edited) -> Edited:
    """Moves an item to another kind, gives it another id, another text, another condition: one of them or several."""
    old = draw_address(draw, edited)
    kinds = draw(st.sets(st.sampled_from([Kind.MOVED, Kind.RENAMED, Kind.REWORDED, Kind.CONDITION]), min_size=1))
    new, result = old, edited.version
    expected: set[tuple[Kind, Impact]] = set()
    others = [section for section in sections_of(result) if section != old.rpartition("/")[0]]
    others = [section for section in others if section.split("/")[:2] == old.split("/")[:2]]
    if Kind.MOVED in kinds and others:
        section = draw(st.sampled_from(others))
        result = with_moved_item(result, old, section, place_in(draw, result, section))
        new = f"{section}/{old.rpartition('/')[2]}"
        expected.add((Kind.MOVED, Impact.REVIEW))
    elif Kind.MOVED in kinds:
        kinds = kinds - {Kind.MOVED} | {Kind.REWORDED}
    if Kind.REWORDED in kinds:
        text = item_at(result, new).text
        suffix, impact = draw(st.sampled_from([("年に一度見直す。", Impact.REVIEW), ("\u3000", Impact.EDITORIAL)]))
        result = with_item(result, new, text=text + suffix)
        expected.add((Kind.REWORDED, impact))
    if Kind.CONDITION in kinds:
        result = with_item(result, new, when=parse_condition({"新しい事実": True}))
        expected.add((Kind.CONDITION, Impact.REVIEW))
    if Kind.RENAMED in kinds:
        result = with_item(result, new, id=f"{new.rpartition('/')[2]}（新）")
        new = f"{new}（新）"
        expected.add((Kind.RENAMED, Impact.BREAKING))
    return Edited(
        result, edited.expected | {(kind, impact, old, new) for kind, impact in expected}, touched(edited, old)
    )


@st.composite
def edited_versions(draw: st.DrawFn, base: Version) -> Edited:
    edited = Edited(base, untouched=tuple(pair.old.address for pair in compare(base, base).pairs))
    for edit in draw(st.lists(st.sampled_from([added, removed, changed]), min_size=1, max_size=8)):
        if edit is not added or sum(kind is Kind.ADDED for kind, *_ in edited.expected) < len(NEW_TEXTS):
            edited = edit(draw, edited)
    return edited


@cache
def small() -> Version:
    """The forms for contracts: four sections, and two. No fixture, so that a failure does not print all of it."""
    contracts = load_version(ROOT / "checklists" / "r5")
    return replace(contracts, checklists={number: contracts.checklists[number] for number in (5, 6)})


RANDOM = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@RANDOM
@given(data=st.data())
def test_random_edits_are_reported_exactly(data: st.DataObject) -> None:
    edited = data.draw(edited_versions(small()))
    diff = compare(small(), edited.version)

    assert outcome(diff) == edited.expected
    assert len(diff.changes) == len(edited.expected)
    items_before = sum(1 for one in small().checklists.values() for _ in one.placed_items())
    items_after = sum(1 for one in edited.version.checklists.values() for _ in one.placed_items())
    assert items_after == items_before + len(diff.added) - len(diff.removed)
    assert len(diff.pairs) == items_after - len(diff.added)


@RANDOM
@given(data=st.data())
def test_the_way_back_is_the_mirror_image(data: st.DataObject) -> None:
    """What `migrate` there and back rests on: the same pairs."""
    edited = data.draw(edited_versions(small())).version
    there, back = compare(small(), edited), compare(edited, small())

    assert {(pair.old.address, pair.new.address) for pair in there.pairs} == {
        (pair.new.address, pair.old.address) for pair in back.pairs
    }
    assert [one.address for one in there.added] == [one.address for one in back.removed]
    assert [one.address for one in there.removed] == [one.address for one in back.added]


@RANDOM
@given(data=st.data())
def test_one_item_that_is_put_elsewhere_in_its_section(data: st.DataObject) -> None:
    section = data.draw(st.sampled_from(sections_of(small())))
    number, actor, kind = section.split("/")
    items = section_at(small().checklists[int(number)], actor, kind).items
    origin = data.draw(st.integers(0, len(items) - 1))
    target = data.draw(st.integers(0, len(items) - 1).filter(lambda at: abs(at - origin) > 1))
    address = f"{section}/{items[origin].id}"

    assert outcome(compare(small(), with_moved_item(small(), address, section, target))) == {
        (Kind.MOVED, Impact.EDITORIAL, address, address)
    }


@given(order=st.permutations(range(6)))
def test_no_more_items_than_needed_have_moved(order: Sequence[int]) -> None:
    names = [f"項目{number}" for number in range(6)]
    old = version("a", form({("区", "運用"): names}))
    new = version("b", form({("区", "運用"): [names[number] for number in order]}))
    moved = {change.address.rpartition("/")[2] for change in compare(old, new).changes}

    def is_in_order(numbers: Sequence[int]) -> bool:
        return list(numbers) == sorted(numbers)

    steady = [number for number in order if names[number] not in moved]
    longest = next(size for size in range(6, 0, -1) if any(map(is_in_order, combinations(order, size))))
    assert is_in_order(steady)
    assert len(steady) == longest


def test_the_new_texts_are_like_no_other() -> None:
    """Otherwise an item that is put in could be taken for one that is taken out."""
    texts = [*NEW_TEXTS, *(placed.item.text for one in small().checklists.values() for placed in one.placed_items())]

    assert all(likeness(new, text) == 0 for new in NEW_TEXTS for text in texts if text != new)
