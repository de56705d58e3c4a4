"""Numbers with a comma between their digits, in brackets or braces, where YAML takes every comma for a separator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kojin_check.findings import Text
from kojin_check.reading.characters import quotation
from kojin_check.reading.misreadings import Alternatives, is_lone_key_in_braces, misreading
from kojin_check.reading.oddities import Oddity, begins_like_thousands
from kojin_check.reading.outline import Marks, Shape
from kojin_check.reading.pitfall import QUOTE, in_quotes
from kojin_check.reading.repaired import LineEdit, LineSpan, Repaired, Slip
from kojin_check.reading.tree import MappingNode, Node, ScalarNode, SequenceNode


@misreading(rank=41)
def parted_numbers(odd: Oddity, repaired: Repaired, _marks: Marks) -> Alternatives | None:
    """`[約40,000件]` has two entries, and so has `{volume: 約40,000件}`."""
    match odd.outline.shape, odd.value:
        case Shape.LIST, SequenceNode(items=items):
            return _alternatives(items, repaired)
    match odd.node:
        case MappingNode() as owner if is_lone_key_in_braces(odd, repaired):
            return _alternatives(_pieces(owner), repaired)
    return None


def _alternatives(pieces: Iterable[Node], repaired: Repaired) -> Alternatives:
    slips = tuple(_slip(repaired, first, last) for first, last in _runs(pieces))
    return (slips,) if slips else ()


def _pieces(node: MappingNode) -> Iterator[Node]:
    """What stands between the commas of a mapping: values, and keys without one."""
    for entry in node.entries.values():
        is_blank = isinstance(entry.value, ScalarNode) and entry.value.is_blank
        yield entry.key if is_blank else entry.value


def _runs(pieces: Iterable[Node]) -> Iterator[tuple[ScalarNode, ScalarNode]]:
    """The first and the last piece of each value that was parted."""
    runs: list[list[ScalarNode]] = [[]]
    for piece in pieces:
        if not isinstance(piece, ScalarNode) or piece.style is not None:
            runs.append([])
        elif runs[-1] and _is_rest(piece, runs[-1][-1]):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return ((run[0], run[-1]) for run in runs if len(run) > 1)


def _is_rest(piece: ScalarNode, before: ScalarNode) -> bool:
    follows_comma = piece.start.column == before.end.column + 1
    return follows_comma and before.text[-1:].isdecimal() and begins_like_thousands(piece.text)


def _slip(repaired: Repaired, first: ScalarNode, last: ScalarNode) -> Slip:
    place = LineSpan(first.start.line + 1, first.start.column, last.end.column)
    written = repaired.line(place.line)[place.start : place.end]
    before, _, behind = written.partition(",")
    return Slip(
        place,
        (LineEdit(*place, in_quotes(written)),),
        Text(
            f"「{quotation(written)}」は、括弧の中では「,」で区切られ、「{quotation(before)}」と「{quotation(behind)}」に"
            "分かれてしまいます。",
            f"In brackets, “{quotation(written)}” is parted at the comma, into “{quotation(before)}” and "
            f"“{quotation(behind)}”.",
        ),
        Text(
            '1つの内容なら、全体を " " で囲んでください。別々の内容なら「,」の後に空白を入れてください。',
            "Put it in quotes if it is one value; if there are two, write a space behind the comma.",
        ),
        fix=None if written.replace(",", "").isdecimal() else QUOTE,  # Digits alone may well be two values.
    )
