"""Where a version comes from that a person names: the library, a folder, or a revision of a git repository."""

from __future__ import annotations

import os
from pathlib import Path

from kojin_check.errors import InputError
from kojin_check.findings import Text
from kojin_check.git.revision import RevisionPath, parse_revision_path, read_folder
from kojin_check.model.library import Library, Version, assemble_version, load_version
from kojin_check.model.version_folders import VERSION_FILE, is_checklist_file


def open_version(name: str, library: Library) -> Version:
    """Gives the version that `name` stands for.

    Args:
        name: the id of a version in the library (`r5`), a folder (`./checklists/r5`), or in a git
            checkout a folder of a revision (`HEAD~3:checklists/r5`). An id wins over a folder of the
            same name in the current folder, which can be written as `./r5`.
        library: where ids are looked up.

    Raises:
        UsageError: when the library has no version of that id; lists those that it has.
        InputError: when there is no such folder or revision.
        LibraryError: naming file and line, when a file of the version is broken.
    """
    is_path = any(separator in name for separator in (os.sep, "/", ":"))
    if not is_path and (name in library.ids or not os.path.isdir(name)):
        return library.require(name)
    if os.path.isdir(name):
        return load_version(Path(name))
    place = parse_revision_path(name)
    if place is None:
        raise InputError(Text(f"{name} というフォルダはありません。", f"There is no folder {name}."))
    return _from_git(place)


def _from_git(place: RevisionPath) -> Version:
    files = read_folder(place, lambda name: name == VERSION_FILE or is_checklist_file(name))
    return assemble_version(Path(str(place)), files)
