"""A list entry without the dash and the space that make it one: `・項目`, `-項目`, `① 項目`."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Text
from kojin_check.reading.characters import UNUSUAL_SPACE, named, quotation
from kojin_check.reading.lines import split_line
from kojin_check.reading.misreadings import Alternatives, begins_line, first_line, line_numbers, misreading
from kojin_check.reading.oddities import Oddity
from kojin_check.reading.outline import Marks, Outline, Shape
from kojin_check.reading.pitfall import Proposal, Suspect, pitfall, run_of
from kojin_check.reading.repaired import LineEdit, LineSpan, Repaired, Slip
from kojin_check.reading.tree import ScalarNode
from kojin_check.regex import regex

_BULLET = regex(r"[・･•‣◦▪‧·●■◆◇□][ \t\u00a0\u3000]*")
_DASH = regex(r"-[\t\u00a0\u3000]+(?=\S)|[‐‑‒–—―−－ー─━][ \t\u00a0\u3000]+(?=\S)|-(?=[^\s\-])")
_NUMBER = regex(r"(?=[①-⑳]|[(（]?[0-9０-９]{1,3}[)）.．、])")


@pitfall(rank=30)
def list_marker(suspect: Suspect) -> Iterator[Proposal]:
    """The line, and those beside it, begin with a bullet or a dash without a space."""
    if proposal := run_of(list_marker_slip, suspect.repaired, suspect.number):
        yield proposal


@pitfall(rank=32)
def missing_dash(suspect: Suspect) -> Iterator[Proposal]:
    """The line stands where a list entry does, but has no dash."""
    parts = suspect.parts
    if parts.is_list_entry:
        return
    before = next((one.parts for one in suspect.above if one.parts.indent <= parts.indent), None)
    after = next((one.parts for one in suspect.below if one.parts.indent <= parts.indent), None)
    beside = next((one for one in (before, after) if one and one.is_list_entry and one.indent == parts.indent), None)
    is_entry = beside is not None and (parts.colon >= 0) == (beside.colon >= 0)
    if not is_entry and suspect.body_outline.shape is not Shape.LIST:
        return
    entry = quotation(parts.content)
    yield (
        Slip(
            suspect.place(parts.body, parts.end),
            (suspect.edit(parts.body, parts.end, f"- {parts.content}"),),
            Text(
                f"「{entry}」は一覧を書くところにありますが、行頭に「- 」がありません。",
                f"“{entry}” stands where a list belongs, but does not begin with “- ”.",
            ),
            Text("一覧の1行なら、行頭に「- 」を付けてください。", "If it is an entry, begin the line with “- ”."),
            needs_place=True,
        ),
    )


@pitfall(rank=55)
def numbered_entry(suspect: Suspect) -> Iterator[Proposal]:
    """The line, and those beside it, are numbered instead of beginning with a dash."""
    if proposal := run_of(number_slip, suspect.repaired, suspect.number):
        yield proposal


@misreading(rank=31)
def list_run_together(odd: Oddity, repaired: Repaired, _marks: Marks) -> Alternatives | None:
    """Lines `・項目` below one another are one text."""
    match odd.outline.shape, odd.value:
        case Shape.LIST, ScalarNode(style=None) as node:
            return _entries(node, odd.outline, repaired)
    return None


def _entries(node: ScalarNode, outline: Outline, repaired: Repaired) -> Alternatives:
    if not begins_line(node, repaired):
        return ()
    for find in (list_marker_slip, number_slip):
        slips = [slip for number in line_numbers(node) if (slip := find(repaired, number)) is not None]
        if slips and slips[0].place.line == first_line(node):
            return (tuple(slips),)
    is_list_of_texts = outline.each is not None and outline.each.takes_text
    return _entries_without_dash(node, repaired) if is_list_of_texts and node.start.line != node.end.line else ()


def _entries_without_dash(node: ScalarNode, repaired: Repaired) -> Alternatives:
    """Entries below one another of which the first, or none at all, begins with a dash."""
    lines = {
        number: split_line(repaired.line(number)) for number in line_numbers(node) if repaired.line(number).strip()
    }
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
        LineSpan(first, lines[first].body, lines[first].end),
        tuple(LineEdit(number, 0, lines[number].indent, " " * column + "- ") for number in bare),
        message,
        Text("1件ごとに、行頭に「- 」を付けてください。", "Begin each entry with “- ”."),
    )
    return ((slip,),)


def list_marker_slip(repaired: Repaired, number: int) -> Slip | None:
    """Gives the slip of a line that begins with a bullet or with a dash that YAML does not take for one."""
    parts = split_line(repaired.line(number))
    if parts.is_list_entry:
        return None
    found = _BULLET.match(parts.text, parts.body) or _DASH.match(parts.text, parts.body)
    if found is None or found.end() >= parts.end:
        return None
    sign = found[0][0]
    entry = quotation(parts.text[found.end() : parts.end])
    message, hint = (
        _of_dash(sign, found[0][1:], entry) if _DASH.match(parts.text, parts.body) else _of_bullet(sign, entry)
    )
    return Slip(
        LineSpan(number, found.start(), found.start() + 1),
        (LineEdit(number, found.start(), found.end(), "- "),),
        message,
        hint,
        fix=Text("行頭を「- 」に直す", "Start the line with “- ”"),
    )


def number_slip(repaired: Repaired, number: int) -> Slip | None:
    """Gives the slip of a line of a list that begins with a number instead of a dash."""
    parts = split_line(repaired.line(number))
    if parts.is_list_entry or parts.colon >= 0 or not _NUMBER.match(parts.text, parts.body):
        return None
    entry = quotation(parts.content)
    return Slip(
        LineSpan(number, parts.body, parts.body + 1),
        (LineEdit(number, parts.body, parts.body, "- "),),
        Text(
            f"一覧の「{entry}」が番号で始まっています。YAMLの一覧の印は「- 」なので、前後の行とつながって1つの文になります。",
            f"The entry “{entry}” begins with a number. In YAML list entries begin with “- ”; without it the lines run "
            "together into one text.",
        ),
        Text(
            "行の先頭に半角の「-」と半角の空白を付けてください。番号は残してかまいません。",
            "Begin the line with “-” and a space; the number may stay.",
        ),
        fix=Text("行頭に「- 」を付ける", "Start the line with “- ”"),
    )


def _of_bullet(sign: str, entry: str) -> tuple[Text, Text]:
    return (
        Text(
            f"「{entry}」の前の「{sign}」は、YAMLでは一覧の印になりません。前後の行とつながって1つの文になります。",
            f"The “{sign}” before “{entry}” does not make a list in YAML; the lines run together into one text.",
        ),
        Text(
            f"「{sign}」の代わりに、半角の「-」と半角の空白で始めてください。",
            f"Begin the line with “-” and a space instead of “{sign}”.",
        ),
    )


def _of_dash(sign: str, blanks: str, entry: str) -> tuple[Text, Text]:
    hint = Text("半角の「-」と半角の空白で始めてください。", "Begin the line with “-” and a half-width space.")
    if sign != "-":
        return Text(
            f"「{entry}」の前の「{sign}」は半角の「-」ではないので、YAMLでは一覧の印になりません。",
            f"The “{sign}” before “{entry}” is not the half-width “-”, so it does not make a list in YAML.",
        ), hint
    if space := UNUSUAL_SPACE.match(blanks):
        name = named(space[0])
        return Text(
            f"「{entry}」の前の「-」の後の空白が{name.ja}なので、YAMLでは一覧の印になりません。",
            f"The space between “-” and “{entry}” is {name.en}, so it does not make a list in YAML.",
        ), hint
    if blanks:
        return Text(
            f"「{entry}」の前の「-」の後がタブなので、YAMLでは一覧の印になりません。",
            f"There is a tab between “-” and “{entry}”, so it does not make a list in YAML.",
        ), hint
    return Text(
        f"「-{entry}」の「-」の後に空白がないので、YAMLでは一覧の印になりません。",
        f"There is no space behind the “-” of “-{entry}”, so it does not make a list in YAML.",
    ), hint
