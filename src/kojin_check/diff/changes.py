"""The changes between two versions of the checklists, as data.

`diff.compare` gives a `VersionDiff`:

    diff.changes                # everything that changes, in the order of the forms
    diff.pairs                  # every item that both versions have, changed or not
    diff.added, diff.removed    # the items that only one of them has
    diff.successor(5, "区が行う", "施錠保管")    # what has become of an item of the old version
    diff.forms                  # form by form, section by section, both versions side by side
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias

from kojin_check.diff.pairing import FormItem
from kojin_check.model.checklist import Checklist, MarkDefinition, Section
from kojin_check.model.condition import Condition
from kojin_check.model.library import Version


class Impact(StrEnum):
    """What a change does to a case that was complete and valid."""

    EDITORIAL = "editorial"
    """Nothing: spelling, order, or what no answer rests on."""
    REVIEW = "review"
    """The case stays complete, but an answer may no longer hold: meaning or condition has changed."""
    BREAKING = "breaking"
    """The case becomes incomplete or invalid."""


_BY_WEIGHT = tuple(Impact)


def heaviest(impacts: Iterable[Impact]) -> Impact | None:
    """Gives the heaviest of `impacts`, or None when there is none."""
    return max(impacts, key=_BY_WEIGHT.index, default=None)


class Kind(StrEnum):
    """What kind of change it is; the values are the kinds of the JSON."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWORDED = "reworded"
    RENAMED = "renamed"
    CONDITION = "condition"
    # Of forms, of their sections, and of what the version declares for all forms:
    CHECKLIST_ADDED = "checklist_added"
    CHECKLIST_REMOVED = "checklist_removed"
    RENUMBERED = "renumbered"
    TYPE = "type"
    TITLE = "title"
    SCOPE = "scope"
    APPLIES = "applies"
    REQUIRES = "requires"
    NOT_NEEDED = "not_needed"
    MARKS = "marks"
    SECTION_ADDED = "section_added"
    SECTION_REMOVED = "section_removed"
    SECTION_MOVED = "section_moved"
    HEADING = "heading"
    DECLARATION = "declaration"


ITEM_KINDS = (Kind.ADDED, Kind.REMOVED, Kind.MOVED, Kind.REWORDED, Kind.RENAMED, Kind.CONDITION)
"""The kinds that concern items."""


class Reach(StrEnum):
    """How far an item has moved."""

    ORDER = "order"
    """Within its section."""
    KIND = "kind"
    """To another kind of the same actor."""
    ACTOR = "actor"
    """To another actor of the same form."""
    CHECKLIST = "checklist"
    """To another form."""


@dataclass(frozen=True)
class ItemChange:
    """One thing that changes about one item."""

    kind: Kind
    impact: Impact
    old: FormItem | None
    """None where the item is added."""
    new: FormItem | None
    """None where the item is removed."""
    reach: Reach | None = None
    """How far the item has moved; None for all other kinds."""

    @property
    def place(self) -> FormItem:
        """The item where it stands in the new version, or stood in the old one if it is removed."""
        place = self.new or self.old
        assert place is not None
        return place

    @property
    def address(self) -> str:
        """`number/actor/kind/id` of `place`."""
        return self.place.address


@dataclass(frozen=True)
class ItemPair:
    """An item that both versions have."""

    old: FormItem
    new: FormItem
    reach: Reach | None
    """How far the item has moved; None where it stays. Where its form has a new number it stays."""
    changes: tuple[ItemChange, ...]
    """What changes about the item, in the order MOVED, REWORDED, RENAMED, CONDITION; empty when nothing does."""

    @property
    def is_renamed(self) -> bool:
        """True when the id differs."""
        return self.old.id != self.new.id

    @property
    def carries_answer(self) -> bool:
        """True when the answer to the old item is the answer to the new one: the same matter is asked.

        An item that has moved to another form is asked of other matters.
        """
        return self.reach is not Reach.CHECKLIST

    def change(self, kind: Kind) -> ItemChange | None:
        """Gives the item's change of this kind, or None when there is none."""
        return next((change for change in self.changes if change.kind is kind), None)

    @property
    def impact(self) -> Impact | None:
        """The heaviest impact of the item's changes, or None when nothing changes."""
        return heaviest(change.impact for change in self.changes)


class OfferedMark(NamedTuple):
    """A mark that a form offers."""

    mark: str
    definition: MarkDefinition


FormValue: TypeAlias = str | Condition | OfferedMark
"""What changes about a form: words that stand on it, the condition under which it is used, one of its marks."""


