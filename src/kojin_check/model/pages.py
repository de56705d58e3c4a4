"""The pages of a form that are no checklists: which fields they have, what the form calls them, what a case says there.

`Pages(version.definition)` gives the fields of the page of a case, of a matter by its type, and of a
subcontract, each in the form's order; `Pages.filled(case)` gives the pages of one case with what is
written on them. Printing, forms to fill in, hints and the check for blanks all read the pages here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum, StrEnum
from functools import cache, cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from pydantic import BaseModel

from kojin_check.findings import Text
from kojin_check.model.case import Case, Matter, Milestone, OnPage, Party, Period, Subcontract
from kojin_check.model.checklist import FieldDefinition, FieldType, PagesDefinition, VersionDefinition
from kojin_check.model.dates import EraDate
from kojin_check.model.outline_of import Written, keys_of
from kojin_check.reading.tree import Route, ScalarNode, Tree
from kojin_check.similarity import folded


class Holder(StrEnum):
    """Which record of a case has a field."""

    CASE = "case"
    MATTER = "matter"
    SUBCONTRACT = "subcontract"


class Structure(Enum):
    """What stands in a field that the program knows, where that is more than a text or a list of them."""

    PARTY = "party"
    PERIODS = "periods"
    MILESTONES = "milestones"
    SUBCONTRACTS = "subcontracts"
    FACTS = "facts"
    ANSWERS = "answers"
    """The checklist: all of it, or one actor's side."""


Kind: TypeAlias = FieldType | Structure


class PageField(NamedTuple):
    """A field of a page."""

    key: str
    """As `version.yaml` has it; dotted where it stands deeper."""
    label: Text
    """What the form calls it; both languages are the same where the form has given it."""
    row: Text
    """The heading of the form's row; fields that follow one another in one row have the same."""
    kind: Kind
    values: tuple[str, ...]
    """The words that can be written, where only some can: of a choice, of media, of types of matters."""
    is_required: bool
    """True where a final case must not leave it blank."""
    holder: Holder
    """The record that has it. A matter's page can show what only its case has, such as the department."""
    path: tuple[str, ...]
    """The way to it from that record, in keys of the file."""
    is_own: bool
    """True where only this form has it."""

    @property
    def must_be_written(self) -> bool:
        """True where the form requires it, or no case can do without it."""
        key = None if self.is_own else keys_of(_RECORDS[self.holder]).get(self.path[0])
        return self.is_required or (key is not None and len(self.path) == 1 and key.declared.is_required)

    @property
    def guide(self) -> Text:
        """How it is written, in one line; empty for a plain text."""
        if self.kind is FieldType.CHOICE:
            listed = "／".join(self.values)
            return Text(f"{listed} のどれか", f"One of {listed}")
        if self.values:
            return _NO_GUIDE
        return _GUIDES.get(self.kind, _NO_GUIDE)


FieldTest: TypeAlias = Callable[[PageField], bool]
"""Which fields of a page are asked for."""

IS_REQUIRED: FieldTest = attrgetter("is_required")
IS_OWN: FieldTest = attrgetter("is_own")

_NO_GUIDE = Text("", "")
_GUIDES: Mapping[Kind, Text] = MappingProxyType(
    {
        FieldType.TEXTS: Text("1行に1つ「- 」を付けて書く", "One entry a line, each with “- ”"),
        FieldType.DATE: Text("例: 令和6年4月1日", "For example: 2024-04-01"),
        FieldType.NUMBER: Text("数字だけで書く", "Only digits"),
        FieldType.FLAG: Text("はいは true、いいえは false", "true or false"),
        Structure.PARTY: Text(
            "例: {name: 株式会社例示, certifications: [プライバシーマーク]}",
            "For example: {name: Example Inc., certifications: [ISO 27001]}",
        ),
        Structure.PERIODS: Text(
            "例: - {name: 運用, from: 令和6年4月1日, to: 令和7年3月31日, renews: true}"
            "（renews: true は、次年度以降も同様に行うとき）",
            "For example: - {name: operation, from: 2024-04-01, to: 2025-03-31, renews: true}"
            " (renews: true if it goes on in the following years)",
        ),
        Structure.MILESTONES: Text(
            "例: - {name: テスト, date: 令和6年11月}", "For example: - {name: test, date: 2024-11}"
        ),
        Structure.SUBCONTRACTS: Text(
            "1件ごとに「- 」で始める。ないときは [] と書く", "Each begins with “- ”; [] if there are none"
        ),
        Structure.FACTS: Text("はいは true、いいえは false", "true or false"),
    }
)
"""How the kinds of fields are written."""


