"""Files that appear complete or not at all: replacing one, and creating one without overwriting."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from kojin_check.errors import UsageError
from kojin_check.findings import Text
from kojin_check.reading.source import display_path
from kojin_check.regex import regex

_SUFFIXES = (".yaml", ".yml")
_PROJECT = "pyproject.toml"
_PERMISSIONS = stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO


def refuse_replacing(path: Path, read: Iterable[str]) -> None:
    """Ends the run when writing the output to `path` would cost somebody a file.

    No report is in YAML, so every YAML file that exists already is a case, a checklist, a version or a configuration,
    or belongs to another program. Through a link one would write to a file that nobody named; a link to what
    is no regular file (`/dev/stdout`) leads to no file at all.

    Args:
        path: where the output is to go.
        read: files that the run reads, among other arguments.

    Raises:
        UsageError: saying so.
    """
    shown = display_path(path)
    target = Path(os.path.realpath(path))
    leads_to_a_file = os.path.isfile(target) or not os.path.lexists(target)
    if os.path.islink(path) and leads_to_a_file and path.parent != Path("/dev"):
        raise UsageError(
            Text(
                f"{shown} はリンクなので、出力先にできません。別の名前を指定してください。",
                f"{shown} is a link, so the output cannot be written there. Give another name.",
            )
        )
    if not os.path.isfile(target):
        return
    is_ours = target.name == _PROJECT or target.name.lower().endswith(_SUFFIXES)
    if is_ours or any(os.path.isfile(one) and os.path.samefile(one, target) for one in read):
        raise UsageError(
            Text(
                f"{shown} は読み込むファイル（案件、チェックリスト、設定など）なので、出力で置き換えません。別の名前を指定してください。",
                f"{shown} is a file to be read (a case, a checklist, a configuration or the like), so the output does not "
                "replace it. Give another name.",
            )
        )


@contextmanager
def replacing(path: Path, confirm: Callable[[], None] = lambda: None) -> Iterator[BinaryIO]:
    """Opens a file that takes the place of `path` when the block ends without an exception.

    An existing file keeps its permissions and, where the system lets us, its owner, access lists and other
    extended attributes; a new one gets what the umask gives. A symbolic link stays a link: the file that it names is replaced. What is
    no regular file (a device, a pipe) is written into.

    Args:
        path: the file.
        confirm: called last of all, when the new file is complete on disk; what it raises leaves the old one in its place.

    Raises:
        OSError: also when the existing file is write-protected, which replacing it would pass over.
    """
    target = Path(os.path.realpath(path))
    existing = _status(target)
    if existing is not None and not stat.S_ISREG(existing.st_mode):
        with open(target, "wb") as stream:
            yield stream
        return
    if existing is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    with _beside(target) as (file, temporary):
        yield file
        _complete(file)
        if existing is not None:
            _take_after(existing, target, temporary)
        confirm()
        os.replace(temporary, target)


@contextmanager
def creating(path: Path) -> Iterator[BinaryIO]:
    """Opens a file that appears as `path` when the block ends without an exception.

    Raises:
        FileExistsError: when something stands at `path`, also when it came there in the meantime;
            that stays as it is.
        OSError: when the file cannot be written.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    with _beside(path) as (file, temporary):
        yield file
        _complete(file)
        try:
            os.link(temporary, path)  # Unlike a rename it fails when the name is taken.
        except FileExistsError:
            raise
        except (OSError, AttributeError, NotImplementedError):
            _copy(temporary, path)  # File systems without hard links: FAT, some network shares.


@contextmanager
def creating_folder(path: Path) -> Iterator[Path]:
    """Gives a hidden folder beside `path` that becomes it when the block ends without an exception, and else is gone.

    Raises:
        FileExistsError: when something stands at `path`, also when it came there in the meantime; that stays as it is.
        OSError: when it cannot be made.
    """
    from secrets import token_hex

    _remove_left_over(path.parent)
    beside = path.parent / f".kojin-check-{token_hex(8)}.tmp"
    os.mkdir(beside)
    try:
        with _claimed_folder(beside):
            yield beside
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        os.rename(beside, path)
    finally:
        _remove_folder(beside)


@contextmanager
def _beside(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new hidden file in the folder of `path`, gone at the end unless it was moved."""
    from secrets import token_hex

    _remove_left_over(path.parent)
    temporary = path.parent / f".kojin-check-{token_hex(8)}.tmp"
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, "wb") as file, _claimed(descriptor):
            yield file, temporary
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)


_LEFT_OVER = regex(r"\.kojin-check-[0-9a-f]{16}\.tmp")


@lru_cache(maxsize=128)
def _remove_left_over(folder: Path) -> None:
    """Removes the hidden files and folders of runs that were killed while they wrote here; once in a run."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if _LEFT_OVER.fullmatch(name):
                with suppress(OSError):
                    _remove_unless_claimed(folder / name)


def _remove_unless_claimed(path: Path) -> None:
    if _lock is None:
        os.unlink(path)  # Windows refuses as long as somebody writes into it.
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        _lock(descriptor)
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            _remove_folder(path)
        else:
            os.unlink(path)
    finally:
        os.close(descriptor)


def _remove_folder(folder: Path) -> None:
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


@contextmanager
def _claimed_folder(folder: Path) -> Iterator[None]:
    """Says to other runs that a folder is being filled."""
    if _lock is None:
        yield  # No other run removes it there.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with _claimed(descriptor):
            yield
    finally:
        os.close(descriptor)


@contextmanager
def _claimed(descriptor: int) -> Iterator[None]:
    """Says to other runs that a file is being written, until it has been moved: the system forgets it when we end."""
    if _lock is None:
        yield
        return
    kept = os.dup(descriptor)
    try:
        with suppress(OSError):
            _lock(kept)
        yield
    finally:
        os.close(kept)


def _locking() -> Callable[[int], None] | None:
    try:
        import fcntl
    except ImportError:
        return None
    return lambda descriptor: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_lock = _locking()
"""Claims an open file, or raises OSError where another process has; None where there is no such thing (on Windows)."""


def _complete(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
    file.close()  # Windows moves no open file.


def _take_after(existing: os.stat_result, target: Path, temporary: Path) -> None:
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(temporary, existing.st_uid, existing.st_gid)
    os.chmod(temporary, existing.st_mode & _PERMISSIONS)
    if sys.platform == "linux":
        # After the permissions: access lists are among these attributes, and say more.
        with suppress(OSError):
            for name in os.listxattr(target):
                with suppress(OSError):
                    os.setxattr(temporary, name, os.getxattr(target, name))


def _copy(source: Path, path: Path) -> None:
    with open(path, "xb") as file:
        try:
            file.write(source.read_bytes())
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(path)
            raise


def _status(path: Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None
