"""The fingerprint of a version: what people answer to, as one short text that changes when it does.

It is made of the typed content, not of the bytes of the files: comments, layout, the order of keys
and the spelling of dates do not matter. Ids, texts, their order, conditions, marks, headings, stock
reasons, types, media and facts do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from enum import Enum
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from kojin_check.model.checklist import Checklist, FactDefinition, ItemDefinition, VersionDefinition
from kojin_check.model.condition import Condition, Operator, Test
from kojin_check.model.dates import EraDate

_FORMAT = "kojin-check/fingerprint/v1"

_UNSEALED: Mapping[type[BaseModel], frozenset[str]] = {
    # Where the version stands, where it comes from, and what the program makes of reasons: none of it is on a form.
    # The pages are; but no answer rests on what they call their fields.
    VersionDefinition: frozenset(
        {
            *("status", "authority", "source", "notes", "pages", "approval", "stock_reasons", "exceptions"),
            *("fingerprint", "undated", "watched", "going_live"),
        }
    ),
    Checklist: frozenset({"note"}),
    ItemDefinition: frozenset({"note"}),
}
"""What may change in an adopted version. Every field that is not named here is part of the fingerprint."""


def fingerprint(definition: VersionDefinition, checklists: Iterable[Checklist]) -> str:
    """Gives `sha256:` and 64 hexadecimal digits.

    A field that has its default counts as not written, so that a field which a later release of the
    program brings does not change the fingerprints of versions that do without it.
    """
    content = {
        "format": _FORMAT,
        "version": _canonical(definition),
        "checklists": [_canonical(checklist) for checklist in sorted(checklists, key=lambda one: one.number)],
    }
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{sha256(written.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _canonical(value: Any) -> Any:
    """`value` as JSON data in which equal content is equal."""
    match value:
        case FactDefinition(ask=ask, values=[]):
            return ask  # As it is written.
        case BaseModel():
            return _fields(value)
        case dict():
            # The order of marks, types, media and facts is the order on the forms and in lists: a list keeps it.
            return [[key, _canonical(content)] for key, content in value.items()]
        case list() | tuple():
            return [_canonical(entry) for entry in value]
        case Condition(tests=tests):
            return sorted(_test(test) for test in tests)
        case EraDate(first=first, last=last):
            return [first.isoformat(), last.isoformat()]
        case re.Pattern():
            return value.pattern
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
    raise TypeError(f"no canonical form for {type(value).__name__}")


def _fields(record: BaseModel) -> dict[str, Any]:
    unsealed = _UNSEALED.get(type(record), frozenset())
    return {
        name: _canonical(value)
        for name, field in type(record).model_fields.items()
        if name not in unsealed and (value := getattr(record, name)) != field.get_default(call_default_factory=True)
    }


def _test(test: Test) -> list[Any]:
    values = sorted(set(test.values))
    # `media: 紙媒体`, `{all_of: [紙媒体]}` and `{any_of: [紙媒体]}` say the same.
    is_plain = test.operator is Operator.EQUALS or (test.operator is Operator.ANY_OF and len(values) == 1)
    return ["/".join(test.route), Operator.ALL_OF.value if is_plain else test.operator.value, values]
