"""KJ707: an item whose wording or condition was changed on one form and not on the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kojin_check.findings import Severity, Text
from kojin_check.model.condition import meaning
from kojin_check.reading.characters import quotation
from kojin_check.rules.checklists.moved_text import moved_items
from kojin_check.rules.lint_rule import ItemKey, LocatedItem, VersionContext, form_numbers, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation
from kojin_check.similarity import folded


@lint_rule(
    code="KJ707",
    name="drifted-item",
    severity=Severity.WARNING,
    since="0.2.0",
    title=Text("1つの様式だけで変わった項目がある", "an item that was changed on one form only"),
    documentation=Documentation(
        what=Text(
            "前の版では幾つかの様式で同じだった文言や条件（when）が、この版で1つの様式だけ違っているものを指摘します。"
            "この版で3つ以上の様式に加わった項目が、1つの様式だけ違うときも同じです。",
            "Reports a wording or condition (`when`) that several forms shared in the version before, and that differs on "
            "one of them now; also an item that is new on three or more forms and differs on one of them.",
        ),
        why=Text(
            "同じ対策の文言は、全ての様式で一緒に変えるものです。1つだけ変えると（又は1つだけ変え忘れると）、"
            "同じ対策に別のことを求める様式ができてしまいます。",
            "The wording of a measure changes on all forms together. Where one was changed alone, or forgotten, the forms "
            "ask for different things.",
        ),
        instead=Text(
            "ほかの様式と揃えます。その様式だけの変更なら、version.yaml の exceptions に理由を書きます。",
            "Make it like the others. If the change is meant for that form alone, say so under `exceptions` in version.yaml.",
        ),
        bad="""\
# r8/version.yaml
id: r8
# r8/1-業務委託.yaml
number: 1
sections:
  - {actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 管理簿, text: 管理簿に記載する。}]}
# r8/2-指定管理.yaml
number: 2
sections:
  - {actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 管理簿, text: 管理簿に記載する。}]}
# r9/version.yaml
id: r9
supersedes: r8
# r9/1-業務委託.yaml
number: 1
sections:
  - {actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 管理簿, text: 管理簿に日時を記載する。}]}
# r9/2-指定管理.yaml
number: 2
sections:
  - {actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 管理簿, text: 管理簿に記載する。}]}
""",
        good="""\
# r8/version.yaml
id: r8
# r8/1-業務委託.yaml
number: 1
sections:
  - {actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 管理簿, text: 管理簿に記載する。}]}
# r8/2-指定管理.yaml
number: 2
sections:
  - {actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 管理簿, text: 管理簿に記載する。}]}
# r9/version.yaml
id: r9
supersedes: r8
# r9/1-業務委託.yaml
number: 1
sections:
  - {actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 管理簿, text: 管理簿に日時を記載する。}]}
# r9/2-指定管理.yaml
number: 2
sections:
  - {actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 管理簿, text: 管理簿に日時を記載する。}]}
""",
    ),
)
def drifted_item(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each wording or condition that differs on one form; silent without the version before."""
    before = context.items_before()
    if before is None:
        return
    moved = {located.key for located, _ in moved_items(context)}
    measures: dict[tuple[str, str], list[LocatedItem]] = defaultdict(list)
    for file in context.checklists:
        for located in context.edition.items(file):
            if located.item.id and located.key not in moved:
                measures[located.section.actor, located.item.id].append(located)
    for items in measures.values():
        if len(items) > 1:
            yield from _drifts(items, context, before)


class _Aspect(NamedTuple):
    """What forms can differ in."""

    key: str
    name: Text
    of: Callable[[LocatedItem], Hashable]
    """What is compared."""


_ASPECTS = (
    _Aspect("text", Text("文言", "wording"), lambda located: folded(located.item.text)),
    _Aspect("when", Text("条件（when）", "condition (when)"), lambda located: meaning(located.item.when)),
)


def _drifts(
    items: Sequence[LocatedItem], context: VersionContext, before: Mapping[ItemKey, LocatedItem]
) -> Iterator[Violation]:
    """What differs on one form of those that had the same in the version before, or that are all new."""
    for aspect in _ASPECTS:
        alike: dict[Hashable, list[LocatedItem]] = defaultdict(list)
        for located in items:
            if located.file.is_intact(*located.route, aspect.key):
                was = context.item_before(located, before)
                alike[None if was is None else (aspect.of(was),)].append(located)
        for shared, group in alike.items():
            odd = _odd(group, aspect, shared)
            if odd is not None:
                yield _violation(odd, [one for one in group if one is not odd], aspect, context, is_new=shared is None)


def _odd(group: Sequence[LocatedItem], aspect: _Aspect, shared: Hashable) -> LocatedItem | None:
    """The one item that differs from all others, which agree; of two the one that has changed, and of two new ones none.

    Args:
        group: the items that were alike in the version before.
        aspect: in what they may differ.
        shared: what they had in the version before, as the one entry of a tuple; None when they are new.
    """
    times = Counter(aspect.of(one) for one in group).most_common()
    if len(times) != 2:
        return None
    (common, many), (_, few) = times
    if few > 1 or (many == 1 and shared is None):
        return None
    same = shared[0] if many == 1 and isinstance(shared, tuple) else common
    others = [one for one in group if aspect.of(one) != same]
    return others[0] if len(others) == 1 else None


def _violation(
    odd: LocatedItem, others: Sequence[LocatedItem], aspect: _Aspect, context: VersionContext, *, is_new: bool
) -> Violation:
    assert context.predecessor is not None
    name, forms = quotation(odd.item.id), form_numbers(others)
    since = (
        Text("どれも、この版で加わった項目です。", "All of them are new.")
        if is_new
        else Text(
            f"前の版（{context.predecessor.name}）では同じでした。",
            f"They were the same in the version before ({context.predecessor.name}).",
        )
    )
    return Violation(
        (*odd.route, aspect.key),
        Text(
            f"「{name}」の{aspect.name.ja}が、様式{forms.ja}と違います。{since.ja}",
            f"The {aspect.name.en} of “{name}” differs from that on forms {forms.en}. {since.en}",
        ),
        Text(
            "同じにするか、この様式だけの違いなら version.yaml の exceptions に理由を書いてください。",
            "Make them the same, or say under `exceptions` in version.yaml why this form differs.",
        ),
        item=odd.ref,
        related=(
            Place((*others[0].route, aspect.key), Text("ほかの様式", "on another form"), tree=others[0].file.tree),
        ),
        tree=odd.file.tree,
    )
