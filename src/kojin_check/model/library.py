"""Finds and loads the checklist versions of folders."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from kojin_check.errors import LibraryError, UsageError
from kojin_check.findings import Problem, Text
from kojin_check.model.bundled import default_folder
from kojin_check.model.case_outline import outline_of_cases
from kojin_check.model.checklist import Checklist, Role, VersionDefinition
from kojin_check.model.dates import today as today_in_japan
from kojin_check.model.decode import Decoded, decode
from kojin_check.model.fingerprint import fingerprint
from kojin_check.model.outline_of import outline_of
from kojin_check.model.pages import Pages
from kojin_check.model.patterns import slow_ones
from kojin_check.model.version_folders import (
    VERSION_FILE,
    checklist_files,
    distinct,
    is_checklist_file,
    read_file,
    versions_in,
)
from kojin_check.reading.outline import Outline
from kojin_check.reading.reading import read_bytes
from kojin_check.reading.source import display_path
from kojin_check.reading.tree import ScalarNode, Tree
from kojin_check.similarity import nearest

_Model = TypeVar("_Model", bound=BaseModel)


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

    @cached_property
    def pages(self) -> Pages:
        """The pages of the form that are no checklists."""
        return Pages(self.definition)

    @cached_property
    def is_altered(self) -> bool:
        """True when its content is no longer what its fingerprint was made of.

        Of the versions that come along nobody need ask: the tests of the program hold them.
        """
        sealed = self.definition.fingerprint
        if sealed is None or self.folder.parent == default_folder():
            return False
        return sealed != fingerprint(self.definition, self.checklists.values())

    def role(self, matter_type: str) -> Role | None:
        """Gives the role of a matter type, or None when the version does not know the type."""
        known = self.definition.types.get(matter_type)
        return None if known is None else known.role

    def checklists_for(self, matter_type: str) -> tuple[Checklist, ...]:
        """Gives the checklists of a matter type, by number."""
        return tuple(checklist for checklist in self.checklists.values() if checklist.type == matter_type)


@dataclass(frozen=True)
class Library:
    """The versions in one folder or several, the first of which counts first; each is loaded when it is first asked for."""

    folders: tuple[Path, ...]
    _loaded: dict[str, Version] = field(default_factory=dict, repr=False, compare=False)
    _defined: dict[str, VersionDefinition] = field(default_factory=dict, repr=False, compare=False)

    def __reduce__(self) -> tuple[type[Library], tuple[tuple[Path, ...]]]:
        """Another process that is not forked loads for itself what it needs."""
        return Library, (self.folders,)

    @cached_property
    def by_folder(self) -> tuple[Mapping[str, Path], ...]:
        """For each folder its versions, sorted: id → where it lies, without those whose id a folder before has.

        Raises:
            LibraryError: when a folder cannot be read or holds no version.
        """
        found: list[dict[str, Path]] = []
        for folder in self.folders:
            here = {unicodedata.normalize("NFC", one.name): one for one in versions_in(folder)}
            found.append({name: one for name, one in here.items() if not any(name in before for before in found)})
        return tuple(found)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all versions, folder by folder.

        Raises:
            LibraryError: when a folder cannot be read or holds no version.
        """
        return tuple(version_id for versions in self.by_folder for version_id in versions)

    def folder_of(self, version_id: str) -> Path:
        """Gives where the version of that id lies.

        Raises:
            UsageError: listing the versions that there are, when there is none of that id.
            LibraryError: when a folder cannot be read or holds no version.
        """
        for versions in self.by_folder:
            if version_id in versions:
                return versions[version_id]
        raise self._unknown(version_id)

    def version(self, version_id: str) -> Version | None:
        """Gives the version, or None when there is none of that id.

        Raises:
            LibraryError: when its files are broken.
        """
        if version_id not in self._loaded:
            if version_id not in self.ids:
                return None
            folder = self.folder_of(version_id)
            self._loaded[version_id] = _assembled(folder, self._definition(version_id), _checklists_in(folder))
        return self._loaded[version_id]

    def version_named_in(self, tree: Tree) -> Version | None:
        """Gives the version that the case in `tree` names, or None when there is none of that id.

        Raises:
            LibraryError: when its files are broken.
        """
        named = tree.node(("checklist_version",))
        return self.version(named.text.strip()) if isinstance(named, ScalarNode) else None

    @cached_property
    def definitions(self) -> Mapping[str, VersionDefinition]:
        """Every version's `version.yaml`, by id, without loading the checklists."""
        return {version_id: self._definition(version_id) for version_id in self.ids}

    @cached_property
    def case_outline(self) -> Outline:
        """What belongs where in the files of cases that are held against its versions."""
        return outline_of_cases(self)

    def _definition(self, version_id: str) -> VersionDefinition:
        if version_id not in self._defined:
            self._defined[version_id] = _definition_in(self.folder_of(version_id))
        return self._defined[version_id]

    def successor(self, version_id: str, day: date | None = None) -> VersionDefinition | None:
        """Gives the newest version in force that supersedes `version_id`, directly or through others; else None.

        Several versions can supersede the same one, as a draft beside the adopted one does. The newest is one of the
        first folder that has such a version: the one at the end of the longest way, and of several the one effective last.

        Args:
            version_id: of the version that may have been superseded.
            day: on which a version is in force or not yet; None for today in Japan.
        """
        day = day or today_in_japan()
        newest: list[VersionDefinition | None] = [None] * len(self.by_folder)
        seen = {version_id}
        generation = [version_id]
        while generation:
            following: list[VersionDefinition] = []
            for number, versions in enumerate(self._definitions_by_folder):
                here = [one for one in versions if one.supersedes in generation and one.id not in seen]
                adopted = [definition for definition in here if definition.is_in_force(day)]
                newest[number] = max(adopted, key=_effective_from, default=newest[number])
                following += here
            generation = [definition.id for definition in following]
            seen.update(generation)
        return next(filter(None, newest), None)

    @property
    def _definitions_by_folder(self) -> Iterator[list[VersionDefinition]]:
        return ([self.definitions[version_id] for version_id in versions] for versions in self.by_folder)

    def current(self, version_id: str, day: date | None = None) -> VersionDefinition | None:
        """Gives the version in force that counts in place of `version_id`: what supersedes it, itself, or what it supersedes.

        Args:
            version_id: of a version, in force or not.
            day: on which a version is in force or not yet; None for today in Japan.
        """
        day = day or today_in_japan()
        seen: set[str] = set()
        at: str | None = version_id
        while at is not None and at in self.definitions and at not in seen:
            seen.add(at)
            definition = self.definitions[at]
            newer = self.successor(at, day)
            if newer is not None or definition.is_in_force(day):
                return newer or definition
            at = definition.supersedes
        return None

    def require(self, version_id: str) -> Version:
        """Gives the version that a person named.

        Raises:
            UsageError: listing those that there are, when there is none of that id.
            LibraryError: when its files are broken.
        """
        found = self.version(version_id)
        if found is None:
            raise self._unknown(version_id)
        return found

    def _unknown(self, version_id: str) -> UsageError:
        meant = nearest(version_id, self.ids)
        return UsageError(
            Text(
                f"「{version_id}」という版はありません。"
                + (f"「{meant}」の間違いではありませんか。" if meant else "")
                + f"あるのは {'、'.join(self.ids)} です。",
                f"There is no version “{version_id}”."
                + (f" Did you mean “{meant}”?" if meant else "")
                + f" Known: {', '.join(self.ids)}.",
            )
        )

    @property
    def in_force(self) -> tuple[VersionDefinition, ...]:
        """The versions in force today that no other one in force supersedes: folder by folder, the one effective last first."""
        today = today_in_japan()
        adopted = [
            definition
            for versions in self._definitions_by_folder
            for definition in sorted(versions, key=_effective_from, reverse=True)
            if definition.is_in_force(today)
        ]
        return tuple(one for one in adopted if self.successor(one.id, today) is None) or tuple(adopted)

    @property
    def newest_adopted(self) -> VersionDefinition | None:
        """The first of those in force: of the first folder that has one, the one effective last."""
        return next(iter(self.in_force), None)


