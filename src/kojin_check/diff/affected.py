"""Which cases the changes between two versions touch: item by item, and how many answers will be missing.

A case is looked at as it will be once it is carried over: the answer to an item that has been moved or
renamed is the answer to the item as it is now. To an item that has moved to another form it is not,
because that form asks another matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import TypeAlias

from kojin_check.diff.changes import (
    Change,
    FormChange,
    FormDiff,
    Impact,
    ItemChange,
    Kind,
    OfferedMark,
    Reach,
    VersionDiff,
)
from kojin_check.diff.pairing import FormItem
from kojin_check.model.case import Case, Matter
from kojin_check.model.checklist import Checklist, Means
from kojin_check.model.condition import NO_ANSWERS, Condition
from kojin_check.model.decode import Decoded, decode
from kojin_check.model.marks import BLANK, Answer
from kojin_check.model.sheet import Sheet, known_facts, lay_out
from kojin_check.model.shorthand import spelt_out
from kojin_check.model.wording import plain, plain_pattern
from kojin_check.reading.reading import read_bytes

_NOTHING_TO_REVIEW = (Kind.ADDED, Kind.REMOVED, Kind.RENAMED)
"""Kinds after which an answer is missing, gone, or as good as before."""


@dataclass(frozen=True)
class AffectedMatter:
    """A matter of a case, with what changes for it."""

    index: int
    """In the case, from 0."""
    type: str
    form: Checklist
    """The checklist that the matter has answered."""
    changes: tuple[Change, ...]
    """What concerns this matter with its facts and its answers, in the order of the form; nothing editorial."""
    missing: tuple[str, ...]
    """The addresses of the items that will have no answer because of what changes."""
    blank: tuple[str, ...] = ()
    """The addresses of the items that have no answer today either."""

    @property
    def affected(self) -> tuple[str, ...]:
        """The addresses of what changes, each once."""
        return tuple(dict.fromkeys(change.address for change in self.changes))

    @property
    def to_review(self) -> int:
        """How many places (answers, sections, declarations) are to be checked because they may no longer hold."""
        places = {change.address for change in self.changes if change.kind not in _NOTHING_TO_REVIEW}
        return len(places - {*self.missing, *self.blank})


@dataclass(frozen=True)
class AffectedCase:
    """A case that something changes for."""

    path: str
    """As given on the command line, with `/`."""
    version: str
    """The version that the case is written for."""
    title: str
    department: str
    """Empty where the case does not say."""
    matters: tuple[AffectedMatter, ...]
    """Only those that something changes for."""
    unanswered_after: int
    """Items of all matters that will have no answer because of what changes; what is blank today is not counted."""

    @property
    def blank(self) -> int:
        """Items of the matters concerned that have no answer today either."""
        return sum(len(matter.blank) for matter in self.matters)

    @property
    def affected(self) -> tuple[str, ...]:
        """The addresses of what changes, each once, however many matters it concerns."""
        return tuple(dict.fromkeys(address for matter in self.matters for address in matter.affected))

    @property
    def to_review(self) -> int:
        """How many places are to be checked because they may no longer hold."""
        return sum(matter.to_review for matter in self.matters)


@dataclass(frozen=True)
class AffectedGroup:
    """Cases with a matter of the same form for which the same changes."""

    type: str
    form: Checklist
    changes: tuple[Change, ...]
    cases: tuple[AffectedCase, ...]
    """Each once, by department."""


@dataclass(frozen=True)
class Department:
    """The affected cases of one department."""

    name: str
    """Empty for cases that do not say."""
    cases: tuple[AffectedCase, ...]

    @property
    def unanswered_after(self) -> int:
        """Items of all its cases that will have no answer."""
        return sum(case.unanswered_after for case in self.cases)

    @property
    def to_review(self) -> int:
        """How many places are to be checked because they may no longer hold."""
        return sum(case.to_review for case in self.cases)


class Unaffected(Enum):
    """Why nothing changes for a case."""

    UNTOUCHED = "untouched"
    """It is written for the old version, but nothing that changes concerns it."""
    OTHER_VERSION = "other version"
    """It is written for a version that is not being compared, or is carried over already."""
    UNREADABLE = "unreadable"
    """Its file cannot be read as a case, or names no version: nobody can tell what changes for it."""


@dataclass(frozen=True)
class Survey:
    """What the changes do to a collection of cases."""

    cases: tuple[AffectedCase, ...]
    """The affected ones, in the order in which they were found."""
    untouched: int
    """How many cases of the old version nothing changes for."""
    other_versions: int
    """How many cases are written for another version than the old one."""
    unreadable: tuple[str, ...]
    """The paths of the files that cannot be read as a case."""

    @property
    def departments(self) -> tuple[Department, ...]:
        """The affected cases by department, in the order of the departments' names."""
        ordered = sorted(self.cases, key=_department)
        return tuple(Department(name, tuple(cases)) for name, cases in groupby(ordered, _department))

    @property
    def groups(self) -> tuple[AffectedGroup, ...]:
        """The same changes of the same form once, each with the cases that they touch; what touches most cases first."""
        members: dict[tuple[object, ...], list[tuple[AffectedMatter, AffectedCase]]] = {}
        for case in sorted(self.cases, key=_department):
            for matter in case.matters:
                key = (matter.type, matter.form.number, *((change.kind, change.address) for change in matter.changes))
                members.setdefault(key, []).append((matter, case))
        groups = (
            AffectedGroup(
                first.type, first.form, first.changes, tuple({case.path: case for _, case in several}.values())
            )
            for several in members.values()
            for first, _ in several[:1]
        )
        return tuple(sorted(groups, key=lambda group: (-len(group.cases), group.form.number)))

    @property
    def unanswered_after(self) -> int:
        """Items of all affected cases that will have no answer because of what changes."""
        return sum(case.unanswered_after for case in self.cases)

    @property
    def blank(self) -> int:
        """Items of the affected cases that have no answer today either."""
        return sum(case.blank for case in self.cases)

    @property
    def to_review(self) -> int:
        """How many places are to be checked because they may no longer hold."""
        return sum(case.to_review for case in self.cases)


