"""KJ710: a flag with the name of a fact that every matter has."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.case import AnswerFields
from kojin_check.model.condition import ANSWER, BUILT_IN_FACTS, MEDIA, SUBCONTRACTS
from kojin_check.model.outline_of import keys_of
from kojin_check.reading.tree import Part, Route
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ710",
    name="reserved-fact",
    severity=Severity.ERROR,
    title=Text("決まった意味のある名前を事実や欄に付けている", "a fact or field with a name that has a fixed meaning"),
    documentation=Documentation(
        what=Text(
            f"version.yaml の facts に、{MEDIA}、{SUBCONTRACTS}、{ANSWER} という名前の事実があるものと、"
            "answer_fields に、回答の決まった欄（mark、reason、note）と同じ名前の欄があるものを指摘します。",
            f"Reports a fact under `facts` in version.yaml that is named {MEDIA}, {SUBCONTRACTS} or {ANSWER}, and a field "
            "under `answer_fields` that is named like a key of every answer (mark, reason, note).",
        ),
        why=Text(
            "決まった意味のある名前なので、その名前で書いたものは、別のものとして読まれます。",
            "These names have a fixed meaning: what is written under them is read as something else.",
        ),
        instead=Text("別の名前にするか、削除します。", "Use another name, or delete it."),
        bad="""\
# r9/version.yaml
facts:
  subcontracts: 再委託をしますか。
""",
        good="""\
# r9/version.yaml
facts:
  クラウドの利用: クラウドサービスを利用しますか。
""",
    ),
)
def reserved_fact(context: VersionContext) -> Iterator[Violation]:
    for name in context.definition.content.facts:
        if name == ANSWER:
            yield _reserved(
                context,
                ("facts", name),
                Text(
                    f"条件（when）の「{name}」は、ほかの項目の回答を尋ねる語なので、事実の名前にはできません。",
                    f"“{name}” asks in a condition for the answer to another item, and cannot be a fact.",
                ),
            )
        elif name in BUILT_IN_FACTS:
            yield _reserved(
                context,
                ("facts", name),
                Text(
                    f"「{name}」は案件の「{name}」の欄から決まる事実で、facts には書けません。",
                    f"“{name}” follows from the key “{name}” of a case and cannot be a flag.",
                ),
            )
    for name in context.definition.content.answer_fields:
        if name in keys_of(AnswerFields):
            yield _reserved(
                context,
                ("answer_fields", name),
                Text(
                    f"「{name}」はどの様式の回答にもある欄で、answer_fields には書けません。",
                    f"“{name}” is a key of every answer and cannot be an answer field.",
                ),
            )


def _reserved(context: VersionContext, route: Route, message: Text) -> Violation:
    return Violation(
        route,
        message,
        Text("別の名前にするか、この行を削除してください。", "Use another name, or delete this line."),
        part=Part.KEY,
        tree=context.definition.tree,
    )
