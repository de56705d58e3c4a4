"""Changes to the text of a case: one of what it says, or any of how that is written."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from kojin_check.model.dates import DateError, parse
from kojin_check.reading.source import Source
from kojin_check.reading.tree import MappingNode, Node, Route, ScalarNode, SequenceNode, read_tree

_STRUCTURE = frozenset({"schema", "checklist_version", "type", "checklist", "status", "waivers", "approval", "recheck"})
"""Keys whose values decide how the rest is read, or are no content."""
_MEDIA = ("電磁的媒体", "可搬媒体", "紙媒体")
_OLDER_SPELLINGS = {"○": "〇", "−": "－"}


class Change(NamedTuple):
    """One value of a case that says something else."""

    route: Route
    old: str
    new: str
    text: str
    """The whole file with the change in it."""


def single_changes(text: str, random: Random) -> Iterator[Change]:
    """Yields changes of one value each, without end."""
    source = Source("case.yaml", text)
    root = read_tree(source).root
    assert root is not None
    leaves = [(route, leaf) for route, leaf in _leaves(root, ()) if not _STRUCTURE & set(route[:1]) and route]
    leaves = [(route, leaf) for route, leaf in leaves if route[-1] not in _STRUCTURE]
    while True:
        route, leaf = random.choice(leaves)
        new = _other_value(route, leaf.text, random)
        start, end = (source.offset(*place) for place in (leaf.span[:2], leaf.span[2:]))
        yield Change(route, leaf.text, new, f"{text[:start]}{new}{text[end:]}")


def _leaves(node: Node, route: Route) -> Iterator[tuple[Route, ScalarNode]]:
    match node:
        case MappingNode(entries=entries):
            for name, entry in entries.items():
                yield from _leaves(entry.value, (*route, name))
        case SequenceNode(items=items):
            for index, item in enumerate(items):
                yield from _leaves(item, (*route, index))
        case ScalarNode(style=None, text=text) if text:
            yield route, node


def _other_value(route: Route, old: str, random: Random) -> str:
    match route:
        case ("matters", _, "answers", *_):
            return random.choice(
                [one for one in ("○", "−（別の手順書で定めているため）", "−（対象がないため）") if one != old]
            )
        case (*_, "media", _):
            return random.choice([one for one in _MEDIA if one != old])
        case ("basis", _):
            return random.choice([one for one in ("目的外利用", "外部提供", "指定管理") if one != old])
        case (*_, "facts", _) | (*_, "renews"):
            return "false" if old == "true" else "true"
    try:
        parse(old)
    except DateError:
        return f"{old}{random.choice(('等', '改', 'の変更'))}"
    return f"令和{random.randint(20, 30)}年{random.randint(1, 12)}月{random.randint(1, 28)}日"


def rewritten(text: str, random: Random) -> bytes:
    """Gives the file written in another way: comments, blank lines, indentation, quotes, spellings, order, encoding."""
    for change in random.sample(_LAYOUTS, random.randint(1, len(_LAYOUTS))):
        text = change(text, random)
    encodings: tuple[Callable[[str], bytes], ...] = (
        str.encode,
        lambda one: codecs.BOM_UTF8 + one.encode(),
        lambda one: codecs.BOM_UTF16_LE + one.encode("utf-16-le"),
        lambda one: one.replace("\n", "\r\n").encode(),
    )
    return random.choice(encodings)(text)


def _with_comments(text: str, random: Random) -> str:
    lines: list[str] = []
    inside = -1
    """The indentation of the key whose text goes over several lines: a comment in there would be part of it."""
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        if line and indent <= inside:
            inside = -1
        if inside < 0:
            lines += [f"{' ' * indent}# メモ: 令和{random.randint(1, 9)}年に確認"] if random.random() < 0.1 else []
            lines += [""] if random.random() < 0.05 else []
        if inside < 0 and line.endswith(("|", "|-", ">", ">-")):
            inside = indent
        lines.append(line)
    return "\n".join(lines) + "\n"


def _indented_more(text: str, _: Random) -> str:
    return "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))


def _quoted(text: str, random: Random) -> str:
    def quote(found: re.Match[str]) -> str:
        return f'{found[1]}: "{found[2]}"' if random.random() < 0.2 else found[0]

    return re.sub(r"^( +[^\s:#\-][^:#\n]*): ([^\s\[{\"'|>#][^#\"\\\n]*)$", quote, text, flags=re.MULTILINE)


def _spelled_otherwise(text: str, random: Random) -> str:
    def spell(found: re.Match[str]) -> str:
        return f"{found[1]}{_OLDER_SPELLINGS[found[2]]}" if random.random() < 0.3 else found[0]

    return re.sub(r"(: )([○−])", spell, text)


def _dated_otherwise(text: str, random: Random) -> str:
    def respell(found: re.Match[str]) -> str:
        day = parse(found[1])
        short = day.first.isoformat()[:7] if day.is_month else day.first.isoformat()
        return found[0].replace(found[1], short) if random.random() < 0.5 else found[0]

    return re.sub(r"(?:from|to|date): (令和\d+年\d+月(?:\d+日)?)", respell, text)


def _reordered(text: str, random: Random) -> str:
    """The keys of the first level in another order."""
    blocks = re.split(r"^(?=[^\s#\-])", text, flags=re.MULTILINE)
    head, blocks = blocks[0], [block if block.endswith("\n") else f"{block}\n" for block in blocks[1:]]
    random.shuffle(blocks)
    return head + "".join(blocks)


_LAYOUTS: tuple[Callable[[str, Random], str], ...] = (
    _with_comments,
    _indented_more,
    _quoted,
    _spelled_otherwise,
    _dated_otherwise,
    _reordered,
)
