"""KJ706: `formerly` names an item that the version before does not have, or that is still the same one."""

from collections.abc import Iterator, Mapping, Sequence

from kojin_check.findings import Severity, Text
from kojin_check.rules.lint_rule import ItemKey, LocatedItem, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.similarity import nearest


@lint_rule(
    code="KJ706",
    name="unknown-former-item",
    severity=Severity.ERROR,
    title=Text("formerly の指す項目がない", "`formerly` names no item of the version before"),
    documentation=Documentation(
        what=Text(
            "formerly（前の版での id）が、前の版にない項目を指すもの、新しい版にも同じ文言で残っている項目を指すものを指摘します。"
            "id をずらしたときは、文言の移った先の項目に書けます。",
            "Reports a `formerly` that names no item of the version before, or one that this version still has. Where ids were "
            "shifted, it may name an id that stands on another item now.",
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
    before = context.items_before()
    if before is None:
        return
    pairs = _declared_pairs(context)
    claimed = {was: is_now for is_now, was in pairs.items()}
    for file in context.checklists:
        for located in context.edition.items(file):
            name = located.item.formerly
            if name is None or located.key in pairs:
                continue
            other = claimed.get((*located.key[:2], name))
            yield _violation(context, located, name, [id_ for _, _, id_ in before], None if other is None else other[2])


def _violation(
    context: VersionContext, located: LocatedItem, name: str, former: Sequence[str], other: str | None
) -> Violation:
    """What is wrong with a `formerly` that leads nowhere.

    Args:
        context: the version.
        located: the item.
        name: what its `formerly` says.
        former: the ids of the version before.
        other: the id of another item of the side that names the same one.
    """
    assert context.predecessor is not None
    meant = None
    if other is not None:
        message = Text(
            f"formerly の「{name}」は、「{other}」の formerly でもあります。",
            f"“{name}” (formerly) is also what “{other}” was.",
        )
    elif name in located.file.content.by_actor[located.section.actor]:
        message = Text(
            f"formerly の「{name}」は、この版の「{located.section.actor}」にまだあります。",
            f"“{name}” (formerly) still stands under “{located.section.actor}” in this version.",
        )
    elif name in former:
        message = Text(
            f"文言は、前の版（{context.predecessor.name}）の「{name}」より「{located.item.id}」に近いものです。",
            f"The text is more like that of “{located.item.id}” in the version before ({context.predecessor.name}) than "
            f"like that of “{name}”.",
        )
    else:
        message = Text(
            f"formerly の「{name}」という項目は、前の版（{context.predecessor.name}）にありません。",
            f"The version before ({context.predecessor.name}) has no item “{name}”.",
        )
        meant = nearest(name, dict.fromkeys(former))
    return Violation((*located.route, "formerly"), message, _hint(meant), item=located.ref, tree=located.file.tree)


def _declared_pairs(context: VersionContext) -> Mapping[ItemKey, ItemKey]:
    """Which items are which of the version before, as a comparison of both versions takes `formerly`."""
    from kojin_check.diff.pairing import declared_pairs, pair_forms

    assert context.predecessor is not None
    old, new = (
        {file.content.number: file.content for file in edition.checklists}
        for edition in (context.predecessor, context.edition)
    )
    found = declared_pairs(pair_forms(old, new))
    return {(is_now.number, is_now.actor, is_now.id): (was.number, was.actor, was.id) for is_now, was in found.items()}


def _hint(meant: str | None) -> Text:
    if meant is None:
        return Text("formerly を削除してください。", "Delete `formerly`.")
    return Text(
        f"「{meant}」の間違いではありませんか。違うなら formerly を削除してください。",
        f"Did you mean “{meant}”? If not, delete `formerly`.",
    )
