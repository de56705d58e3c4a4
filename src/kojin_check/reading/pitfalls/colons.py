"""A colon that YAML does not take for the one between key and value: `件名：x`, `title:x`, `title:　x`."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Text
from kojin_check.reading.characters import UNUSUAL_SPACE, named, quotation
from kojin_check.reading.lines import misread_colon, split_line
from kojin_check.reading.pitfall import Proposal, Suspect, pitfall, run_across_levels, run_of
from kojin_check.reading.repaired import LineEdit, LineSpan, Repaired, Slip


@pitfall(rank=20)
def colon(suspect: Suspect) -> Iterator[Proposal]:
    """The line, and those beside it, have a key whose colon is full-width or is not followed by a space."""
    for run in (run_of, run_across_levels):
        if proposal := run(colon_slip, suspect.repaired, suspect.number):
            yield proposal


def colon_slip(repaired: Repaired, number: int) -> Slip | None:
    """Gives the slip of a line that looks like `key: value` but for its colon."""
    parts = split_line(repaired.line(number))
    at = misread_colon(parts)
    if at < 0:
        return None
    text = parts.text
    key = text[parts.body : at].rstrip()
    behind = at + 1 + _leading_blanks(text[at + 1 : parts.end])
    replacement = ": " if behind < parts.end else ":"
    message, hint = _explanation(
        text[at], quotation(key), quotation(text[parts.body : parts.end]), text[at + 1 : behind]
    )
    return Slip(
        LineSpan(number, at, at + 1),
        (LineEdit(number, parts.body + len(key), behind, replacement),),
        message,
        hint,
        fix=Text("区切りを半角の「:」と空白に直す", "Write “: ” with a half-width colon and a space"),
    )


def _leading_blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


def _explanation(character: str, key: str, line: str, blanks: str) -> tuple[Text, Text]:
    if character != ":":
        return (
            Text(
                f"「{key}」の後のコロンが全角の「{character}」です。YAMLでは半角の「:」だけが区切りなので、"
                "項目名と内容が1つの文になってしまいます。",
                f"The colon behind “{key}” is full-width (“{character}”). Only a half-width “:” parts key and value, so "
                "both together are read as one text.",
            ),
            Text(
                "半角の「:」と半角の空白で区切ってください。",
                "Write a half-width colon and a half-width space.",
            ),
        )
    if found := UNUSUAL_SPACE.match(blanks):
        name = named(found[0])
        return (
            Text(
                f"「{key}:」の後の空白が{name.ja}です。YAMLでは「:」の後が半角の空白でないと区切りになりません。",
                f"The space behind “{key}:” is {name.en}. Only a “:” before a half-width space parts key and value.",
            ),
            Text("「:」の後の空白を半角にしてください。", "Write a half-width space behind “:”."),
        )
    return (
        Text(
            f"「{key}:」の後に空白がありません。このままでは「{line}」の全体が1つの文として読まれます。",
            f"There is no space behind “{key}:”, so “{line}” as a whole is read as one text.",
        ),
        Text("「:」の後に半角の空白を1つ入れてください。", "Write one space behind “:”."),
    )
