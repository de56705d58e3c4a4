"""KJ712: a condition that can never be true."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.situation import where
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation

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
    vocabulary = context.edition.vocabulary
    if not context.edition.has_vocabulary:
        return
    for file, route, condition in context.edition.conditions():
        if vocabulary.understands(condition) and where(vocabulary, condition) == ():
            yield Violation(
                route,
                Text("この条件は、どんな案件でも成り立ちません。", "No matter can fulfil this condition."),
                _HINT,
                part=Part.KEY,
                tree=file.tree,
            )
    for file in context.checklists:
        applies = file.content.applies
        if applies is None or not vocabulary.understands(applies):
            continue
        for located in context.edition.items(file):
            when = located.item.when
            if when is None or not vocabulary.understands(when) or not where(vocabulary, when):
                continue  # An unfulfillable condition has been reported above, whatever `applies` says.
            users = where(vocabulary, applies, when)
            if users and not any(when.holds(situation) for situation in users):
                yield Violation(
                    (*located.route, "when"),
                    Text(
                        f"「{located.item.id}」の条件は、このチェックリストを用いる案件（applies）では成り立ちません。",
                        f"No matter that uses this checklist (applies) fulfils the condition of “{located.item.id}”.",
                    ),
                    _HINT,
                    part=Part.KEY,
                    item=located.ref,
                    tree=file.tree,
                )