@dataclass(frozen=True, slots=True)
class FormChange:
    """One thing that changes about a form, about one of its sections, or about what holds for all forms."""

    kind: Kind
    impact: Impact
    address: str
    """`5` for a form, `5/区が行う/運用上` for a section, `facts/クラウドの利用` for what holds for all forms."""
    old: FormValue | None
    """As it was; None where it is new."""
    new: FormValue | None
    """As it is; None where it is gone."""


Change: TypeAlias = ItemChange | FormChange


@dataclass(frozen=True)
class Line:
    """One line of a section when both versions are laid side by side."""

    old: FormItem | None
    """None where the item has not been in this section."""
    new: FormItem | None
    """None where the item is no longer in this section."""
    pair: ItemPair | None
    """Both sides of an item that both versions have, also where only one of them is in this section."""
    changes: tuple[ItemChange, ...]
    """What changes about the item; nothing on the line that a moved item has left."""

    @property
    def is_changed(self) -> bool:
        """True when the line is worth showing: something changes, or the item has left for another section."""
        return self.new is None or bool(self.changes)


@dataclass(frozen=True)
class SectionDiff:
    """One section of a form in both versions."""

    old: Section | None
    new: Section | None
    changes: tuple[FormChange, ...]
    """What changes about the section itself."""
    lines: tuple[Line, ...]
    """In the order of the new version; what has left stands behind the item that it followed."""

    @property
    def section(self) -> Section:
        """The section as it is in the new version, or was in the old one if it is gone."""
        section = self.new or self.old
        assert section is not None
        return section


@dataclass(frozen=True)
class FormDiff:
    """One form in both versions."""

    old: Checklist | None
    """None where the form is added."""
    new: Checklist | None
    """None where the form is removed."""
    changes: tuple[FormChange, ...]
    """What changes about the form itself."""
    sections: tuple[SectionDiff, ...]

    @property
    def form(self) -> Checklist:
        """The form as it is in the new version, or was in the old one if it is removed."""
        form = self.new or self.old
        assert form is not None
        return form

    @cached_property
    def all_changes(self) -> tuple[Change, ...]:
        """The form's own changes, then section by section the section's own and its items'."""
        changes: list[Change] = list(self.changes)
        for section in self.sections:
            changes += section.changes
            changes += [change for line in section.lines for change in line.changes]
        return tuple(changes)


@dataclass(frozen=True)
class VersionDiff:
    """All that differs between two versions."""

    old: Version
    new: Version
    declarations: tuple[FormChange, ...]
    """Changes of what a version declares for all forms: types, media, facts, stock reasons, going live."""
    forms: tuple[FormDiff, ...]
    """Every form of either version, changed or not, by number."""
    pairs: tuple[ItemPair, ...]
    """Every item that both versions have, changed or not, in the order of the new forms."""
    added: tuple[FormItem, ...]
    """The items that only the new version has, in the order of its forms."""
    removed: tuple[FormItem, ...]
    """The items that only the old version has, in the order of its forms."""

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Everything that changes: what holds for all forms, then form by form."""
        return (*self.declarations, *(change for form in self.forms for change in form.all_changes))

    @property
    def impact(self) -> Impact | None:
        """The heaviest impact of all changes, or None when nothing changes."""
        return heaviest(change.impact for change in self.changes)

    def count(self, kind: Kind) -> int:
        """Gives how many changes of `kind` there are."""
        return sum(change.kind is kind for change in self.changes)

    def form(self, old_number: int) -> FormDiff | None:
        """Gives the form that had `old_number` in the old version, or None when it had no such form."""
        return next((form for form in self.forms if form.old is not None and form.old.number == old_number), None)

    def successor(self, number: int, actor: str, item_id: str) -> ItemPair | None:
        """Gives the pair of an item of the old version, or None when it is removed or never was."""
        return self._by_old.get((number, actor, item_id))

    def predecessor(self, number: int, actor: str, item_id: str) -> ItemPair | None:
        """Gives the pair of an item of the new version, or None when it is added or is not there."""
        return self._by_new.get((number, actor, item_id))

    @cached_property
    def _by_old(self) -> Mapping[tuple[int, str, str], ItemPair]:
        return {(pair.old.checklist.number, pair.old.section.actor, pair.old.id): pair for pair in self.pairs}

    @cached_property
    def _by_new(self) -> Mapping[tuple[int, str, str], ItemPair]:
        return {(pair.new.checklist.number, pair.new.section.actor, pair.new.id): pair for pair in self.pairs}
