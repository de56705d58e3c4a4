"""Checks the checklists themselves: folders of versions, or one version's folder.

    for report in lint("checklists"):
        print(report.path, report.findings)

Every file is read with all its defects, so that one run reports everything; `Library` refuses a
broken folder at the first defect.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import kojin_check.rules.checklists  # noqa: F401  Importing the package registers the rules.
from kojin_check.checking.engine import (
    DEFAULT_SETTINGS,
    Settings,
    chosen_findings,
    excerpts_of,
    finding_of_problem,
    finding_of_violation,
    is_told,
    silenced_findings,
)
from kojin_check.checking.waivers import Acceptance, sort_out
from kojin_check.errors import LibraryError
from kojin_check.findings import FileReport, Finding, Problem, Text, Waiver
from kojin_check.model.version_folders import distinct, folders_in, identity, no_version
from kojin_check.reading.source import display_path
from kojin_check.rules.checklists.unused_exception import UNUSED_EXCEPTION, unused_exception
from kojin_check.rules.lint_rule import LINT_RULES, AnyFile, Edition, VersionContext
from kojin_check.rules.rule import RULES, Rule

REPORTABLE: Mapping[str, Rule[Any]] = {
    **{code: rule for code, rule in RULES.items() if code.startswith("KJ0")},
    **LINT_RULES,
}
"""The rules that can report something on checklists: their own, and those about how a file is written (KJ0xx)."""


@dataclass(frozen=True)
class Shelf:
    """The versions that a run is about, among all that there are."""

    chosen: tuple[Edition, ...]
    """By path."""
    by_name: Mapping[str, tuple[Edition, ...]]
    """All versions; of those with one name, in several folders, the first is the one that counts."""

    @cached_property
    def editions(self) -> Mapping[str, Edition]:
        """The versions that count, by name."""
        return {name: namesakes[0] for name, namesakes in self.by_name.items()}

    def context(self, edition: Edition) -> VersionContext:
        """Gives what rules look at for one of the chosen versions."""
        namesakes = self.by_name[edition.name]
        tells = next(one for one in namesakes if one in self.chosen) is edition
        return VersionContext(edition, {**self.editions, edition.name: edition}, namesakes if tells else (edition,))


def open_shelf(*folders: Path | str, among: Iterable[Path] = ()) -> Shelf:
    """Finds the versions in `folders`, each of which is a folder of versions or the folder of one.

    Args:
        folders: what the run is about.
        among: all folders of versions in the order in which they count. Those of `folders` that are not among them
            count before them.

    Raises:
        LibraryError: when a folder cannot be read or holds no version.
    """
    named = distinct(map(Path, folders))
    chosen = {identity(edition.folder): edition for folder in named for edition in _chosen(folder)}
    holding = [Path(os.path.abspath(folder)).parent if Edition(folder).exists else folder for folder in named]
    known = {identity(folder): folder for folder in among}
    ordered = distinct((*(folder for folder in holding if identity(folder) not in known), *known.values()))
    by_name: dict[str, dict[object, Edition]] = {}
    for edition in (*(edition for folder in ordered for edition in _editions(folder)), *chosen.values()):
        place = identity(edition.folder)
        by_name.setdefault(edition.name, {}).setdefault(place, chosen.get(place, edition))
    return Shelf(
        tuple(sorted(chosen.values(), key=lambda edition: display_path(edition.folder))),
        {name: tuple(namesakes.values()) for name, namesakes in by_name.items()},
    )


def _chosen(folder: Path) -> Sequence[Edition]:
    if not os.path.isdir(folder):
        raise LibraryError(
            Text(f"{display_path(folder)} というフォルダはありません。", f"There is no folder {display_path(folder)}.")
        )
    single = Edition(folder)
    editions = [single] if single.exists else _editions(folder)
    if not editions:
        raise no_version(folder)
    return editions


def _editions(folder: Path) -> list[Edition]:
    return [edition for edition in map(Edition, folders_in(folder)) if edition.exists]


def lint(folder: Path | str, settings: Settings = DEFAULT_SETTINGS) -> Iterator[FileReport]:
    """Yields a report on each file of each version in `folder`, by path.

    Raises:
        LibraryError: when the folder or one of its files cannot be read at all, or it holds no version.
    """
    yield from lint_shelf(open_shelf(folder), settings)


def lint_shelf(shelf: Shelf, settings: Settings = DEFAULT_SETTINGS) -> Iterator[FileReport]:
    """Yields a report on each file of each version that the run is about, by path.

    Raises:
        LibraryError: when a file cannot be read at all.
    """
    for edition in shelf.chosen:
        yield from lint_edition(edition, shelf, settings)


def lint_edition(edition: Edition, shelf: Shelf, settings: Settings = DEFAULT_SETTINGS) -> Iterator[FileReport]:
    """Yields a report on each file of one version, by path.

    Raises:
        LibraryError: when a file cannot be read at all.
    """
    context = shelf.context(edition)
    found = [
        *(finding_of_problem(problem, file.tree) for file in edition.files for problem in _problems(file)),
        *(
            finding_of_violation(rule, violation, edition.definition.tree)
            for rule in LINT_RULES.values()
            if rule.check is not None
            for violation in rule.check(context)
            # Where a slip was repaired so that the file could be read, the slip is the finding.
            if not is_told(violation, edition.definition.tree)
        ),
    ]
    still_open, covered = _excused(found, edition)
    for file in sorted(edition.files, key=lambda file: file.path.name):
        chosen = chosen_findings(_in(file, still_open), settings)
        waived = chosen_findings(_in(file, covered), settings)
        yield FileReport(
            path=file.tree.source.path,
            findings=tuple(chosen),
            waived=tuple(waived),
            excerpts=excerpts_of((*chosen, *waived), file.tree.source),
            silenced=len(silenced_findings(_in(file, (*still_open, *covered)), settings)),
        )


def _problems(file: AnyFile) -> Iterator[Problem]:
    yield from (*file.tree.problems, *file.tree.hints)
    yield from (problem for problem in file.decoded.problems if not file.tree.is_told(problem.span))


def _in(file: AnyFile, findings: Iterable[Finding]) -> Iterator[Finding]:
    return (finding for finding in findings if finding.path == file.tree.source.path)


def _excused(findings: Iterable[Finding], edition: Edition) -> tuple[list[Finding], tuple[Finding, ...]]:
    """Sorts out what `exceptions` in version.yaml declares to be as it should be: findings of a rule on an item.

    Those on exceptions that excuse nothing are among the open ones.
    """
    definition = edition.definition
    acceptances = {
        index: Acceptance(Waiver(entry.reason, None, None), entry.rule, entry.item)
        for index, entry in enumerate(definition.content.exceptions)
        if entry.rule and entry.item and entry.reason.strip()
    }
    accepted = sort_out(findings, acceptances)
    unused = (
        unused_exception(index, acceptance.rule, acceptance.item or "")
        for index, acceptance in acceptances.items()
        if index not in accepted.used
    )
    told = (finding_of_violation(LINT_RULES[UNUSED_EXCEPTION], one, definition.tree) for one in unused)
    return [*accepted.open, *told], accepted.covered
