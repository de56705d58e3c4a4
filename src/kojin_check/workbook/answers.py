"""An answer in its parts, each of which has a cell, and as it stands in a file: one text, or a mapping.

The text in parentheses is the reason, or the one field that the mark needs, as the form has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kojin_check.editing.assignment import Bare, Plain
from kojin_check.model.checklist import REASON, Checklist, FieldType, ItemDefinition, Means, Scale
from kojin_check.model.form_reading import as_form_reads, short_form
from kojin_check.model.marks import read_answer

MARK, NOTE = "mark", "note"
"""With `REASON` the parts of an answer that every form has, by their keys in a file."""

Parts = Mapping[str, str]
"""Key of a part → its text; empty where nothing stands there."""


@dataclass(frozen=True)
class Question:
    """An item of a form that is to be answered."""

    checklist: Checklist
    item: ItemDefinition

    @property
    def scale(self) -> Scale:
        """The marks to choose from."""
        return self.checklist.scale_of(self.item)

    @property
    def marks_with_reason(self) -> tuple[str, ...]:
        """The marks that need a reason."""
        return tuple(mark for mark, definition in self.scale.items() if definition.needs_reason)

    def means(self, parts: Parts) -> Means | None:
        """Gives what the mark of an answer says; None while it is open, or not on the form."""
        definition = self.scale.get(self._mark(parts.get(MARK, "")))
        return None if definition is None else definition.means

    def parts(self, written: Plain) -> Parts:
        """Gives the parts of an answer as it stands in a file."""
        match written:
            case dict():
                return {MARK: "", REASON: "", **{key: _text(value) for key, value in written.items()}}
            case str():
                answer = read_answer(written)
                if answer.reason is not None:
                    parts = {MARK: answer.typed, REASON: "", self._in_parentheses(answer.typed): answer.reason}
                    again = self.value(parts, "")
                    if isinstance(again, str) and read_answer(again).typed == answer.typed:
                        return parts
                return {MARK: written.strip(), REASON: ""}
            case _:
                return {MARK: "", REASON: ""}

    def value(self, parts: Parts, now: Plain) -> Plain:
        """Gives what is to stand in the file for the parts of an answer; `now` is what stands there."""
        if isinstance(now, dict):
            changed = {key: part for key, part in parts.items() if _text(now.get(key, "")).strip() != part}
            return {**now, **{key: self._typed(key, part) for key, part in changed.items()}}
        filled = {key: part for key, part in parts.items() if part}
        mark = filled.get(MARK, "")
        if filled.keys() <= {MARK}:
            return mark
        if filled.keys() == {MARK, beside := self._in_parentheses(mark)}:
            text = f"{mark}（{filled[beside]}）"
            read = read_answer(text)
            if (read.typed, read.reason) == (mark, filled[beside]):
                return text
        return {key: self._typed(key, part) for key, part in filled.items()}

    def choices(self, part: str) -> tuple[str, ...]:
        """Gives the words to choose from for a part; none where it is free."""
        if part == MARK:
            return tuple(self.scale)
        field = self.checklist.answer_fields.get(part)
        if field is None:
            return ()
        return ("true", "false") if field.type is FieldType.FLAG else tuple(field.values)

    def _typed(self, key: str, part: str) -> Plain:
        field = self.checklist.answer_fields.get(key)
        if field is not None and field.type is FieldType.TEXTS and part:
            return [line.strip() for line in part.split("\n") if line.strip()]
        if field is not None and field.type is FieldType.FLAG and part in ("true", "false"):
            return Bare(part)
        return part

    def _in_parentheses(self, mark: str) -> str:
        return short_form(self.checklist, self.item, self._mark(mark)) or REASON

    def _mark(self, typed: str) -> str:
        return as_form_reads(read_answer(typed), self.checklist, self.item).mark


def _text(value: Plain) -> str:
    match value:
        case str():
            return value
        case list():
            return "\n".join(map(_text, value))
        case _:
            return ""
