"""YAML text → a tree of located nodes, without guessing what a scalar means.

Reads libyaml's event stream rather than its composed nodes: events need no recursion (PyYAML's
composer in C overflows the stack on deeply nested input), no resolver (every scalar stays the text
that was typed) and no object per alias, so the limits below cost nothing on normal files.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple, Protocol, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from kojin_check.findings import START, Problem, Related, Span, Text
from kojin_check.source import Source

MAX_DEPTH = 64
MAX_NODES = 200_000
MAX_PROBLEMS = 100
"""After this many defects of the notation itself the rest of the file is not read."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Route: TypeAlias = tuple[str | int, ...]
"""The way from the root to a node: keys and list indexes, such as `("matters", 2, "media")`."""


class Part(Enum):
    """Which part of the mapping entry at a route is meant."""

    VALUE = "value"
    KEY = "key"


class Mark(Protocol):
    """A position as libyaml gives it: line and column from 0, in code points."""

    line: int
    column: int


class ScalarNode(NamedTuple):
    """Text as it was typed, without its quotes, in Unicode normalization form C."""

    text: str
    start: Mark
    end: Mark
    style: str | None
    """None when plain, else the quote or block indicator."""

    @property
    def span(self) -> Span:
        """Where the scalar stands, quotes included."""
        return _span(self.start, self.end)

    @property
    def is_blank(self) -> bool:
        """True when nothing was written: `key:` and nothing behind it."""
        return self.text == "" and self.style is None


class SequenceNode(NamedTuple):
    """A list."""

    items: list[Node]
    start: Mark
    end: Mark

    @property
    def span(self) -> Span:
        """From the first dash or bracket to the end of the list."""
        return _span(self.start, self.end)


class MappingNode(NamedTuple):
    """A mapping; of a key that stands twice the first one counts."""

    entries: dict[str, Entry]
    start: Mark
    end: Mark

    @property
    def span(self) -> Span:
        """From the first key or brace to the end of the mapping."""
        return _span(self.start, self.end)


class Entry(NamedTuple):
    """A key with its value."""

    key: ScalarNode
    value: Node


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


@dataclass(frozen=True, slots=True)
class Tree:
    """What a text holds: its root node, and the defects of its notation."""

    source: Source
    root: Node | None
    """None when the text is empty or cannot be read as YAML."""
    problems: tuple[Problem, ...]

    def node(self, route: Route) -> Node | None:
        """Gives the node at `route`, or None when there is none."""
        node = self.root
        for step in route:
            match node:
                case MappingNode(entries=entries) if isinstance(step, str) and step in entries:
                    node = entries[step].value
                case SequenceNode(items=items) if isinstance(step, int) and step < len(items):
                    node = items[step]
                case _:
                    return None
        return node

    def locate(self, route: Route, part: Part = Part.VALUE) -> Span:
        """Gives the place to show for `route`.

        That is the value if it is a scalar with text, else the key that introduces it (for a list
        entry without key: its first key). Where the route leads to nothing, the nearest existing
        parent is shown in the same way.
        """
        if self.root is None:
            return START
        node, key = self.root, None
        for depth, step in enumerate(route):
            match node:
                case MappingNode(entries=entries) if isinstance(step, str) and step in entries:
                    key, node = entries[step]
                case SequenceNode(items=items) if isinstance(step, int) and step < len(items):
                    key, node = None, items[step]
                case _:
                    return _head(node) if key is None else key.span
            if part is Part.KEY and depth == len(route) - 1 and key is not None:
                return key.span
        if isinstance(node, ScalarNode) and (key is None or node.span[:2] != node.span[2:]):
            return node.span
        return _head(node) if key is None else key.span


def read_tree(source: Source) -> Tree:
    """Reads the first document of `source`; never raises for what the text holds."""
    builder = _Builder(source)
    try:
        root = builder.build(_events(source.text))
    except yaml.YAMLError as error:
        return Tree(source, None, (*builder.problems, _syntax_problem(error)))
    return Tree(source, root, tuple(builder.problems))


