"""What stands on a form may be typed as it stands there: texts that are read as lists, mappings or open dates.

The tree is written out before it is decoded, so that every part has a place of its own: a finding on
the third of five items that stand in one line points at that item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from operator import is_not
from typing import NamedTuple, TypeAlias

from pydantic import BaseModel

from kojin_check.model.checklist import VersionDefinition
from kojin_check.model.outline_of import Shorthand, Written, keys_of, written_as
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Entry, MappingNode, Node, ScalarNode, SequenceNode, Tree
from kojin_check.regex import regex
from kojin_check.similarity import folded


class _Place(NamedTuple):
    line: int
    column: int


class Typed:
    """A text with its place, of which parts can be taken."""

    def __init__(self, node: ScalarNode, source: Source, version: VersionDefinition | None) -> None:
        """`version` is the one that the case is held against, where it is known."""
        self.node = node
        self.text = node.text
        self.version = version
        self._source = source

    def part(self, start: int, end: int) -> ScalarNode:
        """Gives `text[start:end]` without blanks around it, at its own place where it stands on one line."""
        whole = self.text[start:end]
        text = whole.strip()
        if text == self.text:
            return self.node
        if self._column is None:
            return self.node._replace(text=text)
        line, column = self.node.start.line, self._column + start + len(whole) - len(whole.lstrip())
        return self.node._replace(
            text=text, start=_Place(line, column), end=_Place(line, column + len(text)), style=self.node.style
        )

    @cached_property
    def _column(self) -> int | None:
        """Where the text begins, in a line in which it stands as it is; None elsewhere."""
        typed, quotes = self._source.slice(self.node.span), len(self.node.style or "")
        is_there = self.node.start.line == self.node.end.line and typed[quotes : len(typed) - quotes] == self.text
        return self.node.start.column + quotes if is_there else None


Reading: TypeAlias = Callable[[Typed], Sequence[Node] | None]
"""Gives what a text stands for (the entries of a list, or the one value), or None where it is no shorthand."""


def spelt_out(model: type[BaseModel], tree: Tree, version: VersionDefinition | None) -> Tree:
    """Gives `tree` with every text that stands for more written out; positions stay those of the file."""
    if tree.root is None:
        return tree
    root = _spelt_out(written_as(model), tree.root, tree.source, version)
    return tree if root is tree.root else tree._replace(root=root)


def _spelt_out(written: Written, node: Node, source: Source, version: VersionDefinition | None) -> Node:
    read: Reading | None = written.shorthand
    if read is not None and isinstance(node, ScalarNode):
        parts = None if node.is_blank else read(Typed(node, source, version))
        if parts is None:
            return node
        node = parts[0] if written.each is None else SequenceNode(list(parts), node.start, node.end)
    elif read is not None and isinstance(node, SequenceNode) and written.each is not None:
        entries: list[Node] = []
        for item in node.items:
            if not isinstance(item, ScalarNode) or _stands_for_itself(item.text, written.parted_by):
                entries.append(item)
                continue
            parts = read(Typed(item, source, version))
            entries += [item] if parts is None or item.is_blank else parts
        if len(entries) != len(node.items) or any(map(is_not, entries, node.items)):
            node = node._replace(items=entries)
    return _below(written, node, source, version)


def _stands_for_itself(text: str, parted_by: str) -> bool:
    """True for an entry of a list that surely has no parts: nearly every one."""
    return parted_by != "" and parted_by not in text and text == text.strip()


def _below(written: Written, node: Node, source: Source, version: VersionDefinition | None) -> Node:
    each, record = written.each, written.record
    if isinstance(node, SequenceNode) and each is not None and _has_shorthand(each):
        items = [_spelt_out(each, item, source, version) for item in node.items]
        return node._replace(items=items) if any(map(is_not, items, node.items)) else node
    if isinstance(node, MappingNode) and record is not None:
        entries, changed = node.entries, {}
        for name, below in _shorthand_keys(record):
            entry = entries.get(name)
            if entry is not None and (value := _spelt_out(below, entry.value, source, version)) is not entry.value:
                changed[name] = entry._replace(value=value)
        return node._replace(entries={**entries, **changed}) if changed else node
    return node


@cache
def _shorthand_keys(record: type[BaseModel]) -> tuple[tuple[str, Written], ...]:
    """The keys at which, or below which, a text may stand for more: all answers of a case are passed over."""
    return tuple((name, key.written) for name, key in keys_of(record).items() if _has_shorthand(key.written))


def _has_shorthand(written: Written) -> bool:
    if written.shorthand is not None:
        return True
    if written.record is not None:
        return bool(_shorthand_keys(written.record))
    return written.each is not None and _has_shorthand(written.each)


# The readings.

NOTHING = ("なし", "無し", "無", "ない", "無い", "none", "null", "n/a", "-", "\u2212", "ー")
"""What people write for “nothing”: never an entry of a list."""

_OPENING, _CLOSING = "（(「『［[【〔{｛", "）)」』］]】〕}｝"
_OTHER_SEPARATORS = regex("[,，・]")
_BETWEEN_MEDIA = regex("[、，,・･／/＋+]|及び|および|並びに|ならびに")
_JOINED_MEDIA = regex(f"{_BETWEEN_MEDIA.pattern}|と")
_LEGAL_FORMS = frozenset("株有合資名社財学医独福")
_CERTIFIED = regex("取得|認証|認定|マーク|ISMS|ISO|JIS", re.IGNORECASE)
# Every part has a most: what is longer is no name, no date and no bracket, and must not be tried in every way.
_PARTY = regex(r"(?P<name>.{1,200}?)[（(](?P<held>[^（()）]{1,200})[)）]\s{0,20}", re.DOTALL)
_HELD = regex(r"(?P<name>.{0,200}?)(を?取得(済み?)?|取得している)?\s{0,20}", re.DOTALL)
_PERIOD = regex(
    r"\s{0,20}((?P<name>\S.{0,60}?)[\s:：]{1,9})?(?P<from>[^\s～〜~]{1,30}?)\s{0,9}(から|[～〜~])\s{0,9}(?P<to>[^\s（(]{1,30}?)"
    r"(\s{0,9}まで)?\s{0,9}(?P<renews>[（(]次年度以降も、?同様[^（()）]{0,60}[)）])?\s{0,20}"
)


_BRACKET_OR_COMMA = regex(rf"[{re.escape(_OPENING + _CLOSING)}、]")


def _spans(text: str, separators: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    start = 0
    for separator in separators:
        yield start, separator.start()
        start = separator.end()
    yield start, len(text)


def _outside_brackets(text: str) -> Iterator[re.Match[str]]:
    depth = 0
    for found in _BRACKET_OR_COMMA.finditer(text):
        if found[0] == "、":
            if depth == 0:
                yield found
        else:
            depth = max(0, depth + (1 if found[0] in _OPENING else -1))


def _parts(typed: Typed, separators: Iterable[re.Match[str]]) -> list[ScalarNode]:
    parts = [typed.part(start, end) for start, end in _spans(typed.text, separators)]
    return [part for part in parts if part.text]


def _read_texts(typed: Typed) -> list[ScalarNode] | None:
    """Entries that are parted by 、 outside brackets."""
    parts = _parts(typed, _outside_brackets(typed.text))
    if len(parts) < 2 and (folded(typed.text) in NOTHING or _OTHER_SEPARATORS.search(typed.text)):
        return None
    return parts or None


def _read_media(typed: Typed) -> list[ScalarNode] | None:
    """The media of a text; a part that the version does not know stays for the rule that names it."""
    known = () if typed.version is None else typed.version.media
    if typed.text.strip() in known:
        return [typed.node]
    joined = _parts(typed, _JOINED_MEDIA.finditer(typed.text))
    if joined and all(part.text in known for part in joined):
        return joined
    return None if folded(typed.text) in NOTHING else _parts(typed, _BETWEEN_MEDIA.finditer(typed.text)) or None


def _entry(key: str, value: Node) -> tuple[str, Entry]:
    return key, Entry(ScalarNode(key, value.start, value.end, None), value)


def _mapping(typed: Typed, *entries: tuple[str, Entry]) -> MappingNode:
    return MappingNode(dict(entries), typed.node.start, typed.node.end)


def _read_party(typed: Typed) -> list[Node] | None:
    """A name, with the certifications in brackets behind it."""
    if not typed.text.strip() or folded(typed.text) in NOTHING or re.search("[:：{}]", typed.text):
        return None
    found = _PARTY.fullmatch(typed.text)
    if found is None or found["held"] in _LEGAL_FORMS or not _CERTIFIED.search(found["held"]):
        return [_mapping(typed, _entry("name", typed.part(0, len(typed.text))))]
    start = found.start("held")
    held: list[Node] = []
    for begin, end in _spans(found["held"], re.finditer("[、，,・]", found["held"])):
        name = _HELD.fullmatch(found["held"], begin, end)
        part = typed.part(start + begin, start + (end if name is None else name.end("name")))
        held += [part] if part.text else []
    certifications = SequenceNode(held, typed.node.start, typed.node.end)
    return [_mapping(typed, _entry("name", typed.part(*found.span("name"))), _entry("certifications", certifications))]


def _read_period(typed: Typed) -> list[Node] | None:
    """From when to when, with a name before it and, in brackets, that the same goes on."""
    found = _PERIOD.fullmatch(typed.text)
    if found is None:
        return None
    entries = [_entry(key, typed.part(*found.span(key))) for key in ("name", "from", "to") if found[key]]
    if found["renews"]:
        entries.append(_entry("renews", typed.part(*found.span("renews"))._replace(text="true")))
    return [_mapping(typed, *entries)]


def _read_undated(typed: Typed) -> list[Node] | None:
    """The words for a day that has no date yet: open, as if nothing stood there."""
    if typed.version is None or folded(typed.text) not in map(folded, typed.version.undated):
        return None
    return [ScalarNode("", typed.node.start, typed.node.start, None)]


TEXTS = Shorthand(_read_texts, parted_by="、")
MEDIA_NAMES = Shorthand(_read_media)
PARTY = Shorthand(_read_party)
PERIODS = Shorthand(_read_period)
UNDATED = Shorthand(_read_undated)
