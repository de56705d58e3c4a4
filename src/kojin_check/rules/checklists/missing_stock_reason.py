"""KJ715: a conditional item without a stock reason, where declining needs a reason."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Checklist, ItemDefinition, Means
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ715",
    name="missing-stock-reason",
    severity=Severity.WARNING,
    title=Text("不要なときの理由がない", "a conditional item without a stock reason"),
    documentation=Documentation(
        what=Text(
            "条件（when）があるのに、不要なときの理由（otherwise）がない項目を指摘します。"
            "不要を表す記号に理由が要らないチェックリストは除きます。",
            "Reports an item with a condition (`when`) and no stock reason (`otherwise`), on checklists where declaring an "
            "item not needed takes a reason.",
        ),
        why=Text(
            "otherwise は、雛形に前もって書き込まれ、指摘の直し方にも示されます。ないと、同じ理由を担当課ごとに考えることになります。",
            "`otherwise` is filled in on new forms and shown as what to write. Without it every department has to invent "
            "its own wording.",
        ),
        instead=Text("条件に当てはまらないときの理由を otherwise に書きます。", "Write the reason under `otherwise`."),
        bad="""\
# r9/1-業務委託.yaml
number: 1
marks:
  ○: {label: 対策が可能, means: met}
  −: {label: 対策の必要がない, means: not_applicable, reason: required}
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 施錠保管, text: 金庫に保管する。, when: {media: 紙媒体}}]
""",
        good="""\
# r9/1-業務委託.yaml
number: 1
marks:
  ○: {label: 対策が可能, means: met}
  −: {label: 対策の必要がない, means: not_applicable, reason: required}
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 施錠保管, text: 金庫に保管する。, when: {media: 紙媒体}, otherwise: 紙媒体を扱わないため}]
""",
    ),
)
def missing_stock_reason(context: VersionContext) -> Iterator[Violation]:
    for file in context.checklists:
        for located in context.edition.items(file):
            item = located.item
            if not _declining_takes_a_reason(file.content, item):
                continue
            if item.when is not None and not item.otherwise and file.is_intact(*located.route, "otherwise"):
                yield Violation(
                    (*located.route, "when"),
                    Text(
                        f"「{item.id}」には条件がありますが、不要なときの理由（otherwise）がありません。",
                        f"“{item.id}” has a condition, but no stock reason (otherwise).",
                    ),
                    Text(
                        "「otherwise: …のため」の形で、条件に当てはまらないときの理由を書いてください。",
                        "Write `otherwise:` with the reason to give when the condition does not hold.",
                    ),
                    item=located.ref,
                    tree=file.tree,
                )


def _declining_takes_a_reason(checklist: Checklist, item: ItemDefinition) -> bool:
    marks = checklist.scale_of(item).values()
    return not checklist.skips(item) and any(mark.means is Means.NOT_APPLICABLE and mark.needs_reason for mark in marks)
