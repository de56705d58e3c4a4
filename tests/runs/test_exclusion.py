"""Patterns of excluded files mean what they mean in `.gitignore`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kojin_check.runs.exclusion import Exclusion, is_pattern

PATHS = ("a.yaml", "cases/a.yaml", "cases/r6/a.yaml", "cases/r6/下/b.yaml", "r6.yaml", "other/cases/r6/a.yaml")
PATTERNS = (
    "r6",
    "/r6",
    "r6/",
    "cases/r6",
    "/cases/r6/",
    "cases/*",
    "cases/r*.yaml",
    "cases/**",
    "**/b.yaml",
    "cases/**/a.yaml",
    "*.yaml",
    "[ab].yaml",
    "?.yaml",
    "cases/r[!7]",
    "下",
    "cases\\r6",
    "\\a.yaml",
    "#r6",
    "",
    "x",
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_git_excludes_the_same(here: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "."], check=True, capture_output=True)
    for pattern in PATTERNS:
        (here / ".gitignore").write_text(f"{pattern}\n", encoding="utf-8")
        asked = ["git", "check-ignore", "--no-index", "-z", "--stdin"]
        done = subprocess.run(asked, input="\0".join(PATHS).encode(), capture_output=True, check=False)
        ignored = set(done.stdout.decode().split("\0")) - {""}
        exclusion = Exclusion((pattern,), Path())
        assert {path for path in PATHS if exclusion.pattern_for(path) is not None} == ignored, pattern


@pytest.mark.usefixtures("here")
def test_the_last_pattern_that_fits_decides() -> None:
    exclusion = Exclusion(("*.yaml", "!a.yaml", "cases/r6/*"), Path())
    decisions = {"b.yaml": "*.yaml", "a.yaml": None, "cases/a.yaml": None, "cases/r6/a.yaml": "cases/r6/*"}
    assert {path: exclusion.pattern_for(path) for path in decisions} == decisions


def test_nothing_outside_the_folder_is_excluded(here: Path) -> None:
    (here / "ward").mkdir()
    exclusion = Exclusion(("*",), Path("ward"))
    assert exclusion.pattern_for("ward/a.yaml") == "*"
    assert exclusion.pattern_for("a.yaml") is None


def test_a_link_goes_by_its_own_name(here: Path) -> None:
    (here / "a.yaml").touch()
    (here / "b.yaml").symlink_to("a.yaml")
    (here / "linked").symlink_to(".", target_is_directory=True)
    assert Exclusion(("b.yaml",), Path()).pattern_for("b.yaml") == "b.yaml"
    assert Exclusion(("/a.yaml",), Path()).pattern_for("linked/a.yaml") == "/a.yaml"


def test_patterns_that_make_no_difference_are_idle(here: Path) -> None:
    for path in PATHS:
        (here / path).parent.mkdir(parents=True, exist_ok=True)
        (here / path).touch()
    (here / ".hidden").mkdir()
    (here / ".hidden" / "z.yaml").touch()
    patterns = (
        "z.yaml",
        "cases/r6/",
        "!b.yaml",
        "!nothing.yaml",
        "!other/cases/r6/a.yaml",
        "cases\\r6",
        "#x",
        "",
        "r7",
    )
    idle = ("z.yaml", "!nothing.yaml", "!other/cases/r6/a.yaml", "cases\\r6", "#x", "", "r7")
    assert tuple(Exclusion(patterns, Path()).idle()) == idle
    assert tuple(Exclusion(("*", "*.yaml"), Path()).idle()) == ()


@pytest.mark.parametrize("text", ["cases\\", "!", "[z-a]", "\\"])
def test_what_git_cannot_read_is_no_pattern(text: str) -> None:
    assert not is_pattern(text)
    assert is_pattern("[")
    assert is_pattern("")
