"""KJ723: an item that need not apply, on a form without a mark for that."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Means, marks_meaning
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ723",
    name="unanswerable-item",
    severity=Severity.ERROR,
    title=Text("不要と答えられない項目がある", "an item that cannot be answered as not needed"),
    documentation=Documentation(
        what=Text(
            "条件（when）のある項目が、不要という意味（means: not_applicable）の記号がないチェックリストにあるものを指摘します。",
            "Reports an item with a condition on a checklist that has no mark meaning `not_applicable`.",
        ),
        why=Text(
            "条件に当てはまらない案件は、その項目に正しく答えることができません。",
            "A matter outside the condition has no right answer to give.",
        ),
        instead=Text("不要の記号を加えるか、条件を削除します。", "Add such a mark, or delete the condition."),
        bad="""\
# r9/1-業務委託.yaml
number: 1
marks:
  ○: {label: 対策が可能, means: met}
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
    items: [{id: 施錠保管, text: 金庫に保管する。, when: {media: 紙媒体}}]
""",
    ),
)
def unanswerable_item(context: VersionContext) -> Iterator[Violation]:
    for file in context.checklists:
        if not context.edition.has_meanings(file):
            continue
        for located in context.edition.items(file):
            item = located.item
            declining = marks_meaning(file.content.scale_of(item), Means.NOT_APPLICABLE)
            if item.when is not None and not declining and not file.content.skips(item):
                yield Violation(
                    (*located.route, "when"),
                    Text(
                        f"「{located.item.id}」には条件がありますが、この様式には不要と答える記号がありません。",
                        f"“{located.item.id}” has a condition, but this form has no mark for what is not needed.",
                    ),
                    Text(
                        "marks に means: not_applicable の記号を加えるか、条件（when）を削除してください。",
                        "Add a mark with means: not_applicable, or delete `when`.",
                    ),
                    part=Part.KEY,
                    item=located.ref,
                    tree=file.tree,
                )
