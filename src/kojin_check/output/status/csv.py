"""The table of cases as CSV that Excel opens by a double click: UTF-8 with its mark, a case a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kojin_check.escaping.csv import in_csv
from kojin_check.findings import Language, Text
from kojin_check.output.status_table import CaseStatus, StatusTable
from kojin_check.output.status_wording import (
    DEPARTMENT,
    FILE,
    STATUS,
    STATUSES,
    TYPES,
    VERSION,
    answer_columns,
    approval_of,
    department_of,
    end_of,
    finding_columns,
    number,
    title_of,
    types_of,
)
from kojin_check.output.style import Style

_MARK = "\ufeff"
_HEADS = (
    FILE,
    DEPARTMENT,
    Text("件名", "title"),
    TYPES,
    VERSION,
    STATUS,
    Text("相手方", "parties"),
    Text("二次委託先", "subcontractors"),
    Text("期間の終わり", "ends"),
    Text("終わりの日", "last day"),
    Text("事実", "facts"),
    Text("情報項目", "data items"),
    Text("承認", "approval"),
)


def report(table: StatusTable, style: Style) -> Iterator[str]:
    """Yields a line of headings and one for each case."""
    language = style.language
    columns = (*answer_columns(table), *finding_columns(table))
    yield _MARK + _line([*(head.to(language) for head in (*_HEADS, *(column.full for column in columns)))])
    for case in table.cases:
        yield _line([*_texts(case, language), *(str(number(case.counts, column)) for column in columns)])


def _line(cells: Iterable[str]) -> str:
    return ",".join(cell if cell.isdecimal() else in_csv(cell) for cell in cells) + "\r\n"


def _texts(case: CaseStatus, language: Language) -> list[str]:
    profile = case.profile
    return [
        case.path,
        department_of(case.department).to(language),
        title_of(case).to(language),
        types_of(case).to(language),
        case.version,
        STATUSES[case.status].to(language),
        "、".join(profile.parties),
        "、".join(profile.subcontractors),
        end_of(case).to(language),
        "" if profile.ends is None else profile.ends.isoformat(),
        "、".join(profile.facts),
        "、".join(profile.watched),
        approval_of(case).to(language),
    ]
