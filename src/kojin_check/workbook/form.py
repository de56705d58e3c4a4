"""What a workbook holds of a case: every place that can be filled in, in the order of the form, with what stands there.

The form of a case is worked out from its file as it was typed, and not from what it means, so that a form that comes
back unchanged changes nothing in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from pydantic import BaseModel

from kojin_check.editing.assignment import plain
from kojin_check.findings import Text
from kojin_check.model.case import Case
from kojin_check.model.checklist import REASON, Checklist, FactDefinition
from kojin_check.model.condition import MEDIA, SUBCONTRACTS
from kojin_check.model.decode import decode
from kojin_check.model.fingerprint import fingerprint
from kojin_check.model.library import Version
from kojin_check.model.longhand import joined_media
from kojin_check.model.outline_of import keys_of
from kojin_check.model.pages import PageField, Structure
from kojin_check.model.sheet import Row, lay_out
from kojin_check.model.shorthand import spelt_out
from kojin_check.new.scaffold import asked_facts
from kojin_check.reading.cleaned_tree import cleaned
from kojin_check.reading.tree import MappingNode, Route, ScalarNode, SequenceNode, Tree
from kojin_check.workbook.answers import MARK, Parts, Question
from kojin_check.workbook.texts import FLAG_WORDS, FLAGS, CasePlace

_FEW_MEDIA = 4
"""Of so many every combination can be chosen; of more only one at a time."""
_SPARE = {"periods": 2, "milestones": 3}
"""How many entries can be added in a list whose entries have parts."""
_NOT_FIELDS = frozenset({"schema", "matters", "answers", SUBCONTRACTS})


@dataclass(frozen=True, slots=True)
class SheetField:
    """A cell to be filled in on the first sheet."""

    route: Route
    label: Text
    text: str
    """What stands there; empty where nothing does."""
    choices: tuple[str, ...] = ()
    is_required: bool = False
    is_locked: bool = False
    """True where the form itself hangs on it."""

    @property
    def is_flag(self) -> bool:
        """True where true or false is meant: the words for that are those of the form's language."""
        return self.choices == FLAG_WORDS

    def has(self, text: str) -> bool:
        """True when a cell with this text says what the field says."""
        said = self.text.strip()
        return text == said or (self.is_flag and any(text in words and said in words for words in FLAGS.values()))


@dataclass(frozen=True, slots=True)
class FormGroup:
    """The fields of one page."""

    heading: Text
    fields: tuple[SheetField, ...]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An item with its answer."""

    route: Route
    kind: str
    item: str
    """The text of the item."""
    parts: Parts
    question: Question


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """One side of a checklist."""

    route: Route
    """Of the side's answers."""
    name: Text
    """Of the sheet."""
    title: str
    matter: str
    """Which matter it belongs to, for people."""
    parts: tuple[str, ...]
    """The keys of the parts that answers have on this sheet."""
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True)
class WorkbookForm:
    """A case on the sheets of a workbook."""

    version: Version
    groups: tuple[FormGroup, ...]
    sheets: tuple[AnswerSheet, ...]

    @cached_property
    def seal(self) -> str:
        """The fingerprint of what the answers rest on, whether the version has been sealed or not."""
        return seal_of(self.version)

    @cached_property
    def fields(self) -> dict[Route, SheetField]:
        """The fields by their places."""
        return {field.route: field for group in self.groups for field in group.fields}

    @cached_property
    def lines(self) -> dict[Route, AnswerLine]:
        """The items by the places of their answers."""
        return {line.route: line for sheet in self.sheets for line in sheet.lines}


def seal_of(version: Version) -> str:
    """Gives the fingerprint of what answers to this version rest on."""
    return fingerprint(version.definition, version.checklists.values())


def form_of(tree: Tree, version: Version) -> WorkbookForm:
    """Gives the form of the case in `tree`, which can be read and names `version`."""
    return _Form(tree, version).form()


