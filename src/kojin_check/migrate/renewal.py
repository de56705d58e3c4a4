"""Next year's case, made of the text of this year's: what goes on is carried on, what must be said anew is blank.

Periods that renew are moved by a year. Other periods and the dates of the schedule are blank, with what stood there
as a comment. Waivers and the approval, which were given to this year's case, are dropped; it is a draft. All else
stays as it was written. Before the result is given, it is read again: it must say just that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from kojin_check.editing.blocks import blocks_of, is_flow
from kojin_check.editing.edits import EditError, apply_edits
from kojin_check.editing.level import below, without
from kojin_check.editing.yaml_text import comment, in_flow
from kojin_check.findings import START, Edit, Span, Text
from kojin_check.migrate.migrate import Migration, MigrationRefused, Migrator
from kojin_check.model.case import Case, Milestone, Period, located_periods
from kojin_check.model.case_fingerprint import said
from kojin_check.model.dates import EraDate, a_year_later
from kojin_check.model.dates import parse as parse_date
from kojin_check.model.decode import decode
from kojin_check.model.shorthand import spelt_out
from kojin_check.model.value_text import in_words
from kojin_check.reading.cleaned_tree import cleaned
from kojin_check.reading.reading import read_text
from kojin_check.reading.tree import MappingNode, Route, ScalarNode, Tree

_DROPPED = ("waivers", "approval")
_LAST_TIME = "前回: "
"""Begins the comments that hold what is to be written anew; like all text in files it is in one language."""
_UNUSUAL = Text(
    "この書き方のままでは、次年度の案件を作れません。1行に1項目ずつ「項目名: 値」の形に直してください。",
    "Written like this, next year's case cannot be made of it. Write one “key: value” on a line.",
)


@dataclass(frozen=True, slots=True)
class Renewal:
    """Next year's case, and what has become of this year's."""

    text: str
    """The new file, without a byte order mark."""
    migration: Migration
    """How it was carried over to the version in force."""
    moved: tuple[Route, ...]
    """The periods that go on and were moved by a year."""
    blank: tuple[Route, ...]
    """The periods and steps of the schedule that are to be written anew."""
    dropped: tuple[str, ...]
    """The keys that were dropped: waivers, approval."""


def renewed(tree: Tree, migrator: Migrator) -> Renewal:
    """Gives next year's case for the version that `migrator` carries cases over to.

    Raises:
        MigrationRefused: when the case cannot be read without doubt, cannot be carried over, or its notation does not
            allow the change.
        LibraryError: when the files of its version are broken.
    """
    migration = migrator.migrate(tree)
    document = _Document.read(tree.source.path, migration.text, migrator)
    case = document.case
    everything: Iterable[tuple[Route, Period | Milestone]] = (*located_periods(case), *_located_steps(case))
    dated = {route: one for route, one in everything if _dates(one)}
    moved = tuple(route for route, one in dated.items() if isinstance(one, Period) and one.renews)
    blank = tuple(route for route in dated if route not in moved)
    edits = [
        *(edit for route in moved for edit in document.moved(route, dated[route])),
        *(edit for route in blank for edit in document.emptied(route, dated[route])),
    ]
    document = document.edited(edits)
    document = document.edited([document.as_draft()])
    dropped = tuple(key for key in _DROPPED if document.has(key))
    document = document.edited([document.cut_out(key) for key in dropped])
    if said(document.case) != said(_expected(case, frozenset(moved), frozenset(blank))):
        raise document.refusal()
    return Renewal(document.tree.source.text, migration, moved, blank, dropped)


def _located_steps(case: Case) -> Iterator[tuple[Route, Milestone]]:
    for index, matter in enumerate(case.matters):
        for at, step in enumerate(matter.milestones):
            yield ("matters", index, "milestones", at), step


def _dates(one: Period | Milestone) -> list[tuple[str, EraDate]]:
    match one:
        case Period(from_=start, to=end):
            return [(key, date) for key, date in (("from", start), ("to", end)) if date is not None]
        case Milestone(date=date):
            return [] if date is None else [("date", date)]


def _expected(case: Case, moved: Set[Route], blank: Set[Route]) -> Case:
    """What the new case is to say."""

    def at(route: Route, one: Period | Milestone) -> Period | Milestone:
        if route in moved:
            return one.model_copy(update={_field(key): _later(date) for key, date in _dates(one)})
        return one.model_copy(update={_field(key): None for key, _ in _dates(one)}) if route in blank else one

    matters = []
    for index, matter in enumerate(case.matters):
        base: Route = ("matters", index)
        subcontracts = matter.subcontracts and [
            subcontract.model_copy(
                update={
                    "periods": [
                        at((*base, "subcontracts", number, "periods", place), period)
                        for place, period in enumerate(subcontract.periods)
                    ]
                }
            )
            for number, subcontract in enumerate(matter.subcontracts)
        ]
        update = {
            "periods": [at((*base, "periods", place), period) for place, period in enumerate(matter.periods)],
            "milestones": [at((*base, "milestones", place), step) for place, step in enumerate(matter.milestones)],
            "subcontracts": subcontracts,
        }
        matters.append(matter.model_copy(update=update))
    return case.model_copy(update={"matters": matters, "status": "draft", "waivers": [], "approval": None})


def _field(key: str) -> str:
    return "from_" if key == "from" else key


def _later(date: EraDate) -> EraDate:
    return parse_date(a_year_later(date))


@dataclass(frozen=True)
class _Document:
    """A case that is being rewritten, and the edits that rewrite it."""

    tree: Tree
    """As it is written."""
    spelt: Tree
    """With what was typed as on the forms written out; places are those of the text."""
    migrator: Migrator

    @classmethod
    def read(cls, path: str, text: str, migrator: Migrator) -> _Document:
        tree = cleaned(read_text(path, text, migrator.library.case_outline))
        return cls(tree, spelt_out(Case, tree, migrator.target.definition), migrator)

    @cached_property
    def case(self) -> Case:
        return decode(Case, self.spelt, self.migrator.target.pages).model

    def edited(self, edits: Iterable[Edit]) -> _Document:
        source = self.tree.source
        try:
            return _Document.read(source.path, apply_edits(source.text, edits), self.migrator)
        except EditError as error:
            raise self.refusal() from error

    def refusal(self) -> MigrationRefused:
        return MigrationRefused(self.tree.source.path, START, _UNUSUAL)

    def has(self, key: str) -> bool:
        return isinstance(self.tree.root, MappingNode) and key in self.tree.root.entries

    def moved(self, route: Route, period: Period | Milestone) -> Iterator[Edit]:
        """Puts the dates of the next year in the place of those that stand there."""
        for key, date in _dates(period):
            yield self._rewrite((*route, key), date.text, a_year_later(date))

    def emptied(self, route: Route, one: Period | Milestone) -> Iterator[Edit]:
        """Takes the dates out, with a comment above that says what they were."""
        source = self.tree.source
        entry, list_of_entries = self.tree.node(route), self.tree.node(route[:-1])
        whole = list_of_entries if isinstance(list_of_entries, ScalarNode) else entry
        if isinstance(whole, ScalarNode):
            # Typed as on the form: the text goes, and what it is to be written as stands there.
            name = f"name: {in_flow(one.name)}, " if one.name else ""
            text = f"{{{name}from: , to: }}"
            yield Edit(whole.span, text if whole is entry else f"[{text}]")
        else:
            for key, date in _dates(one):
                yield self._rewrite((*route, key), date.text, "")
        if whole is None:
            raise self.refusal()
        line = whole.span.line
        indent = source.line(line)[: len(source.line(line)) - len(source.line(line).lstrip(" "))]
        yield below(source, line - 1, [comment(_LAST_TIME + in_words(one).ja, indent).rstrip("\n")])

    def _rewrite(self, route: Route, old: str, new: str) -> Edit:
        node, source = self.spelt.node(route), self.tree.source
        written = "" if node is None else source.slice(node.span)
        if node is None or old not in written:
            raise self.refusal()
        line, column, end_line, end_column = node.span
        if not new and line == end_line and not source.line(line)[end_column - 1 :]:
            # Nothing follows: no space is left behind the colon either.
            column = len(source.line(line)[: column - 1].rstrip(" ")) + 1
            return Edit(Span(line, column, end_line, end_column), "")
        return Edit(node.span, written.replace(old, new, 1) if new else "")

    def as_draft(self) -> Edit:
        root, source = self.tree.root, self.tree.source
        entries = root.entries if isinstance(root, MappingNode) else {}
        status, version = entries.get("status"), entries.get("checklist_version")
        if status is not None and isinstance(status.value, ScalarNode) and not status.value.is_blank:
            return Edit(status.value.span, "draft")
        if status is not None:
            end = status.key.span[2:]
            colon = source.line(end[0]).find(":", end[1] - 1) + 1
            return Edit(Span(end[0], colon + 1, end[0], colon + 1), " draft")
        if version is None or not isinstance(root, MappingNode) or is_flow(root, source):
            raise self.refusal()
        indent = " " * (version.key.span.column - 1)
        return below(source, version.value.span.end_line, [f"{indent}status: draft"])

    def cut_out(self, key: str) -> Edit:
        root, source = self.tree.root, self.tree.source
        blocks = blocks_of(root, source, 0) if isinstance(root, MappingNode) else None
        block = next((block for block in blocks or () if block.name == key), None)
        if block is None or block.lead == 1:
            raise self.refusal()
        return without(source, block.lead, block.tail)
