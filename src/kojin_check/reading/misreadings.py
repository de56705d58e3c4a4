"""Typing slips that YAML reads without complaint, as something else than was meant.

A section whose colons are full-width is one long text to YAML, a list of ・ is one, and `[○、−]` has
a single entry. Only where something else stands than the file's outline has there (`oddities`) are the
lines looked at, so a text that is meant to be one is never touched, whatever colons and bullets it has.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeAlias

from kojin_check.findings import Text
from kojin_check.reading.characters import UNUSUAL_SPACE, quotation
from kojin_check.reading.lines import LONGEST_LINE, split_line
from kojin_check.reading.oddities import Oddity, is_hidden_key
from kojin_check.reading.outline import Marks, Outline, Shape
from kojin_check.reading.pitfall import QUOTE, Proposal, in_quotes, neighbours
from kojin_check.reading.pitfalls.brackets import full_width_brackets_slip
from kojin_check.reading.pitfalls.colons import colon_slip
from kojin_check.reading.pitfalls.comments import number_sign_slip
from kojin_check.reading.pitfalls.hyphens import hyphen_slip
from kojin_check.reading.pitfalls.indentation import as_misreading, unusual_space_slips
from kojin_check.reading.pitfalls.list_markers import list_marker_slip, number_slip
from kojin_check.reading.pitfalls.parted_numbers import parted_number_slips
from kojin_check.reading.pitfalls.stray_lines import missing_colon_slip
from kojin_check.reading.repaired import LineEdit, Place, Repaired, Slip
from kojin_check.reading.tree import Entry, MappingNode, Node, ScalarNode, SequenceNode

Alternatives: TypeAlias = tuple[Proposal, ...]
"""Ways to put the same slips right, the likeliest first."""

_PARTICLE = re.compile("[をはがにで。]")
_LONGEST_TERM = 30
_MOST_LINES = 2_000
"""How many lines of one text are looked at."""


def misreading(odd: Oddity, repaired: Repaired, marks: Marks) -> Alternatives:
    """Gives the slips that made `odd` what it is, put right in one way or another; empty where there are none.

    Args:
        odd: found in the tree that was read from `repaired`.
        repaired: the text, with its own positions.
        marks: those of the form that is filled in there.
    """
    match odd.outline.shape, odd.node:
        case _, MappingNode() as node if odd.node is odd.owner:
            return _unusual_key(odd.key, node, repaired)
        case Shape.MAPPING | Shape.TEXT_OR_MAPPING, ScalarNode(text=text) as node if text.startswith("｛"):
            return _full_width_brackets(node, repaired)
        case Shape.MAPPING, ScalarNode(text="") if odd.owner is not None:
            return _unindented_entries(odd, odd.owner, repaired)
        case Shape.MAPPING, ScalarNode(style=None) as node:
            return _entries_run_together(node, repaired, marks)
        case Shape.LIST, ScalarNode(text=text) as node if text.startswith(("［", "〔")):
            return _full_width_brackets(node, repaired)
        case Shape.LIST, ScalarNode(style=None) as node:
            return _list_run_together(node, odd.outline, repaired)
        case Shape.LIST, SequenceNode() as node:
            return _full_width_commas(node, repaired) or _parted_numbers(node, repaired)
        case Shape.TEXT, MappingNode() as node:
            return _text_taken_for_mapping(node, repaired)
        case Shape.TEXT_OR_MAPPING, SequenceNode() as node if odd.owner is not None:
            return _hyphen_taken_for_list(odd.key, node, odd.owner, repaired, marks)
        case Shape.TEXT_OR_MAPPING, MappingNode() as node if odd.owner is not None and _has_answers(node, marks):
            return _section_among_answers(odd.key, odd.owner, repaired)
        case _, ScalarNode(style=str()) as node if odd.owner is not None:
            return _swallowed_keys(odd.key, node, odd.owner, odd.owner_outline, repaired)
        case _, ScalarNode() as node if odd.owner is not None:
            return _swallowed_lines(node, odd, odd.owner, repaired, marks)
        case _, ScalarNode() as node:
            return _swallowed_entries(node, repaired)
    return ()


def _entries_run_together(node: ScalarNode, repaired: Repaired, marks: Marks) -> Alternatives:
    """Lines `項目名：値` below one another, which YAML reads as one text."""
    slips = [slip for number in _numbers(node) if (slip := _entry_slip(marks, repaired, number)) is not None]
    return (tuple(slips),) if slips and _begins_line(node, repaired) and slips[0].place.line == _first(node) else ()


def _entry_slip(marks: Marks, repaired: Repaired, number: int) -> Slip | None:
    if len(repaired.line(number)) > LONGEST_LINE:
        return None
    return (
        colon_slip(repaired, number)
        or missing_colon_slip(marks, repaired, number)
        or number_sign_slip(repaired, number)
    )


def _list_run_together(node: ScalarNode, outline: Outline, repaired: Repaired) -> Alternatives:
    """Lines `・項目` below one another, which YAML reads as one text."""
    if not _begins_line(node, repaired):
        return ()
    for find in (list_marker_slip, number_slip):
        slips = [slip for number in _numbers(node) if (slip := find(repaired, number)) is not None]
        if slips and slips[0].place.line == _first(node):
            return (tuple(slips),)
    is_list_of_texts = outline.each is not None and outline.each.takes_text
    return _entries_without_dash(node, repaired) if is_list_of_texts and node.start.line != node.end.line else ()


def _entries_without_dash(node: ScalarNode, repaired: Repaired) -> Alternatives:
    """Entries below one another of which the first, or none at all, begins with a dash."""
    lines = {number: split_line(repaired.line(number)) for number in _numbers(node) if repaired.line(number).strip()}
    first, *others = lines
    dashes = {lines[number].indent for number in others if lines[number].is_list_entry}
    is_mixed = bool(dashes) and (len(dashes) > 1 or not all(lines[number].is_list_entry for number in others))
    if not others or is_mixed:
        return ()
    column = min(dashes, default=lines[first].indent)
    entry = quotation(lines[first].content)
    message = Text(
        f"一覧を書くところですが、どの行も「- 」で始まっていないので、{others[-1]}行目までが1つの文として読まれます。",
        f"A list belongs here, but no line begins with “- ”, so all lines up to {others[-1]} are read as one text.",
    )
    if dashes:
        message = Text(
            f"一覧の最初の「{entry}」の行頭に「- 」がないので、次の行からがその続きとして読まれます。",
            f"“{entry}”, the first entry of a list, does not begin with “- ”, so the following lines are read as more of it.",
        )
    bare = [first] if dashes else list(lines)
    slip = Slip(
        Place(first, lines[first].body, lines[first].end),
        tuple(LineEdit(number, 0, lines[number].indent, " " * column + "- ") for number in bare),
        message,
        Text("1件ごとに、行頭に「- 」を付けてください。", "Begin each entry with “- ”."),
    )
    return ((slip,),)


def _full_width_brackets(node: ScalarNode, repaired: Repaired) -> Alternatives:
    if node.start.line != node.end.line:
        return ()
    slip = full_width_brackets_slip(repaired, _first(node), node.start.column, node.end.column)
    return () if slip is None else ((slip,),)


def _full_width_commas(node: SequenceNode, repaired: Repaired) -> Alternatives:
    """`[電磁的媒体、紙媒体]`: one entry to YAML. Not where the words between the commas make a sentence."""
    text = repaired.line(_first(node))[node.start.column : node.end.column]
    pieces = re.split("[、，]", "".join(item.text for item in node.items if isinstance(item, ScalarNode)))
    is_list_of_terms = all(len(piece) <= _LONGEST_TERM and not _PARTICLE.search(piece) for piece in pieces)
    if not text.startswith("[") or "," in text or not is_list_of_terms:
        return ()
    slip = full_width_brackets_slip(repaired, _first(node), node.start.column, node.end.column)
    return () if slip is None else ((slip,),)


def _parted_numbers(node: SequenceNode | MappingNode, repaired: Repaired) -> Alternatives:
    """`[約40,000件]`: two entries to YAML."""
    slips = parted_number_slips(node, repaired)
    return (slips,) if slips else ()


def _text_taken_for_mapping(node: MappingNode, repaired: Repaired) -> Alternatives:
    """A sentence with a colon and a space in it, such as `- 注意: 必要`, is key and value to YAML."""
    if len(node.entries) != 1:
        return ()
    [entry] = node.entries.values()
    number = _first(node)
    parts = split_line(repaired.line(number))
    is_one_line = isinstance(entry.value, ScalarNode) and entry.value.end.line == node.start.line
    if not is_one_line or parts.body != node.start.column or parts.colon < 0 or entry.key.style is not None:
        return ()
    typed = parts.content
    return (
        (
            Slip(
                Place(number, parts.body, parts.end),
                (LineEdit(number, parts.body, parts.end, in_quotes(typed)),),
                Text(
                    f"ここには文を書くところですが、「{quotation(typed)}」は「: 」があるため「項目名: 値」の組として読まれます。",
                    f"A text belongs here, but “{quotation(typed)}” has a “: ” in it, so it is read as key and value.",
                ),
                Text(
                    '全体を " " で囲むか、「:」を全角の「：」にしてください。',
                    "Put all of it in quotes, or write a full-width “：”.",
                ),
                "KJ006",
                fix=QUOTE,
            ),
        ),
    )


def _hyphen_taken_for_list(
    key: str, node: SequenceNode, owner: MappingNode, repaired: Repaired, marks: Marks
) -> Alternatives:
    """The form's own `- (理由)`, or an answer behind a bullet, on a line of its own below its item."""
    number = _first(node)
    parts = split_line(repaired.line(number))
    value = parts.text[parts.indent : parts.end]
    behind = value[1:].strip()
    if len(node.items) != 1 or parts.indent != node.start.column or not value.startswith("-"):
        return ()
    if behind and not behind.startswith(("(", "（")) and not marks.begin(behind):
        return ()
    slip = hyphen_slip(key, Place(number, parts.indent, parts.end), value, marks)
    indent = " " * max(owner.start.column + 2 - parts.indent, 0)
    edits = tuple(edit._replace(text=indent + edit.text) for edit in slip.edits)
    return ((replace(slip, edits=edits),),)


