"""Did you mean …? — the nearest of the names that exist."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

_CLOSE_ENOUGH = 0.6
_LONGEST = 200


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