def _events(text: str) -> Iterator[Any]:
    loader = _LOADER(text)
    try:
        get_event = loader.get_event
        event = get_event()
        while type(event) is not StreamEndEvent:
            yield event
            event = get_event()
    finally:
        loader.dispose()


class _ReadingStopped(Exception):  # noqa: N818  Control flow, not an error.
    """Ends the reading early; the problem that says why has been noted."""


class _Frame:
    """A collection that is still open."""

    __slots__ = ("entries", "items", "key", "start")

    def __init__(self, entries: dict[str, Entry] | None, start: Mark) -> None:
        self.entries = entries
        """None for a list."""
        self.items: list[Node] = []
        self.key: Node | None = None
        """The key that waits for its value."""
        self.start = start

    def close(self, end: Mark) -> Node:
        if self.entries is None:
            return SequenceNode(self.items, self.start, end)
        return MappingNode(self.entries, self.start, end)


class _Builder:
    """Builds the tree from events with a stack of its own, so that nesting cannot exhaust the C stack."""

    def __init__(self, source: Source) -> None:
        self.problems: list[Problem] = []
        self._path = source.path
        self._normalize = not unicodedata.is_normalized("NFC", source.text)

    def build(self, events: Iterator[Any]) -> Node | None:
        try:
            return self._build(events)
        except _ReadingStopped:
            return None

    def _build(self, events: Iterator[Any]) -> Node | None:
        documents = nodes = 0
        root: Node | None = None
        stack: list[_Frame] = []
        for event in events:
            kind = type(event)
            node: Node
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._reject_properties(event)
                text = event.value
                if self._normalize:
                    text = unicodedata.normalize("NFC", text)
                node = ScalarNode(text, event.start_mark, event.end_mark, event.style or None)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self._reject_properties(event)
                if len(stack) == MAX_DEPTH:
                    self._stop(_too_deep(_span(event.start_mark, event.end_mark)))
                stack.append(_Frame({} if kind is MappingStartEvent else None, event.start_mark))
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node = stack.pop().close(event.end_mark)
            elif kind is AliasEvent:
                self._note(_unsupported_alias(event))
                node = ScalarNode("", event.start_mark, event.end_mark, None)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._note(_second_document(_span(event.start_mark, event.end_mark)))
                    return root
                if event.version is not None or event.tags:
                    self._note(_unsupported_directive(_span(event.start_mark, event.end_mark)))
                continue
            else:
                continue

            nodes += 1
            if nodes > MAX_NODES:
                self._stop(_too_many_nodes(node.span))
            if not stack:
                root = node
                continue
            frame = stack[-1]
            if frame.entries is None:
                frame.items.append(node)
            elif frame.key is None:
                frame.key = node
            else:
                self._add(frame.entries, frame.key, node)
                frame.key = None
        return root

    def _add(self, entries: dict[str, Entry], key: Node, value: Node) -> None:
        if not isinstance(key, ScalarNode):
            self._note(_unsupported_key(_span(key.start, key.start)))
        elif key.text == "<<" and key.style is None:
            self._note(_unsupported_merge(key.span))
        elif key.text in entries:
            self._note(_duplicate(key, entries[key.text].key, self._path))
        else:
            entries[key.text] = Entry(key, value)

    def _note(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            raise _ReadingStopped

    def _stop(self, problem: Problem) -> None:
        self.problems.append(problem)
        raise _ReadingStopped

    def _reject_properties(self, event: Any) -> None:
        span = _span(event.start_mark, event.end_mark)
        if event.anchor is not None:
            self._note(_unsupported_anchor(span, event.anchor))
        if event.tag is not None:
            self._note(_unsupported_tag(span, event.tag))


def _span(start: Mark, end: Mark) -> Span:
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _head(node: Node) -> Span:
    """The first key in `node`, so that a long block is not underlined as a whole."""
    while True:
        match node:
            case MappingNode(entries=entries) if entries:
                return next(iter(entries.values())).key.span
            case SequenceNode(items=items) if items:
                node = items[0]
            case _:
                return node.span


def _duplicate(key: ScalarNode, first: ScalarNode, path: str) -> Problem:
    return Problem(
        "KJ003",
        key.span,
        Text(
            f"「{key.text}」が同じ場所に2回あります（最初は{first.span.line}行目）。",
            f"“{key.text}” stands twice in the same place (first on line {first.span.line}).",
        ),
        Text("どちらか一方を削除してください。", "Delete one of the two."),
        (Related(path, first.span, Text("最初の記載", "first entry")),),
    )


_QUOTE = Text(
    '文字として書くときは、全体を " " で囲んでください。',
    'To write it as text, put the whole value in " ".',
)


def _unsupported_alias(event: Any) -> Problem:
    return Problem(
        "KJ007",
        _span(event.start_mark, event.end_mark),
        Text(
            f"「*{event.anchor}」はYAMLの参照として読まれます。参照は使えません。",
            f"“*{event.anchor}” is read as a YAML alias. Aliases are not supported.",
        ),
        _QUOTE,
    )


def _unsupported_anchor(span: Span, anchor: str) -> Problem:
    return Problem(
        "KJ007",
        span,
        Text(
            f"「&{anchor}」はYAMLの目印（アンカー）として読まれます。アンカーは使えません。",
            f"“&{anchor}” is read as a YAML anchor. Anchors are not supported.",
        ),
        _QUOTE,
    )


def _unsupported_tag(span: Span, tag: str) -> Problem:
    return Problem(
        "KJ007",
        span,
        Text(
            f"「!」で始まる語はYAMLの型指定（{tag}）として読まれます。型指定は使えません。",
            f"A word that starts with “!” is read as a YAML tag ({tag}). Tags are not supported.",
        ),
        _QUOTE,
    )


def _unsupported_merge(span: Span) -> Problem:
    return Problem(
        "KJ007",
        span,
        Text("「<<」（マージ）は使えません。", "Merge keys (“<<”) are not supported."),
        Text("内容をそのまま書いてください。", "Write the content out."),
    )


def _unsupported_key(span: Span) -> Problem:
    return Problem(
        "KJ007",
        span,
        Text("項目名に一覧や組は使えません。", "A list or mapping cannot be a key."),
        Text("「項目名: 値」の形で書いてください。", "Write it as “key: value”."),
    )


def _unsupported_directive(span: Span) -> Problem:
    return Problem(
        "KJ007",
        span,
        Text(
            "「%」で始まる行（YAMLの指示）は使えません。",
            "YAML directives (lines starting with “%”) are not supported.",
        ),
        Text("この行を削除してください。", "Delete this line."),
    )


def _second_document(span: Span) -> Problem:
    return Problem(
        "KJ007",
        span,
        Text(
            "「---」で2つ目の文書が始まっています。1つのファイルに書けるのは1件です。この行より後は読んでいません。",
            "“---” starts a second document. A file holds one case; nothing after this line was read.",
        ),
        Text("「---」の行を削除するか、ファイルを分けてください。", "Delete the line “---”, or split the file."),
    )


def _too_deep(span: Span) -> Problem:
    return Problem(
        "KJ008",
        span,
        Text(f"入れ子が深すぎます（{MAX_DEPTH}段まで）。", f"Nested too deeply (at most {MAX_DEPTH} levels)."),
        Text("括弧や「-」の書き過ぎがないか確かめてください。", "Check for stray brackets or dashes."),
    )


def _too_many_nodes(span: Span) -> Problem:
    return Problem(
        "KJ008",
        span,
        Text(f"値の数が多すぎます（{MAX_NODES:,}個まで）。", f"Too many values (at most {MAX_NODES:,})."),
        Text("1つのファイルには1件の案件だけを書いてください。", "Write one case in a file."),
    )


def _syntax_problem(error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    detail = getattr(error, "problem", None) or str(error)
    span = START if mark is None else Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
    return Problem(
        "KJ001",
        span,
        Text(f"YAMLとして読めません（{detail}）。", f"Not valid YAML ({detail})."),
        Text(
            "この行と前の行の「:」の後の空白、字下げ、括弧と引用符の閉じ忘れを確かめてください。",
            "Check this line and the one before: space after “:”, indentation, unclosed brackets or quotes.",
        ),
    )
