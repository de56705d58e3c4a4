"""KJ001: text that is not YAML; found while reading."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ001",
        name="yaml-syntax",
        severity=Severity.ERROR,
        title=Text("YAMLとして読めない", "the file cannot be read as YAML"),
        documentation=Documentation(
            what=Text(
                "ファイルの書き方がYAMLの決まりから外れていて読み取れない箇所を、何が起きているかの説明とともに指摘します。",
                "Reports the place where the text breaks the notation of YAML, with an explanation of what happened there.",
            ),
            why=Text(
                "読み取れない箇所より後の内容は確認できません。全角の「：」や行頭の全角空白、様式のままの「-」のように、"
                "人の目には正しく見えるものが原因であることがほとんどです。",
                "Nothing behind that place can be checked. The cause is usually something that looks right to a person: "
                "a full-width colon, a full-width space as indentation, the form's own mark typed as “-”.",
            ),
            instead=Text(
                "「項目名: 内容」のように、半角の「:」と半角の空白で区切り、字下げも半角の空白で書きます。"
                '「-」などYAMLの記号で始まる内容は、全体を " " で囲みます。',
                "Write “key: value” with a half-width colon and a half-width space, and indent with half-width spaces. "
                'Put a value that starts with a sign of YAML, such as “-”, in " ".',
            ),
            bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: -
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
        fixable=True,
        hiding=Hiding.NEVER,
    )
)
