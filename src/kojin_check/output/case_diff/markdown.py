"""What has changed in cases as a 新旧対照表 in Markdown, for a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.diff.case_changes import CaseDiff
from kojin_check.escaping.markdown import in_markdown
from kojin_check.findings import Language, Text
from kojin_check.output.case_diff_rows import (
    ADDED_CASES,
    FIELD,
    NEW,
    OLD,
    REMOVED_CASES,
    TITLE,
    DiffRow,
    Line,
    case_name,
    notes,
    page_name,
    rows,
    unchanged_entries,
    verdict,
)
from kojin_check.output.markdown_table import markdown_table
from kojin_check.output.style import Style
from kojin_check.rules.cases.personal_data import concealed
from kojin_check.runs.case_review import CaseReview


def report(review: CaseReview, style: Style) -> Iterator[str]:
    """Yields a table for each page on which something has changed."""
    language = style.language
    yield f"## {TITLE.to(language)}\n\n{_say(verdict(review), language)}\n"
    for diff in review.diffs:
        yield from _case(diff, language)
    for title, states in ((ADDED_CASES, review.added), (REMOVED_CASES, review.removed)):
        if states:
            yield f"\n### {title.to(language)}\n\n"
        for state in states:
            yield f"- {in_markdown(concealed(state.case.title))} <code>{in_markdown(state.name)}</code>\n"


def _case(diff: CaseDiff, language: Language) -> Iterator[str]:
    yield f"\n### {in_markdown(case_name(diff))}\n\n"
    for side, state in ((OLD, diff.old), (NEW, diff.new)):
        yield f"- {side.to(language)}: <code>{in_markdown(state.name)}</code>\n"
    for note in notes(diff):
        yield f"\n{_say(note, language)}\n"
    for page in diff.pages:
        yield f"\n#### {_say(page_name(page), language)}\n\n"
        table = [[heading.to(language) for heading in (FIELD, OLD, NEW)]]
        table += [_cells(row, language) for row in rows(page, language)]
        yield markdown_table(table)


def _cells(row: DiffRow, language: Language) -> list[str]:
    label = in_markdown(row.label.to(language))
    if row.detail:
        label += f"<br><sub>{in_markdown(row.detail)}</sub>"
    same = unchanged_entries(row)
    new = _side(row.new, "ins") + ("" if same is None else f"<br><sub>{_say(same, language)}</sub>")
    return [label, _side(row.old, "del"), new]


def _side(lines: tuple[Line, ...], element: str) -> str:
    return "<br>".join("".join(_passage(text, changed, element) for text, changed in line) for line in lines)


def _passage(text: str, changed: bool, element: str) -> str:
    return f"<{element}><strong>{in_markdown(text)}</strong></{element}>" if changed else in_markdown(text)


def _say(text: Text, language: Language) -> str:
    return in_markdown(text.to(language))
