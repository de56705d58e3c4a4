"""Which files are cases, and reading them without ever hanging on what is not a plain file."""

from __future__ import annotations

import os
import posixpath
import re
import stat
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from kojin_check.errors import InputError, reason_of
from kojin_check.findings import Omission, Text, Unchecked
from kojin_check.reading.reading import MAX_BYTES, read_bytes
from kojin_check.reading.source import display_path
from kojin_check.reading.tree import Entry, MappingNode, ScalarNode
from kojin_check.regex import regex

STANDARD_INPUT = "-"
SUFFIXES = (".yaml", ".yml")
"""How the name of a case ends."""
_LIKE_FORMS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".docx", ".doc")
"""How the names of forms for Excel end, and of what may be sent in their place."""
_OTHER_FORMATS = frozenset(f"kojin-check/{name}/v1" for name in ("checklist", "version", "config", "corrections"))
"""What else this program reads in YAML. Whatever is not exactly one of them is a case, so that a slip is reported."""
_MAY_BE_ANOTHER = regex(rb"schema:[ \t]*[\"']?kojin-check/(?!case/)")
"""What stands in every such file. Where a line begins is not asked: that would take longer than all else about a file."""
_CASE = regex(rb"^(?:schema:[ \t]*[\"']?kojin-check/case/|checklist_version:)", re.MULTILINE)
"""What stands among the first lines of every case."""
_HEAD_BYTES = 64 * 1024
_WITH_SUFFIX_INSIDE = regex(r"\.ya?ml(?![0-9a-z])")
"""In a name that does not end so, or would if it were typed in half width."""
CONFIG_FILES = ("kojin-check.yaml", "kojin-check.yml")
"""The names of a configuration, which is no case."""
PROJECT_FILE = "pyproject.toml"
"""What may hold a configuration beside other things."""
_PROJECT_TABLE = regex(rb"^[ \t]{0,9}\[tool\.kojin-check[\].]", re.MULTILINE)


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
    name: str | None = None
    """What findings call it, where that is not its path."""

    @property
    def shown(self) -> str:
        """What findings call it."""
        return display_path(self.path if self.name is None else self.name)


class Selection(NamedTuple):
    """What the configuration says of the files that are found in folders."""

    excluded_by: Callable[[str], str | None] = lambda _path: None
    """Gives the pattern that excludes a file; None where none does."""
    configuration: Path | None = None
    """The configuration that counts, as seen from the current folder."""
    covers: Callable[[str], bool] | None = None
    """Tells of files that are named whether they lie where the cases are; they count like found ones then, and not at
    all elsewhere. None where every file that is named is a case."""

    def is_configuration(self, path: str) -> bool:
        """True for the configuration that counts, whatever its name."""
        own = self.configuration
        return (
            own is not None and os.path.basename(path) == own.name and os.path.realpath(path) == os.path.realpath(own)
        )


EVERYTHING = Selection()


class FoundFiles(NamedTuple):
    """What lies behind paths, in the order of their names."""

    candidates: tuple[Candidate, ...]
    unchecked: tuple[Unchecked, ...]
    """What was come across besides and is not looked at. Hidden folders are not searched at all."""


def survey(paths: Iterable[str], selection: Selection = EVERYTHING) -> FoundFiles:
    """Gives the files behind `paths`, each once: files as they are, folders searched.

    In a folder every `*.yaml` and `*.yml` outside hidden folders counts; links to folders are not followed.

    Args:
        paths: files, folders, or `-` for standard input.
        selection: what counts of the files in folders.

    Raises:
        InputError: when a path does not exist, or a folder holds no candidate.
    """
    candidates: dict[str, Candidate] = {}
    unchecked: dict[str, Unchecked] = {}
    for path in sorted(paths, key=os.path.isdir):  # A file that is named is read, whatever a folder makes of it.
        for found in _behind(path, selection):
            if isinstance(found, Candidate):
                candidates.setdefault(os.path.normpath(found.path), found)
            else:
                unchecked.setdefault(posixpath.normpath(found.path), found)
    for path in candidates:
        unchecked.pop(display_path(path), None)  # One that was named is checked although a folder would not hold it.
    return FoundFiles(
        # Not folder by folder: a folder and a list of its files are to give the same report.
        tuple(sorted(candidates.values(), key=lambda candidate: display_path(candidate.path))),
        tuple(sorted(unchecked.values(), key=lambda file: file.path)),
    )


def _behind(path: str, selection: Selection) -> Iterable[Candidate | Unchecked]:
    if path == STANDARD_INPUT:
        return [Candidate(path, Origin.NAMED)]
    if not os.path.lexists(path):
        raise _missing(path)
    if not os.path.isdir(path):
        return [Candidate(path, Origin.NAMED)] if selection.covers is None else _named(path, selection)
    found = list(_search(path, selection))
    if not any(isinstance(file, Candidate) for file in found):
        raise no_case(path, [file for file in found if isinstance(file, Unchecked)])
    return found


def _named(path: str, selection: Selection) -> Iterable[Candidate | Unchecked]:
    """A file that somebody's program has named, which knows nothing of cases."""
    folder, name = os.path.split(path)
    if selection.covers is None or not selection.covers(path):
        return []
    found = _of_name(name, path, os.path.realpath(folder), selection)
    return [] if found is None else [found]


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


