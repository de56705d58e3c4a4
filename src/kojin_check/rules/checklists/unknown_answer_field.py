"""KJ727: an answer needs a field that the version does not have."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import REASON
from kojin_check.reading.tree import Route
from kojin_check.rules.lint_rule import AnyFile, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.similarity import nearest


@lint_rule(
    code="KJ727",
    name="unknown-answer-field",
    severity=Severity.ERROR,
    title=Text("answer_fields にない欄が求められている", "a needed field that the version does not have"),
    documentation=Documentation(
        what=Text(
            "記号や項目の needs のうち、reason でも version.yaml の answer_fields にある欄でもないものを指摘します。",
            "Reports a name under `needs` of a mark or an item that is neither `reason` nor under `answer_fields`.",
        ),
        why=Text(
            "宣言されていない欄は案件に書けないので、求めても誰も書けません。",
            "What is not declared cannot be written in a case.",
        ),
        instead=Text(
            "名前を直すか、version.yaml の answer_fields に加えます。", "Correct the name, or declare the field."
        ),
        bad="""\
# r9/version.yaml
answer_fields:
  目標日: {type: date}
# r9/1-業務委託.yaml
number: 1
marks:
  はい: {means: met}
  いいえ: {means: unmet, needs: [目標月]}
""",
        good="""\
# r9/version.yaml
answer_fields:
  目標日: {type: date}
# r9/1-業務委託.yaml
number: 1
marks:
  はい: {means: met}
  いいえ: {means: unmet, needs: [目標日]}
""",
    ),
    since="0.2.0",
)
def unknown_answer_field(context: VersionContext) -> Iterator[Violation]:
    if not context.definition.is_intact("answer_fields"):
        return
    known = (REASON, *context.definition.content.answer_fields)
    for file, route, name in context.edition.needs():
        if name not in known and file.is_intact(*route):
            yield _violation(file, route, name, known)


def _violation(file: AnyFile, route: Route, name: str, known: tuple[str, ...]) -> Violation:
    meant = nearest(name, known)
    hint = Text(
        f"version.yaml に「answer_fields: {{{name}: {{type: date}}}}」のように書いてください"
        "（type は text、date、number、flag、choice）。",
        f"Declare it in version.yaml, such as “answer_fields: {{{name}: {{type: date}}}}” "
        "(types: text, date, number, flag, choice).",
    )
    if meant:
        hint = Text(
            f"「{meant}」の間違いではありませんか（使えるのは {'、'.join(known)}）。",
            f"Did you mean “{meant}”? (Known: {', '.join(known)}.)",
        )
    return Violation(
        route,
        Text(f"「{name}」という欄は answer_fields にありません。", f"There is no answer field “{name}”."),
        hint,
        tree=file.tree,
    )
