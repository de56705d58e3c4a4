"""Runs many generated inputs through the whole program, from bytes to every report.

    python -m tests.fuzz.long [N] [--kind KIND] [--seed SEED] [--most CHARACTERS] [--limit SECONDS] [--failures FOLDER]

Inputs are files of cases, or repositories (folders, migrations, configurations, forms) in which a command is run.
They come in rounds; a round and its seed give the same inputs again. What fails is made as small as
it gets, written to a file and counted, and the run goes on. Ends with 1 if anything failed.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning
from tests.conftest import ROOT
from tests.fuzz.repositories import REPOSITORIES, Repository, check_repository
from tests.fuzz.strategies import sources
from tests.fuzz.whole_path import check_report, report_on

from kojin_check.model.library import Library, load_library
from kojin_check.reading.reading import MAX_BYTES

ROUND = 500
"""Inputs that one run of the generator makes; it remembers all of them."""
REPORT_EVERY = 5
"""Rounds between two lines of progress."""

LIMIT = 2.0
"""Seconds of processor time that a file within the limits may take, from its bytes to its findings."""

warnings.simplefilter("ignore", HypothesisWarning)  # It finds some inputs too long to be printed.


class SlowInputError(AssertionError):
    """An input took longer than the limit."""


@dataclass(frozen=True)
class Kind:
    """One kind of inputs."""

    inputs: st.SearchStrategy[Any]
    check: Callable[[Any, Library, float], Iterator[str]]
    """Asserts what must hold of an input within some seconds, and gives what is counted of it."""
    keep: Callable[[Any, Path], object]
    """Writes an input to a path that does not exist."""


def _check_source(source: bytes | str, library: Library, limit: float) -> Iterator[str]:
    started = time.process_time()
    report = report_on(source, library)
    taken = time.process_time() - started
    if taken > limit and len(source) <= MAX_BYTES:
        raise SlowInputError(f"{taken:.1f} seconds")
    check_report(report, source, library)
    yield from {finding.rule for finding in report.findings} or {"no finding"}


def _check_repository(repository: Repository, library: Library, limit: float) -> Iterator[str]:
    started = time.process_time()
    yield from check_repository(repository, library)
    taken = time.process_time() - started
    if taken > limit:
        raise SlowInputError(f"{taken:.1f} seconds")


def _keep_source(source: bytes | str, path: Path) -> None:
    path.write_bytes(source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass"))


def _keep_repository(repository: Repository, path: Path) -> None:
    path.mkdir()
    repository.make(path)


def kinds(most: int) -> dict[str, Kind]:
    """Gives the kinds of inputs by their names; a token of a case is repeated up to `most` characters."""
    repositories = {name: Kind(make(), _check_repository, _keep_repository) for name, make in REPOSITORIES.items()}
    return {"cases": Kind(sources(most), _check_source, _keep_source), **repositories}


@dataclass
class Run:
    """What has been tried so far."""

    failures: Path
    """Folder for inputs that failed."""
    limit: float = LIMIT
    """Seconds of processor time; longer, and an input has failed."""
    inputs: int = 0
    slowest: float = 0.0
    """Seconds of processor time that the slowest input took, with all that was asserted of it."""
    met: Counter[str] = field(default_factory=Counter)
    """How many inputs each rule reported something on, or how often a command ended with each code."""
    found: Counter[str] = field(default_factory=Counter)
    """Kinds of failures: the exception and where it was raised."""

    def round(self, number: int, kind: Kind, first_seed: int) -> None:
        """Tries the inputs of one round."""
        library = load_library(ROOT / "checklists")
        last: list[Any] = []

        @seed(first_seed + number)
        @settings(
            max_examples=ROUND,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        )
        @given(kind.inputs)
        def one(source: Any) -> None:
            self.inputs += 1
            last[:] = [source]
            started = time.process_time()
            self.met.update(kind.check(source, library, self.limit))
            self.slowest = max(self.slowest, time.process_time() - started)

        try:
            one()
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            self._keep(last[0], kind, error, first_seed + number)

    def _keep(self, source: Any, kind: Kind, error: BaseException, used_seed: int) -> None:
        failure = _failure(error)
        self.found[failure] += 1
        if self.found[failure] > 3:
            return  # The same again.
        self.failures.mkdir(parents=True, exist_ok=True)
        path = self.failures / sha256(repr(source).encode("utf-8", "replace")).hexdigest()[:12]
        if not path.exists():
            kind.keep(source, path)
        details = "".join(traceback.format_exception(error))
        path.with_suffix(".txt").write_text(
            f"seed {used_seed}\n{failure}\n{source!r}\n\n{details}", encoding="utf-8", errors="replace"
        )
        print(f"{path}: {failure}", flush=True)

    def line(self, started: float) -> str:
        """Gives what has been tried as one line."""
        return (
            f"{self.inputs} inputs in {time.monotonic() - started:.0f} s, slowest {self.slowest:.2f} s, "
            f"{len(self.met)} different outcomes, {sum(self.found.values())} failures"
        )


def _failure(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):
        return _failure(error.exceptions[0])
    if isinstance(error, SlowInputError):
        return "slow"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "hypothesis" not in frame.filename]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {place}"


def main() -> int:
    """Runs as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("inputs", nargs="?", type=int, default=10_000, metavar="N", help="how many inputs, at least")
    parser.add_argument("--kind", choices=list(kinds(0)), default="cases", help="of inputs")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most", type=int, default=50_000, help="characters that a token is repeated to")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for one input; more on a slow machine")
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"), help="folder for what failed")
    wanted = parser.parse_args()
    run = Run(wanted.failures, wanted.limit)
    kind = kinds(wanted.most)[wanted.kind]
    started = time.monotonic()
    number = 0
    with suppress(KeyboardInterrupt):
        while run.inputs < wanted.inputs:
            run.round(number, kind, wanted.seed)
            number += 1
            if number % REPORT_EVERY == 0:
                print(run.line(started), flush=True)
    print(run.line(started))
    print(", ".join(f"{what}: {count}" for what, count in sorted(run.met.items())))
    return 1 if run.found else 0


if __name__ == "__main__":
    sys.exit(main())
