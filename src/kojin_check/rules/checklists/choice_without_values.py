"""KJ745: a choice without words to choose from."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import FieldType
from kojin_check.reading.tree import Part, Route
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation

_DOCUMENTATION = Documentation(
    what=Text(
        "選択の欄（type: choice）のうち、選べる語（values）がないものと、ほかの型の欄に values があるものを指摘します。",
        "Reports a field of type choice without values, and values on a field of another type.",
    ),
    why=Text(
        "選べる語がなければ、その欄には何も書けません。選択でない欄の values は使われません。",
        "Without values nothing can be written there; on other types they are not used.",
    ),
    instead=Text("values に選べる語を並べます。", "List the words under `values`."),
    bad="""\
# r9/version.yaml
types: {業務委託: {}}
pages:
  matters:
    業務委託:
      - {key: 契約区分, label: 契約区分, type: choice}
""",
    good="""\
# r9/version.yaml
types: {業務委託: {}}
pages:
  matters:
    業務委託:
      - {key: 契約区分, label: 契約区分, type: choice, values: [新規, 更新]}
""",
)


@lint_rule(
    code="KJ745",
    name="choice-without-values",
    severity=Severity.ERROR,
    title=Text("選べる語（values）のない選択の欄がある", "a choice without values"),
    documentation=_DOCUMENTATION,
    since="0.2.0",
)
def choice_without_values(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each choice without words, and for words on what is no choice."""
    definition = context.definition
    for key, route, kind, values, shape in _fields(context):
        if not (definition.is_intact(*route, "values") and definition.is_intact(*route, "type")):
            continue
        if kind is FieldType.CHOICE and not any(map(str.strip, values)):
            yield Violation(
                (*route, "type"),
                Text(f"「{key}」の選べる語（values）がありません。", f"“{key}” has no values to choose from."),
                Text(
                    f"「{shape}type: choice, values: [新規, 更新]}}」のように書いてください。",
                    f"Write it like “{shape}type: choice, values: [new, renewed]}}”.",
                ),
                tree=definition.tree,
            )
        elif kind is not FieldType.CHOICE and values:
            yield Violation(
                (*route, "values"),
                Text(
                    f"「{key}」は選択の欄ではないので、values は使われません。",
                    f"“{key}” is no choice: values do nothing.",
                ),
                Text(
                    "語を選ばせるなら「type: choice」と書き、そうでなければ values を消してください。",
                    "Write “type: choice” if one of the words is to be chosen; otherwise remove values.",
                ),
                part=Part.KEY,
                tree=definition.tree,
            )


class _Field(NamedTuple):
    key: str
    route: Route
    kind: FieldType | None
    values: Sequence[str]
    shape: str
    """How it is written, up to its type."""


def _fields(context: VersionContext) -> Iterator[_Field]:
    """The fields of pages, and those of answers."""
    for located in context.edition.page_fields():
        field = located.field
        shape = f"{{key: {field.key}, label: …, "
        yield _Field(field.key, located.route, field.type, field.values, shape)
    for key, beside in context.definition.content.answer_fields.items():
        yield _Field(key, ("answer_fields", key), beside.type, beside.values, f"{key}: {{")
