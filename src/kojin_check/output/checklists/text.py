"""Checklists for people at a terminal: a table of versions, or what a version is and its checklists item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kojin_check.escaping.screen import visible, visible_line
from kojin_check.findings import Text
from kojin_check.model.checklist import Checklist, Section, VersionDefinition
from kojin_check.output.catalogue import (
    ChecklistSelection,
    VersionList,
    checklist_facts,
    item_facts,
    page_rows,
    version_facts,
    version_rows,
)
from kojin_check.output.style import Style
from kojin_check.output.terminal.colours import Ink
from kojin_check.output.terminal.page import Page, as_lines, page_for

_LABEL_WIDTH = {"ja": 8, "en": 12}


def report(shown: VersionList | ChecklistSelection, style: Style) -> Iterator[str]:
    """Yields the table, or the version and its checklists."""
    page = page_for(style)
    match shown:
        case VersionList():
            rows = [[visible_line(cell) for cell in row] for row in version_rows(shown, page.language)]
            head, *lines = page.table(rows)
            yield as_lines([page.paint(head, Ink.FAINT), *lines])
        case ChecklistSelection(version, checklists, pages):
            yield as_lines(_version_lines(version, page))
            for title, fields in () if pages is None else page_rows(pages, page.language):
                yield "\n" + as_lines(_page_lines(title, fields, page))
            for checklist in checklists:
                yield "\n" + as_lines(_checklist_lines(checklist, page))
                for section in checklist.sections:
                    yield "\n" + as_lines(_section_lines(section, checklist, page))


def _version_lines(definition: VersionDefinition, page: Page) -> list[str]:
    facts = version_facts(definition, page.language)
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


def _page_lines(title: str, fields: list[list[str]], page: Page) -> list[str]:
    head, *lines = page.table([[visible_line(cell) for cell in row] for row in fields])
    return [*page.paragraph(visible_line(title), ink=Ink.STRONG), page.paint(head, Ink.FAINT), *lines]


def _checklist_lines(checklist: Checklist, page: Page) -> list[str]:
    title = page.hanging(f"{checklist.number}  ", Ink.STRONG, visible_line(checklist.title), ink=Ink.STRONG)
    return [*title, *_fact_lines(checklist_facts(checklist, page.language), page)]


def _section_lines(section: Section, checklist: Checklist, page: Page) -> list[str]:
    name = f"{checklist.number}/{section.actor}/{section.kind}"
    lines = page.hanging("  ", None, visible_line(name), ink=Ink.STRONG)
    lines += page.paragraph(visible_line(section.heading), indent=2, ink=Ink.FAINT)
    for item in section.items:
        lines += ["", *page.paragraph(visible_line(item.id), indent=4, ink=Ink.LABEL)]
        lines += page.paragraph(visible(item.text), indent=6)
        for name_, value in item_facts(item, checklist):
            lines += page.labelled(page.say(name_), page.say(value), indent=6, width=_LABEL_WIDTH[page.language] - 2)
    return lines
