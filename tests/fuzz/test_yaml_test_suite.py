"""The public test suite of YAML (github.com/yaml/yaml-test-suite, branch data), as every kind of file that is read.

Where it lies says KOJIN_CHECK_YAML_TEST_SUITE; without it nothing is tested here.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.fuzz.whole_path import check_whole_path

from kojin_check.checking.engine import DEFAULT_SETTINGS
from kojin_check.errors import ConfigError, LibraryError
from kojin_check.findings import Severity
from kojin_check.fix.fixing import correct
from kojin_check.lint.lint import lint
from kojin_check.model.library import Library, load_version
from kojin_check.runs.config import Config, named_config

SUITE = os.environ.get("KOJIN_CHECK_YAML_TEST_SUITE")
INPUTS = sorted(
    path
    for path in (Path(SUITE).rglob("in.yaml") if SUITE else ())
    if not {"name", "tags"} & set(path.parts)  # Links to the same inputs.
)

pytestmark = pytest.mark.skipif(not INPUTS, reason="KOJIN_CHECK_YAML_TEST_SUITE names no folder with the inputs")


def test_all_inputs_are_there() -> None:
    assert len(INPUTS) >= 402


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.parent.name)
class TestInput:
    def test_as_a_case(self, path: Path, library: Library) -> None:
        data = path.read_bytes()

        report = check_whole_path(data, library)

        assert any(finding.severity is Severity.ERROR for finding in report.findings), "none of them is a case"
        assert correct("case.yaml", data, library, DEFAULT_SETTINGS).original == data

    @pytest.mark.parametrize("name", ["version.yaml", "5-業務委託.yaml"])
    def test_as_a_version_and_as_a_checklist(self, name: str, path: Path, tmp_path: Path) -> None:
        folder = tmp_path / "r5"
        shutil.copytree(ROOT / "checklists" / "r5", folder)
        shutil.copyfile(path, folder / name)

        with pytest.raises(LibraryError):
            load_version(folder)
        found = [finding for report in lint(folder) for finding in report.findings]
        assert any(finding.severity is Severity.ERROR for finding in found)

    def test_as_a_configuration(self, path: Path, tmp_path: Path) -> None:
        file = tmp_path / "kojin-check.yaml"
        shutil.copyfile(path, file)

        try:
            config = named_config(str(file))
        except ConfigError:
            return
        assert config == Config(config.folder, config.file), "what says nothing"
