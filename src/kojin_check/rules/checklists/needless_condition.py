"""KJ713: a condition that always holds."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import LocatedItem, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.rules.settled_conditions import settled_conditions

_HINT = Text(
    "条件を削除するか、意図した条件に直してください。",
    "Delete the condition, or write the one that is meant.",
)


@lint_rule(
    code="KJ713",
    name="needless-condition",
    severity=Severity.WARNING,
    title=Text("いつも成り立つ条件がある", "a condition that is always true"),
    documentation=Documentation(
        what=Text(
            "どんな案件でも成り立つ条件を指摘します。項目の条件（when）は、そのチェックリストを用いる案件（applies）の中で"
            "確かめます。",
            "Reports a condition that every matter fulfils. The condition of an item is tried on the matters that use its "
            "checklist (applies).",
        ),
        why=Text(
            "いつも成り立つ条件は何も決めません。不要なときの理由（otherwise）も使われません。媒体の書き間違いのことがあります。",
            "It decides nothing, and its stock reason is never used. Often a medium was mistaken for another.",
        ),
        instead=Text("条件を直すか、条件を削除します。", "Correct the condition, or delete it."),
        bad="""\
# r9/version.yaml
media: {電磁的媒体: 電子データ, 紙媒体: 書類等の紙}
# r9/1-業務委託.yaml
number: 1
applies: {media: {only: [紙媒体]}}
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 施錠保管, text: 金庫に保管する。, when: {media: 紙媒体}}]
""",
        good="""\
# r9/version.yaml
media: {電磁的媒体: 電子データ, 紙媒体: 書類等の紙}
# r9/1-業務委託.yaml
number: 1
applies: {media: {only: [紙媒体]}}
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 施錠保管, text: 金庫に保管する。}]
""",
    ),
)
def needless_condition(context: VersionContext) -> Iterator[Violation]:
    for found in settled_conditions(context.edition):
        if found.holds:
            yield Violation(
                found.route,
                _message(found.item),
                _HINT,
                part=Part.KEY,
                item=None if found.item is None else found.item.ref,
                tree=found.file.tree,
            )


def _message(located: LocatedItem | None) -> Text:
    if located is None:
        return Text("この条件は、どんな案件でも成り立ちます。", "Every matter fulfils this condition.")
    item = located.item
    return Text(
        f"「{item.id}」の条件は、このチェックリストを用いる案件（applies）ではいつも成り立ちます。",
        f"Every matter that uses this checklist (applies) fulfils the condition of “{item.id}”.",
    )
