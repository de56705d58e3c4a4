from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.conftest import ROOT
from tests.samples.own_fields import own_form

from kojin_check.errors import UsageError
from kojin_check.findings import Language
from kojin_check.model.checklist import Checklist, MarkDefinition, Means
from kojin_check.model.condition import Condition, Facts, Operator, Test
from kojin_check.model.library import Library, Version, load_library
from kojin_check.model.marks import SPELLINGS, on_form, read_answer
from kojin_check.new.scaffold import CaseForm, MatterForm, Prefill, blank_case
from kojin_check.reading.source import Source
from kojin_check.reading.tree import MappingNode, Node, ScalarNode, read_tree
from kojin_check.rules.rule import RULES
from kojin_check.schema.editor_schema import FileKind, case_schema, schema_for
from kojin_check.schema.model_schema import JsonSchema, as_editors_read

LIBRARY = load_library(ROOT / "checklists")
"""Where a fixture would be too long for hypothesis to print."""

Errors = list[tuple[str, str]]


def as_editor_reads(text: str) -> Any:
    """The data that an editor makes of a YAML file: numbers, true and null where YAML 1.2 says so."""
    tree = read_tree(Source("case.yaml", text))
    assert tree.problems == ()
    assert tree.root is not None
    return _data(tree.root)


def _data(node: Node) -> Any:
    match node:
        case ScalarNode(text="", style=None):
            return None
        case ScalarNode(text=text, style=None):
            return as_editors_read(text)[-1]
        case ScalarNode(text=text):
            return text
        case MappingNode(entries=entries):
            return {key: _data(entry.value) for key, entry in entries.items()}
        case _:
            return [_data(item) for item in node.items]


def complaints(schema: JsonSchema, text: str) -> Errors:
    """Where an editor complains, and about which keyword."""
    validator = Draft202012Validator(schema)
    found = (leaf for error in validator.iter_errors(as_editor_reads(text)) for leaf in leaves(error))
    return sorted((place(error), str(error.validator)) for error in found)


def place(error: Any) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path).lstrip(".")


def leaves(error: Any) -> Iterator[Any]:
    """The defects themselves; where a value may also be blank, what is wrong with what stands there."""
    inner = [one for one in error.context if error.validator != "anyOf" or one.schema_path[0] == 0]
    if inner:
        for one in inner:
            yield from leaves(one)
    else:
        yield error


@pytest.fixture(scope="module")
def schema(library: Library) -> JsonSchema:
    return schema_for(FileKind.CASE, library, None, "ja")


CASE = """\
schema: kojin-check/case/v1
checklist_version: r5
title: 講座の受付
department: 文化観光課
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（電子データのみの取扱いのため）
"""


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("subject", list(FileKind))
def test_schemas_are_valid_and_whole(library: Library, subject: FileKind, language: Language) -> None:
    made = schema_for(subject, library, None, language)

    Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    used = set(re.findall(r'"#/\$defs/([^"]+)"', json.dumps(made, ensure_ascii=False)))
    assert used <= made["$defs"].keys()
    assert made["$defs"].keys() - used == set()


