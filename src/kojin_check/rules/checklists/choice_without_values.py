"""KJ745: a choice without words to choose from."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import FieldType
from kojin_check.reading.tree import Part
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
    for located in context.edition.page_fields():
        key, field = located.field.key, located.field
        if not (definition.is_intact(*located.route, "values") and definition.is_intact(*located.route, "type")):
            continue
        if field.type is FieldType.CHOICE and not any(map(str.strip, field.values)):
            yield Violation(
                (*located.route, "type"),
                Text(f"「{key}」の選べる語（values）がありません。", f"“{key}” has no values to choose from."),
                Text(
                    f"「{{key: {key}, label: …, type: choice, values: [新規, 更新]}}」のように書いてください。",
                    f"Write it like “{{key: {key}, label: …, type: choice, values: [new, renewed]}}”.",
                ),
                tree=definition.tree,
            )
        elif field.type is not FieldType.CHOICE and field.values:
            yield Violation(
                (*located.route, "values"),
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
