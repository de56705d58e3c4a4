"""What a plain check neither imports nor builds: it is paid for at a desk, in a hook and in an editor's start each time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

_NOT_NEEDED = (
    "rich",
    "difflib",
    "tomllib",
    "pickle",
    "subprocess",
    "multiprocessing",
    "openpyxl",
    "xlsxwriter",
    "pygls",
    "signal",
    "fcntl",
    "click.shell_completion",
    "kojin_check.editing.edits",
    "kojin_check.editing.relocation",
    "kojin_check.editing.replacement",
    "kojin_check.fix.fixing",
    "kojin_check.git",
    "kojin_check.model.configuration",
    "kojin_check.reading.recovery",
    "kojin_check.reading.repaired",
    "kojin_check.runs.processes",
)
_PROGRAM = """\
import sys
from kojin_check.cli import program
from kojin_check.cli.terminal.command_line import run

run(program(), ["validate", sys.argv[1], "--format", "json"], {})
print(sorted(set(sys.argv[2:]) & set(sys.modules)), file=sys.stderr)

from kojin_check.model.fields import Record

def kinds(record):
    return [record, *(kind for below in record.__subclasses__() for kind in kinds(below))]

print(sorted({kind.__name__ for kind in kinds(Record) if kind.__pydantic_complete__}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("case", "needed"),
    [
        ("tests/data/examples/corrected.yaml", set()),
        ("cases/faq-system.yaml", {"difflib"}),  # Two of its four warnings say in which words names differ.
    ],
)
def test_a_plain_check_imports_and_builds_nothing_that_it_does_not_need(
    case: str, needed: set[str], tmp_path: Path
) -> None:
    (tmp_path / "case.yaml").write_bytes((ROOT / case).read_bytes())
    done = subprocess.run(
        [sys.executable, "-I", "-c", _PROGRAM, "case.yaml", *(set(_NOT_NEEDED) - needed)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    modules, records = done.stderr.splitlines()
    assert modules == "[]"
    # What stands in one of these has no schema of its own: it is part of theirs.
    assert records == "['Case', 'Checklist', 'VersionDefinition']"
