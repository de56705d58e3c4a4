"""The 新旧対照表: both versions in two columns, line by line, before any format is chosen.

The customs are those of the ministries' tables for ordinances and guidelines (there is no official
rule; every office has its own, and this is what they share): the new wording stands on the left, the
old one on the right; the columns are called 改正案 and 現行 while the revision is deliberated, 改正後 and
改正前 once it is decided; what has changed is underlined on both sides; beside a new provision stands
（新設）, beside a deleted one （削除）; runs of provisions that stay as they are become one （略） on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from kojin_check.diff.affected import Survey
from kojin_check.diff.changes import (
    FormChange,
    FormDiff,
    Impact,
    ItemChange,
    ItemPair,
    Kind,
    Line,
    Reach,
    SectionDiff,
    VersionDiff,
)
from kojin_check.diff.pairing import FormItem
from kojin_check.diff.rewording import Passage, reword
from kojin_check.findings import Language, Text
from kojin_check.output.change_wording import (
    KINDS,
    arrival,
    departure,
    form_name,
    needed_when,
    stock_reason,
    subject,
    value_in_words,
)

NEW = Text("（新設）", "(new)")
DELETED = Text("（削除）", "(deleted)")
OMITTED = Text("（略）", "(unchanged)")
_REORDERED = Text("順序を変更", "moved within its section")
_SPELLING = Text("表記のみの変更", "spelling only")


class Comparison(NamedTuple):
    """What `kojin-check diff` shows."""

    diff: VersionDiff
    survey: Survey | None
    """None where no cases were to be looked at."""


class ParagraphRole(Enum):
    """What a paragraph of a cell is."""

    HEADING = "heading"
    """The heading of a section of the form."""
    NAME = "name"
    """The short name of what follows: an item's id, or what about the form has changed."""
    TEXT = "text"
    """Words that stand on the form."""
    NOTE = "note"
    """What is not on the form itself: when an item is needed, where it has come from."""
    REMARK = "remark"
    """A word in place of a text: （新設）, （削除）, （略）."""


class Paragraph(NamedTuple):
    """One paragraph of a cell."""

    role: ParagraphRole
    passages: tuple[Passage, ...]


Cell = tuple[Paragraph, ...]


class TableRow(NamedTuple):
    """The same thing in both versions."""

    new: Cell
    old: Cell


@dataclass(frozen=True, slots=True)
class FormTable:
    """One form in two columns."""

    title: str
    """Number, title and scope."""
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """Everything that changes, in two columns."""

    declarations: tuple[TableRow, ...]
    """What holds for all forms."""
    forms: tuple[FormTable, ...]
    """The forms about which something changes."""
    unchanged: tuple[str, ...]
    """Number, title and scope of the others."""


def comparison_table(diff: VersionDiff, language: Language) -> ComparisonTable:
    """Lays out `diff` in two columns."""
    changed = [form for form in diff.forms if form.all_changes]
    return ComparisonTable(
        declarations=tuple(_change_row(change, language) for change in diff.declarations),
        forms=tuple(FormTable(_title(form), tuple(_form_rows(form, language))) for form in changed),
        unchanged=tuple(_title(form) for form in diff.forms if not form.all_changes),
    )


def _title(form: FormDiff) -> str:
    return f"{form.form.number}　{form_name(form.form)}"


def _form_rows(form: FormDiff, language: Language) -> Iterator[TableRow]:
    for change in form.changes:
        yield _change_row(change, language)
    for section in form.sections:
        yield from _section_rows(section, language)


def _change_row(change: FormChange, language: Language) -> TableRow:
    old = None if change.old is None else value_in_words(change, change.old).to(language)
    new = None if change.new is None else value_in_words(change, change.new).to(language)
    name = _plain(ParagraphRole.NAME, subject(change).to(language))
    row = _rewording_row(ParagraphRole.TEXT, old, new, language)
    return TableRow((name, *row.new), (name, *row.old))


def _rewording_row(role: ParagraphRole, old: str | None, new: str | None, language: Language) -> TableRow:
    """One paragraph on either side; where one side has nothing, it says so."""
    if old is None:
        return TableRow((_changed(role, new or ""),), _remark(NEW, language))
    if new is None:
        return TableRow(_remark(DELETED, language), (_changed(role, old),))
    rewording = reword(old, new)
    return TableRow((Paragraph(role, rewording.new),), (Paragraph(role, rewording.old),))


