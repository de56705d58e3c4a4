"""KJ005: a required key that is absent or blank; found while reading."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ005",
        name="missing-field",
        severity=Severity.ERROR,
        title=Text("必須の項目がない", "a required key is missing"),
        documentation=Documentation(
            what=Text(
                "必ず書く項目（schema、checklist_version、title、department、basis、matters、事項ごとの type、checklist、"
                "answers など）がないもの、空欄のものを指摘します。",
                "Reports a required key that is absent or blank: schema, checklist_version, title, department, basis, matters; "
                "in each matter type, checklist, answers.",
            ),
            why=Text(
                "どの版のどのチェックリストで確認するのか、何の案件なのかが決まらないと、ほかの確認ができません。",
                "Without them it is not settled which case this is and which checklist of which version it is held against.",
            ),
            instead=Text("項目名と内容を書き加えます。", "Add the key with its value."),
            bad="""\
schema: kojin-check/case/v1
checklist_version: r5
title: 講座申込みの受付業務の委託について
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers: {区が行う: {運用上: {業務フロー: ○}}}
""",
            good="""\
schema: kojin-check/case/v1
checklist_version: r5
title: 講座申込みの受付業務の委託について
department: 文化観光課
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers: {区が行う: {運用上: {業務フロー: ○}}}
""",
        ),
        hiding=Hiding.NEVER,
    )
)
