"""What stands behind a total is kept aside until the total is known: in memory while there is little, then in a file."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Generic, TypeVar

_IN_MEMORY = 1024 * 1024

_Thing = TypeVar("_Thing")


class Spool(Generic[_Thing]):
    """Keeps things in their order, so that memory does not grow with their number; to be used in a `with` block."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY, "w+b")  # noqa: SIM115
        self._count = 0

    def __enter__(self) -> Spool[_Thing]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._count

    def append(self, thing: _Thing) -> None:
        """Takes one more thing; not while they are being read back."""
        pickle.dump(thing, self._file, pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[_Thing]:
        """Yields all things, one after another; any number of times."""
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)
