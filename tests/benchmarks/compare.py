"""Measures kojin-check against other YAML tools and against libyaml itself, side by side in one run.

    python -m tests.benchmarks.compare [--cases N] [--repeat N] [--cores N ...] [--growth N ...] [--instructions]

Needs `pip install -e '.[bench]'`. Everything is measured as whole commands in processes of their own that take turns,
the best of several runs counts, and the comparison is held on one core. With `--instructions` the instructions are
counted too, where valgrind is installed: they are the same on a busy machine. The output is Markdown.
"""

from __future__ import annotations

import argparse
import os
import re
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
COMPOSING = "yaml.compose"
IMPORTING = "the bare imports"
FAULTS = 5
COUNTED = (10, 30)
"""So many cases are checked where instructions are counted: the difference is what cases cost without the start."""
BARE_IMPORTS = "import click, yaml, json; from pydantic import BaseModel"
"""What every start pays. `import pydantic` alone loads next to nothing: it fetches what is used when it is used."""


@dataclass(frozen=True)
class Measured:
    """One command's cost."""

    seconds: float
    """Wall clock."""
    processor: float
    """Seconds of all its processes: less at the mercy of what else the machine does."""
    peak: float
    """Largest resident memory of the process or one of its children, in MiB."""


def measure(command: Sequence[str], cores: int, repeat: int) -> Measured:
    """Runs `command` on the first `cores` cores and gives the best of `repeat` runs."""
    return measure_in_turn([command], cores, repeat)[0]


def measure_in_turn(commands: Sequence[Sequence[str]], cores: int, repeat: int) -> list[Measured]:
    """Runs the commands one after the other, `repeat` times all of them, and gives the best run of each.

    So what slows the machine down for a while slows all of them down.
    """
    runs = [[_once(command, cores) for command in commands] for _ in range(repeat)]
    return [min(of_one, key=lambda measured: measured.processor) for of_one in zip(*runs, strict=True)]


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
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


_COLLECTED = re.compile(rb"Collected : (\d+)")


def instructions(command: Sequence[str]) -> int:
    """Gives how many instructions a command takes, which are nearly the same in every run; needs valgrind."""
    valgrind = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command)
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    ended = subprocess.run(valgrind, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, check=False)
    found = _COLLECTED.search(ended.stderr)
    if found is None:
        raise RuntimeError(f"valgrind ended with {ended.returncode}: {ended.stderr.decode()[-500:]}")
    return int(found[1])


def validate(*paths: str, jobs: int = 1) -> tuple[str, ...]:
    """The command whose speed counts: everything checked, everything reported."""
    return (*KOJIN_CHECK, "validate", "--format", "json", "--jobs", str(jobs), *paths)


def commands(folder: Path, schema: Path) -> dict[str, tuple[str, ...]]:
    """Gives what is compared: kojin-check on clean cases and on the same with findings, and the others on the former."""
    clean, faulty = folder / "clean", folder / "faulty"
    files = [str(path) for path in sorted(clean.rglob("*.yaml"))]
    return {
        COMPOSING: (sys.executable, "-c", COMPOSE, str(clean)),
        "kojin-check": validate(str(clean)),
        f"kojin-check, {FAULTS} findings a case": validate(str(faulty)),
        "yamllint -d relaxed": (sys.executable, "-m", "yamllint", "-d", "relaxed", str(clean)),
        "check-jsonschema": (sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *files),
    }


def compare(folder: Path, schema: Path, cases: int, repeat: int) -> None:
    """Prints what a folder of cases costs, and how much of it what libyaml's own composing takes."""
    make_corpus(folder / "clean", cases)
    make_corpus(folder / "faulty", cases, FAULTS)
    size = sum(path.stat().st_size for path in (folder / "clean").rglob("*.yaml")) / 1e6
    named = list(commands(folder, schema).items())
    measured = measure_in_turn([command for _, command in named[:3]], 1, repeat)
    measured += [measure(command, 1, 1) for _, command in named[3:]]
    compose = measured[0].processor
    print(f"### {cases:,} cases of 120 answers ({size:.0f} MB), one core\n")
    print(f"| | seconds | of the processor | times {COMPOSING} | MiB |")
    print("|---|---:|---:|---:|---:|")
    for (name, _), one in zip(named, measured, strict=True):
        ratio = one.processor / compose
        print(f"| {name} | {one.seconds:.2f} | {one.processor:.2f} | {ratio:.2f} | {one.peak:.0f} |", flush=True)
    print()


