"""Checklists as GitHub's Markdown: a table of versions, or a table for each section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kojin_check.escaping.markdown import in_markdown
from kojin_check.findings import Language, Text
from kojin_check.output.catalogue import (
    ChecklistSelection,
    VersionList,
    checklist_facts,
    item_rows,
    page_rows,
    version_facts,
    version_rows,
)
from kojin_check.output.markdown_table import markdown_table
from kojin_check.output.style import Style


def report(shown: VersionList | ChecklistSelection, style: Style) -> Iterator[str]:
    """Yields the table of versions, or what a version is and then its checklists."""
    match shown:
        case VersionList():
            yield _table(version_rows(shown, style.language))
        case ChecklistSelection():
            yield from _selection(shown, style.language)


def _selection(selection: ChecklistSelection, language: Language) -> Iterator[str]:
    yield f"# {in_markdown(selection.version.title)}\n\n"
    yield _list(version_facts(selection.version, language), language)
    for title, rows in () if selection.pages is None else page_rows(selection.pages, language):
        yield f"\n## {in_markdown(title)}\n\n"
        yield _table(rows)
    for checklist in selection.checklists:
        yield f"\n## {checklist.number} {in_markdown(checklist.title)}\n\n"
        yield _list(checklist_facts(checklist, language), language)
        for section in checklist.sections:
            yield f"\n### {in_markdown(f'{section.actor}／{section.kind}')}\n\n{in_markdown(section.heading)}\n\n"
            yield _table(item_rows(section, checklist, language))


def _list(facts: Iterable[tuple[Text, str]], language: Language) -> str:
    return "".join(f"- {name.to(language)}: {in_markdown(value)}\n" for name, value in facts)


def _table(rows: Iterable[Iterable[str]]) -> str:
    return markdown_table([[in_markdown(cell) for cell in row] for row in rows])
