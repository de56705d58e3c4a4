"""Lines of a mapping of which none, or only the first, is an entry to YAML: all of them together are one text."""

from __future__ import annotations

from dataclasses import replace

from kojin_check.reading.lines import LONGEST_LINE, split_line
from kojin_check.reading.misreadings import Alternatives, begins_line, first_line, line_numbers, misreading
from kojin_check.reading.oddities import Oddity
from kojin_check.reading.outline import Marks, Shape
from kojin_check.reading.pitfalls.colons import colon_slip
from kojin_check.reading.pitfalls.comments import number_sign_slip
from kojin_check.reading.pitfalls.stray_lines import missing_colon_slip
from kojin_check.reading.repaired import LineEdit, Repaired, Slip
from kojin_check.reading.tree import MappingNode, ScalarNode


@misreading(rank=30)
def entries_run_together(odd: Oddity, repaired: Repaired, marks: Marks) -> Alternatives | None:
    """Lines `項目名：値` below one another are one text."""
    match odd.outline.shape, odd.value:
        case Shape.MAPPING, ScalarNode(style=None) as node:
            numbers = line_numbers(node)
        case _:
            return None
    slips = [slip for number in numbers if (slip := _entry_slip(marks, repaired, number)) is not None]
    return (tuple(slips),) if slips and begins_line(node, repaired) and slips[0].place.line == first_line(node) else ()


@misreading(rank=81)
def swallowed_lines(odd: Oddity, repaired: Repaired, marks: Marks) -> Alternatives | None:
    """Entries that are indented farther than the one before are more of its value."""
    match odd.value, odd.owner:
        case ScalarNode() as node, MappingNode() as owner:
            return _entries_below(node, odd, owner, repaired, marks)
    return None


def _entry_slip(marks: Marks, repaired: Repaired, number: int) -> Slip | None:
    if len(repaired.line(number)) > LONGEST_LINE:
        return None
    return (
        colon_slip(repaired, number)
        or missing_colon_slip(marks, repaired, number)
        or number_sign_slip(repaired, number)
    )


def _entries_below(node: ScalarNode, odd: Oddity, owner: MappingNode, repaired: Repaired, marks: Marks) -> Alternatives:
    slips = []
    opened = _opened(repaired.line(first_line(node))[node.start.column :])
    for number in line_numbers(node)[1:]:
        line = repaired.line(number)
        is_in_parentheses = opened > 0
        opened += _opened(line)
        if is_in_parentheses:
            continue
        if odd.outline.shape is Shape.TEXT_OR_MAPPING:
            slip = _entry_slip(marks, repaired, number)
        else:
            slip = colon_slip(repaired, number)
            key = line[split_line(line).body : slip.place.start].strip() if slip is not None else ""
            if key not in odd.owner_outline.keys or key in owner.entries:
                slip = None
        if slip is not None:
            indent = LineEdit(number, 0, split_line(line).indent, " " * owner.start.column)
            slips.append(replace(slip, edits=(indent, *slip.edits)))
    return (tuple(slips),) if slips else ()


def _opened(text: str) -> int:
    return sum(text.count(sign) for sign in "（(") - sum(text.count(sign) for sign in "）)")
