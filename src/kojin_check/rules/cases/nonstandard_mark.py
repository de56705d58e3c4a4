"""KJ104: a mark in another spelling than the form's."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.marks import Answer, written
from kojin_check.model.sheet import Row
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Route, ScalarNode
from kojin_check.rules.rule import Context, Documentation, Rewrite, Violation, rule

_INDICATORS = tuple("-?:,[]{}#&*!|>'\"%@`~")
"""What a plain scalar cannot always begin with."""


@rule(
    code="KJ104",
    name="nonstandard-mark",
    severity=Severity.WARNING,
    title=Text("記号の文字が様式と違う", "a mark in another spelling than the form's"),
    documentation=Documentation(
        what=Text(
            "様式の記号とよく似た別の文字（「○」の代わりの「〇」「◯」、「−」の代わりの「－」「ー」「―」など）や、"
            "記号を囲む引用符を指摘します。意味は読み取れるので、警告にとどめます。",
            "Reports a character that looks like a mark of the form but is another one (〇 or ◯ for ○; －, ー or ― for −), and "
            "quotation marks around a mark. The meaning is clear, so it is only a warning.",
        ),
        why=Text(
            "見た目が同じでも別の文字なので、ファイルを検索したり、回答を数えたり、以前の案件と比べたりするときに漏れます。",
            "It looks the same but is another character: searching files, counting answers and comparing cases will miss it.",
        ),
        instead=Text(
            "様式の文字に直します。kojin-check validate --fix で自動的に直せます。",
            "Use the form's character. kojin-check validate --fix does it for you.",
        ),
        bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          業務フロー: 〇
          施錠保管: －（電子データのみの取扱いのため）
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
          施錠保管: −（電子データのみの取扱いのため）
""",
    ),
    fixable=True,
)
def nonstandard_mark(context: Context) -> Iterator[Violation]:
    for sheet in context.sheets:
        for row in sheet.noteworthy:
            answer = row.answer
            if answer.is_canonical or row.means is None:
                continue
            right = _right(row)
            yield Violation(
                row.mark_route,
                *_explain(answer, right),
                item=row.ref,
                matter=sheet.index,
                correction=_rewrite(context, row.mark_route, answer.typed, right),
            )


def _explain(answer: Answer, right: str) -> tuple[Text, Text]:
    """What is wrong with the mark as it was typed, and what to write instead."""
    typed = quotation(answer.typed)
    if answer.mark in answer.typed:
        return (
            Text(
                f"「{typed}」は「{answer.mark}」とみなしましたが、引用符などの余分な文字が付いています。",
                f"“{typed}” was taken for “{answer.mark}”, but there is more around the mark, such as quotes.",
            ),
            Text(f"「{right}」とだけ書いてください。", f"Write just “{right}”."),
        )
    return (
        Text(
            f"「{typed}」（{_points(answer.typed)}）は「{answer.mark}」とみなしましたが、別の文字です。",
            f"“{typed}” ({_points(answer.typed)}) was taken for “{answer.mark}”, but it is another character.",
        ),
        Text(f"「{right}」（{_points(right)}）に直してください。", f"Write “{right}” ({_points(right)})."),
    )


def _right(row: Row) -> str:
    """What to write for what was typed: the mark, with its reason where the quotes were around both."""
    answer = row.answer
    behind = answer.reason if answer.in_parentheses is None else answer.in_parentheses
    quoted = behind if "（" in answer.typed or "(" in answer.typed else None
    return written(answer.mark, quoted)


def _points(text: str) -> str:
    """The code points of a mark; of a longer text only the first."""
    points = [f"U+{ord(character):04X}" for character in text]
    return " ".join(points) if len(points) <= 3 else f"{points[0]} …"


def _rewrite(context: Context, route: Route, typed: str, right: str) -> Rewrite | None:
    node = context.tree.node(route)
    if isinstance(node, ScalarNode) and node.style is None and right.startswith(_INDICATORS):
        return None  # Unquoted, it would no longer be text.
    return Rewrite(
        Text(
            f"「{quotation(typed)}」を「{quotation(right)}」に直す",
            f"Replace “{quotation(typed)}” by “{quotation(right)}”",
        ),
        route,
        typed,
        right,
    )
