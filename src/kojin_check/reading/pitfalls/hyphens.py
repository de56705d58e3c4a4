"""The form's own mark, typed as it is printed: `施錠保管: -` and `施錠保管: - (理由)`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from kojin_check.findings import Text
from kojin_check.model.marks import MINUS
from kojin_check.reading.characters import quotation
from kojin_check.reading.outline import Outline, Shape
from kojin_check.reading.pitfall import Neighbour, Proposal, Suspect, in_quotes, pitfall
from kojin_check.reading.repaired import LineEdit, Place, Slip

_PARENTHESES = ("(", "（")


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
    whole = parts.value_text
    right = f"{MINUS}{whole[1:].lstrip()}" if is_continued else _instead_of(whole, suspect.outline)
    yield (hyphen_slip(parts.key, suspect.place(parts.value, parts.end), whole, right),)


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
        yield (hyphen_slip(key, suspect.place(at, at + len(value)), value, declined(value[1:])),)


def hyphen_slip(key: str, place: Place, value: str, right: str) -> Slip:
    """Gives the slip of a value that begins with a hyphen and a space.

    Args:
        key: the item that is answered.
        place: where the value stands.
        value: the value, such as `- (理由)`.
        right: what to read instead.
    """
    name = Text(f"「{quotation(key)}」の", f" of “{quotation(key)}”") if key else Text("", "")
    shown = quotation(value)
    reason = Text("", "")
    if value == "-":
        reason = Text(
            f"理由は「{MINUS}（理由）」のように続けて書きます。", f" The reason goes with it: “{MINUS}（理由）”."
        )
    return Slip(
        place,
        (LineEdit(place.line, place.start, place.end, right),),
        Text(
            f"{name.ja}「{shown}」は、このままでは読めません。YAMLでは、空白や行末の前にある半角の「-」が"
            "箇条書きの始まりになるためです。",
            f"The value “{shown}”{name.en} cannot be read as it stands: in YAML a “-” before a space or the end of the line "
            "starts a list.",
        ),
        Text(
            f"様式の「-」のつもりなら、マイナス記号の「{MINUS}」（U+2212）で書いてください。{reason.ja}"
            '文の始まりの「-」なら、全体を " " で囲んでください。',
            f"If it is the form's mark “-”, write the minus sign “{MINUS}” (U+2212).{reason.en} If a text begins with “-”, put "
            "the whole value in quotes.",
        ),
        fix=Text(f"「{shown}」を「{quotation(right)}」に直す", f"Replace “{shown}” by “{quotation(right)}”"),
    )


def declined(reason: str) -> str:
    """Gives the answer − with a reason that may or may not stand in parentheses, as it can be written in YAML."""
    reason = reason.strip()
    right = f"{MINUS}{reason}" if not reason or reason.startswith(_PARENTHESES) else f"{MINUS}（{reason}）"
    return in_quotes(right) if ": " in right or " #" in right else right


def _instead_of(value: str, outline: Outline) -> str:
    reason = value[1:].strip()
    if outline.shape is Shape.TEXT_OR_MAPPING or not reason or reason.startswith(_PARENTHESES):
        return declined(reason)
    return in_quotes(value)


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
