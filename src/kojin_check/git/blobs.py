"""The contents of files in a repository, and which files a tree holds."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kojin_check.git.git import cannot_read, command_line, complaint, no_git, run_git
from kojin_check.reading.reading import MAX_BYTES

_PLAIN_FILE = "100"
"""How the mode of a file begins; links and submodules have others."""
_CHUNK = 1024 * 1024


def plain_files(tree: str, *options: str, folder: Path | None = None) -> Iterator[tuple[str, str]]:
    """Yields path and object of each plain file of a tree: links and submodules are passed over.

    Args:
        tree: a commit, or a folder in one, by its object's name.
        options: of `git ls-tree`, such as `-r` for what lies in folders.
        folder: the repository; None for the one that the current folder lies in.

    Raises:
        InputError: when git is missing or cannot read the tree.
    """
    for entry in fields("ls-tree", "-z", "--full-tree", *options, tree, folder=folder):
        description, _, path = entry.partition("\t")
        mode, _, blob = description.split()
        if mode.startswith(_PLAIN_FILE):
            yield path, blob


def fields(*arguments: str, folder: Path | None = None) -> Iterator[str]:
    """Gives what git prints where each field ends with a NUL, as it does with `-z`.

    Raises:
        InputError: when git is missing or fails.
    """
    outcome = run_git(*arguments, folder=folder)
    if outcome.returncode != 0:
        raise cannot_read(complaint(outcome))
    return iter(os.fsdecode(outcome.stdout).split("\0")[:-1])


class Blobs:
    """Reads contents; one for each process, begun when it is first asked.

    All come from one `git cat-file` that stays open, so that ten thousand files do not start ten thousand processes.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Reads from the repository that `folder`, or else the current one, lies in."""
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, blob: str) -> bytes:
        """Gives the content of an object, at most one byte more than a case may have.

        Raises:
            InputError: when git is missing or cannot read it.
        """
        requests, answers = self._open()
        requests.write(f"{blob}\n".encode("ascii"))
        requests.flush()
        head = answers.readline().split()
        if len(head) != 3:
            raise cannot_read(b" ".join(head).decode("utf-8", "replace"))
        size = int(head[2])
        data = answers.read(min(size, MAX_BYTES + 1))
        rest = size - len(data) + 1  # And the line feed that ends every answer.
        while rest > 0:
            rest -= len(answers.read(min(rest, _CHUNK))) or rest
        return data

    def close(self) -> None:
        """Ends the process behind it."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def _open(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            try:
                self._process = subprocess.Popen(
                    command_line("cat-file", "--batch", folder=self._folder),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            except OSError as error:
                raise no_git() from error
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout


@contextmanager
def open_blobs(folder: Path | None = None) -> Iterator[Blobs]:
    """Reads contents for as long as the block lasts."""
    blobs = Blobs(folder)
    try:
        yield blobs
    finally:
        blobs.close()
