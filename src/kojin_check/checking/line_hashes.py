"""The hash by which GitHub knows a line again: `primaryLocationLineHash` in SARIF.

Its upload action computes it where it is missing, and complains about any other value; whoever uploads by another way
needs it from us. It covers the line and what follows: 100 UTF-16 units without spaces and tabs, as a polynomial with
the base 37 modulo 2 to the 64th. Which of several equal places it is stands behind a colon.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

_WINDOW = 100
_BASE = 37
_MODULUS = 1 << 64
_BLANKS = str.maketrans("", "", " \t")
_END = "\uffff"
"""Stands behind the text."""


def line_hashes(data: bytes, lines: Iterable[int]) -> Mapping[int, str]:
    """Gives the hashes of some lines (from 1) of a file; nothing for a file that is not in UTF-8."""
    wanted = set(lines)
    try:
        text = data.decode("utf-8") if wanted else ""
    except UnicodeDecodeError:
        return MappingProxyType({})
    # All line ends count as one character; blanks first, else a blank between CR and LF would join them.
    squeezed = f"{text.replace(chr(13) + chr(10), chr(10)).replace(chr(13), chr(10)).translate(_BLANKS)}{_END}"
    seen: Counter[bytes] = Counter()
    hashes = {}
    start = 0
    # One pass over all lines: where a thousand of them are equal, each must not look at all before it.
    for line, content in enumerate(squeezed.split("\n")[: max(wanted, default=0)], start=1):
        window = _window(squeezed, start)
        seen[window] += 1
        if line in wanted:
            hashes[line] = f"{_value(window):x}:{seen[window]}"
        start += len(content) + 1
    return MappingProxyType(hashes)


def _window(text: str, start: int) -> bytes:
    """The UTF-16 units from a place on, as many as count."""
    return text[start : start + _WINDOW].encode("utf-16-le", "surrogatepass")[: 2 * _WINDOW]


def _value(window: bytes) -> int:
    value = 0
    for at in range(0, len(window), 2):
        value = (value * _BASE + int.from_bytes(window[at : at + 2], "little")) % _MODULUS
    return value * pow(_BASE, _WINDOW - len(window) // 2, _MODULUS) % _MODULUS