Outcome: TypeAlias = AffectedCase | Unaffected


def survey(diff: VersionDiff, files: Iterable[tuple[str, bytes]]) -> Survey:
    """Looks at the cases in `files` (path and content), one after the other."""
    cases: list[AffectedCase] = []
    unreadable: list[str] = []
    counts = dict.fromkeys(Unaffected, 0)
    for path, data in files:
        outcome = examine(diff, path, data)
        if isinstance(outcome, AffectedCase):
            cases.append(outcome)
            continue
        counts[outcome] += 1
        if outcome is Unaffected.UNREADABLE:
            unreadable.append(path)
    return Survey(tuple(cases), counts[Unaffected.UNTOUCHED], counts[Unaffected.OTHER_VERSION], tuple(unreadable))


def examine(diff: VersionDiff, path: str, data: bytes) -> Outcome:
    """Gives what changes for the case in the file `path`, or why nothing does; never raises for what it holds."""
    tree = spelt_out(Case, read_bytes(path, data), diff.old.definition)
    decoded = decode(Case, tree, diff.old.pages)
    case = decoded.model
    if tree.root is None or not case.checklist_version:
        return Unaffected.UNREADABLE
    if case.checklist_version != diff.old.id:
        return Unaffected.OTHER_VERSION
    looked_at = [
        _examine_matter(diff, form, index, matter, decoded)
        for index, matter in enumerate(case.matters)
        if matter.checklist is not None and (form := diff.form(matter.checklist)) is not None
    ]
    affected = tuple(matter for matter in looked_at if matter.changes)
    if not affected:
        return Unaffected.UNTOUCHED
    return AffectedCase(
        path=path,
        version=case.checklist_version,
        title=case.title,
        department=case.department,
        matters=affected,
        unanswered_after=sum(len(matter.missing) for matter in looked_at),
    )


def _department(case: AffectedCase) -> str:
    return case.department


def _examine_matter(
    diff: VersionDiff, form: FormDiff, index: int, matter: Matter, decoded: Decoded[Case]
) -> AffectedMatter:
    assert form.old is not None  # It was found by the number that it has in the old version.
    before = lay_out(index, matter, form.old, known_facts(matter, diff.old), decoded.is_broken)
    after = None
    if form.new is not None:
        after = lay_out(index, matter, form.new, known_facts(matter, diff.new), decoded.is_broken)
    view = _View(before, after)
    changes = (*diff.declarations, *form.all_changes, *_gone_to_other_forms(form))
    open_items = tuple(_open_items(diff, before, after))
    return AffectedMatter(
        index=index,
        type=matter.type,
        form=form.old,
        changes=tuple(change for change in changes if view.is_touched_by(change)),
        missing=tuple(address for address, is_blank_today in open_items if not is_blank_today),
        blank=tuple(address for address, is_blank_today in open_items if is_blank_today),
    )


def _gone_to_other_forms(form: FormDiff) -> Iterator[ItemChange]:
    """The items that have moved to another form: for a matter that has answered them here they are removed."""
    for section in form.sections:
        for line in section.lines:
            if line.new is None and line.pair is not None and line.pair.reach is Reach.CHECKLIST:
                yield ItemChange(Kind.REMOVED, Impact.BREAKING, line.old, None)


