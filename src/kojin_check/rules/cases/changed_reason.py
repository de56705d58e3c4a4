"""KJ802: a reason that is not what it was. The check itself is `kojin_check.since.comparison`: it needs both states."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ802",
        name="changed-reason",
        severity=Severity.INFO,
        title=Text("以前の版から理由が変わっている", "a reason that has changed"),
        documentation=Documentation(
            what=Text(
                "validate --since で以前の版と比べたとき、記号は同じで理由だけが変わっている回答を指摘します。"
                "文字の幅と空白の違いは、変更とみなしません。",
                "With validate --since: reports answers with the same mark as before and another reason. "
                "Width of characters and spaces make no difference.",
            ),
            why=Text(
                "対策が必要ない理由は、付議のときに認められたものです。変わった理由は、改めて認める必要があります。",
                "The reason why a measure is not needed was accepted when the case was submitted; "
                "another reason has to be accepted anew.",
            ),
            instead=Text(
                "新しい理由が案件の内容に合っているか確かめます。意図した変更でなければ、元の理由に戻します。",
                "Make sure that the new reason fits the case; if the change was not intended, restore the old one.",
            ),
            before="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（電子データのみの取扱いのため）
""",
            bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（委託先が保管するため）
""",
            good="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（電子データのみの 取扱いのため）
""",
        ),
        hiding=Hiding.BY_SELECTION,
    )
)
