"""The schema of the configuration takes what the program takes, and flags what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from kojin_check.errors import ConfigError
from kojin_check.findings import Language
from kojin_check.model.configuration import EXAMPLE
from kojin_check.rules.rule import RULES
from kojin_check.runs.config import named_config
from kojin_check.schema.editor_schema import config_schema

ACCEPTED = [
    EXAMPLE,
    "{}",
    "schema:\npaths:\nexclude:\nchecklists:\nselect:\nignore:\nseverity:\nfail_on:\nlang:\nwaivers:\n",
    "waivers: {require: , allow: }",
    "paths: [2024, cases]",
    "select: [KJ0, KJ10, KJ402]",
    "ignore: [KJ01, KJ4]",
    "waivers: {allow: [KJ503]}",
]
REFUSED = [
    ("paths: cases", "$.paths"),
    ("colour: 1", "$"),
    ("schema: kojin-check/case/v1", "$.schema"),
    ("select: [kj402]", "$.select[0]"),
    ("ignore: [KJ001]", "$.ignore[0]"),
    ("severity: {KJ402: エラー}", "$.severity.KJ402"),
    ("severity: {KJ001: info}", "$.severity"),
    ("severity: {KJ4: info}", "$.severity"),
    ("severity: [KJ402]", "$.severity"),
    ("fail_on: none", "$.fail_on"),
    ("lang: jp", "$.lang"),
    ("waivers: {allow: [KJ4]}", "$.waivers"),
    ("waivers: {require: [reason]}", "$.waivers"),
]


LANGUAGES: tuple[Language, ...] = ("ja", "en")


@pytest.fixture(params=LANGUAGES)
def schema(request: pytest.FixtureRequest) -> dict[str, Any]:
    made = config_schema(RULES.values(), request.param)
    Draft202012Validator.check_schema(made)
    return made


@pytest.mark.parametrize("text", ACCEPTED)
def test_takes_what_the_program_takes(text: str, schema: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "kojin-check.yaml").write_text(text, encoding="utf-8")
    named_config(str(tmp_path / "kojin-check.yaml"))

    assert list(Draft202012Validator(schema).iter_errors(yaml.safe_load(text))) == []


@pytest.mark.parametrize(("text", "place"), REFUSED)
def test_flags_what_the_program_refuses(text: str, place: str, schema: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "kojin-check.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError):
        named_config(str(tmp_path / "kojin-check.yaml"))

    places = {error.json_path for error in Draft202012Validator(schema).iter_errors(yaml.safe_load(text))}
    assert places == {place}


@pytest.mark.parametrize("language", LANGUAGES)
def test_says_what_a_rule_is_about_where_its_code_is_written(language: Language) -> None:
    severity = config_schema(RULES.values(), language)["properties"]["severity"]

    assert severity["properties"]["KJ402"]["description"] == RULES["KJ402"].title.to(language)
    assert severity["properties"]["KJ402"]["enum"] == ["error", "warning", "info"]
    assert "KJ001" not in severity["properties"]
    assert "KJ402" in severity["errorMessage"]