class TestCases:
    def test_the_published_case_gives_no_complaint(self, schema: JsonSchema, published_case: str) -> None:
        assert complaints(schema, published_case) == []

    def test_nor_does_the_corrected_one(self, schema: JsonSchema, corrected_case: str) -> None:
        assert complaints(schema, corrected_case) == []

    def test_a_small_case(self, schema: JsonSchema) -> None:
        assert complaints(schema, CASE) == []

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("    media:", "    medai:", [("matters[0]", "additionalProperties"), ("matters[0]", "required")]),
            ("施錠保管", "施錠ほかん", [("matters[0].answers.区が行う.運用上", "additionalProperties")]),
            ("運用上", "運用", [("matters[0].answers.区が行う", "additionalProperties")]),
            ("区が行う", "区", [("matters[0].answers", "additionalProperties")]),
            ("−（電子データのみの取扱いのため）", "×", [("matters[0].answers.区が行う.運用上.施錠保管", "pattern")]),
            ("−（電子データのみの取扱いのため）", "−", [("matters[0].answers.区が行う.運用上.施錠保管", "pattern")]),
            ("−（電子データのみの取扱いのため）", "0", [("matters[0].answers.区が行う.運用上.施錠保管", "type")]),
            ("−（電子データのみの取扱いのため）", "", []),
            ("−（電子データのみの取扱いのため）", "{mark: −, reason: 紙がないため}", []),
            (
                "−（電子データのみの取扱いのため）",
                "{mark: ×}",
                [("matters[0].answers.区が行う.運用上.施錠保管.mark", "enum")],
            ),
            ("checklist: 5", "checklist: 3", [("matters[0].checklist", "enum")]),
            ("checklist: 5", "checklist: 6", [("matters[0].media[0]", "enum")]),
            ("[電磁的媒体]", "[紙媒体]", [("matters[0].media", "contains")]),
            ("[電磁的媒体]", "[電子]", [("matters[0].media", "contains"), ("matters[0].media[0]", "enum")]),
            ("    media: [電磁的媒体]\n", "", [("matters[0]", "required")]),
            ("checklist_version: r5", "checklist_version: r6", [("checklist_version", "enum")]),
            ("basis: [業務委託]", "basis: [委託]", [("basis[0]", "enum")]),
            ("title: 講座の受付", "title:", [("title", "type")]),
            ("department: 文化観光課", "department: 文化観光課\nclause:\n", []),
            ("    media:", "    facts: {雲: true}\n    media:", [("matters[0].facts", "additionalProperties")]),
            (
                "    media:",
                "    facts: {クラウドの利用: はい}\n    media:",
                [("matters[0].facts.クラウドの利用", "type")] * 2,
            ),
            (
                "    media:",
                "    milestones: [{name: 本稼働, date: 2024}]\n    media:",
                [("matters[0].milestones[0].date", "type")],
            ),
            ("    media:", "    milestones: [{name: 本稼働, date: 2024-04-01}]\n    media:", []),
            ("matters:", "waivers: [{rule: KJ999, reason: 理由}]\nmatters:", [("waivers[0].rule", "enum")]),
            ("matters:", "waivers: [{rule: KJ402, reason: 理由}]\nmatters:", []),
        ],
    )
    def test_slips_are_flagged_where_they_are(self, schema: JsonSchema, old: str, new: str, expected: Errors) -> None:
        assert old in CASE
        assert complaints(schema, CASE.replace(old, new, 1)) == expected

    def test_items_depend_on_the_version(self, schema: JsonSchema) -> None:
        added = CASE.replace("施錠保管: −（電子データのみの取扱いのため）", "管理状況の確認: ○")

        assert complaints(schema, added) == [("matters[0].answers.区が行う.運用上", "additionalProperties")]
        assert complaints(schema, added.replace("r5", "r7-draft")) == []

    def test_one_version_only(self, library: Library) -> None:
        only = schema_for(FileKind.CASE, library, "r5", "ja")

        assert only["properties"]["checklist_version"]["enum"] == ["r5"]
        assert complaints(only, CASE) == []
        assert complaints(only, CASE.replace("r5", "r7-draft")) == [("checklist_version", "enum")]
        assert "管理状況の確認" not in json.dumps(only, ensure_ascii=False)

    def test_an_unknown_version_is_named(self, library: Library) -> None:
        with pytest.raises(UsageError, match="r6"):
            schema_for(FileKind.CASE, library, "r6", "ja")

    @pytest.mark.parametrize("type_name", ["目的外利用", "外部提供", "電算処理", "外部結合", "業務委託", "指定管理"])
    @pytest.mark.parametrize("media", [("電磁的媒体",), ("紙媒体",), ("可搬媒体", "紙媒体")])
    def test_a_new_case_lacks_only_what_a_person_must_write(
        self, schema: JsonSchema, library: Library, type_name: str, media: tuple[str, ...]
    ) -> None:
        version = library.require("r5")
        forms = version.checklists_for(type_name)
        facts: Facts = {"media": media}
        checklist = next(form for form in forms if form.applies is None or form.applies.holds(facts))
        text = blank_case(
            CaseForm(version, (MatterForm(type_name, checklist, facts),), "draft", Prefill.STOCK_REASONS, "ja")
        )

        assert complaints(schema, text) == [("department", "type"), ("title", "type")]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> JsonSchema:
    """Of a form whose pages have fields of their own."""
    return schema_for(FileKind.CASE, own_form(tmp_path_factory.mktemp("forms")), None, "ja")


