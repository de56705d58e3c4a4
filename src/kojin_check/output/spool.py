"""What stands behind a total is kept aside until the total is known: in memory while there is little, then in a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Generic, TypeVar

from kojin_check.errors import OutputError, reason_of
from kojin_check.findings import Text

_AT_HAND = 16
"""So many things are kept as they are; most runs have no more, and put nothing aside."""
_IN_MEMORY = 1024 * 1024
"""Bytes of what is put aside, before it goes to a file."""

_Thing = TypeVar("_Thing")


class Spool(Generic[_Thing]):
    """Keeps things in their order, so that memory does not grow with their number; to be used in a `with` block."""

    def __init__(self) -> None:
        self._at_hand: list[_Thing] = []
        self._put_aside = 0
        self._file = SpooledTemporaryFile(_IN_MEMORY, "w+b")  # noqa: SIM115

    def __enter__(self) -> Spool[_Thing]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # What a full disk has not taken is written once more, and nobody wants it.
            self._file.close()

    def __len__(self) -> int:
        return self._put_aside + len(self._at_hand)

    def append(self, thing: _Thing) -> None:
        """Takes one more thing; not while they are being read back.

        Raises:
            OutputError: when the folder for temporary files is missing or full.
        """
        self._at_hand.append(thing)
        if len(self._at_hand) > _AT_HAND:
            self._put_all_aside()

    def _put_all_aside(self) -> None:
        import pickle  # Only for many things.

        try:
            for thing in self._at_hand:
                pickle.dump(thing, self._file, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise OutputError(
                Text(
                    f"一時ファイルを書けません（{reason_of(error).ja}）。"
                    "空きのあるフォルダを、環境変数 TMPDIR（Windows では TEMP）で指定してください。",
                    f"Cannot write a temporary file ({reason_of(error).en}). "
                    "Name a folder with space left in the environment variable TMPDIR (on Windows, TEMP).",
                )
            ) from error
        self._put_aside += len(self._at_hand)
        self._at_hand.clear()

    def __iter__(self) -> Iterator[_Thing]:
        """Yields all things, one after another; any number of times."""
        if self._put_aside:
            import pickle

            self._file.seek(0)
            for _ in range(self._put_aside):
                yield pickle.load(self._file)
        yield from self._at_hand
