"""The hash by which GitHub knows a line again: `primaryLocationLineHash` in SARIF.

Its upload action computes it where it is missing, and complains about any other value; whoever uploads by another way
needs it from us. It covers the line and what follows: 100 UTF-16 units without spaces and tabs, as a polynomial with
the base 37 modulo 2 to the 64th. Which of several equal places it is stands behind a colon.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    parts = squeezed.split("\n")
    starts = [0]
    for part in parts[:-1]:
        starts.append(starts[-1] + len(part) + 1)
    return MappingProxyType({line: _hash(squeezed, starts[line - 1]) for line in wanted if line <= len(starts)})


def _hash(text: str, start: int) -> str:
    window = _units(text, start)
    value = 0
    for unit in window:
        value = (value * _BASE + unit) % _MODULUS
    value = value * pow(_BASE, _WINDOW - len(window), _MODULUS) % _MODULUS
    return f"{value:x}:{1 + sum(_units(text, other) == window for other in _lines_alike(text, start))}"


def _lines_alike(text: str, start: int) -> Iterator[int]:
    """Where the lines before begin that may be the same as far as counts."""
    begun = text[start : start + _WINDOW // 2]
    at = text.find(begun)
    while at < start:
        if at == 0 or text[at - 1] == "\n":
            yield at
        at = text.find(begun, at + 1)


def _units(text: str, start: int) -> tuple[int, ...]:
    """The UTF-16 units from a place on, as many as count."""
    encoded = text[start : start + _WINDOW].encode("utf-16-le", "surrogatepass")[: 2 * _WINDOW]
    return tuple(int.from_bytes(encoded[at : at + 2], "little") for at in range(0, len(encoded), 2))
