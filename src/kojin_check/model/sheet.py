"""The answers of one matter, laid out on its checklist: which item is answered where, and which is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from kojin_check.findings import ItemRef, Tally, points_together
from kojin_check.model.case import Case, Matter
from kojin_check.model.checklist import (
    REASON,
    Checklist,
    ItemDefinition,
    MarkDefinition,
    Means,
    Scale,
    Section,
)
from kojin_check.model.condition import MEDIA, NO_ANSWERS, Answered, Facts, Test
from kojin_check.model.form_reading import as_form_reads, field_in_parentheses
from kojin_check.model.library import Version
from kojin_check.model.marks import BLANK, Answer
from kojin_check.reading.tree import Route
from kojin_check.similarity import nearest


class Placement(Enum):
    """How an item of the checklist was found among the answers."""

    PLACED = "placed"
    """Under its own actor and kind."""
    MISPLACED = "misplaced"
    """Under another kind of the same actor."""
    ABSENT = "absent"
    """Nowhere."""
    CLAIMED = "claimed"
    """Nowhere, but an entry with a wrong name stands for it, or its answer could not be read: reported elsewhere."""


class Row(NamedTuple):
    """One item of the checklist with its answer."""

    section: Section
    item: ItemDefinition
    address: str
    answer: Answer
    """Blank when there is none."""
    route: Route
    """Where the answer stands, or where it belongs."""
    placement: Placement
    means: Means | None
    """What the answer's mark says; None when it is blank or not on the form."""
    scale: Scale
    """The marks with which the item is answered."""

    @property
    def definition(self) -> MarkDefinition | None:
        """What the form says of the answer's mark; None when it is blank or not on the form."""
        return self.scale.get(self.answer.mark)

    @property
    def needed_fields(self) -> tuple[str, ...]:
        """What the answer needs beside its mark, each once; a reason is called `reason`. Nothing while it is open."""
        definition = self.definition
        return () if definition is None else tuple(dict.fromkeys((*definition.needed_fields, *self.item.needs)))

    @property
    def requires_reason(self) -> bool:
        """True when the form offers the row's mark and wants a reason with it."""
        return REASON in self.needed_fields

    @property
    def ref(self) -> ItemRef:
        """The item as findings name it."""
        return ItemRef(self.address, self.item.text)

    @property
    def mark_route(self) -> Route:
        """Where the mark stands: the answer, or the `mark` of one that is written as a mapping."""
        return self.route if self.is_one_text else (*self.route, "mark")

    @property
    def reason_route(self) -> Route:
        """Where the reason stands or belongs: the answer, or the `reason` of one that is written as a mapping."""
        return self.route if self.is_one_text else (*self.route, "reason")

    @property
    def is_one_text(self) -> bool:
        """False where the answer is written as a mapping."""
        return self.answer.is_blank or self.answer.text != ""


class Stray(NamedTuple):
    """An actor, kind or item among the answers that the checklist does not have."""

    route: Route
    name: str
    meant: str | None
    """The name it is most likely meant for."""
    known: tuple[str, ...]
    """The names that can stand there."""