def _open_items(diff: VersionDiff, before: Sheet, after: Sheet | None) -> Iterator[tuple[str, bool]]:
    """The items of the new form that have no answer, from the old form or written ahead; and whether that is so today."""
    if after is None:
        return
    given = {(row.section.actor, row.item.id): row.answer for row in before.rows}
    not_asked = {(row.section.actor, row.item.id) for row in before.rows if before.is_skipped(row)}
    for row in after.rows:
        key = (row.section.actor, row.item.id)
        pair = diff.predecessor(after.checklist.number, *key)
        today = None if pair is None else given.get((pair.old.section.actor, pair.old.id))
        carried = today if pair is not None and pair.carries_answer and today is not None else BLANK
        # What stands under the key of an item of the old form is the answer to that one.
        ahead = BLANK if key in given else row.answer
        if carried.is_blank and ahead.is_blank and not after.is_skipped(row):
            was_asked = pair is not None and (pair.old.section.actor, pair.old.id) not in not_asked
            yield row.address, was_asked and today is not None and today.is_blank


class _View:
    """A matter as the changes see it: its facts and its answers, in both versions."""

    def __init__(self, before: Sheet, after: Sheet | None) -> None:
        self._matter = before.matter
        self._before = before
        self._after = before if after is None else after
        """As before where the form is removed."""
        self._answers = {(row.section.actor, row.item.id): row.answer for row in before.rows}

    def is_touched_by(self, change: Change) -> bool:
        """True when somebody has to do something about this matter because of the change, or to look at it."""
        match change:
            case ItemChange(kind=Kind.ADDED | Kind.REMOVED | Kind.RENAMED):
                return True
            case ItemChange(impact=Impact.EDITORIAL) | FormChange(impact=Impact.EDITORIAL):
                return False
            case ItemChange(reach=Reach.CHECKLIST):
                return True
            case ItemChange(kind=Kind.CONDITION, old=FormItem() as old, new=FormItem() as new):
                return self._is_asked_differently(old, new)
            case ItemChange(old=FormItem() as old):
                return not self._answer(old).is_blank
            case FormChange(kind=Kind.APPLIES, new=Condition() as applies):
                return applies.holds(self._after.facts) is not True
            case FormChange(kind=Kind.APPLIES):
                return False  # A form without condition is for every matter of its type.
            case FormChange(kind=Kind.REQUIRES, new=str(fact)):
                return fact not in self._after.facts
            case FormChange(kind=Kind.MARKS, old=OfferedMark(mark=mark)):
                return any(answer.mark == mark for answer in self._answers.values())
            case FormChange(kind=Kind.DECLARATION):
                return self._speaks_of(change)
            case _:
                return True

    def _needed(self, sheet: Sheet, item: FormItem) -> bool | None:
        return item.item.needed(sheet.facts, sheet.answered.get(item.section.actor, NO_ANSWERS))

    def _answer(self, item: FormItem) -> Answer:
        return self._answers.get((item.section.actor, item.id), BLANK)

    def _is_asked_differently(self, old: FormItem, new: FormItem) -> bool:
        answer = self._answer(old)
        if answer.is_blank:
            return False
        if set(new.item.needs) - set(old.item.needs) or new.item.scale != old.item.scale:
            return True
        needed = self._needed(self._after, new)
        if needed is None or needed != self._needed(self._before, old):
            return True
        newly_strict = new.item.strict and not old.item.strict
        return newly_strict and not needed and self._means(old, answer) is Means.MET

    def _means(self, item: FormItem, answer: Answer) -> Means | None:
        definition = self._before.checklist.scale_of(item.item).get(answer.mark)
        return None if definition is None else definition.means

    def _gives(self, pattern: str) -> bool:
        """True when a reason reads like this, width and spaces apart."""
        reasons = (answer.reason for answer in self._answers.values() if answer.reason)
        wording = plain_pattern(re.compile(pattern))
        return any(wording.search(plain(reason)) for reason in reasons)

    def _speaks_of(self, change: FormChange) -> bool:
        group, _, name = change.address.partition("/")
        matter = self._matter
        match group:
            case "types":
                return matter.type == name
            case "media":
                handed_on = (medium for subcontract in matter.subcontracts or () for medium in subcontract.media)
                return name in (*matter.media, *handed_on)
            case "facts":
                return name in matter.facts
            case "stock_reasons":
                asserts = change.new
                return (
                    isinstance(asserts, Condition) and asserts.holds(self._after.facts) is False and self._gives(name)
                )
            case _:  # The milestone that means going live.
                names = [
                    name for side in (change.old, change.new) if isinstance(side, str) for name in side.split("、")
                ]
                return any(milestone.name in names for milestone in matter.milestones)
