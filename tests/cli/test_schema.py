from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel
from tests.conftest import RunProgram

from kojin_check.model.case import Case
from kojin_check.model.checklist import Checklist, VersionDefinition
from kojin_check.model.configuration import ConfigFields
from kojin_check.model.outline_of import Written, keys_of


@pytest.mark.parametrize("subject", ["case", "checklist", "version", "config"])
def test_a_schema_for_each_kind_of_file(kojin_check_here: RunProgram, subject: str) -> None:
    outcome = kojin_check_here("schema", subject)

    assert (outcome.exit_code, outcome.errors) == (0, "")
    schema = json.loads(outcome.output)
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"]["default"] == f"kojin-check/{subject}/v1"


def test_cases_with_all_versions_are_the_default(kojin_check_here: RunProgram) -> None:
    whole = kojin_check_here("schema")

    assert whole == kojin_check_here("schema", "case")
    assert json.loads(whole.output)["properties"]["checklist_version"]["enum"] == ["r5", "r7-draft"]


def test_one_version_into_a_file(kojin_check_here: RunProgram, tmp_path: Path) -> None:
    outcome = kojin_check_here("schema", "case", "--version", "r5", "-o", "case.schema.json")

    assert (outcome.exit_code, outcome.output) == (0, "")
    schema = json.loads((tmp_path / "case.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["checklist_version"]["enum"] == ["r5"]


def test_descriptions_in_english(kojin_check_here: RunProgram) -> None:
    schema = json.loads(kojin_check_here("schema", "--lang", "en").output)

    assert schema["properties"]["title"]["description"] == "Title of the case"
    item = schema["$defs"]["version1-answers5"]["properties"]["区が行う"]["properties"]["運用上"]["properties"][
        "施錠保管"
    ]
    assert item["description"] == "個人情報は、施錠できる金庫又はキャビネット等に保管する。"
    assert "Needed when " in item["markdownDescription"]


def test_nothing_is_lost_on_streams_that_lack_characters(kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("schema", environment={"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp932"}, encoding="cp932")

    marks = json.loads(outcome.output)["$defs"]["version1-answer5"]["properties"]["mark"]["anyOf"][0]["enum"]
    assert marks == ["○", "−"]


def test_wrong_usage(kojin_check_here: RunProgram) -> None:
    unknown = kojin_check_here("schema", "case", "--version", "r6")
    assert (unknown.exit_code, unknown.output) == (2, "")
    assert unknown.errors.startswith("kojin-check: 「r6」という版はありません。")
    assert kojin_check_here("schema", "answers").exit_code == 2


def test_a_folder_that_does_not_exist(kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("schema", "--checklists", "nowhere")

    assert outcome.exit_code == 3
    assert outcome.errors.startswith("kojin-check: チェックリストのフォルダ nowhere を開けません")


class TestReference:
    @pytest.mark.parametrize(
        ("subject", "model"),
        [("case", Case), ("checklist", Checklist), ("version", VersionDefinition), ("config", ConfigFields)],
    )
    @pytest.mark.parametrize("language", ["ja", "en"])
    def test_has_every_key_with_meaning_values_and_example(
        self, subject: str, model: type[BaseModel], language: str, kojin_check_here: RunProgram
    ) -> None:
        outcome = kojin_check_here("schema", subject, "--format", "markdown", "--lang", language)

        assert (outcome.exit_code, outcome.errors) == (0, "")
        rows = [
            [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            for line in outcome.output.splitlines()
            if line.startswith("| ")
        ]
        described = {row[0].replace("\\", ""): row for row in rows if len(row) == 5}
        assert keys_below(model, set()) <= described.keys()
        assert all(row[2] and row[3] and row[4] for row in described.values())

    def test_takes_its_examples_from_the_versions_that_there_are(self, kojin_check_here: RunProgram) -> None:
        shown = kojin_check_here("schema", "version", "--format", "markdown").output

        assert "| go\\_live |  | 本番の開始を表す日程の名称 | 文 | go\\_live: 本稼働 |\n" in shown
        assert "| supersedes |  | この版が置き換える版の id | 文 | supersedes: r5 |\n" in shown
        assert "\n## `pages.case[]`、`pages.matters.*[]`、`pages.subcontract[]`\n" in shown
        assert "| any\\_of | どれか1つを含む |\n" in shown


def keys_below(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[str]:
    """The keys of a model and of all that it holds."""
    seen.add(model)
    found = set()
    for name, key in keys_of(model).items():
        found.add(name)
        written: Written | None = key.written
        while written is not None:
            if written.record is not None and written.record not in seen:
                found |= keys_below(written.record, seen)
            written = written.each
    return found
