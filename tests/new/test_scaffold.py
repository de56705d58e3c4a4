from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from tests.samples.own_fields import own_form

from kojin_check.checking.engine import check_text
from kojin_check.errors import UsageError
from kojin_check.findings import FileReport, Language
from kojin_check.model.checklist import Checklist, Means
from kojin_check.model.condition import Facts
from kojin_check.model.library import Library, Version, load_library
from kojin_check.new.scaffold import (
    CaseForm,
    MatterForm,
    Prefill,
    asked_facts,
    blank_case,
    choose_checklist,
    known_answer,
    missing_facts,
    takes_fact,
)

TYPES = ("目的外利用", "外部提供", "電算処理", "外部結合", "業務委託", "指定管理")
ALL_MEDIA = ("電磁的媒体", "可搬媒体", "紙媒体")
MEDIA = [kinds for size in (1, 2, 3) for kinds in combinations(ALL_MEDIA, size)]


def one_matter(version: Version, matter_type: str, facts: Facts) -> MatterForm:
    return MatterForm(matter_type, choose_checklist(version, matter_type, facts), facts)


def version_of(library: Library, version_id: str) -> Version:
    version = library.version(version_id)
    assert version is not None
    return version


def items(checklist: Checklist) -> int:
    return sum(1 for _ in checklist.placed_items())


def places(report: FileReport, rule: str) -> list[str]:
    return [report.excerpts[finding.span.line] for finding in report.findings if finding.rule == rule]


