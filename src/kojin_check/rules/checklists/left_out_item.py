"""KJ708: an item that was added to all forms but one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from kojin_check.findings import ItemRef, Severity, Text
from kojin_check.model.checklist import Checklist
from kojin_check.reading.characters import quotation
from kojin_check.rules.lint_rule import ItemKey, LintedFile, LocatedItem, VersionContext, form_numbers, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation


@lint_rule(
    code="KJ708",
    name="left-out-item",
    severity=Severity.WARNING,
    since="0.2.0",
    title=Text("1つの様式だけに加わっていない項目がある", "an item that was added to all forms but one"),
    documentation=Documentation(
        what=Text(
            "この版で2つ以上の様式に加わった項目が、それらとよく似た（項目の半分より多くが同じ）様式のうち1つだけにないものを"
            "指摘します。",
            "Reports an item that this version adds to two or more forms, where of the forms like them (more than half of "
            "the items are the same) just one lacks it.",
        ),
        why=Text(
            "加えた対策は、同じような様式の全てに加えるものです。1つだけ加え忘れても、その様式だけを見たのでは分かりません。",
            "A new measure belongs on all forms of a kind. That it was forgotten on one cannot be seen on that form.",
        ),
        instead=Text(
            "その様式にも加えます。その様式には要らないなら、version.yaml の exceptions に理由を書きます。",
            "Add it there too. If that form does not need it, say so under `exceptions` in version.yaml.",
        ),
        bad="""\
# r8/version.yaml
id: r8
# r8/1-業務委託.yaml
number: 1
sections: [{actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 管理簿, text: 管理簿に記載する。}]}]
# r8/2-指定管理.yaml
number: 2
sections: [{actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 管理簿, text: 管理簿に記載する。}]}]
# r8/3-外部提供.yaml
number: 3
sections: [{actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 管理簿, text: 管理簿に記載する。}]}]
# r9/version.yaml
id: r9
supersedes: r8
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 対策
    items: [{id: 管理簿, text: 管理簿に記載する。}, {id: 施錠, text: 金庫に保管する。}]
# r9/2-指定管理.yaml
number: 2
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 対策
    items: [{id: 管理簿, text: 管理簿に記載する。}, {id: 施錠, text: 金庫に保管する。}]
# r9/3-外部提供.yaml
number: 3
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 対策
    items: [{id: 管理簿, text: 管理簿に記載する。}]
""",
        good="""\
# r8/version.yaml
id: r8
# r8/1-業務委託.yaml
number: 1
sections: [{actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 管理簿, text: 管理簿に記載する。}]}]
# r8/2-指定管理.yaml
number: 2
sections: [{actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 管理簿, text: 管理簿に記載する。}]}]
# r9/version.yaml
id: r9
supersedes: r8
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 対策
    items: [{id: 管理簿, text: 管理簿に記載する。}, {id: 施錠, text: 金庫に保管する。}]
# r9/2-指定管理.yaml
number: 2
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 対策
    items: [{id: 管理簿, text: 管理簿に記載する。}, {id: 施錠, text: 金庫に保管する。}]
""",
    ),
)
def left_out_item(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each item that one form lacks; silent without the version before."""
    before = context.items_before()
    if before is None or not all(file.is_intact("sections") for file in context.checklists):
        return
    for (actor, name), added in _added(context, before).items():
        having = {located.file.path for located in added}
        sides = {file.path: _ids(file, actor) - {name} for file in context.checklists if actor in file.content.actors}
        lacking = [
            file
            for file in context.checklists
            if actor in file.content.actors
            and name not in file.content.by_actor[actor]
            and all(_are_alike(sides[file.path], sides[path]) for path in having)
        ]
        if len(added) > 1 and len(lacking) == 1:
            yield _violation(lacking[0], added)


def _added(
    context: VersionContext, before: Mapping[ItemKey, LocatedItem]
) -> Mapping[tuple[str, str], Sequence[LocatedItem]]:
    """The items that are new on their forms, by actor and id; without those that another form had already."""
    known = {(actor, name) for _, actor, name in before}
    added: dict[tuple[str, str], list[LocatedItem]] = defaultdict(list)
    for file in context.checklists:
        for located in context.edition.items(file):
            place = (located.section.actor, located.item.id)
            if located.item.id and place not in known and context.item_before(located, before) is None:
                added[place].append(located)
    return added


def _ids(file: LintedFile[Checklist], actor: str) -> Set[str]:
    return file.content.by_actor[actor].keys()


def _are_alike(ours: Set[str], theirs: Set[str]) -> bool:
    """True when more than half of the shorter side's items are the other's too."""
    return 2 * len(ours & theirs) > min(len(ours), len(theirs))


def _violation(file: LintedFile[Checklist], added: Sequence[LocatedItem]) -> Violation:
    first = added[0]
    actor, name = first.section.actor, first.item.id
    sections = [(at, section) for at, section in enumerate(file.content.sections) if section.actor == actor]
    at, section = next((one for one in sections if one[1].kind == first.section.kind), sections[-1])
    address = file.content.address(section, first.item)
    forms = form_numbers(added)
    return Violation(
        ("sections", at, "items"),
        Text(
            f"「{quotation(name)}」は、この版で様式{forms.ja}の「{actor}」に加わりましたが、この様式にはありません。",
            f"“{quotation(name)}” is new under “{actor}” on forms {forms.en}; this form lacks it.",
        ),
        Text(
            "この様式にも加えてください。要らないなら、version.yaml の exceptions に"
            f"「{{rule: KJ708, item: {address}, reason: 理由}}」と書いてください。",
            "Add it to this form too. If it does not need it, write "
            f"“{{rule: KJ708, item: {address}, reason: why}}” under exceptions in version.yaml.",
        ),
        item=ItemRef(address, first.item.text),
        related=(Place((*first.route, "id"), Text("加わった項目", "where it was added"), tree=first.file.tree),),
        tree=file.tree,
    )