class Cell(NamedTuple):
    """A field with what a case says there."""

    field: PageField
    route: Route
    """Where it stands, or would stand, in the file."""
    value: Any
    """As the typed case has it: a text, a list, a `Party`, dates …; None where nothing stands there."""

    @property
    def is_blank(self) -> bool:
        """True where nothing is said: no value, only blanks, an empty list, a party without a name.

        An empty list of subcontracts says something: that there are none.
        """
        return self.value is None if self.field.kind is Structure.SUBCONTRACTS else is_blank(self.value)


class FilledPage(NamedTuple):
    """One page of a case."""

    holder: Holder
    route: Route
    """Of the case, the matter or the subcontract."""
    cells: tuple[Cell, ...]
    """In the form's order."""

    @property
    def rows(self) -> Iterator[tuple[Text, tuple[Cell, ...]]]:
        """Yields the rows of the form: the heading, and the fields that stand in it."""
        start = 0
        for end in range(1, len(self.cells) + 1):
            if end == len(self.cells) or self.cells[end].field.row != self.cells[start].field.row:
                yield self.cells[start].field.row, self.cells[start:end]
                start = end


_BUILT_IN_CASE: Mapping[str, Text] = MappingProxyType(
    {
        "title": Text("件名", "Title"),
        "department": Text("担当課", "Department"),
        "clause": Text("根拠となる条項", "Clause"),
        "basis": Text("事項の種別", "Types of matters"),
        "overview.business": Text("事業名", "Business"),
        "overview.purpose": Text("目的", "Purpose"),
        "overview.data_subjects": Text("対象者", "Whom it concerns"),
        "overview.contents": Text("事業内容", "Contents"),
        "overview.volume": Text("想定件数", "Volume"),
    }
)
_BUILT_IN_HANDLING: Mapping[str, Text] = MappingProxyType(
    {
        "party": Text("相手方", "Other side"),
        "purpose": Text("目的、理由", "Purpose"),
        "contents": Text("内容", "Contents"),
        "data_subjects": Text("個人の範囲", "Data subjects"),
        "data_items": Text("個人情報の項目", "Data items"),
        "storage": Text("記録するもの", "Storage"),
        "media": Text("取扱媒体", "Media"),
        "periods": Text("期間", "Periods"),
    }
)
_REMARKS = Text("備考", "Remarks")
_BUILT_IN_MATTER: Mapping[str, Text] = MappingProxyType(
    {
        "business": Text("業務の名称", "Business"),
        **_BUILT_IN_HANDLING,
        "milestones": Text("日程", "Schedule"),
        "subcontracts": Text("さらに委託する先", "Subcontracts"),
        "facts": Text("事実", "Facts"),
        "remarks": _REMARKS,
        "answers": Text("チェックリストの回答", "Answers"),
    }
)
_BUILT_IN_SUBCONTRACT: Mapping[str, Text] = MappingProxyType({**_BUILT_IN_HANDLING, "remarks": _REMARKS})

_BUILT_IN: Mapping[Holder, Mapping[str, Text]] = MappingProxyType(
    {
        Holder.CASE: _BUILT_IN_CASE,
        Holder.MATTER: _BUILT_IN_MATTER,
        Holder.SUBCONTRACT: _BUILT_IN_SUBCONTRACT,
    }
)
"""The pages of a form that says nothing of its own, with labels that no form has made."""

