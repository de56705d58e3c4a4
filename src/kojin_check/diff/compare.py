"""Compares two versions of the checklists: pure, from two `Version`s to frozen changes.

    diff = compare(old, new)
    diff.changes                # everything that changes, in the order of the forms
    diff.pairs                  # every item that both versions have, changed or not
    diff.added, diff.removed    # the items that only one of them has
    diff.successor(5, "区が行う", "施錠保管")    # what has become of an item of the old version

Which items are the same is decided in `pairing`. Notes of the maintainers (`note`) stand on no form and
are no change; neither are a version's title, status and dates, which say which version it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from kojin_check.diff.changes import (
    FormChange,
    FormDiff,
    Impact,
    ItemChange,
    ItemPair,
    Kind,
    Line,
    Reach,
    SectionDiff,
    VersionDiff,
)
from kojin_check.diff.form_changes import (
    declaration_changes,
    form_changes,
    rewording_impact,
    section_changes,
    section_moved,
)
from kojin_check.diff.pairing import FormItem, FormPair, pair_forms, pair_items
from kojin_check.model.checklist import Checklist, ItemDefinition, Section
from kojin_check.model.condition import equivalent
from kojin_check.model.library import Version

_REACH_IMPACT: Mapping[Reach, Impact] = {
    Reach.ORDER: Impact.EDITORIAL,
    Reach.KIND: Impact.REVIEW,
    Reach.ACTOR: Impact.BREAKING,
    Reach.CHECKLIST: Impact.BREAKING,
}

_Key = TypeVar("_Key", bound=Hashable)


class _Place(NamedTuple):
    """A section of a form, under the number that the form has in the new version."""

    number: int
    actor: str
    kind: str


def compare(old: Version, new: Version) -> VersionDiff:
    """Gives all that differs between two versions; of a version and itself nothing does."""
    form_pairs = pair_forms(old.checklists, new.checklists)
    numbers = {pair.old.number: pair.form.number for pair in form_pairs if pair.old is not None}
    pairing = pair_items(form_pairs)
    pairs = tuple(_item_pairs(pairing.pairs, numbers))
    old_types = frozenset(form.type for form in old.checklists.values())
    own_changes = {pair.form.number: tuple(form_changes(pair, old_types)) for pair in form_pairs}
    # No case uses a form that is new: an item there makes no case incomplete by itself.
    new_forms = {pair.form.number: own_changes[pair.form.number][0].impact for pair in form_pairs if pair.old is None}
    side_by_side = _SideBySide(numbers)
    for pair in pairs:
        side_by_side.add_pair(pair)
    for item in pairing.added:
        side_by_side.add_arrival(item, new_forms.get(item.checklist.number, Impact.BREAKING))
    for item in pairing.removed:
        side_by_side.add_departure(item)
    return VersionDiff(
        old=old,
        new=new,
        declarations=tuple(declaration_changes(old.definition, new.definition)),
        forms=tuple(_form_diff(pair, own_changes[pair.form.number], side_by_side) for pair in form_pairs),
        pairs=pairs,
        added=pairing.added,
        removed=pairing.removed,
    )


def _form_diff(pair: FormPair, changes: tuple[FormChange, ...], side_by_side: _SideBySide) -> FormDiff:
    old = {} if pair.old is None else _sections(pair.old)
    new = {} if pair.new is None else _sections(pair.new)
    moved = _moved_sections(old, new)
    sections = []
    for key in _in_order(tuple(old), tuple(new)):
        own: tuple[FormChange, ...] = ()
        if pair.old is not None and pair.new is not None:
            own = tuple(section_changes(pair.form, old.get(key), new.get(key)))
            if key in moved:
                own = (section_moved(pair.form, old[key], new[key]), *own)
        lines = tuple(side_by_side.lines(_Place(pair.form.number, *key)))
        sections.append(SectionDiff(old.get(key), new.get(key), own, lines))
    return FormDiff(pair.old, pair.new, changes, tuple(sections))


def _sections(form: Checklist) -> dict[tuple[str, str], Section]:
    """The sections by actor and kind; of two for the same actor and kind the first one counts."""
    sections: dict[tuple[str, str], Section] = {}
    for section in form.sections:
        sections.setdefault((section.actor, section.kind), section)
    return sections


def _moved_sections(old: Iterable[_Key], new: Iterable[_Key]) -> set[_Key]:
    ranks = {key: rank for rank, key in enumerate(old)}
    common = [key for key in new if key in ranks]
    steady = _longest_rising([ranks[key] for key in common])
    return {key for at, key in enumerate(common) if at not in steady}


def _item_pairs(pairs: Sequence[tuple[FormItem, FormItem]], numbers: Mapping[int, int]) -> Iterator[ItemPair]:
    shifted = _shifted_within_their_section(pairs, numbers)
    for old, new in pairs:
        reach = _reach(_old_place(old, numbers), _new_place(new))
        if reach is None and new.address in shifted:
            reach = Reach.ORDER
        yield ItemPair(old, new, reach, tuple(_item_changes(old, new, reach)))


def _reach(old: _Place, new: _Place) -> Reach | None:
    if old.number != new.number:
        return Reach.CHECKLIST
    if old.actor != new.actor:
        return Reach.ACTOR
    return Reach.KIND if old.kind != new.kind else None


def _shifted_within_their_section(pairs: Iterable[tuple[FormItem, FormItem]], numbers: Mapping[int, int]) -> set[str]:
    """The addresses of the fewest items whose taking out and putting back turns the old order into the new one."""
    sections: dict[_Place, list[tuple[FormItem, FormItem]]] = {}
    for old, new in pairs:
        if _old_place(old, numbers) == _new_place(new):
            sections.setdefault(_new_place(new), []).append((old, new))
    shifted: set[str] = set()
    for members in sections.values():
        steady = _longest_rising([old.position for old, _ in members])
        shifted |= {new.address for at, (_, new) in enumerate(members) if at not in steady}
    return shifted


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Gives the indexes of a longest rising subsequence of `numbers`."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(last[length - 1] if length else -1)
        if length == len(tails):
            tails.append(number)
            last.append(at)
        else:
            tails[length], last[length] = number, at
    rising: set[int] = set()
    at = last[-1] if last else -1
    while at >= 0:
        rising.add(at)
        at = before[at]
    return rising


def _item_changes(old: FormItem, new: FormItem, reach: Reach | None) -> Iterator[ItemChange]:
    if reach is not None:
        yield ItemChange(Kind.MOVED, _REACH_IMPACT[reach], old, new, reach)
    if old.text != new.text:
        yield ItemChange(Kind.REWORDED, rewording_impact(old.text, new.text), old, new)
    if old.id != new.id:
        yield ItemChange(Kind.RENAMED, Impact.BREAKING, old, new)
    if (impact := _condition_impact(old.item, new.item)) is not None:
        yield ItemChange(Kind.CONDITION, impact, old, new)


def _condition_impact(old: ItemDefinition, new: ItemDefinition) -> Impact | None:
    if set(new.needs) - set(old.needs):
        return Impact.BREAKING
    asked = (old.strict, old.not_needed, old.scale, set(old.needs))
    if not equivalent(old.when, new.when) or asked != (new.strict, new.not_needed, new.scale, set(new.needs)):
        return Impact.REVIEW
    # The stock reason is what is suggested; reasons that were given with other words are reasons all the same.
    return None if old.otherwise == new.otherwise else Impact.EDITORIAL


def _old_place(item: FormItem, numbers: Mapping[int, int]) -> _Place:
    return _Place(numbers[item.checklist.number], item.section.actor, item.section.kind)


def _new_place(item: FormItem) -> _Place:
    return _Place(item.checklist.number, item.section.actor, item.section.kind)


class _SideBySide:
    """Lays the items of both versions side by side, section by section."""

    def __init__(self, numbers: Mapping[int, int]) -> None:
        self._numbers = numbers
        self._standing: dict[_Place, list[Line]] = {}
        """The lines with an item of the new version, in no order."""
        self._leaving: dict[_Place, list[Line]] = {}
        """The lines whose item is no longer in the section, in no order."""

    def add_pair(self, pair: ItemPair) -> None:
        """Adds an item that both versions have: one line, or two where it has moved to another section."""
        origin, place = _old_place(pair.old, self._numbers), _new_place(pair.new)
        self._standing.setdefault(place, []).append(
            Line(pair.old if origin == place else None, pair.new, pair, pair.changes)
        )
        if origin != place:
            self._leaving.setdefault(origin, []).append(Line(pair.old, None, pair, ()))

    def add_arrival(self, item: FormItem, impact: Impact) -> None:
        """Adds an item that only the new version has."""
        change = ItemChange(Kind.ADDED, impact, None, item)
        self._standing.setdefault(_new_place(item), []).append(Line(None, item, None, (change,)))

    def add_departure(self, item: FormItem) -> None:
        """Adds an item that only the old version has."""
        change = ItemChange(Kind.REMOVED, Impact.BREAKING, item, None)
        self._leaving.setdefault(_old_place(item, self._numbers), []).append(Line(item, None, None, (change,)))

    def lines(self, place: _Place) -> Iterator[Line]:
        """Yields the lines of a section: in the new order, what has left behind the item that it followed."""
        standing = sorted(self._standing.get(place, ()), key=lambda line: _position(line.new))
        steady = sorted(_position(line.old) for line in standing if _is_steady(line))
        left: dict[int, list[Line]] = {}
        for line in sorted(self._leaving.get(place, ()), key=lambda line: _position(line.old)):
            left.setdefault(bisect_left(steady, _position(line.old)), []).append(line)
        yield from left.get(0, ())
        passed = 0
        for line in standing:
            yield line
            if _is_steady(line):
                passed += 1
                yield from left.get(passed, ())


def _is_steady(line: Line) -> bool:
    return line.old is not None and line.pair is not None and line.pair.reach is None


def _position(item: FormItem | None) -> int:
    return -1 if item is None else item.position


def _in_order(old: Sequence[_Key], new: Sequence[_Key]) -> list[_Key]:
    """All keys: the new ones in their order, each of the others behind the one that it followed."""
    ordered = list(new)
    for at, key in enumerate(old):
        if key not in new:
            ordered.insert(ordered.index(old[at - 1]) + 1 if at else 0, key)
    return ordered
