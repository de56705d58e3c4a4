"""What is promised of the package beyond a checkout of this repository."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipapp
from pathlib import Path

from packaging.requirements import Requirement
from tests.conftest import ROOT
from tests.lowest_versions import lowest


def test_every_dependency_has_a_lowest_version() -> None:
    pins = {Requirement(pin).name for pin in lowest()}
    assert {"click", "pydantic", "PyYAML", "rich", "pathspec", "pygls"} <= pins


def test_it_runs_from_an_archive(tmp_path: Path) -> None:
    """The checklists lie in the archive too; packages with compiled modules cannot, and are installed beside."""
    source = tmp_path / "source"
    for folder, target in (
        (ROOT / "src" / "kojin_check", "kojin_check"),
        (ROOT / "checklists", "kojin_check/checklists"),
    ):
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                (source / target / path.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
                (source / target / path.relative_to(folder)).write_bytes(path.read_bytes())
    zipapp.create_archive(source, tmp_path / "kojin-check.pyz", main="kojin_check.cli:main")
    (tmp_path / "scratch").mkdir()
    environment = {**os.environ, "TMPDIR": str(tmp_path / "scratch"), "COLUMNS": "80"}

    done = subprocess.run(
        [sys.executable, "-W", "error", str(tmp_path / "kojin-check.pyz"), "validate", str(ROOT / "cases")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "警告 4件" in done.stdout
    assert list((tmp_path / "scratch").iterdir()) == []


def test_nothing_on_the_package_index_points_into_the_repository() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    for change in project["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]["substitutions"]:
        page = re.sub(change["pattern"], change["replacement"], page)

    targets = re.findall(r"\]\(([^)]+)\)|<img src=\"([^\"]+)", page)
    assert [target for pair in targets for target in pair if target and not target.startswith(("http", "#"))] == []