def _origin(file: str, root: str) -> Origin:
    if not os.path.islink(file):
        return Origin.FOUND
    target = os.path.realpath(file)
    # What is no file at all is told as such when it is to be read.
    return Origin.OUTSIDE if os.path.isfile(target) and not _is_within(root, target) else Origin.FOUND


def _is_within(root: str, path: str) -> bool:
    return path == root or path.startswith(os.path.join(root, ""))


def no_case(folder: str, unchecked: Sequence[Unchecked] = ()) -> InputError:
    """Gives the error that `folder` holds no case, with what of `unchecked` may have been meant for one."""
    shown = display_path(folder)
    omissions = {file.omission for file in unchecked}
    if Omission.EXCLUDED in omissions:
        return InputError(
            Text(
                f"フォルダ {shown} の案件のファイルは、設定の exclude で全て除かれています。",
                f"All case files in the folder {shown} are excluded by the configuration.",
            )
        )
    likely = [file.path for file in unchecked if file.omission is Omission.LOOK_ALIKE]
    advice = Text("", "")
    if likely:
        advice = Text(
            f"「{likely[0]}」が案件なら、名前の最後を .yaml にしてください。",
            f" If “{likely[0]}” is one, let its name end with .yaml.",
        )
    return InputError(
        Text(
            f"フォルダ {shown} に案件のファイル（*.yaml、*.yml）がありません。{advice.ja}",
            f"The folder {shown} holds no case file (*.yaml, *.yml).{advice.en}",
        )
    )


def _search(folder: str, selection: Selection) -> Iterator[Candidate | Unchecked]:
    def refuse(error: OSError) -> None:
        raise _unreadable(str(error.filename), error)

    root = os.path.realpath(folder)
    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (os.path.join(parent, name) for name in folders if os.path.islink(os.path.join(parent, name))):
            if not _is_within(root, os.path.realpath(path)):
                yield Unchecked(display_path(path), Omission.LINKED_FOLDER, display_path(os.readlink(path)))
        for name in files:
            if (found := _of_name(name, os.path.join(parent, name), root, selection)) is not None:
                yield found


def _of_name(name: str, path: str, root: str, selection: Selection) -> Candidate | Unchecked | None:
    """What a file in a folder counts as; None for what has nothing to do with this program."""
    shown = display_path(path)
    if selection.is_configuration(path):
        return None
    if name in CONFIG_FILES or (name == PROJECT_FILE and _begins_with(path, _PROJECT_TABLE)):
        return Unchecked(shown, Omission.CONFIGURATION)
    is_case = name.lower().endswith(SUFFIXES) and not name.startswith(".")
    if not is_case and not is_look_alike(name, path):
        return None
    pattern = selection.excluded_by(path)
    if pattern is not None:
        configuration = "" if selection.configuration is None else display_path(selection.configuration)
        return Unchecked(shown, Omission.EXCLUDED, pattern, configuration)
    return Candidate(path, _origin(path, root)) if is_case else Unchecked(shown, Omission.LOOK_ALIKE)


def is_look_alike(name: str, path: str) -> bool:
    """True for a file that somebody may take for a case, although it does not have the name of one.

    Either its name says so (`案件.yaml.txt`, `a.yml.bak`, or ． and letters of full width), or, where it is hidden or
    has no telling suffix, its first lines do.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    if name.startswith("."):
        return plain.endswith(SUFFIXES) and _begins_with(path, _CASE)
    if _WITH_SUFFIX_INSIDE.search(plain):
        return True
    return os.path.splitext(plain)[1] in ("", ".txt") and _begins_with(path, _CASE)


def _begins_with(path: str, line: re.Pattern[bytes]) -> bool:
    """True when a line of that kind stands in the first part of a plain file that can be read."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return False
        with open(path, "rb") as file:
            return line.search(file.read(_HEAD_BYTES)) is not None
    except OSError:
        return False


def is_form(candidate: Candidate) -> bool:
    """True for a file that was named and is a form to be filled in, or what somebody may take for one, not a case."""
    return candidate.origin is Origin.NAMED and candidate.path.lower().endswith(_LIKE_FORMS)


def as_case_file(path: Path) -> Path:
    """Gives the path with the suffix without which nothing would ever look for a case in the file."""
    return path if path.suffix.lower() in SUFFIXES else path.with_name(f"{path.name}{SUFFIXES[0]}")


def read_candidate(candidate: Candidate) -> bytes | Unchecked:
    """Gives the bytes of a case, or says that the file is one of another format of this program.

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
    if candidate.origin is Origin.FOUND and (other := other_format(data)) is not None:
        return Unchecked(display_path(candidate.path), Omission.OTHER_FORMAT, other)
    return data


def other_format(data: bytes) -> str | None:
    """Gives the schema of a file that says that it is something else that this program reads: a checklist, say."""
    if not _MAY_BE_ANOTHER.search(data):
        return None
    named = _format_of(data)
    return named if named in _OTHER_FORMATS else None


def _format_of(data: bytes) -> str:
    """The schema that the root of a file names; what looks like one may stand within a text of a case."""
    match read_bytes("", data).root:
        case MappingNode(entries={"schema": Entry(value=ScalarNode(text))}):
            return text
    return ""


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
