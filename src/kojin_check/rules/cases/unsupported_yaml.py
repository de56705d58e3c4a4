"""KJ007: parts of YAML that case files do without; found while reading."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ007",
        name="unsupported-yaml",
        severity=Severity.ERROR,
        title=Text("使えないYAMLの機能が使われている", "a feature of YAML that is not supported"),
        documentation=Documentation(
            what=Text(
                "YAMLのアンカー（&）、参照（*）、型指定（!）、マージ（<<）、1つのファイルに複数の文書を書く「---」を指摘します。",
                "Reports anchors (&), aliases (*), tags (!), merge keys (<<) and several documents in one file (---).",
            ),
            why=Text(
                "参照を使うと、1か所の変更が別の回答まで変えてしまい、どの行が何の回答なのか、読む人に分からなくなります。"
                "記号のつもりで書いた文字が、機能として読まれていることもあります。",
                "With aliases, a change in one place changes answers elsewhere, and a reader cannot tell which line answers "
                "what. Often the sign was meant as plain text and is read as a feature.",
            ),
            instead=Text(
                '内容をそれぞれの場所にそのまま書きます。文字として使うときは、全体を " " で囲みます。案件ごとにファイルを分けます。',
                'Write the content out in each place. To use the sign as text, put the whole value in " ". '
                "Write one case in a file.",
            ),
            bad="""\
matters:
  - type: 電算処理
    data_items: &items [氏名, 住所]
  - type: 業務委託
    data_items: *items
""",
            good="""\
matters:
  - type: 電算処理
    data_items: [氏名, 住所]
  - type: 業務委託
    data_items: [氏名, 住所]
""",
        ),
        hiding=Hiding.NEVER,
    )
)
