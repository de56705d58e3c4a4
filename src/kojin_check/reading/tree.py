"""YAML text → a tree of located nodes, without guessing what a scalar means.

Reads libyaml's event stream rather than its composed nodes: events need no recursion (PyYAML's
composer in C overflows the stack on deeply nested input), no resolver (every scalar stays the text
that was typed) and no object per alias, so the limits below cost nothing on normal files.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable
from enum import Enum
from itertools import accumulate
from typing import Any, NamedTuple, NoReturn, Protocol, Self, TypeAlias

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

from kojin_check.findings import START, Problem, Span
from kojin_check.reading.messages import Excess, Unsupported, duplicate_key, too_much, unsupported
from kojin_check.reading.source import Source
from kojin_check.reading.unreadable import unreadable

MAX_DEPTH = 64
MAX_NODES = 200_000
MAX_PROBLEMS = 100
"""After this many defects of the notation itself the rest of the file is not read."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TOO_DEEP_FOR_LIBYAML = "exceeded maximum nesting depth"
"""What libyaml 0.2.6 and later says of more than 1,000 levels."""

Route: TypeAlias = tuple[str | int, ...]
"""The way from the root to a node: keys and list indexes, such as `("matters", 2, "media")`."""


class Part(Enum):
    """Which part of the mapping entry at a route is meant."""

    VALUE = "value"
    KEY = "key"


class Mark(Protocol):
    """A position as libyaml gives it: line and column from 0, in code points."""

    @property
    def line(self) -> int:
        """Number of the line."""

    @property
    def column(self) -> int:
        """Number of the column."""


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

    items: "list[Node]"
    start: Mark
    end: Mark

    @property
    def span(self) -> Span:
        """From the first dash or bracket to the end of the list."""
        return _span(self.start, self.end)


class MappingNode(NamedTuple):
    """A mapping; of a key that stands twice the first one counts."""

    entries: "dict[str, Entry]"
    start: Mark
    end: Mark

    @property
    def span(self) -> Span:
        """From the first key or brace to the end of the mapping."""
        return _span(self.start, self.end)


class Entry(NamedTuple):
    """A key with its value."""

    key: ScalarNode
    value: "Node"


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


class Stretches(NamedTuple):
    """Parts of a text, to be asked whether something lies in them."""

    starts: tuple[tuple[int, int], ...] = ()
    """Where they begin, in order."""
    ends: tuple[tuple[int, int], ...] = ()
    """For each beginning, the farthest end of all parts up to it."""

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Self:
        """Gives the stretches at `spans`."""
        in_order = sorted(spans)
        ends = accumulate((span[2:] for span in in_order), max)
        return cls(tuple(span[:2] for span in in_order), tuple(ends))

    def __bool__(self) -> bool:
        return bool(self.starts)

    def overlap(self, span: Span) -> bool:
        """True when a part of `span` lies in one of them."""
        before = bisect_left(self.starts, span[2:])
        return before > 0 and self.ends[before - 1] > span[:2]


class Tree(NamedTuple):
    """What a text holds: its root node, and the defects of its messages."""

    source: Source
    root: Node | None
    """None when the text is empty or cannot be read as YAML."""
    problems: tuple[Problem, ...]
    told: Stretches = Stretches()
    """Stretches of the source that a problem has said all about: they were read as they were most likely meant."""
    gaps: frozenset[Route] = frozenset()
    """Collections of which an entry could not be read, so that nobody can tell what is missing in them."""
    hints: tuple[Problem, ...] = ()
    """What is no defect but good to know, such as an encoding that was read but is better avoided."""

    def is_told(self, span: Span) -> bool:
        """True when `span` overlaps what a problem has said all about: one slip, one finding."""
        return self.told.overlap(span)

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
        span = self._locate(route, part)
        if span.line <= len(self.source.lines):
            return span
        end = self.source.span(len(self.source.text), len(self.source.text))
        return Span(*end[:2], *end[:2])

    def _locate(self, route: Route, part: Part) -> Span:
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


class Failure(NamedTuple):
    """Where and why libyaml gave up. Lines count from 1, columns are indexes into the line."""

    problem: str
    """In libyaml's words."""
    line: int
    column: int
    context: str
    """What it was reading; empty when it does not say."""
    context_line: int
    """Where that began; 0 when it does not say."""
    context_column: int


