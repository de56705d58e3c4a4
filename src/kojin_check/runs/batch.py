"""Checks many cases, in one process or several; the outcome does not depend on how many."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kojin_check.checking.engine import DEFAULT_SETTINGS, Settings, check_bytes
from kojin_check.errors import InputError, KojinCheckError
from kojin_check.findings import FileReport, Unchecked
from kojin_check.model.library import Library
from kojin_check.reading.source import display_path
from kojin_check.rules.cases.internal_error import unchecked
from kojin_check.runs.case_files import EVERYTHING, Candidate, Selection, is_form, no_case, read_candidate, read_file
from kojin_check.runs.request import WHOLE, Request, Shard

if TYPE_CHECKING:
    from kojin_check.since.past import Archive, Past

WORTH_A_SECOND_PROCESS = 100
"""Fewer cases than this are checked before a second process would have started."""
MOST_PROCESSES = 61
"""More than Windows can wait for at once."""


def check_file(path: Path | str, library: Library, settings: Settings = DEFAULT_SETTINGS) -> FileReport:
    """Checks the case in the file at `path`.

    Raises:
        InputError: when the file cannot be read.
    """
    data = read_file(path)
    try:
        return check_bytes(display_path(path), data, library, settings)
    except KojinCheckError:
        raise
    except Exception as error:
        return unchecked(display_path(path), error)


def check_files(
    paths: Sequence[str],
    library: Library,
    settings: Settings = DEFAULT_SETTINGS,
    *,
    jobs: int | None = 1,
    shard: Shard = WHOLE,
    selection: Selection = EVERYTHING,
    on_unreadable: Callable[[InputError], None] | None = None,
    on_unchecked: Callable[[Unchecked], None] = lambda _file: None,
    past: Past | None = None,
) -> Iterator[FileReport]:
    """Checks the cases behind `paths` and yields their reports, in the order of their paths.

    Args:
        paths: files, folders, or `-` for standard input.
        library: of checklists.
        settings: of the run.
        jobs: how many processes check at once; None for one a core when there are many cases.
        shard: which part of the cases to check.
        selection: what counts of the files found in folders.
        on_unreadable: is told of files that cannot be read, so that the others are checked all the
            same; without it the first such file ends the run.
        on_unchecked: is told of everything else that was come across and not checked.
        past: what the files were; where it is given, only what has come up since is reported.

    Raises:
        InputError: when a path does not exist, or there is no case at all.
    """
    for outcome in outcomes(Request(tuple(paths), library, settings, jobs, shard, selection, past)):
        match outcome:
            case Unchecked():
                on_unchecked(outcome)
            case _, FileReport() as report:
                yield report
            case _, InputError() as error:
                if on_unreadable is None:
                    raise error
                on_unreadable(error)


Checking = tuple[Candidate, FileReport | InputError] | Unchecked
"""A case with its report, or why it cannot be read; or a file that is no case."""


def outcomes(request: Request) -> Iterator[Checking]:
    """Checks what `request` names and yields what comes of each file, in the order of their paths.

    Raises:
        InputError: when a path does not exist, or there is no case at all.
    """
    candidates, unchecked = request.survey()
    # A part may be empty, and whoever asks for nothing, or names what may be no case, gets that.
    found = request.shard.of > 1 or not request.paths or request.selection.covers is not None
    waiting = deque(unchecked)
    checked = _checked(candidates, request, _processes(request.jobs, len(candidates)))
    for candidate, outcome in zip(candidates, checked, strict=True):
        while waiting and waiting[0].path < display_path(candidate.path):
            yield waiting.popleft()
        if isinstance(outcome, Unchecked):
            yield outcome
        else:
            found = True
            yield candidate, outcome
    yield from waiting
    if not found:
        raise no_case(request.paths[0], unchecked)


def _processes(jobs: int | None, cases: int) -> int:
    wanted = (os.cpu_count() or 1 if cases >= WORTH_A_SECOND_PROCESS else 1) if jobs is None else jobs
    return max(1, min(wanted, cases, MOST_PROCESSES))


_Checked = FileReport | InputError | Unchecked


def _checked(candidates: Sequence[Candidate], request: Request, processes: int) -> Iterator[_Checked]:
    """What comes of each candidate."""
    if processes > 1:
        from kojin_check.runs.processes import NoProcessesError, shared  # Most runs have one process.

        # What the first case needs, nearly all others need too: forked after it, processes have that from the beginning.
        first, *candidates = candidates
        with _checking(request) as check:
            yield check(first)
        # Without more processes a run takes longer and gives the same.
        with suppress(NoProcessesError):
            yield from shared(
                candidates,
                _check_in_worker,
                processes,
                _checking(request),
                _start_worker,
                request.library,
                request.settings,
                request.past,
            )
            return
    with _checking(request) as check:
        yield from map(check, candidates)


@contextmanager
def _checking(request: Request) -> Iterator[Callable[[Candidate], _Checked]]:
    """What checks a candidate, for as long as a block lasts."""
    with _opened(request.past) as former:
        yield partial(_check, library=request.library, settings=request.settings, former=former)


def _opened(past: Past | None) -> AbstractContextManager[Archive | None]:
    """What the files were, for as long as a block lasts; imported only where it is asked for."""
    if past is None:
        return nullcontext()
    from kojin_check.since.past import archive

    return archive(past)


def _check(candidate: Candidate, library: Library, settings: Settings, former: Archive | None) -> _Checked:
    path = candidate.shown
    try:
        data = read_candidate(candidate)
        if isinstance(data, Unchecked):
            return data
        if is_form(candidate):
            from kojin_check.workbook.checking import check_form  # Few runs have to do with workbooks.

            return check_form(path, data, library, settings)
        if former is None:
            return check_bytes(path, data, library, settings)
        from kojin_check.since.comparison import check_since

        return check_since(path, data, former.state(candidate.path), library, settings)
    except InputError as error:
        return error
    except KojinCheckError:
        raise  # The checklists are broken, which is not this file's fault.
    except Exception as error:
        return unchecked(path, error)


_worker: Callable[[Candidate], _Checked]


def _start_worker(library: Library, settings: Settings, past: Past | None) -> None:
    global _worker
    # The worker keeps its archive until it is ended, and with it the archive's process.
    former = None
    if past is not None:
        from kojin_check.since.past import Archive

        former = Archive(past)
    _worker = partial(_check, library=library, settings=settings, former=former)


def _check_in_worker(candidate: Candidate) -> _Checked:
    return _worker(candidate)
