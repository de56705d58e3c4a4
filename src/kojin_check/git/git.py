"""Runs `git`, always without a shell: every argument stays one argument whatever it holds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kojin_check.errors import InputError, UsageError
from kojin_check.findings import Text
from kojin_check.regex import regex

if TYPE_CHECKING:
    import subprocess

_HARMLESS = (
    "--no-pager",
    "-c",
    "safe.bareRepository=explicit",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
)
"""What keeps git from running a command that somebody else's files name."""
_PLACES = ("refs/{}", "refs/tags/{}", "refs/heads/{}", "refs/remotes/{}", "refs/remotes/{}/HEAD")
"""Where git looks for a name."""
_SHORT_ID = regex("[0-9a-f]{4,39}")
"""What may be the beginning of a commit's id."""
_SUFFIX = regex(r"[~^:@]")
"""What begins behind a name: `main~3`, `main@{yesterday}`."""

FATAL = 128
"""Exit code of git when it cannot do anything at all: outside a repository, for example."""


def run_git(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Runs git to its end, in `folder` or else in the current one.

    Raises:
        InputError: when there is no git.
    """
    try:
        import subprocess

        return subprocess.run(command_line(*arguments, folder=folder), capture_output=True, check=False)
    except OSError as error:  # Nothing of that name, or nothing that can be run.
        raise no_git() from error


def command_line(*arguments: str, folder: Path | None = None) -> list[str]:
    """Gives the command that runs git with `arguments` in `folder`; nothing that lies among the files is executed."""
    return ["git", *_HARMLESS, *([] if folder is None else ["-C", str(folder)]), *arguments]


def work_tree(place: Path) -> Path | None:
    """Gives the folder at or above `place` that has a `.git` of its own; None outside a work tree.

    Git would also take any folder for a repository that holds HEAD, objects, refs and a config; such files can be
    committed like others, and their config names commands. A `.git` cannot be committed.
    """
    start = Path(os.path.realpath(place))
    return next((folder for folder in (start, *start.parents) if os.path.lexists(folder / ".git")), None)


def commit_of(revision: str, folder: Path | None = None) -> str | None:
    """Gives the id of the commit that `revision` names, or None when there is none.

    It is resolved first, so that what a person typed is never read as an option.

    Raises:
        InputError: when there is no git.
        UsageError: when several branches and tags have that name.
    """
    if not revision or revision.startswith("-"):
        return None
    name = _SUFFIX.split(revision, maxsplit=1)[0]
    if name and name != "HEAD":
        _refuse_ambiguous(revision, name, folder)
    found = run_git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", folder=folder)
    return found.stdout.decode("ascii").strip() if found.returncode == 0 else None


def _refuse_ambiguous(revision: str, name: str, folder: Path | None) -> None:
    """Git takes the tag where a branch has the same name, so that whoever may push a tag could choose the past."""
    places = [place.format(name) for place in _PLACES]
    listed = run_git("for-each-ref", "--format=%(refname)", "--", *places, folder=folder)
    names = [one for one in listed.stdout.decode("utf-8", "surrogateescape").split("\n") if one in places]
    if names and _SHORT_ID.fullmatch(name):
        # Git takes the name, and whoever copied an id from a log means the commit.
        found = run_git("rev-parse", f"--disambiguate={name}", folder=folder).stdout.decode("ascii", "replace").split()
        names += found[:1]
    if len(names) > 1:
        raise UsageError(
            Text(
                f"「{revision}」は{'とも'.join(names)}とも読めます。どちらかを、このままの長い名前で書いてください。",
                f"“{revision}” is ambiguous: {', '.join(names)}. Write one of these in full.",
            )
        )


def cannot_read(said: str) -> InputError:
    """Gives the error that git cannot read what it was asked for, with what it said."""
    return InputError(Text(f"git から読めません（{said}）。", f"Cannot read from git ({said})."))


def no_git() -> InputError:
    """Gives the error that git is not installed."""
    return InputError(
        Text(
            "git が見つかりません。git の中の版を読むには git が必要です。",
            "There is no git here; a revision of a git repository cannot be read without it.",
        )
    )


def complaint(outcome: subprocess.CompletedProcess[bytes]) -> str:
    """Gives the first line of what git said was wrong."""
    return " ".join(outcome.stderr.decode("utf-8", "replace").split("\n", 1)[0].split())
