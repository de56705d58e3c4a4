"""What rules about checklists look at: a version as a whole, among the others.

It is read here with all its defects: `Library` would refuse it at the first one. What a rule is, says `rule.py`.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

from pydantic import BaseModel

from kojin_check.findings import ItemRef, Text
from kojin_check.model.checklist import (
    CHECKLIST_SCHEMA,
    Checklist,
    FieldDefinition,
    ItemDefinition,
    Scale,
    Section,
    StockReason,
    VersionDefinition,
)
from kojin_check.model.condition import Condition
from kojin_check.model.decode import Decoded
from kojin_check.model.library import read_definition
from kojin_check.model.pages import Holder
from kojin_check.model.patterns import slow_ones
from kojin_check.model.situation import Vocabulary, vocabulary_of
from kojin_check.model.version_folders import VERSION_FILE, checklist_files, is_plain_file
from kojin_check.reading.source import Source, display_path
from kojin_check.reading.tree import Route, ScalarNode, Tree
from kojin_check.rules.rule import Rules

Model = TypeVar("Model", bound=BaseModel)

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class LintedFile(Generic[Model]):
    """A file of a version as it was read, whatever is wrong with it."""

    path: Path
    tree: Tree
    decoded: Decoded[Model]

    @property
    def content(self) -> Model:
        """What could be read of it."""
        return self.decoded.model

    def is_intact(self, *route: str | int) -> bool:
        """True when what stands at `route`, if anything, could be read."""
        return self.decoded.is_intact(route)

    @property
    def is_flawless(self) -> bool:
        """True when all of it could be read without a problem."""
        return not self.tree.problems and not self.decoded.problems and not self.decoded.broken


ItemKey: TypeAlias = tuple[int, str, str]
"""Number of the form, actor and id: the same in all versions, while kind and order change."""

AnyFile: TypeAlias = LintedFile[VersionDefinition] | LintedFile[Checklist]


@dataclass(frozen=True)
class LocatedItem:
    """An item with its section, and where it stands in its file."""

    file: LintedFile[Checklist]
    section: Section
    item: ItemDefinition
    route: Route

    @property
    def key(self) -> ItemKey:
        """What the item has in common with the same one in other versions."""
        return self.file.content.number, self.section.actor, self.item.id

    @property
    def ref(self) -> ItemRef:
        """The item as findings name it."""
        return ItemRef(self.file.content.address(self.section, self.item), self.item.text)


def form_numbers(items: Iterable[LocatedItem]) -> Text:
    """Gives the numbers of the forms that `items` stand on, listed."""
    numbers = [str(one.file.content.number) for one in items]
    return Text("、".join(numbers), ", ".join(numbers))


@dataclass(frozen=True)
class MarkSet:
    """A set of marks where it is written."""

    file: AnyFile
    route: Route
    scale: Scale

    @property
    def has_meanings(self) -> bool:
        """True when there are marks, and what each of them means could be read."""
        return bool(self.scale) and all(
            self.file.is_intact(*self.route, mark)
            and isinstance(self.file.tree.node((*self.route, mark, "means")), ScalarNode)
            for mark in self.scale
        )


@dataclass(frozen=True)
class LocatedField:
    """A field of a page, and where it stands in version.yaml."""

    page: Holder
    field: FieldDefinition
    route: Route


@dataclass(frozen=True)
class Edition:
    """One version's folder with its files; each is read when it is first asked for.

    Reading raises `LibraryError` when a file cannot be opened.
    """

    folder: Path

    @property
    def name(self) -> str:
        """The folder's name, which is to be the version's id; also where the folder was given as `.`."""
        return unicodedata.normalize("NFC", os.path.basename(os.path.abspath(self.folder)))

    @property
    def exists(self) -> bool:
        """True when the folder holds files of a version."""
        return is_plain_file(self.folder / VERSION_FILE) or bool(checklist_files(self.folder))

    @cached_property
    def definition(self) -> LintedFile[VersionDefinition]:
        """`version.yaml`; without one, a file of which nothing could be read."""
        path = self.folder / VERSION_FILE
        if is_plain_file(path):
            return LintedFile(path, *read_definition(VersionDefinition, path))
        tree = Tree(Source(display_path(path), ""), None, ())
        return LintedFile(path, tree, Decoded(VersionDefinition(), (), frozenset({()})))

    @cached_property
    def checklists(self) -> tuple[LintedFile[Checklist], ...]:
        """The checklist files that the program reads, by name, with the marks of the scales that they name."""
        return tuple(self._completed(path) for path in checklist_files(self.folder))

    def _completed(self, path: Path) -> LintedFile[Checklist]:
        tree, decoded = read_definition(Checklist, path)
        return LintedFile(path, tree, replace(decoded, model=decoded.model.within(self.definition.content)))

    @cached_property
    def strays(self) -> tuple[LintedFile[Checklist], ...]:
        """Files that are meant as checklists, and that the program does not read because of their names."""
        read = {VERSION_FILE, *(file.path.name for file in self.checklists)}
        paths = sorted(self.folder / name for name in os.listdir(self.folder) if name.endswith(_SUFFIXES))
        unread = (path for path in paths if path.name not in read and is_plain_file(path))
        found = (LintedFile(path, *read_definition(Checklist, path)) for path in unread)
        return tuple(file for file in found if _is_meant_as_checklist(file))

    @property
    def effective_files(self) -> tuple[AnyFile, ...]:
        """The files that make up the version, `version.yaml` first."""
        return (self.definition, *self.checklists)

    @property
    def files(self) -> tuple[AnyFile, ...]:
        """All files that findings can be about, `version.yaml` first."""
        return (*self.effective_files, *self.strays)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The facts that the version declares."""
        return vocabulary_of(self.definition.content)

    @property
    def has_vocabulary(self) -> bool:
        """False when media or facts could not be read, so that nothing can be said about conditions."""
        return self.definition.is_intact("media") and self.definition.is_intact("facts")

    def mark_sets(self) -> Iterator[MarkSet]:
        """Yields every set of marks where it is written: the scales of the version, the marks of forms without one."""
        for name, scale in self.definition.content.scales.items():
            yield MarkSet(self.definition, ("scales", name), scale)
        for file in self.checklists:
            if file.content.scale is None:
                yield MarkSet(file, ("marks",), file.content.marks)

    def needs(self) -> Iterator[tuple[AnyFile, Route, str]]:
        """Yields every name under `needs`, of marks and of items, with the place where it stands."""
        for marks in self.mark_sets():
            for mark, definition in marks.scale.items():
                for at, name in enumerate(definition.needs):
                    yield marks.file, (*marks.route, mark, "needs", at), name
        for file in self.checklists:
            for located in self.items(file):
                for at, name in enumerate(located.item.needs):
                    yield file, (*located.route, "needs", at), name

    def has_meanings(self, file: LintedFile[Checklist]) -> bool:
        """True when all items of the checklist have marks, and what each of them means could be read."""
        own = (located.item.scale for located in self.items(file))
        scales = {file.content.scale, *(name for name in own if name is not None)}
        return all(self._marks_of(file, name).has_meanings for name in scales)

    def _marks_of(self, file: LintedFile[Checklist], scale: str | None) -> MarkSet:
        if scale is None:
            return MarkSet(file, ("marks",), file.content.marks)
        return MarkSet(self.definition, ("scales", scale), self.definition.content.scales.get(scale, {}))

    def items(self, file: LintedFile[Checklist]) -> Iterator[LocatedItem]:
        """Yields the items of a checklist in its order."""
        for at, section in enumerate(file.content.sections):
            for position, item in enumerate(section.items):
                yield LocatedItem(file, section, item, ("sections", at, "items", position))

    def page_fields(self) -> Iterator[LocatedField]:
        """Yields every field of every page that could be read, page by page."""
        pages = self.definition.content.pages
        if pages is None:
            return
        declared: list[tuple[Holder, Route, list[FieldDefinition]]] = [
            (Holder.CASE, ("pages", "case"), pages.case),
            *((Holder.MATTER, ("pages", "matters", name), fields) for name, fields in pages.matters.items()),
            (Holder.SUBCONTRACT, ("pages", "subcontract"), pages.subcontract),
        ]
        for page, route, fields in declared:
            for index, declared_field in enumerate(fields):
                if declared_field.key and self.definition.is_intact(*route, index, "key"):
                    yield LocatedField(page, declared_field, (*route, index))

    @property
    def stock_reasons(self) -> Iterator[tuple[int, StockReason]]:
        """The stock reasons with their indexes, without those whose pattern cannot be held against any text."""
        reasons = self.definition.content.stock_reasons
        slow = slow_ones(tuple(reason.wording.pattern for reason in reasons))
        return ((index, reason) for index, reason in enumerate(reasons) if reason.wording.pattern not in slow)

    def conditions(self) -> Iterator[tuple[AnyFile, Route, Condition]]:
        """Yields every condition of the version with the place where it stands."""
        for index, stock in enumerate(self.definition.content.stock_reasons):
            if stock.asserts is not None:
                yield self.definition, ("stock_reasons", index, "asserts"), stock.asserts
        for file in self.checklists:
            if file.content.applies is not None:
                yield file, ("applies",), file.content.applies
            for placed in self.items(file):
                if placed.item.when is not None:
                    yield file, (*placed.route, "when"), placed.item.when


