"""Did you mean …? — the nearest of the names that exist, and in what they differ."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kojin_check.regex import regex

if TYPE_CHECKING:
    from difflib import SequenceMatcher

_CLOSE_ENOUGH = 0.6
_SLIP = 0.8
_LONGEST = 200
"""So many characters of a text are compared: comparing takes time by their square."""
_WORD = regex(
    r"[\u3400-\u9fff\uf900-\ufaff々〆ヶ]+[\u3041-\u309f]*"  # Kanji with what is inflected behind them: 関連する.
    r"|[\u3041-\u309f]+|[\u30a1-\u30ff]+|[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+|\s+|."
)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Gives `text` as it is compared: NFKC, lower case, without spaces and invisible characters.

    So ＩＤ, I D and ID are equal. (What is invisible is reported by a rule of its own.)
    """
    folded_text = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    if folded_text.isprintable():
        return folded_text
    return "".join(character for character in folded_text if unicodedata.category(character) != "Cf")


_COMPANIES = (
    ("株式会社", "(株)"),
    ("有限会社", "(有)"),
    ("合同会社", "(同)"),
    ("合資会社", "(資)"),
    ("合名会社", "(名)"),
)
"""The form of a company in full and in short; ㈱ is (株) in NFKC."""


def company(name: str) -> tuple[str, str]:
    """Gives a company's name as it is compared, without its form, and that form in full: 日本電気, 株式会社.

    So 株式会社日本電気, （株）日本電気 and 日本電気㈱ are equal. The form is empty where the name has none.
    """
    bare = folded(name[:_LONGEST])
    for full, short in _COMPANIES:
        for written in (full, short):
            if written in bare:
                return bare.replace(written, "", 1), full
    return bare, ""


def nearest(name: str, candidates: Iterable[str], threshold: float = _CLOSE_ENOUGH) -> str | None:
    """Gives the candidate most like `name`, or None when none is like it; of equals the first."""
    best: str | None = None
    wanted = folded(name[:_LONGEST])
    score = threshold
    matcher = _matcher()
    matcher.set_seq2(wanted)
    for candidate in candidates:
        matcher.set_seq1(folded(candidate[:_LONGEST]))
        if matcher.real_quick_ratio() < score or matcher.quick_ratio() < score:
            continue
        ratio = matcher.ratio()
        if ratio > score or (best is None and ratio >= score):
            best, score = candidate, ratio
    return best


def differences(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """Gives the words in which two texts differ, in their order: what `one` has, and what `other` has in its place.

    Either can be empty. Words are runs of one script, kanji together with the hiragana behind them;
    words that are only written differently (`folded`) do not count.
    """
    ours, theirs = _WORD.findall(one[:_LONGEST]), _WORD.findall(other[:_LONGEST])
    matcher = _matcher([folded(word) for word in ours], [folded(word) for word in theirs])
    return tuple(
        ("".join(ours[start:end]).strip(), "".join(theirs[other_start:other_end]).strip())
        for tag, start, end, other_start, other_end in matcher.get_opcodes()
        if tag != "equal"
    )


_TELLS_APART = frozenset("東西南北中央上下左右前後新旧本支大小日月一二三四五六七八九十")


def is_slip(one: str, other: str) -> bool:
    """True where two names, folded, differ by so little that one is most likely a slip for the other.

    Where they differ only in numbers or in characters such as 東 and 西, they are two names.
    """
    one, other = one[:_LONGEST], other[:_LONGEST]
    in_common = (Counter(one) & Counter(other)).total()
    if one == other or 2 * in_common < _SLIP * (len(one) + len(other)):
        return False  # Most names: without characters in common there is no need to look at their order.
    matcher = _matcher(one, other)
    if matcher.ratio() < _SLIP:
        return False
    differing = "".join(
        one[start:end] + other[other_start:other_end]
        for tag, start, end, other_start, other_end in matcher.get_opcodes()
        if tag != "equal"
    )
    return not all(character in _TELLS_APART or character.isdigit() for character in differing)


def _matcher(one: Sequence[Any] = "", other: Sequence[Any] = "") -> SequenceMatcher[Any]:
    """Imported only where something is compared: most runs have no name to guess."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False)
