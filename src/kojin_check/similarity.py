"""Did you mean …? — the nearest of the names that exist, and in what they differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

_CLOSE_ENOUGH = 0.6
_LONGEST = 200
_WORD = re.compile(
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


def nearest(name: str, candidates: Iterable[str], threshold: float = _CLOSE_ENOUGH) -> str | None:
    """Gives the candidate most like `name`, or None when none is like it; of equals the first."""
    best: str | None = None
    wanted = folded(name[:_LONGEST])
    score = threshold
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    for candidate in candidates:
        matcher.set_seq1(folded(candidate))
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
    matcher = SequenceMatcher(None, [folded(word) for word in ours], [folded(word) for word in theirs], autojunk=False)
    return tuple(
        ("".join(ours[start:end]).strip(), "".join(theirs[other_start:other_end]).strip())
        for tag, start, end, other_start, other_end in matcher.get_opcodes()
        if tag != "equal"
    )
