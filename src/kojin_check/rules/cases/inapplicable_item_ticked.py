"""KJ301: ○ on a strict item whose condition is false."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Means
from kojin_check.rules.phrases import declared_facts, instead_of_met
from kojin_check.rules.rule import Context, Documentation, Violation, rule


@rule(
    code="KJ301",
    name="inapplicable-item-ticked",
    severity=Severity.ERROR,
    title=Text("必要のない対策を行うと答えている", "a measure that cannot apply is marked as taken"),
    documentation=Documentation(
        what=Text(
            "案件が宣言した事実（取扱媒体など）からは必要がないはずの対策に「○」が付いているものを指摘します。",
            "Reports a measure that is marked as taken although the facts that the matter declares rule it out.",
        ),
        why=Text(
            "電子データのみの委託で「施錠保管: ○」とあれば、媒体の申告か回答のどちらかが誤りです。媒体の申告が誤りなら、"
            "紙で渡す個人情報の保護が審議されないままになります。",
            "If “locked storage” is ticked on an electronic-only contract, either the media or the answer is wrong. "
            "If it is the media, personal data on paper is handed over without anybody having considered it.",
        ),
        instead=Text(
            "対策が不要なら「−」と理由を書きます。実際に紙や可搬媒体を扱うなら、media に加えます。",
            "Write − with its reason if the measure is not needed; if paper or portable media are handled, add them to media.",
        ),
        bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: ○
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
def inapplicable_item_ticked(context: Context) -> Iterator[Violation]:
    for sheet in context.sheets:
        for row in sheet.conditional:
            item = row.item
            if item.strict and row.means in (Means.MET, Means.PARTIAL) and sheet.needed(row) is False:
                facts = declared_facts(sheet, row)
                yield Violation(
                    row.mark_route,
                    Text(
                        f"「{item.id}」に「{row.answer.mark}」が付いていますが、この案件は{facts.text.ja}です。",
                        f"“{item.id}” is marked “{row.answer.mark}”, but this matter declares {facts.text.en}.",
                    ),
                    instead_of_met(sheet, row),
                    item=row.ref,
                    matter=sheet.index,
                    related=facts.places,
                )
