"""What becomes of each answer of a matter when its form changes: decided on names alone, before any text is touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from kojin_check.diff.changes import Impact, ItemPair, Kind, Reach, VersionDiff
from kojin_check.findings import Text
from kojin_check.model.checklist import Checklist, PlacedItem
from kojin_check.model.condition import Condition
from kojin_check.model.condition_text import in_words
from kojin_check.reading.tree import MappingNode, Node

REVIEW = Text("要再確認", "Look again")
"""Begins the comments that ask a person to look at an answer again; people search for it."""


class Remark(NamedTuple):
    """What has changed about an item, so that its answer is to be looked at again."""

    reason: Text
    """In a few words."""
    lines: tuple[Text, ...]
    """The comment above the answer."""


def on_review(what: Text, between: str, *details: Text) -> tuple[Text, ...]:
    """Gives the lines of a comment that asks a person to look again: what has changed between which versions."""
    return (Text(f"{REVIEW.ja}: {what.ja}（{between}）。", f"{REVIEW.en}: {what.en} ({between})."), *details)


class AnswerSection(NamedTuple):
    """A place for answers: under an actor and a kind."""

    actor: str
    kind: str


class Spot(NamedTuple):
    """Where an answer stands."""

    actor: str
    kind: str
    name: str

    @property
    def section(self) -> AnswerSection:
        """The section that it stands in."""
        return AnswerSection(self.actor, self.kind)


@dataclass(frozen=True, slots=True)
class Stays:
    """The answer stays in its section."""

    name: str
    """Its item's id in the new version."""
    shifts: bool = False
    """True where the form has the item at another place of the same section."""
    remarks: tuple[Remark, ...] = ()
    """Comments that ask a person to look at the answer again."""


@dataclass(frozen=True, slots=True)
class Moves:
    """The answer goes to another section."""

    to: AnswerSection
    name: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """The new form has no place for the answer; it is kept as a comment."""

    address: str
    """The item's address in the old version."""


Fate: TypeAlias = Stays | Moves | Kept


@dataclass(frozen=True)
class MatterPlan:
    """What becomes of the answers of one matter."""

    index: int
    old: Checklist
    new: Checklist
    fates: Mapping[Spot, Fate]
    """Every answer that stands in the file, unknown items included."""
    added: Sequence[PlacedItem]
    """The items of the new form that are to be inserted blank, in its order."""
    written: tuple[AnswerSection, ...]
    """The sections that stand in the file, in its order, also those without answers."""

    @cached_property
    def known(self) -> frozenset[AnswerSection]:
        """The sections of the new form."""
        return frozenset(AnswerSection(section.actor, section.kind) for section in self.new.sections)

    @cached_property
    def gone(self) -> frozenset[AnswerSection]:
        """The sections that stand in the file and were on the old form, but are not on the new one."""
        before = {AnswerSection(section.actor, section.kind) for section in self.old.sections}
        return frozenset(section for section in self.written if section in before and section not in self.known)

    @cached_property
    def gone_actors(self) -> frozenset[str]:
        """The actors that were on the old form, but are not on the new one."""
        return frozenset(self.old.actors) - frozenset(self.new.actors)

    @cached_property
    def touched(self) -> frozenset[AnswerSection]:
        """The sections in whose text something changes."""
        touched = {AnswerSection(section.actor, section.kind) for section, _ in self.added} | self.gone
        for spot, fate in self.fates.items():
            match fate:
                case Stays(name=name, shifts=shifts, remarks=remarks):
                    if name != spot.name or shifts or remarks:
                        touched.add(spot.section)
                case Moves(to=to):
                    touched |= {spot.section, to}
                case Kept():
                    touched.add(spot.section)
        return frozenset(touched)


def plan_matter(
    index: int,
    answers: MappingNode,
    diff: VersionDiff,
    forms: tuple[Checklist, Checklist],
    marks: Mapping[Spot, str],
) -> MatterPlan:
    """Decides what becomes of the answers of one matter.

    Args:
        index: of the matter in the case.
        answers: what stands behind `answers`.
        diff: the versions.
        forms: the matter's form in the old and in the new version.
        marks: the mark of each answer that could be read; empty for a blank one.
    """
    old, new = forms
    planner = _Planner(diff, old, new, marks)
    spots = list(spots_in(answers))
    fates = {spot: planner.fate(spot) for spot in spots}
    present = {(_actor_after(spot, fate), fate.name) for spot, fate in fates.items() if not isinstance(fate, Kept)}
    added = [
        placed
        for placed in new.placed_items()
        if (placed.section.actor, placed.item.id) not in present and planner.is_new(placed)
    ]
    written = tuple(
        AnswerSection(actor, kind)
        for actor, entry in answers.entries.items()
        if isinstance(entry.value, MappingNode)
        for kind in entry.value.entries
    )
    return MatterPlan(index, old, new, fates, added, written)


