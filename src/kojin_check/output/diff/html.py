"""The comparison as a 新旧対照表 on one page of HTML, to be looked at, pasted and printed on A4.

What stands where is decided in `comparison_table`. The page is complete in itself: no script, no font
and no image is loaded, and its content policy forbids any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby

from kojin_check.diff.affected import AffectedGroup, Department, Survey
from kojin_check.diff.changes import ITEM_KINDS, Change, VersionDiff
from kojin_check.escaping.xml import in_xml
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
from kojin_check.output.comparison_table import (
    Cell,
    Comparison,
    ComparisonTable,
    Paragraph,
    ParagraphRole,
    TableRow,
    comparison_table,
)
from kojin_check.output.style import Style, Syntax

SYNTAX = Syntax.XML

_STYLE = files(__package__).joinpath("html.css").read_text("utf-8")

_KEY = Text("（下線部分は改正部分）", "(changes are underlined)")
_APPENDIX = Text("別紙　影響を受ける案件", "Appendix: the cases concerned")
_CASE_COLUMNS = (Text("部署", "department"), Text("案件", "cases"))


def report(comparison: Comparison, style: Style) -> Iterator[str]:
    """Yields one page of HTML; the cases follow as an appendix where there is a survey."""
    diff, survey = comparison
    language = style.language
    title = f"{TITLE.to(language)} {diff.old.id} → {diff.new.id}"
    yield (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{in_xml(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
    )
    yield from _head(diff, survey, language)
    yield from _comparison(comparison_table(diff, language), headline(diff), language)
    if survey is not None:
        yield from _appendix(survey, language)
    yield "</body>\n</html>\n"


def _head(diff: VersionDiff, survey: Survey | None, language: Language) -> Iterator[str]:
    old_name, new_name = headline(diff)
    yield f"<h1>{_say(TITLE, language)}</h1>\n"
    yield '<table class="versions">\n'
    for name, version in ((new_name, diff.new), (old_name, diff.old)):
        yield f"<tr><th>{_say(name, language)}</th><td>{_say(version_name(version.definition), language)}</td></tr>\n"
    yield "</table>\n"
    if diff.changes:
        numbers = [(kind, diff.count(kind)) for kind in ITEM_KINDS]
        yield '<table class="counts">\n<tr>' + "".join(f"<th>{_say(KINDS[kind], language)}</th>" for kind, _ in numbers)
        yield "</tr>\n<tr>" + "".join(f"<td>{number:,}</td>" for _, number in numbers) + "</tr>\n</table>\n"
    sentences = [counts_besides_items(diff), CONSEQUENCES[diff.impact], None if survey is None else extent(survey)]
    yield "".join(f"<p>{_say(sentence, language)}</p>\n" for sentence in sentences if sentence is not None)


# The two columns.


def _comparison(table: ComparisonTable, columns: tuple[Text, Text], language: Language) -> Iterator[str]:
    if table.declarations:
        yield f"<h2>{_say(DECLARATIONS, language)}</h2>\n"
        yield from _two_columns(table.declarations, columns, language)
    for form in table.forms:
        yield f"<h2>{in_xml(form.title)}</h2>\n"
        yield from _two_columns(form.rows, columns, language)
    if table.forms and table.unchanged:
        yield f'<h2>{_say(UNCHANGED, language)}</h2>\n<ul class="forms">\n'
        yield "".join(f"<li>{in_xml(title)}</li>\n" for title in table.unchanged)
        yield "</ul>\n"


def _two_columns(rows: Iterable[TableRow], columns: tuple[Text, Text], language: Language) -> Iterator[str]:
    old_name, new_name = columns
    yield f'<p class="key">{_say(_KEY, language)}</p>\n<table class="comparison">\n'
    yield f"<thead><tr><th>{_say(new_name, language)}</th><th>{_say(old_name, language)}</th></tr></thead>\n<tbody>\n"
    for row in rows:
        begins = ' class="section"' if _begins_section(row) else ""
        yield f"<tr{begins}>{_cell(row.new, 'ins')}{_cell(row.old, 'del')}</tr>\n"
    yield "</tbody>\n</table>\n"


def _begins_section(row: TableRow) -> bool:
    return any(paragraph.role is ParagraphRole.HEADING for paragraph in (*row.new, *row.old))


def _cell(cell: Cell, element: str) -> str:
    return f"<td>{''.join(_paragraph(paragraph, element) for paragraph in cell)}</td>"


def _paragraph(paragraph: Paragraph, element: str) -> str:
    text = "".join(
        f"<{element}>{_lines(passage.text)}</{element}>" if passage.changed else _lines(passage.text)
        for passage in paragraph.passages
    )
    return f'<p class="{paragraph.role.value}">{text}</p>'


# The appendix.


def _appendix(survey: Survey, language: Language) -> Iterator[str]:
    yield f'<section class="appendix">\n<h2>{_say(_APPENDIX, language)}</h2>\n'
    if survey.cases:
        yield from _departments(survey, language)
        for group in survey.groups:
            yield from _group(group, language)
    for sentence in other_cases(survey):
        yield f"<p>{_say(sentence, language)}</p>\n"
    if survey.unreadable:
        yield f"<h3>{_say(UNREADABLE, language)}</h3>\n<ul>\n"
        yield "".join(f'<li class="path">{in_xml(path)}</li>\n' for path in survey.unreadable)
        yield "</ul>\n"
    yield "</section>\n"


def _departments(survey: Survey, language: Language) -> Iterator[str]:
    yield '<table class="departments">\n<thead><tr>'
    yield "".join(f"<th>{_say(column, language)}</th>" for column in DEPARTMENT_COLUMNS)
    yield "</tr></thead>\n<tbody>\n"
    for department in survey.departments:
        numbers = (len(department.cases), department.unanswered_after, department.to_review)
        yield _numbers(_department_name(department, language), numbers)
    yield "</tbody>\n<tfoot>\n"
    yield _numbers(_say(TOTAL, language), (len(survey.cases), survey.unanswered_after, survey.to_review))
    yield "</tfoot>\n</table>\n"


def _numbers(name: str, numbers: Iterable[int]) -> str:
    cells = "".join(f'<td class="number">{number:,}</td>' for number in numbers)
    return f"<tr><td>{name}</td>{cells}</tr>\n"


def _group(group: AffectedGroup, language: Language) -> Iterator[str]:
    """What changes for matters of one form, once, and then the cases, department by department."""
    yield f"<h3>{_say(group_name(group), language)}</h3>\n"
    yield "".join(_task(task, changes, language) for task, changes in tasks_of(group).items()) + "\n"
    yield '<table class="cases">\n<thead><tr>'
    yield "".join(f"<th>{_say(column, language)}</th>" for column in _CASE_COLUMNS)
    yield "</tr></thead>\n<tbody>\n"
    for name, cases in groupby(group.cases, lambda case: case.department):
        listed = "".join(f'<p>{_lines(case.title)} <span class="path">{in_xml(case.path)}</span></p>' for case in cases)
        yield f"<tr><td>{in_xml(name) if name else _say(NO_DEPARTMENT, language)}</td><td>{listed}</td></tr>\n"
    yield "</tbody>\n</table>\n"


def _task(task: Text, changes: Iterable[Change], language: Language) -> str:
    entries = "".join(f"<li>{_say(item_name(change), language)}</li>" for change in changes)
    return f'<p class="task">{_say(task, language)}</p><ul>{entries}</ul>'


def _department_name(department: Department, language: Language) -> str:
    return in_xml(department.name) if department.name else _say(NO_DEPARTMENT, language)


def _say(text: Text, language: Language) -> str:
    return in_xml(text.to(language))


def _lines(text: str) -> str:
    return in_xml(text).replace("\n", "<br>")
