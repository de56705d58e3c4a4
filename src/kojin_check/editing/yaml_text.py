"""How text is written into a case file so that it is read back as the same text."""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from typing import Any

import yaml

from kojin_check.escaping.screen import UNSAFE, visible
from kojin_check.reading.source import Source
from kojin_check.reading.tree import MappingNode, ScalarNode, read_tree

_RESOLVER: Any = yaml.resolver.Resolver()
_TEXT_TAG = "tag:yaml.org,2002:str"


@lru_cache(maxsize=1024)
def in_block(text: str) -> str:
    """Gives `text` as a key or value of a mapping over several lines: plain where that is safe, else quoted."""
    return text if UNSAFE.search(text) is None and _is_plain(text, f"{text}: {text}\n") else _quoted(text)


@lru_cache(maxsize=1024)
def in_flow(text: str) -> str:
    """Gives `text` as a key, value or list entry between braces or brackets: plain where that is safe, else quoted."""
    return text if in_block(text) == text and _is_plain(text, f"{{{text}: {text}}}\n") else _quoted(text)


def comment(text: str, indent: str = "") -> str:
    """Gives `text` as comment lines with their line ends; of a text with several lines each becomes one."""
    lines = map(visible, Source("", text).lines)
    return "".join(f"{indent}# {line}".rstrip() + "\n" for line in lines)


def _is_plain(text: str, sample: str) -> bool:
    """Whether `text` stands unquoted in `sample` as its only key and value, for this program and for others."""
    tree = read_tree(Source("", sample))
    if tree.problems or not isinstance(tree.root, MappingNode) or len(tree.root.entries) != 1:
        return False
    [(key, entry)] = tree.root.entries.items()
    value = entry.value
    wanted = unicodedata.normalize("NFC", text)
    return (
        isinstance(value, ScalarNode)
        and (key, value.text) == (wanted, wanted)
        and (entry.key.style, value.style) == (None, None)
        # `yes`, `6.10` and the like are texts here, but not for an editor or another YAML program.
        and _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT_TAG
    )


def _quoted(text: str) -> str:
    # What JSON leaves as it is, but YAML takes for a line end or refuses, or nobody would see in the file.
    return UNSAFE.sub(lambda found: _escaped(found[0]), json.dumps(text, ensure_ascii=False))


def _escaped(character: str) -> str:
    point = ord(character)
    return f"\\u{point:04X}" if point <= 0xFFFF else f"\\U{point:08X}"
