from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.conftest import Put
from tests.samples.repository import commit_all, git

from kojin_check.errors import InputError, UsageError
from kojin_check.reading.reading import MAX_BYTES
from kojin_check.since.past import Archive, archive, open_past


def three_files(folder: Path) -> None:
    (folder / "cases").mkdir()
    (folder / "cases" / "案件 1.yaml").write_text("一\n" * 40, encoding="utf-8")
    (folder / "big.yaml").write_bytes(b"x" * (MAX_BYTES * 2))
    (folder / "b.yaml").write_bytes(b"")
    (folder / "link.yaml").symlink_to("b.yaml")
    commit_all(folder)


@pytest.fixture
def repository(tmp_path: Path, put: Put) -> Path:
    """A commit with three files, one of them in a folder, one too large, one with a name in Japanese."""
    put(three_files, tmp_path)
    return tmp_path


def content(opened: Archive, path: Path) -> bytes | None:
    state = opened.state(str(path))
    return None if state is None else state.data


def test_contents_come_as_they_were(repository: Path) -> None:
    case = repository / "cases" / "案件 1.yaml"
    case.write_text("二\n", encoding="utf-8")

    with archive(open_past("HEAD", str(repository / "cases"))) as opened:
        assert opened is not None
        assert content(opened, case) == "一\n".encode() * 40
        assert content(opened, repository / "b.yaml") == b""
        assert content(opened, repository / "new.yaml") is None


def test_a_huge_file_is_cut_and_the_next_one_is_whole(repository: Path) -> None:
    with archive(open_past("HEAD", str(repository))) as opened:
        assert opened is not None
        assert content(opened, repository / "big.yaml") == b"x" * (MAX_BYTES + 1)
        assert content(opened, repository / "cases" / "案件 1.yaml") == "一\n".encode() * 40


def test_a_file_is_found_under_its_former_name(repository: Path) -> None:
    git(repository, "mv", "cases", "保管")
    git(repository, "mv", "保管/案件 1.yaml", "保管/別\tの\n名.yaml")

    with archive(open_past("main", str(repository / "保管"))) as opened:
        assert opened is not None
        state = opened.state(str(repository / "保管" / "別\tの\n名.yaml"))
        assert state is not None
        assert (state.data, state.revision) == ("一\n".encode() * 40, "main")


def test_names_are_compared_composed(repository: Path) -> None:
    (repository / "ガ.yaml").write_bytes(b"ga")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "追加")

    with archive(open_past("HEAD", str(repository))) as opened:
        assert opened is not None
        assert content(opened, repository / "カ\u3099.yaml") == b"ga"


def test_a_link_stands_for_its_file(repository: Path) -> None:
    with archive(open_past("HEAD", str(repository))) as opened:
        assert opened is not None
        assert content(opened, repository / "link.yaml") == b""


def test_a_path_outside_is_refused(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "a.yaml"

    opened = Archive(open_past("HEAD", str(repository)))

    with pytest.raises(InputError, match="lies outside"):
        opened.state(str(elsewhere))


@pytest.mark.parametrize("revision", ["nope", "", "--output=x", "-h", "HEAD:cases", "HEAD~9", "a\x01b", "あ"])
def test_a_revision_that_does_not_exist(revision: str, repository: Path) -> None:
    with pytest.raises(UsageError, match="git knows no revision"):
        open_past(revision, str(repository))
    assert not (repository / "x").exists()


def test_a_folder_outside_any_repository(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot open a repository"):
        open_past("HEAD", str(tmp_path / "none" / "case.yaml"))


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    past = open_past("HEAD", str(repository))
    monkeypatch.setenv("PATH", os.devnull)

    with pytest.raises(InputError, match="There is no git here"):
        open_past("HEAD", str(repository))
    opened = Archive(past)
    with pytest.raises(InputError, match="There is no git here"):
        opened.state(str(repository / "b.yaml"))
