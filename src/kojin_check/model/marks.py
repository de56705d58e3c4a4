"""How answers are written: marks, their spellings, and the reason in parentheses.

This is the one place that knows which characters people type for ○ and −.
What a mark means is not known here; that is data of each checklist.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

from kojin_check.reading.outline import Marks, folded
from kojin_check.regex import regex

CIRCLE = "○"
MINUS = "−"

SPELLINGS = {
    CIRCLE: "〇◯⭕",
    MINUS: "-－ーｰ‐‑‒–—―─━﹘﹣➖",
}
"""Canonical mark → other characters accepted for it."""

LOOK_ALIKES = {
    CIRCLE: "◎●oO0レ✓✔☑✅√⚪◦∘°゜ㅇ丸",
    MINUS: "一=_~〜ㅡ二",
}
"""Canonical mark → characters that are not accepted, and that are often typed for it (in NFKC)."""

_CANONICAL = {spelling: mark for mark, spellings in SPELLINGS.items() for spelling in (mark, *spellings)}
_MEANT = {typed: mark for mark, look_alikes in LOOK_ALIKES.items() for typed in look_alikes}
_BETWEEN = " \u3000\t、。，．,.:：;；/／・"
_VARIATION_SELECTORS = "\ufe0e\ufe0f"
_QUOTES = {"“": "”", "＂": "＂", '"': '"', "「": "」", "'": "'", "‘": "’", "＇": "＇"}
_OPENING = "（("
_CLOSING = "）)"


NO_FIELDS: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one item."""

    mark: str
    """In canonical spelling; empty when the item is unanswered."""
    typed: str
    """The mark as it was typed, quotes included; the whole answer where the quotes are around its reason too."""
    reason: str | None = None
    """The text in parentheses, or the `reason` of a mapping."""
    note: str | None = None
    text: str = ""
    """The whole value as it was typed; empty for a mapping."""
    fields: Mapping[str, Any] = field(default_factory=lambda: NO_FIELDS)
    """Key → value of the form's own fields, as `own_fields.reader` reads them."""
    in_parentheses: str | None = field(default=None, compare=False)
    """The text in parentheses, whether it is the reason or a field; None where there is none, or a `reason` beside it."""

    @property
    def is_blank(self) -> bool:
        """True when the item is unanswered."""
        return self.mark == ""

    @property
    def is_canonical(self) -> bool:
        """True when the mark was typed in its canonical spelling."""
        return self.mark == self.typed


BLANK = Answer("", "")


def canonical(mark: str) -> str:
    """Gives the canonical spelling of `mark`; a mark that is not in the table is given back, in NFKC."""
    bare = mark.strip().rstrip(_VARIATION_SELECTORS)
    if len(bare) > 2 and _QUOTES.get(bare[0]) == bare[-1]:
        bare = bare[1:-1].strip().rstrip(_VARIATION_SELECTORS)
    known = _CANONICAL.get(bare)
    return known if known is not None else unicodedata.normalize("NFKC", bare)


@lru_cache(maxsize=4096)
def read_answer(text: str) -> Answer:
    """Reads an answer written as one text: a mark, or a mark with its reason in parentheses of either width.

    Text that is blank (full-width spaces included) is unanswered. What does not have this form is
    given back as a mark, which no checklist offers. A reason whose parenthesis is not closed is
    read to the end of the text.
    """
    stripped = text.strip()
    if not stripped:
        return BLANK
    opening = min((at for at in map(stripped.find, _OPENING) if at >= 0), default=-1)
    if opening < 0:
        return Answer(canonical(stripped), stripped, text=text)
    if len(stripped) > 2 and _QUOTES.get(stripped[0]) == stripped[-1]:
        return replace(read_answer(stripped[1:-1]), typed=stripped, text=text)
    typed = stripped[:opening].rstrip()
    reason = stripped[opening + 1 :]
    if reason.endswith(tuple(_CLOSING)):
        reason = reason[:-1]
    if not typed:
        return Answer(canonical(stripped), stripped, text=text)
    reason = reason.strip()
    return Answer(canonical(typed), typed, reason, text=text, in_parentheses=reason)


