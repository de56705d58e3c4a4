"""Which version a new case is held against: that of the first folder that has its types, of those in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kojin_check.errors import UsageError
from kojin_check.findings import Language, Text
from kojin_check.model.checklist import VersionDefinition
from kojin_check.model.library import Library, Version
from kojin_check.new.interview import Terminal, ask_for_types, known_names, no_types, separated
from kojin_check.similarity import folded

Offers = Mapping[str, VersionDefinition]
"""Type of matter → the version that has it; a case can have types of one version only."""


def offers(library: Library) -> Offers:
    """Gives every type of the versions in force, as the first of them has it.

    Raises:
        UsageError: when no version is in force.
        LibraryError: when a version is broken.
    """
    found: dict[str, VersionDefinition] = {}
    for definition in library.in_force:
        for name in definition.types:
            found.setdefault(name, definition)
    if not found:
        ids = library.ids
        raise UsageError(
            Text(
                f"採択されたチェックリストの版がありません。--version で版（{'、'.join(ids)}）を指定してください。",
                f"No version of the checklists is adopted. Give one with --version ({', '.join(ids)}).",
            )
        )
    return found


def version_for(library: Library, typed: Sequence[str]) -> Version:
    """Gives the version that has the types that were typed.

    Raises:
        UsageError: when a type is missing or in no version in force, or types are of different versions.
        LibraryError: when a version is broken.
    """
    offered = offers(library)
    try:
        types = known_names("--type", typed, offered)
    except UsageError as error:
        raise _not_in_force(library, typed, offered) or error from error
    if not types:
        raise no_types(offered)
    versions = _versions(types, offered)
    if len(versions) > 1:
        said = _different(versions)
        raise UsageError(
            Text(
                f"{said.ja}どれもある版があれば、--version で指定できます。",
                f"{said.en} If one version has them all, name it with --version.",
            )
        )
    return library.require(next(iter(versions)))


def ask_for_version(library: Library, terminal: Terminal, language: Language) -> tuple[Version, tuple[str, ...]]:
    """Asks for the types of a new case, and gives them with the version that has them.

    Raises:
        UsageError: when no version is in force.
        LibraryError: when a version is broken.
    """
    offered = offers(library)
    while True:
        types = ask_for_types(offered, terminal, language)
        versions = _versions(types, offered)
        if len(versions) == 1:
            return library.require(next(iter(versions))), types
        terminal.tell(_different(versions).to(language))


def _versions(types: Iterable[str], offered: Offers) -> dict[str, list[str]]:
    """Id of a version → its types among `types`."""
    versions: dict[str, list[str]] = {}
    for name in dict.fromkeys(types):
        versions.setdefault(offered[name].id, []).append(name)
    return versions


def _different(versions: Mapping[str, Sequence[str]]) -> Text:
    ja = "、".join(f"{'、'.join(types)} は {version_id}" for version_id, types in versions.items())
    en = "; ".join(f"{', '.join(types)}: {version_id}" for version_id, types in versions.items())
    return Text(
        f"1つの案件に書けるのは、1つの版の種別だけです（{ja}）。版ごとに別の案件にしてください。",
        f"A case can have the types of one version only ({en}). Make a case for each.",
    )


def _not_in_force(library: Library, typed: Sequence[str], offered: Offers) -> UsageError | None:
    """What to say of a type that only versions have that are not in force; None where it is in none."""
    wanted = {folded(name) for value in typed for name in (value, *separated(value))}
    for definition in library.definitions.values():
        for name in definition.types:
            if name not in offered and folded(name) in wanted:
                return UsageError(
                    Text(
                        f"「{name}」があるのは、今は使われない版「{definition.id}」（案、適用前、旧版など）だけです。"
                        f"その版で作るなら --version {definition.id} を加えてください。",
                        f"Only “{definition.id}” has “{name}”, and it is not in force (a draft, not yet effective, or superseded). "
                        f"To use it all the same, add --version {definition.id}.",
                    )
                )
    return None
