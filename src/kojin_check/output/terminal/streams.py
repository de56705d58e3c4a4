"""Output to streams that lack a character: a Windows pipe in CP932 has no `−`, the C locale nothing but ASCII."""

from __future__ import annotations

import codecs
import json
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

from kojin_check.output.style import Syntax
from kojin_check.regex import regex

LEGIBLE = "kojin_check.legible"
"""Name of the error handler that writes what an encoding lacks in a way that people can still read."""

_SUBSTITUTES = {
    "−": "－-",
    "－": "−-",
    "–": "-",
    "—": "―-",
    "―": "—-",
    "〜": "～~",
    "～": "〜~",
    "‖": "∥",
    "∥": "‖",
    "¢": "￠",
    "£": "￡",
    "¬": "￢",
    "•": "・*",
    "·": "・",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "\u00a0": " ",
}
"""Character → what may stand for it, best first. The pairs of dashes, waves and bars are one character each in JIS X 0208
that CP932 and Shift_JIS map to different code points."""


def open_closed_streams() -> None:
    """Makes standard streams that the caller has closed the null device, as which closing them is meant.

    Python has None for them. An input that is closed is then empty, and output goes nowhere.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            device = os.open(os.devnull, os.O_RDWR)  # Open until the process ends, as standard streams are.
            setattr(sys, name, open(device, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def discard(stream: TextIO) -> None:
    """Sends what `stream` still holds, and all that follows, nowhere: it cannot be written to any more.

    Otherwise Python would try again when it ends, fail again and complain.
    """
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def make_legible(stream: TextIO | None) -> None:
    """Makes `stream` write a substitute for what its encoding lacks, instead of raising UnicodeEncodeError."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors=LEGIBLE)


def fitted(text: str, encoding: str | None, syntax: Syntax) -> str:
    r"""Gives `text` so that a program reads the same from it, whatever `encoding` the stream has.

    Where that is no Unicode encoding, JSON is written in ASCII with `\uXXXX`, and XML with character
    references: that is right in every encoding that the reader may expect. Prose stays as it is.
    """
    if syntax is Syntax.PROSE or encoding is None or _is_unicode(encoding):
        return text
    if syntax is Syntax.XML:
        return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)


_NOT_ASCII = regex("[^\x00-\x7f]+")


def _is_unicode(encoding: str) -> bool:
    return codecs.lookup(encoding).name.startswith("utf")


def _legible(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_substitute(character, error.encoding) for character in lacking), error.end


def _substitute(character: str, encoding: str) -> str:
    candidates = _SUBSTITUTES.get(character, "")
    for candidate in candidates:
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    return f"<U+{ord(character):04X}>"


codecs.register_error(LEGIBLE, _legible)
