"""Measures what a start costs, part by part: Python, the libraries, our own modules, and whole commands.

    python -m tests.benchmarks.start [--repeat N]

Where valgrind is installed, instructions are counted, which are nearly the same on a busy machine; elsewhere it is
the processor's seconds, the best of several runs in turn. Python must be allowed to keep its compiled modules
(PYTHONDONTWRITEBYTECODE unset). The output is Markdown.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

from tests.benchmarks.compare import BARE_IMPORTS, IMPORTING, KOJIN_CHECK, instructions, measure_in_turn
from tests.conftest import ROOT

FAQ = "cases/faq-system.yaml"
ONE_MODEL = f"{BARE_IMPORTS}\nclass Model(BaseModel): field: int"
"""The first model brings in what makes all others: no program that uses pydantic comes with less."""
LIBRARIES: Mapping[str, Sequence[str]] = {
    "Python itself": (sys.executable, "-c", "pass"),
    f"{IMPORTING}: `{BARE_IMPORTS}`": (sys.executable, "-c", BARE_IMPORTS),
    "the same, and one model of one field": (sys.executable, "-c", ONE_MODEL),
}
COMMANDS: Mapping[str, Sequence[str]] = {
    f"`{' '.join(arguments)}`": (*KOJIN_CHECK, *arguments)
    for arguments in (
        ("--version",),
        ("--help",),
        ("rules",),
        ("show", "r5"),
        ("validate", "--format", "json", FAQ),
        ("validate", "--format", "text", FAQ),
        ("status",),
    )
}
FOLDERS = {path.parent.name for path in (ROOT / "src" / "kojin_check").glob("*/__init__.py")}
_IMPORTED = re.compile(r"import time: +(\d+) \| +\d+ \| +kojin_check(?:\.(\w+))?")
"""A line of `-X importtime`: the microseconds of the module alone, and where it lies."""


def costs(commands: Sequence[Sequence[str]], repeat: int) -> list[float]:
    """Gives millions of instructions for each command where valgrind is installed, and else milliseconds.

    Raises:
        RuntimeError: when a command does not end well.
    """
    if shutil.which("valgrind") is not None:
        measure_in_turn(commands, 1, 1)  # Leaves the modules compiled, and ends the measuring where a command fails.
        return [instructions(command) / 1e6 for command in commands]
    return [measured.processor * 1e3 for measured in measure_in_turn(commands, 1, repeat)]


def compare_commands(repeat: int) -> None:
    """Prints what Python, the libraries and whole commands cost, each against the bare imports."""
    named = {**LIBRARIES, **COMMANDS}
    measured = dict(zip(named, costs(list(named.values()), repeat), strict=True))
    bare = next(cost for name, cost in measured.items() if name.startswith(IMPORTING))
    unit = "million instructions" if shutil.which("valgrind") is not None else "milliseconds of the processor"
    print(f"### Commands\n\n| | {unit} | times {IMPORTING} |\n|---|---:|---:|")
    for name, cost in measured.items():
        print(f"| {name} | {cost:,.0f} | {cost / bare:.2f} |")
    print()


def import_times(command: Sequence[str]) -> Counter[str]:
    """Gives the microseconds that our modules take to import, without what they import, by folder of src/kojin_check.

    Raises:
        RuntimeError: when the command does not end well.
    """
    timed = (command[0], "-X", "importtime", *command[1:])
    ended = subprocess.run(timed, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if ended.returncode not in (0, 1):
        raise RuntimeError(f"{timed[:4]} ended with {ended.returncode}: {ended.stderr[-500:]}")
    times = Counter[str]()
    for microseconds, folder in _IMPORTED.findall(ended.stderr):
        times[folder if folder in FOLDERS else "(modules beside the folders)"] += int(microseconds)
    return times


def compare_folders(repeat: int) -> None:
    """Prints what importing our modules costs a plain check, the folder that costs most first."""
    command = (*KOJIN_CHECK, "validate", "--format", "json", FAQ)
    runs = [import_times(command) for _ in range(repeat)]
    least = Counter({folder: min(run[folder] for run in runs) for folder in runs[0]})
    print("### Our own modules in `validate --format json`\n")
    print("| folder | microseconds |\n|---|---:|")
    for folder, microseconds in least.most_common():
        print(f"| {folder} | {microseconds:,} |")
    print(f"| all | {least.total():,} |")


def main() -> None:
    """Reads the options and measures."""
    parser = argparse.ArgumentParser(description="Measures what a start costs.")
    parser.add_argument("--repeat", type=int, default=5)
    os.chdir(ROOT)
    repeat = parser.parse_args().repeat
    compare_commands(repeat)
    compare_folders(repeat)


if __name__ == "__main__":
    main()
