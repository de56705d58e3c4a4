"""Lines at a level that was not meant, which YAML reads all the same: as more of a text, or as part of something else."""

from __future__ import annotations

from kojin_check.findings import Text
from kojin_check.reading.characters import quotation
from kojin_check.reading.lines import split_line
from kojin_check.reading.misreadings import Alternatives, begins_line, first_line, last_line, line_numbers, misreading
from kojin_check.reading.oddities import Oddity, is_hidden_key
from kojin_check.reading.outline import Marks, Outline, Shape
from kojin_check.reading.pitfall import neighbours
from kojin_check.reading.repaired import LineEdit, LineSpan, Repaired, Slip
from kojin_check.reading.tree import MappingNode, ScalarNode


@misreading(rank=21)
def entries_not_indented(odd: Oddity, repaired: Repaired, _marks: Marks) -> Alternatives | None:
    """Entries that belong below a key begin in the same column as it."""
    match odd.outline.shape, odd.value, odd.owner:
        case Shape.MAPPING, ScalarNode(text=""), MappingNode() as owner:
            return _unindented_entries(odd, owner, repaired)
    return None


@misreading(rank=70)
def section_among_answers(odd: Oddity, repaired: Repaired, marks: Marks) -> Alternatives | None:
    """A heading, with the answers below it, is indented as far as the answers above it."""
    match odd.outline.shape, odd.value, odd.owner:
        case Shape.TEXT_OR_MAPPING, MappingNode() as node, MappingNode() as owner if _has_answers(node, marks):
            return _section_among_answers(odd.key, owner, repaired)
    return None


@misreading(rank=80)
def swallowed_keys(odd: Oddity, repaired: Repaired, _marks: Marks) -> Alternatives | None:
    """Keys behind a text that begins below its own key are indented as far as it, so that they are more of it."""
    match odd.value, odd.owner:
        case ScalarNode(style=str()) as node, MappingNode() as owner:
            return _swallowed_keys(odd.key, node, owner, odd.owner_outline, repaired)
    return None


@misreading(rank=82)
def swallowed_entries(odd: Oddity, repaired: Repaired, _marks: Marks) -> Alternatives | None:
    """List entries are indented farther than the one before, so that they are more of its text."""
    return _swallowed_entries(odd.value, repaired) if isinstance(odd.value, ScalarNode) else None


def _unindented_entries(odd: Oddity, owner: MappingNode, repaired: Repaired) -> Alternatives:
    names = list(owner.entries)
    below = []
    for name in names[names.index(odd.key) + 1 :]:
        if name in odd.owner_outline.keys or name not in odd.outline.keys:
            break
        below.append(owner.entries[name])
    if not below or repaired.line(first_line(owner)).startswith("{", owner.start.column):
        return ()
    first, last = first_line(below[0].key), last_line(below[-1], repaired)
    lines = [number for number in range(first, last + 1) if split_line(repaired.line(number)).has_content]
    return (
        (
            Slip(
                LineSpan(first, below[0].key.start.column, below[0].key.end.column),
                tuple(LineEdit(number, 0, 0, "  ") for number in lines),
                Text(
                    f"「{quotation(below[0].key.text)}」は「{quotation(odd.key)}」の中に書く項目ですが、字下げされていません。",
                    f"“{quotation(below[0].key.text)}” belongs below “{quotation(odd.key)}”, but it is not indented.",
                ),
                Text(
                    f"「{quotation(odd.key)}」の下の行を、半角空白2個だけ字下げしてください。",
                    f"Indent the lines below “{quotation(odd.key)}” by two spaces.",
                ),
                is_exemplary=False,
            ),
        ),
    )


def _has_answers(node: MappingNode, marks: Marks) -> bool:
    return all(isinstance(entry.value, ScalarNode) and marks.of(entry.value.text) for entry in node.entries.values())


