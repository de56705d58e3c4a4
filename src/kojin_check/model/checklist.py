"""Checklist versions as typed data (design, section 3): what the ward publishes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Literal, NamedTuple

from kojin_check.model.condition import Facts
from kojin_check.model.fields import Date, Expression, Flag, Number, Record, When, required

CHECKLIST_SCHEMA = "kojin-check/checklist/v1"
VERSION_SCHEMA = "kojin-check/version/v1"


class Means(StrEnum):
    """What a mark says about the measure, whatever the mark is called on the form."""

    MET = "met"
    """The measure is taken (○ 対策が可能)."""
    NOT_APPLICABLE = "not_applicable"
    """The measure is not needed (− 対策の必要がない)."""
    UNMET = "unmet"
    """The measure is needed and not taken (いいえ, on forms that have it)."""


class MarkDefinition(Record):
    """A mark that a checklist offers."""

    label: str = required("")
    means: Means = required(Means.MET)
    reason: Literal["required", "optional"] = "optional"


class ItemDefinition(Record):
    """情報保護対策: one measure."""

    id: str = required("")
    text: str = required("")
    when: When | None = None
    """The item is needed where this holds; without it, always."""
    strict: Flag = False
    """True where answering it as met outside its condition is a mismatch."""
    otherwise: str | None = None
    """The stock reason for declaring the item not needed."""
    formerly: str | None = None
    """The id of the same item in the version before, where it was renamed."""
    note: str | None = None

    def needed(self, facts: Facts) -> bool | None:
        """Gives whether a matter with `facts` needs the item; None while undecided, true without a condition."""
        return True if self.when is None else self.when.holds(facts)


class Section(Record):
    """The items of one actor and kind, in the form's order."""

    actor: str = required("")
    kind: str = required("")
    heading: str = required("")
    """The form's own words."""
    items: list[ItemDefinition] = required([])


class PlacedItem(NamedTuple):
    """An item with the place it has on its form."""

    section: Section
    item: ItemDefinition


class Checklist(Record):
    """One numbered form."""

    schema_: Literal["kojin-check/checklist/v1"] = required(CHECKLIST_SCHEMA, alias="schema")
    number: Number = required(0)
    type: str = required("")
    title: str = required("")
    scope: str | None = None
    applies: When | None = None
    """Which matters of this type use this form; without it, all."""
    requires: list[str] = []
    """Facts that a matter must declare."""
    marks: dict[str, MarkDefinition] = required({})
    sections: list[Section] = required([])
    note: str | None = None

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The actors in the form's order, each once."""
        return tuple(dict.fromkeys(section.actor for section in self.sections))

    @cached_property
    def by_actor(self) -> dict[str, dict[str, PlacedItem]]:
        """Actor → item id → item: within an actor an id stands once."""
        placed: dict[str, dict[str, PlacedItem]] = {actor: {} for actor in self.actors}
        for section in self.sections:
            for item in section.items:
                placed[section.actor].setdefault(item.id, PlacedItem(section, item))
        return placed

    def kinds(self, actor: str) -> tuple[str, ...]:
        """Gives the kinds of `actor`'s sections in the form's order."""
        return tuple(section.kind for section in self.sections if section.actor == actor)

    def placed_items(self) -> Iterator[PlacedItem]:
        """Yields all items in the form's order."""
        return (PlacedItem(section, item) for section in self.sections for item in section.items)

    @cached_property
    def addressed_items(self) -> tuple[tuple[Section, tuple[tuple[ItemDefinition, str], ...]], ...]:
        """The sections in the form's order, each with its items and their addresses."""
        return tuple(
            (section, tuple((item, self.address(section, item)) for item in section.items)) for section in self.sections
        )

    def address(self, section: Section, item: ItemDefinition) -> str:
        """Gives `number/actor/kind/id`."""
        return f"{self.number}/{section.actor}/{section.kind}/{item.id}"

    def marks_meaning(self, means: Means) -> tuple[str, ...]:
        """Gives the marks with this meaning, in the form's order."""
        return tuple(mark for mark, definition in self.marks.items() if definition.means is means)

    def means(self, mark: str) -> Means | None:
        """Gives what `mark` says on this form, or None when the form does not offer it."""
        definition = self.marks.get(mark)
        return None if definition is None else definition.means


class Role(StrEnum):
    """What a matter type does with the data, so that rules need no ward's label."""

    RECORDING = "recording"
    LINKAGE = "linkage"
    CONTRACT = "contract"
    DISCLOSURE = "disclosure"


class TypeDefinition(Record):
    """A type of matter."""

    role: Role | None = None


class StockReason(Record):
    """A wording of reasons, with what it claims about the matter."""

    pattern: Expression = required(re.compile("(?!)"))
    """A regular expression, searched in the reason; without one, it matches nothing."""
    asserts: When | None = required(None)


class SourceDocument(Record):
    """Where the version was published."""

    title: str = required("")
    date: Date | None = None
    part: str | None = None


class Status(StrEnum):
    """Where an edition stands."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    RETIRED = "retired"


class LintException(Record):
    """A finding of `kojin-check lint` on one item that is as it should be, with the reason."""

    rule: str = required("")
    item: str = required("")
    """The item's address."""
    reason: str = required("")


class VersionDefinition(Record):
    """`version.yaml`: one edition of all checklists."""

    schema_: Literal["kojin-check/version/v1"] = required(VERSION_SCHEMA, alias="schema")
    id: str = required("")
    title: str = required("")
    status: Status = required(Status.DRAFT)
    effective: Date | None = None
    supersedes: str | None = None
    authority: str | None = None
    source: SourceDocument | None = None
    notes: list[str] = []
    types: dict[str, TypeDefinition] = required({})
    go_live: str | None = None
    """The milestone name that means going live (本稼働)."""
    media: dict[str, str] = {}
    facts: dict[str, str] = {}
    """Flag → the question that it answers."""
    stock_reasons: list[StockReason] = []
    exceptions: list[LintException] = []
    fingerprint: str | None = None
    """Of the content, once the version is adopted: `kojin-check lint --seal` writes it."""
