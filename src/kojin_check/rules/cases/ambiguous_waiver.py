"""KJ506: a waiver that fits several matters. The check itself is `kojin_check.checking.waivers`."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ506",
        name="ambiguous-waiver",
        severity=Severity.ERROR,
        since="0.2.0",
        title=Text("どの付議事項の免除なのかが決まらない", "a waiver that fits several matters"),
        documentation=Documentation(
            what=Text(
                "同じ様式の付議事項が複数あるのに、どれの免除なのかを party で示していない免除を指摘します。",
                "Reports a waiver whose item several matters have, while no party tells which one is meant.",
            ),
            why=Text(
                "1つの委託先について認めたことが、ほかの委託先でも認められたことになってしまいます。",
                "What was accepted for one contractor would count as accepted for the others.",
            ),
            instead=Text(
                "免除の party に、付議事項の相手方の名称を書きます。",
                "Name the matter's other side in the waiver's party.",
            ),
            bad="""\
matters:
  - {type: 業務委託, checklist: 6, media: [紙媒体], party: {name: 株式会社甲}}
  - {type: 業務委託, checklist: 6, media: [紙媒体], party: {name: 株式会社乙}}
waivers:
  - rule: KJ301
    item: 6/区が行う/運用上/施錠保管
    reason: 紙の控えを保管するため
    approved_by: 区政情報課長
""",
            good="""\
matters:
  - {type: 業務委託, checklist: 6, media: [紙媒体], party: {name: 株式会社甲}}
  - {type: 業務委託, checklist: 6, media: [紙媒体], party: {name: 株式会社乙}}
waivers:
  - rule: KJ301
    item: 6/区が行う/運用上/施錠保管
    party: 株式会社甲
    reason: 紙の控えを保管するため
    approved_by: 区政情報課長
""",
        ),
        hiding=Hiding.BY_SELECTION,
    )
)
