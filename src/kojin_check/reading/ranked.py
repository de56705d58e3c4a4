"""Functions that register themselves, so that adding one is dropping a module into a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Ranked(Generic[_Function]):
    """Functions in the order in which they are tried: that of their ranks, and of their names where these are equal."""

    def __init__(self) -> None:
        self._found: list[tuple[int, str, _Function]] = []

    def add(self, rank: int) -> Callable[[_Function], _Function]:
        """Gives the decorator that registers a function."""

        def register(function: _Function) -> _Function:
            self._found.append((rank, function.__name__, function))
            self._found.sort(key=lambda one: one[:2])
            return function

        return register

    def __iter__(self) -> Iterator[_Function]:
        return (function for _, _, function in self._found)