class TestPages:
    CASE = """\
schema: kojin-check/case/v1
checklist_version: 契約版
title: 名簿の印刷
department: 総務課
basis: [委託]
受付番号: 12
overview: {規模: 大}
matters:
  - type: 委託
    checklist: 1
    契約番号: A-1
    関係課: [総務課]
    契約日: 令和6年4月1日
    対象人数: 1200
    継続: true
    区分: 更新契約
    subcontracts: [{party: X, 承諾日: R6.4.1}]
    answers: {課: {日常: {記録: はい}}}
"""

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("schema:", "schema:", []),
            ("区分: 更新契約", "区分: 更親契約", [("matters[0].区分", "enum")]),
            ("継続: true", "継続: はい", [("matters[0].継続", "type")]),
            ("契約番号: A-1", "契約番号: [A-1]", [("matters[0].契約番号", "type")]),
            ("契約番号: A-1", "契約番合: A-1", [("matters[0]", "additionalProperties")]),
            ("契約番号: A-1", "契約番号:", []),
            ("{規模: 大}", "{規模: {}}", [("overview.規模", "type")]),
        ],
    )
    def test_fields_of_the_form_are_known_where_it_has_them(
        self, own: JsonSchema, old: str, new: str, expected: Errors
    ) -> None:
        assert complaints(own, self.CASE.replace(old, new)) == expected

    def test_a_field_of_another_type_is_flagged(self, own: JsonSchema) -> None:
        found = complaints(own, self.CASE.replace("type: 委託", "type: 受付"))

        assert found.count(("matters[0]", "None")) == 6

    def test_keys_have_the_names_that_the_form_has_for_them(self, own: JsonSchema) -> None:
        branch = own["$defs"]["version1-matter"]["allOf"][0]["then"]["properties"]

        assert own["$defs"]["version1"]["properties"]["title"]["title"] == "表題"
        assert branch["party"] == {"title": "契約の相手", "doNotSuggest": True}
        assert branch["区分"]["title"] == "区分"
        assert branch["区分"]["description"] == "新規契約／更新契約 のどれか"
        assert "doNotSuggest" not in branch["区分"]


def answers_of(schema: JsonSchema, version: int, checklist: int) -> JsonSchema:
    found: JsonSchema = schema["$defs"][f"version{version}-answers{checklist}"]
    return found