@dataclass(frozen=True)
class _Form:
    tree: Tree
    version: Version

    def form(self) -> WorkbookForm:
        return WorkbookForm(self.version, tuple(self._groups()), tuple(self._sheets()))

    @cached_property
    def _case(self) -> Case:
        tree = spelt_out(Case, cleaned(self.tree), self.version.definition)
        return decode(Case, tree, self.version.pages).model

    # The first sheet

    def _groups(self) -> Iterator[FormGroup]:
        fields = [
            SheetField(("checklist_version",), Text("チェックリストの版", "Version"), self.version.id, is_locked=True),
            SheetField(("status",), Text("状態", "Status"), self._typed(("status",)), ("draft", "final")),
            *self._page((), self.version.pages.case),
        ]
        yield FormGroup(Text("案件", "Case"), tuple({field.route: field for field in reversed(fields)}.values())[::-1])
        for index, matter in enumerate(self._case.matters):
            route: Route = ("matters", index)
            page = self.version.pages.matter(matter.type)
            yield FormGroup(
                Text(f"事項{index + 1}　{matter.type}", f"Matter {index + 1}: {matter.type}"),
                tuple(self._matter(route, page)),
            )
            named = next((field.label for field in page if field.kind is Structure.SUBCONTRACTS), None)
            if named is None:
                continue
            written = self._length((*route, SUBCONTRACTS))
            for number in range(written + 1):
                below = (*route, SUBCONTRACTS, number)
                cells = self._record(below, self.version.pages.subcontract)
                yield FormGroup(
                    Text(f"事項{index + 1}　{named.ja}{number + 1}", f"Matter {index + 1}: {named.en} {number + 1}"),
                    tuple(cells if number < written else (replace(cell, is_required=False) for cell in cells)),
                )
        others = tuple(self._uncovered((), {field.route for field in fields}))
        if others:
            yield FormGroup(Text("そのほか（様式の外）", "Others (not on the form)"), others)

    def _matter(self, route: Route, page: Sequence[PageField]) -> Iterator[SheetField]:
        for key, label in (("type", Text("種別", "Type")), ("checklist", Text("様式の番号", "Checklist"))):
            yield SheetField((*route, key), label, self._typed((*route, key)), is_locked=True)
        fields = list(self._page(route, page))
        if any(field.kind is Structure.SUBCONTRACTS for field in page):
            fields.append(self._whether_subcontracted((*route, SUBCONTRACTS), page))
        covered = {field.route for field in fields}
        checklist = self._checklist(route)
        asked = () if checklist is None else asked_facts(checklist)
        if MEDIA in asked and (*route, MEDIA) not in covered:
            fields += self._cells((*route, MEDIA), None)
        fields += [
            self._fact((*route, "facts", fact), question)
            for fact, question in self.version.definition.facts.items()
            if fact in asked or self.tree.node((*route, "facts", fact)) is not None
        ]
        yield from fields
        names = {(*route, "type"), (*route, "checklist")}
        yield from self._uncovered(route, names | {field.route for field in fields})

    def _record(self, route: Route, page: Sequence[PageField]) -> Iterator[SheetField]:
        fields = list(self._page(route, page))
        yield from fields
        yield from self._uncovered(route, {field.route for field in fields})

    def _page(self, route: Route, page: Sequence[PageField]) -> Iterator[SheetField]:
        holder = version_holder(route)
        for field in page:
            if field.holder.value == holder and field.kind not in (
                Structure.ANSWERS,
                Structure.SUBCONTRACTS,
                Structure.FACTS,
            ):
                yield from self._cells((*route, *field.path), field)

    def _cells(self, route: Route, field: PageField | None) -> Iterator[SheetField]:
        """The cells for a place: one, or one for each of its parts."""
        place = CasePlace.at(route, self.tree, self.version)
        node = self.tree.node(route)
        label = self._label(route) if field is None else field.label
        required = field is not None and field.is_required
        each = None if place.written.each is None else place.written.each.record
        if each is not None and (node is None or isinstance(node, SequenceNode) or plain(node) == ""):
            spare = _SPARE.get(str(route[-1]), 0) if field is not None else 0
            for number in range(self._length(route) + spare):
                numbered = Text(f"{label.ja}　{number + 1}", f"{label.en} {number + 1}")
                yield from self._entry((*route, number), each, numbered, required and number == 0)
            return
        text = place.text(node)
        if text is None:
            yield from self._parts(route, label)
            return
        yield SheetField(route, label, text, self._choices(place, field), required)

    def _entry(self, route: Route, record: type[BaseModel], label: Text, required: bool) -> Iterator[SheetField]:
        """The cells for an entry of a list whose entries have parts."""
        place = CasePlace.at(route, self.tree, self.version)
        text = place.text(self.tree.node(route)) if place.reading is not None else None
        if text is not None:
            yield SheetField(route, label, text, is_required=required)
            return
        for key in keys_of(record):
            yield from self._part((*route, key), label, required)

    def _parts(self, route: Route, label: Text) -> Iterator[SheetField]:
        """The cells for what stands in a mapping or list, each part by itself."""
        match self.tree.node(route):
            case MappingNode(entries=entries):
                for key in entries:
                    yield from self._part((*route, key), label)
            case SequenceNode(items=items):
                for number in range(len(items)):
                    yield from self._part(
                        (*route, number), Text(f"{label.ja}　{number + 1}", f"{label.en} {number + 1}")
                    )

    def _part(self, route: Route, label: Text, required: bool = False) -> Iterator[SheetField]:
        own = self._label(route) if isinstance(route[-1], str) else Text("", "")
        named = Text(f"{label.ja} {own.ja}".strip(), f"{label.en} {own.en}".strip())
        place = CasePlace.at(route, self.tree, self.version)
        text = place.text(self.tree.node(route))
        if text is None:
            yield from self._parts(route, named)
        else:
            yield SheetField(route, named, text, self._choices(place, None), required)

    def _uncovered(self, route: Route, covered: set[Route]) -> Iterator[SheetField]:
        """What stands in a record and is on no page: kept, and not to be changed here."""
        node = self.tree.node(route)
        for key in node.entries if isinstance(node, MappingNode) else ():
            here = (*route, key)
            if key not in _NOT_FIELDS and not any(one[: len(here)] == here or one == here for one in covered):
                yield from self._cells(here, None)
            elif key == "overview" and not route:
                yield from self._uncovered(here, covered)

    def _fact(self, route: Route, question: FactDefinition) -> SheetField:
        asked = f"{route[-1]}　{question.ask}"
        choices = tuple(question.values) or FLAG_WORDS
        text = CasePlace.at(route, self.tree, self.version).text(self.tree.node(route))
        return SheetField(route, Text(asked, asked), text or "", choices)

    def _whether_subcontracted(self, route: Route, page: Sequence[PageField]) -> SheetField:
        label = next(field.label for field in page if field.kind is Structure.SUBCONTRACTS)
        match self.tree.node(route):
            case SequenceNode(items=[]):
                text = FLAGS["false"].ja
            case SequenceNode():
                text = FLAGS["true"].ja
            case _:
                text = ""
        words = FLAG_WORDS
        return SheetField(route, Text(f"{label.ja}の有無", f"{label.en}: is there any?"), text, words)

    def _choices(self, place: CasePlace, field: PageField | None) -> tuple[str, ...]:
        if place.is_flag:
            return FLAG_WORDS
        if place.holds_media:
            media = tuple(self.version.definition.media)
            if len(media) > _FEW_MEDIA:
                return media
            chosen = (combination for size in range(1, len(media) + 1) for combination in combinations(media, size))
            return tuple(joined_media(one) for one in chosen)
        return () if field is None else field.values

    # The answers

    def _sheets(self) -> Iterator[AnswerSheet]:
        names: set[str] = set()
        for index, matter in enumerate(self._case.matters):
            checklist = self._checklist(("matters", index))
            if checklist is None:
                continue
            laid_out = lay_out(index, matter, checklist, {}, lambda _route: False)
            for actor in checklist.actors:
                lines = tuple(self._line(row, checklist) for row in laid_out.rows if row.section.actor == actor)
                used = dict.fromkeys(part for line in lines for part in line.parts)
                parts = tuple(dict.fromkeys((MARK, REASON, *checklist.answer_fields, *used)))
                party = "" if matter.party is None else f"　{matter.party.name}"
                scope = f"（{checklist.scope}）" if checklist.scope else ""
                yield AnswerSheet(
                    ("matters", index, "answers", actor),
                    _sheet_name(checklist.number, actor, names),
                    f"{checklist.number} {checklist.title}{scope}",
                    f"{index + 1}　{matter.type}{party}",
                    parts,
                    lines,
                )

    def _checklist(self, matter: Route) -> Checklist | None:
        index = matter[1]
        assert isinstance(index, int)
        number = self._case.matters[index].checklist
        return None if number is None else self.version.checklists.get(number)

    def _line(self, row: Row, checklist: Checklist) -> AnswerLine:
        question = Question(checklist, row.item)
        parts = question.parts(plain(self.tree.node(row.route)))
        return AnswerLine(row.route, row.section.kind, row.item.text, parts, question)

    # What stands in the file

    def _typed(self, route: Route) -> str:
        node = self.tree.node(route)
        return node.text if isinstance(node, ScalarNode) else ""

    def _length(self, route: Route) -> int:
        node = self.tree.node(route)
        return len(node.items) if isinstance(node, SequenceNode) else 0

    def _label(self, route: Route) -> Text:
        key = str(route[-1])
        return self.version.pages.label(route, self.tree) or Text(key, key)


def version_holder(route: Route) -> str:
    """Gives the name of the record that a route leads to."""
    match route:
        case ("matters", _, "subcontracts", _):
            return "subcontract"
        case ("matters", _):
            return "matter"
        case _:
            return "case"


_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def _sheet_name(number: int, actor: str, taken: set[str]) -> Text:
    """A name that no other sheet has, as Excel takes it."""
    plain_actor = actor.translate(_NOT_IN_NAMES).strip("'")
    for count in range(1, 1000):
        behind = "" if count == 1 else f" ({count})"
        room = _LONGEST_NAME - len(behind)
        japanese = f"様式{number} {plain_actor}"[:room] + behind
        english = f"Form {number} {plain_actor}"[:room] + behind
        if japanese.casefold() not in taken:
            break
    taken.add(japanese.casefold())
    return Text(japanese, english)
