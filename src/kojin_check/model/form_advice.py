"""What to write in the files of a form, for somebody who writes one for the first time.

Whoever fills in a case has a scaffold and the form's own labels; whoever writes a form has only what the messages say:
the shape with what was typed in it, what belongs in the rest, and the words that there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from kojin_check.editing.yaml_text import in_flow
from kojin_check.findings import Text
from kojin_check.model.fields import Record
from kojin_check.model.outline_of import Key, Written, keys_of
from kojin_check.model.shorthand import NOTHING
from kojin_check.model.word import Word, with_guides
from kojin_check.reading.tree import MappingNode, Node, ScalarNode, SequenceNode
from kojin_check.regex import regex
from kojin_check.similarity import folded

_OPEN = "…"
"""What stands in a shape for what only its author knows."""
_LONGEST = 40
_SEPARATORS = regex(r"[、,，・/／]")


def in_shape(name: str, key: Key | None, node: Node | None, written: Written | None) -> Text | None:
    """Gives what to write where a mapping or a list of them belongs and something else was typed.

    None where nothing more is known of it than its shape.

    Args:
        name: of the key below which it stands.
        key: what is declared of that key.
        node: what was typed.
        written: what belongs there.
    """
    if written is None or (isinstance(node, ScalarNode) and folded(node.text) in NOTHING):
        return None
    if written.record is not None:
        return _as_record(written.record, node)
    if written.each is None:
        return None
    if written.type is list:
        return _as_list(written.each.record, node)
    return _as_entries(name, key, node, written.each)


def meaning_of(name: str, key: Key) -> Text:
    """Gives what is written behind a key, in a sentence."""
    kind = key.written.type
    if isinstance(kind, type) and issubclass(kind, Word):
        words = with_guides(kind)
        return Text(f"{name} に書けるのは {words.ja}です。", f"Known for {name}: {words.en}.")
    if get_origin(kind) is Literal:
        return Text(f"{name} は「{get_args(kind)[0]}」と書きます。", f"{name} is “{get_args(kind)[0]}”.")
    guide = key.declared.guide
    return Text(f"{name} は、{guide.ja}。", f"{name}: {guide.en}.")


def word_meant(kind: object, typed: str) -> Word | None:
    """Gives the word for which people type `typed`, if `kind` is the type of such words."""
    if not (isinstance(kind, type) and issubclass(kind, Word)):
        return None
    wanted = "".join(typed.split()).casefold()
    return next((word for word in kind if wanted in (*word.typed, word.guide.ja, word.guide.en.casefold())), None)


def _as_record(record: type[BaseModel], node: Node | None) -> Text | None:
    """The text that was typed as the value of the key that it is for, and the other keys that are needed."""
    if not (isinstance(node, ScalarNode) and node.text.strip()):
        return None
    name, text = names_of(record)
    if text:
        return _like(_shape(record, {text: node.text}), _needed(record, text))
    if name and issubclass(kind := keys_of(record)[name].written.type, Word):
        meant = word_meant(kind, node.text)
        return _like(_shape(record, {name: meant.value} if meant else {}), _needed(record, ""))
    return None


def _as_list(record: type[BaseModel] | None, node: Node | None) -> Text | None:
    """What was typed as the keys and texts of a mapping, as entries of a list."""
    if record is None or not isinstance(node, MappingNode) or keys_of(record).keys() & node.entries.keys():
        return None
    name, text = names_of(record)
    first = next(iter(node.entries.items()), None)
    if not text or first is None or not isinstance(first[1].value, ScalarNode):
        return None
    shape = _shape(record, {name: _OPEN if first[0].isdigit() else first[0], text: first[1].value.text})
    meanings = list(_needed(record, text))
    return Text(
        f"「- {shape}」のように、1件ごとに「- 」を付けて書いてください。" + "".join(one.ja for one in meanings),
        f"Write each as an entry that begins with “- ”, like “- {shape}”." + "".join(f" {one.en}" for one in meanings),
    )


def _as_entries(name: str, key: Key | None, node: Node | None, each: Written) -> Text | None:
    """What was typed as a list, as the keys of a mapping."""
    if isinstance(node, SequenceNode) and node.items and all(isinstance(item, MappingNode) for item in node.items):
        return _without_dashes(node) or _as_entries(name, key, _first_texts(node), each)
    names = list(_names(node)) or ([_OPEN] if isinstance(node, SequenceNode) and not node.items else [])
    if not names:
        return None
    record = each.record if not each.takes_text else None
    value = _OPEN if record is None else _shape(record, {})
    lines = Text(f"{in_flow(names[0])}: {value}", f"{in_flow(names[0])}: {value}")
    explained = list(_needed(record, "")) if record is not None else [] if key is None else [meaning_of(name, key)]
    return Text(
        f"「- 」や [ ] を使わず、次の行から字下げして「{lines.ja}」のように1行ずつ書いてください。"
        + "".join(one.ja for one in explained),
        f"Without “- ” and [ ]: write lines like “{lines.en}”, indented, from the next line on."
        + "".join(f" {one.en}" for one in explained),
    )


def _first_texts(node: SequenceNode) -> SequenceNode:
    """Of mappings in a list what stands first in each: what it is called."""
    firsts = (next(iter(item.entries.values())).value for item in node.items if isinstance(item, MappingNode))
    return node._replace(items=[first for first in firsts if isinstance(first, ScalarNode)])


def _names(node: Node | None) -> Iterator[str]:
    match node:
        case SequenceNode(items=items):
            yield from (item.text.strip() for item in items if isinstance(item, ScalarNode) and item.text.strip())
        case ScalarNode(text=text):
            yield from filter(None, map(str.strip, _SEPARATORS.split(text)))


def _without_dashes(node: SequenceNode) -> Text | None:
    first = node.items[0]
    assert isinstance(first, MappingNode)
    name = next(iter(first.entries), None)
    if name is None or any(isinstance(item, MappingNode) and len(item.entries) != 1 for item in node.items):
        return None
    return Text(
        f"行頭の「- 」を外し、「{in_flow(name)}: 」の行から、同じ字下げで並べてください。",
        f"Without the “- ” in front: write the lines (“{in_flow(name)}: ” …) with the same indentation.",
    )


def _shape(record: type[BaseModel], known: dict[str, str]) -> str:
    keys = keys_of(record)
    names = [name for name, key in keys.items() if key.declared.is_required or name in known]
    values = {name: in_flow(_cut(known[name])) if name in known else _OPEN for name in names}
    return "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST and text.isprintable() else _OPEN


def names_of(record: type[BaseModel]) -> tuple[str, str]:
    """Gives the key by which an entry is called, and the one that a mere text is meant for; empty where there is none."""
    text = record.text_key if issubclass(record, Record) else ""
    needed = (name for name, key in keys_of(record).items() if key.declared.is_required and name != text)
    return next(needed, ""), text


def _needed(record: type[BaseModel], without: str) -> Iterator[Text]:
    return (
        meaning_of(name, key) for name, key in keys_of(record).items() if key.declared.is_required and name != without
    )


def _like(shape: str, explained: Iterable[Text]) -> Text:
    sentences: Sequence[Text] = list(explained)
    return Text(
        f"「{shape}」のように書いてください。" + "".join(one.ja for one in sentences),
        f"Write it like “{shape}”." + "".join(f" {one.en}" for one in sentences),
    )
