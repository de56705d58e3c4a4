"""KJ505: a waiver that nobody approved. The check itself is `kojin_check.checking.waivers`."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ505",
        name="unapproved-waiver",
        severity=Severity.WARNING,
        since="0.2.0",
        title=Text("承認されていない免除がある", "a waiver that is not approved"),
        documentation=Documentation(
            what=Text(
                "承認者（approved_by）のない免除、KJ101 の免除で項目（item）のないもの、設定（waivers の require、allow）に合わない"
                "免除を指摘します。指摘はどれも免除されません。",
                "Reports a waiver without approver (approved_by), one of KJ101 without item, and one that does not meet the "
                "configuration (require and allow of waivers). None of them covers anything.",
            ),
            why=Text(
                "誰も認めていない免除で指摘が消えると、対策のないまま個人情報が渡されます。",
                "If a waiver that nobody accepted made findings disappear, personal data would be handed over unprotected.",
            ),
            instead=Text(
                "認められたら、認めた者を approved_by に書きます。認められないなら、免除を削除して問題を直します。",
                "Once it is accepted, write who accepted it (approved_by); otherwise delete it and correct the problem.",
            ),
            bad="""\
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
