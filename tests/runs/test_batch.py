from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT

from kojin_check.errors import InputError, KojinCheckError
from kojin_check.findings import FileReport
from kojin_check.model.library import Library
from kojin_check.runs.batch import _check, check_file, check_files
from kojin_check.runs.case_files import Candidate


@pytest.fixture
def folder(tmp_path: Path, published_case: str, corrected_case: str) -> Path:
    """Forty cases: published and corrected ones, some of them broken."""
    for number in range(20):
        (tmp_path / f"{number:02}-published.yaml").write_text(published_case, encoding="utf-8")
        broken = corrected_case.replace("○", "×", number)
        (tmp_path / f"{number:02}-corrected.yaml").write_text(broken, encoding="utf-8")
    return tmp_path


def test_reports_do_not_depend_on_the_number_of_processes(folder: Path, library: Library) -> None:
    one = list(check_files([str(folder)], library, jobs=1))
    two = list(check_files([str(folder)], library, jobs=2))
    assert one == two
    assert len(one) == 40
    assert sum(len(report.findings) for report in one) > 0


def test_a_run_that_ends_early_lets_its_processes_end_by_themselves(folder: Path, library: Library) -> None:
    """One that is killed can hold a lock, for which the rest would wait forever."""
    reports = check_files([str(folder)], library, jobs=3)
    next(reports)
    next(reports)
    workers = multiprocessing.active_children()
    reports.close()  # type: ignore[attr-defined]
    assert [worker.exitcode for worker in workers] == [0, 0]


@pytest.mark.skipif(sys.platform != "linux", reason="only forked processes inherit what the test puts in place")
def test_a_process_that_is_stopped_from_outside_ends_the_run(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(candidate: Candidate, **settings: Any) -> object:
        if multiprocessing.parent_process() is not None:
            os._exit(1)
        # Otherwise this process may have done everything before the other one has begun.
        if workers := multiprocessing.active_children():
            wait([worker.sentinel for worker in workers])
        return _check(candidate, **settings)

    monkeypatch.setattr("kojin_check.runs.batch._check", check)
    with pytest.raises(KojinCheckError, match="stopped from outside"):
        list(check_files([str(folder)], library, jobs=2))


def test_folder_and_file_arguments_give_the_same(folder: Path, library: Library) -> None:
    files = sorted(str(path) for path in folder.iterdir())
    assert list(check_files([str(folder)], library)) == list(check_files(files, library))


def test_an_unreadable_file_does_not_stop_the_others(folder: Path, library: Library) -> None:
    (folder / "05-gone.yaml").symlink_to("nowhere.yaml")
    errors: list[InputError] = []
    reports = list(check_files([str(folder)], library, on_unreadable=errors.append))
    assert len(reports) == 40
    assert [error.message.ja.split(" を")[0] for error in errors] == [str(folder / "05-gone.yaml")]
    with pytest.raises(InputError):
        list(check_files([str(folder)], library))


def test_a_folder_with_nothing_but_checklists_has_no_case(library: Library) -> None:
    with pytest.raises(InputError, match="holds no case file"):
        list(check_files([str(ROOT / "checklists" / "r5")], library))


def test_check_file_gives_the_report_of_one_case(library: Library) -> None:
    report = check_file(ROOT / "tests" / "data" / "examples" / "corrected.yaml", library)
    assert isinstance(report, FileReport)
    assert sum(tally.total for tally in report.tallies) == 120
    assert (report.findings, report.path) == ((), str(ROOT / "tests" / "data" / "examples" / "corrected.yaml"))
