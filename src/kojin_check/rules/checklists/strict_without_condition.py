"""KJ714: `strict` on an item without condition."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ714",
    name="strict-without-condition",
    severity=Severity.ERROR,
    title=Text("条件のない strict がある", "`strict` without a condition"),
    documentation=Documentation(
        what=Text(
            "条件（when）がないのに strict: true と書かれた項目を指摘します。",
            "Reports an item with `strict: true` and no condition (`when`).",
        ),
        why=Text(
            "strict は、条件に当てはまらないのに対策をすると答えたものを誤りにする印です。条件がなければ何も起きません。"
            "条件の書き忘れのことがあります。",
            "`strict` makes it an error to answer an item as met outside its condition. Without a condition it does "
            "nothing; perhaps the condition was forgotten.",
        ),
        instead=Text("条件（when）を書くか、strict を削除します。", "Write the condition, or delete `strict`."),
        bad="""\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 施錠保管, text: 金庫に保管する。, strict: true}]
""",
        good="""\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 施錠保管, text: 金庫に保管する。, when: {media: 紙媒体}, strict: true}]
""",
    ),
)
def strict_without_condition(context: VersionContext) -> Iterator[Violation]:
    for file in context.checklists:
        for located in context.edition.items(file):
            if located.item.strict and located.item.when is None and file.is_intact(*located.route, "when"):
                yield Violation(
                    (*located.route, "strict"),
                    Text(
                        f"「{located.item.id}」には条件（when）がないので、strict は働きません。",
                        f"“{located.item.id}” has no condition (when), so `strict` does nothing.",
                    ),
                    Text("when を書くか、strict を削除してください。", "Write `when`, or delete `strict`."),
                    part=Part.KEY,
                    item=located.ref,
                    tree=file.tree,
                )
