"""KJ003: a key that stands twice in one mapping; found while reading."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ003",
        name="duplicate-key",
        severity=Severity.ERROR,
        title=Text("同じ項目名が2回書かれている", "a key stands twice"),
        documentation=Documentation(
            what=Text(
                "同じ場所に同じ項目名（チェックリストの対策を含む。）が2回以上書かれているものを、2回目の位置で指摘します。",
                "Reports a key, or an item of a checklist, that stands more than once in the same place, at its repetition.",
            ),
            why=Text(
                "同じ対策に「○」と「−」の両方が書かれていると、どちらが回答か分かりません。"
                "多くのプログラムは、何も言わずに後の方だけを読みます。",
                "If the same measure is answered both ○ and −, nobody knows which holds. "
                "Most programs read the last one without a word.",
            ),
            instead=Text("正しい方だけを残します。", "Keep the one that is right."),
            bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          業務フロー: ○
          業務フロー: −（定型業務のため）
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
        hiding=Hiding.NEVER,
    )
)
