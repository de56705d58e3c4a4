"""KJ102: a mark that requires a reason stands without one."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import stock_answer
from kojin_check.model.sheet import Row, Sheet
from kojin_check.rules.phrases import labelled
from kojin_check.rules.rule import Context, Documentation, Violation, rule


@rule(
    code="KJ102",
    name="missing-reason",
    severity=Severity.ERROR,
    title=Text("理由が書かれていない", "a reason is missing"),
    documentation=Documentation(
        what=Text(
            "理由を必要とする記号（対策の必要がないことを表す「−」など）に、理由が書かれていないもの、括弧が空のものを指摘します。",
            "Reports a mark that requires a reason, such as − for a measure that is not needed, where the reason is absent or "
            "its parentheses are empty.",
        ),
        why=Text(
            "対策を行わないことが妥当かどうかは、理由がなければ審議できません。",
            "Whether a measure may be left out cannot be considered without the reason.",
        ),
        instead=Text(
            "記号の後に、括弧に入れて理由を書きます。",
            "Write the reason in parentheses behind the mark.",
        ),
        bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −
""",
        good="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（電子データのみの取扱いのため）
""",
    ),
)
def missing_reason(context: Context) -> Iterator[Violation]:
    for sheet in context.sheets:
        for row in sheet.noteworthy:
            if (
                row.requires_reason
                and not (row.answer.reason or "").strip()
                and not sheet.is_wrongly_declined(row)
                and context.decoded.is_intact(row.route)
            ):
                mark = labelled(row.answer.mark, row.scale)
                yield Violation(
                    context.reason_route(row),
                    Text(
                        f"「{row.item.id}」は{mark.ja}ですが、理由がありません。",
                        f"“{row.item.id}” is marked {mark.en}, but the reason is missing.",
                    ),
                    _hint(sheet, row),
                    item=row.ref,
                    matter=sheet.index,
                )


def _hint(sheet: Sheet, row: Row) -> Text:
    mark = row.answer.mark
    if row.answer.note:
        return Text(
            "理由は note ではなく reason に書いてください。",
            "Write the reason behind `reason`, not behind `note`.",
        )
    example = stock_answer(row.scale, row.item)
    if example is not None and example.startswith(mark) and sheet.needed(row) is False:
        return Text(f"例えば「{example}」のように書いてください。", f"For example: “{example}”.")
    return Text(
        f"「{mark}（理由）」のように、なぜそう言えるのかを括弧に入れて書いてください。",
        f"Write why, in parentheses: “{mark}（reason）”.",
    )
