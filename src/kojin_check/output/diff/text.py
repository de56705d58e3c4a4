"""The comparison for people at a terminal: form by form, section by section, every change with its wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kojin_check.diff.affected import AffectedGroup, Department, Survey
from kojin_check.diff.changes import Change, FormChange, FormDiff, Impact, ItemChange, Kind, VersionDiff
from kojin_check.diff.pairing import FormItem
from kojin_check.diff.rewording import reword
from kojin_check.escaping.screen import visible, visible_line
from kojin_check.findings import Text
from kojin_check.model.library import Version
from kojin_check.output.change_wording import (
    CONSEQUENCES,
    DECLARATIONS,
    DEPARTMENT_COLUMNS,
    IMPACTS,
    KINDS,
    NO_DEPARTMENT,
    TOTAL,
    UNREADABLE,
    counts,
    extent,
    form_name,
    group_name,
    headline,
    item_name,
    movement,
    needed_when,
    other_cases,
    stock_reason,
    subject,
    tasks_of,
    value_in_words,
    version_name,
)
from kojin_check.output.comparison_table import Comparison
from kojin_check.output.style import Style
from kojin_check.output.terminal.colours import Ink
from kojin_check.output.terminal.marking import marked
from kojin_check.output.terminal.page import Page, as_lines, page_for
from kojin_check.output.terminal.typesetting import padded, shortened, width_of

_CASES = Text("影響を受ける案件", "Cases concerned")
_OLD = Text("旧", "old")
_NEW = Text("新", "new")
_INKS = {Impact.BREAKING: Ink.ERROR, Impact.REVIEW: Ink.WARNING, Impact.EDITORIAL: Ink.FAINT}
_LABEL_WIDTH = {"ja": 4, "en": 5}
_NUMBERS_WIDTH = 44
"""Cells that the numbers of the departments take beside the names."""
_SHORTEST_NAME = 8


def report(comparison: Comparison, style: Style) -> Iterator[str]:
    """Yields the versions, what changes between them, the cases concerned, and in the end what it comes to."""
    diff, survey = comparison
    separator = ""
    for block in _blocks(diff, survey, page_for(style)):
        yield separator + as_lines(block)
        separator = "\n"


def _blocks(diff: VersionDiff, survey: Survey | None, page: Page) -> Iterator[list[str]]:
    yield _head(diff, page)
    if diff.declarations:
        yield page.paragraph(page.say(DECLARATIONS), ink=Ink.STRONG)
        yield from (_form_change(change, page) for change in diff.declarations)
    for form in diff.forms:
        if form.all_changes:
            yield from _form(form, page)
    if survey is not None:
        yield from _survey(survey, page)
    yield _verdict(diff, survey, page)


def _head(diff: VersionDiff, page: Page) -> list[str]:
    names = [(page.say(name), page.say(version_name(version.definition))) for name, version in _sides(diff)]
    width = max(width_of(name) for name, _ in names) + 2
    return [line for name, title in names for line in page.labelled(name, title, indent=0, width=width)]


def _sides(diff: VersionDiff) -> tuple[tuple[Text, Version], tuple[Text, Version]]:
    old_name, new_name = headline(diff)
    return (old_name, diff.old), (new_name, diff.new)


def _verdict(diff: VersionDiff, survey: Survey | None, page: Page) -> list[str]:
    numbers = "、" if page.language == "ja" else ", "
    lines = []
    if diff.changes:
        lines = page.paragraph(numbers.join(f"{page.say(KINDS[kind])} {number:,}" for kind, number in counts(diff)))
    ink = Ink.GOOD if diff.impact is None else _INKS[diff.impact]
    lines += page.paragraph(page.say(CONSEQUENCES[diff.impact]), ink=ink)
    return lines if survey is None else [*lines, *page.paragraph(page.say(extent(survey)))]


# The changes.


def _form(form: FormDiff, page: Page) -> Iterator[list[str]]:
    yield page.hanging(f"{form.form.number}  ", Ink.STRONG, visible_line(form_name(form.form)), ink=Ink.STRONG)
    for change in form.changes:
        yield _form_change(change, page)
    for section in form.sections:
        changes = [change for line in section.lines for change in line.changes]
        if section.changes or changes:
            name = f"{section.section.actor}・{section.section.kind}"
            yield page.paragraph(visible_line(name), indent=2, ink=Ink.LABEL)
        yield from (_form_change(change, page) for change in section.changes)
        yield from (_item_change(change, page) for change in changes)


def _form_change(change: FormChange, page: Page) -> list[str]:
    old = None if change.old is None else page.say(value_in_words(change, change.old))
    new = None if change.new is None else page.say(value_in_words(change, change.new))
    return [*_title(change, subject(change), "", page), *_both(old, new, page)]


def _item_change(change: ItemChange, page: Page) -> list[str]:
    title = _title(change, KINDS[change.kind], change.place.id, page)
    match change:
        case ItemChange(kind=Kind.MOVED):
            return [*title, *page.paragraph(page.say(movement(change)), indent=6)]
        case ItemChange(kind=Kind.REWORDED, old=FormItem() as old, new=FormItem() as new):
            return [*title, *_both(old.text, new.text, page)]
        case ItemChange(kind=Kind.RENAMED, old=FormItem() as old, new=FormItem() as new):
            return [*title, *_both(old.id, new.id, page)]
        case ItemChange(kind=Kind.CONDITION, old=FormItem() as old, new=FormItem() as new):
            return [*title, *_conditions(old, new, page)]
        case _:
            return [*title, *_measure(change.place, page)]


def _title(change: Change, what: Text, name: str, page: Page) -> list[str]:
    """What changes and how much that weighs, then the name of the item."""
    impact = Text(f"（{IMPACTS[change.impact].ja}）", f" ({IMPACTS[change.impact].en})")
    head = f"    {page.say(what)}{page.say(impact)}"
    if not name:
        return page.hanging(head, _INKS[change.impact], "")
    return page.hanging(f"{head}  ", _INKS[change.impact], visible_line(name), ink=Ink.STRONG)


def _measure(place: FormItem, page: Page) -> list[str]:
    lines = page.paragraph(visible(place.text), indent=6)
    if place.item.when is None:
        return lines
    return [*lines, *page.paragraph(page.say(needed_when(place.item)), indent=6, ink=Ink.FAINT)]


def _conditions(old: FormItem, new: FormItem, page: Page) -> list[str]:
    lines = []
    for wording in (needed_when, stock_reason):
        before, after = page.say(wording(old.item)), page.say(wording(new.item))
        if before != after:
            lines += _both(before, after, page)
    return lines


# Two wordings, one below the other.


def _both(old: str | None, new: str | None, page: Page) -> list[str]:
    """Both wordings with the changed passages marked; a side that is None is left out."""
    if old is None or new is None:
        label, text = (_NEW, new) if old is None else (_OLD, old)
        return page.labelled(page.say(label), visible(text or ""), indent=6, width=_LABEL_WIDTH[page.language])
    rewording = reword(old, new)
    old_head, new_head = (" " * 6 + padded(page.say(label), _LABEL_WIDTH[page.language]) for label in (_OLD, _NEW))
    return [*marked(old_head, rewording.old, Ink.ERROR, page), *marked(new_head, rewording.new, Ink.GOOD, page)]


# The cases.


def _survey(survey: Survey, page: Page) -> Iterator[list[str]]:
    yield page.paragraph(page.say(_CASES), ink=Ink.STRONG)
    if survey.cases:
        yield _departments(survey, page)
    for group in survey.groups:
        yield _group(group, page)
    notes = [page.say(sentence) for sentence in other_cases(survey)]
    if survey.unreadable:
        notes += [f"{page.say(UNREADABLE)}: {visible_line(path)}" for path in survey.unreadable]
    if notes:
        yield [line for note in notes for line in page.paragraph(note, indent=2)]


def _departments(survey: Survey, page: Page) -> list[str]:
    rows: list[Sequence[str]] = [[page.say(column) for column in DEPARTMENT_COLUMNS]]
    for department in survey.departments:
        numbers = (len(department.cases), department.unanswered_after, department.to_review)
        name = shortened(_department_name(department, page), max(page.width - _NUMBERS_WIDTH, _SHORTEST_NAME))
        rows.append([name, *(f"{number:,}" for number in numbers)])
    totals = (len(survey.cases), survey.unanswered_after, survey.to_review)
    rows.append([page.say(TOTAL), *(f"{number:,}" for number in totals)])
    head, *body = page.table(rows, indent=2, numbers=(1, 2, 3))
    return [page.paint(head, Ink.FAINT), *body]


def _department_name(department: Department, page: Page) -> str:
    return visible_line(department.name) if department.name else page.say(NO_DEPARTMENT)


def _group(group: AffectedGroup, page: Page) -> list[str]:
    """What changes for matters of one form, once, and then the cases, department by department."""
    lines = page.paragraph(page.say(group_name(group)), indent=2, ink=Ink.STRONG)
    for task, changes in tasks_of(group).items():
        lines += page.paragraph(page.say(task), indent=4, ink=Ink.LABEL)
        for change in changes:
            lines += page.hanging(" " * 6 + "- ", None, page.say(item_name(change)))
    for name, cases in groupby(group.cases, lambda case: case.department):
        lines += page.paragraph(visible_line(name) if name else page.say(NO_DEPARTMENT), indent=4, ink=Ink.LABEL)
        for case in cases:
            lines += page.paragraph(f"{visible_line(case.path)}  {visible_line(case.title)}", indent=6)
    return lines
