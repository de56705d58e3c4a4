"""Corrects in a case what can be corrected without asking, and proves of every correction that it is safe.

A finding may come with a fix. Whether it is made is not left to the rule alone: the corrected file is
checked again, and a fix stays only if its finding is gone, the case says the same as before, and
nothing new is wrong. So whatever unusual notation a file has, it is corrected rightly or not at all.
"""

from __future__ import annotations

import sys
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from kojin_check.checking.engine import Settings, check_tree, with_line_hashes
from kojin_check.editing.edits import apply_edits, encode_as, legible_diff, unified_diff
from kojin_check.findings import Edit, FileReport, Finding
from kojin_check.model.case import Case, Matter
from kojin_check.model.content import content
from kojin_check.model.decode import decode
from kojin_check.model.library import Library
from kojin_check.model.marks import canonical
from kojin_check.model.pages import Pages
from kojin_check.reading.cleaned_tree import cleaned
from kojin_check.reading.reading import read_bytes
from kojin_check.reading.tree import Tree
from kojin_check.rules.cases.personal_data import concealed
from kojin_check.rules.rule import RULES

_MOST_TRIALS = 100
"""How often one file is checked anew. Usually all fixes are made at once, and those at the same place one after the other."""

_TOO_LARGE = "KJ008"

_Stretch: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""Where an edit begins and where it ends, as line and column."""
_FAR_BEHIND = (sys.maxsize, sys.maxsize)


@dataclass(frozen=True, slots=True)
class Correction:
    """A case before and after everything was corrected that can be."""

    original: bytes
    before: str
    """Its text as it was, without a byte order mark."""
    after: str
    """Its text with the fixes made; equal to `before` when there are none."""
    fixed: tuple[Finding, ...]
    """The findings that are gone, at the positions that they had when they were corrected."""
    report: FileReport
    """What is left to report."""
    is_unfinished: bool = False
    """True when it took so many trials that fixes were left for another run."""

    @property
    def data(self) -> bytes:
        """The corrected file, in the encoding of the original."""
        return encode_as(self.original, self.after) if self.fixed else self.original

    @property
    def difference(self) -> str:
        """The lines that change, as a unified diff to be shown; nothing where nothing is fixed."""
        if not self.fixed:
            return ""
        return legible_diff(concealed(unified_diff(self.report.path, self.before, self.after)))


def correct(path: str, data: bytes, library: Library, settings: Settings) -> Correction:
    """Corrects a case given as a file's bytes; nothing is written.

    Only findings that `settings` reports are corrected, and none that a waiver covers: somebody
    accepted it as it is.

    Args:
        path: the name that findings show.
        data: the whole file.
        library: of checklists.
        settings: which findings are wanted.
    """
    start = _State.of(path, data, library, settings)
    state, fixed = start, list[Finding]()
    trials = _Trials(library, settings, _MOST_TRIALS)
    while not state.is_cut_short and (step := trials.farthest(state, _apart(state.report.findings))) is not None:
        state = step.state
        fixed += step.fixed
    is_unfinished = trials.left <= 0 and bool(_apart(state.report.findings))
    correction = Correction(data, start.text, state.text, tuple(fixed), state.report, is_unfinished)
    return replace(correction, report=with_line_hashes(state.report, correction.data, settings))


@dataclass(frozen=True)
class _State:
    """A case at one moment, with all that is known of it."""

    path: str
    data: bytes
    tree: Tree
    report: FileReport
    """What the run reports."""
    everything: tuple[Finding, ...]
    """What all rules report."""
    pages: Pages | None
    """Of the case's form, where it is known."""

    @classmethod
    def of(cls, path: str, data: bytes, library: Library, settings: Settings) -> _State:
        tree = read_bytes(path, data, library.case_outline)
        report = check_tree(tree, library, settings)
        full = report
        if settings.select or settings.ignore:
            full = check_tree(tree, library, settings._replace(select=(), ignore=()))
        version = library.version_named_in(tree)
        return cls(path, data, tree, report, (*full.findings, *full.waived), None if version is None else version.pages)

    @property
    def text(self) -> str:
        return self.tree.source.text

    @property
    def is_cut_short(self) -> bool:
        """True when there is more to report than is reported, so that nobody could tell what a fix brings about."""
        return any(finding.rule == _TOO_LARGE for finding in self.everything)

    def meaning(self) -> object:
        """What the case says, whatever characters say it."""
        return None if self.tree.root is None else _meaning(decode(Case, cleaned(self.tree), self.pages).model)


