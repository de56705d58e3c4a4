"""Output to streams that cannot encode what a case holds: a Windows pipe in CP932, the C locale.

All commands run in all formats in one process for each encoding: nothing fails, what programs read is
the same in every encoding, and files are always in UTF-8.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from tests.conftest import ROOT, RunProgram

from kojin_check.output.formats import CHECKLISTS, DIFF, FINDINGS, STATUS

C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
ENVIRONMENTS: dict[str, Mapping[str, str]] = {
    "cp932": {"PYTHONIOENCODING": "cp932", "PYTHONUTF8": "0"},
    "ascii": {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    "latin-1": {"PYTHONIOENCODING": "latin-1:strict", "PYTHONUTF8": "0"},
    "euc_jp": {"PYTHONIOENCODING": "euc_jp"},
    "C locale": C_LOCALE,
}
ENCODINGS = {"C locale": "ascii"}

COMMANDS: list[tuple[str, ...]] = [
    *(("validate", "案件.yaml", "--format", name, "--statistics") for name in FINDINGS.formats),
    *(("validate", "案件.yaml", "--lang", "en", "--format", name) for name in ("text", "json")),
    ("validate", "案件.yaml", "--fix", "--diff"),
    *(("show", "r5/5", "--format", name) for name in CHECKLISTS.formats),
    *(("rules", "KJ104", "--format", name) for name in CHECKLISTS.formats),
    ("rules",),
    *(("diff", "r5", "r7-draft", "--cases", "案件.yaml", "--format", name) for name in DIFF.formats),
    *(("status", "案件.yaml", "--format", name) for name in STATUS.formats),
    *(("lint", "--format", name) for name in ("text", "junit")),
    ("new", "--type", "業務委託", "--media", "紙媒体"),
    ("migrate", "案件.yaml", "--to", "r7-draft", "--dry-run"),
    ("schema", "case"),
    ("validate", "--help"),
    ("validate", "無い−ファイル👍.yaml"),
    ("validate", "--format", "無い−👍"),
    ("無い−👍",),
]
ONE_OF_EACH = [
    command
    for command in COMMANDS
    if (command[0] == "validate" and "--statistics" in command)
    or (command[-1] in {"markdown", "text", "junit", "紙媒体", "case"} and command[0] != "validate")
]
"""Files are written in one place, whatever the command: all formats of one, and one or two of each other."""

DRIVER = """\
import json, os, sys
from kojin_check.cli import program
from kojin_check.cli.terminal.command_line import run

codes = []
with open("commands.json", encoding="utf-8") as file:
    commands = json.load(file)
for number, command in enumerate(commands):
    # As the arguments would come from a shell: in the bytes of UTF-8, whatever Python takes them for.
    arguments = [os.fsdecode(argument.encode()) for argument in command]
    for stream in (sys.stdout, sys.stderr):
        os.dup2(os.open(f"{number}.{stream.name.strip('<>')}", os.O_CREAT | os.O_WRONLY), stream.fileno())
    codes.append(run(program(), arguments, os.environ))
    sys.stdout.flush()
    sys.stderr.flush()
with open("codes.json", "w", encoding="utf-8") as file:
    json.dump(codes, file)
"""


class Ran(NamedTuple):
    """What one command gave."""

    exit_code: int
    output: bytes
    errors: bytes
    file: bytes | None
    """What `--output` wrote; None for a command that was not asked for a file."""


def ran(name: str) -> dict[tuple[str, ...], Ran]:
    """What all commands give in one of the environments, or in UTF-8, in one process: first on the screen, then in files."""
    commands = [*COMMANDS, *((*command, "-o", f"{COMMANDS.index(command)}.yaml") for command in ONE_OF_EACH)]
    environment = ENVIRONMENTS.get(name, {"PYTHONUTF8": "1"})
    with TemporaryDirectory() as folder:
        place = Path(folder)
        text = (ROOT / "cases" / "faq-system.yaml").read_text(encoding="utf-8")
        text = text.replace("業務フロー: ○", "業務フロー: 〇", 1).replace(
            "title: 区民", 'title: "👍葛\U000e0100‑－〜é" # 区民'
        )
        (place / "案件.yaml").write_text(text, encoding="utf-8")
        (place / "commands.json").write_text(json.dumps(commands), encoding="utf-8")
        subprocess.run(
            [sys.executable, "-W", "error", "-c", DRIVER],
            cwd=place,
            env={"PATH": os.environ["PATH"], "HOME": folder, "COLUMNS": "100", **environment},
            check=True,
            capture_output=True,
            timeout=120,
        )
        codes = json.loads((place / "codes.json").read_text(encoding="utf-8"))
        return {
            command: Ran(
                codes[at],
                (place / f"{at}.stdout").read_bytes(),
                (place / f"{at}.stderr").read_bytes(),
                (place / f"{at}.yaml").read_bytes() if command in ONE_OF_EACH else None,
            )
            for at, command in enumerate(COMMANDS)
        }


def read(command: tuple[str, ...], text: str) -> Any:
    """What a program reads from the output, or None when it is for people."""
    if {"json", "sarif", "gitlab"} & set(command) or command[0] == "schema":
        return json.loads(text)
    if "junit" in command:
        return ElementTree.canonicalize(text.partition("?>")[2])
    return None


def test_nothing_fails_and_programs_and_files_get_the_same() -> None:
    expected = ran("utf-8")

    for name in ("cp932", "C locale"):
        encoding = ENCODINGS.get(name, name)
        for command, outcome in ran(name).items():
            output, errors = outcome.output.decode(encoding), outcome.errors.decode(encoding)
            assert outcome.exit_code == expected[command].exit_code, (name, command, errors)
            assert "Traceback" not in errors, (name, command)
            assert bool(output) == bool(expected[command].output), (name, command)
            assert read(command, output) == read(command, expected[command].output.decode()), (name, command)
            assert outcome.file == expected[command].file, (name, command)
            # A format for problem matchers is silent where nothing is found.
            assert outcome.file is None or outcome.file.decode("utf-8") or "concise" in command


def test_the_form_s_mark_is_legible_on_a_windows_pipe(tmp_path: Path, kojin_check: RunProgram) -> None:
    outcome = kojin_check("rules", "KJ104", environment=ENVIRONMENTS["cp932"], encoding="cp932")

    assert "「－」の代わりの" in outcome.output


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_installed_program(name: str, tmp_path: Path, kojin_check: RunProgram) -> None:
    """Once more as it is: Python sets up the streams before the program is there."""
    (tmp_path / "案件.yaml").write_text("title: “−”\n", encoding="utf-8")

    outcome = kojin_check("validate", "案件.yaml", environment=ENVIRONMENTS[name], encoding=ENCODINGS.get(name, name))

    assert outcome.exit_code == 1
    assert outcome.errors == ""
    assert "KJ005 missing-field" in outcome.output


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_standard_input_is_read_as_bytes_whatever_the_locale(
    name: str, corrected_case: str, kojin_check: RunProgram
) -> None:
    outcome = kojin_check(
        "validate",
        "-",
        environment=ENVIRONMENTS[name],
        encoding=ENCODINGS.get(name, name),
        stdin=corrected_case.encode(),
    )

    assert (outcome.exit_code, outcome.errors) == (0, "")
