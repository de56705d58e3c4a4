"""Writing the fingerprint of adopted versions into their version.yaml, as an edit of one line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from kojin_check.editing.edits import apply_edits
from kojin_check.errors import InputError, OutputError, UsageError, reason_of
from kojin_check.findings import Edit, Severity, Span, Text
from kojin_check.lint.lint import Shelf, lint_edition
from kojin_check.model.checklist import Status
from kojin_check.model.fingerprint import fingerprint
from kojin_check.reading.reading import read_bytes
from kojin_check.reading.source import display_path
from kojin_check.reading.tree import MappingNode, Part, ScalarNode, Tree
from kojin_check.rules.lint_rule import Edition

_KEY = "fingerprint"
_ABOUT_SEALING = ("KJ907", "KJ908")
"""Unsealed, and changed after sealing: what sealing is there for does not stand in its way."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The new content of one version.yaml."""

    version: str
    path: Path
    original: bytes
    """What the file held when it was read."""
    text: str
    """What it is to hold, without a byte order mark."""


def seals(shelf: Shelf, resealed: Collection[str] = ()) -> Iterator[Seal]:
    """Yields the seals that are to be written.

    A version is sealed when it is adopted or retired, has no fingerprint yet, and is free of errors.
    One that has changed since it was sealed keeps its old fingerprint, so that `lint` goes on
    reporting it, unless a person names it. Drafts are still to change and are never sealed.

    Args:
        shelf: the versions that the run is about.
        resealed: ids of the versions whose changes since they were sealed are intended.

    Raises:
        UsageError: when `resealed` names a version that the run is not about, or a draft.
        OutputError: when a version.yaml is written in a form that no line can be added to.
    """
    known = {edition.name: edition for edition in shelf.chosen}
    for name in resealed:
        _check_name(name, known)
    for edition in shelf.chosen:
        definition = edition.definition.content
        if definition.status is Status.DRAFT or not _is_sound(edition, shelf):
            continue
        wanted = fingerprint(definition, (file.content for file in edition.checklists))
        if definition.fingerprint is None or (definition.fingerprint != wanted and edition.name in resealed):
            yield _seal(edition, wanted)


def _check_name(name: str, known: dict[str, Edition]) -> None:
    if name not in known:
        raise UsageError(
            Text(
                f"「{name}」という版はありません。あるのは {'、'.join(known)} です。",
                f"There is no version “{name}”. Known: {', '.join(known)}.",
            )
        )
    if known[name].definition.content.status is Status.DRAFT:
        raise UsageError(
            Text(
                f"「{name}」は案（status: draft）なので、指紋を付けません。",
                f"“{name}” is a draft, which is not sealed.",
            )
        )


def _is_sound(edition: Edition, shelf: Shelf) -> bool:
    return all(
        finding.severity is not Severity.ERROR or finding.rule in _ABOUT_SEALING
        for report in lint_edition(edition, shelf)
        for finding in report.findings
    )


def _seal(edition: Edition, wanted: str) -> Seal:
    path = edition.definition.path
    try:
        original = path.read_bytes()
    except OSError as error:
        raise InputError(
            Text(
                f"{display_path(path)} を読めません（{reason_of(error).ja}）。",
                f"Cannot read {display_path(path)} ({reason_of(error).en}).",
            )
        ) from error
    tree = read_bytes(display_path(path), original)
    return Seal(edition.name, path, original, apply_edits(tree.source.text, [_edit(tree, wanted)]))


def _edit(tree: Tree, wanted: str) -> Edit:
    """Replaces the value of the key, or adds a line with it."""
    node = tree.node((_KEY,))
    if isinstance(node, ScalarNode) and not node.is_blank:
        return Edit(node.span, wanted)
    if node is not None:
        key = tree.locate((_KEY,), Part.KEY)
        colon = tree.source.line(key.end_line).index(":", key.end_column - 1) + 1
        return Edit(Span(key.end_line, colon + 1, key.end_line, colon + 1), f" {wanted}")
    return _added_line(tree, wanted)


def _added_line(tree: Tree, wanted: str) -> Edit:
    """Adds the line below the date, or without one below the status: where a reader looks for what is in force."""
    above = tree.node(("effective",)) or tree.node(("status",))
    if above is None or not isinstance(tree.root, MappingNode) or _is_in_braces(tree):
        raise OutputError(
            Text(
                f"{tree.source.path} が「項目名: 値」を1行ずつ書いた形でないので、指紋を書き込めません。",
                f"{tree.source.path} is not written as one “key: value” a line, so no fingerprint can be added.",
            )
        )
    line = above.span.end_line if above.span.end_column > 1 else above.span.end_line - 1
    end = len(tree.source.line(line)) + 1
    indent = " " * (tree.root.span.column - 1)
    return Edit(Span(line, end, line, end), f"\n{indent}{_KEY}: {wanted}")


def _is_in_braces(tree: Tree) -> bool:
    assert tree.root is not None
    start = tree.root.span
    return tree.source.line(start.line)[start.column - 1] == "{"
