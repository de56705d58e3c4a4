"""The table of cases as JSON, `kojin-check/status/v1`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kojin_check import __version__
from kojin_check.escaping.json import in_json
from kojin_check.findings import FormField, Summary
from kojin_check.output.answer_counts import answers, points_by_side
from kojin_check.output.status_table import CaseStatus, DepartmentStatus, StatusTable
from kojin_check.output.style import Style, Syntax

SYNTAX = Syntax.JSON


def report(table: StatusTable, style: Style) -> Iterator[str]:
    """Yields one JSON object, a case and a department a line."""
    yield '{\n  "schema": "kojin-check/status/v1",\n'
    yield f'  "version": {in_json(__version__)},\n  "sort": {in_json(table.sort.value)},\n'
    yield f'  "date": {in_json(table.day.isoformat())},\n  "looked_at": {table.looked_at},\n'
    yield f'  "summary": {in_json({"cases": table.total.cases, **_counts(table.total)})},\n'
    yield '  "departments": ['
    yield from _listed(_department(department) for department in table.departments)
    yield '],\n  "cases": ['
    yield from _listed(_case(case) for case in table.cases)
    yield "]\n}\n"


def _listed(entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    separator = "\n    "
    for entry in entries:
        yield separator + in_json(entry)
        separator = ",\n    "
    if separator.startswith(","):
        yield "\n  "


def _department(department: DepartmentStatus) -> dict[str, Any]:
    counts = department.counts
    return {"department": department.name or None, "cases": counts.cases, **_counts(counts)}


def _case(case: CaseStatus) -> dict[str, Any]:
    profile = case.profile
    return {
        "path": case.path,
        "title": case.title or None,
        "department": case.department or None,
        "types": list(case.types),
        "version": case.version or None,
        "status": case.status or None,
        **_counts(case.counts),
        **_points(case),
        "parties": list(profile.parties),
        "subcontractors": list(profile.subcontractors),
        "ends": None if profile.ends is None else profile.ends.isoformat(),
        "renews": profile.renews if profile.ends is not None else None,
        "facts": list(profile.facts),
        "watched": list(profile.watched),
        "approval": _approval(case),
        **({"fields": [_field(field) for field in case.fields]} if case.fields else {}),
    }


def _field(field: FormField) -> dict[str, Any]:
    return {
        "key": field.key,
        "label": field.label,
        "value": list(field.value) if isinstance(field.value, tuple) else field.value,
        "matter": field.matter,
        "subcontract": field.subcontract,
    }


def _approval(case: CaseStatus) -> dict[str, Any] | None:
    profile = case.profile
    if not profile.approval:
        return None
    changed = case.is_changed_since_approval
    return {"date": profile.approval, "result": profile.result or None, "changed_since": changed}


def _points(case: CaseStatus) -> dict[str, Any]:
    """The points of each side, where the case has a form with points."""
    sides = points_by_side(case.sides)
    return {"points": sides} if sides else {}


def _counts(counts: Summary) -> dict[str, Any]:
    return {
        "errors": counts.errors,
        "warnings": counts.warnings,
        "infos": counts.infos,
        "waived": counts.waived,
        "answers": answers(counts),
    }