_OTHER_LABELS: Mapping[tuple[str, ...], Text] = MappingProxyType(
    {
        ("schema",): Text("書式", "Format"),
        ("checklist_version",): Text("チェックリストの版", "Version"),
        ("status",): Text("状態", "Status"),
        ("overview",): Text("事業の概要", "Overview"),
        ("matters",): Text("事項", "Matters"),
        ("waivers",): Text("免除", "Waivers"),
        ("recheck",): Text("再確認", "Look again"),
        ("type",): Text("種別", "Type"),
        ("checklist",): Text("チェックリストの番号", "Checklist"),
        ("certifications",): Text("認証", "Certifications"),
        ("name",): Text("名称", "Name"),
        ("from",): Text("開始", "From"),
        ("to",): Text("終了", "To"),
        ("renews",): Text("次年度以降も同様", "Goes on"),
        ("date",): Text("日付", "Date"),
        ("mark",): Text("記号", "Mark"),
        ("reason",): Text("理由", "Reason"),
        ("note",): Text("補足", "Note"),
        ("approval",): Text("承認", "Approval"),
        ("by",): Text("決定した者", "By"),
        ("result",): Text("結果", "Result"),
        ("conditions",): Text("条件", "Conditions"),
        ("waivers", "rule"): Text("規則", "Rule"),
        ("waivers", "item"): Text("項目", "Item"),
        ("waivers", "party"): Text("相手方", "Other side"),
        ("recheck", "item"): Text("項目", "Item"),
        ("why",): Text("変わった点", "What changed"),
        ("approved_by",): Text("承認者", "Approved by"),
        ("expires",): Text("期限", "Expires"),
    }
)
"""What is on no page, with labels that no form has made; by the end of the way to it."""

_RECORDS: Mapping[Holder, type[BaseModel]] = MappingProxyType(
    {Holder.CASE: Case, Holder.MATTER: Matter, Holder.SUBCONTRACT: Subcontract}
)
_AROUND: Mapping[Holder, tuple[Holder, ...]] = MappingProxyType(
    {
        Holder.CASE: (Holder.CASE,),
        Holder.MATTER: (Holder.MATTER, Holder.CASE),
        Holder.SUBCONTRACT: (Holder.SUBCONTRACT, Holder.MATTER, Holder.CASE),
    }
)
"""Each record with those that hold it, from the inside to the outside."""

_STRUCTURES: Mapping[type[BaseModel], Structure] = MappingProxyType(
    {
        Party: Structure.PARTY,
        Period: Structure.PERIODS,
        Milestone: Structure.MILESTONES,
        Subcontract: Structure.SUBCONTRACTS,
    }
)


