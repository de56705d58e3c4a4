"""The fingerprint of a case: what was approved, as one text that changes when it does, and one for each part.

It is made of what the case says, not of how that is written: comments, layout, the order of keys and of list
entries, blank keys, line breaks in texts, and the spelling of marks and dates do not matter. The approval itself and
the waivers are no part of it, nor are the answers that migrate asks to look at again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from kojin_check.model.case import Approval, Case, Matter
from kojin_check.model.checklist import Checklist, PlacedItem
from kojin_check.model.dates import EraDate
from kojin_check.model.form_reading import as_form_reads
from kojin_check.model.library import Version
from kojin_check.model.marks import Answer, on_form
from kojin_check.regex import regex

CASE_PART = "case"
"""The part that is no matter: the first page."""

_FORMAT = "kojin-check/case-fingerprint/v1"
_NOT_ON_THE_FIRST_PAGE = frozenset({"schema_", "matters", "waivers", "approval", "recheck"})
_DIGITS_OF_A_PART = 16
"""Hexadecimal digits: enough to tell what has changed. That nothing has, only the whole fingerprint says."""
_SPACE = regex(r"\s+")
_SPACE_OF_LAYOUT = regex(r"(?<![0-9A-Za-z])\s+|\s+(?![0-9A-Za-z])")
"""A space that does not part two words in Latin letters: line breaks leave it, or not."""
_BLANK: tuple[Any, ...] = (None, "", {})
"""Not an empty list: that nothing is handed on is a declaration."""


def parts_of(case: Case, version: Version | None) -> dict[str, str]:
    """Gives the digest of each part of a case: the first page, each matter's page, and the answers of each side.

    The names are `case`, `2 type` for the page of the second matter, and `2 type/actor` for the answers of a side.

    Args:
        case: whose answers are read as the forms of its version spell their marks.
        version: that it names; None where that is unknown.
    """
    return {name: _digest(content)[:_DIGITS_OF_A_PART] for name, content in _parts(case, version)}


def approval_fingerprint(case: Case, version: Version | None, approval: Approval) -> str:
    """Gives `sha256:` and 64 hexadecimal digits for all that `case` says, together with what was decided about it.

    In which order the matters stand makes no difference.
    """
    matters = [dict(_matter_parts(matter, version)) for matter in case.matters]
    content = {
        "format": _FORMAT,
        "case": _first_page(case),
        "matters": sorted(matters, key=_written),
        "decision": [said(getattr(approval, name)) for name in ("date", "by", "result", "conditions")],
    }
    return f"sha256:{_digest(content)}"


def changed_parts(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Gives the parts that are not what they were, are new, or are gone; those of `now` first.

    Parts of which only the matter's place has changed do not count, as long as there is any other.
    """
    known, present = (Counter((_role(name), digest) for name, digest in parts.items()) for parts in (then, now))
    different = [
        *_left(now, present - known),
        *(name for name in _left(then, known - present) if name not in now or now[name] != then[name]),
    ]
    return tuple(dict.fromkeys(different or (name for name in {**now, **then} if then.get(name) != now.get(name))))


def said(value: Any) -> Any:
    """Gives what a value of a case says, as JSON data in which equal content is equal.

    A list is a set, a date is its days, an answer is mark, reason and note; what is blank is as if not written.
    """
    match value:
        case BaseModel():
            # What has its default counts as not written, so that a field which a later release brings changes nothing.
            written = {
                name: said(one)
                for name, field in type(value).model_fields.items()
                if (one := getattr(value, name)) != field.get_default(call_default_factory=True)
            }
            return _without_blanks(written)
        case dict():
            return _without_blanks({name: said(one) for name, one in value.items()})
        case list() | tuple():
            return _as_set(said(entry) for entry in value)
        case Answer(mark=mark, reason=reason, note=note, fields=fields):
            own = [said(dict(fields))] if fields else []
            return None if value.is_blank else [said(mark), said(reason), said(note), *own]
        case EraDate(first=first, last=last):
            return [first.isoformat(), last.isoformat()]
        case str():
            return _SPACE.sub(" ", _SPACE_OF_LAYOUT.sub("", value.strip()))
        case _:
            return value


def _parts(case: Case, version: Version | None) -> Iterator[tuple[str, Any]]:
    yield CASE_PART, _first_page(case)
    for index, matter in enumerate(case.matters):
        for side, content in _matter_parts(matter, version):
            yield f"{index + 1} {matter.type}" + (f"/{side}" if side else ""), content


def _as_form_reads(answer: Answer, checklist: Checklist | None, placed: PlacedItem | None) -> Answer:
    if checklist is None or placed is None:
        return on_form(answer, {} if checklist is None else checklist.marks)
    return as_form_reads(answer, checklist, placed.item)


def _matter_parts(matter: Matter, version: Version | None) -> Iterator[tuple[str, Any]]:
    """The page, as if it were a side without a name, and then the sides that have answers."""
    yield "", said(matter.model_copy(update={"answers": {}}))
    checklist = None if version is None or matter.checklist is None else version.checklists.get(matter.checklist)
    for actor, kinds in matter.answers.items():
        placed = {} if checklist is None else checklist.by_actor.get(actor, {})
        answers = {
            kind: {item: _as_form_reads(answer, checklist, placed.get(item)) for item, answer in entries.items()}
            for kind, entries in kinds.items()
        }
        if content := said(answers):
            yield actor, content


def _first_page(case: Case) -> dict[str, Any]:
    content: dict[str, Any] = said(case.model_copy(update={"matters": []}))
    return {name: value for name, value in content.items() if name not in _NOT_ON_THE_FIRST_PAGE}


def _without_blanks(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in _BLANK}


def _as_set(entries: Iterable[Any]) -> list[Any]:
    distinct = {_written(entry): entry for entry in entries if entry not in _BLANK}
    return [distinct[key] for key in sorted(distinct)]


def _written(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(content: Any) -> str:
    return sha256(_written(content).encode("utf-8", "surrogatepass")).hexdigest()


# Comparing the parts of two states.


def _role(name: str) -> str:
    """What a part is, whichever matter it belongs to."""
    return name if name == CASE_PART else name.partition(" ")[2]


def _left(parts: Mapping[str, str], left: Counter[tuple[str, str]]) -> Iterator[str]:
    return (name for name, digest in parts.items() if left[_role(name), digest] > 0)
