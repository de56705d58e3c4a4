"""KJ724: a pattern of a stock reason that every reason matches."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ724",
    name="boundless-pattern",
    severity=Severity.ERROR,
    title=Text("どんな理由にも一致する pattern がある", "a pattern that every reason matches"),
    documentation=Documentation(
        what=Text(
            "stock_reasons の pattern のうち、空の文にも一致するもの、つまりどんな理由にも一致するものを指摘します。",
            "Reports a pattern under `stock_reasons` that an empty text matches, and therefore every reason.",
        ),
        why=Text(
            "案件に書かれた全ての理由が、述べてもいない事実（asserts）と比べられ、誤りとされてしまいます。",
            "Every reason in every case would be held against facts (asserts) that it does not state.",
        ),
        instead=Text(
            "必ず現れる語を書きます。「*」や「?」は、付いた部分がなくてもよいという意味です。",
            "Write the words that must occur; what “*” or “?” follows may be absent.",
        ),
        bad="""\
# r9/version.yaml
media: {電磁的媒体: 電子データ, 紙媒体: 書類等の紙}
stock_reasons:
  - {pattern: '(紙媒体のみ)?', asserts: {media: {only: [紙媒体]}}}
""",
        good="""\
# r9/version.yaml
media: {電磁的媒体: 電子データ, 紙媒体: 書類等の紙}
stock_reasons:
  - {pattern: '紙(媒体)?のみ', asserts: {media: {only: [紙媒体]}}}
""",
    ),
)
def boundless_pattern(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each pattern that an empty text matches; a blank one is a missing field."""
    for index, stock in enumerate(context.definition.content.stock_reasons):
        if stock.pattern.pattern.strip() and stock.wording.search(""):
            yield Violation(
                ("stock_reasons", index, "pattern"),
                Text(
                    f"「{stock.pattern.pattern}」は、どんな理由にも一致します。",
                    f"Every reason matches “{stock.pattern.pattern}”.",
                ),
                Text(
                    "必ず現れる語を書いてください。「*」や「?」の付いた部分は、なくても一致します。",
                    "Write the words that must occur; what “*” or “?” follows may be absent.",
                ),
                tree=context.definition.tree,
            )
