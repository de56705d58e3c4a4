"""Git repositories for tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

_SETTINGS = (
    ("user.name", "試験"),
    ("user.email", "test@example.jp"),
    ("commit.gpgsign", "false"),
    ("init.defaultBranch", "main"),
    ("init.templateDir", ""),
)


def git(folder: Path, *arguments: str) -> None:
    """Runs git in `folder`, whatever the settings of who runs the tests."""
    settings = [word for name, value in _SETTINGS for word in ("-c", f"{name}={value}")]
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


def commit_all(folder: Path) -> None:
    """Makes a repository of `folder`, with one commit on the branch `main` that holds all its files."""
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "初版")
