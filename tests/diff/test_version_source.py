from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT, Put
from tests.samples.repository import commit_all, git

from kojin_check.diff.compare import compare
from kojin_check.diff.version_source import open_version
from kojin_check.errors import InputError, KojinCheckError, LibraryError, UsageError
from kojin_check.git.revision import RevisionPath, parse_revision_path, read_folder
from kojin_check.model.library import Library, load_library
from kojin_check.reading.reading import MAX_BYTES

ITEM = "個人情報は、施錠できる金庫又はキャビネット等に保管する。"


def committed_checklists(folder: Path) -> None:
    shutil.copytree(ROOT / "checklists", folder / "checklists")
    commit_all(folder)
    git(folder, "tag", "first")


@pytest.fixture
def checkout(tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a git checkout whose work tree differs from its only commit, tagged `first`."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    put(committed_checklists, tmp_path)
    monkeypatch.chdir(tmp_path)
    changed = next((tmp_path / "checklists" / "r5").glob("5-*.yaml"))
    changed.write_text(changed.read_text(encoding="utf-8").replace(ITEM, "鍵をかける。"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def shelf(checkout: Path) -> Library:
    return load_library(checkout / "checklists")


class TestNames:
    def test_an_id_is_looked_up_in_the_library(self, shelf: Library) -> None:
        assert open_version("r7-draft", shelf) is shelf.require("r7-draft")

    @pytest.mark.parametrize("name", ["./checklists/r5", "checklists/r5", "checklists/r5/"])
    def test_a_folder_is_read(self, name: str, shelf: Library) -> None:
        assert open_version(name, shelf).checklists == shelf.require("r5").checklists

    def test_a_folder_beside_is_read_when_the_library_has_no_such_id(
        self, checkout: Path, shelf: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (checkout / "checklists" / "r5").rename(checkout / "mine")

        assert open_version("mine", shelf).id == "r5"

    def test_an_unknown_id_is_wrong_usage(self, shelf: Library) -> None:
        with pytest.raises(UsageError) as caught:
            open_version("r6", shelf)
        assert "あるのは r5、r7-draft です" in caught.value.message.ja

    @pytest.mark.parametrize(
        "name", ["./r9", "checklists/r9", "/nowhere/r5", "C:\\checklists\\r5", "C:/r5", ":r5", "-x:r5"]
    )
    def test_a_folder_that_is_not_there(self, name: str, shelf: Library) -> None:
        with pytest.raises(InputError) as caught:
            open_version(name, shelf)
        assert caught.value.message.ja == f"{name} というフォルダはありません。"

    def test_a_folder_that_is_no_version(self, shelf: Library) -> None:
        with pytest.raises(LibraryError) as caught:
            open_version("./checklists", shelf)
        assert "version.yaml" in caught.value.message.ja


class TestGit:
    @pytest.mark.parametrize("revision", ["HEAD", "first", "main", "HEAD^{commit}", "@"])
    def test_a_version_is_read_as_it_was(self, revision: str, shelf: Library) -> None:
        diff = compare(open_version(f"{revision}:checklists/r5", shelf), shelf.require("r5"))

        assert [(change.kind.value, change.address) for change in diff.changes] == [
            ("reworded", "5/区が行う/運用上/施錠保管")
        ]

    @pytest.mark.parametrize(
        ("folder", "name"),
        [
            ("checklists", "HEAD:checklists/r5"),
            ("checklists", "HEAD:./r5"),
            ("checklists/r5", "HEAD:../r5/"),
            (".", "HEAD:checklists\\r5"),
        ],
    )
    def test_it_does_not_matter_where_one_stands(
        self, folder: str, name: str, checkout: Path, shelf: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(checkout / folder)

        assert len(open_version(name, shelf).checklists) == 8

    def test_the_work_tree_stays_as_it_is(self, checkout: Path, shelf: Library) -> None:
        before = {path: path.stat().st_mtime_ns for path in sorted(checkout.rglob("*"))}
        open_version("HEAD:checklists/r5", shelf)

        assert {path: path.stat().st_mtime_ns for path in sorted(checkout.rglob("*"))} == before

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("nope:checklists/r5", "git に「nope」という版（コミット、ブランチ、タグ）はありません。"),
            ("HEAD;true:checklists/r5", "git に「HEAD;true」という版（コミット、ブランチ、タグ）はありません。"),
            ("$(true):checklists/r5", "git に「$(true)」という版（コミット、ブランチ、タグ）はありません。"),
            ("HEAD:checklists/r9", "git の「HEAD」に「checklists/r9」というフォルダはありません。"),
            (
                "HEAD:checklists/r5/version.yaml",
                "git の「HEAD」に「checklists/r5/version.yaml」というフォルダはありません。",
            ),
            ("HEAD:checklists", "HEAD:checklists に version.yaml がありません。"),
            ("HEAD:", "HEAD: に version.yaml がありません。"),
        ],
    )
    def test_what_git_does_not_have(self, name: str, message: str, shelf: Library) -> None:
        with pytest.raises(KojinCheckError) as caught:
            open_version(name, shelf)
        assert caught.value.message.ja.startswith(message)
        assert caught.value.exit_code == 3

    def test_a_broken_file_is_named_with_its_revision_and_line(self, checkout: Path, shelf: Library) -> None:
        file = checkout / "checklists" / "r5" / "version.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("status: adopted", "status: adoptd"), encoding="utf-8")
        git(checkout, "commit", "-am", "broken")

        with pytest.raises(LibraryError) as caught:
            open_version("HEAD:checklists/r5", shelf)
        assert "HEAD:checklists/r5/version.yaml:5:9" in caught.value.message.ja

    def test_links_are_no_files(self, checkout: Path) -> None:
        (checkout / "checklists" / "r5" / "9-link.yaml").symlink_to("version.yaml")
        git(checkout, "add", ".")
        git(checkout, "commit", "-m", "link")

        assert "9-link.yaml" not in read_folder(RevisionPath("HEAD", "checklists/r5"), lambda _: True)

    def test_a_file_that_is_too_large_is_refused(self, checkout: Path) -> None:
        (checkout / "big").mkdir()
        (checkout / "big" / "version.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
        git(checkout, "add", ".")
        git(checkout, "commit", "-m", "big")

        with pytest.raises(InputError, match="too large"):
            read_folder(RevisionPath("HEAD", "big"), lambda _: True)

    def test_outside_a_repository(self, tmp_path: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        library = load_library(checkout / "checklists")
        shutil.rmtree(tmp_path / ".git")
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

        with pytest.raises(InputError) as caught:
            open_version("HEAD:checklists/r5", library)
        assert caught.value.message.ja.endswith("git のリポジトリの中で実行してください。")

    def test_without_git(self, shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")

        with pytest.raises(InputError) as caught:
            open_version("HEAD:checklists/r5", shelf)
        assert caught.value.message.ja.startswith("git が見つかりません。")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("HEAD~3:checklists/r5", RevisionPath("HEAD~3", "checklists/r5")),
        ("origin/main:a:b", RevisionPath("origin/main", "a:b")),
        ("HEAD:./r5/", RevisionPath("HEAD", "./r5")),
        ("c:r5", RevisionPath("c", "r5")),
        ("C:\\r5", None),
        ("c:/r5", None),
        ("r5", None),
        (":r5", None),
        ("--output=x:r5", None),
    ],
)
def test_what_is_a_path_in_a_revision(text: str, place: RevisionPath | None) -> None:
    assert parse_revision_path(text) == place