class Pages:
    """The pages of one version's form."""

    def __init__(self, definition: VersionDefinition) -> None:
        """Reads the pages of a version; one without `pages` has neutral labels, and requires nothing."""
        self._definition = definition
        self._pages = definition.pages or PagesDefinition()
        self._of_matters: dict[str, tuple[PageField, ...]] = {}
        self._fields_of: dict[tuple[Holder, str], Mapping[Route, PageField]] = {}
        self._asked_for: dict[tuple[FieldTest, Holder, str], tuple[PageField, ...]] = {}

    @cached_property
    def case(self) -> tuple[PageField, ...]:
        """The fields of the page of a case, in the form's order."""
        return self._fields(Holder.CASE, self._pages.case)

    @property
    def types(self) -> tuple[str, ...]:
        """The types of matters of which the form has a page."""
        return tuple(self._pages.matters)

    def matter(self, matter_type: str) -> tuple[PageField, ...]:
        """Gives the fields of the page of a matter of this type, in the form's order."""
        if matter_type not in self._of_matters:
            declared = self._pages.matters.get(matter_type, [])
            self._of_matters[matter_type] = self._fields(Holder.MATTER, declared)
        return self._of_matters[matter_type]

    @cached_property
    def subcontract(self) -> tuple[PageField, ...]:
        """The fields of the page of a subcontract, in the form's order."""
        return self._fields(Holder.SUBCONTRACT, self._pages.subcontract)

    def own_fields(self, record: Route, tree: Tree) -> Mapping[str, PageField]:
        """Gives the fields that only this form has in the record at a route of `tree`, by their keys there."""
        match record:
            case () | ("overview",):
                fields = self._own.get((Holder.CASE, ""), ())
            case ("matters", _):
                matter_type = _matter_type(tree, record)
                # Of a type that the form does not have, no field can be said not to belong there.
                is_known = matter_type in self._definition.types
                fields = self._own.get((Holder.MATTER, matter_type), ()) if is_known else self._own_of_any_matter
            case ("matters", _, "subcontracts", _):
                fields = self._own.get((Holder.SUBCONTRACT, ""), ())
            case ("matters", _, "answers", _, _, _):
                return self.answer_fields
            case ("matters", _, "facts"):
                return self.facts_with_words
            case _:
                fields = ()
        above = record if record == ("overview",) else ()
        return {field.path[-1]: field for field in fields if field.path[:-1] == above}

    @cached_property
    def _own_of_any_matter(self) -> tuple[PageField, ...]:
        return tuple(field for (holder, _), fields in self._own.items() if holder is Holder.MATTER for field in fields)

    @cached_property
    def answer_fields(self) -> Mapping[str, PageField]:
        """The fields that answers can have beside mark, reason and note, by their keys."""
        return {
            name: _field_beside(name, field.type, field.values)
            for name, field in self._definition.answer_fields.items()
        }

    @cached_property
    def facts_with_words(self) -> Mapping[str, PageField]:
        """The facts that are answered with one of some words, by their names."""
        return {
            name: _field_beside(name, FieldType.CHOICE, fact.values)
            for name, fact in self._definition.facts.items()
            if fact.values
        }

    @cached_property
    def _own(self) -> Mapping[tuple[Holder, str], tuple[PageField, ...]]:
        pages = {
            (Holder.CASE, ""): self.case,
            (Holder.SUBCONTRACT, ""): self.subcontract,
            **{(Holder.MATTER, name): self.matter(name) for name in self._pages.matters},
        }
        return {page: tuple(field for field in fields if field.is_own) for page, fields in pages.items()}

    def own_places(self) -> Iterator[tuple[Route, FieldType]]:
        """Yields where fields that only this form has are written, and what; see `own_places`."""
        return own_places(self._definition)

    def labels(self) -> Iterator[tuple[Route, str]]:
        """Yields the places of all fields with what the form calls them; 0 stands for any entry of a list."""
        matters = (field for name in self.types for field in self.matter(name))
        for field in (*self.case, *matters, *self.subcontract):
            yield (*_ROUTES[field.holder], *field.path), field.label.ja

    def page(self, page: Holder, matter_type: str = "") -> tuple[PageField, ...]:
        """Gives the fields of a page, in the form's order."""
        match page:
            case Holder.CASE:
                return self.case
            case Holder.MATTER:
                return self.matter(matter_type)
            case Holder.SUBCONTRACT:
                return self.subcontract

    def distinct(self, holder: Holder, matter_type: str = "") -> tuple[PageField, ...]:
        """Gives the fields of a page that its record has itself, each once: of two that show the same, the first."""
        return tuple(self._by_path(holder, matter_type).values())

    def has_page(self, matter_type: str) -> bool:
        """Gives whether the form itself says which fields a matter of this type has."""
        return bool(self._pages.matters.get(matter_type))

    def built_in_field(self, holder: Holder, key: str) -> PageField:
        """Gives the field for a key of the program as it is where no form names it.

        Raises:
            StopIteration: when the record has no such field.
        """
        return next(field for field in self._built_in(holder) if field.key == key)

    def field(self, route: Route, tree: Tree) -> PageField | None:
        """Gives the field that stands at a route of `tree`, or None where the form's pages have none."""
        holder, matter_type, path = _place(route, tree)
        return self._by_path(holder, matter_type).get(path)

    def has_field(self, matter_type: str, key: str) -> bool:
        """Gives whether the page of a matter of this type shows a key of the matter."""
        return (key,) in self._by_path(Holder.MATTER, matter_type)

    def requires(self, matter_type: str, *path: str | int) -> bool:
        """Gives whether a final case must fill in what stands at `path` of a matter of this type."""
        field = self._by_path(Holder.MATTER, matter_type).get(path)
        return field is not None and field.is_required

    def label_of(self, holder: Holder, key: str, matter_type: str = "") -> Text:
        """Gives what the form calls a key that its record has; the neutral label where it has no word for it."""
        field = self._by_path(holder, matter_type).get((key,))
        return field.label if field is not None and field.label.ja else _BUILT_IN[holder][key]

    def label(self, route: Route, tree: Tree) -> Text | None:
        """Gives what the form calls the key at a route of `tree`; None where nothing has a name for it."""
        field = self.field(route, tree)
        if field is not None and field.label.ja:
            return field.label
        holder, _, path = _place(route, tree)
        keys = tuple(step for step in path if isinstance(step, str))
        built_in = _BUILT_IN[holder].get(".".join(keys))
        return built_in or _OTHER_LABELS.get(keys[-2:]) or _OTHER_LABELS.get(keys[-1:])

    def _by_path(self, holder: Holder, matter_type: str) -> Mapping[Route, PageField]:
        """The fields of a record by the way to them; of two that show the same, the first."""
        known = (holder, matter_type)
        if known not in self._fields_of:
            by_path: dict[Route, PageField] = {}
            for field in self.page(holder, matter_type):
                if field.holder is holder:
                    by_path.setdefault(field.path, field)
            self._fields_of[known] = by_path
        return self._fields_of[known]

    def filled(self, case: Case, only: FieldTest | None = None) -> Iterator[FilledPage]:
        """Yields the pages of `case`: its own, then each matter's, followed by those of its subcontracts.

        Args:
            case: what is filled in.
            only: which fields are asked for; without it, all.
        """
        yield _filled(Holder.CASE, (), self._fields_asked_for(only, Holder.CASE), (case,))
        for index, matter in enumerate(case.matters):
            route: Route = ("matters", index)
            yield _filled(
                Holder.MATTER, route, self._fields_asked_for(only, Holder.MATTER, matter.type), (matter, case)
            )
            for number, subcontract in enumerate(matter.subcontracts or ()):
                below = (*route, "subcontracts", number)
                fields = self._fields_asked_for(only, Holder.SUBCONTRACT)
                yield _filled(Holder.SUBCONTRACT, below, fields, (subcontract, matter, case))

    def _fields_asked_for(self, only: FieldTest | None, page: Holder, matter_type: str = "") -> tuple[PageField, ...]:
        """The fields of a page that are asked for, in the form's order: of thousands of cases looked for once."""
        if only is None:
            return self.page(page, matter_type)
        asked = (only, page, matter_type)
        if asked not in self._asked_for:
            self._asked_for[asked] = tuple(filter(only, self.page(page, matter_type)))
        return self._asked_for[asked]

    def _fields(self, page: Holder, declared: Sequence[FieldDefinition]) -> tuple[PageField, ...]:
        if not declared:
            return tuple(self._built_in(page))
        return tuple(field for one in declared if (field := self._field(page, one)) is not None)

    def _built_in(self, page: Holder) -> Iterator[PageField]:
        for key, label in _BUILT_IN[page].items():
            known = known_key(page, key)
            if known is not None:
                yield self._known_field(FieldDefinition(key=key), label, label, known)

    def _field(self, page: Holder, declared: FieldDefinition) -> PageField | None:
        """The field, or None where its definition is broken, which `lint` reports."""
        label = Text(declared.label, declared.label)
        row = label if declared.row is None else Text(declared.row, declared.row)
        if declared.type is not None:
            return PageField(
                declared.key,
                label,
                row,
                declared.type,
                tuple(declared.values),
                declared.required,
                page,
                own_path(page, declared.key),
                is_own=True,
            )
        known = known_key(page, declared.key)
        return None if known is None else self._known_field(declared, label, row, known)

    def _known_field(self, declared: FieldDefinition, label: Text, row: Text, known: "KnownKey") -> PageField:
        return PageField(
            declared.key,
            label,
            row,
            _kind(known),
            self._values(known.path[-1]),
            declared.required,
            known.holder,
            known.path,
            is_own=False,
        )

    def _values(self, key: str) -> tuple[str, ...]:
        match key:
            case "media":
                return tuple(self._definition.media)
            case "basis":
                return tuple(self._definition.types)
            case _:
                return ()


