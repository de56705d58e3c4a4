"""The cases of a git repository as they were in an earlier revision, for checks against the past.

One `git ls-tree` and one `git diff` tell where everything was.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kojin_check.errors import InputError, UsageError
from kojin_check.findings import Text
from kojin_check.git.blobs import Blobs, fields, plain_files
from kojin_check.git.git import commit_of, complaint, run_git, work_tree
from kojin_check.reading.source import display_path
from kojin_check.since.comparison import FormerState

_ONLY_NAMES = ("--name-status", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
"""Without the programs that a configuration may name for showing differences."""


@dataclass(frozen=True)
class Past:
    """What a revision of a repository holds, without the contents."""

    revision: str
    """As it was named: `main`, `HEAD~3`."""
    root: Path
    """Of the repository's work tree, without symbolic links."""
    blobs: Mapping[str, str]
    """Path from the root → object that holds the content."""
    renamed: Mapping[str, str]
    """Path from the root → the path that the same file had."""

    def place(self, path: str) -> str | None:
        """Gives the path that the file at `path` had, which may be another one; None where it is new.

        Raises:
            InputError: when `path` lies outside the repository.
        """
        try:
            own = _composed(Path(os.path.realpath(path)).relative_to(self.root).as_posix())
        except ValueError as error:
            raise InputError(
                Text(
                    f"{path} は git のリポジトリ（{self.root}）の外にあるので、「{self.revision}」と比べられません。",
                    f"{path} lies outside the git repository ({self.root}), so there is no “{self.revision}” of it.",
                )
            ) from error
        if own in self.blobs:
            return own
        former = self.renamed.get(own)
        return former if former in self.blobs else None


def open_past(revision: str, place: str) -> Past:
    """Looks up what `revision` holds of the repository that the file or folder at `place` lies in.

    Raises:
        InputError: when git is missing, `place` lies in no git work tree, or git does not trust its owner.
        UsageError: when the repository has no such revision.
    """
    root = work_tree(Path(place))
    said = "not a git repository"
    if root is not None:
        # Begun at the root, git looks at its `.git` before anything else; and it tells whether it trusts the owner.
        top = run_git("rev-parse", "--show-toplevel", folder=root)
        said = complaint(top) if top.returncode != 0 else ""
    if root is None or said:
        raise InputError(
            Text(
                f"{display_path(place)} のある git のリポジトリを開けないので、以前の版と比べられません（{said}）。",
                f"Git cannot open a repository that holds {display_path(place)}, so there is no past to compare with "
                f"({said}).",
            )
        )
    commit = _commit(revision, root)
    return Past(revision, root, dict(_blobs(commit, root)), dict(_renames(commit, root)))


_SINCE_PARTING = "..."
"""Behind a branch, as in `git diff main...`: what it was where the current one parted from it."""


def _commit(revision: str, root: Path) -> str:
    branch = revision.removesuffix(_SINCE_PARTING)
    commit = commit_of(branch, root)
    if commit is not None:
        return commit if branch == revision else _parting(branch, commit, root)
    raise UsageError(
        Text(
            f"git に「{revision}」という版（コミット、ブランチ、タグ）はありません。"
            "CIでは、履歴を全て取得しているか（actions/checkout なら fetch-depth: 0、GitLab なら GIT_DEPTH: 0）も確かめてください。",
            f"git knows no revision “{revision}”. "
            "In CI, make sure that the whole history is fetched (actions/checkout: fetch-depth: 0, GitLab: GIT_DEPTH: 0).",
        )
    )


def _parting(branch: str, commit: str, root: Path) -> str:
    """The commit where the current branch parted from another, so that nobody is blamed for what came there later."""
    found = run_git("merge-base", commit, "HEAD", folder=root)
    if found.returncode == 0:
        return found.stdout.decode("ascii").strip()
    raise UsageError(
        Text(
            f"今のブランチが「{branch}」から分かれた所がありません。"
            "CIでは、履歴を全て取得しているか（actions/checkout なら fetch-depth: 0、GitLab なら GIT_DEPTH: 0）確かめてください。",
            f"The current branch has no commit in common with “{branch}”. "
            "In CI, make sure that the whole history is fetched (actions/checkout: fetch-depth: 0, GitLab: GIT_DEPTH: 0).",
        )
    )


def _blobs(commit: str, root: Path) -> Iterator[tuple[str, str]]:
    return ((_composed(name), blob) for name, blob in plain_files(commit, "-r", folder=root))


def _renames(commit: str, root: Path) -> Iterator[tuple[str, str]]:
    """Files of the work tree that git takes for files of the commit under a new name."""
    told = fields("diff", *_ONLY_NAMES, "--find-renames", "--diff-filter=R", "-z", commit, "--", folder=root)
    for _, old, new in zip(told, told, told, strict=True):
        yield _composed(new), _composed(old)


def _composed(path: str) -> str:
    """Git on macOS stores names composed, the file system gives them decomposed."""
    return unicodedata.normalize("NFC", path)


class Archive:
    """Reads the contents of a `Past`; one for each process, opened by `archive`."""

    def __init__(self, past: Past) -> None:
        self.past = past
        self._blobs = Blobs(past.root)

    def state(self, path: str) -> FormerState | None:
        """Gives what the file at `path` was, at most one byte more than a case may have; None where it is new.

        Raises:
            InputError: when `path` lies outside the repository, or git cannot read the file.
        """
        found = self.past.place(path)
        if found is None:
            return None
        return FormerState(self.past.revision, self.content(found), found)

    def content(self, place: str) -> bytes:
        """Gives what the file was at a path from the root of the repository; it is one of those that were there.

        Raises:
            InputError: when git cannot read it.
        """
        return self._blobs.read(self.past.blobs[place])

    def close(self) -> None:
        """Ends the process behind it."""
        self._blobs.close()


@contextmanager
def archive(past: Past) -> Iterator[Archive]:
    """Opens the contents of `past` for as long as the block lasts."""
    opened = Archive(past)
    try:
        yield opened
    finally:
        opened.close()
