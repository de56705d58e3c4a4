"""A new version of the checklists: a copy of one that there is, ready to be edited."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kojin_check.editing.assignment import AssignmentError, assigned
from kojin_check.editing.blocks import is_flow, last_line
from kojin_check.editing.edits import apply_edits, encode_as
from kojin_check.editing.level import below, without
from kojin_check.editing.yaml_text import in_block
from kojin_check.errors import InputError, LibraryError, OutputError, UsageError
from kojin_check.escaping.screen import visible
from kojin_check.findings import Edit, Span, Text
from kojin_check.model.bundled import default_folder
from kojin_check.model.checklist import Checklist, Status
from kojin_check.model.library import Library, Version, assemble_version, load_library
from kojin_check.model.version_folders import (
    VERSION_FILE,
    checklist_files,
    identity,
    is_home_for_versions,
    read_file,
    versions_in,
)
from kojin_check.reading.reading import read_bytes
from kojin_check.reading.source import Source, display_path
from kojin_check.reading.tree import MappingNode, Node, SequenceNode, Tree
from kojin_check.similarity import folded

_ALSO_IN_IDS = frozenset("-_.+")
_LONGEST_ID = 60
_NAMES_OF_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Windows makes no folder of such a name."""


@dataclass(frozen=True, slots=True)
class VersionCopy:
    """The files of a new version."""

    files: dict[str, bytes]
    """Name → content."""
    left: tuple[str, ...]
    """Files beside those of the version that were copied, which are about that one only."""
    former_ids: int
    """How many items said under which id they stood in the version before that one, and no longer do."""


def home_for(folders: tuple[Path, ...]) -> tuple[Path, Library]:
    """Gives the folder that a new version goes into, and the library of all versions that there are.

    Args:
        folders: of checklists, as they are named; the new version goes into the first one, which may be empty still.

    Raises:
        UsageError: when none is named, or the first one is that of the versions that come along.
        InputError: when the first one does not exist.
        LibraryError: when another one is missing or empty, or the first one looks like a slip.
    """
    if not folders or _comes_along(folders[0]):
        raise UsageError(
            Text(
                "同梱の版のフォルダには書き込みません。自分の版を置くフォルダを作って --checklists で指定するか、設定に "
                "checklists: [様式] のように書いてください。",
                "Nothing is written into the folder of the versions that come along. Make a folder for your own and name it with "
                "--checklists, or in the configuration, such as checklists: [forms].",
            )
        )
    home, *others = folders
    if not os.path.lexists(home):
        shown = display_path(home)
        raise InputError(
            Text(
                f"フォルダ {shown} がありません。名前が正しければ、先に作ってください（mkdir {shown}）。",
                f"There is no folder {shown}. If that is its name, make it first (mkdir {shown}).",
            )
        )
    if is_home_for_versions(home):
        return home, load_library(*others)
    versions_in(home)
    return home, load_library(*folders)


def _comes_along(folder: Path) -> bool:
    real = Path(os.path.realpath(folder))
    return identity(default_folder()) in map(identity, (real, *real.parents))


def new_id(typed: str, home: Path, library: Library) -> str:
    """Gives the id of a new version.

    Args:
        typed: the id.
        home: the folder that the version goes into.
        library: of all versions that there are.

    Raises:
        UsageError: when it cannot be the name of a folder everywhere, or something of that name exists.
    """
    name = unicodedata.normalize("NFC", typed)
    if not _is_id(name):
        raise UsageError(_no_id(name))
    taken = next((one for one in library.ids if folded(one) == folded(name)), None)
    places = [library.folder_of(taken)] if taken is not None else []
    places += [folder / name for folder in (home, *library.folders) if os.path.lexists(folder / name)]
    if places:
        shown = display_path(places[0])
        raise UsageError(
            Text(
                f"「{name}」は既にあります（{shown}）。別の id を --id に指定してください。",
                f"“{name}” exists already ({shown}). Give another id with --id.",
            )
        )
    return name


def _is_id(name: str) -> bool:
    return (
        name[:1].isalnum()
        and all(character.isalnum() or character in _ALSO_IN_IDS for character in name)
        and not name.endswith(".")
        and len(name) <= _LONGEST_ID
        and name.partition(".")[0].casefold() not in _NAMES_OF_DEVICES
    )