class KnownKey(NamedTuple):
    """A key of a page that the program knows."""

    holder: Holder
    path: tuple[str, ...]
    written: Written


def named(key: str, label: Text | None) -> Text:
    """Gives a key in the form's words: 件名（title）; the key alone where that is what the form calls it."""
    if label is None:
        return Text(key, key)
    return Text(
        key if label.ja == key else f"{label.ja}（{key}）",
        key if label.en.casefold() == key.casefold() else f"{label.en} ({key})",
    )


def explained_key(key: str, label: Text | None) -> Text:
    """Gives a key as it is to be typed, with the form's words behind it: 「title」（件名）."""
    if label is None:
        return Text(f"「{key}」", f"“{key}”")
    return Text(
        f"「{key}」" if label.ja == key else f"「{key}」（{label.ja}）",
        f"“{key}”" if label.en.casefold() == key.casefold() else f"“{key}” ({label.en})",
    )


def known_key(page: Holder, key: str) -> KnownKey | None:
    """Gives what `key` names on a page, or None where the program knows no such key.

    What a record does not have is what the record around it has: `department` on a matter's page is the
    case's, and so is `overview.department`.
    """
    parts = tuple(key.split("."))
    for path in dict.fromkeys((parts, parts[-1:])):
        for holder in _AROUND[page]:
            written = _written_at(_RECORDS[holder], path)
            if written is not None:
                return KnownKey(holder, path, written)
    return None


