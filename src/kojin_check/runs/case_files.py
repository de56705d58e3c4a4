"""Which files are cases, and reading them without ever hanging on what is not a plain file."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from kojin_check.errors import InputError, reason_of
from kojin_check.findings import Text
from kojin_check.reading.reading import MAX_BYTES, read_bytes
from kojin_check.reading.source import display_path
from kojin_check.reading.tree import Entry, MappingNode, ScalarNode

STANDARD_INPUT = "-"
SUFFIXES = (".yaml", ".yml")
"""How the name of a case ends."""
_OTHER_FORMATS = frozenset(f"kojin-check/{name}/v1" for name in ("checklist", "version", "config", "corrections"))
"""What else this program reads in YAML. Whatever is not exactly one of them is a case, so that a slip is reported."""
_MAY_BE_ANOTHER = re.compile(rb"^schema:[ \t]*[\"']?kojin-check/(?!case/)", re.MULTILINE)
CONFIG_FILES = ("kojin-check.yaml", "kojin-check.yml")
"""The names of a configuration, which is no case."""


class Origin(Enum):
    """How a file came to be looked at."""

    NAMED = "named"
    """Its path was given: it is a case whatever it says of itself."""
    FOUND = "found"
    """It was found in a folder: it is a case unless it names another format of this program."""
    OUTSIDE = "outside"
    """It was found in a folder, but is a link that leads out of it: nobody named that file, and it is not read."""


class Candidate(NamedTuple):
    """A file that may be a case."""

    path: str
    """As given, or below the folder that was given; `-` for standard input."""
    origin: Origin


def find_candidates(
    paths: Iterable[str], excluded_by: Callable[[str], str | None] = lambda _path: None
) -> Iterator[Candidate]:
    """Yields the files behind `paths`, each once, in the order of their paths: files as they are, folders searched.

    In a folder every `*.yaml` and `*.yml` outside hidden folders counts; links to folders are not followed.

    Args:
        paths: files, folders, or `-` for standard input.
        excluded_by: tells of files found in folders by which pattern the configuration excludes them.

    Raises:
        InputError: when a path does not exist, or a folder holds no candidate.
    """
    seen: dict[str, Candidate] = {}
    for path in paths:
        if path == STANDARD_INPUT or not os.path.isdir(path):
            if path != STANDARD_INPUT and not os.path.lexists(path):
                raise _missing(path)
            candidates: Iterable[Candidate] = [Candidate(path, Origin.NAMED)]
        else:
            found = list(_search(path))
            candidates = [Candidate(file, _origin(file, path)) for file in found if excluded_by(file) is None]
            if not candidates:
                raise _all_excluded(path) if found else no_case(path)
        for candidate in candidates:
            seen.setdefault(os.path.normpath(candidate.path), candidate)
    # Not folder by folder: a folder and a list of its files are to give the same report.
    yield from sorted(seen.values(), key=lambda candidate: display_path(candidate.path))


def _missing(path: str) -> InputError:
    try:
        os.lstat(path)
    except PermissionError as error:  # There may well be something, in a folder that may not be searched.
        return _unreadable(path, error)
    except OSError:
        pass
    return InputError(
        Text(
            f"{display_path(path)} というファイルもフォルダもありません。",
            f"There is no file or folder {display_path(path)}.",
        )
    )


def _origin(file: str, folder: str) -> Origin:
    if not os.path.islink(file):
        return Origin.FOUND
    target, root = os.path.realpath(file), os.path.realpath(folder)
    # What is no file at all is told as such when it is to be read.
    leads_out = os.path.isfile(target) and not target.startswith(os.path.join(root, ""))
    return Origin.OUTSIDE if leads_out else Origin.FOUND


def no_case(folder: str) -> InputError:
    """Gives the error that `folder` holds no case."""
    shown = display_path(folder)
    return InputError(
        Text(
            f"フォルダ {shown} に案件のファイル（*.yaml、*.yml）がありません。",
            f"The folder {shown} holds no case file (*.yaml, *.yml).",
        )
    )


def _all_excluded(folder: str) -> InputError:
    shown = display_path(folder)
    return InputError(
        Text(
            f"フォルダ {shown} の案件のファイルは、設定の exclude で全て除かれています。",
            f"All case files in the folder {shown} are excluded by the configuration.",
        )
    )


def _search(folder: str) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        raise _unreadable(str(error.filename), error)

    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(SUFFIXES) and name not in CONFIG_FILES and not name.startswith("."):
                yield os.path.join(parent, name)


def read_candidate(candidate: Candidate) -> bytes | None:
    """Gives the bytes of a case, or None when the file is one of another format of this program.

    At most one byte more than a case may have is read, so that a huge file costs nothing.

    Raises:
        InputError: when the file cannot be read, or is a link that leads out of its folder.
    """
    if candidate.path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    if candidate.origin is Origin.OUTSIDE:
        shown = display_path(candidate.path)
        raise InputError(
            Text(
                f"{shown} はフォルダの外を指すリンクなので、読みませんでした。確かめるには、リンク先のファイルを指定してください。",
                f"{shown} is a link that leads out of the folder, so it was not read. To check it, name the file itself.",
            )
        )
    data = read_file(candidate.path)
    return None if candidate.origin is Origin.FOUND and names_another_format(data) else data


def names_another_format(data: bytes) -> bool:
    """True when a file says that it is something else that this program reads: a checklist, a configuration."""
    return bool(_MAY_BE_ANOTHER.search(data)) and _format_of(data) in _OTHER_FORMATS


def _format_of(data: bytes) -> str | None:
    """The schema that the root of a file names; what looks like one may stand within a text of a case."""
    match read_bytes("", data).root:
        case MappingNode(entries={"schema": Entry(value=ScalarNode(text))}):
            return text
    return None


def read_file(path: Path | str) -> bytes:
    """Gives the bytes of the file at `path`, at most one more than a case may have.

    Raises:
        InputError: when it cannot be read, or is no plain file (a pipe would never end).
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            shown = display_path(path)
            raise InputError(Text(f"{shown} は普通のファイルではありません。", f"{shown} is not a plain file."))
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path | str, error: OSError) -> InputError:
    shown = display_path(path)
    return InputError(
        Text(f"{shown} を読めません（{reason_of(error).ja}）。", f"Cannot read {shown} ({reason_of(error).en}).")
    )