def _effective_from(definition: VersionDefinition) -> date:
    return date.min if definition.effective is None else definition.effective.first


def load_library(*folders: Path | str) -> Library:
    """Opens the checklists of `folders`, the first of which counts first; the versions that come along are always the last.

    A folder that is named twice, in whatever way, counts once.
    """
    return Library(distinct((*map(Path, folders), default_folder())))


def load_version(folder: Path) -> Version:
    """Loads the version in `folder`.

    Raises:
        LibraryError: naming file and line, when a file is missing or broken.
    """
    return _assembled(folder, _definition_in(folder), _checklists_in(folder))


def assemble_version(folder: Path, files: Mapping[str, bytes]) -> Version:
    """Makes a version of the contents of its files, wherever they come from.

    Args:
        folder: where they lie, as errors name it.
        files: name → content of `version.yaml` and of the checklists.

    Raises:
        LibraryError: naming file and line, when a file is missing or broken.
    """
    if VERSION_FILE not in files:
        raise LibraryError(
            Text(
                f"{display_path(folder)} に {VERSION_FILE} がありません。",
                f"There is no {VERSION_FILE} in {display_path(folder)}.",
            )
        )
    definition = _decoded(VersionDefinition, folder / VERSION_FILE, files[VERSION_FILE])
    checklists = (_decoded(Checklist, folder / name, data) for name, data in files.items() if is_checklist_file(name))
    return _assembled(folder, definition, checklists)


