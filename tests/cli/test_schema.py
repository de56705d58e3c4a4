from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.conftest import RunProgram


@pytest.mark.parametrize("subject", ["case", "checklist", "version"])
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
