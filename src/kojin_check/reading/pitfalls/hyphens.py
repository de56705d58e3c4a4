"""A hyphen and a space before an answer: the form's own mark as it is printed, `施錠保管: - (理由)`, or a bullet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from kojin_check.findings import Text
from kojin_check.reading.characters import quotation
from kojin_check.reading.lines import split_line
from kojin_check.reading.misreadings import Alternatives, first_line, misreading
from kojin_check.reading.oddities import Oddity
from kojin_check.reading.outline import Marks, Shape
from kojin_check.reading.pitfall import QUOTE, Neighbour, Proposal, Suspect, in_quotes, pitfall
from kojin_check.reading.repaired import LineEdit, LineSpan, Repaired, Slip
from kojin_check.reading.tree import MappingNode, SequenceNode

_PARENTHESES = ("(", "（")
_QUOTE_IT = Text(
    '文の始まりの「-」なら、全体を " " で囲んでください。',
    "If a text begins with “-”, put the whole value in quotes.",
)


@pitfall(rank=10)
def unquoted_hyphen(suspect: Suspect) -> Iterator[Proposal]:
    """A value begins with a hyphen and a space, which starts a list."""
    parts = suspect.parts
    is_list = suspect.outline.shape is Shape.LIST and parts.value_text != "-"
    if parts.colon < 0 or not _starts_list(parts.value_text) or is_list:
        return
    following = next(suspect.below, None)
    is_continued = following is not None and following.parts.indent > parts.indent and following.parts.colon < 0
    if is_continued and following is not None and following.parts.is_list_entry:
        return  # A list that was begun on the line of its key.
    place, marks = suspect.place(parts.value, parts.end), suspect.marks
    if is_continued:
        yield (_continued_slip(parts.key, place, parts.value_text, marks),)
    elif suspect.outline.shape is Shape.TEXT_OR_MAPPING:
        yield (_hyphen_slip(parts.key, place, parts.value_text, marks),)
    else:
        yield (_slip_of_text(parts.key, place, parts.value_text, marks),)


@pitfall(rank=11)
def list_on_line_of_key(suspect: Suspect) -> Iterator[Proposal]:
    """A list begins on the line of its key: `data_items: - 氏名`, perhaps with more entries below."""
    parts = suspect.parts
    if parts.colon < 0 or not parts.value_text.startswith("- "):
        return
    entries = list(takewhile(lambda one: one.parts.indent > parts.indent and one.parts.is_list_entry, suspect.below))
    if not entries and suspect.outline.shape is not Shape.LIST:
        return
    last = Neighbour(suspect.number, parts) if not entries else entries[-1]
    hint = Text(
        f"「{quotation(parts.value_text)}」を次の行に移し、下の「- 」と字下げをそろえてください。",
        f"Move “{quotation(parts.value_text)}” to the next line, in line with the “- ” below.",
    )
    if not entries:
        entry = quotation(parts.value_text[1:].strip())
        hint = Text(
            f"「{quotation(parts.value_text)}」を次の行に移すか、「[{entry}]」のように [ ] で囲んでください。",
            f"Move “{quotation(parts.value_text)}” to the next line, or write “[{entry}]”.",
        )
    dashes = [LineEdit(one.number, one.parts.indent, one.parts.indent + 1, ",") for one in entries]
    end = LineEdit(last.number, last.parts.end, last.parts.end, "]")
    yield (
        Slip(
            suspect.place(parts.value, parts.end),
            (suspect.edit(parts.value, parts.value + 1, "["), *dashes, end),
            Text(
                f"「{quotation(parts.key)}:」と同じ行から「- 」の一覧が始まっています。YAMLの一覧は次の行から始まります。",
                f"A list of “- ” begins on the line of “{quotation(parts.key)}:”. In YAML it begins on the next line.",
            ),
            hint,
            is_exemplary=False,
        ),
    )


@pitfall(rank=10)
def unquoted_hyphen_in_braces(suspect: Suspect) -> Iterator[Proposal]:
    """The same between braces or brackets: `{mark: - , note: x}`."""
    at = suspect.failure.column
    if not suspect.is_failing or suspect.failure.context != "while parsing a flow node":
        return
    value = _up_to_comma(suspect.text[at : suspect.parts.end])
    if _starts_list(value):
        key = suspect.text[:at].rstrip(" :").rpartition(",")[2].rpartition("{")[2].strip()
        yield (_hyphen_slip(key, suspect.place(at, at + len(value)), value, suspect.marks),)


@misreading(rank=60)
def hyphen_read_as_list(odd: Oddity, repaired: Repaired, marks: Marks) -> Alternatives | None:
    """The form's own `- (理由)`, or an answer behind a bullet, on a line of its own below its item, is a list."""
    match odd.outline.shape, odd.value, odd.owner:
        case Shape.TEXT_OR_MAPPING, SequenceNode() as node, MappingNode() as owner:
            return _on_line_of_its_own(odd.key, node, owner, repaired, marks)
    return None


def _on_line_of_its_own(
    key: str, node: SequenceNode, owner: MappingNode, repaired: Repaired, marks: Marks
) -> Alternatives:
    number = first_line(node)
    parts = split_line(repaired.line(number))
    value = parts.text[parts.indent : parts.end]
    behind = value[1:].strip()
    if len(node.items) != 1 or parts.indent != node.start.column or not value.startswith("-"):
        return ()
    if behind and not behind.startswith(("(", "（")) and not marks.begin(behind):
        return ()
    slip = _hyphen_slip(key, LineSpan(number, parts.indent, parts.end), value, marks)
    indent = " " * max(owner.start.column + 2 - parts.indent, 0)
    edits = tuple(edit._replace(text=indent + edit.text) for edit in slip.edits)
    return ((replace(slip, edits=edits),),)


