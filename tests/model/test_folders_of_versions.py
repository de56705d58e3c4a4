"""A library of several folders: the first counts first, the versions that come along last."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.samples.small_versions import write_version

from kojin_check.errors import LibraryError, UsageError
from kojin_check.model.bundled import default_folder
from kojin_check.model.dates import parse
from kojin_check.model.library import Library, load_library

BUNDLED = ("r5", "r7-draft")


def test_the_versions_that_come_along_are_always_the_last(tmp_path: Path) -> None:
    write_version(tmp_path / "b", "b2")
    write_version(tmp_path / "b", "b1")
    write_version(tmp_path / "a", "a1")

    library = load_library(tmp_path / "b", tmp_path / "a")

    assert library.ids == ("b1", "b2", "a1", *BUNDLED)
    assert library.folder_of("a1") == tmp_path / "a" / "a1"
    assert library.require("r5").folder == default_folder() / "r5"
    assert load_library().ids == BUNDLED


def test_of_two_versions_with_one_id_the_first_counts(tmp_path: Path) -> None:
    write_version(tmp_path / "a", "r5", "点検")
    write_version(tmp_path / "b", "r5", "検査")

    library = load_library(tmp_path / "a", tmp_path / "b")

    assert library.ids == ("r5", "r7-draft")
    assert list(library.require("r5").definition.types) == ["点検"]
    assert list(load_library(tmp_path / "b", tmp_path / "a").require("r5").definition.types) == ["検査"]


@pytest.mark.parametrize(
    "again",
    [
        lambda folder: folder,
        lambda folder: folder / "v1" / "..",
        lambda folder: Path(os.path.relpath(folder)),
        lambda folder: folder.with_name("link"),
    ],
    ids=["same", "dots", "relative", "link"],
)
def test_a_folder_named_twice_counts_once(tmp_path: Path, again: Callable[[Path], Path]) -> None:
    write_version(tmp_path / "a", "v1")
    (tmp_path / "link").symlink_to("a", target_is_directory=True)

    assert load_library(tmp_path / "a", again(tmp_path / "a")).folders == (tmp_path / "a", default_folder())


def test_the_bundled_folder_may_be_named_and_counts_once() -> None:
    assert load_library(default_folder()).folders == (default_folder(),)


def test_a_folder_in_a_folder_is_another_one(tmp_path: Path) -> None:
    write_version(tmp_path / "forms", "v2")
    write_version(tmp_path / "forms" / "old", "v1")

    assert load_library(tmp_path / "forms").ids == ("v2", *BUNDLED)
    assert load_library(tmp_path / "forms", tmp_path / "forms" / "old").ids == ("v2", "v1", *BUNDLED)


def test_a_version_may_be_a_link(tmp_path: Path) -> None:
    write_version(tmp_path / "elsewhere", "v1")
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "v1").symlink_to(tmp_path / "elsewhere" / "v1", target_is_directory=True)

    assert load_library(tmp_path / "forms").require("v1").folder == tmp_path / "forms" / "v1"


def test_a_name_as_macos_stores_it_is_the_same(tmp_path: Path) -> None:
    write_version(tmp_path, "r5-か\u3099く")

    assert load_library(tmp_path).ids == ("r5-がく", *BUNDLED)


class TestSuccession:
    def test_an_own_version_supersedes_one_that_comes_along(self, tmp_path: Path) -> None:
        write_version(tmp_path, "r5-中野", "業務委託", supersedes="r5")
        library = load_library(tmp_path)

        assert [one.id for one in library.in_force] == ["r5-中野"]
        assert successor(library, "r5") == "r5-中野"
        assert current(library, "r5") == current(library, "r7-draft") == "r5-中野"

    def test_other_forms_beside_supersede_nothing(self, tmp_path: Path) -> None:
        write_version(tmp_path, "2025")
        library = load_library(tmp_path)

        assert [one.id for one in library.in_force] == ["2025", "r5"]
        assert successor(library, "r5") is None
        assert current(library, "r7-draft") == "r5"
        assert current(library, "2025") == "2025"
        assert current(library, "2024") is None

    def test_a_draft_is_not_yet_in_force(self, tmp_path: Path) -> None:
        write_version(tmp_path, "r8", status="draft", supersedes="r5")
        library = load_library(tmp_path)

        assert [one.id for one in library.in_force] == ["r5"]
        assert successor(library, "r5") is None
        assert current(library, "r8") == "r5"

    def test_a_version_of_a_day_to_come_neither(self, tmp_path: Path) -> None:
        write_version(tmp_path, "r8", supersedes="r5", effective="2100-04-01")
        library = load_library(tmp_path)

        assert [one.id for one in library.in_force] == ["r5"]
        assert current(library, "r8") == "r5"
        then = library.current("r5", parse("2100-04-01").first)
        assert then is not None
        assert then.id == "r8"

    def test_of_two_that_supersede_one_that_of_the_first_folder_counts(self, tmp_path: Path) -> None:
        write_version(tmp_path / "a", "a", supersedes="r5", effective="2024-04-01")
        write_version(tmp_path / "b", "b1", supersedes="r5", effective="2025-04-01")
        write_version(tmp_path / "b", "b2", supersedes="b1", effective="2026-04-01")

        assert successor(load_library(tmp_path / "a", tmp_path / "b"), "r5") == "a"
        assert successor(load_library(tmp_path / "b", tmp_path / "a"), "r5") == "b2"
        assert [one.id for one in load_library(tmp_path / "a", tmp_path / "b").in_force] == ["a", "b2"]

    def test_an_own_copy_can_be_superseded_by_what_comes_later(self, tmp_path: Path) -> None:
        write_version(tmp_path / "a", "r5")
        write_version(tmp_path / "b", "r8", supersedes="r5", effective="2025-04-01")

        assert [one.id for one in load_library(tmp_path / "a", tmp_path / "b").in_force] == ["r8"]

    def test_a_circle_ends(self, tmp_path: Path) -> None:
        write_version(tmp_path / "a", "v1", status="draft", supersedes="v2")
        write_version(tmp_path / "b", "v2", status="draft", supersedes="v1")
        library = load_library(tmp_path / "a", tmp_path / "b")

        assert (successor(library, "v1"), current(library, "v1")) == (None, None)


def successor(library: Library, version_id: str) -> str | None:
    found = library.successor(version_id)
    return None if found is None else found.id


def current(library: Library, version_id: str) -> str | None:
    found = library.current(version_id)
    return None if found is None else found.id


NONE_THERE = "にチェックリストの版（version.yaml のあるフォルダ）がありません。"
SAY = "版のフォルダが入ったフォルダを、--checklists か設定の checklists に書いてください。"


@pytest.mark.parametrize(
    ("named", "message"),
    [
        (
            "form",
            "チェックリストのフォルダ form を開けません（ファイルかフォルダがありません）。forms ではありませんか。",
        ),
        ("様式", f"チェックリストのフォルダ 様式 を開けません（ファイルかフォルダがありません）。{SAY}"),
        ("empty", f"フォルダ empty {NONE_THERE}{SAY}今ある版の写しは kojin-check new-version で作れます。"),
        ("forms/v1", f"フォルダ forms/v1 {NONE_THERE}forms ではありませんか。"),
        (
            "forms/v1/version.yaml",
            "forms/v1/version.yaml を開けません（フォルダではありません）。forms ではありませんか。",
        ),
        (".", f"フォルダ . {NONE_THERE}forms ではありませんか。"),
        ("deep", f"フォルダ deep {NONE_THERE}deep/own ではありませんか。"),
        (
            "C:\\様式",
            "C:\\様式 を開けません（ファイルかフォルダがありません）。フォルダの区切りには \\ ではなく / を使い、設定ファイルのあるフォルダ"
            "（--checklists では今いるフォルダ）から書いてください。",
        ),
        (
            "forms, deep/own",
            "forms, deep/own を開けません（ファイルかフォルダがありません）。"
            "幾つかのフォルダは、設定に checklists: [forms, deep/own] と書くか、--checklists を1つずつ指定してください。",
        ),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="other separators")
def test_one_wrong_folder_of_two_is_told_with_what_to_write(
    named: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_version(tmp_path / "forms", "v1")
    write_version(tmp_path / "deep" / "own", "v2")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)

    for folders in ((named, "forms"), ("forms", named)):
        with pytest.raises(LibraryError) as caught:
            load_library(*folders).version("r5")
        assert caught.value.message.ja.endswith(message)
        assert caught.value.message.ja.isascii() is False
        assert caught.value.message.en.isprintable()


@pytest.mark.skipif(os.name == "nt", reason="a backslash parts folders there")
def test_a_windows_path_is_told_as_it_is_written_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_version(tmp_path / "sub" / "forms", "v1")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(LibraryError, match=r"Did you mean sub/forms\?"):
        load_library("sub\\forms").version("v1")


def test_an_unknown_version_is_told_with_those_of_all_folders(tmp_path: Path) -> None:
    write_version(tmp_path, "r6")

    with pytest.raises(UsageError, match=r"Known: r6, r5, r7-draft\."):
        load_library(tmp_path).folder_of("R9")