class TestNewCases:
    @pytest.mark.parametrize("version_id", ["r5", "r7-draft"])
    @pytest.mark.parametrize("media", MEDIA, ids="+".join)
    @pytest.mark.parametrize("matter_type", TYPES)
    def test_lack_answers_and_what_only_a_person_knows_and_nothing_else(
        self, library: Library, matter_type: str, media: tuple[str, ...], version_id: str
    ) -> None:
        version = version_of(library, version_id)
        matter = one_matter(version, matter_type, {"media": media})

        report = check_text("new.yaml", blank_case(CaseForm(version, (matter,))), library)

        assert {finding.rule for finding in report.findings} - {"KJ501"} == {"KJ005", "KJ101", "KJ206"}
        assert places(report, "KJ005") == ["title:", "department:"]
        prefilled = sum(tally.not_applicable for tally in report.tallies)
        assert prefilled == (6 if media == ("電磁的媒体",) and matter_type in ("業務委託", "指定管理") else 0)
        assert sum(tally.unanswered for tally in report.tallies) == items(matter.checklist) - prefilled
        assert len(places(report, "KJ101")) == items(matter.checklist) - prefilled

    def test_with_every_type_and_every_fact_lack_nothing_else_either(self, library: Library) -> None:
        version = version_of(library, "r5")
        for declared in (True, False):
            facts: Facts = {
                "media": ("電磁的媒体",),
                "subcontracts": declared,
                **dict.fromkeys(version.definition.facts, declared),
            }
            matters = tuple(one_matter(version, matter_type, facts) for matter_type in (*TYPES, "業務委託"))

            report = check_text("new.yaml", blank_case(CaseForm(version, matters)), library)

            assert {finding.rule for finding in report.findings} == {"KJ005", "KJ101", "KJ206"}
            assert places(report, "KJ005") == ["title:", "department:"]
            assert sum(tally.total for tally in report.tallies) == 5 + 5 + 44 + 32 + 44 + 44 + 44

    def test_in_final_state_say_so(self, library: Library) -> None:
        version = version_of(library, "r5")

        text = blank_case(CaseForm(version, (one_matter(version, "外部提供", {}),), status="final"))

        assert "\nstatus: final\n" in text

    @pytest.mark.parametrize("language", ["ja", "en"])
    def test_show_every_items_text_and_every_heading_above_them(self, library: Library, language: Language) -> None:
        version = version_of(library, "r7-draft")
        matter = one_matter(version, "指定管理", {"media": ("紙媒体",)})

        lines = blank_case(CaseForm(version, (matter,), language=language)).splitlines()

        for section in matter.checklist.sections:
            assert lines[lines.index(f"        # {section.heading}") + 1] == f"        {section.kind}:"
        answered = [
            (text.removeprefix("          # "), answer.removeprefix("          "))
            for text, answer in pairwise(lines)
            if text.startswith("          # ")
        ]
        assert answered == [(item.text, f"{item.id}:") for _, item in matter.checklist.placed_items()]

    def test_are_written_as_people_write_them(self, library: Library) -> None:
        version = version_of(library, "r5")
        facts: Facts = {"media": ("電磁的媒体",), "subcontracts": False, "クラウドの利用": True}

        text = blank_case(CaseForm(version, (one_matter(version, "業務委託", facts),)))

        assert text.startswith(
            "# 個人情報保護対策チェックリスト（令和5年度版）\n"
            "# 「:」の後に書き込んでください。任意の欄は空けておけます。"
            "「#」で始まる行は説明で、消しても構いません。\n"
            "# 何行にもなる文は、「:」の後に「|」と書き、次の行から字下げして書きます。\n"
            "schema: kojin-check/case/v1\n"
            "checklist_version: r5\n"
            "# 作成中は draft、書き終えたら final\n"
            "status: draft\n"
            "# 件名（必須）\n"
            "title:\n"
        )
        assert "\nbasis: [業務委託]\n" in text
        assert (
            "    # 業務委託にかかる個人情報保護対策チェックリスト（電磁的媒体・紙媒体の取扱い）\n    checklist: 5\n"
        ) in text
        assert "    media: [電磁的媒体]\n" in text
        assert "    subcontracts: []\n" in text
        assert "      # クラウドサービスを利用しますか。\n      クラウドの利用: true\n" in text
        assert (
            "    # チェックリストの回答: ○ 対策が可能／−（理由） 対策の必要がない（理由も書く）\n    answers:\n"
        ) in text
        assert (
            "          # 個人情報は、施錠できる金庫又はキャビネット等に保管する。\n"
            "          施錠保管: −（電子データのみの取扱いのため）\n"
        ) in text

    def test_have_the_forms_fields_in_its_order_under_its_words(self, library: Library) -> None:
        version = version_of(library, "r5")
        lines = blank_case(CaseForm(version, (one_matter(version, "外部結合", {}),))).splitlines()
        page = lines[lines.index("    checklist: 4") + 1 : lines.index("    facts:") - 1]

        assert [
            (label.split("（必須）")[0].strip("# "), key.strip())
            for label, key in zip(page[::2], page[1::2], strict=True)
        ] == [
            ("件名", "件名:"),
            ("登録業務の名称", "business:"),
            ("個人の範囲", "data_subjects:"),
            ("記録する個人情報の項目", "data_items:"),
            ("記録するコンピュータ", "storage:"),
            ("結合の相手方", "party:"),
            ("結合する理由", "purpose:"),
            ("結合の形態", "contents:"),
            ("結合の開始時期と期間", "periods:"),
            ("備考", "remarks:"),
        ]

    def test_have_the_fields_that_only_the_form_has(self, tmp_path: Path) -> None:
        version = own_form(tmp_path).require("契約版")
        matter = one_matter(version, "委託", {"subcontracts": True})

        text = blank_case(CaseForm(version, (matter,)))

        assert "\n# 受付番号\n受付番号:\n" in text
        assert "\n  # 事業の規模\n  規模:\n" in text
        assert "\n    # 契約管理番号\n    contractNo:\n" in text
        assert "\n    # 契約日。例: 令和6年4月1日\n    契約日:\n" in text
        assert "\n    # 区分。新規契約／更新契約 のどれか\n    区分:\n" in text
        assert "\n        # 承諾日。例: 令和6年4月1日\n        承諾日:\n" in text
        report = check_text("new.yaml", text, own_form(tmp_path / "again"))
        assert {finding.rule for finding in report.findings} == {"KJ005", "KJ101"}

    def test_leave_strict_items_blank_on_request(self, library: Library) -> None:
        version = version_of(library, "r5")
        matter = one_matter(version, "業務委託", {"media": ("電磁的媒体",)})

        text = blank_case(CaseForm(version, (matter,), prefill=Prefill.NOTHING))

        assert text.count("\n          施錠保管:\n") == 2
        assert "電子データのみの取扱いのため" not in text

    def test_name_a_type_once_that_several_matters_have(self, library: Library) -> None:
        version = version_of(library, "r5")
        paper = one_matter(version, "業務委託", {"media": ("紙媒体",)})
        electronic = one_matter(version, "業務委託", {"media": ("電磁的媒体",)})

        report = check_text("new.yaml", text := blank_case(CaseForm(version, (paper, electronic))), library)

        assert "\nbasis: [業務委託]\n" in text
        assert [tally.checklist for tally in report.tallies] == [6, 6, 5, 5]


class TestChooseChecklist:
    @pytest.mark.parametrize(
        ("matter_type", "media", "number"),
        [
            ("業務委託", ("電磁的媒体",), 5),
            ("業務委託", ("可搬媒体",), 5),
            ("業務委託", ("紙媒体", "可搬媒体"), 5),
            ("業務委託", ("紙媒体",), 6),
            ("指定管理", ("電磁的媒体", "紙媒体"), 7),
            ("指定管理", ("紙媒体",), 8),
            ("電算処理", ("紙媒体",), 3),
        ],
    )
    def test_goes_by_the_media(self, library: Library, matter_type: str, media: tuple[str, ...], number: int) -> None:
        assert choose_checklist(version_of(library, "r5"), matter_type, {"media": media}).number == number

    def test_asks_for_the_facts_that_decide(self, library: Library) -> None:
        version = version_of(library, "r5")

        assert missing_facts(version, "業務委託", {}) == ("media",)
        assert missing_facts(version, "業務委託", {"media": ("紙媒体",)}) == ()
        assert missing_facts(version, "外部結合", {}) == ()
        with pytest.raises(UsageError) as error:
            choose_checklist(version, "業務委託", {})
        assert error.value.message.ja == "「業務委託」のチェックリストを選ぶには、media の指定が必要です。"


