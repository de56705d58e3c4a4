"""The layout that writing and reading a workbook agree on: the names of columns, and the places that they hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kojin_check.findings import Text
from kojin_check.reading.tree import Route

CASE_SHEET = Text("案件", "Case")
LABEL, VALUE, KIND, ITEM, ADDRESS = "label", "value", "kind", "item", "address"
"""The columns beside those that hold the parts of an answer."""

HEADINGS: Mapping[str, Text] = MappingProxyType(
    {
        LABEL: Text("欄", "Field"),
        VALUE: Text("記入", "Entry"),
        KIND: Text("区分", "Kind"),
        "mark": Text("回答", "Answer"),
        "reason": Text("理由", "Reason"),
        "note": Text("補足", "Note"),
        ITEM: Text("対策", "Measure"),
        ADDRESS: Text("番地（変えない）", "Address (leave as it is)"),
    }
)

FORMAT = "kojin-check/workbook/v1"
VERSION_PROPERTY = "kojin-check version"
SEAL_PROPERTY = "kojin-check seal"


def address_of(route: Route) -> str:
    """Gives a place as it stands in the hidden column."""
    return json.dumps(route, ensure_ascii=False, separators=(",", ":"))


def route_in(address: str) -> Route | None:
    """Gives the place that stands in the hidden column, or None where it is no place."""
    try:
        route = json.loads(address)
    except ValueError:
        return None
    if not isinstance(route, list) or not route:
        return None
    return tuple(route) if all(isinstance(step, str | int) and step is not True for step in route) else None


def heading(column: str, item_heading: str | None) -> Text:
    """Gives the heading of a column; a part of an answer that only one form has is called what the form calls it."""
    if column == ITEM and item_heading is not None:
        return Text(item_heading, item_heading)
    return HEADINGS.get(column, Text(column, column))


def column_of(heading_text: str, item_heading: str | None, parts: Iterable[str]) -> str | None:
    """Gives the column that a heading stands for, in either language; None for one that is not ours."""
    for column in dict.fromkeys((*HEADINGS, *parts)):
        if heading_text in (*heading(column, item_heading), *HEADINGS.get(column, ())):
            return column
    return None
