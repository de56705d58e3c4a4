"""KJ801: an answer that promises less than it did. The check itself is `kojin_check.since.comparison`: it needs both states."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ801",
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
