"""KJ801: an answer that promises less than it did; found by `kojin_check.since`, which has both states."""

from __future__ import annotations

from kojin_check.findings import Severity, Text
from kojin_check.model.marks import written
from kojin_check.model.sheet import Row
from kojin_check.reading.characters import quotation
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule, Violation

RELAXED_ANSWER = "KJ801"

RULES.add(
    Rule(
        code=RELAXED_ANSWER,
        name="relaxed-answer",
        severity=Severity.INFO,
        title=Text("以前の版より対策が緩められている", "an answer that promises less than it did"),
        documentation=Documentation(
            what=Text(
                "validate --since で以前の版と比べたとき、対策を行うとしていた回答（○）が、必要がない（−）など、"
                "約束の少ない回答に変わっていれば指摘します。",
                "With validate --since: reports answers that said that a measure is taken (○) and now say less, "
                "for example that it is not needed (−).",
            ),
            why=Text(
                "一度付議した対策の取りやめは、多くの変更に紛れて見落とされやすく、保護の水準を下げます。",
                "A measure that is given up after it was submitted is easily overlooked among many changes, "
                "and lowers the protection.",
            ),
            instead=Text(
                "対策をやめてよい理由を確かめます。意図した変更でなければ、回答を元に戻します。",
                "Make sure that the measure can be given up; if the change was not intended, restore the answer.",
            ),
            before="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          業務フロー: ○
""",
            bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          業務フロー: −（手順が簡単なため）
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
""",
        ),
        hiding=Hiding.BY_SELECTION,
    )
)


def relaxed_answer(was: Row, row: Row, matter: int, revision: str) -> Violation:
    """Gives the violation of an answer that promises less than it did in `revision`."""
    before, after = _answer(was), _answer(row)
    mark = was.answer.mark
    return Violation(
        row.mark_route,
        Text(
            f"「{revision}」では{before.ja}だった回答が、{after.ja}に変わっています。",
            f"The answer was {before.en} in “{revision}”; now it is {after.en}.",
        ),
        Text(
            f"対策をやめてよい理由を確かめてください。意図した変更でなければ「{mark}」に戻してください。",
            f"Make sure that the measure can be given up. If this was not intended, write “{mark}” again.",
        ),
        item=row.ref,
        matter=matter,
    )


def _answer(row: Row) -> Text:
    """The answer with what its mark says on the form: 「−（紙媒体のみ）」（対策の必要がない）."""
    if row.answer.is_blank:
        return Text("空欄（答えなくてよい項目）", "blank (nothing need be answered)")
    answer = written(row.answer.mark, quotation(row.answer.reason or ""))
    label = row.scale[row.answer.mark].label
    return Text(f"「{answer}」" + (f"（{label}）" if label else ""), f"“{answer}”" + (f" ({label})" if label else ""))
