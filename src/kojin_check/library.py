"""Finds and loads the checklist versions of a folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from kojin_check.checklist import Checklist, Role, Status, VersionDefinition
from kojin_check.decode import Decoded, decode
from kojin_check.errors import LibraryError
from kojin_check.findings import Problem, Text
from kojin_check.reading import read_bytes
from kojin_check.yaml_tree import Tree

VERSION_FILE = "version.yaml"

_Model = TypeVar("_Model", bound=BaseModel)


def default_folder() -> Path:
    """Gives the folder of the checklists that the program brings along.

    Installed, it lies inside the package; in a source checkout, at the repository's root.
    """
    packaged = Path(__file__).parent / "checklists"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "checklists"


@dataclass(frozen=True)
class Version:
    """One edition: its definition and its checklists."""

    folder: Path
    definition: VersionDefinition
    checklists: Mapping[int, Checklist]
    """By number, in ascending order."""

    @property
    def id(self) -> str:
        """The version's id, which is its folder's name."""
        return self.definition.id

    def role(self, matter_type: str) -> Role | None:
        """Gives the role of a matter type, or None when the version does not know the type."""
        known = self.definition.types.get(matter_type)
        return None if known is None else known.role

    def checklists_for(self, matter_type: str) -> tuple[Checklist, ...]:
        """Gives the checklists of a matter type, by number."""
        return tuple(checklist for checklist in self.checklists.values() if checklist.type == matter_type)


@dataclass(frozen=True)
class Library:
    """The versions in a folder; each is loaded when it is first asked for."""

    folder: Path
    _loaded: dict[str, Version] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all versions, sorted.

        Raises:
            LibraryError: when the folder cannot be read or holds no version.
        """
        try:
            names = sorted(
                entry.name for entry in os.scandir(self.folder) if (self.folder / entry.name / VERSION_FILE).is_file()
            )
        except OSError as error:
            raise LibraryError(
                Text(
                    f"チェックリストのフォルダ {self.folder} を開けません（{error.strerror}）。",
                    f"Cannot open the checklists folder {self.folder} ({error.strerror}).",
                )
            ) from error
        if not names:
            raise LibraryError(
                Text(
                    f"フォルダ {self.folder} にチェックリストの版（{VERSION_FILE} のあるフォルダ）がありません。",
                    f"The folder {self.folder} holds no checklist version (a folder with {VERSION_FILE}).",
                )
            )
        return tuple(names)

    def version(self, version_id: str) -> Version | None:
        """Gives the version, or None when the folder has none of that id.

        Raises:
            LibraryError: when its files are broken.
        """
        if version_id not in self.ids:
            return None
        if version_id not in self._loaded:
            self._loaded[version_id] = load_version(self.folder / version_id)
        return self._loaded[version_id]

    @cached_property
    def definitions(self) -> Mapping[str, VersionDefinition]:
        """Every version's `version.yaml`, by id, without loading the checklists."""
        return {
            version_id: _load(VersionDefinition, self.folder / version_id / VERSION_FILE) for version_id in self.ids
        }

    def successor(self, version_id: str) -> VersionDefinition | None:
        """Gives the newest adopted version that supersedes `version_id`, directly or through others; else None."""
        newest: VersionDefinition | None = None
        seen = {version_id}
        current = version_id
        while following := next(
            (
                definition
                for definition in self.definitions.values()
                if definition.supersedes == current and definition.id not in seen
            ),
            None,
        ):
            seen.add(following.id)
            current = following.id
            if following.status is Status.ADOPTED:
                newest = following
        return newest


def load_library(folder: Path | str | None = None) -> Library:
    """Opens the checklists of `folder`, by default those that the program brings along."""
    return Library(default_folder() if folder is None else Path(folder))


def load_version(folder: Path) -> Version:
    """Loads the version in `folder`.

    Raises:
        LibraryError: naming file and line, when a file is missing or broken.
    """
    definition = _load(VersionDefinition, folder / VERSION_FILE)
    loaded = [_load(Checklist, path) for path in checklist_files(folder)]
    checklists = {checklist.number: checklist for checklist in sorted(loaded, key=lambda one: one.number)}
    if len(checklists) < len(loaded) or not loaded:
        raise LibraryError(
            Text(
                f"{folder}: チェックリストの番号が重複しているか、チェックリストがありません。",
                f"{folder}: checklists are missing or share a number.",
            )
        )
    return Version(folder, definition, checklists)


def checklist_files(folder: Path) -> list[Path]:
    """Gives the checklist files of a version's folder: those whose names begin with a digit."""
    return sorted(path for path in folder.glob("[0-9]*.yaml") if path.is_file())


def read_definition(model: type[_Model], path: Path) -> tuple[Tree, Decoded[_Model]]:
    """Reads one file of a checklists folder with all that is wrong in it.

    Raises:
        LibraryError: when the file cannot be read at all.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LibraryError(
            Text(f"{path} を読めません（{error.strerror}）。", f"Cannot read {path} ({error.strerror}).")
        ) from error
    tree = read_bytes(path.as_posix(), data)
    return tree, decode(model, tree)


def _load(model: type[_Model], path: Path) -> _Model:
    tree, decoded = read_definition(model, path)
    for problem in (*tree.problems, *decoded.problems):
        raise LibraryError(_broken(path, problem))
    return decoded.model


def _broken(path: Path, problem: Problem) -> Text:
    place = f"{path}:{problem.span.line}:{problem.span.column}"
    return Text(
        f"チェックリストのファイルが正しくありません。{place}: {problem.message.ja}{problem.hint.ja}",
        f"A checklist file is broken. {place}: {problem.message.en} {problem.hint.en}",
    )
