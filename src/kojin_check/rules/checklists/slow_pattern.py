"""KJ739: a pattern of a stock reason on which a search may never end."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.patterns import slow_ones
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ739",
    name="slow-pattern",
    severity=Severity.ERROR,
    title=Text("探すのがいつまでも終わらない pattern がある", "a pattern on which a search may never end"),
    documentation=Documentation(
        what=Text(
            "stock_reasons の pattern のうち、理由の文によっては、探すのに文の長さの割にとても長い時間がかかるものを指摘します。"
            "その pattern に現れる文字を並べた文で、実際に試します。",
            "Reports a pattern under `stock_reasons` on which a search takes very long for the length of some reasons. Each is "
            "tried out on texts made of its own characters.",
        ),
        why=Text(
            "繰り返しの中に繰り返しがあると、一致のしかたが1文字ごとに2倍になります。ある案件の理由の1行で、確認が終わらなくなります。",
            "A repetition within a repetition doubles the ways to match with every character: one line of a case would keep "
            "every check from ending.",
        ),
        instead=Text(
            "「*」や「+」を重ねず、1つの pattern に2つまでにします。違う言い方は、別々の pattern に分けて書きます。",
            "Put no “*” or “+” within another, and no more than two in a pattern; write different wordings as patterns of "
            "their own.",
        ),
        bad="""\
# r9/version.yaml
media: {電磁的媒体: 電子データ, 紙媒体: 書類等の紙}
stock_reasons:
  - {pattern: '(紙.*)+のみ(です)+$', asserts: {media: {only: [紙媒体]}}}
""",
        good="""\
# r9/version.yaml
media: {電磁的媒体: 電子データ, 紙媒体: 書類等の紙}
stock_reasons:
  - {pattern: '紙.*のみ', asserts: {media: {only: [紙媒体]}}}
""",
    ),
    since="0.2.0",
)
def slow_pattern(context: VersionContext) -> Iterator[Violation]:
    reasons = context.definition.content.stock_reasons
    slow = slow_ones(tuple(stock.wording.pattern for stock in reasons))
    for index, stock in enumerate(reasons):
        if stock.wording.pattern in slow:
            yield Violation(
                ("stock_reasons", index, "pattern"),
                Text(
                    f"「{stock.pattern.pattern}」は、理由の文によっては、探すのがいつまでも終わりません。",
                    f"On some reasons a search for “{stock.pattern.pattern}” never ends.",
                ),
                Text(
                    "「*」や「+」の付いた括弧の中から「*」や「+」を除き、1つの pattern に2つまでにしてください。",
                    "Leave no “*” or “+” within brackets that are themselves repeated, and at most two in a pattern.",
                ),
                tree=context.definition.tree,
            )
