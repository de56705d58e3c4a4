"""Answers that the new version has no place for, kept as comments, and taken back when they have one again.

    # r7-draft 版の回答（5/区が行う/運用上/管理状況の確認）。r5 版の様式にはないので、コメントにして残す。
    #| 管理状況の確認: ○

Behind `#|` every line stands as it was, and behind `#<` one that was indented less, so that nothing is
lost and migrating back gives the same file. The form of these comments is fixed in either language, and both are read
whatever the language of the run: files that hold them exist.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from kojin_check.findings import Edit, Span, Text
from kojin_check.reading.source import Source
from kojin_check.regex import regex

_HEAD = regex(
    r"[ \t]*# (?:(?P<version>.+) 版の回答（(?P<address>.+)）。.+ 版の様式にはないので、コメントにして残す。"
    r"|The answer of (?P<version_en>.+) \((?P<address_en>.+)\), kept as a comment: .+ has no place for it\.)"
)
_KEPT = regex(r"[ ]*(?:(?P<line>#\| )|(?P<unindented>#< )|(?P<empty>#\|\Z))")


class KeptAnswer(NamedTuple):
    """An answer, or a whole section, that stands in a file as a comment."""

    address: str
    """Where it stood: `number/actor/kind/id`, of a section without the rest."""
    edits: tuple[Edit, ...]
    """Make it an answer again."""


def keep(
    source: Source, first: int, last: int, indent: int, reason: str, passed_over: Container[int] = ()
) -> Iterator[Edit]:
    """Yields the edits that turn the lines from `first` to `last` into comments, below one that says why.

    Args:
        source: the file.
        first: line of the key.
        last: last line of its value.
        indent: how many columns the key is indented.
        reason: the comment, from `reason_for_keeping`.
        passed_over: lines among them that go elsewhere.
    """
    space = " " * indent
    above = len(source.line(first - 1)) + 1
    yield Edit(Span(first - 1, above, first - 1, above), f"\n{space}{reason}")
    for number in range(first, last + 1):
        line = source.line(number)
        if number in passed_over:
            continue
        if line == "":
            yield Edit(Span(number, 1, number, 1), f"{space}#|")
        elif line.startswith(space):
            yield Edit(Span(number, indent + 1, number, indent + 1), "#| ")
        else:
            yield Edit(Span(number, 1, number, 1), f"{space}#< ")


def reason_for_keeping(old_version: str, address: str, new_version: str) -> Text:
    """Gives the comment above kept lines: from which version they are, and which version has no place for them."""
    return Text(
        f"# {old_version} 版の回答（{address}）。{new_version} 版の様式にはないので、コメントにして残す。",
        f"# The answer of {old_version} ({address}), kept as a comment: {new_version} has no place for it.",
    )


def is_kept(line: str) -> bool:
    """True for the comment lines that hold an answer, and for the one above them."""
    return _KEPT.match(line) is not None or _HEAD.fullmatch(line) is not None


def kept_indent(source: Source, line: int, indent: int) -> int | None:
    """Gives how many columns the answers are indented that are kept below a key without value, or None without any.

    What comes in there is to be indented in the same way, so that these can be taken back beside it.

    Args:
        source: the file.
        line: of the key.
        indent: how many columns the key is indented.
    """
    for text in source.lines[line:]:
        stripped = text.lstrip(" ")
        if stripped and not stripped.startswith("#"):
            return None
        if _HEAD.fullmatch(text) is not None:
            own = len(text) - len(stripped)
            return own if own > indent else None
    return None


def kept_answers(source: Source, version: str) -> Iterator[KeptAnswer]:
    """Yields the answers of `version` that were kept as comments, in the order of the file."""
    number = 2  # There is always a key above.
    while number <= len(source.lines):
        head = _HEAD.fullmatch(source.line(number))
        first = number
        number += 1
        if head is None:
            continue
        edits = [Edit(Span(first - 1, len(source.line(first - 1)) + 1, first, len(source.line(first)) + 1), "")]
        while (kept := _KEPT.match(source.line(number))) is not None:
            start = kept.start("line") if kept["line"] else 0
            edits.append(Edit(Span(number, start + 1, number, kept.end() + 1), ""))
            number += 1
        if (head["version"] or head["version_en"]) == version and len(edits) > 1:
            yield KeptAnswer(head["address"] or head["address_en"], tuple(edits))
