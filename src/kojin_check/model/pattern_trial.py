"""Tries regular expressions out on texts made of their own pieces; run as a program, which can be ended from outside.

Python tries every way in which an expression may fit, and of some there are more than it could ever try: `(.+)+だよ$` doubles
them with every character. Nothing within Python ends such a search, so this imports nothing but what every Python has.

It reads expressions from standard input, one a line as JSON, and writes for each, as soon as it knows, `slow` or `fine`.
"""

import json
import re
import sys
from collections.abc import Iterator
from time import perf_counter

_MOST_RUNS = 4
"""Stretches of plain characters that stand one after another in what is repeated."""
_ANY = ("あ", "ア", "字", "a", "0", "、")
_ENDS = ("", "\ue000")
"""Behind a text: nothing, and a character that no expression expects."""
_SIZES = (12, 25, 100)
"""Characters of what is repeated; where the expression repeats nothing, more of them make no difference."""
_MOST_SECONDS = 0.005
"""For one search; what grows no faster than the square of a text stays far below."""


def takes_too_long(text: str) -> bool:
    """Whether there is a text on which searching takes much longer than the text is long."""
    pattern = re.compile(text)
    return any(
        _is_slow(pattern, before + (piece * size)[:size] + behind)
        for size in (_SIZES if re.search(r"[*+{]", text) else _SIZES[:2])
        for piece in _pieces(text)
        for before in _beginnings(text)
        for behind in _ENDS
    )


def _is_slow(pattern: re.Pattern[str], text: str) -> bool:
    """The shortest of three tries counts: what else the machine does only makes it longer."""
    return all(_seconds(pattern, text) > _MOST_SECONDS for _ in range(3))


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    start = perf_counter()
    pattern.search(text)
    return perf_counter() - start


def _pieces(text: str) -> Iterator[str]:
    """What may be repeated in a text: any character, and each character and stretch of the expression."""
    runs = _runs(text)
    stretches = ("".join(runs[at : at + length]) for length in range(1, _MOST_RUNS + 1) for at in range(len(runs)))
    return iter(dict.fromkeys((*_ANY, *"".join(runs), *stretches, "".join(runs))))


def _beginnings(text: str) -> Iterator[str]:
    """What may have to stand before it."""
    runs = _runs(text)
    return ("".join(runs[:length]) for length in range(len(runs)))


def _runs(text: str) -> list[str]:
    """The stretches of plain characters in an expression."""
    return re.findall(r"[^\\()\[\]{}|?*+.^$]+", text)


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write("slow\n" if takes_too_long(json.loads(line)) else "fine\n")
        sys.stdout.flush()