def _no_id(name: str) -> Text:
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    if last != name and _is_id(last):
        return Text(
            f"「{visible(name)}」は場所なので、id に使えません。--id {last} とし、フォルダは --checklists で指定してください。",
            f"“{visible(name)}” is a place and no id. Write --id {last}, and name the folder with --checklists.",
        )
    return Text(
        f"「{visible(name)}」は id に使えません。フォルダの名前になるので、r8 や r5-2 のように、文字と数字と - _ . + だけで、文字か数字から始めて"
        f"{_LONGEST_ID}字までで書いてください。",
        f"“{visible(name)}” cannot be an id. It is the name of a folder: write letters, digits and - _ . + only, such as r8 or "
        f"r5-2, beginning with a letter or digit, at most {_LONGEST_ID} characters.",
    )


def copied(former: Version, version_id: str) -> VersionCopy:
    """Gives a copy of a version: a draft that supersedes it, without seal, without date, and with nothing of its past.

    Raises:
        LibraryError: when a file cannot be read.
        OutputError: when a file is written in such a way that it cannot be edited.
    """
    paths = [former.folder / VERSION_FILE, *checklist_files(former.folder)]
    files = {}
    for path in paths:
        data = read_file(path)
        tree = read_bytes(display_path(path), data)
        edited = _definition(tree, former.id, version_id) if path.name == VERSION_FILE else _without_past(tree)
        files[path.name] = encode_as(data, edited)
    wanted, past = _wanted(former, version_id)
    try:
        made = assemble_version(former.folder, files)
    except LibraryError as error:
        raise _unusual(former.folder) from error
    if (made.definition, made.checklists) != (wanted.definition, wanted.checklists):
        raise _unusual(former.folder)
    left = sorted(name for name in os.listdir(former.folder) if name not in files and not name.startswith("."))
    return VersionCopy(files, tuple(left), past)


def _wanted(former: Version, version_id: str) -> tuple[Version, int]:
    """What the copy is to say, and how many items say less than in `former`."""
    update = {"id": version_id, "status": Status.DRAFT, "supersedes": former.id, "effective": None, "fingerprint": None}
    past = [placed for one in former.checklists.values() for placed in one.placed_items() if placed.item.formerly]
    checklists = {number: _of_today(checklist) for number, checklist in former.checklists.items()}
    return Version(former.folder, former.definition.model_copy(update=update), checklists), len(past)


def _of_today(checklist: Checklist) -> Checklist:
    sections = [
        section.model_copy(update={"items": [item.model_copy(update={"formerly": None}) for item in section.items]})
        for section in checklist.sections
    ]
    return checklist.model_copy(update={"sections": sections})


def _definition(tree: Tree, former_id: str, version_id: str) -> str:
    """The text of version.yaml."""
    root = tree.root
    status = tree.node(("status",))
    if isinstance(root, MappingNode) and "supersedes" not in root.entries and status and not is_flow(root, tree.source):
        line = f"{' ' * (root.span.column - 1)}supersedes: {in_block(former_id)}"
        text = apply_edits(tree.source.text, [below(tree.source, status.span.end_line, [line])])
        tree = read_bytes(tree.source.path, text.encode())
    values = {"id": version_id, "status": "draft", "supersedes": former_id, "effective": "", "fingerprint": ""}
    try:
        return assigned(tree, {(key,): value for key, value in values.items() if value or tree.node((key,))})
    except AssignmentError as error:
        raise _unusual(Path(tree.source.path)) from error


def _without_past(tree: Tree) -> str:
    """The text of a checklist whose items do not say what they were called in the version before."""
    sections = tree.node(("sections",))
    edits = [
        edit
        for section in _entries(sections)
        for item in _entries(section.entries["items"].value if "items" in section.entries else None)
        for edit in _without_key(item, "formerly", tree.source)
    ]
    return apply_edits(tree.source.text, edits)


def _entries(node: Node | None) -> Iterator[MappingNode]:
    if isinstance(node, SequenceNode):
        yield from (item for item in node.items if isinstance(item, MappingNode))


def _without_key(node: MappingNode, key: str, source: Source) -> Iterator[Edit]:
    """Takes one key with its value out of a mapping that has others."""
    keys = list(node.entries)
    if key not in keys or len(keys) == 1:
        return
    at, entry = keys.index(key), node.entries[key]
    if at == 0:
        yield Edit(Span(*entry.key.span[:2], *node.entries[keys[1]].key.span[:2]), "")
    elif is_flow(node, source):
        yield Edit(Span(*node.entries[keys[at - 1]].value.span[2:], *entry.value.span[2:]), "")
    else:
        yield without(source, entry.key.span.line, max(entry.key.span.line, last_line(entry.value, source)))


def _unusual(path: Path) -> OutputError:
    return OutputError(
        Text(
            f"{display_path(path)} が「項目名: 値」を1行ずつ書いた形でないので、写しを作れません。",
            f"{display_path(path)} is not written as one “key: value” a line, so no copy can be made of it.",
        )
    )
