"""Fixtures that all tests share."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

import pytest
from hypothesis import settings

from kojin_check.cli import program
from kojin_check.cli.terminal.command_line import run as run_group
from kojin_check.model.library import Library, load_library

# The same examples in every run: a change is judged by itself. `python -m tests.fuzz.long` looks for new ones.
settings.register_profile("suite", derandomize=True, deadline=None, max_examples=30)
settings.load_profile("suite")

# Every collection would look through all tests again.
gc.set_threshold(100_000)

ROOT = Path(__file__).parents[1]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Lets a process that has nothing left take over from the others: some tests take seconds, most none."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log)


@dataclass(frozen=True)
class Outcome:
    """What a run of the program left behind."""

    exit_code: int
    output: str
    errors: str


class RunProgram(Protocol):
    """Runs the program with these arguments."""

    def __call__(
        self,
        *arguments: str,
        environment: Mapping[str, str] = ...,
        stdin: bytes = ...,
        encoding: str = ...,
    ) -> Outcome: ...


class Put(Protocol):
    """Puts into a folder what `make` makes in an empty one; it is made once and copied."""

    def __call__(self, make: Callable[[Path], None], folder: Path) -> None: ...


@pytest.fixture(scope="session")
def put(tmp_path_factory: pytest.TempPathFactory) -> Put:
    """Copies what takes a while to make, such as a repository."""
    made: dict[Callable[[Path], None], Path] = {}

    def put(make: Callable[[Path], None], folder: Path) -> None:
        if make not in made:
            made[make] = tmp_path_factory.mktemp(make.__name__)
            make(made[make])
        shutil.copytree(made[make], folder, symlinks=True, dirs_exist_ok=True)

    return put


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def library() -> Library:
    """The checklists that the program brings along."""
    return load_library(ROOT / "checklists")


@pytest.fixture(scope="session")
def published_case() -> str:
    """The ward's real case, as published."""
    return (ROOT / "cases" / "faq-system.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def corrected_case() -> str:
    """The real case with its four slips corrected: it gives no finding."""
    return (ROOT / "tests" / "data" / "examples" / "corrected.yaml").read_text(encoding="utf-8")


@pytest.fixture
def kojin_check(tmp_path: Path) -> RunProgram:
    """Runs the installed program in a process of its own, in an empty folder and without the caller's environment."""

    def run(
        *arguments: str,
        environment: Mapping[str, str] = MappingProxyType({}),
        stdin: bytes = b"",
        encoding: str = "utf-8",
    ) -> Outcome:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP") if name in os.environ}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "kojin_check", *arguments],
            cwd=tmp_path,
            env={**kept, "HOME": str(tmp_path), "PYTHONUTF8": "1", **environment},
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    return run


@pytest.fixture(scope="session")
def bundled() -> Library:
    """The checklists that the program takes when none are named, for runs in this process."""
    return load_library()


@pytest.fixture
def kojin_check_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], bundled: Library
) -> RunProgram:
    """Like `kojin_check`, but in this process: quicker, where the process as such is not what is tested.

    The checklists that come along are read once for all runs; nothing else is kept from one to the next.
    """

    def load(*folders: Path | str) -> Library:
        return load_library(*folders) if folders else replace(bundled)

    monkeypatch.setattr("kojin_check.cli.terminal.session.load_library", load)

    def run(
        *arguments: str,
        environment: Mapping[str, str] = MappingProxyType({}),
        stdin: bytes = b"",
        encoding: str = "utf-8",
    ) -> Outcome:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(stdin), encoding))
        with monkeypatch.context() as patched:
            for name in [name for name in os.environ if name.startswith(("KOJIN_CHECK", "GITHUB", "CI_"))]:
                patched.delenv(name)
            for name, value in {"COLUMNS": "80", "HOME": str(tmp_path), **environment}.items():
                patched.setenv(name, value)
            exit_code = run_group(program(), arguments, environment)
        captured = capsys.readouterr()
        return Outcome(exit_code, captured.out, captured.err)

    return run
