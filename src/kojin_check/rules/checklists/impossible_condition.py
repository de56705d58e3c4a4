"""KJ712: a condition that can never be true."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import LocatedItem, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.rules.settled_conditions import settled_conditions

_HINT = Text(
    "条件の事実、値、any_of・all_of・none_of・only の使い分けを確かめてください。",
    "Check facts and values, and which of any_of, all_of, none_of and only is meant.",
)


@lint_rule(
    code="KJ712",
    name="impossible-condition",
    severity=Severity.ERROR,
    title=Text("決して成り立たない条件がある", "a condition that can never be true"),
    documentation=Documentation(
        what=Text(
            "どんな案件でも成り立たない条件を指摘します。項目の条件（when）は、そのチェックリストを用いる案件（applies）の中で"
            "確かめます。",
            "Reports a condition that no matter can fulfil. The condition of an item is tried on the matters that use its "
            "checklist (applies).",
        ),
        why=Text(
            "条件が成り立たない項目は、誰からも求められません。書き間違いなら、必要な対策が抜け落ちます。",
            "An item whose condition never holds is never asked for. If that is a slip, a needed measure is lost.",
        ),
        instead=Text("条件を直すか、項目を削除します。", "Correct the condition, or delete the item."),
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
    items: [{id: 通信の暗号化, text: 通信を暗号化する。, when: {media: 電磁的媒体}}]
""",
        good="""\
# r9/version.yaml
media: {電磁的媒体: 電子データ, 紙媒体: 書類等の紙}
# r9/1-業務委託.yaml
number: 1
applies: {media: 紙媒体}
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 通信の暗号化, text: 通信を暗号化する。, when: {media: 電磁的媒体}}]
""",
    ),
)
def impossible_condition(context: VersionContext) -> Iterator[Violation]:
    for found in settled_conditions(context.edition):
        if not found.holds:
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
        return Text("この条件は、どんな案件でも成り立ちません。", "No matter can fulfil this condition.")
    item = located.item
    return Text(
        f"「{item.id}」の条件は、このチェックリストを用いる案件（applies）では成り立ちません。",
        f"No matter that uses this checklist (applies) fulfils the condition of “{item.id}”.",
    )
