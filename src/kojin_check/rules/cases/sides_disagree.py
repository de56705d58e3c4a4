"""KJ304: the same item is taken on one side and declined on the other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Means
from kojin_check.model.sheet import Row, Sheet
from kojin_check.rules.rule import Context, Documentation, Place, Violation, rule


@rule(
    code="KJ304",
    name="sides-disagree",
    severity=Severity.WARNING,
    title=Text("行う者によって回答が食い違う", "the two sides answer the same measure differently"),
    documentation=Documentation(
        what=Text(
            "同じ事項の同じ対策に、一方の側（区が行う）では「○」、もう一方の側（事業者に行わせる）では「−」と答えている"
            "ものを指摘します。他の規則が指摘した回答は比べません。",
            "Reports a measure of one matter that is taken on one side (the ward's) and declined on the other (the "
            "contractor's). Answers that other rules have reported are not compared.",
        ),
        why=Text(
            "区と事業者の対策は対になっています。片方だけ不要ということはまれで、たいていは記入の誤りです。",
            "The measures of the two sides belong together. That only one side needs one is rare; mostly it is a slip.",
        ),
        instead=Text(
            "両方の側の回答をそろえます。片方だけ不要なのが正しければ、waivers に理由を書いて残します。",
            "Give both sides the same answer. If one side really does not need the measure, keep it with a reason in waivers.",
        ),
        bad="""\
matters:
  - type: 外部結合
    checklist: 4
    answers:
      区が行う:
        システム上:
          通信の暗号化: ○
      事業者に行わせる:
        システム上:
          通信の暗号化: −（専用線で結合するため）
""",
        good="""\
matters:
  - type: 外部結合
    checklist: 4
    answers:
      区が行う:
        システム上:
          通信の暗号化: ○
      事業者に行わせる:
        システム上:
          通信の暗号化: ○
""",
    ),
    yields=True,
)
def sides_disagree(context: Context) -> Iterator[Violation]:
    """Yields one violation for each answer that is not met and that another side of the same sheet answers otherwise.

    Of two sides that both do not take the measure, the one that says that it is not needed is reported.
    """
    for sheet in context.sheets:
        not_met = [row for row in sheet.not_met if row.route not in context.flagged]
        ids = {row.item.id for row in not_met}
        same: defaultdict[str, list[Row]] = defaultdict(list)
        for row in sheet.rows if ids else ():
            if row.item.id in ids and row.means is not None and row.route not in context.flagged:
                same[row.item.id].append(row)
        for row in not_met:
            wanted = _AGAINST.get(row.means, ()) if row.means else ()
            others = [other for other in same[row.item.id] if other.means in wanted and _are_alike(sheet, row, other)]
            if others:
                yield _violation(sheet, row, others)


_AGAINST: Mapping[Means, tuple[Means, ...]] = {
    Means.NOT_APPLICABLE: (Means.MET, Means.PARTIAL, Means.UNMET, Means.EXCUSED),
    Means.UNMET: (Means.MET,),
}
"""With which answers each is held to disagree; every pair once."""


def _are_alike(sheet: Sheet, one: Row, other: Row) -> bool:
    """True where both sides need the measure, or do not, under the same condition: then the answers compare."""
    return one.item.when == other.item.when or (
        sheet.needed(one) is not None and sheet.needed(one) is sheet.needed(other)
    )


def _violation(sheet: Sheet, row: Row, others: list[Row]) -> Violation:
    actors = "」「".join(other.section.actor for other in others)
    mark = others[0].answer.mark
    return Violation(
        row.mark_route,
        Text(
            f"「{row.item.id}」は、「{row.section.actor}」では「{row.answer.mark}」ですが、「{actors}」では「{mark}」です。",
            f"“{row.item.id}” is “{row.answer.mark}” under “{row.section.actor}”, but “{mark}” under “{actors}”.",
        ),
        Text(
            f"両方を「{mark}」か「{row.answer.mark}」にそろえてください。違うのが正しければ、waivers に理由を"
            "書いて残してください。",
            f"Write “{mark}” or “{row.answer.mark}” for both. If only one side needs the measure, keep it with a reason "
            "in waivers.",
        ),
        item=row.ref,
        matter=sheet.index,
        related=tuple(
            Place(
                other.mark_route,
                Text(f"「{other.section.actor}」の回答はここです", f"the answer under “{other.section.actor}”"),
            )
            for other in others
        ),
    )
