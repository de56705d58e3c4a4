from __future__ import annotations

import pytest
from tests.conftest import ROOT

from kojin_check.model.case import Case, Party, Period
from kojin_check.model.checklist import FieldDefinition, FieldType, PagesDefinition, VersionDefinition
from kojin_check.model.decode import decode
from kojin_check.model.library import Library
from kojin_check.model.pages import FilledPage, Holder, Pages, Structure, is_blank, known_key
from kojin_check.reading.reading import read_text


def case_of(text: str) -> Case:
    return decode(Case, read_text("case.yaml", text)).model


@pytest.fixture(scope="module")
def published(library: Library) -> tuple[FilledPage, ...]:
    case = case_of((ROOT / "cases" / "faq-system.yaml").read_text(encoding="utf-8"))
    return tuple(Pages(library.require("r5").definition).filled(case))


def test_a_form_has_its_fields_in_its_order_and_words(library: Library) -> None:
    pages = Pages(library.require("r5").definition)

    assert [(field.key, field.label.ja) for field in pages.matter("外部結合")] == [
        ("件名", "件名"),
        ("department", "保有課（担当課）"),
        ("business", "登録業務の名称"),
        ("data_subjects", "個人の範囲"),
        ("data_items", "記録する個人情報の項目"),
        ("storage", "記録するコンピュータ"),
        ("party", "結合の相手方"),
        ("purpose", "結合する理由"),
        ("contents", "結合の形態"),
        ("periods", "結合の開始時期と期間"),
        ("answers", "情報保護対策"),
        ("remarks", "備考"),
    ]


def test_a_key_that_the_program_knows_keeps_its_kind(library: Library) -> None:
    pages = Pages(library.require("r5").definition)
    kinds = {field.key: field.kind for field in (*pages.matter("業務委託"), *pages.matter("電算処理"))}

    assert kinds["purpose"] is FieldType.TEXT
    assert kinds["data_items"] is FieldType.TEXTS
    assert kinds["party"] is Structure.PARTY
    assert kinds["periods"] is Structure.PERIODS
    assert kinds["milestones"] is Structure.MILESTONES
    assert kinds["subcontracts"] is Structure.SUBCONTRACTS
    assert kinds["answers.区が行う"] is Structure.ANSWERS


def test_media_and_types_offer_the_words_of_the_version(library: Library) -> None:
    definition = library.require("r5").definition
    pages = Pages(definition)

    offered = {field.key: field.values for field in (*pages.case, *pages.matter("業務委託")) if field.values}

    assert offered == {"basis": tuple(definition.types), "media": tuple(definition.media)}


def test_the_published_case_has_all_that_its_pages_require(published: tuple[FilledPage, ...]) -> None:
    blank = [cell.route for page in published for cell in page.cells if cell.field.is_required and cell.is_blank]

    assert [page.route for page in published] == [
        (),
        ("matters", 0),
        ("matters", 1),
        ("matters", 2),
        ("matters", 2, "subcontracts", 0),
    ]
    assert blank == []


def test_a_page_shows_what_only_the_record_around_it_has(published: tuple[FilledPage, ...]) -> None:
    subcontract = {cell.field.label.ja: cell for cell in published[-1].cells}

    assert subcontract["保有課（担当課）"].value == "総合政策部区政情報課"
    assert subcontract["保有課（担当課）"].route == ("department",)
    assert subcontract["登録業務の名称"].route == ("matters", 2, "business")
    assert subcontract["委託先（再委託先）"].route == ("matters", 2, "subcontracts", 0, "party")
    assert subcontract["再委託にあたり区が行う情報保護対策"].route == ("matters", 2, "answers", "区が行う")


def test_fields_that_follow_one_another_can_stand_in_one_row(published: tuple[FilledPage, ...]) -> None:
    rows = [(heading.ja, [cell.field.key for cell in cells]) for heading, cells in published[2].rows]

    assert rows[3:5] == [
        (
            "結合される情報項目（だれの、どのような項目か）",
            ["data_subjects", "data_items", "storage"],
        ),
        ("結合の相手方", ["party"]),
    ]


def test_a_form_without_pages_has_neutral_ones_and_requires_nothing() -> None:
    pages = Pages(VersionDefinition())
    fields = (*pages.case, *pages.matter("委託"), *pages.subcontract)

    assert [field.key for field in pages.matter("委託")][:3] == ["business", "party", "purpose"]
    assert not any(field.is_required or field.is_own for field in fields)
    assert all(field.label.ja and field.label.en for field in fields)
    assert all(known_key(Holder.MATTER, field.key) for field in pages.matter("委託"))


def test_a_field_of_the_form_alone_has_the_type_that_it_says() -> None:
    own = [
        FieldDefinition(key="契約番号", label="契約番号", type=FieldType.TEXT),
        FieldDefinition(key="区分", label="区分", type=FieldType.CHOICE, values=["新規", "更新"]),
    ]
    [number, kind] = Pages(VersionDefinition(pages=PagesDefinition(matters={"委託": own}))).matter("委託")

    assert (number.is_own, number.kind, number.path) == (True, FieldType.TEXT, ("契約番号",))
    assert (kind.kind, kind.values) == (FieldType.CHOICE, ("新規", "更新"))


def test_a_key_that_nobody_knows_is_no_field() -> None:
    unknown = [FieldDefinition(key="milestons", label="日程"), FieldDefinition(key="party.nane", label="名称")]

    assert Pages(VersionDefinition(pages=PagesDefinition(matters={"委託": unknown}))).matter("委託") == ()


@pytest.mark.parametrize(
    ("value", "blank"),
    [
        (None, True),
        (" ", True),
        ([], True),
        (["", " "], True),
        (["", "氏名"], False),
        (Party(name=" ", certifications=["ISO 27001"]), True),
        (Party(name="X"), False),
        ([Period()], True),
        ([Period.model_validate({"to": "2025-03-31"})], False),
        ([Period(renews=True)], False),
        ({}, True),
        ({"機器の持込み": None}, True),
        ({"機器の持込み": False}, False),
        (0, False),
        (False, False),
    ],
)
def test_blank_is_what_says_nothing(value: object, blank: bool) -> None:
    assert is_blank(value) is blank


def test_bundled_versions_define_only_fields_that_there_are(library: Library) -> None:
    for name in library.ids:
        definition = library.require(name).definition
        pages, declared = Pages(definition), definition.pages
        assert declared is not None
        assert len(pages.case) == len(declared.case)
        assert len(pages.subcontract) == len(declared.subcontract)
        for matter_type, fields in declared.matters.items():
            assert matter_type in definition.types
            assert len(pages.matter(matter_type)) == len(fields)


def test_every_type_of_the_bundled_versions_has_a_page(library: Library) -> None:
    for name in library.ids:
        definition = library.require(name).definition
        assert definition.pages is not None
        assert list(definition.pages.matters) == list(definition.types)