class TestItems:
    def test_every_item_stands_with_its_text(self, schema: JsonSchema, library: Library) -> None:
        count = 0
        for number, version_id in enumerate(library.ids, start=1):
            for checklist in library.require(version_id).checklists.values():
                actors = answers_of(schema, number, checklist.number)["properties"]
                for section, item in checklist.placed_items():
                    offered = actors[section.actor]["properties"][section.kind]["properties"][item.id]
                    assert offered["description"] == item.text
                    count += 1
        assert count == 214 + 230

    def test_sections_stand_with_their_headings(self, schema: JsonSchema) -> None:
        kinds = answers_of(schema, 1, 5)["properties"]["区が行う"]["properties"]

        assert list(kinds) == ["運用上", "システム上"]
        assert kinds["運用上"]["description"] == "委託にあたり区が行う情報保護対策【運用上の対策】"

    def test_an_item_is_explained_in_markdown(self, schema: JsonSchema) -> None:
        items = answers_of(schema, 1, 5)["properties"]["区が行う"]["properties"]["運用上"]["properties"]

        assert items["施錠保管"]["markdownDescription"] == (
            "個人情報は、施錠できる金庫又はキャビネット等に保管する。\n\n"
            "必要なのは、取扱媒体に「紙媒体」「可搬媒体」のいずれかがあるときです。\n\n"
            "- ○ 対策が可能\n- − 対策の必要がない"
        )

    def test_marks_and_the_stock_reason_are_suggested(self, schema: JsonSchema) -> None:
        items = answers_of(schema, 1, 5)["properties"]["区が行う"]["properties"]["運用上"]["properties"]

        assert [snippet["body"] for snippet in items["業務フロー"]["defaultSnippets"]] == ["○", "−（${1:理由}）"]
        assert [snippet["body"] for snippet in items["施錠保管"]["defaultSnippets"]] == [
            "○",
            "−（電子データのみの取扱いのため）",
            "−（${1:理由}）",
        ]
        assert items["施錠保管"]["defaultSnippets"][1]["description"] == "対策の必要がない"

    def test_a_whole_matter_is_suggested_for_each_form(self, schema: JsonSchema, library: Library) -> None:
        version = library.require("r5")
        bodies = [snippet["body"] for snippet in schema["$defs"]["version1-matter"]["defaultSnippets"]]

        assert [body["checklist"] for body in bodies] == list(version.checklists)
        for body, checklist in zip(bodies, version.checklists.values(), strict=True):
            items = [item for kinds in body["answers"].values() for kind in kinds.values() for item in kind]
            assert items == [placed.item.id for placed in checklist.placed_items()]
            stops = re.findall(r"\$(\d+)", json.dumps(body))
            assert stops == [str(number) for number in range(1, len(stops) + 1)]

    def test_what_editors_say_of_structure_is_in_the_language_asked_for(self, library: Library) -> None:
        spoken: dict[Language, str] = {"ja": "必ず書きます", "en": "Needed: type, checklist"}
        for language, words in spoken.items():
            made = schema_for(FileKind.CASE, library, None, language)
            assert words in made["$defs"]["Matter"]["errorMessage"]
            assert made["properties"]["basis"]["errorMessage"]

    @pytest.mark.parametrize(
        "answer", ['{mark: "-", reason: 紙で保管するため}', "{mark: }", "{mark: 〇}", "{mark: −, reason: 理由}"]
    )
    def test_it_is_no_stricter_than_the_program(self, schema: JsonSchema, corrected_case: str, answer: str) -> None:
        text = corrected_case.replace("業務フロー: ○", f"業務フロー: {answer}", 1)

        assert complaints(schema, text) == []

    def test_a_form_with_one_mark_suggests_only_that(self, schema: JsonSchema) -> None:
        items = answers_of(schema, 1, 1)["properties"]["区が行う"]["properties"]["運用上"]["properties"]

        assert [snippet["label"] for snippet in items["提供理由の協議"]["defaultSnippets"]] == ["○"]
        assert schema["$defs"]["version1-answer1"]["patternErrorMessage"] == "この様式の回答は ○ です。"


def pattern_of(checklist: Checklist) -> re.Pattern[str]:
    version = LIBRARY.require("r5")
    made = case_schema([replace(version, checklists={checklist.number: checklist})], RULES.values(), "ja")
    return re.compile(made["$defs"][f"version1-answer{checklist.number}"]["pattern"])


WORDS = {
    "はい": MarkDefinition(label="行う", means=Means.MET),
    "いいえ": MarkDefinition(label="行わない", means=Means.UNMET, reason="required"),
    "N/A (*)": MarkDefinition(label="不要", means=Means.NOT_APPLICABLE, reason="required"),
}


ANSWER = pattern_of(LIBRARY.require("r5").checklists[5])


