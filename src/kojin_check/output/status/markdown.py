"""The table of cases as Markdown, for a wiki page or the description of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.escaping.markdown import in_markdown
from kojin_check.findings import Language, Summary, Text
from kojin_check.output.status_table import StatusTable
from kojin_check.output.status_wording import (
    ABOUT,
    ALL,
    BY_DEPARTMENT,
    CASE,
    CASES,
    DEPARTMENT,
    FILE,
    STATUS,
    STATUSES,
    TITLE,
    TYPES,
    VERSION,
    Column,
    about,
    answer_columns,
    as_of,
    conclusion,
    department_of,
    finding_columns,
    point_columns,
    shown,
    title_of,
    types_of,
)
from kojin_check.output.style import Style, bracketed


def report(table: StatusTable, style: Style) -> Iterator[str]:
    """Yields the totals by department and then the cases, as tables of GitHub's Markdown."""
    language = style.language
    columns = (*answer_columns(table), *point_columns(table), *finding_columns(table))
    headings = [column.full for column in columns]
    yield f"# {TITLE.to(language)}\n\n{conclusion(table).to(language)}{bracketed(as_of(table).to(language), language)}\n\n"
    yield f"## {BY_DEPARTMENT.to(language)}\n\n"
    yield _head([DEPARTMENT], [CASES, *headings], language)
    for department in table.departments:
        name = in_markdown(department_of(department.name).to(language))
        yield _row([name, *_numbers(department.counts, columns, with_cases=(department.counts.cases,))])
    total = _numbers(table.total, columns, with_cases=(table.total.cases,))
    yield _row([f"**{cell}**" for cell in (ALL.to(language), *total)])
    yield f"\n## {CASE.to(language) if language == 'ja' else 'Cases'}\n\n"
    yield _head([DEPARTMENT, CASE, TYPES, ABOUT, VERSION, STATUS], headings, language, [FILE])
    for case in table.cases:
        texts = (department_of(case.department), title_of(case), types_of(case))
        details = "<br>".join(f"{label.to(language)}: {in_markdown(text.to(language))}" for label, text in about(case))
        yield _row(
            [
                *(in_markdown(text.to(language)) for text in texts),
                details,
                in_markdown(case.version),
                STATUSES[case.status].to(language),
                *_numbers(case.counts, columns),
                f"<code>{in_markdown(case.path)}</code>",
            ]
        )


def _head(texts: list[Text], numbers: list[Text], language: Language, last: list[Text] | None = None) -> str:
    last = last or []
    borders = ["---"] * len(texts) + ["---:"] * len(numbers) + ["---"] * len(last)
    return _row([heading.to(language) for heading in (*texts, *numbers, *last)]) + _row(borders)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _numbers(counts: Summary, columns: tuple[Column, ...], with_cases: tuple[int, ...] = ()) -> list[str]:
    return [*(f"{count:,}" for count in with_cases), *(shown(counts, column) for column in columns)]
