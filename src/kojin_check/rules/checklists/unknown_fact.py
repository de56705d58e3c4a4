"""KJ711: a condition on a fact, or on a value of a fact, that the version does not declare."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.condition import Asks, Operator, Test
from kojin_check.model.situation import Vocabulary
from kojin_check.model.word import flag_word
from kojin_check.reading.tree import Part, Route
from kojin_check.rules.lint_rule import AnyFile, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.similarity import nearest


@lint_rule(
    code="KJ711",
    name="unknown-fact",
    severity=Severity.ERROR,
    title=Text("宣言されていない事実が条件にある", "a fact that the version does not declare"),
    documentation=Documentation(
        what=Text(
            "条件（when、applies、asserts）と requires にある事実のうち、version.yaml の facts にも media にもないものを指摘します。"
            "media にない媒体や、true、false 以外の値も同じです。",
            "Reports a fact in a condition (when, applies, asserts) or under `requires` that version.yaml does not declare, "
            "and values that the fact cannot have: unknown media, anything but true or false for a flag.",
        ),
        why=Text(
            "宣言されていない事実は案件に書けないので、その条件は決して判定されません。",
            "What is not declared cannot stand in a case, so the condition is never decided.",
        ),
        instead=Text(
            "名前を直すか、version.yaml に事実や媒体を加えます。", "Correct the name, or declare it in version.yaml."
        ),
        bad="""\
# r9/version.yaml
media: {紙媒体: 書類等の紙}
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 施錠保管, text: 金庫に保管する。, when: {media: 紙}}]
""",
        good="""\
# r9/version.yaml
media: {紙媒体: 書類等の紙}
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 施錠保管, text: 金庫に保管する。, when: {media: 紙媒体}}]
""",
    ),
)
def unknown_fact(context: VersionContext) -> Iterator[Violation]:
    if not context.edition.has_vocabulary:
        return
    vocabulary = context.edition.vocabulary
    for file, route, condition in context.edition.conditions():
        for fact in condition.facts:
            if fact not in vocabulary.facts:
                yield _unknown_fact(file, (*route, fact), fact, vocabulary, Part.KEY)
        for test in condition.tests:
            if test.asks is Asks.FACT and test.name in vocabulary.facts:
                yield from _unknown_values(file, route, test, vocabulary)
    for checklist in context.checklists:
        for index, fact in enumerate(checklist.content.requires):
            if fact not in vocabulary.facts and checklist.is_intact("requires", index):
                yield _unknown_fact(checklist, ("requires", index), fact, vocabulary, Part.VALUE)


def _unknown_fact(file: AnyFile, route: Route, fact: str, vocabulary: Vocabulary, part: Part) -> Violation:
    return Violation(
        route,
        Text(f"「{fact}」という事実は宣言されていません。", f"There is no fact “{fact}”."),
        _hint(
            fact,
            vocabulary.facts,
            Text(
                f"新しい事実なら、version.yaml に「facts: {{{fact}: 問い}}」と書いてください。",
                f"Declare a new one in version.yaml: “facts: {{{fact}: question}}”.",
            ),
        ),
        part=part,
        tree=file.tree,
    )


def _unknown_values(file: AnyFile, route: Route, test: Test, vocabulary: Vocabulary) -> Iterator[Violation]:
    known = vocabulary.values(test.name)
    for index, value in enumerate(test.values):
        if value not in known:
            place = () if test.operator is Operator.EQUALS else (test.operator.value, index)
            yield Violation(
                (*route, test.name, *place),
                Text(
                    f"「{test.name}」の値に「{value}」はありません。",
                    f"“{value}” is not a value of “{test.name}”.",
                ),
                _hint_of_flag(value) if test.name in vocabulary.flags else _hint(value, known, _NEW_VALUE),
                tree=file.tree,
            )


_NEW_VALUE = Text("version.yaml に加えることもできます。", "Others can be declared in version.yaml.")


def _hint(name: str, known: tuple[str, ...], new: Text) -> Text:
    meant = nearest(name, known)
    if meant:
        return Text(
            f"「{meant}」の間違いではありませんか（使えるのは {'、'.join(known)}）。",
            f"Did you mean “{meant}”? (Known: {', '.join(known)}.)",
        )
    return Text(
        f"使えるのは {'、'.join(known)} です。{new.ja}",
        f"Known: {', '.join(known)}. {new.en}",
    )


def _hint_of_flag(value: str) -> Text:
    meant = flag_word(value)
    if meant:
        return Text(
            f"true か false で書きます。「{meant}」の間違いではありませんか。",
            f"It is true or false. Did you mean “{meant}”?",
        )
    return Text(
        "true か false で書きます。語で答える事実なら、version.yaml の facts に"
        "「{ask: 問い, values: [語, 語]}」と書いてください。",
        "It is true or false. For a fact that is answered with a word write {ask: question, values: [word, word]} under "
        "facts in version.yaml.",
    )