@dataclass(frozen=True)
class Sheet:
    """A matter's filled-in checklist."""

    index: int
    """Index of the matter in the case."""
    matter: Matter
    checklist: Checklist
    facts: Facts
    rows: tuple[Row, ...]
    """Every item of the checklist, in its order."""
    strays: tuple[Stray, ...]

    @cached_property
    def noteworthy(self) -> tuple[Row, ...]:
        """The rows of which more can be said than that the measure is taken, in the checklist's order.

        Left out are the marks that mean just that, in the form's own spelling and without need of a reason: nearly
        all, and nothing is wrong with any of them by itself.
        """
        plain = self.checklist.plain_marks
        return tuple(
            row for row in self.rows if row.answer.mark not in plain[row.address] or not row.answer.is_canonical
        )

    @cached_property
    def conditional(self) -> tuple[Row, ...]:
        """The rows whose items are needed under a condition, in the checklist's order."""
        return tuple(self.rows[at] for at in self.checklist.conditional)

    @cached_property
    def explained(self) -> tuple[Row, ...]:
        """The rows that say more than a mark, in the checklist's order: with a reason or with a note."""
        return tuple(row for row in self.rows if row.answer.reason or row.answer.note)

    @cached_property
    def declined(self) -> tuple[Row, ...]:
        """The rows whose marks say that the measure is not needed, in the checklist's order."""
        return tuple(row for row in self.noteworthy if row.means is Means.NOT_APPLICABLE)

    @cached_property
    def not_met(self) -> tuple[Row, ...]:
        """The rows whose marks say that the measure is not taken, needed or not, in the checklist's order."""
        return tuple(row for row in self.noteworthy if row.means not in (None, Means.MET))

    def is_wrongly_declined(self, row: Row) -> bool:
        """True when the row says that a measure is not needed which the facts of the matter call for."""
        return row.means is Means.NOT_APPLICABLE and row.item.when is not None and self.needed(row) is True

    def needed(self, row: Row) -> bool | None:
        """Gives whether the matter needs the row's item; None while facts or answers leave that open."""
        when = row.item.when
        if when is None:
            return True
        return when.holds(self.facts, self.answered[row.section.actor] if when.answers else NO_ANSWERS)

    def is_skipped(self, row: Row) -> bool:
        """True where nothing is answered, and nothing need be: the form does not ask it of this matter."""
        return row.answer.is_blank and self.checklist.skips(row.item) and self.needed(row) is False

    def unread_field(self, row: Row) -> str | None:
        """Gives the field that the text in parentheses is meant for, where it could not be read as such; else None."""
        return field_in_parentheses(row.answer, self.checklist, row.item) if row.answer.reason else None

    def open_tests(self, row: Row) -> tuple[Test, ...]:
        """The tests of the row's condition that leave open whether the matter needs the item."""
        when = row.item.when
        if when is None or self.needed(row) is not None:
            return ()
        answered = self.answered[row.section.actor]
        return tuple(test for test in when.tests if test.holds(self.facts, answered) is None)

    def beside(self, row: Row, item: str) -> Row | None:
        """Gives the row of another item of the same side, or None where the side has no such item."""
        actor = row.section.actor
        return next((other for other in self.rows if other.item.id == item and other.section.actor == actor), None)

    @cached_property
    def answered(self) -> Mapping[str, Answered]:
        """Actor → the answers of that side, as conditions ask for them."""
        sides: dict[str, dict[str, Row]] = {actor: {} for actor in self.checklist.actors}
        for row in self.rows if self.checklist.has_gates else ():
            sides[row.section.actor].setdefault(row.item.id, row)
        return {actor: self._side_answered(rows) for actor, rows in sides.items()}

    def _side_answered(self, rows: Mapping[str, Row]) -> Answered:
        """The answers of a side. An item need not be answered once the answers that it waits for say so."""
        known: dict[str, tuple[str, ...]] = {
            name: (row.answer.mark,) for name, row in rows.items() if row.means is not None
        }
        waiting = [row for row in rows.values() if row.answer.is_blank and self.checklist.skips(row.item)]
        while True:
            skipped = [row for row in waiting if row.item.needed(self.facts, known) is False]
            if not skipped:
                return known
            known |= {row.item.id: () for row in skipped}
            waiting = [row for row in waiting if row.item.id not in known]

    def tallies(self) -> tuple[Tally, ...]:
        """Gives the counts of each actor's side."""
        return tuple(self._tally(actor) for actor in self.checklist.actors)

    def _tally(self, actor: str) -> Tally:
        noteworthy = [row for row in self.noteworthy if row.section.actor == actor]
        total = self.checklist.number_of_items.get(actor, 0)
        meanings = Counter(row.means for row in noteworthy)
        blank = [row for row in noteworthy if row.answer.is_blank]
        skipped = sum(map(self.is_skipped, blank))
        return Tally(
            matter=self.index,
            type=self.checklist.type,
            checklist=self.checklist.number,
            actor=actor,
            total=total,
            met=total - len(noteworthy) + meanings[Means.MET],
            partial=meanings[Means.PARTIAL],
            unmet=meanings[Means.UNMET],
            not_applicable=meanings[Means.NOT_APPLICABLE] + skipped,
            excused=meanings[Means.EXCUSED],
            unanswered=len(blank) - skipped,
            points=self._points(actor),
        )

    def _points(self, actor: str) -> float | int | None:
        """The sum of the points of a side; None where none of its marks has points."""
        rows = [row for row in self.rows if row.section.actor == actor] if self.checklist.has_points else []
        if all(one.points is None for row in rows for one in row.scale.values()):
            return None
        return points_together(0, *(row.definition.points for row in rows if row.definition is not None))


def known_facts(matter: Matter, version: Version) -> Facts:
    """Gives the facts that `matter` declares, but for media when the version does not know one of them.

    What an unknown medium means is undecided: it is reported where it stands, and nothing follows from it.
    """
    facts = matter.declared_facts()
    known = version.definition.media
    if known and any(medium not in known for medium in matter.media):
        return {fact: value for fact, value in facts.items() if fact != MEDIA}
    return facts


def fitting_checklist(matter: Matter, version: Version) -> Checklist | None:
    """Gives the checklist that the matter names, if it exists and is for this type and these facts."""
    checklist = version.checklists.get(matter.checklist) if matter.checklist is not None else None
    if checklist is None or checklist.type != matter.type:
        return None
    if checklist.applies is not None and checklist.applies.holds(known_facts(matter, version)) is False:
        return None
    return checklist


MOST_STRAYS = 1500
"""So many unknown names are looked into in one case, more than are reported: what each is meant for takes time."""


def sheets_of(case: Case, version: Version | None, is_broken: Callable[[Route], bool]) -> Iterator[Sheet]:
    """Yields the sheets of the matters that name a checklist which fits them; see `lay_out`.

    Args:
        case: whose matters are laid out.
        version: that it names; None where that is unknown.
        is_broken: tells for a route whether what stands there could not be read.
    """
    if version is None:
        return
    strays = 0
    for index, matter in enumerate(case.matters):
        checklist = fitting_checklist(matter, version)
        if checklist is not None:
            sheet = lay_out(index, matter, checklist, known_facts(matter, version), is_broken, MOST_STRAYS - strays)
            strays += len(sheet.strays)
            yield sheet


