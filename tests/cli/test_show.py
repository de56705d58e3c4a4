from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import RunProgram

from kojin_check.model.library import Library
from kojin_check.output.terminal.typesetting import width_of


def items(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for checklist in data["checklists"] for section in checklist["sections"] for item in section["items"]]


class TestJson:
    @pytest.mark.parametrize(("version", "count"), [("r5", 214), ("r7-draft", 230)])
    def test_holds_every_item(self, version: str, count: int, library: Library, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("show", version, "--format", "json")

        assert (outcome.exit_code, outcome.errors) == (0, "")
        data = json.loads(outcome.output)
        loaded = library.require(version)
        assert data["schema"] == "kojin-check/checklists/v1"
        assert len(items(data)) == count
        assert [(item["id"], item["text"]) for item in items(data)] == [
            (placed.item.id, placed.item.text)
            for checklist in loaded.checklists.values()
            for placed in checklist.placed_items()
        ]

    def test_tells_what_the_version_is(self, kojin_check_here: RunProgram) -> None:
        version = json.loads(kojin_check_here("show", "r5/1", "--format", "json").output)["version"]

        assert version.pop("notes")[0].startswith("資料に")
        assert version == {
            "id": "r5",
            "title": "個人情報保護対策チェックリスト（令和5年度版）",
            "status": "adopted",
            "effective": "2023-04-01",
            "supersedes": None,
            "authority": "新宿区総合政策部区政情報課",
            "source": {
                "title": "新宿区個人情報保護管理運営会議における個人情報保護対策チェックリストの再検証について",
                "date": "2025-01-23",
                "part": "別紙1",
            },
        }

    def test_has_the_shape_of_the_forms(self, kojin_check_here: RunProgram) -> None:
        [checklist] = json.loads(kojin_check_here("show", "r5/5", "--format", "json").output)["checklists"]

        assert list(checklist) == ["number", "type", "title", "scope", "marks", "sections"]
        assert (checklist["number"], checklist["type"], checklist["scope"]) == (
            5,
            "業務委託",
            "電磁的媒体・紙媒体の取扱い",
        )
        assert checklist["marks"] == {
            "○": {"label": "対策が可能", "means": "met", "reason": "optional"},
            "−": {"label": "対策の必要がない", "means": "not_applicable", "reason": "required"},
        }
        section = checklist["sections"][0]
        assert list(section) == ["actor", "kind", "heading", "items"]
        assert section["heading"] == "委託にあたり区が行う情報保護対策【運用上の対策】"
        assert section["items"][5] == {
            "id": "手交時の運搬",
            "text": "個人情報を手交する場合は、鍵付きカバン等を使用して運搬する。",
            "when": {"media": {"any_of": ["紙媒体", "可搬媒体"]}},
            "strict": True,
            "otherwise": "電子データのみの取扱いのため",
        }

    def test_leaves_out_conditions_that_an_item_does_not_have(self, kojin_check_here: RunProgram) -> None:
        data = json.loads(kojin_check_here("show", "r5/1", "--format", "json").output)

        assert {tuple(item) for item in items(data)} == {("id", "text")}
        assert data["checklists"][0]["scope"] is None

    def test_lists_the_versions(self, kojin_check_here: RunProgram) -> None:
        data = json.loads(kojin_check_here("show", "--format", "json").output)

        assert data["schema"] == "kojin-check/versions/v1"
        assert [(version["id"], version["status"], version["supersedes"]) for version in data["versions"]] == [
            ("r5", "adopted", None),
            ("r7-draft", "draft", "r5"),
        ]


class TestText:
    def test_lists_the_versions(self, kojin_check_here: RunProgram) -> None:
        assert kojin_check_here("show").output == (
            "版        状態  適用                         名称\n"
            "r5        採択  令和5年4月1日（2023-04-01）  個人情報保護対策チェックリスト（令\n"
            "                                             和5年度版）\n"
            "r7-draft  案                                 個人情報保護対策チェックリスト（令\n"
            "                                             和7年1月の追加案）\n"
        )

    def test_shows_one_checklist(self, kojin_check_here: RunProgram) -> None:
        output = kojin_check_here("show", "r5/5").output

        assert (
            "\n5  業務委託にかかる個人情報保護対策チェックリスト\n"
            "  対象    電磁的媒体・紙媒体の取扱い\n"
            "  記号    ○ 対策が可能\n"
            "          − 対策の必要がない（理由が必要）\n"
            "\n"
            "  5/区が行う/運用上\n"
            "  委託にあたり区が行う情報保護対策【運用上の対策】\n"
            "\n"
            "    法令等の遵守\n"
            "      契約にあたり、「特記事項」を付すとともに、"
        ) in output
        assert (
            "    手交時の運搬\n"
            "      個人情報を手交する場合は、鍵付きカバン等を使用して運搬する。\n"
            "      必要  取扱媒体に「紙媒体」「可搬媒体」のいずれかがあるとき（それ以外で\n"
            "            「○」は誤り）\n"
            "      不要  −（電子データのみの取扱いのため）\n"
        ) in output
        assert "チェックリスト\n6  " not in output

    def test_keeps_to_the_width(self, kojin_check_here: RunProgram) -> None:
        for line in kojin_check_here("show", "r5").output.splitlines():
            assert width_of(line) <= 80, line

    def test_speaks_english_around_the_words_of_the_forms(self, kojin_check_here: RunProgram) -> None:
        output = kojin_check_here("show", "r7-draft/5", "--lang", "en").output

        assert "  version     r7-draft (draft)\n  supersedes  r5\n" in output
        assert "      needed    there is a subcontract\n" in output


class TestMarkdown:
    def test_has_a_table_for_each_section(self, kojin_check_here: RunProgram) -> None:
        output = kojin_check_here("show", "r5/5", "--format", "markdown").output

        assert output.startswith("# 個人情報保護対策チェックリスト（令和5年度版）\n\n- 版: r5（採択）\n")
        assert output.count("| 項目 | 対策 | 必要な場合 | 不要な場合の理由 |\n| --- | --- | --- | --- |\n") == 4
        assert (
            "| 施錠保管 | 個人情報は、施錠できる金庫又はキャビネット等に保管する。 | "
            "取扱媒体に「紙媒体」「可搬媒体」のいずれかがあるとき（それ以外で「○」は誤り） | 電子データのみの取扱いのため |\n"
        ) in output

    def test_has_no_columns_for_conditions_where_there_are_none(self, kojin_check_here: RunProgram) -> None:
        assert "| 項目 | 対策 |\n| --- | --- |\n" in kojin_check_here("show", "r5/1", "--format", "markdown").output

    def test_lists_the_versions(self, kojin_check_here: RunProgram) -> None:
        assert kojin_check_here("show", "--format", "markdown", "--lang", "en").output.splitlines()[0] == (
            "| version | status | effective | title |"
        )


class TestAddress:
    def test_of_a_version_that_does_not_exist(self, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("show", "r7-drft")

        assert (outcome.exit_code, outcome.output) == (2, "")
        assert outcome.errors == (
            "kojin-check: 「r7-drft」という版はありません。「r7-draft」の間違いではありませんか。"
            "あるのは r5、r7-draft です。\n"
        )

    @pytest.mark.parametrize("number", ["9", "五", "1.5", "-1"])
    def test_of_a_checklist_that_does_not_exist(self, number: str, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("show", f"r5/{number}")

        assert (outcome.exit_code, outcome.output) == (2, "")
        assert outcome.errors.startswith(
            f"kojin-check: r5 に「{number}」というチェックリストはありません。あるのは 1 目的外利用、2 外部提供、"
        )

    def test_in_full_width_digits(self, kojin_check_here: RunProgram) -> None:
        output = kojin_check_here("show", "r5/５", "--format", "json").output

        assert [checklist["number"] for checklist in json.loads(output)["checklists"]] == [5]


def test_writes_to_a_file(kojin_check_here: RunProgram, tmp_path: Path) -> None:
    outcome = kojin_check_here("show", "r5/1", "--format", "json", "-o", "r5.json")

    assert (outcome.exit_code, outcome.output) == (0, "")
    assert json.loads((tmp_path / "r5.json").read_text(encoding="utf-8"))["version"]["id"] == "r5"


def test_reads_another_folder_of_checklists(kojin_check_here: RunProgram, tmp_path: Path) -> None:
    outcome = kojin_check_here("show", "--checklists", "none")

    assert outcome.exit_code == 3
    assert outcome.errors.startswith("kojin-check: チェックリストのフォルダ none を開けません")


class TestPages:
    def test_stand_before_the_checklists_in_the_forms_words(self, kojin_check_here: RunProgram) -> None:
        shown = kojin_check_here("show", "r5", environment={"COLUMNS": "80"}).output

        assert "\n案件の頁\n項目名                  必須  欄\ntitle                   必須  件名\n" in shown
        assert "\ncontents       必須  結合の形態\n" in shown
        assert shown.index("結合の形態") < shown.index("\n1  目的外利用")

    def test_are_not_shown_with_one_checklist(self, kojin_check_here: RunProgram) -> None:
        assert "案件の頁" not in kojin_check_here("show", "r5/5").output

    def test_are_tables_in_markdown(self, kojin_check_here: RunProgram) -> None:
        shown = kojin_check_here("show", "r5", "--format", "markdown").output

        assert "\n## 外部結合\n\n| 項目名 | 必須 | 欄 |\n" in shown
        assert "| contents | 必須 | 結合の形態 |\n" in shown

    def test_are_data_in_json(self, kojin_check_here: RunProgram) -> None:
        pages = json.loads(kojin_check_here("show", "r5", "--format", "json").output)["pages"]

        assert list(pages["matters"]) == ["目的外利用", "外部提供", "電算処理", "外部結合", "業務委託", "指定管理"]
        assert pages["case"][0] == {"key": "title", "label": "件名", "required": True}
        assert pages["subcontract"][0] == {"key": "件名", "label": "件名", "required": False, "type": "text"}
        assert pages["matters"]["外部結合"][3]["row"] == "結合される情報項目（だれの、どのような項目か）"
