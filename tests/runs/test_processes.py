from __future__ import annotations

import multiprocessing
import os
import pickle
import subprocess
import sys
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from kojin_check.errors import KojinCheckError
from kojin_check.findings import Text
from kojin_check.model.library import Library
from kojin_check.runs.batch import check_files
from kojin_check.runs.processes import shared

CASES = 60
PATIENCE = 30
"""Seconds; what is waited for takes less than one."""


@pytest.fixture
def folder(tmp_path: Path, published_case: str) -> Path:
    for number in range(CASES):
        (tmp_path / f"{number:02}.yaml").write_text(published_case, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("end", [subprocess.Popen.terminate, subprocess.Popen.kill])
def test_no_process_outlives_a_run_that_is_ended_from_outside(end: Any, folder: Path) -> None:
    command = [sys.executable, "-m", "kojin_check", "validate", ".", "--jobs", "3"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        run.stdout.read(1)  # Its processes are at work.
        end(run)

        # All of them hold the pipe: it comes to its end when the last one has.
        run.communicate(timeout=PATIENCE)

    assert run.returncode != 0


SPAWNING = """
import multiprocessing, sys

if __name__ == "__main__":
    get_context = multiprocessing.get_context
    multiprocessing.get_context = lambda method=None: get_context("spawn")
    from kojin_check.cli import main

    main()
"""


@pytest.mark.parametrize("configuration", ["", "severity: {KJ405: error}\n"])
def test_processes_that_are_not_forked_give_the_same(
    configuration: str, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    program = tmp_path_factory.mktemp("program") / "spawning.py"
    program.write_text(SPAWNING, encoding="utf-8")
    if configuration:
        (folder / "kojin-check.yaml").write_text(f"schema: kojin-check/config/v1\n{configuration}", encoding="utf-8")

    def run(*command: str) -> tuple[int, bytes, bytes]:
        arguments = [sys.executable, *command]
        done = subprocess.run(arguments, cwd=folder, capture_output=True, check=False)
        return done.returncode, done.stdout, done.stderr

    arguments = ("validate", ".", "--format", "json", "--jobs")
    code, stdout, stderr = run("-m", "kojin_check", *arguments, "1")
    assert (stderr, b"KJ405" in stdout) == (b"", True)
    assert run(str(program), *arguments, "2") == (code, stdout, b"")


def refuse(*_: Any, **__: Any) -> Any:
    raise BlockingIOError(11, "Resource temporarily unavailable")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes are not forked")
@pytest.mark.parametrize("allowed", [0, 1])
def test_without_more_processes_a_run_gives_the_same(
    allowed: int, folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = list(check_files([str(folder)], library, jobs=1))
    really_fork = os.fork
    forks: list[None] = []

    def fork() -> int:
        if len(forks) == allowed:
            refuse()
        forks.append(None)
        return really_fork()

    monkeypatch.setattr(os, "fork", fork)

    assert list(check_files([str(folder)], library, jobs=2)) == expected
    assert multiprocessing.active_children() == []


def test_without_what_processes_speak_through_a_run_gives_the_same(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)

    assert len(list(check_files([str(folder)], library, jobs=2))) == CASES


def test_there_are_no_more_processes_than_any_system_allows(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kojin_check.runs.batch.MOST_PROCESSES", 1)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", None)

    assert len(list(check_files([str(folder)], library, jobs=10_000))) == CASES


def begin() -> None:
    """Nothing is needed."""


def number_or_fault(number: int) -> int:
    if number == 50:
        raise KojinCheckError(Text("50", "50"))
    return number


@pytest.mark.parametrize("processes", [2, 3])
def test_what_cannot_be_done_is_told_in_its_turn_whoever_does_it(processes: int) -> None:
    told = shared(range(200), number_or_fault, processes, nullcontext(number_or_fault), begin)

    assert list(islice(told, 48)) == [*range(48)]
    with pytest.raises(KojinCheckError, match="50"):
        next(told)
    assert multiprocessing.active_children() == []


_is_done_here: Any


def begin_with(is_done_here: Any) -> None:
    global _is_done_here
    _is_done_here = is_done_here


def wait(number: int) -> int:
    _is_done_here.wait(PATIENCE)
    return number


def test_the_process_that_shares_its_work_does_a_part_of_it() -> None:
    is_done_here = multiprocessing.get_context("fork" if sys.platform == "linux" else None).Event()

    def here(number: int) -> int:
        is_done_here.set()
        return number

    assert list(shared(range(200), wait, 2, nullcontext(here), begin_with, is_done_here)) == [*range(200)]
    assert is_done_here.is_set()


def test_a_process_that_is_not_forked_loads_the_checklists_itself(library: Library) -> None:
    again = pickle.loads(pickle.dumps(library))

    assert (again, again.ids) == (library, library.ids)
