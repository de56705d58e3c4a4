"""KJ751: a condition on an answer that the same side does not give."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import PlacedItem
from kojin_check.model.condition import ANSWER, Asks, Operator, Test
from kojin_check.reading.tree import Part, Route
from kojin_check.rules.lint_rule import AnyFile, LocatedItem, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.similarity import nearest


@lint_rule(
    code="KJ751",
    name="unknown-gate",
    severity=Severity.ERROR,
    title=Text("同じ側にない回答が条件にある", "a condition on an answer that the same side does not give"),
    documentation=Documentation(
        what=Text(
            "条件の answer のうち、同じ側（actor）にない項目、ほかの側の項目、その項目の記号にない回答を指摘します。"
            "項目の when のほか（applies、asserts）に書いた answer も指摘します。",
            "Reports an `answer` in a condition that asks for an item which the same side (actor) does not have, for one of "
            "the other side, or for a mark that the item is not answered with; also one outside the `when` of an item.",
        ),
        why=Text(
            "そのような条件は決して判定されず、項目が必要かどうかが分かりません。",
            "Such a condition is never decided, so nobody knows whether the item is needed.",
        ),
        instead=Text(
            "同じ側の項目の id と、その項目の記号を書きます。", "Name an item of the same side, and one of its marks."
        ),
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
      - {id: 台帳管理, text: 台帳を管理する。}
      - {id: 棚卸し, text: 台帳と現物を照合する。, when: {answer: {台帳の管理: はい}}}
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
def unknown_gate(context: VersionContext) -> Iterator[Violation]:
    items = {(located.file.path, *located.route, "when"): located for located in _items(context)}
    for file, route, condition in context.edition.conditions():
        located = items.get((file.path, *route))
        for test in condition.tests:
            if test.asks is Asks.ANSWER:
                place = (*route, *test.route)
                if located is None:
                    yield _out_of_place(file, place)
                else:
                    yield from _unknown(context, located, place, test)


def _items(context: VersionContext) -> Iterator[LocatedItem]:
    return (located for file in context.checklists for located in context.edition.items(file))


def _out_of_place(file: AnyFile, place: Route) -> Violation:
    return Violation(
        place[:-1],
        Text(
            f"{ANSWER} は、項目の条件（when）にだけ書けます。",
            f"`{ANSWER}` can only stand in the condition (`when`) of an item.",
        ),
        Text("事実（facts）の条件に直してください。", "Write a condition on facts instead."),
        part=Part.KEY,
        tree=file.tree,
    )


def _unknown(context: VersionContext, located: LocatedItem, place: Route, test: Test) -> Iterator[Violation]:
    form, actor = located.file.content, located.section.actor
    side = form.by_actor[actor]
    if test.name not in side or test.name == located.item.id:
        yield Violation(
            place,
            _not_beside(located, test),
            _which_item(actor, [name for name in side if name != located.item.id], test.name),
            part=Part.KEY,
            item=located.ref,
            tree=located.file.tree,
        )
    elif context.edition.has_meanings(located.file):
        yield from _unknown_marks(located, place, test, side[test.name])


def _not_beside(located: LocatedItem, test: Test) -> Text:
    name, actor = test.name, located.section.actor
    if name == located.item.id:
        return Text(
            f"「{name}」の条件に、「{name}」そのものの回答があります。",
            f"The condition of “{name}” asks for “{name}” itself.",
        )
    others = [other for other, items in located.file.content.by_actor.items() if name in items]
    if others:
        return Text(
            f"「{name}」は「{others[0]}」の項目で、「{actor}」にはありません。条件に書けるのは同じ側の項目だけです。",
            f"“{name}” is an item of “{others[0]}”, not of “{actor}”. A condition can only ask for the same side.",
        )
    return Text(f"「{actor}」に「{name}」という項目はありません。", f"“{actor}” has no item “{name}”.")


def _which_item(actor: str, names: list[str], typed: str) -> Text:
    meant = nearest(typed, names)
    if meant:
        return Text(f"「{meant}」の間違いではありませんか。", f"Did you mean “{meant}”?")
    return Text(
        f"「when: {{answer: {{項目の id: 記号}}}}」の形で、「{actor}」の項目（{'、'.join(names)}）を書いてください。",
        f"Write “when: {{answer: {{id of the item: mark}}}}” with an item of “{actor}” ({', '.join(names)}).",
    )


def _unknown_marks(located: LocatedItem, place: Route, test: Test, gate: PlacedItem) -> Iterator[Violation]:
    marks = tuple(located.file.content.scale_of(gate.item))
    for index, value in enumerate(test.values):
        if value not in marks:
            below = () if test.operator is Operator.EQUALS else (test.operator.value, index)
            yield Violation(
                (*place, *below),
                Text(
                    f"「{test.name}」の記号に「{value}」はありません。",
                    f"“{test.name}” is not answered with “{value}”.",
                ),
                Text(f"使えるのは {'、'.join(marks)} です。", f"Known: {', '.join(marks)}."),
                item=located.ref,
                tree=located.file.tree,
            )
