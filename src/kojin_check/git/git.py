"""Runs `git`, always without a shell: every argument stays one argument whatever it holds."""

from __future__ import annotations

import subprocess
from pathlib import Path

from kojin_check.errors import InputError
from kojin_check.findings import Text

FATAL = 128
"""Exit code of git when it cannot do anything at all: outside a repository, for example."""


def run_git(*arguments: str, folder: Path | None = None, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Runs git to its end, in `folder` or else in the current one.

    Raises:
        InputError: when there is no git.
    """
    try:
        return subprocess.run(command_line(*arguments, folder=folder), input=given, capture_output=True, check=False)
    except OSError as error:  # Nothing of that name, or nothing that can be run.
        raise no_git() from error


def command_line(*arguments: str, folder: Path | None = None) -> list[str]:
    """Gives the command that runs git with `arguments` in `folder`."""
    return ["git", *([] if folder is None else ["-C", str(folder)]), *arguments]


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
