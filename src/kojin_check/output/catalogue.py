"""The checklists as `kojin-check show` gives them: to people as text or Markdown, to programs as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kojin_check.errors import UsageError
from kojin_check.escaping.markup import in_json, in_markdown
from kojin_check.escaping.screen import visible, visible_line
from kojin_check.findings import Language, Text
from kojin_check.model.checklist import (
    Checklist,
    ItemDefinition,
    MarkDefinition,
    Means,
    Section,
    Status,
    VersionDefinition,
)
from kojin_check.model.condition_text import in_words
from kojin_check.model.dates import EraDate
from kojin_check.model.library import Library, Version
from kojin_check.output.document import as_lines, markdown_table
from kojin_check.output.terminal.colours import Ink
from kojin_check.output.terminal.page import Page

_STATUS = {
    Status.DRAFT: Text("案", "draft"),
    Status.ADOPTED: Text("採用", "adopted"),
    Status.RETIRED: Text("廃止", "retired"),
}
_VERSION = Text("版", "version")
_STATUS_NAME = Text("状態", "status")
_EFFECTIVE = Text("適用", "effective")
_SUPERSEDES = Text("前の版", "supersedes")
_AUTHORITY = Text("所管", "authority")
_SOURCE = Text("出典", "source")
_NOTE = Text("注記", "note")
_TITLE = Text("名称", "title")
_SCOPE = Text("対象", "scope")
_MARK = Text("記号", "mark")
_ITEM = Text("項目", "item")
_MEASURE = Text("対策", "measure")
_CONDITION = Text("必要な場合", "needed when")
_CONDITION_LABEL = Text("必要", "needed")
_OTHERWISE = Text("不要な場合の理由", "reason if not")
_OTHERWISE_LABEL = Text("不要", "else")
_REASON_REQUIRED = Text("理由が必要", "with a reason")
_LABEL_WIDTH = {"ja": 8, "en": 12}


@dataclass(frozen=True)
class VersionList:
    """The versions of a library."""

    definitions: tuple[VersionDefinition, ...]

    def as_json(self, language: Language) -> str:
        """Gives `kojin-check/versions/v1`: a list of what stands under `version` in `kojin-check/checklists/v1`."""
        versions = [_version_data(definition) for definition in self.definitions]
        return _json({"schema": "kojin-check/versions/v1", "versions": versions})

    def as_text(self, page: Page) -> Iterator[str]:
        """Yields a table."""
        head, *lines = page.table([[visible_line(cell) for cell in row] for row in self._rows(page.language)])
        yield as_lines([page.paint(head, Ink.FAINT), *lines])

    def as_markdown(self, language: Language) -> Iterator[str]:
        """Yields a GitHub table."""
        yield markdown_table([[in_markdown(cell) for cell in row] for row in self._rows(language)])

    def _rows(self, language: Language) -> Iterator[tuple[str, str, str, str]]:
        yield (
            _VERSION.to(language),
            _STATUS_NAME.to(language),
            _EFFECTIVE.to(language),
            _TITLE.to(language),
        )
        for definition in self.definitions:
            effective = "" if definition.effective is None else definition.effective.show()
            yield definition.id, _STATUS[definition.status].to(language), effective, definition.title


@dataclass(frozen=True)
class ChecklistSelection:
    """Checklists of one version."""

    version: VersionDefinition
    checklists: tuple[Checklist, ...]

    def as_json(self, language: Language) -> str:
        """Gives `kojin-check/checklists/v1` (design, section 8)."""
        return _json(
            {
                "schema": "kojin-check/checklists/v1",
                "version": _version_data(self.version),
                "checklists": [_checklist_data(checklist) for checklist in self.checklists],
            }
        )

    def as_text(self, page: Page) -> Iterator[str]:
        """Yields what the version is, then its checklists item by item."""
        yield as_lines(_version_lines(self.version, page))
        for checklist in self.checklists:
            yield "\n" + as_lines(_checklist_lines(checklist, page))
            for section in checklist.sections:
                yield "\n" + as_lines(_section_lines(section, checklist, page))

    def as_markdown(self, language: Language) -> Iterator[str]:
        """Yields what the version is, then a GitHub table a section."""
        yield f"# {in_markdown(self.version.title)}\n\n"
        yield "".join(
            f"- {name.to(language)}: {in_markdown(value)}\n" for name, value in _version_facts(self.version, language)
        )
        for checklist in self.checklists:
            yield f"\n## {checklist.number} {in_markdown(checklist.title)}\n\n"
            yield "".join(
                f"- {name.to(language)}: {in_markdown(value)}\n"
                for name, value in _checklist_facts(checklist, language)
            )
            for section in checklist.sections:
                yield f"\n### {in_markdown(f'{section.actor}／{section.kind}')}\n\n{in_markdown(section.heading)}\n\n"
                yield markdown_table(
                    [[in_markdown(cell) for cell in row] for row in _item_rows(section, checklist, language)]
                )


def list_versions(library: Library) -> VersionList:
    """Gives the versions of `library`.

    Raises:
        LibraryError: when a file of the library is missing or broken.
    """
    return VersionList(tuple(library.definitions.values()))


def select(library: Library, address: str) -> ChecklistSelection:
    """Gives the checklists at `address`: `r5` for all of a version, `r5/5` for one.

    Raises:
        UsageError: when there is no such version or checklist; names those that there are.
        LibraryError: when a file of the library is missing or broken.
    """
    version_id, _, number = address.partition("/")
    version = library.require(version_id)
    if not number:
        return ChecklistSelection(version.definition, tuple(version.checklists.values()))
    found = version.checklists.get(int(number)) if number.isdecimal() else None
    if found is None:
        raise UsageError(_no_such_checklist(version, number))
    return ChecklistSelection(version.definition, (found,))


def _no_such_checklist(version: Version, number: str) -> Text:
    known = [f"{checklist.number} {checklist.type}" for checklist in version.checklists.values()]
    return Text(
        f"{version.id} に「{number}」というチェックリストはありません。あるのは {'、'.join(known)} です。",
        f"{version.id} has no checklist “{number}”. Known: {', '.join(known)}.",
    )


# As JSON.


def _json(data: Mapping[str, Any]) -> str:
    return in_json(data, indent=2) + "\n"


def _version_data(definition: VersionDefinition) -> dict[str, Any]:
    source = definition.source
    return {
        "id": definition.id,
        "title": definition.title,
        "status": definition.status.value,
        "effective": _date_data(definition.effective),
        "supersedes": definition.supersedes,
        "authority": definition.authority,
        "source": None
        if source is None
        else {"title": source.title, "date": _date_data(source.date), "part": source.part},
        "notes": definition.notes,
    }


def _date_data(date: EraDate | None) -> str | None:
    """ISO 8601: a day, or year and month where no day was written."""
    if date is None:
        return None
    return date.first.isoformat()[: len("2025-01")] if date.is_month else date.first.isoformat()


def _checklist_data(checklist: Checklist) -> dict[str, Any]:
    return {
        "number": checklist.number,
        "type": checklist.type,
        "title": checklist.title,
        "scope": checklist.scope,
        "marks": {
            mark: {"label": definition.label, "means": definition.means.value, "reason": definition.reason}
            for mark, definition in checklist.marks.items()
        },
        "sections": [
            {
                "actor": section.actor,
                "kind": section.kind,
                "heading": section.heading,
                "items": [_item_data(item) for item in section.items],
            }
            for section in checklist.sections
        ],
    }


def _item_data(item: ItemDefinition) -> dict[str, Any]:
    """The item with only those of its conditions that are set."""
    return {
        "id": item.id,
        "text": item.text,
        **({} if item.when is None else {"when": item.when.to_data()}),
        **({"strict": True} if item.strict else {}),
        **({} if item.otherwise is None else {"otherwise": item.otherwise}),
    }


# As text.


def _version_lines(definition: VersionDefinition, page: Page) -> list[str]:
    facts = _version_facts(definition, page.language)
    return [*page.paragraph(visible_line(definition.title), ink=Ink.STRONG), *_fact_lines(facts, page)]


def _fact_lines(facts: Iterable[tuple[Text, str]], page: Page) -> list[str]:
    """What belongs to a version or a checklist; a name that stands already is not repeated."""
    lines: list[str] = []
    last = None
    for name, value in facts:
        label = page.say(name) if name != last else ""
        lines += page.labelled(label, visible(value), indent=2, width=_LABEL_WIDTH[page.language])
        last = name
    return lines


def _version_facts(definition: VersionDefinition, language: Language) -> Iterator[tuple[Text, str]]:
    yield _VERSION, definition.id + _bracketed(_STATUS[definition.status].to(language), language)
    if definition.effective is not None:
        yield _EFFECTIVE, definition.effective.show()
    if definition.supersedes is not None:
        yield _SUPERSEDES, definition.supersedes
    if definition.authority is not None:
        yield _AUTHORITY, definition.authority
    if (source := definition.source) is not None:
        details = [detail for detail in (source.part, source.date and source.date.show()) if detail]
        yield _SOURCE, " ".join([source.title, *details])
    for note in definition.notes:
        yield _NOTE, note


def _checklist_lines(checklist: Checklist, page: Page) -> list[str]:
    title = page.hanging(f"{checklist.number}  ", Ink.STRONG, visible_line(checklist.title), ink=Ink.STRONG)
    return [*title, *_fact_lines(_checklist_facts(checklist, page.language), page)]


def _checklist_facts(checklist: Checklist, language: Language) -> Iterator[tuple[Text, str]]:
    if checklist.scope is not None:
        yield _SCOPE, checklist.scope
    for mark, definition in checklist.marks.items():
        yield _MARK, _mark(mark, definition, language)


def _mark(mark: str, definition: MarkDefinition, language: Language) -> str:
    reason = _bracketed(_REASON_REQUIRED.to(language), language) if definition.reason == "required" else ""
    return f"{mark} {definition.label}{reason}"


def _section_lines(section: Section, checklist: Checklist, page: Page) -> list[str]:
    name = f"{checklist.number}/{section.actor}/{section.kind}"
    lines = page.hanging("  ", None, visible_line(name), ink=Ink.STRONG)
    lines += page.paragraph(visible_line(section.heading), indent=2, ink=Ink.FAINT)
    for item in section.items:
        lines += ["", *page.paragraph(visible_line(item.id), indent=4, ink=Ink.LABEL)]
        lines += page.paragraph(visible(item.text), indent=6)
        for name_, value in _item_facts(item, checklist):
            lines += page.labelled(page.say(name_), page.say(value), indent=6, width=_LABEL_WIDTH[page.language] - 2)
    return lines


def _item_facts(item: ItemDefinition, checklist: Checklist) -> Iterator[tuple[Text, Text]]:
    if item.when is not None:
        yield _CONDITION_LABEL, _condition(item, checklist)
    if item.otherwise is not None:
        yield _OTHERWISE_LABEL, _stock_answer(item.otherwise, checklist)


def _condition(item: ItemDefinition, checklist: Checklist) -> Text:
    if item.when is None:
        return Text("", "")
    words = in_words(item.when)
    met = "・".join(checklist.marks_meaning(Means.MET))
    if not item.strict:
        return words
    return Text(f"{words.ja}（それ以外で「{met}」は誤り）", f"{words.en} (“{met}” is wrong otherwise)")


def _stock_answer(reason: str, checklist: Checklist) -> Text:
    mark = next(iter(checklist.marks_meaning(Means.NOT_APPLICABLE)), "")
    answer = f"{mark}（{reason}）"
    return Text(answer, answer)


def _bracketed(text: str, language: Language) -> str:
    return f"（{text}）" if language == "ja" else f" ({text})"


# As Markdown.


def _item_rows(section: Section, checklist: Checklist, language: Language) -> Iterator[list[str]]:
    """The head and the items; columns for conditions only where the section has any."""
    with_conditions = any(item.when is not None for item in section.items)
    names = [_ITEM, _MEASURE, *([_CONDITION, _OTHERWISE] if with_conditions else [])]
    yield [name.to(language) for name in names]
    for item in section.items:
        conditions = [_condition(item, checklist).to(language), item.otherwise or ""] if with_conditions else []
        yield [item.id, item.text, *conditions]