def spots_in(answers: Node) -> Iterator[Spot]:
    """Yields where answers stand, in the order of the file."""
    if isinstance(answers, MappingNode):
        for actor, kinds in answers.entries.items():
            if isinstance(kinds.value, MappingNode):
                for kind, items in kinds.value.entries.items():
                    if isinstance(items.value, MappingNode):
                        yield from (Spot(actor, kind, name) for name in items.value.entries)


def _actor_after(spot: Spot, fate: Stays | Moves) -> str:
    return fate.to.actor if isinstance(fate, Moves) else spot.actor


@dataclass(frozen=True)
class _Planner:
    diff: VersionDiff
    old: Checklist
    new: Checklist
    marks: Mapping[Spot, str]

    def fate(self, spot: Spot) -> Fate:
        """Decides about one answer."""
        if spot.name not in self.old.by_actor.get(spot.actor, {}):
            return self._fate_of_unknown(spot)
        placed = self.old.by_actor[spot.actor][spot.name]
        pair = self.diff.successor(self.old.number, spot.actor, spot.name)
        if pair is None or not pair.carries_answer:
            return Kept(self.old.address(*placed))
        target = AnswerSection(pair.new.section.actor, pair.new.section.kind)
        remarks = tuple(self._remarks(spot, pair))
        # An answer under the wrong kind stays there (KJ107 reports it) unless the form moves the item.
        misplaced_in_place = spot.kind != placed.section.kind and target == (spot.actor, placed.section.kind)
        if target == spot.section or (misplaced_in_place and not self._is_gone(spot.section)):
            shifts = pair.reach is Reach.ORDER and target == spot.section
            return Stays(pair.new.id, shifts, remarks)
        return Moves(target, pair.new.id, remarks)

    def is_new(self, placed: PlacedItem) -> bool:
        """True when no item of the old form has become this one; one that had been left out before is not new."""
        pair = self.diff.predecessor(self.new.number, placed.section.actor, placed.item.id)
        return pair is None or not pair.carries_answer

    def _fate_of_unknown(self, spot: Spot) -> Fate:
        """An item that the old form does not have is none of ours, unless its section goes."""
        return Kept(f"{self.old.number}/{'/'.join(spot)}") if self._is_gone(spot.section) else Stays(spot.name)

    def _is_gone(self, section: AnswerSection) -> bool:
        return section.kind in self.old.kinds(section.actor) and section.kind not in self.new.kinds(section.actor)

    def _remarks(self, spot: Spot, pair: ItemPair) -> Iterator[Remark]:
        between = f"{self.diff.old.id} → {self.diff.new.id}"
        reworded = pair.change(Kind.REWORDED)
        if reworded is not None and reworded.impact is not Impact.EDITORIAL:
            said = Text("項目の文言が変わった", "the item's wording has changed")
            texts = (_same(_on_one_line(one.text)) for one in (pair.old, pair.new))
            yield Remark(_WORDING, on_review(said, between, *_then_and_now(*texts)))
        mark = self.marks.get(spot, "")
        if not mark:
            return
        before, after = _needed(pair.old.item.when), _needed(pair.new.item.when)
        condition = pair.change(Kind.CONDITION)
        if condition is not None and condition.impact is not Impact.EDITORIAL and before != after:
            said = Text("この項目が必要な場合が変わった", "when the item is needed has changed")
            yield Remark(_CONDITION, on_review(said, between, *_then_and_now(before, after)))
        offered = self.new.scale_of(pair.new.item)
        old_meaning, new_meaning = self.old.scale_of(pair.old.item).get(mark), offered.get(mark)
        if old_meaning is not None and new_meaning is None:
            [gone] = on_review(
                Text(f"記号「{mark}」は様式から除かれた", f"the form no longer has the mark “{mark}”"), between
            )
            marks = Text(f"{gone.ja}使えるのは {'、'.join(offered)}", f"{gone.en} It has {', '.join(offered)}")
            yield Remark(_MARKS, (marks,))
        elif old_meaning is not None and new_meaning is not None and old_meaning.means is not new_meaning.means:
            said = Text(f"記号「{mark}」の意味が変わった", f"the mark “{mark}” has another meaning")
            labels = (_same(_on_one_line(one.label)) for one in (old_meaning, new_meaning))
            yield Remark(_MARKS, on_review(said, between, *_then_and_now(*labels)))


_WORDING = Text("文言の変更", "wording changed")
_CONDITION = Text("条件の変更", "condition changed")
_MARKS = Text("記号の変更", "marks changed")


def _needed(condition: Condition | None) -> Text:
    return Text("常に必要", "always needed") if condition is None else in_words(condition)


def _then_and_now(before: Text, after: Text) -> tuple[Text, Text]:
    return (
        Text(f"  旧: {before.ja}", f"  before: {before.en}"),
        Text(f"  新: {after.ja}", f"  now: {after.en}"),
    )


def _same(text: str) -> Text:
    return Text(text, text)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
