"""Where files lie in the repository: what GitHub and GitLab show is found by its path from the root."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path, PurePath
from posixpath import normpath

_STANDARD_INPUT = "-"
_VARIABLES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Name the root of the repository in the environments of GitHub and of GitLab."""


def places_in_repository(environment: Mapping[str, str]) -> Callable[[str], str]:
    """Gives what turns a path (as seen from the current folder) into one as seen from the root of its repository.

    The root is what the environment names, or else that of the git work tree. Paths outside of both stay.
    """
    named = [Path(environment[variable]) for variable in _VARIABLES if environment.get(variable)]
    here = os.getcwd()

    @cache
    def roots(folder: str) -> tuple[Path, ...]:
        from kojin_check.git.git import work_tree

        own = work_tree(Path(folder))
        found = [*named, *([own] if own is not None else [])]
        return tuple(dict.fromkeys(root for one in found for root in (one, Path(os.path.realpath(one)))))

    def place(path: str) -> str:
        if path == _STANDARD_INPUT:
            return path
        absolute = os.path.normpath(os.path.join(here, path))
        folder, name = os.path.split(absolute)
        for root in roots(folder):
            for seen in (absolute, os.path.join(os.path.realpath(folder), name)):
                if PurePath(seen).is_relative_to(root):
                    return PurePath(seen).relative_to(root).as_posix()
        return normpath(path)

    return place
