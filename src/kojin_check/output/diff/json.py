"""The comparison as JSON, `kojin-check/diff/v1`: a format of its own, with a version, that other programs rely on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kojin_check.diff.affected import AffectedCase, AffectedMatter, Department, Survey
from kojin_check.diff.changes import Change, FormChange, FormValue, ItemChange, Kind, OfferedMark
from kojin_check.diff.pairing import FormItem
from kojin_check.diff.rewording import Passage, reword
from kojin_check.escaping.json import in_json
from kojin_check.model.condition import Condition
from kojin_check.output.change_wording import counts
from kojin_check.output.comparison_table import Comparison
from kojin_check.output.style import Style, Syntax

SYNTAX = Syntax.JSON


def report(comparison: Comparison, style: Style) -> Iterator[str]:
    """Yields one JSON object, a change and a case a line; `cases` and what belongs to it only with a survey."""
    diff, survey = comparison
    yield "{\n"
    yield f'  "schema": "kojin-check/diff/v1",\n  "old": {in_json(diff.old.id)},\n  "new": {in_json(diff.new.id)},\n'
    yield f'  "summary": {in_json({kind.value: number for kind, number in counts(diff)})},\n'
    yield f'  "changes": {_listed(_change(change) for change in diff.changes)}'
    if survey is not None:
        yield f',\n  "cases": {_listed(_case(case) for case in survey.cases)}'
        yield f',\n  "departments": {_listed(_department(department) for department in survey.departments)}'
        yield f',\n  "totals": {in_json(_totals(survey))}'
    yield "\n}\n"


def _listed(entries: Iterator[dict[str, Any]]) -> str:
    lines = ",\n    ".join(in_json(entry) for entry in entries)
    return f"[\n    {lines}\n  ]" if lines else "[]"


def _change(change: Change) -> dict[str, Any]:
    match change:
        case ItemChange(old=old, new=new):
            sides = (_item(old, change, old, new), _item(new, change, old, new))
        case FormChange(old=before, new=after):
            sides = (_value(before), _value(after))
    return {
        "kind": change.kind.value,
        "impact": change.impact.value,
        "item": change.address,
        "old": sides[0],
        "new": sides[1],
    }


def _item(
    side: FormItem | None, change: ItemChange, old: FormItem | None, new: FormItem | None
) -> dict[str, Any] | None:
    """One side of a change about an item: its text, and what the kind of change is about."""
    if side is None:
        return None
    data: dict[str, Any] = {"text": side.text}
    match change.kind:
        case Kind.MOVED:
            data |= {"item": side.address, "position": side.position}
        case Kind.RENAMED:
            data |= {"item": side.address}
        case Kind.REWORDED if old is not None and new is not None:
            rewording = reword(old.text, new.text)
            data |= {"changed": _spans(rewording.old if side is old else rewording.new)}
        case Kind.CONDITION:
            item = side.item
            data |= {
                "when": None if item.when is None else item.when.to_data(),
                "strict": item.strict,
                "otherwise": item.otherwise,
                **({"needs": item.needs} if item.needs else {}),
                **({} if item.scale is None else {"scale": item.scale}),
                **({} if item.not_needed is None else {"not_needed": item.not_needed.value}),
            }
    return data


def _spans(passages: tuple[Passage, ...]) -> list[list[int]]:
    """Start and end of each changed passage in the text, in code points, the end exclusive."""
    spans = []
    at = 0
    for passage in passages:
        if passage.changed:
            spans.append([at, at + len(passage.text)])
        at += len(passage.text)
    return spans


def _value(value: FormValue | None) -> dict[str, Any] | None:
    match value:
        case None:
            return None
        case str():
            return {"text": value}
        case Condition():
            return {"when": value.to_data()}
        case OfferedMark(mark=mark, definition=definition):
            return {
                "mark": mark,
                "label": definition.label,
                "means": definition.means.value,
                "reason": "required" if definition.needs_reason else "optional",
                **({"needs": definition.needs} if definition.needs else {}),
                **({} if definition.points is None else {"points": definition.points}),
            }


def _case(case: AffectedCase) -> dict[str, Any]:
    return {
        "path": case.path,
        "version": case.version,
        "affected": list(case.affected),
        "unanswered_after": case.unanswered_after,
        "to_review": case.to_review,
        "title": case.title,
        "department": case.department,
        "matters": [_matter(matter) for matter in case.matters],
    }


def _matter(matter: AffectedMatter) -> dict[str, Any]:
    return {
        "matter": matter.index,
        "type": matter.type,
        "checklist": matter.form.number,
        "affected": list(matter.affected),
        "unanswered": list(matter.missing),
    }


def _department(department: Department) -> dict[str, Any]:
    return {
        "department": department.name,
        "cases": len(department.cases),
        "unanswered_after": department.unanswered_after,
        "to_review": department.to_review,
    }


def _totals(survey: Survey) -> dict[str, Any]:
    return {
        "affected": len(survey.cases),
        "untouched": survey.untouched,
        "other_versions": survey.other_versions,
        "unreadable": list(survey.unreadable),
        "unanswered_after": survey.unanswered_after,
        "to_review": survey.to_review,
    }