def compare_cores(folder: Path, numbers: Sequence[int], repeat: int) -> None:
    """Prints how much sooner two cores are done than one, and what sharing the work costs."""
    print("### Two cores\n")
    print("| cases | seconds on one | on two | times as fast | of the processor: times one |")
    print("|---:|---:|---:|---:|---:|")
    for number in numbers:
        cases = folder / f"{number}"
        make_corpus(cases, number)
        runs = [(_once(validate(str(cases)), 1), _once(validate(str(cases), jobs=2), 2)) for _ in range(repeat)]
        one, two = max(runs, key=lambda pair: pair[0].seconds / pair[1].seconds)
        speed, overhead = one.seconds / two.seconds, two.processor / one.processor
        print(f"| {number:,} | {one.seconds:.2f} | {two.seconds:.2f} | {speed:.2f} | {overhead:.2f} |", flush=True)
    print()


def compare_instructions(folder: Path, schema: Path) -> None:
    """Prints the instructions that a start takes, and one more case: the difference between a few cases and some more."""
    print("### Instructions of one case, in millions\n")
    print("| | | times the bare imports |")
    print("|---|---:|---:|")
    counted = {name: instructions(command) / 1e6 for name, command in single_commands(schema).items()}
    for name, million in counted.items():
        print(f"| {name} | {million:,.0f} | {million / counted[IMPORTING]:.2f} |")
    print()
    few, more = (folder / str(number) for number in COUNTED)
    for number, cases in zip(COUNTED, (few, more), strict=True):
        make_corpus(cases / "clean", number)
        make_corpus(cases / "faulty", number, FAULTS)
    print("### Instructions of many cases, in millions\n")
    print(f"| | start and {COUNTED[0]} cases | each further case | times {COMPOSING} |")
    print("|---|---:|---:|---:|")
    compose = 0.0
    for (name, command), (_, longer) in zip(commands(few, schema).items(), commands(more, schema).items(), strict=True):
        begun = instructions(command)
        each = (instructions(longer) - begun) / (COUNTED[1] - COUNTED[0])
        compose = compose or each
        print(f"| {name} | {begun / 1e6:,.0f} | {each / 1e6:.1f} | {each / compose:.2f} |", flush=True)
    print()


def single_commands(schema: Path) -> dict[str, tuple[str, ...]]:
    """Gives what is compared for a single case, where nearly everything is the start."""
    return {
        IMPORTING: (sys.executable, "-c", BARE_IMPORTS),
        "kojin-check": validate(str(CASE)),
        "check-jsonschema": (sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), str(CASE)),
    }


def compare_start(schema: Path, repeat: int) -> None:
    """Prints what one case costs, and how much of it is importing libraries."""
    named = single_commands(schema)
    measured = dict(zip(named, measure_in_turn(list(named.values()), 1, repeat), strict=True))
    print("### One case\n")
    print("| | seconds | of the processor | times the bare imports |")
    print("|---|---:|---:|---:|")
    for name, one in measured.items():
        ratio = one.processor / measured[IMPORTING].processor
        print(f"| {name} | {one.seconds:.3f} | {one.processor:.3f} | {ratio:.2f} |")
    print()


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
    parser.add_argument("--cores", type=int, nargs="*", default=[300, 1000])
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--growth", type=int, nargs="*", default=[100, 1000, 10000])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        schema = Path(folder) / "case.schema.json"
        schema.write_bytes(subprocess.run((*KOJIN_CHECK, "schema", "case"), check=True, capture_output=True).stdout)
        compare(Path(folder) / "cases", schema, options.cases, options.repeat)
        compare_start(schema, options.repeat * 3)
        compare_cores(Path(folder) / "cores", options.cores, options.repeat)
        if options.instructions:
            compare_instructions(Path(folder) / "counted", schema)
    grow(options.growth)


if __name__ == "__main__":
    main()
