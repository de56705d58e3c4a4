"""One run from beginning to end: cases are found, checked, corrected where that is asked for, and handed on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kojin_check.errors import ExitCode, InputError, OutputError
from kojin_check.findings import FileReport, Omission, Severity, Summary, Text, Unchecked
from kojin_check.fix.account import Account
from kojin_check.reading.source import display_path
from kojin_check.runs.batch import Checking, outcomes
from kojin_check.runs.case_files import Candidate, read_candidate
from kojin_check.runs.request import Fixing, Request

if TYPE_CHECKING:
    from kojin_check.fix.fixing import Correction


class CheckedFile(NamedTuple):
    """What a run has made of one file."""

    report: FileReport | Unchecked
    """What there is to report: of a file that has been corrected, on what is left."""
    correction: Correction | None = None
    """What has been corrected, or would be; None where nothing can be, or nobody asked."""
    failure: InputError | OutputError | None = None
    """Why it could not be read, or corrected; it is as it was."""


class Outcome(NamedTuple):
    """What has come of a whole run."""

    summary: Summary
    account: Account
    """What has been corrected, or would be."""
    failures: tuple[InputError | OutputError, ...]
    """Why files could not be read or corrected."""

    def exit_code(self, threshold: Severity | None) -> ExitCode:
        """Gives what the program hands to the shell when findings from `threshold` on are too many; None: no finding is."""
        if self.failures:
            return ExitCode.CANNOT_RUN
        is_reached = threshold is not None and self.summary.reaches(threshold)
        return ExitCode.FINDINGS if is_reached else ExitCode.OK


def run(request: Request, deliver: Callable[[Iterator[CheckedFile]], None]) -> Outcome:
    """Checks the cases of `request` and tells what has come of them.

    Args:
        request: what to check, and what to do with it.
        deliver: is given each file as soon as it has been checked, in the order of their paths, and what was come
            across and not checked. Whatever it leaves is checked nevertheless: the outcome speaks of all of them.

    Raises:
        InputError: when a path does not exist, or there is no case at all.
    """
    summary, account, failures = Summary(), Account(), list[InputError | OutputError]()

    def files() -> Iterator[CheckedFile]:
        nonlocal summary, account
        for checking in outcomes(request):
            file = _file(checking, request)
            summary = summary.plus(file.report)
            if file.correction is not None:
                account = account.plus(file.correction)
            if file.failure is not None:
                failures.append(file.failure)
            yield file

    checked = files()
    deliver(checked)
    deque(checked, maxlen=0)
    return Outcome(summary, account, tuple(failures))


def _file(checking: Checking, request: Request) -> CheckedFile:
    match checking:
        case Unchecked():
            return CheckedFile(checking)
        case candidate, InputError() as error:
            return CheckedFile(Unchecked(display_path(candidate.path), Omission.UNREADABLE), failure=error)
        case candidate, FileReport() as report:
            return _corrected(candidate, report, request)


def _corrected(candidate: Candidate, report: FileReport, request: Request) -> CheckedFile:
    """Corrects a file as far as that is asked for.

    It must stand on disk. One that is write-protected stays as it is, and so does one that somebody changes in
    the meantime.
    """
    if request.fixing is Fixing.NONE or all(finding.fix is None for finding in report.findings):
        return CheckedFile(report)
    # What corrects is imported only where something is to be corrected.
    from kojin_check.editing.edits import rewrite_file
    from kojin_check.fix.fixing import correct

    try:
        data = read_candidate(candidate)
        correction = (
            None if isinstance(data, Unchecked) else correct(report.path, data, request.library, request.settings)
        )
        if correction is None or request.fixing is Fixing.TRY:
            return CheckedFile(report, correction)
    except InputError as error:
        return CheckedFile(report, failure=error)
    try:
        if correction.fixed:
            rewrite_file(Path(candidate.path), correction.original, correction.after)
    except OutputError as error:
        return CheckedFile(report, failure=_with_loss(error, len(correction.fixed)))
    return CheckedFile(correction.report, correction)


def _with_loss(error: OutputError, fixes: int) -> OutputError:
    return OutputError(
        Text(
            f"{error.message.ja}このファイルで直せるのは{fixes:,}件です。",
            f"{error.message.en} {fixes:,} {'finding' if fixes == 1 else 'findings'} in it could be fixed.",
        )
    )
