"""KJ702: an item that only one of two sides has."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Checklist
from kojin_check.rules.lint_rule import LintedFile, LocatedItem, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation
from kojin_check.similarity import nearest

_SIDES = 2


@lint_rule(
    code="KJ702",
    name="missing-counterpart",
    severity=Severity.WARNING,
    title=Text("片側にしかない項目がある", "an item that only one side has"),
    documentation=Documentation(
        what=Text(
            "主体（actor）が2つあるチェックリストで、一方にだけある id の項目を指摘します。",
            "Reports an item that only one side has, on checklists with two actors.",
        ),
        why=Text(
            "同じ対策は両側で同じ id を持ちます。id が食い違うと、両側の回答の矛盾（KJ304）が見付けられません。"
            "項目の書き忘れのこともあります。",
            "The same measure has the same id on both sides. Where the ids differ, answers that disagree (KJ304) go "
            "unnoticed; or the item was forgotten on the other side.",
        ),
        instead=Text(
            "もう一方にも同じ id の項目を置きます。一方だけで行う対策なら、version.yaml の exceptions に理由を書きます。",
            "Give the other side an item with the same id. If only one side takes the measure, say so under `exceptions` "
            "in version.yaml.",
        ),
        bad="""\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items:
      - {id: 施錠保管, text: 金庫に保管する。}
  - actor: 事業者に行わせる
    kind: 運用上
    heading: 事業者に行わせる情報保護対策
    items:
      - {id: 施錠, text: 金庫に保管させる。}
""",
        good="""\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items:
      - {id: 施錠保管, text: 金庫に保管する。}
  - actor: 事業者に行わせる
    kind: 運用上
    heading: 事業者に行わせる情報保護対策
    items:
      - {id: 施錠保管, text: 金庫に保管させる。}
""",
    ),
)
def missing_counterpart(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each item without counterpart; where two ids are probably meant to be one, one for both.

    Silent while an id stands twice: the repetition is probably the counterpart that is missing.
    """
    for file in context.checklists:
        actors = file.content.actors
        if len(actors) != _SIDES or not file.is_intact("sections") or _repeats_an_id(file.content):
            continue
        ours, theirs = (_only_under(actor, file, context) for actor in actors)
        for name, located in ours.items():
            meant = nearest(name, theirs)
            if meant is None:
                yield _lonely(located, other=actors[1])
            else:
                yield _differing(theirs.pop(meant), located)
        for located in theirs.values():
            yield _lonely(located, other=actors[0])


def _repeats_an_id(checklist: Checklist) -> bool:
    return sum(1 for _ in checklist.placed_items()) != sum(len(items) for items in checklist.by_actor.values())


def _only_under(actor: str, file: LintedFile[Checklist], context: VersionContext) -> dict[str, LocatedItem]:
    """The items that only this side has, by id, in the form's order."""
    others = {name for side, items in file.content.by_actor.items() if side != actor for name in items}
    return {
        located.item.id: located
        for located in context.edition.items(file)
        if located.section.actor == actor and located.item.id and located.item.id not in others
    }


def _lonely(located: LocatedItem, other: str) -> Violation:
    actor, name = located.section.actor, located.item.id
    return Violation(
        (*located.route, "id"),
        Text(
            f"「{actor}」の「{name}」に当たる項目が「{other}」にありません。",
            f"“{name}” under “{actor}” has no counterpart under “{other}”.",
        ),
        Text(
            f"「{other}」にも「{name}」の項目を置くか、片側だけの対策なら version.yaml の exceptions に理由を書いてください。",
            f"Give “{other}” an item “{name}”, or state under `exceptions` in version.yaml why only one side has it.",
        ),
        item=located.ref,
        tree=located.file.tree,
    )


def _differing(located: LocatedItem, counterpart: LocatedItem) -> Violation:
    ours, theirs = counterpart.item.id, located.item.id
    return Violation(
        (*located.route, "id"),
        Text(
            f"「{theirs}」と、「{counterpart.section.actor}」の「{ours}」の id が違います。",
            f"The ids “{theirs}” and, under “{counterpart.section.actor}”, “{ours}” differ.",
        ),
        Text(
            "同じ対策なら id を揃え、別の対策なら version.yaml の exceptions に理由を書いてください。",
            "If they are the same measure, give them the same id; if not, say why under `exceptions` in version.yaml.",
        ),
        item=located.ref,
        related=(
            Place(
                (*counterpart.route, "id"),
                Text("対になりそうな項目", "its likely counterpart"),
                tree=counterpart.file.tree,
            ),
        ),
        tree=located.file.tree,
    )
