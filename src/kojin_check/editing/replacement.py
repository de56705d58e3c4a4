"""Files that appear complete or not at all: replacing one, and creating one without overwriting."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from kojin_check.errors import UsageError
from kojin_check.findings import Text
from kojin_check.reading.source import display_path

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
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Opens a file that takes the place of `path` when the block ends without an exception.

    An existing file keeps its permissions and, where the system lets us, its owner; a new one gets
    what the umask gives. A symbolic link stays a link: the file that it names is replaced. What is
    no regular file (a device, a pipe) is written into.

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
            _take_after(existing, temporary)
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
def _beside(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new hidden file in the folder of `path`, gone at the end unless it was moved."""
    temporary = path.parent / f".kojin-check-{token_hex(8)}.tmp"
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, "wb") as file:
            yield file, temporary
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)


def _complete(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
    file.close()  # Windows moves no open file.


def _take_after(existing: os.stat_result, temporary: Path) -> None:
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(temporary, existing.st_uid, existing.st_gid)
    os.chmod(temporary, existing.st_mode & _PERMISSIONS)


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
