"""Which marks the form has that is filled in on a line of a file, and which fields.

A file that cannot be read yet has no tree to ask, so the keys `checklist_version` and `checklist` are
looked for in its lines.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from kojin_check.reading.lines import split_line
from kojin_check.reading.outline import Marks, Outline
from kojin_check.reading.source import Source
from kojin_check.regex import regex

_VERSION = regex(r"checklist_version[ \u3000]*[:：][ \u3000]*[\"']?([^\s\"'#]+)")
_CHECKLIST = regex(r"checklist[ \u3000]*[:：][ \u3000]*[\"']?([0-9]{1,4})")


def marks_at(source: Source, outline: Outline, number: int) -> Marks:
    """Gives the marks of the form to which line `number` belongs, as far as the lines tell which one that is."""
    forms = _forms_in(source)
    at = bisect_right(forms.entries, number, key=lambda one: one.first) - 1
    is_inside = at >= 0 and number <= forms.entries[at].last
    return _marks(outline, forms.version, forms.entries[at].checklist if is_inside else 0)


def outline_in(source: Source, outline: Outline) -> Outline:
    """Gives the outline of a file with what only its form has, as far as the lines tell which form that is."""
    version = _forms_in(source).version
    return (outline.of_version(version) if version else None) or outline


class _Entry(NamedTuple):
    """A matter: a list entry that names its checklist."""

    first: int
    last: int
    checklist: int


class _Forms(NamedTuple):
    version: str
    entries: tuple[_Entry, ...]


@lru_cache(maxsize=64)
def _marks(outline: Outline, version: str, checklist: int) -> Marks:
    return outline.marks_of(version, checklist)


@lru_cache(maxsize=1)
def _forms_in(source: Source) -> _Forms:
    """What the lines of a file say of its forms; asked again and again while one file is read."""
    version = ""
    named: list[tuple[int, int, int]] = []
    for number, line in enumerate(source.lines, 1):
        if "checklist" not in line:
            continue
        parts = split_line(line)
        if found := _CHECKLIST.match(line, parts.body):
            named.append((number, parts.body, int(found[1])))
        elif not version and (found := _VERSION.match(line, parts.body)):
            version = found[1]
    starts: dict[int, list[int]] = {column: [] for _, column, _ in named}
    for number, line in enumerate(source.lines if starts else (), 1):
        if "-" in line and (parts := split_line(line)).is_list_entry and parts.body in starts:
            starts[parts.body].append(number)
    entries = (_entry(number, starts[column], checklist, len(source.lines)) for number, column, checklist in named)
    return _Forms(version, tuple(sorted(entries)))


def _entry(number: int, beside: list[int], checklist: int, end: int) -> _Entry:
    """The entry that names a checklist on line `number`; `beside` are the lines on which entries of its list begin."""
    at = bisect_right(beside, number)
    return _Entry(beside[at - 1] if at else number, beside[at] - 1 if at < len(beside) else end, checklist)
