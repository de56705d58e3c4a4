"""What belongs where in a case file, with the marks of the checklists that it is held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kojin_check.errors import LibraryError
from kojin_check.model.case import Case
from kojin_check.model.checklist import Checklist
from kojin_check.model.library import Library
from kojin_check.model.marks import marks_of_form
from kojin_check.model.outline_of import outline_of
from kojin_check.reading.outline import Marks, Outline


def case_outline(library: Library) -> Outline:
    """Gives the outline of a case file whose answers have the marks of the checklists in `library`."""
    return replace(outline_of(Case), marks_of=partial(_marks, library))


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
    """Those of the version, or of all versions that can be read where it is unknown."""
    for version_id in [version] if version in library.ids else library.ids:
        try:
            known = library.version(version_id)
        except LibraryError:
            continue  # Whoever asks for that version is told.
        if known is not None:
            yield from known.checklists.values()
