"""KJ706: `formerly` names an item that the version before does not have, or that still exists."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.similarity import nearest


@lint_rule(
    code="KJ706",
    name="unknown-former-item",
    severity=Severity.ERROR,
    title=Text("formerly の指す項目がない", "`formerly` names no item of the version before"),
    documentation=Documentation(
        what=Text(
            "formerly（前の版での id）が、前の版にない項目を指すもの、新しい版にも残っている項目を指すものを指摘します。",
            "Reports a `formerly` that names no item of the version before, or one that this version still has.",
        ),
        why=Text(
            "formerly が誤っていると、版の比較では追加と削除に見え、案件を移すときに回答が引き継がれません。",
            "With a wrong `formerly` the item looks added, the old one removed, and answers are not carried over.",
        ),
        instead=Text(
            "前の版の id を正しく書くか、formerly を削除します。", "Write the old id correctly, or delete `formerly`."
        ),
        bad="""\
# r8/version.yaml
id: r8
# r8/1-業務委託.yaml
number: 1
sections:
  - {actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 施錠保管, text: 金庫に保管する。}]}
# r9/version.yaml
id: r9
supersedes: r8
# r9/1-業務委託.yaml
number: 1
sections:
  - {actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 金庫, formerly: 施錠保菅, text: 金庫に保管する。}]}
""",
        good="""\
# r8/version.yaml
id: r8
# r8/1-業務委託.yaml
number: 1
sections:
  - {actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 施錠保管, text: 金庫に保管する。}]}
# r9/version.yaml
id: r9
supersedes: r8
# r9/1-業務委託.yaml
number: 1
sections:
  - {actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 金庫, formerly: 施錠保管, text: 金庫に保管する。}]}
""",
    ),
)
def unknown_former_item(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each `formerly` that leads nowhere; silent where the version before is not at hand."""
    predecessor = context.predecessor
    if predecessor is None or not all(file.is_intact("sections") for file in predecessor.checklists):
        return
    former = list(
        dict.fromkeys(located.item.id for file in predecessor.checklists for located in predecessor.items(file))
    )
    for file in context.checklists:
        for located in context.edition.items(file):
            name = located.item.formerly
            if name is None:
                continue
            if name in file.content.by_actor[located.section.actor]:
                message = Text(
                    f"formerly の「{name}」は、この版の「{located.section.actor}」にまだあります。",
                    f"“{name}” (formerly) still stands under “{located.section.actor}” in this version.",
                )
                meant = None
            elif name not in former:
                message = Text(
                    f"formerly の「{name}」という項目は、前の版（{predecessor.name}）にありません。",
                    f"The version before ({predecessor.name}) has no item “{name}”.",
                )
                meant = nearest(name, former)
            else:
                continue
            yield Violation((*located.route, "formerly"), message, _hint(meant), item=located.ref, tree=file.tree)


def _hint(meant: str | None) -> Text:
    if meant is None:
        return Text("formerly を削除してください。", "Delete `formerly`.")
    return Text(
        f"「{meant}」の間違いではありませんか。違うなら formerly を削除してください。",
        f"Did you mean “{meant}”? If not, delete `formerly`.",
    )
