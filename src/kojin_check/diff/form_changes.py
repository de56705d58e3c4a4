"""What changes about the forms apart from their items, and about what a version declares for all forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kojin_check.diff.changes import FormChange, Impact, Kind, OfferedMark
from kojin_check.diff.pairing import FormPair
from kojin_check.diff.spelling import spelled_alike
from kojin_check.model.checklist import (
    AnswerFieldDefinition,
    Checklist,
    MarkDefinition,
    NotNeeded,
    Section,
    VersionDefinition,
)
from kojin_check.model.condition import Condition, equivalent


def form_changes(pair: FormPair, old_types: frozenset[str]) -> Iterator[FormChange]:
    """Yields what changes about one form, apart from its sections.

    Args:
        pair: the form in both versions.
        old_types: the types of matters that the old version has forms for.
    """
    match pair:
        case FormPair(old=None, new=Checklist() as new):
            # No case uses it yet; but a matter of a type that has had other forms may belong on this one now.
            impact = Impact.REVIEW if new.type in old_types else Impact.EDITORIAL
            yield FormChange(Kind.CHECKLIST_ADDED, impact, str(new.number), None, new.title)
        case FormPair(old=Checklist() as old, new=None):
            yield FormChange(Kind.CHECKLIST_REMOVED, Impact.BREAKING, str(old.number), old.title, None)
        case FormPair(old=Checklist() as old, new=Checklist() as new):
            yield from _head_changes(old, new)
            yield from _required_changes(old, new)
            yield from _mark_changes(old, new)


def section_changes(form: Checklist, old: Section | None, new: Section | None) -> Iterator[FormChange]:
    """Yields what changes about a section of a form that both versions have, apart from its items."""
    if old is None and new is not None:
        yield FormChange(Kind.SECTION_ADDED, Impact.EDITORIAL, section_address(form, new), None, new.heading)
    elif new is None and old is not None:
        yield FormChange(Kind.SECTION_REMOVED, Impact.EDITORIAL, section_address(form, old), old.heading, None)
    elif old is not None and new is not None and old.heading != new.heading:
        impact = rewording_impact(old.heading, new.heading)
        yield FormChange(Kind.HEADING, impact, section_address(form, new), old.heading, new.heading)


def section_moved(form: Checklist, old: Section, new: Section) -> FormChange:
    """Gives the change of a section that stands elsewhere on its form."""
    return FormChange(Kind.SECTION_MOVED, Impact.EDITORIAL, section_address(form, new), old.heading, new.heading)


def section_address(form: Checklist, section: Section) -> str:
    """Gives `number/actor/kind`."""
    return f"{form.number}/{section.actor}/{section.kind}"


def declaration_changes(old: VersionDefinition, new: VersionDefinition) -> Iterator[FormChange]:
    """Yields what changes about a version's types, media, facts and stock reasons, and its word for going live."""
    types = ({name: one.role or "" for name, one in version.types.items()} for version in (old, new))
    yield from _declared("types", *types, changed=Impact.REVIEW, gone=Impact.BREAKING)
    yield from _declared("media", old.media, new.media, changed=None, gone=Impact.BREAKING)
    yield from _declared("facts", _questions(old), _questions(new), changed=None, gone=Impact.BREAKING)
    fields = ({name: _field(one) for name, one in version.answer_fields.items()} for version in (old, new))
    yield from _declared("answer_fields", *fields, changed=Impact.REVIEW, gone=Impact.BREAKING)
    reasons = (
        {one.pattern.pattern: one.asserts for one in version.stock_reasons if one.asserts} for version in (old, new)
    )
    yield from _declared("stock_reasons", *reasons, come=Impact.REVIEW, changed=Impact.REVIEW)
    before, after = ("、".join(version.go_live_names) or None for version in (old, new))
    if before != after:
        yield FormChange(Kind.DECLARATION, Impact.REVIEW, "go_live", before, after)


def _questions(version: VersionDefinition) -> dict[str, str]:
    return {name: _with_words(fact.ask, fact.values) for name, fact in version.facts.items()}


def _field(field: AnswerFieldDefinition) -> str:
    return _with_words(field.type, field.values)


def _with_words(what: str, words: Sequence[str]) -> str:
    return f"{what} [{', '.join(words)}]" if words else what


def rewording_impact(old: str, new: str) -> Impact:
    """Gives what another wording does to the answers that rest on it."""
    return Impact.EDITORIAL if spelled_alike(old, new) else Impact.REVIEW


def _declared(
    group: str,
    old: Mapping[str, str] | Mapping[str, Condition],
    new: Mapping[str, str] | Mapping[str, Condition],
    *,
    come: Impact = Impact.EDITORIAL,
    changed: Impact | None,
    gone: Impact = Impact.EDITORIAL,
) -> Iterator[FormChange]:
    """One change for each name that comes, goes or stands for something else; `changed` is by wording if None."""
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        if before is None:
            impact = come
        elif after is None:
            impact = gone
        else:
            impact = changed or rewording_impact(str(before), str(after))
        yield FormChange(Kind.DECLARATION, impact, f"{group}/{name}", before, after)


def _head_changes(old: Checklist, new: Checklist) -> Iterator[FormChange]:
    address = str(new.number)
    if old.number != new.number:
        yield FormChange(Kind.RENUMBERED, Impact.BREAKING, address, str(old.number), str(new.number))
    if old.type != new.type:
        yield FormChange(Kind.TYPE, Impact.BREAKING, address, old.type, new.type)
    if old.title != new.title:
        # No answer rests on the title: whom the form is for is said by type, scope and condition.
        yield FormChange(Kind.TITLE, Impact.EDITORIAL, address, old.title, new.title)
    if old.scope != new.scope:
        impact = rewording_impact(old.scope or "", new.scope or "")
        yield FormChange(Kind.SCOPE, impact, address, old.scope, new.scope)
    if old.applies != new.applies and not equivalent(old.applies, new.applies):
        yield FormChange(Kind.APPLIES, Impact.BREAKING, address, old.applies, new.applies)
    if old.not_needed is not new.not_needed:
        # What nobody had to answer is asked now; the other way round every answer still holds, and some say more than asked.
        impact = Impact.BREAKING if new.not_needed is NotNeeded.DECLINE else Impact.REVIEW
        yield FormChange(Kind.NOT_NEEDED, impact, address, old.not_needed, new.not_needed)


def _required_changes(old: Checklist, new: Checklist) -> Iterator[FormChange]:
    for fact in dict.fromkeys((*old.requires, *new.requires)):
        if fact not in old.requires:
            yield FormChange(Kind.REQUIRES, Impact.BREAKING, str(new.number), None, fact)
        elif fact not in new.requires:
            yield FormChange(Kind.REQUIRES, Impact.EDITORIAL, str(new.number), fact, None)


def _mark_changes(old: Checklist, new: Checklist) -> Iterator[FormChange]:
    for mark in dict.fromkeys((*old.marks, *new.marks)):
        before, after = old.marks.get(mark), new.marks.get(mark)
        if before != after:
            yield FormChange(
                Kind.MARKS,
                _mark_impact(before, after),
                str(new.number),
                None if before is None else OfferedMark(mark, before),
                None if after is None else OfferedMark(mark, after),
            )


def _mark_impact(old: MarkDefinition | None, new: MarkDefinition | None) -> Impact:
    if old is None:
        return Impact.EDITORIAL  # One more to choose from: the answers that were given still hold.
    if new is None or set(new.needed_fields) - set(old.needed_fields):
        return Impact.BREAKING
    if new.means is not old.means or new.points != old.points:
        return Impact.REVIEW
    return rewording_impact(old.label, new.label)