def _is_meant_as_checklist(file: LintedFile[Checklist]) -> bool:
    written = file.tree.node(("schema",))
    return file.path.name[0].isdigit() or (isinstance(written, ScalarNode) and written.text == CHECKLIST_SCHEMA)


@dataclass(frozen=True)
class VersionContext:
    """Everything that a rule may look at: one version, among the others."""

    edition: Edition
    editions: Mapping[str, Edition] = field(default_factory=dict)
    """All versions that count by the names of their folders, this one included."""
    namesakes: tuple[Edition, ...] = ()
    """The versions of this name, one a folder, where they are to be told of here: the first is the one that counts."""

    @property
    def definition(self) -> LintedFile[VersionDefinition]:
        """The version's `version.yaml`."""
        return self.edition.definition

    @property
    def checklists(self) -> tuple[LintedFile[Checklist], ...]:
        """The version's checklists."""
        return self.edition.checklists

    @property
    def predecessor(self) -> Edition | None:
        """The version that this one supersedes, when there is such a one."""
        superseded = self.definition.content.supersedes
        return None if superseded is None or superseded == self.edition.name else self.editions.get(superseded)

    def items_before(self) -> Mapping[ItemKey, LocatedItem] | None:
        """Gives the items of the version before; None where it is not at hand or its sections cannot be read."""
        predecessor = self.predecessor
        if predecessor is None or not all(file.is_intact("sections") for file in predecessor.checklists):
            return None
        return {located.key: located for file in predecessor.checklists for located in predecessor.items(file)}

    def item_before(self, located: LocatedItem, before: Mapping[ItemKey, LocatedItem]) -> LocatedItem | None:
        """Gives what an item was in the version before, under its former id if it was renamed; None for a new one."""
        number, actor, name = located.key
        return before.get((number, actor, located.item.formerly or name))


LINT_RULES: Rules[VersionContext] = Rules()
"""All rules about checklists; filled by importing `kojin_check.rules.checklists`.

KJ7xx concern the checklists, KJ9xx the version as such. The documentation's examples are files
of a checklists folder, each introduced by a comment with its path.
"""

lint_rule = LINT_RULES.rule