def lay_out(
    index: int,
    matter: Matter,
    checklist: Checklist,
    facts: Facts,
    is_broken: Callable[[Route], bool],
    most_strays: int = MOST_STRAYS,
) -> Sheet:
    """Lays the answers of a matter on its checklist.

    Args:
        index: of the matter in the case.
        matter: whose answers are looked up.
        checklist: the form, already found to fit the matter.
        facts: what the matter declares, as far as it is known.
        is_broken: tells for a route whether what stands there could not be read.
        most_strays: how many unknown names to look into.
    """
    base: Route = ("matters", index, "answers")
    strays = tuple(islice(_strays(base, matter, checklist), most_strays))
    claimed = _claimed_sections(strays, base, checklist)
    rows: list[Row] = []
    for section, items in checklist.addressed_items:
        route = (*base, section.actor, section.kind)
        answers = matter.answers.get(section.actor, {})
        own = answers.get(section.kind, {})
        for item, name, address, scale, meanings in items:
            answer, where, placement = own.get(name), (*route, name), Placement.PLACED
            if answer is None:
                kind = next((other for other, entries in answers.items() if name in entries), None)
                if kind is not None:
                    answer, placement = answers[kind][name], Placement.MISPLACED
                    where = (*base, section.actor, kind, name)
                elif not matter.answers or route[-2:] in claimed or _is_unread(where, is_broken):
                    answer, placement = BLANK, Placement.CLAIMED
                else:
                    answer, placement = BLANK, Placement.ABSENT
            means = meanings.get(answer.mark)
            if means is None or answer.mark != answer.typed or answer.in_parentheses:
                answer = as_form_reads(answer, checklist, item)
                means = meanings.get(answer.mark)
            rows.append(Row(section, item, address, answer, where, placement, means, scale))
    return Sheet(index, matter, checklist, facts, _claim_items(rows, strays), strays)


def _is_unread(route: Route, is_broken: Callable[[Route], bool]) -> bool:
    """True when the answer at `route` could not be read, or stands where a heading was left out or moved."""
    *base, answers, actor, kind, item = route
    elsewhere: tuple[Route, ...] = ((actor,), *((answers, *rest) for rest in ((actor, item), (kind,), (item,))))
    return is_broken(route) or any(is_broken((*base, *place)) for place in elsewhere)


def _strays(base: Route, matter: Matter, checklist: Checklist) -> Iterable[Stray]:
    for actor, kinds in matter.answers.items():
        items = checklist.by_actor.get(actor)
        if items is None:
            free = [known for known in checklist.actors if known not in matter.answers]
            yield Stray((*base, actor), actor, _meant(actor, free), checklist.actors)
            continue
        known_kinds = checklist.kinds(actor)
        for kind, answers in kinds.items():
            if kind not in known_kinds:
                free = [known for known in known_kinds if known not in kinds]
                yield Stray((*base, actor, kind), kind, _meant(kind, free), known_kinds)
                continue
            for item in answers:
                if item not in items:
                    absent = [known for known in items if not any(known in entries for entries in kinds.values())]
                    yield Stray(
                        (*base, actor, kind, item), item, nearest(item, absent) or nearest(item, items), tuple(items)
                    )


def _meant(name: str, free: list[str]) -> str | None:
    """The heading that `name` stands for: the one it is like, or the only one that is not there."""
    return nearest(name, free) or (free[0] if len(free) == 1 else None)


def _claimed_sections(strays: tuple[Stray, ...], base: Route, checklist: Checklist) -> set[tuple[str, str]]:
    """The sections that a misspelt actor or kind stands for."""
    claimed = set()
    for stray in strays:
        match stray.route[len(base) :]:
            case (_,) if stray.meant is not None:
                claimed |= {
                    (section.actor, section.kind) for section in checklist.sections if section.actor == stray.meant
                }
            case (str(actor), _) if stray.meant is not None:
                claimed.add((actor, stray.meant))
    return claimed


def _claim_items(rows: list[Row], strays: tuple[Stray, ...]) -> tuple[Row, ...]:
    """Marks absent items for which an unknown entry of the same actor stands: one slip, one finding."""
    for stray in strays:
        if len(stray.route) != 6:  # Only items: matters, index, answers, actor, kind, item.
            continue
        actor, kind = stray.route[3], stray.route[4]
        absent = [at for at, row in enumerate(rows) if row.placement is Placement.ABSENT and row.section.actor == actor]
        named = [at for at in absent if rows[at].item.id == stray.meant]
        nearby = [at for at in absent if rows[at].section.kind == kind]
        for at in (named or nearby)[:1]:
            rows[at] = rows[at]._replace(placement=Placement.CLAIMED)
    return tuple(rows)
