from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT

from kojin_check.errors import LibraryError
from kojin_check.model.checklist import Role, Status
from kojin_check.model.library import Library, load_library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the checklists that a test may break."""
    return Path(shutil.copytree(ROOT / "checklists", tmp_path / "checklists"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_versions_that_come_along(library: Library) -> None:
    assert library.ids == ("r5", "r7-draft")
    counts = {
        version_id: sum(len(list(checklist.placed_items())) for checklist in version.checklists.values())
        for version_id in library.ids
        if (version := library.version(version_id)) is not None
    }
    assert counts == {"r5": 214, "r7-draft": 230}


def test_roles_and_checklists_of_a_type(library: Library) -> None:
    version = library.version("r5")
    assert version is not None
    assert version.role("外部結合") is Role.LINKAGE
    assert version.role("売買") is None
    assert [checklist.number for checklist in version.checklists_for("業務委託")] == [5, 6]


def test_an_unknown_version_is_none(library: Library) -> None:
    assert library.version("r1") is None


def test_a_draft_supersedes_nothing_yet(library: Library, folder: Path) -> None:
    assert library.successor("r5") is None
    edit(folder / "r7-draft" / "version.yaml", "status: draft", "status: adopted")
    successor = load_library(folder).successor("r5")
    assert successor is not None
    assert (successor.id, successor.status) == ("r7-draft", Status.ADOPTED)


def test_versions_that_supersede_each_other_do_not_hang(folder: Path) -> None:
    edit(folder / "r5" / "version.yaml", "status: adopted", "status: adopted\nsupersedes: r7-draft")
    assert load_library(folder).successor("r5") is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    kind: 運用上", "    kinds: 運用上", "kinds"),
        ("number: 5", "number: 五", "番号は数字で書きます。"),
        ("scope: ", "scope: &a ", "アンカー"),
    ],
)
def test_a_broken_checklist_is_named_with_its_line(folder: Path, old: str, new: str, message: str) -> None:
    file = next((folder / "r5").glob("5-*.yaml"))
    edit(file, old, new)
    found = next(number for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if new in text)
    with pytest.raises(LibraryError) as caught:
        load_library(folder).version("r5")
    assert f"{file}:{found}:" in caught.value.message.ja
    assert message in caught.value.message.ja


def test_a_folder_without_versions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="holds no checklist version"):
        load_library(tmp_path).version("r5")
    with pytest.raises(LibraryError, match="Cannot open the checklists folder"):
        load_library(tmp_path / "missing").version("r5")