def _swallowed_lines(
    node: ScalarNode, odd: Oddity, owner: MappingNode, repaired: Repaired, marks: Marks
) -> Alternatives:
    """Entries that are indented farther than the one before, so that YAML reads them as more of its value."""
    slips = []
    opened = _opened(repaired.line(_first(node))[node.start.column :])
    for number in _numbers(node)[1:]:
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


def _swallowed_entries(node: ScalarNode, repaired: Repaired) -> Alternatives:
    """List entries that are indented farther than the one before, so that YAML reads them as more of its text."""
    if not _begins_line(node, repaired):
        return ()
    dash = split_line(repaired.line(_first(node))).indent
    numbers = [number for number in _numbers(node)[1:] if split_line(repaired.line(number)).is_list_entry]
    columns = {split_line(repaired.line(number)).indent for number in numbers}
    if len(numbers) > 1 and columns == {dash + 1}:
        return ((_shallower_entry_slip(_first(node), dash + 1, repaired),),)
    slips = tuple(_deeper_entry_slip(number, dash, repaired) for number in numbers)
    return (slips,) if slips else ()


def _shallower_entry_slip(number: int, dash: int, repaired: Repaired) -> Slip:
    parts = split_line(repaired.line(number))
    entry = quotation(parts.text[parts.indent : parts.end])
    return Slip(
        Place(number, 0, max(parts.indent, 1)),
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
        Place(number, 0, parts.indent),
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


def _unusual_key(key: str, owner: MappingNode, repaired: Repaired) -> Alternatives:
    """A key with unusual spaces before it, or one that holds its value too: `{name：結合}`."""
    entry = owner.entries[key]
    number = _first(entry.key)
    if UNUSUAL_SPACE.match(key) and repaired.line(number)[: entry.key.start.column].strip(" ") == "":
        return tuple((as_misreading(slip),) for slip in unusual_space_slips(repaired, number))
    is_in_braces = owner.start.line == owner.end.line and repaired.line(number).startswith("{", owner.start.column)
    if is_in_braces and isinstance(entry.value, ScalarNode) and entry.value.is_blank:
        slip = full_width_brackets_slip(repaired, number, owner.start.column, owner.end.column)
        return _parted_numbers(owner, repaired) if slip is None else ((slip,),)
    return ()


def _has_answers(node: MappingNode, marks: Marks) -> bool:
    return all(isinstance(entry.value, ScalarNode) and marks.of(entry.value.text) for entry in node.entries.values())


def _section_among_answers(key: str, owner: MappingNode, repaired: Repaired) -> Alternatives:
    """A heading, with the answers below it, that is indented as far as the answers above it."""
    entry = owner.entries[key]
    number, column = _first(entry.key), entry.key.start.column
    above = (one.parts for one in neighbours(repaired, number, -1) if one.parts.is_header and one.parts.indent < column)
    heading = next(above, None)
    if heading is None or split_line(repaired.line(number)).indent != column:
        return ()
    lines = [
        line for line in range(number, _last_line(entry, repaired) + 1) if split_line(repaired.line(line)).has_content
    ]
    by = column - heading.indent
    return (
        (
            Slip(
                Place(number, 0, column),
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
    """Keys behind a text that begins below its own key, indented as far as it, so that they are more of it."""
    slips = []
    last = node.end.line + (node.end.column > 0)
    for number in reversed([line for line in _numbers(node) if line <= last and repaired.line(line).strip()]):
        line = repaired.line(number)
        if not is_hidden_key(line, owner, owner_outline):
            break
        parts = split_line(line)
        slips.append(
            Slip(
                Place(number, 0, parts.indent),
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


def _unindented_entries(odd: Oddity, owner: MappingNode, repaired: Repaired) -> Alternatives:
    """Entries that belong below a key, but begin in the same column as it."""
    names = list(owner.entries)
    below = []
    for name in names[names.index(odd.key) + 1 :]:
        if name in odd.owner_outline.keys or name not in odd.outline.keys:
            break
        below.append(owner.entries[name])
    if not below or repaired.line(_first(owner)).startswith("{", owner.start.column):
        return ()
    first, last = _first(below[0].key), _last_line(below[-1], repaired)
    lines = [number for number in range(first, last + 1) if split_line(repaired.line(number)).has_content]
    return (
        (
            Slip(
                Place(first, below[0].key.start.column, below[0].key.end.column),
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


def _first(node: Node) -> int:
    """The number of the line on which `node` begins."""
    return node.start.line + 1


def _numbers(node: ScalarNode) -> range:
    """The numbers of the lines that a text stands on, as far as they are looked at."""
    return range(node.start.line + 1, node.end.line + 2)[:_MOST_LINES]


def _last_line(entry: Entry, repaired: Repaired) -> int:
    """The number of the last line of an entry; a block collection ends where the next thing begins."""
    end = entry.value.end
    return end.line + 1 if repaired.line(end.line + 1)[: end.column].strip() else end.line


def _begins_line(node: Node, repaired: Repaired) -> bool:
    """Whether only indentation and dashes stand before `node`."""
    return split_line(repaired.line(_first(node))).body == node.start.column


def _opened(text: str) -> int:
    return sum(text.count(sign) for sign in "（(") - sum(text.count(sign) for sign in "）)")
