"""What belongs where in a case file: what every case has, and what only those have that are held against some forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kojin_check.errors import LibraryError
from kojin_check.model.case import Case
from kojin_check.model.checklist import Checklist
from kojin_check.model.marks import marks_of_form
from kojin_check.model.outline_of import outline_of
from kojin_check.model.pages import own_routes
from kojin_check.reading.outline import ANYTHING, Marks, Outline
from kojin_check.reading.tree import Route

if TYPE_CHECKING:
    from kojin_check.model.library import Library


def outline_of_cases(library: Library) -> Outline:
    """Gives the outline of case files whose answers have the marks, and whose pages the fields, of forms in `library`."""
    outline = outline_of(Case)
    for route in _own_routes(library):
        outline = _with_place(outline, route)
    return replace(outline, marks_of=partial(_marks, library))


def _own_routes(library: Library) -> Iterator[Route]:
    """The places of fields that only forms have; none where a version is broken: whoever asks for that one is told."""
    try:
        definitions = library.definitions.values()
    except LibraryError:
        return
    for definition in definitions:
        yield from own_routes(definition)


def _with_place(outline: Outline, route: Route) -> Outline:
    """The outline with one more place, of which nothing is known but that it is there."""
    step, *rest = route
    if outline.each is not None:
        return replace(outline, each=_with_place(outline.each, tuple(rest)))
    key = str(step)
    below = outline.keys.get(key, ANYTHING)
    return replace(outline, keys={**outline.keys, key: _with_place(below, tuple(rest)) if rest else below})


def _marks(library: Library, version: str, number: int) -> Marks:
    checklists = list(_checklists(library, version))
    named = [checklist for checklist in checklists if checklist.number == number]
    labels: dict[str, str] = {}
    for checklist in named or checklists:
        for scale in checklist.all_scales:
            for mark, definition in scale.items():
                labels.setdefault(mark, definition.label)
    return marks_of_form(labels)


def _checklists(library: Library, version: str) -> Iterator[Checklist]:
    """Those of the version, or where it is unknown of all versions that can be read in the folder that counts first."""
    for version_id in [version] if version in library.ids else library.by_folder[0]:
        try:
            known = library.version(version_id)
        except LibraryError:
            continue  # Whoever asks for that version is told.
        if known is not None:
            yield from known.checklists.values()
