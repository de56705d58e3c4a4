"""KJ752: items that wait for each other's answers."""

from collections.abc import Iterator, Mapping, Sequence

from kojin_check.findings import Severity, Text
from kojin_check.model.condition import ANSWER
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import LocatedItem, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation


@lint_rule(
    code="KJ752",
    name="circle-of-gates",
    severity=Severity.ERROR,
    title=Text("互いの回答を待つ項目がある", "items that wait for each other's answers"),
    documentation=Documentation(
        what=Text(
            "条件の answer をたどると元の項目に戻るものを、環ごとに1件指摘します。",
            "Reports, once a circle, items whose conditions ask for each other's answers.",
        ),
        why=Text(
            "どの項目から答え始めればよいかが決まらず、全て空欄でも要否が分かりません。",
            "Nobody knows which to answer first; while all are blank none is known to be needed.",
        ),
        instead=Text("条件の1つを削除します。", "Delete one of the conditions."),
        bad="""\
# r9/1-業務委託.yaml
number: 1
marks:
  はい: {means: met}
  いいえ: {means: not_applicable}
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items:
      - {id: 台帳管理, text: 台帳を管理する。, when: {answer: {棚卸し: はい}}}
      - {id: 棚卸し, text: 台帳と現物を照合する。, when: {answer: {台帳管理: はい}}}
""",
        good="""\
# r9/1-業務委託.yaml
number: 1
marks:
  はい: {means: met}
  いいえ: {means: not_applicable}
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items:
      - {id: 台帳管理, text: 台帳を管理する。}
      - {id: 棚卸し, text: 台帳と現物を照合する。, when: {answer: {台帳管理: はい}}}
""",
    ),
    since="0.2.0",
)
def circle_of_gates(context: VersionContext) -> Iterator[Violation]:
    for file in context.checklists:
        sides: dict[str, dict[str, LocatedItem]] = {}
        for located in context.edition.items(file):
            sides.setdefault(located.section.actor, {}).setdefault(located.item.id, located)
        for items in sides.values():
            reported: set[str] = set()
            for name in items:
                circle = _circle(items, name)
                if circle and not reported & set(circle):
                    reported |= set(circle)
                    yield _violation(items, circle)


def _circle(items: Mapping[str, LocatedItem], start: str) -> Sequence[str]:
    """The items from `start` on, each waiting for the next one and the last one for `start`; nothing without a circle.

    An item that waits for itself is told as such.
    """
    waiting: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while waiting:
        way = waiting.pop()
        when = items[way[-1]].item.when
        for name in () if when is None else when.answers:
            if name == start and len(way) > 1:
                return way
            if name in items and name not in seen:
                seen.add(name)
                waiting.append((*way, name))
    return ()


def _violation(items: Mapping[str, LocatedItem], circle: Sequence[str]) -> Violation:
    first = items[circle[0]]
    names = [*circle, circle[0]]
    return Violation(
        (*first.route, "when", ANSWER, circle[1]),
        Text(
            f"互いの回答を待つ項目があります（{' → '.join(names)}）。",
            f"Items wait for each other's answers ({' → '.join(names)}).",
        ),
        Text("この中の条件（when）を1つ削除してください。", "Delete one of these conditions (when)."),
        part=Part.KEY,
        item=first.ref,
        related=tuple(
            Place(
                (*items[name].route, "when"),
                Text(f"「{name}」の条件", f"the condition of “{name}”"),
                Part.KEY,
                tree=items[name].file.tree,
            )
            for name in circle[1:]
        ),
        tree=first.file.tree,
    )
