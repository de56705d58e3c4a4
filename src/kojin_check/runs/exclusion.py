"""Which files the configuration excludes: patterns with the meaning that they have in `.gitignore`."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kojin_check.regex import regex

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


_ASTERISKS = regex(r"\*+")
_MOST_ASTERISKS = 3
"""In the name of a file or folder."""
_MOST_FOLDERS = 2
"""`**` in a pattern."""


class Exclusion:
    """Patterns, and the folder that they are relative to; of several that fit a file the last one decides.

    Unlike in git, a file can be taken back in (`!`) although a pattern excludes its folder: rather too much is checked.
    """

    def __init__(self, patterns: Sequence[str], folder: Path) -> None:
        """`patterns` are as they were typed."""
        self._patterns = patterns
        self._folder = folder

    def pattern_for(self, path: str) -> str | None:
        """Gives the pattern that excludes the file at `path` (as seen from the current folder); None where none does."""
        number = self._deciding(self._name(path)) if self._patterns else None
        if number is None or self._patterns[number].startswith("!"):
            return None
        return self._patterns[number]

    def idle(self) -> Iterator[str]:
        """Yields the patterns that make no difference to any file below the folder: a slip in one would pass unseen.

        Hidden folders count as everywhere: nothing in them is looked at.
        """
        idle = set(range(len(self._patterns)))
        for parent, folders, files in os.walk(self._folder):
            if not idle:
                break
            folders[:] = [name for name in folders if not name.startswith(".")]
            for file in files:
                name = self._name(os.path.join(parent, file))
                idle -= {number for number in idle if name is not None and self._counts(number, name)}
        return (self._patterns[number] for number in sorted(idle))

    def _counts(self, number: int, name: str) -> bool:
        """True when a pattern fits a file; an exception counts only where it takes back in what was excluded."""
        if not self._fits(number, name):
            return False
        is_exception = self._patterns[number].startswith("!")
        return not is_exception or (
            self._deciding(name) == number
            and any(self._fits(before, name) and not self._patterns[before].startswith("!") for before in range(number))
        )

    def _fits(self, number: int, name: str) -> bool:
        return self._spec.patterns[number].match_file(name) is not None

    def _deciding(self, name: str | None) -> int | None:
        return None if name is None else self._spec.check_file(name).index

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        # It takes a while to import, and most configurations exclude nothing.
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec.from_lines(_written(pattern) for pattern in self._patterns)

    def _name(self, path: str) -> str | None:
        """The path below the folder, with `/`; None for what lies elsewhere. A link goes by its own name."""
        parent, name = os.path.split(path)
        try:
            below = Path(os.path.realpath(parent), name).relative_to(self._resolved)
        except ValueError:
            return None
        return unicodedata.normalize("NFC", below.as_posix())

    @cached_property
    def _resolved(self) -> Path:
        return self._folder.resolve()


def is_pattern(text: str) -> bool:
    r"""True when `text` can be read as a pattern; `drafts\` and `[z-a]` cannot, nor can one with too many asterisks."""
    from pathspec import GitIgnoreSpec

    if has_too_many_asterisks(text):
        return False
    try:
        GitIgnoreSpec.from_lines([_written(text)])
    except (ValueError, re.error):
        return False
    return True


def has_too_many_asterisks(pattern: str) -> bool:
    """True when there are so many ways in which a pattern may fit a name that trying them all would take for ever."""
    names = pattern.split("/")
    return names.count("**") > _MOST_FOLDERS or any(len(_ASTERISKS.findall(name)) > _MOST_ASTERISKS for name in names)


def _written(pattern: str) -> str:
    """The pattern as git writes it: `./drafts//` for `/drafts/`, composed, and a comment where nothing is excluded.

    File systems of macOS give names decomposed, people type them composed.
    """
    composed = unicodedata.normalize("NFC", pattern)
    return re.sub(r"/{2,}", "/", re.sub(r"^(!?)\./", r"\1/", composed)) or "#"
