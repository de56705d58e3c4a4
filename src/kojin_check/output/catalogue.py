"""The checklists as `kojin-check show` gives them: which ones, and in what words; how is up to the formats."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kojin_check.errors import UsageError
from kojin_check.findings import Language, Text
from kojin_check.model.checklist import (
    REASON,
    Checklist,
    FieldType,
    ItemDefinition,
    MarkDefinition,
    Means,
    Section,
    Status,
    VersionDefinition,
    marks_meaning,
    stock_answer,
)
from kojin_check.model.condition_text import in_words
from kojin_check.model.library import Library, Version
from kojin_check.model.pages import Holder, PageField, Pages
from kojin_check.output.style import bracketed
from kojin_check.similarity import nearest

STATUSES = {
    Status.DRAFT: Text("案", "draft"),
    Status.ADOPTED: Text("採択", "adopted"),
    Status.RETIRED: Text("廃止", "retired"),
}
VERSION = Text("版", "version")
STATUS_NAME = Text("状態", "status")
EFFECTIVE = Text("適用", "effective")
_SUPERSEDES = Text("前の版", "supersedes")
_AUTHORITY = Text("所管", "authority")
_SOURCE = Text("出典", "source")
_NOTE = Text("注記", "note")
TITLE = Text("名称", "title")
_SCOPE = Text("対象", "scope")
_MARK = Text("記号", "mark")
_FIELD = Text("欄", "field")
ITEM = Text("項目", "item")
MEASURE = Text("対策", "measure")
CONDITION = Text("必要な場合", "needed when")
_CONDITION_LABEL = Text("必要", "needed")
OTHERWISE = Text("不要な場合の理由", "reason if not")
_OTHERWISE_LABEL = Text("不要", "else")
_REASON_REQUIRED = Text("理由が必要", "with a reason")
_MOST_DIGITS = 9
"""Of the number of a checklist."""


@dataclass(frozen=True)
class VersionList:
    """The versions of a library."""

    definitions: tuple[VersionDefinition, ...]


@dataclass(frozen=True)
class ChecklistSelection:
    """Checklists of one version."""

    version: VersionDefinition
    checklists: tuple[Checklist, ...]
    pages: Pages | None = None
    """The pages before the checklists, where the version as a whole is shown and has some."""


def list_versions(library: Library) -> VersionList:
    """Gives the versions of `library`.

    Raises:
        LibraryError: when a file of the library is missing or broken.
    """
    return VersionList(tuple(library.definitions.values()))


def select(library: Library, address: str) -> ChecklistSelection:
    """Gives the checklists at `address`: `r5` for all of a version, `r5/5` for one, `r5/5/…` for a part of one.

    Raises:
        UsageError: when there is no such version or checklist; names those that there are.
        LibraryError: when a file of the library is missing or broken.
    """
    version_id, _, rest = unicodedata.normalize("NFC", address).strip("/").partition("/")
    number, _, place = rest.partition("/")
    version = library.require(version_id)
    if not number:
        pages = None if version.definition.pages is None else version.pages
        return ChecklistSelection(version.definition, tuple(version.checklists.values()), pages)
    found = version.checklists.get(int(number)) if number.isdecimal() and len(number) <= _MOST_DIGITS else None
    if found is None:
        raise UsageError(_no_such_checklist(version, number))
    return ChecklistSelection(version.definition, (_part(found, f"{number}/{place}") if place else found,))


def _part(checklist: Checklist, address: str) -> Checklist:
    """What stands at the address of an item, or below the beginning of one."""
    wanted = f"{checklist.number}/{address.partition('/')[2]}/"
    sections = []
    known = []
    for section, items in checklist.addressed_items:
        known += [each.address for each in items]
        chosen = [each.item for each in items if f"{each.address}/".startswith(wanted)]
        if chosen:
            sections.append(section.model_copy(update={"items": chosen}))
    if not sections:
        message = Text(
            f"様式{checklist.number}に「{address}」という項目はありません。",
            f"Checklist {checklist.number} has no item “{address}”.",
        )
        meant = nearest(address, known)
        beginnings = dict.fromkeys("/".join(each.split("/")[:3]) for each in known)
        raise UsageError(
            Text(
                message.ja
                + (f"「{meant}」の間違いではありませんか。" if meant else f"あるのは {'、'.join(beginnings)} です。"),
                message.en + (f" Did you mean “{meant}”?" if meant else f" Known: {', '.join(beginnings)}."),
            )
        )
    return checklist.model_copy(update={"sections": sections})


def _no_such_checklist(version: Version, number: str) -> Text:
    known = [f"{checklist.number} {checklist.type}" for checklist in version.checklists.values()]
    return Text(
        f"{version.id} に「{number}」というチェックリストはありません。あるのは {'、'.join(known)} です。",
        f"{version.id} has no checklist “{number}”. Known: {', '.join(known)}.",
    )


def version_facts(definition: VersionDefinition, language: Language) -> Iterator[tuple[Text, str]]:
    """Yields what a version says of itself, each with its name; not yet made safe."""
    yield VERSION, definition.id + bracketed(STATUSES[definition.status].to(language), language)
    if definition.effective is not None:
        yield EFFECTIVE, definition.effective.said.to(language)
    if definition.supersedes is not None:
        yield _SUPERSEDES, definition.supersedes
    if definition.authority is not None:
        yield _AUTHORITY, definition.authority
    if (source := definition.source) is not None:
        details = [detail for detail in (source.part, source.date and source.date.said.to(language)) if detail]
        yield _SOURCE, " ".join([source.title, *details])
    for note in definition.notes:
        yield _NOTE, note


def checklist_facts(checklist: Checklist, language: Language) -> Iterator[tuple[Text, str]]:
    """Yields what holds for a whole checklist, each with its name; not yet made safe."""
    if checklist.scope is not None:
        yield _SCOPE, checklist.scope
    for mark, definition in checklist.marks.items():
        yield _MARK, _mark(mark, definition, language)


def _mark(mark: str, definition: MarkDefinition, language: Language) -> str:
    details = [_REASON_REQUIRED.to(language)] if definition.needs_reason else []
    details += [_needed(name).to(language) for name in definition.needed_fields if name != REASON]
    if definition.points is not None:
        details.append(Text(f"{definition.points:,}点", f"{definition.points:,} points").to(language))
    label = f" {definition.label}" if definition.label else ""
    return f"{mark}{label}" + "".join(bracketed(detail, language) for detail in details)


def _needed(name: str) -> Text:
    return Text(f"「{name}」が必要", f"with “{name}”")


def item_facts(item: ItemDefinition, checklist: Checklist) -> Iterator[tuple[Text, Text]]:
    """Yields when an item is needed, and what is answered where it is not, each with its name; not yet made safe."""
    if item.when is not None:
        yield _CONDITION_LABEL, condition(item, checklist)
    if item.when is not None and checklist.skips(item):
        yield _OTHERWISE_LABEL, _NOTHING_TO_ANSWER
    if item.scale is not None:
        for mark, definition in checklist.scale_of(item).items():
            yield _MARK, Text(_mark(mark, definition, "ja"), _mark(mark, definition, "en"))
    for name in item.needs:
        yield _FIELD, _needed(name)
    if item.otherwise is not None:
        answer = stock_answer(checklist.scale_of(item), item) or f"（{item.otherwise}）"
        yield _OTHERWISE_LABEL, Text(answer, answer)


def condition(item: ItemDefinition, checklist: Checklist) -> Text:
    """Gives when an item is needed, in words; empty where it always is."""
    if item.when is None:
        return Text("", "")
    words = in_words(item.when)
    met = "・".join(marks_meaning(checklist.scale_of(item), Means.MET))
    if not item.strict:
        return words
    return Text(f"{words.ja}（それ以外で「{met}」は誤り）", f"{words.en} (“{met}” is wrong otherwise)")


def page_rows(pages: Pages, language: Language) -> Iterator[tuple[str, list[list[str]]]]:
    """Yields the title of each page with the head of its table of fields, and its lines."""
    head = [name.to(language) for name in (_KEY, _REQUIRED_FIELD, _FIELD)]
    named = [
        (_PAGE_OF_CASE.to(language), pages.case),
        *((name, pages.matter(name)) for name in pages.types),
        (pages.label_of(Holder.MATTER, "subcontracts", _with_subcontracts(pages)).to(language), pages.subcontract),
    ]
    for title, fields in named:
        yield title, [head, *(_field_row(field, language) for field in fields)]


def _with_subcontracts(pages: Pages) -> str:
    return next((name for name in pages.types if pages.has_field(name, "subcontracts")), "")


def _field_row(field: PageField, language: Language) -> list[str]:
    label, row = field.label.to(language), field.row.to(language)
    kind = field.kind.guide.to(language) if isinstance(field.kind, FieldType) and field.is_own else ""
    if field.kind is FieldType.CHOICE:
        kind = "／".join(field.values)
    name = (label if row == label else f"{row} ／ {label}") + (bracketed(kind, language) if kind else "")
    return [field.key, _YES.to(language) if field.is_required else "", name]


_KEY = Text("項目名", "key")
_REQUIRED_FIELD = Text("必須", "required")
_FIELD = Text("欄", "field")
_YES = Text("必須", "yes")
_NOTHING_TO_ANSWER = Text("答えなくてよい", "nothing need be answered")
_PAGE_OF_CASE = Text("案件の頁", "Page of the case")


def version_rows(versions: VersionList, language: Language) -> Iterator[tuple[str, str, str, str]]:
    """Yields the head of a table of versions, and its lines."""
    yield (
        VERSION.to(language),
        STATUS_NAME.to(language),
        EFFECTIVE.to(language),
        TITLE.to(language),
    )
    for definition in versions.definitions:
        effective = "" if definition.effective is None else definition.effective.said.to(language)
        yield definition.id, STATUSES[definition.status].to(language), effective, definition.title


def item_rows(section: Section, checklist: Checklist, language: Language) -> Iterator[list[str]]:
    """Yields the head of a table of items, and its lines.

    There are columns for conditions, for marks and for fields only where an item of the section has its own.
    """
    columns: list[tuple[Text, Callable[[ItemDefinition], str]]] = [
        (ITEM, lambda item: item.id),
        (MEASURE, lambda item: item.text),
    ]
    if any(item.when is not None for item in section.items):
        columns += [
            (CONDITION, lambda item: condition(item, checklist).to(language)),
            (OTHERWISE, lambda item: _otherwise(item, checklist, language)),
        ]
    if any(item.scale is not None for item in section.items):
        columns.append((_MARK, lambda item: _own_marks(item, checklist, language)))
    if any(item.needs for item in section.items):
        columns.append((_FIELD, lambda item: Text("、".join(item.needs), ", ".join(item.needs)).to(language)))
    yield [name.to(language) for name, _ in columns]
    for item in section.items:
        yield [cell(item) for _, cell in columns]


def _otherwise(item: ItemDefinition, checklist: Checklist, language: Language) -> str:
    if item.otherwise is None and checklist.skips(item):
        return _NOTHING_TO_ANSWER.to(language)
    return item.otherwise or ""


def _own_marks(item: ItemDefinition, checklist: Checklist, language: Language) -> str:
    scale = {} if item.scale is None else checklist.scale_of(item)
    marks = [_mark(mark, definition, language) for mark, definition in scale.items()]
    return Text("、".join(marks), ", ".join(marks)).to(language)
