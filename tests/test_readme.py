"""What README and the pages it leads to say is what the program does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
import yaml
from tests.conftest import ROOT
from tests.readme import (
    DOCUMENTS,
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
from kojin_check.cli import program
from kojin_check.lint.lint import lint
from kojin_check.model.configuration import ConfigFields
from kojin_check.model.decode import decode
from kojin_check.model.library import Library, load_library
from kojin_check.new.scaffold import CaseForm, MatterForm, blank_case
from kojin_check.reading.reading import read_text

TEXT = README.read_text(encoding="utf-8")
TEXTS = {document: document.read_text(encoding="utf-8") for document in DOCUMENTS}
BLOCKS = [block for text in TEXTS.values() for block in console_blocks(text)]
MOST_LINES = 250
"""What somebody reads to the end."""


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


WARD_BLOCKS = [block for text in TEXTS.values() for block in ward_blocks(text)]


@pytest.mark.parametrize(("command", "output"), WARD_BLOCKS, ids=[command for command, _ in WARD_BLOCKS])
def test_questions_about_many_cases_are_answered_as_shown(command: str, output: str, ward: Path) -> None:
    assert output.strip()
    assert printed_in_ward(command, ward) == output


def test_the_table_of_rules_is_the_programs_own() -> None:
    assert rules_block(TEXT) == rules_table()


def test_it_is_short() -> None:
    assert len(TEXT.splitlines()) <= MOST_LINES


def anchors(text: str) -> set[str]:
    """The headings of a document as GitHub names them in addresses."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links_lead_to_what_exists(document: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", TEXTS[document]):
        file, _, anchor = link.partition("#")
        target = (document.parent / file).resolve() if file else document
        assert target.exists(), link
        assert not anchor or anchor in anchors(TEXTS[target]), link


def commands(text: str) -> list[str]:
    """All commands that a document names, in running text and in blocks, up to a shell's `||` and the like."""
    found = re.findall(r"kojin-check((?: +(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s`'\"|&]+))+)", "\n".join(code(text)))
    return [words.strip() for words in found]


def code(text: str) -> list[str]:
    """The code of a document in which commands stand: spans, scripts, and the line above what a command prints."""
    blocks = re.findall(r"```(console|sh|yaml)[^\n]*\n(.*?)```", text, re.DOTALL)
    scripts = [block.splitlines()[0] if language == "console" else block for language, block in blocks]
    return [*scripts, *re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_command_that_is_named_is_one_with_these_options(document: Path) -> None:
    group = program()
    named = commands(TEXTS[document])
    assert named
    for line in named:
        name, *words = shlex.split(line)
        command = group.get_command(click.Context(group), name)
        assert command is not None, line
        command.make_parser(click.Context(command, info_name=name)).parse_args(words)


def test_the_table_of_commands_is_the_programs_own() -> None:
    assert commands_block(TEXT) == commands_table()


def test_ci_runs_the_test_command_of_the_readme() -> None:
    commands = TEXT.split("```sh\n", 1)[1].split("```", 1)[0].strip().splitlines()
    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert commands[0].endswith("kojin-check validate cases")


def yaml_block(beginning: str) -> str:
    blocks: list[str] = re.findall(r"```yaml\n(.*?)```", "\n".join(TEXTS.values()), re.DOTALL)
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
