"""KJ103: a mark that the form does not offer."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Checklist, Scale, marks_meaning
from kojin_check.model.marks import Answer, corrected_to, leading_mark, look_alike, on_form, read_answer, written
from kojin_check.reading.characters import quotation
from kojin_check.regex import regex
from kojin_check.rules.phrases import answer_shape, offered_marks
from kojin_check.rules.rule import Context, Documentation, Violation, rule
from kojin_check.rules.vocabulary import leaves_open
from kojin_check.similarity import folded

_LONGEST_MARK = 6
"""A longer text without a mark is taken for a reason."""
_GIVES_A_REASON = regex("(?:ため|為|ので|から|のみ|だけ)[。）)]*$")
"""Without such an end a text can as well tell how the measure is taken: it is not put behind any mark."""


@rule(
    code="KJ103",
    name="mark-not-on-form",
    severity=Severity.ERROR,
    title=Text("様式にない記号が書かれている", "a mark that the form does not offer"),
    documentation=Documentation(
        what=Text(
            "様式にない記号（×、△、◎、レなど）や、記号のない回答を指摘し、その様式で使える記号を示します。"
            "「−」のない様式（「○」だけの様式）に書かれた「−」も指摘します。",
            "Reports a mark that the form does not offer (×, △, ◎ …) and an answer without a mark, and says which marks it "
            "offers; also − on a form that offers only ○.",
        ),
        why=Text(
            "様式の記号には決まった意味があります。ほかの記号では、対策を行うのかどうかを人によって違うように読めてしまいます。",
            "The marks of a form have a fixed meaning. Another mark can be read in different ways.",
        ),
        instead=Text(
            "様式にある記号のどれかを書きます。事情は、記号の後に括弧に入れて書き添えます。",
            "Write one of the form's marks; explain behind it, in parentheses.",
        ),
        bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          業務フロー: △
          手交時の運搬: 電子データのみの取扱いのため
          施錠保管: ×（電子データのみの取扱いのため）
""",
        good="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          業務フロー: ○
          手交時の運搬: −（電子データのみの取扱いのため）
          施錠保管: −（電子データのみの取扱いのため）
""",
    ),
)
def mark_not_on_form(context: Context) -> Iterator[Violation]:
    for sheet in context.sheets:
        for row in sheet.noteworthy:
            if not row.answer.is_blank and row.means is None:
                yield Violation(
                    row.mark_route,
                    *_explain(row.answer, row.scale, sheet.checklist),
                    item=row.ref,
                    matter=sheet.index,
                )


def _explain(answer: Answer, scale: Scale, checklist: Checklist) -> tuple[Text, Text]:
    """What is wrong with the answer, and what to write instead."""
    offered = offered_marks(scale)
    typed = quotation(answer.typed)
    unknown = Text(
        f"「{typed}」は、この様式（{checklist.number} {checklist.type}）にない記号です。",
        f"“{typed}” is not a mark of this form ({checklist.number} {checklist.type}).",
    )
    if _is_open(answer, scale):
        return (
            Text(
                f"「{typed}」では、どの記号なのかが決まっていません。",
                f"“{typed}” does not settle which mark it is.",
            ),
            Text(
                f"今の状態に合う記号を1つだけ書いてください（この様式の記号は{offered.ja}）。決まるまでは、空欄にしておいてください。",
                f"Write the one mark that holds now (this form offers {offered.en}). Leave it blank until that is decided.",
            ),
        )
    if (meant := _meant(answer, scale)) is not None:
        shape = answer_shape(meant, scale[meant].needed_fields)
        right = Text(written(meant, answer.reason), written(meant, answer.reason)) if answer.reason else shape
        return unknown, Text(
            f"「{right.ja}」と書いてください（この様式の記号は{offered.ja}）。",
            f"Write “{right.en}” (this form offers {offered.en}).",
        )
    if (leading := leading_mark(answer.typed, scale)) is not None:
        rest = written(leading.rest, answer.reason)
        return _explain_leading(leading.mark, rest, typed)
    if answer.reason is None and _is_reason(answer.typed):
        return _explain_reason(answer.typed, scale)
    return unknown, Text(f"この様式で書けるのは{offered.ja}です。", f"This form offers {offered.en}.")


_CORRECTION_SIGNS = ("→", "⇒", "➡", "⇨", "->", "=>", ">", "＞", "~", "〜", "～")
_DOUBTS = ("?", "？")


def _is_open(answer: Answer, scale: Scale) -> bool:
    """True where a mark of the form is doubted or corrected, so that only its author knows which one holds.

    `○?`, `○→−`, `○か−`, `○ 未定`: no hint may turn such an answer into a mark.
    """
    leading = leading_mark(answer.typed, scale)
    if leading is None:
        return leaves_open(answer.reason or "")
    others = (mark for mark in scale if mark != leading.mark and not mark.isalnum())
    return (
        any(doubt in answer.typed for doubt in _DOUBTS)
        or leading.rest.startswith(_CORRECTION_SIGNS)
        or corrected_to(leading.rest, scale) is not None
        or any(mark in leading.rest for mark in others)
        or leaves_open(leading.rest)
        or (answer.reason is not None and leaves_open(answer.reason))
    )


def _meant(answer: Answer, scale: Scale) -> str | None:
    """The mark of which the label was written, or a character that looks like it, or the mark in parentheses."""
    wanted = folded(answer.typed)
    for mark, one in scale.items():
        if one.label and folded(one.label) == wanted:
            return mark
    bare = _read(answer.typed.strip("（）()"), scale)
    if bare in scale:
        return bare
    like = look_alike(answer.typed, scale)
    # Of several marks that mean the same only the author knows which one is meant.
    return like if like is not None and len(marks_meaning(scale, scale[like].means)) == 1 else None


def _read(text: str, scale: Scale) -> str:
    """The mark as which the form reads `text`."""
    return on_form(read_answer(text), scale).mark


def _explain_leading(mark: str, rest: str, typed: str) -> tuple[Text, Text]:
    if not rest:
        return (
            Text(f"「{typed}」には、記号のほかの文字があります。", f"There is more than a mark in “{typed}”."),
            Text(f"「{mark}」とだけ書いてください。", f"Write just “{mark}”."),
        )
    right = quotation(written(mark, rest))
    return (
        Text(
            f"「{typed}」は、記号の後の文が括弧に入っていません。",
            f"In “{typed}”, the text behind the mark is not in parentheses.",
        ),
        Text(f"「{right}」のように、括弧に入れて書いてください。", f"Put it in parentheses: “{right}”."),
    )


def _is_reason(typed: str) -> bool:
    return typed[0] in "（(" or len(typed) > _LONGEST_MARK


def _explain_reason(typed: str, scale: Scale) -> tuple[Text, Text]:
    message = Text(
        f"「{quotation(typed)}」には記号がなく、理由だけが書かれています。",
        f"“{quotation(typed)}” is a reason without a mark.",
    )
    wanting = [mark for mark, one in scale.items() if one.needs_reason]
    if len(wanting) != 1 or leaves_open(typed) or not _GIVES_A_REASON.search(typed):
        offered = offered_marks(scale)
        return message, Text(f"この様式で書けるのは{offered.ja}です。", f"This form offers {offered.en}.")
    right = quotation(written(wanting[0], typed.strip().strip("（）()")))
    return message, Text(
        f"「{right}」のように、記号の後に括弧に入れて書いてください。",
        f"Write it behind the mark, in parentheses: “{right}”.",
    )
