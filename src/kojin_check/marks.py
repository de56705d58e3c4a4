"""How answers are written: marks, their spellings, and the reason in parentheses.

This is the one place that knows which characters people type for ○ and − (design, section 4).
What a mark means is not known here; that is data of each checklist.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

CIRCLE = "○"
MINUS = "−"

SPELLINGS = {
    CIRCLE: "〇◯⭕",
    MINUS: "-－ーｰ‐‑‒–—―─━﹘﹣➖",
}
"""Canonical mark → other characters accepted for it."""

_CANONICAL = {spelling: mark for mark, spellings in SPELLINGS.items() for spelling in (mark, *spellings)}
_VARIATION_SELECTORS = "\ufe0e\ufe0f"
_QUOTES = {"“": "”", "＂": "＂", '"': '"', "「": "」", "'": "'", "‘": "’", "＇": "＇"}
_OPENING = "（("
_CLOSING = "）)"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one item."""

    mark: str
    """In canonical spelling; empty when the item is unanswered."""
    typed: str
    """The mark as it was typed, quotes included."""
    reason: str | None = None
    """The text in parentheses, or the `reason` of a mapping."""
    note: str | None = None
    text: str = ""
    """The whole value as it was typed; empty for a mapping."""

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
    typed = stripped[:opening].rstrip()
    reason = stripped[opening + 1 :]
    if reason.endswith(tuple(_CLOSING)):
        reason = reason[:-1]
    if not typed:
        return Answer(canonical(stripped), stripped, text=text)
    return Answer(canonical(typed), typed, reason.strip(), text=text)


def answer_from_fields(mark: str | None, reason: str | None, note: str | None) -> Answer:
    """Gives the answer written as a mapping `{mark, reason, note}`; a reason in the mark's parentheses counts too."""
    written = read_answer(mark or "")
    return Answer(written.mark, written.typed, reason if reason is not None else written.reason, note)