def _section_among_answers(key: str, owner: MappingNode, repaired: Repaired) -> Alternatives:
    entry = owner.entries[key]
    number, column = first_line(entry.key), entry.key.start.column
    above = (one.parts for one in neighbours(repaired, number, -1) if one.parts.is_header and one.parts.indent < column)
    heading = next(above, None)
    if heading is None or split_line(repaired.line(number)).indent != column:
        return ()
    lines = [
        line for line in range(number, last_line(entry, repaired) + 1) if split_line(repaired.line(line)).has_content
    ]
    by = column - heading.indent
    return (
        (
            Slip(
                LineSpan(number, 0, column),
                tuple(LineEdit(line, 0, by, "") for line in lines),
                Text(
                    f"「{quotation(key)}」は回答の行と同じ深さに字下げされているので、見出しではなく"
                    f"「{quotation(heading.key)}」の中の対策として読まれます。",
                    f"“{quotation(key)}” is indented as far as the answers, so it is read as an item of "
                    f"“{quotation(heading.key)}”, not as a heading.",
                ),
                Text(
                    f"行頭の空白を半角{heading.indent}個にし、その下の行も同じだけ左に寄せてください。",
                    f"Begin it with {heading.indent} spaces, and move the lines below it to the left as well.",
                ),
                is_exemplary=False,
            ),
        ),
    )


def _swallowed_keys(
    key: str, node: ScalarNode, owner: MappingNode, owner_outline: Outline, repaired: Repaired
) -> Alternatives:
    slips = []
    last = node.end.line + (node.end.column > 0)
    for number in reversed([line for line in line_numbers(node) if line <= last and repaired.line(line).strip()]):
        line = repaired.line(number)
        if not is_hidden_key(line, owner, owner_outline):
            break
        parts = split_line(line)
        slips.append(
            Slip(
                LineSpan(number, 0, parts.indent),
                (LineEdit(number, 0, parts.indent, " " * owner.start.column),),
                Text(
                    f"「{quotation(parts.key)}」は「{quotation(key)}」の文と同じ深さに字下げされているので、文の続きとして読まれます。",
                    f"“{quotation(parts.key)}” is indented as far as the text of “{quotation(key)}”, so it is read as more of "
                    "that text.",
                ),
                Text(
                    f"「{quotation(key)}」と同じ、半角空白{owner.start.column}個の字下げにしてください。",
                    f"Indent it by {owner.start.column} spaces, as “{quotation(key)}”.",
                ),
                is_exemplary=False,
            )
        )
    return (tuple(reversed(slips)),) if slips else ()


def _swallowed_entries(node: ScalarNode, repaired: Repaired) -> Alternatives:
    if not begins_line(node, repaired):
        return ()
    dash = split_line(repaired.line(first_line(node))).indent
    numbers = [number for number in line_numbers(node)[1:] if split_line(repaired.line(number)).is_list_entry]
    columns = {split_line(repaired.line(number)).indent for number in numbers}
    if len(numbers) > 1 and columns == {dash + 1}:
        return ((_shallower_entry_slip(first_line(node), dash + 1, repaired),),)
    slips = tuple(_deeper_entry_slip(number, dash, repaired) for number in numbers)
    return (slips,) if slips else ()


def _shallower_entry_slip(number: int, dash: int, repaired: Repaired) -> Slip:
    parts = split_line(repaired.line(number))
    entry = quotation(parts.text[parts.indent : parts.end])
    return Slip(
        LineSpan(number, 0, max(parts.indent, 1)),
        (LineEdit(number, 0, parts.indent, " " * dash),),
        Text(
            f"「{entry}」の字下げが次の行の「- 」より浅いので、次の行からがこの行の続きとして読まれます。",
            f"“{entry}” is indented less than the “- ” of the next line, so the following lines are read as more of it.",
        ),
        Text(
            f"次の行と同じ、半角空白{dash}個の字下げにしてください。",
            f"Indent it by {dash} spaces, as the next line.",
        ),
        is_exemplary=False,
    )


def _deeper_entry_slip(number: int, dash: int, repaired: Repaired) -> Slip:
    parts = split_line(repaired.line(number))
    entry = quotation(parts.text[parts.indent : parts.end])
    return Slip(
        LineSpan(number, 0, parts.indent),
        (LineEdit(number, 0, parts.indent, " " * dash),),
        Text(
            f"「{entry}」は前の行の「- 」より深く字下げされているので、一覧の1行ではなく、前の行の続きとして読まれます。",
            f"“{entry}” is indented farther than the “- ” of the line before, so it is read as more of that line, not as an "
            "entry.",
        ),
        Text(
            f"前の行と同じ、半角空白{dash}個の字下げにしてください。",
            f"Indent it by {dash} spaces, as the line before.",
        ),
        is_exemplary=False,
    )
