"""KJ004: a key that case files do not have; found while reading."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ004",
        name="unknown-key",
        severity=Severity.ERROR,
        title=Text("決められていない項目名がある", "a key that does not exist"),
        documentation=Documentation(
            what=Text(
                "案件ファイルの書式にない項目名を指摘し、綴りの近いものがあれば示します。",
                "Reports a key that the format of case files does not have, and names the one that it is most like.",
            ),
            why=Text(
                "綴りを誤った項目は読まれません。例えば media を「medai」と書くと、媒体を申告していないのと同じになり、"
                "媒体による確認が行われません。",
                "A misspelt key is not read. With “medai” for media, for example, the matter declares no media and nothing "
                "that depends on them is checked.",
            ),
            instead=Text(
                "書式にある項目名に直します。書き留めておきたいことは remarks に書くか、「#」で始まるコメントにします。",
                "Use a key of the format. For notes there is remarks, and comments that start with “#”.",
            ),
            bad="""\
matters:
  - type: 業務委託
    checklist: 5
    medai: [電磁的媒体]
""",
            good="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
""",
        ),
        hiding=Hiding.NEVER,
    )
)
