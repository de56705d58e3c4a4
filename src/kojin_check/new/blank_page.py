"""The pages of a new case: every field in the form's order, blank, below a comment with what the form calls it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kojin_check.editing.yaml_text import comment, in_block
from kojin_check.findings import Language, Text
from kojin_check.model.case import Case
from kojin_check.model.checklist import Role
from kojin_check.model.condition import MEDIA, SUBCONTRACTS
from kojin_check.model.library import Version
from kojin_check.model.outline_of import keys_of
from kojin_check.model.pages import Holder, PageField, Structure

_FIELDS_OF_ROLES: dict[str, frozenset[Role | None]] = {
    "party": frozenset({Role.LINKAGE, Role.CONTRACT, Role.DISCLOSURE, None}),
    "periods": frozenset({Role.LINKAGE, Role.CONTRACT, Role.DISCLOSURE, None}),
    "milestones": frozenset({Role.RECORDING, None}),
    SUBCONTRACTS: frozenset({Role.CONTRACT, None}),
}
"""Fields that, where a form has no pages of its own, only matters of these roles need; without a role, all do."""

_KEYS_OF_EVERY_CASE = ("title", "department", "basis")

_REQUIRED = Text("（必須）", " (required)")
_STOP = Text("。", ". ")
_GOING_LIVE = Text("（本番の開始の name は{}）", " (the name of going live is {})")


def matter_fields(version: Version, matter_type: str, needed: Iterable[str] = ()) -> tuple[PageField, ...]:
    """Gives the fields of a matter's page that stand in the matter itself, but for its checklist.

    Args:
        version: whose form it is.
        matter_type: of the matter.
        needed: keys that must stand in the matter whatever its page has; those that it lacks follow at the end.
    """
    fields = [
        field
        for field in version.pages.matter(matter_type)
        if field.holder is Holder.MATTER and field.kind is not Structure.ANSWERS
    ]
    if not version.pages.has_page(matter_type):
        role = version.role(matter_type)
        fields = [
            field
            for field in fields
            if field.key in needed or (field.key != MEDIA and role in _FIELDS_OF_ROLES.get(field.key, {role}))
        ]
    have = {field.path for field in fields}
    fields += [version.pages.built_in_field(Holder.MATTER, key) for key in needed if (key,) not in have]
    return tuple(fields)


def blank_case_page(version: Version, basis: str, language: Language) -> Iterator[str]:
    """Yields the lines of the page of a case; `basis` is written behind the types of its matters."""
    fields = version.pages.distinct(Holder.CASE)
    top = [field for field in fields if len(field.path) == 1]
    have = {field.path for field in top}
    top += [version.pages.built_in_field(Holder.CASE, key) for key in _KEYS_OF_EVERY_CASE if (key,) not in have]
    for field in top:
        yield from blank_field(version, field, language, "", basis if field.path == ("basis",) else "")
    below = [field for field in fields if len(field.path) > 1]
    if below:
        yield "\n"
        yield comment(keys_of(Case)["overview"].declared.guide.to(language))
        yield "overview:\n"
        for field in below:
            yield from blank_field(version, field, language, "  ")


def blank_field(version: Version, field: PageField, language: Language, indent: str, value: str = "") -> Iterator[str]:
    """Yields a comment that says what to write, and the key with what is known already."""
    needed = _REQUIRED.to(language) if field.must_be_written else ""
    guide = field.guide.to(language)
    yield comment(
        field.label.to(language)
        + needed
        + (f"{_STOP.to(language)}{guide}" if guide else "")
        + _more(version, field, language),
        indent,
    )
    yield f"{indent}{in_block(field.path[-1])}:{f' {value}' if value else ''}\n"


def blank_subcontract(version: Version, language: Language) -> Iterator[str]:
    """Yields the lines of the page of one subcontract, as the first entry of their list."""
    fields = [field for field in version.pages.subcontract if field.holder is Holder.SUBCONTRACT]
    for index, field in enumerate(fields):
        explained, key = blank_field(version, field, language, "      " if index == 0 else "        ")
        yield explained
        yield f"      - {key.lstrip()}" if index == 0 else key


def _more(version: Version, field: PageField, language: Language) -> str:
    match field.path[-1]:
        case "media":
            kinds = [f"{name}: {meaning}" for name, meaning in version.definition.media.items()]
            return f"（{'／'.join(kinds)}）" if kinds else ""
        case "milestones" if version.definition.go_live_names:
            return _GOING_LIVE.to(language).format(version.definition.go_live_names[0])
        case _:
            return ""
