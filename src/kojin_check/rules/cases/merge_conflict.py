"""KJ011: git's conflict markers; found while reading."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ011",
        name="merge-conflict",
        severity=Severity.ERROR,
        title=Text("gitの統合が途中のまま", "a git merge was left unfinished"),
        documentation=Documentation(
            what=Text(
                "gitの競合の印（「<<<<<<<」「>>>>>>>」で始まる行）を、ファイルごとに1件だけ、最初の印で指摘します。"
                "ほかの内容は確かめず、自動の修正もしません。",
                "Reports git's conflict markers (lines that begin with “<<<<<<<” or “>>>>>>>”) once a file, at the first. "
                "Nothing else is checked, and nothing is fixed.",
            ),
            why=Text(
                "印の間には食い違う2つの内容が並んでいて、どちらが正しいかは書いた人にしか分かりません。",
                "Between the markers stand two versions that differ, and only their writers know which one is right.",
            ),
            instead=Text(
                "正しい内容だけを残し、「<<<<<<<」「=======」「>>>>>>>」の行を全て削除します。",
                "Keep what is right and delete every line of “<<<<<<<”, “=======” and “>>>>>>>”.",
            ),
            bad="<<<<<<< HEAD\ntitle: 講座申込みの受付業務の委託について\n=======\ntitle: 講座の受付業務の委託について\n>>>>>>> 文化観光課\n",
            good="title: 講座申込みの受付業務の委託について\n",
        ),
        since="0.2.0",
        hiding=Hiding.NEVER,
    )
)