def page_keys(page: Holder) -> tuple[str, ...]:
    """Gives the keys that a page of this kind can show without a type."""
    return tuple(dict.fromkeys(key for holder in _AROUND[page] for key in _BUILT_IN[holder]))


def key_called(page: Holder, label: str) -> str | None:
    """Gives the key that stands under such a label on a page of a form that says nothing of its own: 件名 → title."""
    for holder in _AROUND[page]:
        for key, built_in in _BUILT_IN[holder].items():
            if folded(label) in (folded(built_in.ja), folded(built_in.en)):
                return key
    return None


def own_places(definition: VersionDefinition) -> Iterator[tuple[Route, FieldType]]:
    """Yields where fields that only the form has are written, and what: 0 stands for any entry of a list, "" for any key."""
    pages = definition.pages or PagesDefinition()
    yield from _own_places(Holder.CASE, pages.case)
    yield from _own_places(Holder.SUBCONTRACT, pages.subcontract)
    for declared in pages.matters.values():
        yield from _own_places(Holder.MATTER, declared)
    for name, field in definition.answer_fields.items():
        yield (*_ROUTES[Holder.MATTER], "answers", "", "", "", name), field.type


def _own_places(page: Holder, declared: Iterable[FieldDefinition]) -> Iterator[tuple[Route, FieldType]]:
    for field in declared:
        if field.type is not None:
            yield (*_ROUTES[page], *own_path(page, field.key)), field.type


_ROUTES: Mapping[Holder, Route] = MappingProxyType(
    {
        Holder.CASE: (),
        Holder.MATTER: ("matters", 0),
        Holder.SUBCONTRACT: ("matters", 0, "subcontracts", 0),
    }
)
"""Where records stand in a case; 0 stands for any entry of a list."""