class TestAnswerPatterns:
    @given(
        mark=st.sampled_from([mark for mark, spellings in SPELLINGS.items() for mark in (mark, *spellings)]),
        variation=st.sampled_from(["", "\ufe0e", "\ufe0f"]),
        reason=st.none() | st.text(st.sampled_from("理由あ紙 （)）1"), min_size=1, max_size=6),
        width=st.sampled_from(["（）", "()"]),
        around=st.sampled_from(["{}", " {} ", "「{}」", "“{}”", "＂{}＂"]),
    )
    def test_accept_what_the_program_reads(
        self, mark: str, variation: str, reason: str | None, width: str, around: str
    ) -> None:
        form = LIBRARY.require("r5").checklists[5]
        text = mark + variation + ("" if reason is None else f"{width[0]}{reason}{width[1]}")
        text = around.format(text)
        answer = on_form(read_answer(text), form.marks)
        definition = form.marks.get(answer.mark)
        says_something = bool((answer.reason or "").strip(" （）()"))

        if definition is not None and (says_something or definition.reason != "required"):
            assert ANSWER.search(text)

    @pytest.mark.parametrize("text", ["○", "〇", "○（念のため）", "−（紙がないため）", "- (理由)", "“○”", " ○ "])
    def test_accepted(self, text: str) -> None:
        assert ANSWER.search(text)

    @pytest.mark.parametrize("text", ["×", "−", "−（）", "−（ ", "○○", "はい", "O", "一", "○−", "対策○"])
    def test_refused(self, text: str) -> None:
        assert not ANSWER.search(text)

    @pytest.mark.parametrize(
        ("text", "accepted"),
        [
            ("はい", True),
            ("いいえ", False),
            ("いいえ（予算がないため）", True),
            ("N/A (*)（対象外のため）", True),
            ("NA（対象外のため）", False),
            ("はいはい", False),
        ],
    )
    def test_marks_that_are_words(self, text: str, accepted: bool) -> None:
        form = LIBRARY.require("r5").checklists[5].model_copy(update={"marks": WORDS})

        assert bool(pattern_of(form).search(text)) is accepted

    def test_nothing_is_escaped_that_editors_do_not_let_be_escaped(self, schema: JsonSchema) -> None:
        """ECMAScript's patterns in Unicode mode take a backslash only before what is special in them."""
        for name, part in schema["$defs"].items():
            if "pattern" in part:
                assert not re.findall(r"\\[^sSuwd^$.*+?()\[\]{}|/\\]", part["pattern"]), name


MEDIA_WORDS = ("電磁的媒体", "可搬媒体", "紙媒体")
media_tests = st.builds(
    Test,
    st.just("media"),
    st.sampled_from([Operator.ANY_OF, Operator.ALL_OF, Operator.NONE_OF, Operator.ONLY]),
    st.lists(st.sampled_from(MEDIA_WORDS), min_size=1, max_size=2, unique=True).map(tuple),
)
flag_tests = st.builds(
    Test,
    st.sampled_from(["subcontracts", "クラウドの利用"]),
    st.just(Operator.EQUALS),
    st.sampled_from([("true",), ("false",)]),
)


@given(
    tests=st.lists(media_tests | flag_tests, min_size=1, max_size=3),
    media=st.lists(st.sampled_from(MEDIA_WORDS), min_size=1, unique=True),
    subcontracts=st.booleans(),
    cloud=st.booleans(),
)
def test_a_form_is_flagged_for_exactly_the_matters_that_it_is_not_for(
    tests: list[Test], media: list[str], subcontracts: bool, cloud: bool
) -> None:
    applies = Condition(tuple(tests))
    version = LIBRARY.require("r5")
    form = version.checklists[5].model_copy(update={"applies": applies})
    facts: Facts = {"media": tuple(media), "subcontracts": subcontracts, "クラウドの利用": cloud}
    text = CASE.replace("[電磁的媒体]", f"[{', '.join(media)}]").replace(
        "    answers:",
        f"    subcontracts: {'[{purpose: 保守}]' if subcontracts else '[]'}\n"
        f"    facts: {{クラウドの利用: {str(cloud).lower()}}}\n    answers:",
    )

    made = case_schema([replace(version, checklists={5: form})], RULES.values(), "ja")

    assert (complaints(made, text) == []) is applies.holds(facts)


def test_a_required_flag_is_missed(library: Library) -> None:
    version = library.require("r5")
    form = version.checklists[5].model_copy(update={"requires": ["media", "クラウドの利用"]})
    made = case_schema([replace(version, checklists={5: form})], RULES.values(), "ja")

    assert complaints(made, CASE) == [("matters[0]", "required")]
    assert complaints(made, CASE.replace("    answers:", "    facts: {実データの使用: true}\n    answers:")) == [
        ("matters[0].facts", "required")
    ]
    assert complaints(made, CASE.replace("    answers:", "    facts: {クラウドの利用: true}\n    answers:")) == []


