"""What has changed in cases as JSON, `kojin-check/case-diff/v1`: a format of its own that other programs rely on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kojin_check import __version__
from kojin_check.diff.case_changes import AnswerChange, CaseDiff, CaseState, ChangedPage, FactChange
from kojin_check.escaping.json import in_json
from kojin_check.model.case import matter_index
from kojin_check.model.marks import Answer
from kojin_check.model.value_text import in_words
from kojin_check.output.style import Style, Syntax
from kojin_check.rules.cases.personal_data import concealed
from kojin_check.runs.case_review import CaseReview

SYNTAX = Syntax.JSON


def report(review: CaseReview, style: Style) -> Iterator[str]:
    """Yields one JSON object, a case a line."""
    summary = {
        "changed": sum(bool(diff.pages) for diff in review.diffs),
        "added": len(review.added),
        "removed": len(review.removed),
        "unchanged": review.unchanged + sum(not diff.pages for diff in review.diffs),
        "facts": sum(diff.facts for diff in review.diffs),
        "answers": sum(diff.answers for diff in review.diffs),
    }
    yield f'{{\n  "schema": "kojin-check/case-diff/v1",\n  "version": {in_json(__version__)},\n'
    yield f'  "since": {in_json(review.since)},\n  "summary": {in_json(summary)},\n'
    yield f'  "cases": {_listed(_case(diff, style) for diff in review.diffs)},\n'
    yield f'  "added": {_listed(map(_state, review.added))},\n  "removed": {_listed(map(_state, review.removed))}\n}}\n'


def _listed(entries: Iterator[dict[str, Any]]) -> str:
    lines = ",\n    ".join(in_json(entry) for entry in entries)
    return f"[\n    {lines}\n  ]" if lines else "[]"


def _state(state: CaseState) -> dict[str, Any]:
    return {
        "path": state.name,
        "title": concealed(state.case.title) or None,
        "department": state.case.department or None,
        "checklist_version": state.case.checklist_version or None,
        "unread_lines": list(state.unread),
    }


def _case(diff: CaseDiff, style: Style) -> dict[str, Any]:
    return {"old": _state(diff.old), "new": _state(diff.new), "pages": [_page(page, style) for page in diff.pages]}


def _page(page: ChangedPage, style: Style) -> dict[str, Any]:
    return {
        "page": page.holder.value,
        "change": page.change.value,
        "matter": matter_index(page.route),
        "type": page.type or None,
        "party": concealed(page.party) or None,
        "facts": [_fact(fact, style) for fact in page.facts],
        "answers": [_answer(answer, style) for answer in page.answers],
    }


def _fact(fact: FactChange, style: Style) -> dict[str, Any]:
    return {
        "key": ".".join(fact.path),
        "label": fact.label.to(style.language),
        "old": _value(fact.old, style),
        "new": _value(fact.new, style),
        "entries": [{"old": _value(entry.old, style), "new": _value(entry.new, style)} for entry in fact.entries],
    }


def _value(value: Any, style: Style) -> Any:
    """A value in words, a list as a list, what is blank as null; flags stay flags."""
    match value:
        case None | "":
            return None
        case bool():
            return value
        case list():
            return [_value(entry, style) for entry in value]
        case _:
            return concealed(in_words(value).to(style.language))


def _answer(answer: AnswerChange, style: Style) -> dict[str, Any]:
    return {
        "item": answer.address,
        "text": answer.text or None,
        "old": _given(answer.old, style),
        "new": _given(answer.new, style),
    }


def _given(answer: Answer, style: Style) -> dict[str, Any] | None:
    if answer.is_blank:
        return None
    reason, note = (None if text is None else concealed(text) for text in (answer.reason, answer.note))
    fields = {key: _value(value, style) for key, value in answer.fields.items()}
    return {"mark": answer.mark, "reason": reason, "note": note, **({"fields": fields} if fields else {})}