def own_path(page: Holder, key: str) -> tuple[str, ...]:
    """Gives where a field of the form's own is written: under its key, or below `overview` where it says so."""
    first, dot, rest = key.partition(".")
    return (first, rest) if page is Holder.CASE and first == "overview" and dot and rest else (key,)


def is_blank(value: object) -> bool:
    """True for a value of a typed case that says nothing; a number and a flag always say something."""
    match value:
        case None:
            return True
        case str():
            return not value.strip()
        case list() | tuple():
            return all(map(is_blank, value))
        case dict():
            return all(map(is_blank, value.values()))
        case Party(name=name):
            return is_blank(name)
        case BaseModel():
            return all(is_blank(getattr(value, name)) for name in type(value).model_fields)
        case _:
            return False


def _written_at(record: type[BaseModel], path: Iterable[str]) -> Written | None:
    written: Written | None = Written(record, record=record)
    for step in path:
        if written is None or written.takes_text:
            return None
        if written.record is not None:
            key = keys_of(written.record).get(step)
            written = None if key is None else key.written
        else:
            written = written.each if written.type is dict else None
    return written


def _kind(known: KnownKey) -> Kind:
    written, first = known.written, known.path[0]
    record = written.record if written.each is None else written.each.record
    match written:
        case _ if record is not None and record in _STRUCTURES:
            return _STRUCTURES[record]
        case _ if first in ("answers", "facts"):
            return Structure(first)
        case Written(type=kind) if kind is list:
            return FieldType.TEXTS
        case Written(type=kind) if kind is int:
            return FieldType.NUMBER
        case Written(type=kind) if kind is bool:
            return FieldType.FLAG
        case Written(type=kind) if kind is EraDate:
            return FieldType.DATE
        case _:
            return FieldType.TEXT


def _filled(page: Holder, route: Route, fields: Sequence[PageField], around: Sequence[BaseModel]) -> FilledPage:
    """The page with what the record, and those around it, say."""
    if not fields:
        return FilledPage(page, route, ())
    records = dict(zip(_AROUND[page], around, strict=True))
    routes: dict[Holder, Route] = {Holder.CASE: (), Holder.MATTER: route[:2], Holder.SUBCONTRACT: route}
    cells = tuple(
        Cell(field, (*routes[field.holder], *field.path), _value(records[field.holder], field)) for field in fields
    )
    return FilledPage(page, route, cells)


def _place(route: Route, tree: Tree) -> tuple[Holder, str, Route]:
    """The record that a route leads into, the type of its matter, and the way on from there."""
    match route:
        case ("matters", int(), "subcontracts", int(), _, *_):
            return Holder.SUBCONTRACT, "", route[4:]
        case ("matters", int(), _, *_):
            return Holder.MATTER, _matter_type(tree, route[:2]), route[2:]
        case _:
            return Holder.CASE, "", route


def _field_beside(name: str, kind: FieldType, values: Sequence[str]) -> PageField:
    """A field that stands in a matter, but on no page: beside a mark, or below facts."""
    label = Text(name, name)
    return PageField(name, label, label, kind, tuple(values), False, Holder.MATTER, (name,), is_own=True)


def _matter_type(tree: Tree, matter: Route) -> str:
    node = tree.node((*matter, "type"))
    return node.text.strip() if isinstance(node, ScalarNode) else ""


def _value(record: BaseModel, field: PageField) -> Any:
    value: Any = record
    if field.is_own:
        for step in field.path[:-1]:
            value = getattr(value, step, None)
        return value.own.get(field.path[-1]) if isinstance(value, OnPage) else None
    for step in field.path:
        if isinstance(value, BaseModel):
            value = getattr(value, step, None)
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            return None
    return value


@cache
def neutral_pages() -> Pages:
    """Gives the pages where no form is known."""
    return Pages(VersionDefinition())