class _Step(NamedTuple):
    state: _State
    fixed: Sequence[Finding]


@dataclass
class _Trials:
    """Tries fixes out; counts how often, so that no file takes forever."""

    library: Library
    settings: Settings
    left: int

    def farthest(self, state: _State, findings: Sequence[Finding]) -> _Step | None:
        """Corrects as many of `findings` as it is safe to correct together; None when it is none of them."""
        if not findings or self.left <= 0:
            return None
        self.left -= 1
        after = _State.of(state.path, encode_as(state.data, _edited(state, findings)), self.library, self.settings)
        if _is_safe(state, after, findings):
            return _Step(after, findings)
        if len(findings) == 1 or state.tree.root is None:
            # Of a file that cannot be read to its end, more comes to light with every fix but the last.
            return None
        half = len(findings) // 2
        return self.farthest(state, findings[:half]) or self.farthest(state, findings[half:])


def _edited(state: _State, findings: Iterable[Finding]) -> str:
    return apply_edits(state.text, (edit for finding in findings for edit in _edits(finding)))


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return () if finding.fix is None else finding.fix.edits


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings with fixes that do not touch each other, so that all of them can be made at once."""
    chosen: list[Finding] = []
    taken: list[_Stretch] = []
    for finding in findings:
        stretches = [(edit.span[:2], edit.span[2:]) for edit in _edits(finding)]
        if stretches and not any(_touches(stretch, taken) for stretch in stretches):
            chosen.append(finding)
            for stretch in stretches:
                insort(taken, stretch)
    return chosen


def _touches(stretch: _Stretch, taken: Sequence[_Stretch]) -> bool:
    """Whether `stretch` has a place in common with one of those in `taken`, which are in order and do not touch."""
    start, end = stretch
    before = bisect_right(taken, (end, _FAR_BEHIND))
    return before > 0 and taken[before - 1][1] >= start


# Whether a fix is safe


def _is_safe(before: _State, after: _State, fixed: Sequence[Finding]) -> bool:
    """True when the case says the same, what was fixed is gone, and nothing is wrong that was not wrong before.

    Some rules are silent about a place at which something else is wrong already. What they have to
    say of it comes to light when that is corrected, and is not new.
    """
    expected = Counter(map(_identity, before.everything))
    expected.subtract(map(_identity, fixed))
    corrected = set(map(_identity, fixed))
    lines = _changed_lines(fixed)
    for finding in after.everything:
        identity = _identity(finding)
        if expected[identity] > 0:
            expected[identity] -= 1
        elif identity in corrected or not _was_hidden(finding, lines):
            return False
    return after.meaning() == before.meaning()


def _identity(finding: Finding) -> tuple[str, str | None, int | None]:
    """What a finding is about, apart from its position, which fixes change."""
    return finding.rule, None if finding.item is None else finding.item.address, finding.matter


def _was_hidden(finding: Finding, lines: Collection[int]) -> bool:
    spans = (finding.span, *(related.span for related in finding.related))
    return RULES[finding.rule].yields or any(span.line in lines for span in spans)


def _changed_lines(fixed: Iterable[Finding]) -> frozenset[int]:
    """The lines of the corrected text in which something was edited."""
    lines: set[int] = set()
    shift = 0
    for edit in sorted((edit for finding in fixed for edit in _edits(finding)), key=lambda edit: edit.span):
        first, added = edit.span.line + shift, edit.text.count("\n")
        lines.update(range(first, first + added + 1))
        shift += added - (edit.span.end_line - edit.span.line)
    return frozenset(lines)


def _meaning(case: Case) -> object:
    """What a case says: not the spelling of marks and dates, nor under which kind an answer stands."""
    return content(case, {Matter: {"answers"}}), [_answers(matter) for matter in case.matters]


def _answers(matter: Matter) -> Counter[tuple[str | None, ...]]:
    return Counter(
        (
            actor,
            name,
            canonical(answer.mark).casefold(),
            answer.reason,
            answer.note,
            repr(content(dict(answer.fields), {})),
        )
        for actor, kinds in matter.answers.items()
        for answers in kinds.values()
        for name, answer in answers.items()
    )