def answer_from_fields(
    mark: str | None, reason: str | None, note: str | None, fields: Mapping[str, Any] = NO_FIELDS
) -> Answer:
    """Gives the answer written as a mapping `{mark, reason, note}`; a reason in the mark's parentheses counts too.

    `fields` are those of the form's own.
    """
    written = read_answer(mark or "")
    if reason is not None:
        return Answer(written.mark, written.typed, reason, note, fields=fields)
    return Answer(
        written.mark, written.typed, written.reason, note, fields=fields, in_parentheses=written.in_parentheses
    )


def on_form(answer: Answer, offered: Collection[str]) -> Answer:
    """Gives `answer` as a form that offers these marks reads it.

    On a form, its own spelling of a mark is the canonical one: 〇 where the form has 〇, Yes where
    `yes` was typed. An answer that none of the marks fits is given back as it is.
    """
    if answer.typed in offered:
        return answer if answer.mark == answer.typed else replace(answer, mark=answer.typed)
    if answer.is_blank or answer.mark in offered:
        return answer
    whole = answer.text.strip()
    if whole in offered:
        return Answer(whole, whole, text=answer.text)
    wanted = answer.mark.casefold()
    meant = next((mark for mark in offered if canonical(mark).casefold() == wanted), None)
    return answer if meant is None else replace(answer, mark=meant)


def written(mark: str, reason: str | None) -> str:
    """Gives an answer as it stands on the form: the mark, with its reason in parentheses where it has one."""
    return mark if not reason else f"{mark}（{reason}）"


def look_alike(mark: str, offered: Iterable[str]) -> str | None:
    """Gives the offered mark for which `mark` (◎, レ, 一 …) is often typed, or None."""
    meant = _MEANT.get(canonical(mark))
    return None if meant is None else next((own for own in offered if canonical(own) == meant), None)


class LeadingMark(NamedTuple):
    """A mark with the text that follows it without parentheses."""

    mark: str
    """As the form spells it."""
    rest: str
    """Without the punctuation between it and the mark; may be empty."""


def leading_mark(text: str, offered: Iterable[str]) -> LeadingMark | None:
    """Reads a text that begins with one of the offered marks, such as `−電子データのみ`; None when none begins it.

    A mark that is a word (いいえ) must end where the word ends.
    """
    stripped = text.strip()
    for mark in sorted(offered, key=len, reverse=True):
        standard = canonical(mark)
        for spelling in (mark, standard, *SPELLINGS.get(standard, "")):
            if not stripped.startswith(spelling):
                continue
            rest = stripped[len(spelling) :].lstrip(_VARIATION_SELECTORS)
            if rest and not (standard[-1].isalnum() and rest[0].isalnum()):
                return LeadingMark(mark, rest.strip(_BETWEEN))
    return None


_ARROWS = "→⇒➡➔⟶↦"
_SHAFTS = "-=−－＝"
_ARROW = regex(f"(?:[{_ARROWS}]|[{_SHAFTS}]+[>＞])\ufe0f?[ \u3000]*")


def corrected_to(text: str, offered: Collection[str]) -> str | None:
    """Gives the mark to which a text corrects or joins the mark before it: `→−（手交しないため）`, `−`; None without one."""
    stripped = text.strip()
    arrow = _ARROW.match(stripped) if stripped[:1] in _ARROWS + _SHAFTS else None
    behind = stripped[arrow.end() :] if arrow else stripped
    mark = on_form(read_answer(behind), offered).mark
    if mark in offered:
        return mark
    leading = leading_mark(behind, offered) if arrow else None
    return leading.mark if leading else None


def marks_of_form(labels: Mapping[str, str]) -> Marks:
    """Gives the marks of a form for the reader; `labels` are the form's own, by mark."""
    spellings = (
        (typed, mark) for mark in labels for typed in (mark, canonical(mark), *SPELLINGS.get(canonical(mark), ""))
    )
    typed: dict[str, str] = {}
    for written, mark in chain(spellings, ((label, mark) for mark, label in labels.items())):
        if key := folded(written):
            typed.setdefault(key, mark)
    return Marks(tuple(labels), typed)
