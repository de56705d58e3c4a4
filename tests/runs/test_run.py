"""The outcome of a run speaks of all its cases, whatever becomes of what is handed on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import ROOT

from kojin_check.errors import ExitCode, OutputError
from kojin_check.findings import Severity, Text
from kojin_check.model.library import Library
from kojin_check.runs.request import Fixing, Request
from kojin_check.runs.run import CheckedFile, run

CORRECT = (ROOT / "tests" / "data" / "examples" / "corrected.yaml").read_text(encoding="utf-8")
SLIPPED = CORRECT.replace("業務フロー: ○", "業務フロー: 〇", 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.yaml").write_text(SLIPPED, encoding="utf-8")
    return tmp_path


def none_of_them(files: Iterator[CheckedFile]) -> None:
    """Leaves all."""


def first_of_them(files: Iterator[CheckedFile]) -> None:
    next(files)


@pytest.mark.parametrize("deliver", [none_of_them, first_of_them, list])
def test_what_is_not_taken_counts_nevertheless(deliver: object, folder: Path, library: Library) -> None:
    outcome = run(Request((str(folder),), library), deliver)  # type: ignore[arg-type]
    assert (outcome.summary.cases, outcome.summary.warnings, outcome.account.files) == (3, 3, 0)
    assert outcome.exit_code(Severity.ERROR) is ExitCode.OK
    assert outcome.exit_code(Severity.WARNING) is ExitCode.FINDINGS


def test_a_trial_counts_what_would_be_corrected_and_writes_nothing(folder: Path, library: Library) -> None:
    differences: list[str] = []

    def keep(files: Iterator[CheckedFile]) -> None:
        differences.extend(file.correction.difference for file in files if file.correction is not None)

    outcome = run(Request((str(folder),), library, fixing=Fixing.TRY), keep)
    assert (outcome.summary.warnings, outcome.account.files, dict(outcome.account.fixed)) == (3, 3, {"KJ104": 3})
    assert [("〇\n+" in one, one.count("業務フロー: ○\n")) for one in differences] == [(True, 1)] * 3
    assert [file.read_text(encoding="utf-8") for file in sorted(folder.iterdir())] == [SLIPPED] * 3


def test_files_are_corrected_and_what_is_left_is_reported(folder: Path, library: Library) -> None:
    outcome = run(Request((str(folder),), library, fixing=Fixing.WRITE), none_of_them)
    assert (outcome.summary.warnings, outcome.account.files) == (0, 3)
    assert [file.read_text(encoding="utf-8") for file in sorted(folder.iterdir())] == [CORRECT] * 3


def test_a_file_that_cannot_be_read_is_a_failure_and_the_others_are_checked(folder: Path, library: Library) -> None:
    (folder / "b.yaml").unlink()
    (folder / "b.yaml").symlink_to("nowhere.yaml")
    outcome = run(Request((str(folder),), library), none_of_them)
    assert outcome.summary.cases == 2
    assert [failure.message.en.split(" (")[0] for failure in outcome.failures] == [f"Cannot read {folder}/b.yaml"]
    assert outcome.exit_code(Severity.ERROR) is ExitCode.CANNOT_RUN


def test_a_file_that_cannot_be_written_says_how_much_could_be_fixed(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OutputError(Text("書き込めません。", "Cannot write."))

    monkeypatch.setattr("kojin_check.editing.edits.rewrite_file", refuse)
    outcome = run(Request((str(folder / "a.yaml"),), library, fixing=Fixing.WRITE), none_of_them)

    assert [failure.message for failure in outcome.failures] == [
        Text("書き込めません。このファイルで直せるのは1件です。", "Cannot write. 1 finding in it could be fixed.")
    ]
    assert outcome.exit_code(Severity.ERROR) is ExitCode.CANNOT_RUN