class TestFacts:
    def test_are_those_of_the_forms_conditions(self, library: Library) -> None:
        version = version_of(library, "r7-draft")

        assert asked_facts(version.checklists[5]) == ("media", "subcontracts", "クラウドの利用")
        assert asked_facts(version.checklists[1]) == ()

    def test_have_a_place_where_a_form_asks_for_them(self, library: Library) -> None:
        version = version_of(library, "r5")

        assert takes_fact(version, "目的外利用", "media")
        assert takes_fact(version, "指定管理", "subcontracts")
        assert not takes_fact(version, "外部結合", "subcontracts")
        assert takes_fact(version, "外部結合", "クラウドの利用")
        assert not takes_fact(version, "外部結合", "実データの使用")


SURVEY = """\
schema: kojin-check/checklist/v1
number: 1
type: "照会: 外部"
title: 点検票
requires: [受託, 規模]
marks:
  はい: {label: 実施, means: met}
  "-": {label: 対象外, means: not_applicable, reason: %s}
sections:
  - actor: 全員
    kind: 必須
    heading: |-
      第1
      必須
    items:
      - {id: "a: b", text: '全員に #1', strict: true, when: {受託: true}, otherwise: "受託: しない"}
      - {id: "yes", text: 二, strict: true, when: {受託: true}}
  - {actor: 担当, kind: 必須, heading: 第2, items: [{id: 一, text: 三}]}
  - {actor: 全員, kind: 必須, heading: 第3, items: [{id: 二, text: 四}]}
  - {actor: 全員, kind: 任意, heading: 第4, items: [{id: 三, text: 五}]}
"""


@pytest.fixture(params=["required", "optional"])
def survey(tmp_path: Path, request: pytest.FixtureRequest) -> Library:
    """Another office's form, with names that YAML would misread."""
    folder = tmp_path / "2024"
    folder.mkdir()
    (folder / "version.yaml").write_text(
        "schema: kojin-check/version/v1\nid: '2024'\ntitle: 点検\nstatus: adopted\n"
        "types: {'照会: 外部': {}}\nfacts: {受託: 受託しますか。, 規模: ''}\n",
        encoding="utf-8",
    )
    (folder / "1.yaml").write_text(SURVEY % request.param, encoding="utf-8")
    return load_library(tmp_path)


def test_another_offices_form_is_data_only(survey: Library, request: pytest.FixtureRequest) -> None:
    version = version_of(survey, "2024")
    facts = {"受託": False, "規模": True}

    text = blank_case(CaseForm(version, (one_matter(version, "照会: 外部", facts),)))

    assert '\nchecklist_version: "2024"\n' in text
    assert text.endswith(
        """\
    # 項目の要否を決める事実。はいは true、いいえは false
    facts:
      # 受託しますか。
      受託: false
      規模: true
    # 備考
    remarks:
"""
        + (
            '    # チェックリストの回答: はい 実施／"-" 対象外\n'
            if version.checklists[1].marks["-"].reason == "optional"
            else "    # チェックリストの回答: はい 実施／-（理由） 対象外（理由も書く）\n"
        )
        + """\
    answers:
      全員:
        # 第1
        # 必須
        # 第3
        必須:
          # 全員に #1
          "a: b": "-（受託: しない）"
          # 二
          "yes":"""
        + (' "-"\n' if version.checklists[1].marks["-"].reason == "optional" else "\n")
        + """\
          # 四
          二:
        # 第4
        任意:
          # 五
          三:
      担当:
        # 第2
        必須:
          # 三
          一:
"""
    )
    report = check_text("new.yaml", text, survey)
    assert {finding.rule for finding in report.findings} == {"KJ005", "KJ101"}
    assert places(report, "KJ005") == ["title:", "department:"]


def test_an_item_is_answered_by_itself_only_where_the_form_has_a_mark_for_that(library: Library) -> None:
    checklist = version_of(library, "r5").checklists[5]
    item = next(item for _, item in checklist.placed_items() if item.id == "施錠保管")
    loose = next(item for _, item in checklist.placed_items() if item.id == "国内法の適用")
    met_only = checklist.model_copy(
        update={"marks": {mark: one for mark, one in checklist.marks.items() if one.means is Means.MET}}
    )

    assert known_answer(checklist, item, {"media": ("電磁的媒体",)}) == "−（電子データのみの取扱いのため）"
    assert known_answer(checklist, item, {"media": ("紙媒体",)}) is None
    assert known_answer(checklist, item, {}) is None
    assert known_answer(checklist, loose, {"クラウドの利用": False}) is None
    assert known_answer(met_only, item, {"media": ("電磁的媒体",)}) is None
