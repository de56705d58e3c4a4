"""The comparison as a 新旧対照表 in Markdown, for a pull request or a page of documentation.

Markdown has no underline of its own: what is new stands in `<ins>`, what is gone in `<del>`, which
GitHub and GitLab underline and strike through. What stands where is decided in `comparison_table`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kojin_check.diff.affected import AffectedGroup, Department, Survey
from kojin_check.diff.changes import ITEM_KINDS, VersionDiff
from kojin_check.escaping.markdown import in_markdown
from kojin_check.findings import Language, Text
from kojin_check.output.change_wording import (
    CONSEQUENCES,
    DECLARATIONS,
    DEPARTMENT_COLUMNS,
    KINDS,
    NO_DEPARTMENT,
    TITLE,
    TOTAL,
    UNCHANGED,
    UNREADABLE,
    counts_besides_items,
    extent,
    group_name,
    headline,
    item_name,
    other_cases,
    tasks_of,
    version_name,
)
from kojin_check.output.comparison_table import Cell, Comparison, Paragraph, ParagraphRole, TableRow, comparison_table
from kojin_check.output.style import Style

_APPENDIX = Text("影響を受ける案件", "The cases concerned")


def report(comparison: Comparison, style: Style) -> Iterator[str]:
    """Yields a table a form; the cases follow as lists where there is a survey."""
    diff, survey = comparison
    language = style.language
    yield from _head(diff, survey, language)
    table = comparison_table(diff, language)
    if table.declarations:
        yield f"\n### {DECLARATIONS.to(language)}\n\n"
        yield from _two_columns(table.declarations, headline(diff), language)
    for form in table.forms:
        yield f"\n### {in_markdown(form.title)}\n\n"
        yield from _two_columns(form.rows, headline(diff), language)
    if table.forms and table.unchanged:
        yield f"\n### {UNCHANGED.to(language)}\n\n"
        yield "".join(f"- {in_markdown(title)}\n" for title in table.unchanged)
    if survey is not None:
        yield from _appendix(survey, language)


def _head(diff: VersionDiff, survey: Survey | None, language: Language) -> Iterator[str]:
    old_name, new_name = headline(diff)
    yield f"## {TITLE.to(language)}\n\n"
    for name, version in ((new_name, diff.new), (old_name, diff.old)):
        yield f"- {name.to(language)}: {_say(version_name(version.definition), language)}\n"
    yield f"\n**{_say(CONSEQUENCES[diff.impact], language)}**\n"
    if diff.changes:
        numbers = [(kind, diff.count(kind)) for kind in ITEM_KINDS]
        yield "\n"
        yield _row(KINDS[kind].to(language) for kind, _ in numbers)
        yield f"|{' ---: |' * len(numbers)}\n"
        yield _row(f"{number:,}" for _, number in numbers)
    if (others := counts_besides_items(diff)) is not None:
        yield f"\n{_say(others, language)}\n"
    if survey is not None:
        yield f"\n{_say(extent(survey), language)}\n"


def _two_columns(rows: Iterable[TableRow], columns: tuple[Text, Text], language: Language) -> Iterator[str]:
    old_name, new_name = columns
    yield _row((new_name.to(language), old_name.to(language)))
    yield "| --- | --- |\n"
    for row in rows:
        yield _row((_cell(row.new, "ins"), _cell(row.old, "del")))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cell(cell: Cell, element: str) -> str:
    return "<br>".join(_paragraph(paragraph, element) for paragraph in cell)


def _paragraph(paragraph: Paragraph, element: str) -> str:
    text = "".join(
        f"<{element}>{in_markdown(passage.text)}</{element}>" if passage.changed else in_markdown(passage.text)
        for passage in paragraph.passages
    )
    match paragraph.role:
        case ParagraphRole.HEADING:
            return f"<strong>{text}</strong>"
        case ParagraphRole.NAME | ParagraphRole.NOTE:
            return f"<sub>{text}</sub>"
        case ParagraphRole.TEXT | ParagraphRole.REMARK:
            return text


def _appendix(survey: Survey, language: Language) -> Iterator[str]:
    yield f"\n## {_APPENDIX.to(language)}\n"
    if survey.cases:
        yield "\n"
        yield _row(column.to(language) for column in DEPARTMENT_COLUMNS)
        yield "| --- | ---: | ---: | ---: |\n"
        for department in survey.departments:
            numbers = (len(department.cases), department.unanswered_after, department.to_review)
            yield _row((_department_name(department, language), *(f"{number:,}" for number in numbers)))
        totals = (len(survey.cases), survey.unanswered_after, survey.to_review)
        yield _row((f"**{TOTAL.to(language)}**", *(f"**{number:,}**" for number in totals)))
        for group in survey.groups:
            yield from _group(group, language)
    for sentence in other_cases(survey):
        yield f"\n{_say(sentence, language)}\n"
    if survey.unreadable:
        yield f"\n### {UNREADABLE.to(language)}\n\n"
        yield "".join(f"- <code>{in_markdown(path)}</code>\n" for path in survey.unreadable)


def _group(group: AffectedGroup, language: Language) -> Iterator[str]:
    """What changes for matters of one form, once, and then the cases, department by department."""
    yield f"\n### {_say(group_name(group), language)}\n\n"
    separator = "、" if language == "ja" else ", "
    for task, changes in tasks_of(group).items():
        yield f"- {task.to(language)}: {separator.join(_say(item_name(change), language) for change in changes)}\n"
    for name, cases in groupby(group.cases, lambda case: case.department):
        yield f"\n{in_markdown(name) if name else NO_DEPARTMENT.to(language)}\n\n"
        for case in cases:
            yield f"- {in_markdown(case.title)} <code>{in_markdown(case.path)}</code>\n"


def _department_name(department: Department, language: Language) -> str:
    return in_markdown(department.name) if department.name else NO_DEPARTMENT.to(language)


def _say(text: Text, language: Language) -> str:
    return in_markdown(text.to(language))
