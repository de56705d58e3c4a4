"""What belongs where in a case file: what every case has, and what only those have that are held against some forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from kojin_check.errors import LibraryError
from kojin_check.model.case import Case
from kojin_check.model.checklist import Checklist, FieldType
from kojin_check.model.marks import marks_of_form
from kojin_check.model.outline_of import outline_of
from kojin_check.model.pages import Pages, own_places
from kojin_check.reading.outline import ANYTHING, Marks, Outline, Shape
from kojin_check.reading.tree import Route

if TYPE_CHECKING:
    from kojin_check.model.library import Library


def outline_of_cases(library: Library) -> Outline:
    """Gives the outline of case files whose answers have the marks, and whose pages the fields, of forms in `library`."""
    outline = outline_of(Case)
    for route, kind in _own_places(library):
        outline = _with_place(outline, route, kind)
    return replace(outline, marks_of=partial(_marks, library), of_version=partial(_of_version, library))


def _own_places(library: Library) -> Iterator[tuple[Route, FieldType]]:
    """The places of fields that only forms have; none where a version is broken: whoever asks for that one is told."""
    try:
        definitions = library.definitions.values()
    except LibraryError:
        return
    for definition in definitions:
        yield from own_places(definition)


def _of_version(library: Library, version: str) -> Outline | None:
    """The outline of the cases of one form, where people may have typed its labels for keys; None for an unknown one."""
    try:
        known = library.version(version)
    except LibraryError:
        return None  # Whoever asks for that version is told.
    return None if known is None else replace(_with_labels(known.pages), marks_of=partial(_marks, library))


@lru_cache(maxsize=16)
def _with_labels(pages: Pages) -> Outline:
    outline = outline_of(Case)
    for route, kind in pages.own_places():
        outline = _with_place(outline, route, kind)
    for route, label in pages.labels():
        outline = _with_name(outline, route, label)
    return outline


def _with_place(outline: Outline, route: Route, kind: FieldType) -> Outline:
    """The outline with one more place; where forms differ in what stands there, nothing is known of it."""
    new = Outline(Shape.LIST, each=Outline(Shape.TEXT)) if kind is FieldType.TEXTS else Outline(Shape.TEXT)

    def add(owner: Outline, name: str) -> Outline:
        known = owner.keys.get(name, new)
        return _with_key(owner, name, known if known.shape is new.shape else ANYTHING)

    return _changed(outline, route, add)


def _with_name(outline: Outline, route: Route, label: str) -> Outline:
    """The outline with another name for a place that it has."""

    def add(owner: Outline, name: str) -> Outline:
        known = owner.keys.get(name)
        return owner if known is None or label in owner.keys else _with_key(owner, label, known)

    return _changed(outline, route, add)


def _changed(outline: Outline, route: Route, change: Callable[[Outline, str], Outline]) -> Outline:
    """The outline with what holds the last step of a route changed; the same one where the way there is not known."""
    step, *rest = route
    if not rest:
        return change(outline, str(step))
    if outline.each is not None:
        return replace(outline, each=_changed(outline.each, tuple(rest), change))
    below = outline.keys.get(str(step))
    return outline if below is None else _with_key(outline, str(step), _changed(below, tuple(rest), change))


def _with_key(outline: Outline, name: str, below: Outline) -> Outline:
    return replace(outline, keys={**outline.keys, name: below})


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
