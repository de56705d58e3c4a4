from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import pytest

from kojin_check.editing.replacement import _remove_left_over, creating, creating_folder, replacing


class StoppedError(Exception):
    """What stops the writing half-way."""


def put(path: Path, content: bytes) -> None:
    with replacing(path) as file:
        file.write(content)


def stop_half_way(way: Callable[[Path], AbstractContextManager[BinaryIO]], path: Path) -> None:
    with way(path) as file:
        file.write(b"half")
        raise StoppedError


def create_while_somebody_else_does(path: Path) -> None:
    with creating(path) as file:
        file.write(b"new")
        path.write_bytes(b"old")


class TestReplacing:
    def test_a_new_file_has_the_permissions_of_the_umask(self, tmp_path: Path) -> None:
        before = os.umask(0o027)
        try:
            put(tmp_path / "x", b"new")
        finally:
            os.umask(before)

        assert (tmp_path / "x").read_bytes() == b"new"
        assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640

    def test_nothing_changes_when_the_writing_stops_half_way(self, tmp_path: Path) -> None:
        (tmp_path / "x").write_bytes(b"old")

        with pytest.raises(StoppedError):
            stop_half_way(replacing, tmp_path / "x")

        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x": b"old"}

    @pytest.mark.skipif(sys.platform != "linux", reason="attributes are kept where Python can set them")
    def test_keeps_attributes(self, tmp_path: Path) -> None:
        path = tmp_path / "x"
        path.write_bytes(b"old")
        try:
            os.setxattr(path, "user.origin", b"somewhere")
        except OSError:
            pytest.skip("the file system has no such attributes")

        put(path, b"new")

        assert (path.read_bytes(), os.getxattr(path, "user.origin")) == (b"new", b"somewhere")

    def test_removes_what_a_killed_run_has_left(self, tmp_path: Path) -> None:
        left = tmp_path / f".kojin-check-{'0' * 16}.tmp"
        others = (tmp_path / ".kojin-check-x.tmp", tmp_path / "kojin-check.yaml")
        for path in (left, *others):
            path.write_bytes(b"half")

        put(tmp_path / "x", b"new")

        assert sorted(tmp_path.iterdir()) == sorted((*others, tmp_path / "x"))

    def test_leaves_alone_what_another_run_is_writing(self, tmp_path: Path) -> None:
        with replacing(tmp_path / "x") as file:
            file.write(b"new")
            _remove_left_over.cache_clear()
            put(tmp_path / "y", b"other")

        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x": b"new", "y": b"other"}

    def test_folders_go_the_same_way(self, tmp_path: Path) -> None:
        left = tmp_path / f".kojin-check-{'1' * 16}.tmp"
        left.mkdir()
        (left / "half").write_bytes(b"half")

        with creating_folder(tmp_path / "first") as first:
            (first / "x").write_bytes(b"new")
            _remove_left_over.cache_clear()
            with creating_folder(tmp_path / "second"):
                pass

        assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "second"]
        assert (tmp_path / "first" / "x").read_bytes() == b"new"

    def test_a_write_protected_file_stays(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "x").write_bytes(b"old")
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)

        with pytest.raises(PermissionError):
            put(tmp_path / "x", b"new")

        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x": b"old"}

    def test_a_device_is_written_into_and_stays_a_device(self) -> None:
        put(Path("/dev/null"), b"gone")

        assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)

    def test_a_dangling_link_gets_its_file(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(tmp_path / "x")

        put(tmp_path / "link", b"new")

        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "x").read_bytes() == b"new"

    def test_a_name_of_the_greatest_length_works(self, tmp_path: Path) -> None:
        name = "件" * 80 + ".yaml"

        put(tmp_path / name, b"new")

        assert [path.name for path in tmp_path.iterdir()] == [name]


class TestCreating:
    def test_creates_the_file_at_the_end(self, tmp_path: Path) -> None:
        with creating(tmp_path / "x") as file:
            file.write(b"new")
            assert not (tmp_path / "x").exists()

        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x": b"new"}

    def test_leaves_nothing_when_the_writing_stops_half_way(self, tmp_path: Path) -> None:
        with pytest.raises(StoppedError):
            stop_half_way(creating, tmp_path / "x")

        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
    def test_refuses_what_exists(self, tmp_path: Path, kind: str) -> None:
        path = tmp_path / "x"
        match kind:
            case "file":
                path.write_bytes(b"old")
            case "folder":
                path.mkdir()
            case _:
                path.symlink_to(tmp_path / "nowhere")

        with pytest.raises(FileExistsError), creating(path) as file:
            file.write(b"new")

        assert [entry.name for entry in tmp_path.iterdir()] == ["x"]

    @pytest.mark.parametrize("has_links", [True, False])
    def test_refuses_what_came_there_in_the_meantime(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
    ) -> None:
        if not has_links:
            forbid_links(monkeypatch)

        with pytest.raises(FileExistsError):
            create_while_somebody_else_does(tmp_path / "x")

        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x": b"old"}

    def test_works_where_there_are_no_hard_links(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        forbid_links(monkeypatch)

        with creating(tmp_path / "x") as file:
            file.write(b"new")

        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x": b"new"}


def forbid_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: Path, path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", link)
