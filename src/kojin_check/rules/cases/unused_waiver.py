"""KJ503: a waiver that covers no finding. The check itself is `kojin_check.checking.waivers`: it needs all findings."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ503",
        name="unused-waiver",
        severity=Severity.WARNING,
        title=Text("何も免除していない免除がある", "a waiver that suppresses nothing"),
        documentation=Documentation(
            what=Text(
                "対応する指摘がない免除（waivers）と、免除できない規則の免除を指摘します。",
                "Reports waivers to which no finding corresponds, and waivers of rules that cannot be waived.",
            ),
            why=Text(
                "直した後に残った免除は、同じ項目に後で生じた別の問題まで見えなくします。",
                "A waiver left behind after the correction would also cover the next problem in the same place.",
            ),
            instead=Text(
                "免除を削除するか、対象の規則と項目を正しく書きます。",
                "Delete the waiver, or name the right rule and item.",
            ),
            bad="""\
waivers:
  - rule: KJ402
    reason: 試験のための接続に限るため
    approved_by: 区政情報課長
""",
            good="""\
matters:
  - type: 外部結合
    checklist: 4
    periods:
      - {name: 結合, from: 令和6年1月1日}
    milestones:
      - {name: 本稼働, date: 令和7年1月}
waivers:
  - rule: KJ402
    reason: 試験のための接続に限るため
    approved_by: 区政情報課長
""",
        ),
        hiding=Hiding.BY_SELECTION,
    )
)