def _section_rows(section: SectionDiff, language: Language) -> Iterator[TableRow]:
    old = None if section.old is None else section.old.heading
    new = None if section.new is None else section.new.heading
    heading = _rewording_row(ParagraphRole.HEADING, old, new, language)
    moved = [_note(KINDS[change.kind], language) for change in section.changes if change.kind is Kind.SECTION_MOVED]
    yield TableRow((*heading.new, *moved), heading.old)
    for is_changed, lines in groupby(section.lines, lambda line: line.is_changed):
        if is_changed:
            for line in lines:
                yield _line_row(line, language)
        else:
            yield TableRow(_remark(OMITTED, language), _remark(OMITTED, language))


def _line_row(line: Line, language: Language) -> TableRow:
    match line:
        case Line(old=None, new=FormItem() as new, pair=None):
            return TableRow(_all_changed(new, language), _remark(NEW, language))
        case Line(old=FormItem() as old, new=None, pair=None):
            return TableRow(_remark(DELETED, language), _all_changed(old, language))
        case Line(old=FormItem() as old, new=None):
            return TableRow(_remark(_in_parentheses(departure(line)), language), _unchanged(old))
        case Line(pair=ItemPair() as pair):
            return _pair_row(line, pair, language)
        case _:
            raise AssertionError("a line has an item on at least one side")


def _pair_row(line: Line, pair: ItemPair, language: Language) -> TableRow:
    """An item that both versions have, with everything that changes about it."""
    name = _rewording_row(ParagraphRole.NAME, pair.old.id, pair.new.id, language)
    text = _rewording_row(ParagraphRole.TEXT, pair.old.text, pair.new.text, language)
    new, old = [*name.new, *text.new], [*name.old, *text.old]
    for change in pair.changes:
        match change:
            case ItemChange(kind=Kind.CONDITION):
                conditions = _condition_row(pair, language)
                new += conditions.new
                old += conditions.old
            case ItemChange(kind=Kind.REWORDED, impact=Impact.EDITORIAL):
                new.append(_note(_SPELLING, language))
            case ItemChange(reach=Reach.ORDER):
                new.append(_note(_REORDERED, language))
    if line.old is None:
        return TableRow(tuple(new), (*_remark(_in_parentheses(arrival(line)), language), *old))
    return TableRow(tuple(new), tuple(old))


def _condition_row(pair: ItemPair, language: Language) -> TableRow:
    old, new = pair.old.item, pair.new.item
    row = TableRow((), ())
    for wording in (needed_when, stock_reason):
        before, after = wording(old).to(language), wording(new).to(language)
        if before != after:
            part = _rewording_row(ParagraphRole.NOTE, before, after, language)
            row = TableRow((*row.new, *part.new), (*row.old, *part.old))
    return row


def _all_changed(item: FormItem, language: Language) -> Cell:
    """A new or deleted item; when it is needed stands below it where that is not always.

    Only what stands on the form is underlined.
    """
    cell = (_plain(ParagraphRole.NAME, item.id), _changed(ParagraphRole.TEXT, item.text))
    return cell if item.item.when is None else (*cell, _plain(ParagraphRole.NOTE, needed_when(item.item).to(language)))


def _unchanged(item: FormItem) -> Cell:
    return _plain(ParagraphRole.NAME, item.id), _plain(ParagraphRole.TEXT, item.text)


def _plain(role: ParagraphRole, text: str) -> Paragraph:
    return Paragraph(role, (Passage(text, False),))


def _changed(role: ParagraphRole, text: str) -> Paragraph:
    return Paragraph(role, (Passage(text, True),))


def _note(text: Text, language: Language) -> Paragraph:
    return _plain(ParagraphRole.NOTE, _in_parentheses(text).to(language))


def _remark(text: Text, language: Language) -> Cell:
    return (_plain(ParagraphRole.REMARK, text.to(language)),)


def _in_parentheses(text: Text) -> Text:
    return Text(f"（{text.ja}）", f"({text.en})")
