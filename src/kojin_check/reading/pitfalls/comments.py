"""A comment that begins with a full-width number sign: `＃ 覚え書き`."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Text
from kojin_check.reading.lines import split_line
from kojin_check.reading.pitfall import Proposal, Suspect, pitfall, run_of
from kojin_check.reading.repaired import LineEdit, LineSpan, Repaired, Slip

_SIGNS = ("＃", "♯", "﹟")


@pitfall(rank=15)
def full_width_number_sign(suspect: Suspect) -> Iterator[Proposal]:
    """The line, and those beside it, begin with a full-width number sign."""
    if proposal := run_of(number_sign_slip, suspect.repaired, suspect.number):
        yield proposal


def number_sign_slip(repaired: Repaired, number: int) -> Slip | None:
    """Gives the slip of a line that is a comment but for its first character."""
    parts = split_line(repaired.line(number))
    if not parts.text.startswith(_SIGNS, parts.indent):
        return None
    sign = parts.text[parts.indent]
    return Slip(
        LineSpan(number, parts.indent, parts.indent + 1),
        (LineEdit(number, parts.indent, parts.indent + 1, "#"),),
        Text(
            f"行頭の「{sign}」は半角の「#」ではないので、この行はコメントになりません。",
            f"The line starts with “{sign}”, not with the half-width “#”, so it is no comment.",
        ),
        Text("半角の「#」に直してください。", "Write the half-width “#”."),
        fix=Text(f"「{sign}」を「#」に直す", f"Replace “{sign}” by “#”"),
    )
