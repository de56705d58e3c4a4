"""Where versions lie: which folders are versions, which of their files are read, and what to name instead of a wrong folder."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path

from kojin_check.errors import LibraryError, reason_of
from kojin_check.findings import Text
from kojin_check.reading.reading import MAX_BYTES
from kojin_check.reading.source import display_path
from kojin_check.regex import regex
from kojin_check.similarity import nearest

VERSION_FILE = "version.yaml"
_BETWEEN_NAMES = regex(r"[\s,，、;；]+")
_MOST_LOOKED_INTO = 200
"""Of what is in a folder that holds no version: it may be any folder of the machine."""


_GENERAL = Text(
    "版のフォルダが入ったフォルダを、--checklists か設定の checklists に書いてください。",
    " Name the folder in which versions lie, with --checklists or under checklists in the configuration.",
)


def identity(folder: Path) -> tuple[int, int] | str:
    """Gives what is the same for two names of one folder, through links too."""
    try:
        status = os.stat(folder)
    except (OSError, ValueError):
        return os.path.abspath(folder)
    return status.st_dev, status.st_ino


def distinct(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Gives `folders` without those that were named before, in whatever way."""
    found: dict[object, Path] = {}
    for folder in folders:
        found.setdefault(identity(folder), folder)
    return tuple(found.values())


def versions_in(folder: Path) -> list[Path]:
    """Gives the versions in a folder of checklists, by name.

    Raises:
        LibraryError: saying what to name instead, when `folder` cannot be read or holds no version.
    """
    found = [one for one in folders_in(folder) if is_plain_file(one / VERSION_FILE)]
    if not found:
        raise no_version(folder)
    return found


def folders_in(folder: Path) -> list[Path]:
    """Gives the folders in which versions may lie, by name; hidden ones are passed over.

    Raises:
        LibraryError: when `folder` cannot be read.
    """
    try:
        with os.scandir(folder) as entries:  # Which knows folders that may not be searched.
            names = sorted(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    except OSError as error:
        advice = _advice(folder)
        raise LibraryError(
            Text(
                f"チェックリストのフォルダ {display_path(folder)} を開けません（{reason_of(error).ja}）。{advice.ja}",
                f"Cannot open the checklists folder {display_path(folder)} ({reason_of(error).en}).{advice.en}",
            )
        ) from error
    return [folder / name for name in names]


def no_version(folder: Path) -> LibraryError:
    """Gives the error that `folder` holds no version, with what may have been meant."""
    advice = _advice(folder)
    if advice is _GENERAL:
        advice = Text(
            f"{advice.ja}今ある版の写しは kojin-check new-version で作れます。",
            f"{advice.en} kojin-check new-version makes a copy of a version.",
        )
    return LibraryError(
        Text(
            f"フォルダ {display_path(folder)} にチェックリストの版（{VERSION_FILE} のあるフォルダ）がありません。{advice.ja}",
            f"The folder {display_path(folder)} holds no checklist version (a folder with {VERSION_FILE}).{advice.en}",
        )
    )


def _advice(folder: Path) -> Text:
    parts = [part for part in _BETWEEN_NAMES.split(str(folder)) if part]
    if len(parts) > 1 and all(_holds_versions(Path(part)) for part in parts):
        listed = f"[{', '.join(parts)}]"
        return Text(
            f"幾つかのフォルダは、設定に checklists: {listed} と書くか、--checklists を1つずつ指定してください。",
            f" For several folders write checklists: {listed} in the configuration, or give --checklists once for each.",
        )
    meant = next((one for one in _likely(folder) if _holds_versions(one)), None)
    if meant is None and "\\" in str(folder) and os.sep != "\\":
        return Text(
            "フォルダの区切りには \\ ではなく / を使い、設定ファイルのあるフォルダ（--checklists では今いるフォルダ）から書いてください。",
            " Folders are parted by /, not by \\, and seen from the folder of the configuration (with --checklists: from here).",
        )
    if meant is None:
        return _GENERAL
    shown = display_path(meant)
    return Text(f"{shown} ではありませんか。", f" Did you mean {shown}?")


def _likely(folder: Path) -> Iterator[Path]:
    """What may have been meant by a folder that holds no version."""
    yield Path(str(folder).replace("\\", "/"))
    meant = nearest(folder.name, (one.name for one in _inside(folder.parent) if one.name != folder.name))
    yield from [] if meant is None else [folder.parent / meant]
    yield from _inside(folder)
    yield from folder.parents[:2]


def _holds_versions(folder: Path) -> bool:
    return any(os.path.isfile(one / VERSION_FILE) for one in _inside(folder))


def _inside(folder: Path) -> list[Path]:
    with suppress(OSError, ValueError):
        names = sorted(name for name in os.listdir(folder)[:_MOST_LOOKED_INTO] if not name.startswith("."))
        return [folder / name for name in names]
    return []


def checklist_files(folder: Path) -> list[Path]:
    """Gives the checklist files of a version's folder."""
    return sorted(path for path in folder.glob("*.yaml") if is_checklist_file(path.name) and is_plain_file(path))


def is_home_for_versions(folder: Path) -> bool:
    """True for a folder that holds no version yet, neither directly nor further down, and is none itself.

    Raises:
        LibraryError: when `folder` cannot be read.
    """
    inside = folders_in(folder)
    return not is_plain_file(folder / VERSION_FILE) and not any(
        is_plain_file(one / VERSION_FILE) or _holds_versions(one) for one in inside
    )


def is_plain_file(path: Path) -> bool:
    """True when there is a file at `path`.

    Raises:
        LibraryError: when the folder that it would lie in may not be searched: a version would be missing unsaid.
    """
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # Not Path.is_file, which from Python 3.14 on says only no.
    except OSError as error:
        if error.errno in _NO_FILE:
            return False
        raise unreadable(path, error) from error


_NO_FILE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
"""What the system says where there is no file."""


def read_file(path: Path) -> bytes:
    """Gives what a file of a version holds; of one that is too large to be read no more than shows that.

    Raises:
        LibraryError: when it cannot be read.
    """
    try:
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> LibraryError:
    """Gives the error that a file of a version cannot be read."""
    return LibraryError(
        Text(
            f"{display_path(path)} を読めません（{reason_of(error).ja}）。",
            f"Cannot read {display_path(path)} ({reason_of(error).en}).",
        )
    )


def is_checklist_file(name: str) -> bool:
    """True when a file of this name in a version's folder is a checklist: the name begins with a digit."""
    return fnmatchcase(name, "[0-9]*.yaml")
