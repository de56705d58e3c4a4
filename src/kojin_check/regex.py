"""The regular expressions that modules hold, compiled when they are first used."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Gives what is used like `re.compile(pattern, flags)`, but is compiled by its first use.

    For the constants of a module: a command imports many modules of whose expressions it needs few, and compiling
    them all would be a good part of its start. An error in the pattern, `re.error`, also shows only then.
    """
    return cast("re.Pattern[AnyStr]", CompiledWhenUsed(pattern, flags))


class CompiledWhenUsed:
    """Has what a `re.Pattern` has: each method once it was asked for, so that further calls cost no more."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Called for what the object itself does not have yet. (`re.compile` remembers what it has compiled.)"""
        value = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, value)
        return value

    def __reduce__(self) -> tuple[Any, ...]:
        """For copies and other processes: not with methods."""
        return regex, (self.pattern, self._flags)