class Parse(NamedTuple):
    """What one pass over a text gives."""

    root: Node | None
    problems: tuple[Problem, ...]
    told: tuple[Span, ...]
    """Values about which a problem has said all."""
    failure: Failure | None
    """Set when the text is not YAML; then there is no root."""
    next_document: int = 0
    """The line on which a second document starts; 0 when there is none."""


Locate: TypeAlias = Callable[[Mark], Mark]
"""Translates a position in the parsed text into one in the file."""


def read_tree(source: Source) -> Tree:
    """Reads the first document of `source` as it stands; never raises for what the text holds.

    For case files there is `reading.read_text`, which also explains and gets over typing slips.
    """
    parsed = parse(source.path, source.text)
    problems = parsed.problems
    if parsed.failure is not None:
        problems = (*problems, unreadable_problem(parsed.failure))
    return Tree(source, parsed.root, problems, Stretches.of(parsed.told))


def parse(path: str, text: str, locate: Locate | None = None) -> Parse:
    """Reads the first document of `text`; never raises for what it holds, lone surrogates excepted.

    Args:
        path: the name that problems show.
        text: the text as it is, or after repairs.
        locate: leads from positions in a repaired text to those in the file.
    """
    builder = _Builder(path, text)
    loader = _LOADER(text)
    try:
        root = builder.build(loader.get_event if locate is None else _located(loader.get_event, locate))
    except yaml.YAMLError as error:
        if (end := _too_deep_at(error)) is not None:
            return _parse_up_to(end, path, text, locate)
        return Parse(None, tuple(builder.problems), tuple(builder.told), failure_of(error))
    except _ReadingStopped:
        root = None
    finally:
        loader.dispose()
    return Parse(root, tuple(builder.problems), tuple(builder.told), None, builder.next_document)


def _too_deep_at(error: yaml.YAMLError) -> Any:
    """Gives the mark of the level that was too deep for libyaml; None where it gave up for another reason."""
    return getattr(error, "problem_mark", None) if getattr(error, "problem", "") == _TOO_DEEP_FOR_LIBYAML else None


def _parse_up_to(end: Any, path: str, text: str, locate: Locate | None) -> Parse:
    """Reads the text up to the level that was too deep for libyaml.

    It looks up to 1,024 characters ahead for a colon, so it may give up on level 1,001 before it has told of the first.
    """
    parsed = parse(path, text[: end.index], locate)
    if parsed.failure is None:
        return parsed
    place = end if locate is None else locate(end)
    return Parse(
        None, (*parsed.problems, too_much(Excess.DEPTH, MAX_DEPTH, span=_span(place, place))), parsed.told, None
    )


def first_failure(text: str, most_events: int) -> tuple[Failure | None, int]:
    """Gives where libyaml gives up on `text`, and how many events it took to find out.

    None when it reads everything, or enough to see that the limits apply.
    """
    loader = _LOADER(text)
    get_event = loader.get_event
    depth = 0
    try:
        for count in range(1, most_events + 1):
            kind = type(get_event())
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                depth += 1
                if depth > MAX_DEPTH:
                    return None, count
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1
            elif kind is StreamEndEvent:
                return None, count
    except yaml.YAMLError as error:
        return failure_of(error) if _too_deep_at(error) is None else None, count
    finally:
        loader.dispose()
    return None, most_events


def failure_of(error: yaml.YAMLError) -> Failure:
    """Gives what libyaml says of a text that is not YAML."""
    problem = getattr(error, "problem", None) or str(error)
    line, column = _numbers(getattr(error, "problem_mark", None)) or (1, 0)
    context_line, context_column = _numbers(getattr(error, "context_mark", None)) or (0, 0)
    return Failure(problem, line, column, getattr(error, "context", None) or "", context_line, context_column)


def _numbers(mark: Mark | None) -> tuple[int, int] | None:
    return None if mark is None else (mark.line + 1, mark.column)


def unreadable_problem(failure: Failure) -> Problem:
    """Gives the problem of a text that is not YAML, where nothing better can be said than what libyaml says."""
    span = Span(failure.line, failure.column + 1, failure.line, failure.column + 2)
    return unreadable(failure.problem, span)


def _located(get_event: Callable[[], Any], locate: Locate) -> Callable[[], Any]:
    def get_located_event() -> Any:
        event = get_event()
        event.start_mark, event.end_mark = locate(event.start_mark), locate(event.end_mark)
        return event

    return get_located_event


