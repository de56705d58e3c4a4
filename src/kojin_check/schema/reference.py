"""Every key of a kind of file, with its meaning, what can be written and an example: made of the models themselves.

The examples are what the version that is in force has there, and for the configuration a made-up one; where it has
nothing, what the type allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from kojin_check.editing.yaml_text import in_flow
from kojin_check.findings import Severity, Text
from kojin_check.model.case import Case
from kojin_check.model.checklist import Checklist, VersionDefinition
from kojin_check.model.condition import Condition, Operator
from kojin_check.model.configuration import CONFIG_SCHEMA, EXAMPLE, ConfigFields
from kojin_check.model.dates import EraDate
from kojin_check.model.library import Library
from kojin_check.model.outline_of import Key, Written, keys_of, written_as
from kojin_check.model.version_folders import VERSION_FILE, checklist_files
from kojin_check.model.word import Word, with_guides
from kojin_check.reading.reading import read_bytes
from kojin_check.reading.tree import MappingNode, Node, ScalarNode, SequenceNode
from kojin_check.schema.editor_schema import FileKind

_LONGEST_EXAMPLE = 60


class KeyEntry(NamedTuple):
    """A key of a mapping."""

    name: str
    is_required: bool
    meaning: Text
    values: Text
    """What can be written, in words; for a mapping or a list of them, that it is one."""
    example: str
    """A value, as YAML on one line."""


class KeyGroup(NamedTuple):
    """The keys of one kind of mapping."""

    places: tuple[str, ...]
    """Where it stands: `sections[].items[]`, `marks.*`; empty text for the file itself."""
    keys: tuple[KeyEntry, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """All keys of one kind of file."""

    subject: FileKind
    groups: tuple[KeyGroup, ...]
    operators: tuple[tuple[str, Text], ...]
    """The words of conditions, where the file has conditions."""


def reference_for(subject: FileKind, library: Library, version_id: str | None) -> Reference:
    """Gives all keys of one kind of file.

    Args:
        subject: the kind of file.
        library: whose files the examples are taken from.
        version_id: the version whose files they are; by default the newest adopted one, then all others.

    Raises:
        UsageError: when the library has no version of that id.
        LibraryError: when the library cannot be read.
    """
    model = _MODELS[subject]
    groups = _Groups()
    groups.collect("", written_as(model), list(_samples(subject, library, version_id)))
    operators = tuple((word.value, word.guide) for word in Operator if word is not Operator.EQUALS)
    has_conditions = any(_is_condition(key.written) for one in groups.records for key in keys_of(one).values())
    return Reference(subject, groups.made(), operators if has_conditions else ())


_MODELS: dict[FileKind, type[BaseModel]] = {
    FileKind.CASE: Case,
    FileKind.CHECKLIST: Checklist,
    FileKind.VERSION: VersionDefinition,
    FileKind.CONFIG: ConfigFields,
}


def _samples(subject: FileKind, library: Library, version_id: str | None) -> Iterator[Node]:
    if subject is FileKind.CONFIG:
        read = [read_bytes(CONFIG_SCHEMA, EXAMPLE.encode())]
    else:
        read = [read_bytes(path.name, path.read_bytes()) for path in _files(subject, library, version_id)]
    return (tree.root for tree in read if tree.root is not None)


def _files(subject: FileKind, library: Library, version_id: str | None) -> Iterator[Path]:
    newest = library.newest_adopted
    first = version_id or (library.ids[-1] if newest is None else newest.id)
    folders = [library.folder_of(name) for name in dict.fromkeys((first, *library.ids))]
    for folder in () if subject is FileKind.CASE else folders[: 1 if version_id else None]:
        yield from [folder / VERSION_FILE] if subject is FileKind.VERSION else checklist_files(folder)


class _Groups:
    """Goes through a model and gathers the keys of every kind of mapping, each once."""

    def __init__(self) -> None:
        self.records: dict[type[BaseModel], list[str]] = {}
        self._keys: dict[type[BaseModel], tuple[KeyEntry, ...]] = {}

    def collect(self, place: str, written: Written, samples: Sequence[Node]) -> None:
        record = written.record
        if record is not None:
            known = record in self.records
            self.records.setdefault(record, []).append(place)
            below = {name: list(_below(samples, name)) for name in keys_of(record)}
            if not known:
                self._keys[record] = tuple(_entry(name, key, below[name]) for name, key in keys_of(record).items())
            for name, key in () if known else keys_of(record).items():
                self.collect(f"{place}.{name}" if place else name, key.written, below[name])
        elif written.each is not None:
            each = f"{place}[]" if written.type is list else f"{place}.*"
            self.collect(each, written.each, [one for sample in samples for one in _entries(sample)])

    def made(self) -> tuple[KeyGroup, ...]:
        return tuple(KeyGroup(tuple(places), self._keys[record]) for record, places in self.records.items())


def _below(samples: Iterable[Node], key: str) -> Iterator[Node]:
    return (node.entries[key].value for node in samples if isinstance(node, MappingNode) and key in node.entries)


def _entries(node: Node) -> Iterable[Node]:
    match node:
        case SequenceNode(items=items):
            return items
        case MappingNode(entries=entries):
            return [entry.value for entry in entries.values()]
        case _:
            return ()


def _entry(name: str, key: Key, samples: Sequence[Node]) -> KeyEntry:
    said = next((text for node in samples if (text := _flow(node))), None)
    return KeyEntry(
        name, key.declared.is_required, key.declared.guide, _values(key.written), said or _typed(key.written)
    )


def _flow(node: Node) -> str:
    """A value on one line; a long one is cut where an entry ends."""
    match node:
        case ScalarNode(text=text):
            first = text.splitlines()[0] if text else ""
            return in_flow(first if len(first) <= _LONGEST_EXAMPLE else f"{first[:_LONGEST_EXAMPLE]}…") if first else ""
        case SequenceNode(items=items):
            return _joined("[", [_flow(item) for item in items], "]")
        case MappingNode(entries=entries):
            return _joined("{", [f"{in_flow(key)}: {_flow(entry.value)}" for key, entry in entries.items()], "}")


def _joined(opening: str, parts: list[str], closing: str) -> str:
    shown: list[str] = []
    for part in parts:
        if shown and sum(map(len, shown)) + len(part) > _LONGEST_EXAMPLE:
            shown.append("…")
            break
        shown.append(part)
    return f"{opening}{', '.join(shown)}{closing}" if parts else ""


def _values(written: Written) -> Text:
    kind = get_origin(written.type) or written.type
    if kind is Literal:
        listed = "、".join(get_args(written.type))
        return Text(listed, ", ".join(get_args(written.type)))
    if isinstance(kind, type) and issubclass(kind, Word):
        return with_guides(kind)
    if written.each is not None:
        each = _values(written.each)
        return (
            Text(f"一覧: {each.ja}", f"list: {each.en}")
            if kind is list
            else Text(f"名前: {each.ja}", f"names: {each.en}")
        )
    return _IN_WORDS.get(kind, _MAPPING if written.record is not None else _TEXT)


_TEXT = Text("文", "text")
_MAPPING = Text("「項目名: 値」の組", "mapping")
_IN_WORDS: dict[object, Text] = {
    bool: Text("true、false", "true, false"),
    int: Text("数", "number"),
    float: Text("数", "number"),
    EraDate: Text("日付", "date"),
    Condition: Text("条件", "condition"),
    re.Pattern: Text("正規表現", "regular expression"),
    Severity: Text("、".join(Severity), ", ".join(Severity)),
}


def _typed(written: Written) -> str:
    kind = get_origin(written.type) or written.type
    if kind is Literal:
        return str(get_args(written.type)[0])
    if isinstance(kind, type) and issubclass(kind, Word):
        return next(iter(kind)).value
    if written.each is not None:
        each = _typed(written.each)
        return f"[{each}]" if kind is list else f"{{…: {each}}}"
    if written.record is not None:
        keys = keys_of(written.record)
        shown = [name for name, key in keys.items() if key.declared.is_required] or list(keys)[:1]
        return "{" + ", ".join(f"{name}: {_typed(keys[name].written)}" for name in shown) + "}"
    return {bool: "true", int: "1", float: "1", EraDate: "2024-04-01", Condition: "{media: …}"}.get(kind, "…")


def _is_condition(written: Written) -> bool:
    return written.type is Condition or (written.each is not None and _is_condition(written.each))
