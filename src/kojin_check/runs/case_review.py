"""Cases compared with what they were: two files, or all cases of a repository with an earlier revision of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kojin_check.checking.engine import examine_bytes
from kojin_check.diff.case_changes import CaseDiff, CaseState, compare_cases
from kojin_check.errors import InputError
from kojin_check.findings import Text
from kojin_check.git.revision import RevisionPath, names_file, parse_revision_path, read_revision_file
from kojin_check.model.case import Case
from kojin_check.model.library import Library
from kojin_check.reading.source import display_path
from kojin_check.reading.tree import MappingNode
from kojin_check.runs.case_files import SUFFIXES, Candidate, Selection, other_format, read_file
from kojin_check.since.comparison import FormerState, is_same_case
from kojin_check.since.past import Archive, Past

_HARMLESS = frozenset({"KJ005", "KJ009"})
"""Problems that leave no doubt about what is written: something is missing, or a character is suspicious."""


@dataclass(frozen=True, slots=True)
class CaseReview:
    """What has changed in one case or in many."""

    diffs: tuple[CaseDiff, ...]
    """The cases that differ from what they were; of two that were named, always these."""
    since: str | None = None
    """The revision that the cases were compared with; None where two were named."""
    added: tuple[CaseState, ...] = ()
    """Cases that were not there."""
    removed: tuple[CaseState, ...] = ()
    """Cases that are no longer there."""
    unchanged: int = 0
    """How many cases say what they said."""

    @property
    def is_empty(self) -> bool:
        """True when nothing has changed."""
        return not (self.added or self.removed or any(diff.pages for diff in self.diffs))


def names_case(name: str) -> bool:
    """True when `name` is a case rather than a version of the checklists: a file, also one of a revision."""
    if os.path.exists(name):
        return not os.path.isdir(name)
    place = parse_revision_path(name)
    return name.lower().endswith(SUFFIXES) or (place is not None and names_file(place))


def read_state(name: str, library: Library) -> CaseState:
    """Gives the case that `name` stands for: a file, or `revision:file` in a git checkout.

    Raises:
        InputError: when there is no such file, or it cannot be read as a case.
    """
    place: RevisionPath | None = None if os.path.exists(name) else parse_revision_path(name)
    if place is not None:
        return case_state(str(place), read_revision_file(place), library)
    if not os.path.lexists(name):
        shown = display_path(name)
        raise InputError(Text(f"{shown} というファイルはありません。", f"There is no file {shown}."))
    return case_state(display_path(name), read_file(name), library)


def case_state(name: str, data: bytes, library: Library) -> CaseState:
    """Gives the case in `data`.

    Raises:
        InputError: when it cannot be read as a case at all.
    """
    context = examine_bytes(name, data, library).context
    tree, decoded = context.tree, context.decoded
    if not isinstance(tree.root, MappingNode) or decoded.is_broken(()):
        problem = next(iter((*tree.problems, *decoded.problems)), None)
        line, why = (1, Text("", "")) if problem is None else (problem.span.line, problem.message)
        raise InputError(
            Text(
                f"{name}:{line}: 案件として読めないので、比べられません。{why.ja}",
                f"{name}:{line}: this cannot be read as a case, so it cannot be compared. {why.en}".rstrip(),
            )
        )
    problems = (*tree.problems, *decoded.problems)
    unread = () if decoded.is_intact(()) else {one.span.line for one in problems if one.code not in _HARMLESS}
    return CaseState(name, decoded.model, context.version, tuple(sorted(unread)))


def review_pair(old: str, new: str, library: Library) -> CaseReview:
    """Compares two cases that are named.

    Raises:
        InputError: when one of them cannot be read.
    """
    return CaseReview((compare_cases(read_state(old, library), read_state(new, library)),))


def review_since(
    past: Past,
    paths: Sequence[str],
    cases: Iterable[tuple[Candidate, bytes]],
    library: Library,
    selection: Selection,
    on_unreadable: Callable[[InputError], None],
) -> CaseReview:
    """Compares the cases behind `paths` with what they were in `past`; files that were renamed are followed.

    Args:
        past: the revision.
        paths: files and folders of the work tree.
        cases: those behind `paths`, as they are now.
        library: of checklists, for both states.
        selection: what counts of the files that were found in folders.
        on_unreadable: is told of files that cannot be compared, so that the others are all the same.

    Raises:
        InputError: when a path does not exist, or lies outside the repository.
    """
    archive = Archive(past)
    diffs: list[CaseDiff] = []
    added: list[CaseState] = []
    unchanged = 0
    known: set[str] = set()
    try:
        for candidate, data in cases:
            try:
                former = archive.state(candidate.path)
                outcome = _compared(display_path(candidate.path), data, former, past.root, library)
            except InputError as error:
                on_unreadable(error)
                continue
            match outcome:
                case CaseState():
                    added.append(outcome)
                case CaseDiff() if outcome.pages or outcome.old.unread or outcome.new.unread:
                    diffs.append(outcome)
                case _:
                    unchanged += 1
            if former is not None and not isinstance(outcome, CaseState):
                known.add(former.place)
        removed = tuple(_removed(past, archive, paths, known, library, selection))
    finally:
        archive.close()
    return CaseReview(tuple(diffs), past.revision, tuple(added), removed, unchanged)


def _compared(
    path: str, data: bytes, former: FormerState | None, root: Path, library: Library
) -> CaseState | CaseDiff | None:
    """What has changed in a case, the case itself where it was not there, or None where not even its file differs."""
    if former is not None and former.data == data:
        return None
    now = case_state(path, data, library)
    if former is None:
        return now
    then = case_state(f"{former.revision}:{former.place}", former.data, library)
    is_renamed = os.path.realpath(root / former.place) != os.path.realpath(path)
    # Git takes one case for another under a new name where both are forms filled in alike.
    return now if is_renamed and not is_same_case(then.case, now.case) else compare_cases(then, now)


def _removed(
    past: Past,
    archive: Archive,
    paths: Iterable[str],
    known: set[str],
    library: Library,
    selection: Selection,
) -> Iterator[CaseState]:
    """The cases that lay behind `paths` and are not there any more, under whatever name."""
    places = [Path(os.path.realpath(path)) for path in paths]
    for blob in past.blobs:
        file = past.root / blob
        if blob in known or not blob.lower().endswith(SUFFIXES) or os.path.lexists(file):
            continue
        is_asked_for = any(place == file or place in file.parents for place in places)
        if not is_asked_for or selection.excluded_by(os.path.relpath(file)) is not None:
            continue
        data = archive.content(blob)
        if other_format(data) is not None:
            continue
        try:
            yield case_state(f"{past.revision}:{blob}", data, library)
        except InputError:
            yield CaseState(f"{past.revision}:{blob}", Case(), None)  # It could not be read, but was there.
