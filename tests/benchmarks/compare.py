"""Measures kojin-check against other YAML tools and against libyaml itself, side by side in one run.

    python -m tests.benchmarks.compare [--cases N] [--repeat N] [--growth N ...]

Needs `pip install -e '.[bench]'`. Everything is measured as whole commands in processes of their
own, the best of several runs counts, and the comparison is held on one core. The output is Markdown.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.corpus import CASE, make_corpus

KOJIN_CHECK = (sys.executable, "-m", "kojin_check")
COMPOSE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)
"""
BARE_IMPORTS = "import click, yaml, pydantic, json"


@dataclass(frozen=True)
class Measured:
    """One command's cost."""

    seconds: float
    """Wall clock."""
    peak: float
    """Largest resident memory of the process or one of its children, in MiB."""


def measure(command: Sequence[str], cores: int, repeat: int) -> Measured:
    """Runs `command` on the first `cores` cores and gives the best of `repeat` runs."""
    return min((_once(command, cores) for _ in range(repeat)), key=lambda measured: measured.seconds)


def _once(command: Sequence[str], cores: int) -> Measured:
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores]),
    )
    assert process.stderr is not None
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode not in (0, 1) or b"Traceback" in complaint:
        raise RuntimeError(f"{command[:4]} ended with {process.returncode}: {complaint.decode()[-500:]}")
    return Measured(seconds, usage.ru_maxrss / 1024)


def validate(*paths: str, jobs: int = 1) -> tuple[str, ...]:
    """The command whose speed counts: everything checked, everything reported."""
    return (*KOJIN_CHECK, "validate", "--format", "json", "--jobs", str(jobs), *paths)


def compare(folder: Path, schema: Path, cases: int, repeat: int) -> None:
    """Prints the ratios for a folder of cases."""
    make_corpus(folder, cases)
    size = sum(path.stat().st_size for path in folder.rglob("*.yaml")) / 1e6
    files = [str(path) for path in sorted(folder.rglob("*.yaml"))]
    ours = measure(validate(str(folder)), 1, repeat)
    compose = measure((sys.executable, "-c", COMPOSE, str(folder)), 1, repeat)
    yamllint = measure((sys.executable, "-m", "yamllint", "-d", "relaxed", str(folder)), 1, 1)
    schema_check = measure((sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *files), 1, 1)
    two = measure(validate(str(folder), jobs=2), 2, repeat)
    print(f"### {cases:,} cases of 120 answers ({size:.0f} MB), one core\n")
    print("| | seconds | kojin-check takes |")
    print("|---|---:|---:|")
    print(f"| kojin-check | {ours.seconds:.2f} | |")
    print(f"| yaml.compose, CSafeLoader | {compose.seconds:.2f} | {ours.seconds / compose.seconds:.2f} times that |")
    for name, other in (("yamllint -d relaxed", yamllint), ("check-jsonschema", schema_check)):
        print(f"| {name} | {other.seconds:.2f} | 1/{other.seconds / ours.seconds:.1f} of that |")
    print(
        f"| kojin-check on two cores | {two.seconds:.2f} | one core takes {ours.seconds / two.seconds:.2f} times that |\n"
    )


def compare_start(schema: Path, repeat: int) -> None:
    """Prints what one case costs, and how much of it is importing libraries."""
    single = measure(validate(str(CASE)), 1, repeat)
    schema_check = measure(
        (sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), str(CASE)), 1, repeat
    )
    imports = measure((sys.executable, "-c", BARE_IMPORTS), 1, repeat)
    print("### One case\n")
    print("| | seconds |")
    print("|---|---:|")
    print(f"| kojin-check | {single.seconds:.2f} |")
    print(f"| check-jsonschema | {schema_check.seconds:.2f} |")
    print(f"| only `{BARE_IMPORTS}` | {imports.seconds:.2f} |\n")


def grow(numbers: Sequence[int]) -> None:
    """Prints time and memory for growing numbers of cases, with all cores."""
    cores = len(os.sched_getaffinity(0))
    print(f"### Growth, {cores} cores\n")
    print("| cases | seconds | cases a second | peak memory of a process |")
    print("|---:|---:|---:|---:|")
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            make_corpus(Path(folder), number)
            measured = measure(validate(folder, jobs=cores), cores, 1)
        rate = number / measured.seconds
        print(f"| {number:,} | {measured.seconds:.1f} | {rate:,.0f} | {measured.peak:.0f} MiB |", flush=True)


def main() -> None:
    """Reads the options and runs the comparison."""
    parser = argparse.ArgumentParser(description="Compares kojin-check with other YAML tools.")
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--growth", type=int, nargs="*", default=[100, 1000, 10000])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        schema = Path(folder) / "case.schema.json"
        schema.write_bytes(subprocess.run((*KOJIN_CHECK, "schema", "case"), check=True, capture_output=True).stdout)
        compare(Path(folder) / "cases", schema, options.cases, options.repeat)
        compare_start(schema, options.repeat * 3)
    grow(options.growth)


if __name__ == "__main__":
    main()
