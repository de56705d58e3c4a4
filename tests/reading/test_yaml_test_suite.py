"""The inputs of the public YAML test suite: none is a case, and none may crash or be taken for one.

The suite is not part of this repository. Name its folder to run it, with one input in each `in.yaml`
(the branch `data` of the repository yaml/yaml-test-suite):

    KOJIN_CHECK_YAML_TEST_SUITE=yaml-test-suite pytest tests/test_yaml_test_suite.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.conftest import Outcome, RunProgram
from tests.fuzz.whole_path import check_whole_path

from kojin_check.model.library import Library

VARIABLE = "KOJIN_CHECK_YAML_TEST_SUITE"
FOLDER = os.environ.get(VARIABLE)
INPUTS = sorted(Path(FOLDER).rglob("in.yaml")) if FOLDER else []

pytestmark = pytest.mark.skipif(FOLDER is None, reason=f"{VARIABLE} names no folder")


def test_the_suite_is_there() -> None:
    assert len(INPUTS) > 300


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.parent.relative_to(FOLDER or "").as_posix())
def test_no_input_is_a_case(path: Path, library: Library) -> None:
    report = check_whole_path(path.read_bytes(), library)

    assert any(finding.severity == "error" for finding in report.findings)


def test_the_program_never_ends_as_if_one_were(tmp_path: Path, kojin_check: RunProgram) -> None:
    for number, path in enumerate(INPUTS):
        (tmp_path / f"{number}.yaml").write_bytes(path.read_bytes())

    outcomes: list[Outcome] = [
        kojin_check("validate", *(f"{number}.yaml" for number in range(len(INPUTS))), "--format", name)
        for name in ("text", "json")
    ]

    assert [(outcome.exit_code, outcome.errors) for outcome in outcomes] == [(1, ""), (1, "")]
