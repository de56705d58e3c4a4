"""KJ302: − on an item whose condition is true."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.phrases import declared_facts, instead_of_declined
from kojin_check.rules.rule import Context, Documentation, Violation, rule


@rule(
    code="KJ302",
    name="needed-item-declined",
    severity=Severity.ERROR,
    title=Text("必要な対策が不要とされている", "a measure that is needed is declined"),
    documentation=Documentation(
        what=Text(
            "事項が申告した事実（取扱媒体、クラウドの利用など）から必要なはずの対策に「−」が付いているものを指摘します。"
            "条件のない対策には及びません。",
            "Reports a measure that is declined although the facts that the matter declares make it needed. "
            "Measures without a condition are not concerned.",
        ),
        why=Text(
            "紙媒体を扱う委託で「施錠保管: −」とあれば、紙の個人情報を守る対策が抜けたまま審議されます。",
            "If “locked storage” is declined on a contract that handles paper, the council decides on it without any "
            "measure that protects the paper.",
        ),
        instead=Text(
            "対策を行うなら「○」と書きます。本当に不要なら、申告（media や facts）の方を直します。",
            "Write ○ if the measure is taken; if it is really not needed, correct what the matter declares (media, facts).",
        ),
        bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体, 紙媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（電子データのみの取扱いのため）
""",
        good="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体, 紙媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: ○
""",
    ),
)
def needed_item_declined(context: Context) -> Iterator[Violation]:
    for sheet in context.sheets:
        for row in sheet.declined:
            item = row.item
            if sheet.is_wrongly_declined(row):
                facts = declared_facts(sheet, row)
                yield Violation(
                    row.mark_route,
                    Text(
                        f"「{item.id}」が「{row.answer.mark}」ですが、この案件は{facts.text.ja}なので、必要な対策です。",
                        f"“{item.id}” is answered “{row.answer.mark}”, but this matter declares {facts.text.en}, "
                        "so the measure is needed.",
                    ),
                    instead_of_declined(row),
                    item=row.ref,
                    matter=sheet.index,
                    related=facts.places,
                )
