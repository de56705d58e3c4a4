"""What README says is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from tests.conftest import ROOT
from tests.readme import (
    README,
    commands_block,
    commands_table,
    console_blocks,
    printed_by,
    printed_in_ward,
    rules_block,
    rules_table,
    ward_blocks,
)
from tests.rules.checklists.conftest import write_folder
from tests.samples.ward import make_ward

from kojin_check.checking.engine import check_text
from kojin_check.lint.lint import lint
from kojin_check.model.decode import decode
from kojin_check.model.library import Library, load_library
from kojin_check.new.scaffold import CaseForm, MatterForm, blank_case
from kojin_check.reading.reading import read_text
from kojin_check.runs.config import ConfigFields

TEXT = README.read_text(encoding="utf-8")
BLOCKS = list(console_blocks(TEXT))


@pytest.mark.parametrize(("command", "output"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_commands_print_what_stands_below_them(command: str, output: str) -> None:
    assert output.strip()
    assert printed_by(command) == output


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up ward of 200 cases."""
    folder = tmp_path_factory.mktemp("ward")
    make_ward(folder)
    return folder


WARD_BLOCKS = list(ward_blocks(TEXT))


@pytest.mark.parametrize(("command", "output"), WARD_BLOCKS, ids=[command for command, _ in WARD_BLOCKS])
def test_questions_about_many_cases_are_answered_as_shown(command: str, output: str, ward: Path) -> None:
    assert output.strip()
    assert printed_in_ward(command, ward) == output


def test_the_table_of_rules_is_the_programs_own() -> None:
    assert rules_block(TEXT) == rules_table()


def test_it_is_short_and_names_only_what_exists() -> None:
    text = TEXT.partition("<!-- commands -->")[0]  # The tables grow by themselves, and nobody reads them from the top.
    assert len(text.splitlines()) <= 390
    for link in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / link).exists(), link


def test_the_table_of_commands_is_the_programs_own() -> None:
    assert commands_block(TEXT) == commands_table()


def test_ci_runs_the_test_command_of_the_readme() -> None:
    commands = TEXT.split("```sh\n", 1)[1].split("```", 1)[0].strip().splitlines()
    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert commands[0].endswith("kojin-check validate cases")


def yaml_block(beginning: str) -> str:
    blocks: list[str] = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    return next(block for block in blocks if block.startswith(beginning))


def test_the_example_case_is_one(library: Library) -> None:
    report = check_text("example.yaml", yaml_block("schema: kojin-check/case/v1"), library)
    assert {finding.rule for finding in report.findings} == {"KJ101", "KJ206"}
    assert yaml.safe_load(yaml_block("waivers:"))["waivers"][0]["rule"] == "KJ301"


def test_the_example_configuration_is_one() -> None:
    decoded = decode(ConfigFields, read_text("kojin-check.yaml", yaml_block("schema: kojin-check/config/v1")))
    assert decoded.problems == ()
    assert decoded.model.paths == ["cases"]


def test_the_example_program_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    program = TEXT.split("```python\n", 1)[1].split("```", 1)[0]
    exec(compile(program, "README.md", "exec"), {})
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ["KJ403", "KJ402", "KJ405", "KJ403"]


def test_the_example_of_a_form_is_one(tmp_path: Path) -> None:
    form = yaml_block("# 2025/version.yaml")
    write_folder(tmp_path, form)
    found = [finding for report in lint(tmp_path) for finding in report.findings]

    assert len(form.splitlines()) <= 25
    assert {finding.rule for finding in found} <= {"KJ907"}, "nothing but that it is not sealed yet"
    version = load_library(tmp_path).require("2025")
    text = blank_case(CaseForm(version, (MatterForm("委託", version.checklists[1], {}),), "final"))
    filled = text.replace("title:", "title: 名簿の印刷").replace("department:", "department: 総務課")
    filled = (
        filled.replace("party:\n", "party: 株式会社例示\n")
        .replace("責任者:", "責任者: はい")
        .replace("研修:", "研修: はい")
    )
    assert check_text("case.yaml", filled, load_library(tmp_path)).findings == ()
    assert [finding.rule for finding in check_text("case.yaml", text, load_library(tmp_path)).findings] == [
        *["KJ005", "KJ005"],
        "KJ206",
        *["KJ101", "KJ101"],
    ]