class _ReadingStopped(Exception):  # noqa: N818  Control flow, not an error.
    """Ends the reading early; the problem that says why has been noted."""


class _Builder:
    """Builds the tree from events with a stack of its own, so that nesting cannot exhaust the C stack."""

    def __init__(self, path: str, text: str) -> None:
        self.problems: list[Problem] = []
        self.told: list[Span] = []
        self.next_document = 0
        self._path = path
        self._normalize = not unicodedata.is_normalized("NFC", text)

    def build(self, get_event: Callable[[], Any]) -> Node | None:
        """Gives the root of the first document. This loop is most of the time that reading a clean file takes."""
        new = tuple.__new__  # What a NamedTuple's own constructor does, without its call in Python.
        documents = nodes = 0
        root: Node | None = None
        # The collection that is open: a mapping has entries and perhaps a key that waits for its value, a list items.
        entries: dict[str, Entry] | None = None
        items: list[Node] | None = None
        key: Node | None = None
        start: Any = None
        outer: list[tuple[dict[str, Entry] | None, list[Node] | None, Node | None, Any]] = []
        while True:
            event = get_event()
            kind = type(event)
            node: Node
            if kind is ScalarEvent:
                text = event.value
                if self._normalize:
                    text = unicodedata.normalize("NFC", text)
                node = new(ScalarNode, (text, event.start_mark, event.end_mark, event.style or None))
                if event.anchor is not None or event.tag is not None:
                    self._reject_properties(event)
                    self.told.append(node.span)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self._reject_properties(event)
                if len(outer) == MAX_DEPTH:
                    self._stop(too_much(Excess.DEPTH, MAX_DEPTH, span=_span(event.start_mark, event.end_mark)))
                outer.append((entries, items, key, start))
                entries, items = ({}, None) if kind is MappingStartEvent else (None, [])
                key, start = None, event.start_mark
                continue
            elif kind is MappingEndEvent:
                node = new(MappingNode, (entries, start, event.end_mark))
                entries, items, key, start = outer.pop()
            elif kind is SequenceEndEvent:
                node = new(SequenceNode, (items, start, event.end_mark))
                entries, items, key, start = outer.pop()
            elif kind is AliasEvent:
                self._note(unsupported(Unsupported.ALIAS, _span(event.start_mark, event.end_mark), event.anchor))
                node = ScalarNode("", event.start_mark, event.end_mark, None)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._note(unsupported(Unsupported.SECOND_DOCUMENT, _span(event.start_mark, event.end_mark)))
                    self.next_document = event.start_mark.line + 1
                    return root
                if event.version is not None or event.tags:
                    self._note(unsupported(Unsupported.DIRECTIVE, _span(event.start_mark, event.end_mark)))
                continue
            elif kind is StreamEndEvent:
                return root
            else:
                continue

            nodes += 1
            if nodes > MAX_NODES:
                self._stop(too_much(Excess.NODES, MAX_NODES, span=node.span))
            if entries is not None:
                if key is None:
                    key = node
                else:
                    name: Any = key[0]
                    if type(key) is ScalarNode and name not in entries and (name != "<<" or key.style is not None):
                        entries[name] = new(Entry, (key, node))
                    else:
                        self._reject_entry(key, entries)
                    key = None
            elif items is not None:
                items.append(node)
            else:
                root = node

    def _reject_entry(self, key: Node, entries: dict[str, Entry]) -> None:
        if not isinstance(key, ScalarNode):
            self._note(unsupported(Unsupported.COLLECTION_AS_KEY, _span(key.start, key.start)))
        elif key.text == "<<" and key.style is None:
            self._note(unsupported(Unsupported.MERGE, key.span))
        else:
            first = entries[key.text].key.span
            self._note(duplicate_key(key.text, key.span, first, self._path))

    def _reject_properties(self, event: Any) -> None:
        span = _span(event.start_mark, event.end_mark)
        if event.anchor is not None:
            self._note(unsupported(Unsupported.ANCHOR, span, event.anchor))
        if event.tag is not None:
            self._note(unsupported(Unsupported.TAG, span, event.tag))

    def _note(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            raise _ReadingStopped

    def _stop(self, problem: Problem) -> NoReturn:
        self.problems.append(problem)
        raise _ReadingStopped


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
