"""KJ008: a file beyond the limits of size, nesting or number of values; found while reading."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ008",
        name="too-large",
        severity=Severity.ERROR,
        title=Text("ファイルが大きすぎる", "the file is too large"),
        documentation=Documentation(
            what=Text(
                "5 MiBを超えるファイル、64段より深い入れ子、20万個を超える値、1,000件を超える事項を指摘します。"
                "1つのファイルの指摘が1,000件を超えたときは、そこで打ち切ったことを示します。",
                "Reports a file of more than 5 MiB, nested deeper than 64 levels, or with more than 200,000 values or 1,000 "
                "matters; and of more than 1,000 findings in a file, that only those are shown.",
            ),
            why=Text(
                "1件の案件は大きくても数十KBです。これを超えるのは、別のファイルを指定したか、括弧を書き過ぎたときです。"
                "際限なく読むと、確認全体が止まってしまいます。",
                "A case has some tens of kilobytes at most. More than this is another file given by mistake, or stray "
                "brackets; reading without a limit would hold up everything else.",
            ),
            instead=Text(
                "1つのファイルには1件の案件だけを書きます。括弧や行頭の「-」の書き過ぎがないか確かめます。",
                "Write one case in a file. Check for stray brackets and dashes.",
            ),
            bad="title: " + "[" * 65 + "講座申込みの受付業務の委託について" + "]" * 65 + "\n",
            good="title: 講座申込みの受付業務の委託について\n",
        ),
        hiding=Hiding.NEVER,
    )
)