def _definition_in(folder: Path) -> VersionDefinition:
    return _decoded(VersionDefinition, folder / VERSION_FILE, read_file(folder / VERSION_FILE))


def _checklists_in(folder: Path) -> Iterator[Checklist]:
    return (_decoded(Checklist, path, read_file(path)) for path in checklist_files(folder))


def _assembled(folder: Path, definition: VersionDefinition, checklists_of_it: Iterable[Checklist]) -> Version:
    loaded = [_completed(checklist, definition, folder) for checklist in checklists_of_it]
    checklists = {checklist.number: checklist for checklist in sorted(loaded, key=lambda one: one.number)}
    if len(checklists) < len(loaded) or not loaded:
        raise LibraryError(
            Text(
                f"{display_path(folder)}: チェックリストの番号が重複しているか、チェックリストがありません。",
                f"{display_path(folder)}: checklists are missing or share a number.",
            )
        )
    _refuse_slow_patterns(folder, definition)
    return Version(folder, definition, checklists)


def _completed(checklist: Checklist, definition: VersionDefinition, folder: Path) -> Checklist:
    named = (checklist.scale, *(placed.item.scale for placed in checklist.placed_items()))
    unknown = [name for name in named if name is not None and name not in definition.scales]
    if unknown:
        raise LibraryError(
            Text(
                f"{display_path(folder)}: 様式{checklist.number}の scale「{unknown[0]}」が、{VERSION_FILE} の scales に"
                "ありません。",
                f"{display_path(folder)}: there is no scale “{unknown[0]}”, which form {checklist.number} names, in "
                f"{VERSION_FILE}.",
            )
        )
    return checklist.within(definition)


def _refuse_slow_patterns(folder: Path, definition: VersionDefinition) -> None:
    """Sees to it that no reason in a case can keep the program busy for ever."""
    if folder.parent == default_folder():
        return  # Tried out before they were released.
    for pattern in sorted(slow_ones(tuple(stock.wording.pattern for stock in definition.stock_reasons))):
        lint = f"kojin-check lint {folder}"
        raise LibraryError(
            Text(
                f"{display_path(folder / VERSION_FILE)}: stock_reasons の pattern「{pattern}」は、理由の文によっては"
                f"いつまでも終わらないので使えません（{lint} で、場所と直し方を表示できます）。",
                f"{display_path(folder / VERSION_FILE)}: the pattern “{pattern}” under stock_reasons never comes to an end "
                f"on some reasons, so it cannot be used ({lint} shows where it stands and what to write).",
            )
        )


def read_definition(model: type[_Model], path: Path) -> tuple[Tree, Decoded[_Model]]:
    """Reads one file of a checklists folder as it was meant, with all that is wrong in it.

    Raises:
        LibraryError: when the file cannot be read at all.
    """
    from kojin_check.model.as_meant import decode_as_meant  # Only for lint: a library is read without it.

    return decode_as_meant(model, read_bytes(display_path(path), read_file(path), outline_of(model)))


def _decoded(model: type[_Model], path: Path, data: bytes) -> _Model:
    tree = read_bytes(display_path(path), data, outline_of(model))
    decoded = decode(model, tree)
    for problem in (*tree.problems, *decoded.problems):
        raise LibraryError(_broken(path, problem))
    return decoded.model


def _broken(path: Path, problem: Problem) -> Text:
    place = f"{display_path(path)}:{problem.span.line}:{problem.span.column}"
    lint = f"kojin-check lint {path.parent}"
    return Text(
        f"チェックリストのファイルが正しくありません。{place}: {problem.message.ja}{problem.hint.ja}"
        f"（{lint} で、全ての誤りを表示できます。）",
        f"A checklist file is broken. {place}: {problem.message.en} {problem.hint.en} "
        f"({lint} shows everything that is wrong.)",
    )
