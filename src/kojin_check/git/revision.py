"""Files as they stood in a revision of a git repository, read through `git` without touching the work tree."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from kojin_check.errors import InputError
from kojin_check.findings import Text
from kojin_check.git.blobs import open_blobs, plain_files
from kojin_check.git.git import FATAL, commit_of, complaint, run_git
from kojin_check.reading.reading import MAX_BYTES
from kojin_check.regex import regex

_DRIVE = regex(r"[A-Za-z]:[\\/]")


@dataclass(frozen=True, slots=True)
class RevisionPath:
    """A path in a revision, as git writes it: `HEAD~3:checklists/r5`."""

    revision: str
    path: str
    """From the root of the repository, or from the current folder where it begins with `./` or `../`."""

    def __str__(self) -> str:
        return f"{self.revision}:{self.path}"


def parse_revision_path(text: str) -> RevisionPath | None:
    r"""Reads `REV:path`; None for what cannot be one, such as `C:\checklists`."""
    revision, colon, path = text.partition(":")
    if not colon or not revision or revision.startswith("-") or _DRIVE.match(text):
        return None
    return RevisionPath(revision, path.replace("\\", "/").rstrip("/"))


def read_folder(place: RevisionPath, is_wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Gives the plain files that lie directly in a folder of a revision, by name.

    Args:
        place: the folder.
        is_wanted: tells by their names which files to read.

    Raises:
        InputError: when git is missing, this is no git checkout, the revision or the folder does not
            exist, or a file is too large.
    """
    tree = _object_name(place)
    with open_blobs() as blobs:
        return {name: _content(place, name, blobs.read(blob)) for name, blob in plain_files(tree) if is_wanted(name)}


def names_file(place: RevisionPath) -> bool:
    """True when there is such a revision, and a file at that path in it."""
    commit = commit_of(place.revision)
    found = "" if commit is None else _names(place, f"{commit}:{place.path}")
    return bool(found) and _git(place, "cat-file", "-t", found).strip() == b"blob"


def read_revision_file(place: RevisionPath) -> bytes:
    """Gives the content of one file of a revision, at most one byte more than a case may have.

    Raises:
        InputError: when git is missing, this is no git checkout, or the revision or the file does not exist.
    """
    if not names_file(place):
        raise InputError(
            Text(
                f"git の「{place.revision}」に「{place.path}」というファイルはありません。"
                "リポジトリの最上位からのパスを書いてください（今いるフォルダからなら ./ で始めます）。",
                f"There is no file “{place.path}” in “{place.revision}”. "
                "Paths are from the root of the repository (from the current folder if they begin with ./).",
            )
        )
    with open_blobs() as blobs:
        return blobs.read(_names(place, f"{commit_of(place.revision)}:{place.path}"))


def _content(place: RevisionPath, name: str, data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise InputError(
            Text(f"{place}/{name} は大きすぎます（5 MiBまで）。", f"{place}/{name} is too large (at most 5 MiB).")
        )
    return data


def _object_name(place: RevisionPath) -> str:
    """The name of the folder's tree object. Names are resolved first, so that they are never read as options."""
    commit = commit_of(place.revision)
    if commit is None:
        _names(place, "HEAD")  # Tells where there is no repository at all.
        raise InputError(
            Text(
                f"git に「{place.revision}」という版（コミット、ブランチ、タグ）はありません。",
                f"git knows no revision “{place.revision}”.",
            )
        )
    found = _names(place, f"{commit}:{place.path}")
    if not found or _git(place, "cat-file", "-t", found).strip() != b"tree":
        raise InputError(
            Text(
                f"git の「{place.revision}」に「{place.path}」というフォルダはありません。"
                "リポジトリの最上位からのパスを書いてください（今いるフォルダからなら ./ で始めます）。",
                f"There is no folder “{place.path}” in “{place.revision}”. "
                "Paths are from the root of the repository (from the current folder if they begin with ./).",
            )
        )
    return found


def _names(place: RevisionPath, expression: str) -> str:
    outcome = run_git("rev-parse", "--verify", "--quiet", expression)
    if outcome.returncode == FATAL:
        raise _refused(place, outcome)
    return outcome.stdout.decode("ascii", "replace").strip()


def _git(place: RevisionPath, *arguments: str) -> bytes:
    outcome = run_git(*arguments)
    if outcome.returncode != 0:
        raise _refused(place, outcome)
    return outcome.stdout


def _refused(place: RevisionPath, outcome: subprocess.CompletedProcess[bytes]) -> InputError:
    said = complaint(outcome)
    return InputError(
        Text(
            f"「{place}」を git から読めません（{said}）。git のリポジトリの中で実行してください。",
            f"git cannot read “{place}” ({said}). Run this inside a git repository.",
        )
    )
