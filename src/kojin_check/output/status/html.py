"""The table of cases as one page of HTML, to be opened by a double click, mailed, and printed.

The page is complete in itself: no script, font or image is loaded. Its content policy forbids any,
and lets run only the one script that the page holds, known by its hash. Without scripts the page
shows the same; with them it can be searched, narrowed down and sorted.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files

from kojin_check.escaping.json import in_json_of_html
from kojin_check.escaping.xml import in_xml, in_xml_attribute
from kojin_check.findings import Finding, Language, Summary, Text
from kojin_check.output.status_table import CaseStatus, DepartmentStatus, SortKey, StatusTable
from kojin_check.output.status_wording import (
    ABOUT,
    ALL,
    ANSWERS,
    BY_DEPARTMENT,
    CASE,
    CASES,
    DEPARTMENT,
    ERRORS,
    STATUS,
    STATUSES,
    TITLE,
    TYPES,
    UNANSWERED,
    VERSION,
    WARNINGS,
    Column,
    about,
    answer_columns,
    as_of,
    breakdown,
    conclusion,
    department_of,
    finding_columns,
    matters_of,
    meanings,
    number,
    point_columns,
    shown,
    title_of,
)
from kojin_check.output.style import SEVERITY_WORDS, Style, Syntax

SYNTAX = Syntax.XML

_STYLE = files(__package__).joinpath("html.css").read_text("utf-8")

_SCRIPT = files(__package__).joinpath("html.js").read_text("utf-8")

_HASH = b64encode(sha256(_SCRIPT.encode()).digest()).decode("ascii")
_POLICY = (
    f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
)

_SEARCH = Text("検索（件名、相手方、指摘など）", "search (title, party, finding …)")
_EVERY = Text("全て", "all")
_WORK = Text("エラーか未回答のある案件だけ", "only with errors or unanswered items")
_SHOWN = Text("{all}件中 {shown}件を表示", "{shown} of {all} shown")
_NOTHING = Text("条件に合う案件はありません。", "No case fits.")
_SORT = Text("この列で並べ替える", "sort by this column")
_SHOWN_TOTAL = Text("表示中の計", "total shown")
_NO_BAR = Text("集計できる回答がありません", "no answers to count")


def report(table: StatusTable, style: Style) -> Iterator[str]:
    """Yields one page of HTML."""
    language = style.language
    title = in_xml(TITLE.to(language))
    yield (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<p class="lead">{_say(conclusion(table), language)}</p>\n<p class="lead">{_say(as_of(table), language)}</p>\n'
    )
    yield from _overall(table, language)
    yield from _departments(table, language)
    yield from _cases(table, language)
    words = {"shown": _SHOWN.to(language), "sort": _SORT.to(language), "sums": [c.name for c in _columns(table)]}
    yield f'<script type="application/json" id="words">{in_json_of_html(words)}</script>\n<script>{_SCRIPT}</script>\n</body>\n</html>\n'


def _columns(table: StatusTable) -> tuple[Column, ...]:
    return (*answer_columns(table), *point_columns(table), *finding_columns(table))


# The figures of all cases.


def _overall(table: StatusTable, language: Language) -> Iterator[str]:
    total = table.total
    yield f'<dl class="figures">\n<div><dt>{_say(CASES, language)}</dt><dd>{total.cases:,}</dd></div>\n'
    for column in _columns(table):
        count = number(total, column)
        is_share = column in answer_columns(table)[:-1] and total.total
        share = f'<span class="share">{_percent(count, total.total)}</span>' if is_share else ""
        ink = _ink(column, count)
        yield f"<div><dt>{_say(column.full, language)}</dt><dd{ink}>{count:,}{share}</dd></div>\n"
    yield f'</dl>\n<div class="total">{_bar(total, language)}</div>\n<ul class="legend">\n'
    for column in answer_columns(table)[:-1]:
        yield f'<li><i class="{column.name}"></i>{_say(column.full, language)}</li>\n'
    yield "</ul>\n"


def _percent(count: int | float, total: int) -> str:
    """Rounded, but never to 0 or 100 where that would be a lie."""
    share = 100 * count / total
    if 0 < count < total and not 0.05 <= share <= 99.95:
        return "&lt;0.1%" if share < 1 else "&gt;99.9%"
    return f"{share:.1f}%"


# The departments.


def _departments(table: StatusTable, language: Language) -> Iterator[str]:
    columns = _columns(table)
    yield f"<h2>{_say(BY_DEPARTMENT, language)}</h2>\n"
    yield '<div class="wide"><table class="departments">\n<thead><tr>'
    yield f'<th scope="col">{_say(DEPARTMENT, language)}</th><th scope="col" class="number">{_say(CASES, language)}</th>'
    yield f'<th scope="col" class="answers">{_say(ANSWERS, language)}</th>'
    yield "".join(f'<th scope="col" class="number">{_say(column.full, language)}</th>' for column in columns)
    yield "</tr></thead>\n<tbody>\n"
    for department in table.departments:
        yield _department(department, columns, language)
    yield "</tbody>\n<tfoot>\n"
    yield _department(DepartmentStatus(ALL.to(language), table.total), columns, language)
    yield "</tfoot>\n</table></div>\n"


def _department(department: DepartmentStatus, columns: Iterable[Column], language: Language) -> str:
    counts = department.counts
    return (
        f'<tr><th scope="row">{_say(department_of(department.name), language)}</th>'
        f'<td class="number">{counts.cases:,}</td><td class="answers">{_bar(counts, language)}</td>'
        f"{_numbers(counts, columns)}</tr>\n"
    )


# The cases.


def _cases(table: StatusTable, language: Language) -> Iterator[str]:
    columns = _columns(table)
    yield f"<h2>{_say(CASE, language) if language == 'ja' else 'Cases'}</h2>\n"
    yield from _tools(table, language)
    yield '<div class="wide"><table class="cases">\n<thead><tr>'
    for label, key in ((CASE, SortKey.TITLE), (DEPARTMENT, SortKey.DEPARTMENT)):
        yield _heading(label, key.value, table.sort, language)
    yield f'<th scope="col">{_say(TYPES, language)}</th><th scope="col">{_say(ABOUT, language)}</th>'
    for label, key in ((VERSION, SortKey.VERSION), (STATUS, SortKey.STATUS)):
        yield _heading(label, key.value, table.sort, language)
    yield f'<th scope="col" class="answers">{_say(ANSWERS, language)}</th>'
    for column in columns:
        yield _heading(column.full, column.name, table.sort, language, ' class="number"')
    yield "</tr></thead>\n<tbody>\n"
    for case in table.cases:
        yield _case(case, columns, language)
    yield f'</tbody>\n<tfoot><tr><th scope="row" colspan="7">{_say(_SHOWN_TOTAL, language)}</th>'
    for column in columns:
        yield f'<td class="number" data-sum="{column.name}">{number(table.total, column):,}</td>'
    yield f'</tr></tfoot>\n</table></div>\n<p class="empty" hidden>{_say(_NOTHING, language)}</p>\n'


def _tools(table: StatusTable, language: Language) -> Iterator[str]:
    """The controls; hidden until the script that they need runs."""
    every = f'<option value="*">{_say(_EVERY, language)}</option>'
    yield '<div class="tools" role="search" hidden>\n'
    yield f'<label class="text">{_say(_SEARCH, language)}<input type="search" id="text" autocomplete="off"></label>\n'
    yield f'<label class="choice">{_say(DEPARTMENT, language)}<select id="department">{every}'
    for department in table.departments:
        value = in_xml_attribute(f"={department.name}")
        yield f"<option value={value}>{_say(department_of(department.name), language)}</option>"
    yield f'</select></label>\n<label class="choice">{_say(STATUS, language)}<select id="status">{every}'
    for status in dict.fromkeys(case.status for case in table.cases):
        yield f"<option value={in_xml_attribute(status)}>{_say(STATUSES[status], language)}</option>"
    yield "</select></label>\n"
    yield f'<label class="check"><input type="checkbox" id="work"> {_say(_WORK, language)}</label>\n'
    yield '<output id="shown" for="text department status work"></output>\n</div>\n'


def _heading(label: Text, name: str, sort: SortKey, language: Language, attributes: str = "") -> str:
    order = ""
    if name == sort.value:
        order = ' aria-sort="descending"' if attributes else ' aria-sort="ascending"'
    return f'<th scope="col" data-sort="{name}"{order}{attributes}>{_say(label, language)}</th>'


def _case(case: CaseStatus, columns: Iterable[Column], language: Language) -> str:
    data = {
        "title": case.title,
        "department": case.department,
        "version": case.version,
        "status": case.status,
        **{column.name: str(number(case.counts, column)) for column in columns},
    }
    attributes = "".join(f" data-{name}={in_xml_attribute(value)}" for name, value in data.items())
    types = "".join(f"<li>{_say(one, language)}</li>" for one in matters_of(case))
    details = "".join(f"<p><b>{_say(label, language)}</b> {_say(text, language)}</p>" for label, text in about(case))
    return (
        f'<tr{attributes}><th scope="row" class="name">{_opened(case, language)}'
        f'<span class="path">{in_xml(case.path)}</span></th>'
        f'<td class="department">{_say(department_of(case.department), language)}</td>'
        f'<td><ul class="types">{types}</ul></td><td class="about">{details}</td>'
        f'<td class="state">{in_xml(case.version)}</td><td class="state">{_status(case.status, language)}</td>'
        f'<td class="answers">{_bar(case.counts, language)}</td>{_numbers(case.counts, columns)}</tr>\n'
    )


_MOST_FINDINGS = 50
"""Of more findings of a case the others are counted."""


def _opened(case: CaseStatus, language: Language) -> str:
    """The title; where there are findings, it opens to them."""
    title = _say(title_of(case), language)
    if not case.findings:
        return title
    entries = "".join(_finding(finding, language) for finding in case.findings[:_MOST_FINDINGS])
    if len(case.findings) > _MOST_FINDINGS:
        left = len(case.findings) - _MOST_FINDINGS
        entries += f"<li>{_say(Text(f'ほか{left:,}件', f'{left:,} more'), language)}</li>"
    return f'<details><summary>{title}</summary><ul class="found">{entries}</ul></details>'


def _finding(finding: Finding, language: Language) -> str:
    word = _say(SEVERITY_WORDS[finding.severity], language)
    return (
        f'<li><span class="{finding.severity.value}">{word} {finding.rule}</span> '
        f'<span class="place">{finding.span.line}:{finding.span.column}</span> '
        f"{_say(finding.message, language)}</li>"
    )


def _status(status: str, language: Language) -> str:
    text = _say(STATUSES[status], language)
    match status:
        case "draft":
            return f'<span class="draft">{text}</span>'
        case "":
            return f'<span class="unknown">{text}</span>'
        case _:
            return text


def _numbers(counts: Summary, columns: Iterable[Column]) -> str:
    return "".join(
        f'<td class="number"><span{_ink(column, number(counts, column))}>{shown(counts, column)}</span></td>'
        for column in columns
    )


_INKS = {ERRORS: "errors", WARNINGS: "warnings", UNANSWERED: "open"}


def _ink(column: Column, count: int | float) -> str:
    if not count:
        return ' class="zero"'
    return f' class="{_INKS[column]}"' if column in _INKS else ""


def _bar(counts: Summary, language: Language) -> str:
    """The answers as a bar, with the same in words for those who cannot see it."""
    if not counts.total:
        return f'<span class="none">{_say(_NO_BAR, language)}</span>'
    words = in_xml_attribute(breakdown(counts).to(language))
    parts = "".join(
        f'<i class="{name}" style="flex:{count} 0 0"></i>'
        for name, count in ((column.name, number(counts, column)) for column in meanings(counts))
        if count
    )
    return f'<div class="bar" role="img" aria-label={words} title={words}>{parts}</div>'


def _say(text: Text, language: Language) -> str:
    return in_xml(text.to(language))