def _hyphen_slip(key: str, place: LineSpan, value: str, marks: Marks) -> Slip:
    """The slip of an answer that begins with a hyphen and a space: the form's own mark, or a bullet before one."""
    behind = value[1:].strip()
    if marks.begin(behind):
        return _bullet_slip(key, place, value)
    if marks.dash and (not behind or behind.startswith(_PARENTHESES)):
        return _dash_slip(key, place, value, _declined(behind, marks), marks)
    hint = _which_mark(marks)
    return Slip(place, (_whole(place, in_quotes(value)),), _unreadable(key, value), hint, is_exemplary=False)


def _continued_slip(key: str, place: LineSpan, value: str, marks: Marks) -> Slip:
    """The slip of a value that goes on below."""
    behind = value[1:].lstrip()
    if marks.dash and behind.startswith(_PARENTHESES):
        return _dash_slip(key, place, value, marks.dash + behind, marks)
    if marks.begin(behind):
        return _bullet_slip(key, place, value)
    hint = _which_mark(marks)
    return Slip(place, (_whole(place, behind),), _unreadable(key, value), hint, is_exemplary=False)


def _slip_of_text(key: str, place: LineSpan, value: str, marks: Marks) -> Slip:
    """The slip of a value that is no answer, or of which nobody can tell what it is."""
    behind = value[1:].strip()
    if marks.of(behind):
        return _bullet_slip(key, place, value)
    if marks.dash and (not behind or behind.startswith(_PARENTHESES)):
        return _dash_slip(key, place, value, _declined(behind, marks), marks)
    if marks.dash:
        return _dash_slip(key, place, value, in_quotes(value), marks)
    return Slip(place, (_whole(place, in_quotes(value)),), _unreadable(key, value), _QUOTE_IT, fix=QUOTE)


def _dash_slip(key: str, place: LineSpan, value: str, right: str, marks: Marks) -> Slip:
    """The slip of the form's mark that is typed as a hyphen; `right` is what to read instead."""
    dash, shown = marks.dash, quotation(value)
    sign = Text(f"「{dash}」で", f"“{dash}”")
    if len(dash) == 1 and unicodedata.category(dash) == "Sm":
        point = f"U+{ord(dash):04X}"
        sign = Text(f"マイナス記号の「{dash}」（{point}）で", f"the minus sign “{dash}” ({point})")
    reason = Text("", "")
    if value == "-":
        reason = Text(
            f"理由は「{dash}（理由）」のように続けて書きます。", f" The reason goes with it: “{dash}（理由）”."
        )
    return Slip(
        place,
        (_whole(place, right),),
        _unreadable(key, value),
        Text(
            f"様式の「-」のつもりなら、{sign.ja}書いてください。{reason.ja}{_QUOTE_IT.ja}",
            f"If it is the form's mark “-”, write {sign.en}.{reason.en} {_QUOTE_IT.en}",
        ),
        fix=Text(f"「{shown}」を「{quotation(right)}」に直す", f"Replace “{shown}” by “{quotation(right)}”"),
    )


def _bullet_slip(key: str, place: LineSpan, value: str) -> Slip:
    """The slip of an answer that has a bullet before it; the answer itself stays as it was typed."""
    behind = value[1:].lstrip()
    return Slip(
        place,
        (LineEdit(place.line, place.start, place.start + len(value) - len(behind), ""),),
        _unreadable(key, value),
        Text(
            f"「{quotation(behind)}」の前の「- 」を削除してください。", f"Delete the “- ” before “{quotation(behind)}”."
        ),
        fix=Text("「- 」を削除する", "Delete the “- ”"),
    )


def _unreadable(key: str, value: str) -> Text:
    name = Text(f"「{quotation(key)}」の", f" of “{quotation(key)}”") if key else Text("", "")
    shown = quotation(value)
    return Text(
        f"{name.ja}「{shown}」は、このままでは読めません。YAMLでは、空白や行末の前にある半角の「-」が"
        "箇条書きの始まりになるためです。",
        f"The value “{shown}”{name.en} cannot be read as it stands: in YAML a “-” before a space or the end of the line "
        "starts a list.",
    )


def _which_mark(marks: Marks) -> Text:
    """What to do about an answer whose mark nobody can tell."""
    if not marks.offered:
        return _QUOTE_IT
    offered = Text("".join(f"「{mark}」" for mark in marks.offered), ", ".join(f"“{mark}”" for mark in marks.offered))
    return Text(
        f"この様式の記号は{offered.ja}です。どれかを書き、理由や補足は、その後に括弧で囲んで書いてください。",
        f"The form's marks are {offered.en}. Write one of them, and a reason or note in parentheses behind it.",
    )


def _whole(place: LineSpan, text: str) -> LineEdit:
    return LineEdit(place.line, place.start, place.end, text)


def _declined(reason: str, marks: Marks) -> str:
    """The form's dash with a reason in its parentheses, as it can be written in YAML."""
    right = marks.dash + reason
    return in_quotes(right) if ": " in right or " #" in right else right


def _starts_list(value: str) -> bool:
    return value == "-" or value.startswith("- ")


def _up_to_comma(text: str) -> str:
    """The entry at the start of `text`, up to a comma or closing bracket outside parentheses."""
    depth = 0
    for index, character in enumerate(text):
        if character in "（(":
            depth += 1
        elif character in "）)":
            depth -= 1
        elif character in ",}]" and depth <= 0:
            return text[:index].rstrip()
    return text.rstrip()
