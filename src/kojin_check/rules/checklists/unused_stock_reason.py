"""KJ716: a stock reason on an item that is always needed."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ716",
    name="unused-stock-reason",
    severity=Severity.WARNING,
    title=Text("使われない理由がある", "a stock reason that is never used"),
    documentation=Documentation(
        what=Text(
            "条件（when）がないのに、不要なときの理由（otherwise）が書かれた項目を指摘します。",
            "Reports an item with a stock reason (`otherwise`) and no condition (`when`).",
        ),
        why=Text(
            "条件のない項目はいつも必要なので、otherwise は使われません。条件の書き忘れのことがあります。",
            "An item without condition is always needed, so `otherwise` is never used; perhaps the condition was forgotten.",
        ),
        instead=Text("条件（when）を書くか、otherwise を削除します。", "Write the condition, or delete `otherwise`."),
        bad="""\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 施錠保管, text: 金庫に保管する。, otherwise: 紙媒体を扱わないため}]
""",
        good="""\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 施錠保管, text: 金庫に保管する。}]
""",
    ),
)
def unused_stock_reason(context: VersionContext) -> Iterator[Violation]:
    for file in context.checklists:
        for located in context.edition.items(file):
            if located.item.otherwise and located.item.when is None and file.is_intact(*located.route, "when"):
                yield Violation(
                    (*located.route, "otherwise"),
                    Text(
                        f"「{located.item.id}」には条件（when）がないので、otherwise は使われません。",
                        f"“{located.item.id}” has no condition (when), so `otherwise` is never used.",
                    ),
                    Text("when を書くか、otherwise を削除してください。", "Write `when`, or delete `otherwise`."),
                    part=Part.KEY,
                    item=located.ref,
                    tree=file.tree,
                )