class TestChecklists:
    @pytest.mark.parametrize("version_id", ["r5", "r7-draft"])
    def test_the_forms_that_come_along_give_no_complaint(self, library: Library, version_id: str) -> None:
        made = schema_for(FileKind.CHECKLIST, library, version_id, "ja")

        for path in sorted((ROOT / "checklists" / version_id).glob("[0-9]*.yaml")):
            assert (path.name, complaints(made, path.read_text(encoding="utf-8"))) == (path.name, [])

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("type: 業務委託", "type: 業務の委託", [("type", "enum")]),
            ("requires: [media]", "requires: [medai]", [("requires[0]", "enum")]),
            ("means: met", "means: done", [("marks.○.means", "enum")]),
            (
                "when: {media: 可搬媒体}",
                "when: {meida: 可搬媒体}",
                [("sections[0].items[4].when", "additionalProperties")],
            ),
            ("number: 5", "nummer: 5", [("", "additionalProperties"), ("", "required")]),
        ],
    )
    def test_slips_are_flagged(self, library: Library, old: str, new: str, expected: Errors) -> None:
        text = next((ROOT / "checklists" / "r5").glob("5-*")).read_text(encoding="utf-8")
        assert old in text

        found = complaints(schema_for(FileKind.CHECKLIST, library, "r5", "ja"), text.replace(old, new, 1))

        assert found == expected

    def test_what_stands_on_other_forms_is_suggested(self, library: Library) -> None:
        made = schema_for(FileKind.CHECKLIST, library, None, "ja")

        assert made["$defs"]["Section"]["properties"]["actor"]["examples"] == ["区が行う", "事業者に行わせる"]
        assert "施錠保管" in made["$defs"]["ItemDefinition"]["properties"]["id"]["examples"]
        assert made["properties"]["type"]["enum"][:2] == ["目的外利用", "外部提供"]

    def test_a_version_that_is_being_written_may_be_broken(self, tmp_path: Path) -> None:
        folder = tmp_path / "r9"
        folder.mkdir()
        (folder / "version.yaml").write_text("id: r9\nfacts: {持出し: 持ち出しますか。}\n", encoding="utf-8")
        (folder / "1-form.yaml").write_text("number: [\n", encoding="utf-8")

        made = schema_for(FileKind.CHECKLIST, load_library(tmp_path), "r9", "ja")

        assert made["$defs"]["Condition"]["properties"]["持出し"]["description"] == "持ち出しますか。"
        assert "enum" not in made["properties"]["type"]

    def test_an_unknown_version_is_named(self, library: Library) -> None:
        with pytest.raises(UsageError, match="r6"):
            schema_for(FileKind.CHECKLIST, library, "r6", "ja")


class TestVersions:
    @pytest.mark.parametrize("version_id", ["r5", "r7-draft"])
    def test_those_that_come_along_give_no_complaint(self, library: Library, version_id: str) -> None:
        made = schema_for(FileKind.VERSION, library, None, "ja")
        path = ROOT / "checklists" / version_id / "version.yaml"

        assert complaints(made, path.read_text(encoding="utf-8")) == []

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("status: adopted", "status: 採用", [("status", "enum")]),
            ("{role: recording}", "{role: 記録}", [("types.電算処理.role", "enum")]),
            (
                "facts:\n",
                "exceptions: [{rule: KJ301, item: 1/a/b/c, reason: 理由}]\nfacts:\n",
                [("exceptions[0].rule", "enum")],
            ),
            ("asserts: {subcontracts: false}", "asserts: false", [("stock_reasons[3].asserts", "type")]),
        ],
    )
    def test_slips_are_flagged(self, library: Library, old: str, new: str, expected: Errors) -> None:
        text = (ROOT / "checklists" / "r5" / "version.yaml").read_text(encoding="utf-8")
        assert old in text

        assert complaints(schema_for(FileKind.VERSION, library, None, "ja"), text.replace(old, new, 1)) == expected


def test_a_version_of_its_own_kind(library: Library) -> None:
    """Nothing breaks where a version has neither media nor facts."""
    r5 = library.require("r5")
    bare = Version(r5.folder, r5.definition.model_copy(update={"media": {}, "facts": {}}), {1: r5.checklists[1]})

    made = case_schema([bare], [], "en")

    Draft202012Validator.check_schema(made)
    assert made["title"] == "Case (kojin-check)"


def test_in_english_dates_are_offered_in_english(library: Library) -> None:
    made = json.dumps(schema_for(FileKind.VERSION, library, None, "en"), ensure_ascii=False)

    assert "1 April 2024" in made
    assert "令和6年4月1日" not in made
