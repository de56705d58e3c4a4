"""Measures how soon the files are answered that fill the limits in every way that takes time.

    python -m tests.benchmarks.limits [NAME ...]

The goal is two seconds of processor time for each, from its bytes to the report for people, on an
ordinary machine, and twenty times what a plain file of the largest size takes for each that is filled up to that
size with comments. The slowest come first; the output is Markdown.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import NamedTuple

from tests.benchmarks.corpus import CASE
from tests.samples.huge_files import HUGE, Filling

from kojin_check.checking.engine import check_bytes
from kojin_check.model.library import Library, load_library
from kojin_check.output.formats import FINDINGS
from kojin_check.output.style import Style
from kojin_check.reading.reading import MAX_BYTES

_COMMENT = "# " + "この行は注記です。" * 40 + "\n"


class Measured(NamedTuple):
    """What one file takes."""

    filled_up: float
    """Seconds, filled up to the largest size."""
    seconds: float
    size: int
    name: str


def seconds(data: bytes, library: Library) -> float:
    """Gives the processor time that the findings and their report take; the best of two."""
    return min(_once(data, library) for _ in range(2))


def _once(data: bytes, library: Library) -> float:
    started = time.process_time()
    report = check_bytes("case.yaml", data, library)
    for _ in FINDINGS.render([report], "text", Style()):
        pass
    return time.process_time() - started


def plain() -> bytes:
    """Gives a case of the largest size with nothing special in it: the matters of a real one again and again."""
    head, key, matters = CASE.read_text(encoding="utf-8").partition("matters:\n")
    return Filling(1).bytes(head + key, matters).encode()


def filled_up(data: bytes) -> bytes:
    """Gives a file with as many comments behind it as fit."""
    comment = _COMMENT.encode()
    return data + (b"\n" + comment * ((MAX_BYTES - len(data)) // len(comment)) if len(data) + 1 < MAX_BYTES else b"")


def measured(names: Iterable[str], library: Library) -> list[Measured]:
    """Measures files, the slowest first."""
    found = []
    for name in names:
        data = HUGE[name](Filling(1)).encode()
        found.append(Measured(seconds(filled_up(data), library), seconds(data, library), len(data), name))
    return sorted(found, reverse=True)


def main() -> None:
    """Measures the files named on the command line, or all."""
    library = load_library()
    seconds(b"title: x", library)
    of_plain = seconds(plain(), library)
    print(f"A plain case of {MAX_BYTES / 1e6:.1f} MB takes {of_plain:.2f} seconds.\n")
    print("| file full of | MB | seconds | filled up | times plain |")
    print("|---|---:|---:|---:|---:|")
    for one in measured(sys.argv[1:] or HUGE, library):
        ratio = one.filled_up / of_plain
        print(f"| {one.name} | {one.size / 1e6:.1f} | {one.seconds:.2f} | {one.filled_up:.2f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
