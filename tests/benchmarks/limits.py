"""Measures how soon the files are answered that fill the limits in every way that takes time.

    python -m tests.benchmarks.limits [NAME ...]

The goal is two seconds of processor time for each, from its bytes to the report for people, on an
ordinary machine. The slowest come first; the output is Markdown.
"""

from __future__ import annotations

import sys
import time

from tests.samples.huge_files import HUGE, Filling

from kojin_check.checking.engine import check_bytes
from kojin_check.model.library import Library, load_library
from kojin_check.output.formats import FINDINGS
from kojin_check.output.style import Style


def seconds(data: bytes, library: Library) -> float:
    """Gives the processor time that the findings and their report take."""
    started = time.process_time()
    report = check_bytes("case.yaml", data, library)
    for _ in FINDINGS.render([report], "text", Style()):
        pass
    return time.process_time() - started


def main() -> None:
    """Measures the files named on the command line, or all."""
    library = load_library()
    seconds(b"title: x", library)
    measured = []
    for name in sys.argv[1:] or HUGE:
        data = HUGE[name](Filling(1)).encode()
        measured.append((min(seconds(data, library) for _ in range(2)), name, len(data) / 1e6))
    print("| file full of | MB | seconds |")
    print("|---|---:|---:|")
    for taken, name, size in sorted(measured, reverse=True):
        print(f"| {name} | {size:.1f} | {taken:.2f} |")


if __name__ == "__main__":
    main()
