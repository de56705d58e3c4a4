"""KJ744: a type on a key that the program knows."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.pages import known_key
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation

_DOCUMENTATION = Documentation(
    what=Text(
        "頁の欄（pages）のうち、決まった項目名（party、periods など）なのに type が書かれているものを指摘します。",
        "Reports a type on a field whose key the program knows, such as party or periods.",
    ),
    why=Text(
        "決まった項目名に書くものは決まっていて、規則がそれを読みます。別の型にはできません。",
        "What is written for such a key is fixed, and rules read it: it cannot have another type.",
    ),
    instead=Text("type を消すか、別の key にします。", "Remove the type, or give the field another key."),
    bad="""\
# r9/version.yaml
types: {業務委託: {}}
pages:
  matters:
    業務委託:
      - {key: party, label: 委託先, type: text}
""",
    good="""\
# r9/version.yaml
types: {業務委託: {}}
pages:
  matters:
    業務委託:
      - {key: party, label: 委託先}
""",
)


@lint_rule(
    code="KJ744",
    name="typed-known-key",
    severity=Severity.ERROR,
    title=Text("決まった項目名の欄に型（type）がある", "a type on a key that the program knows"),
    documentation=_DOCUMENTATION,
    since="0.2.0",
)
def typed_known_key(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each field of the program's own that has a type."""
    for located in context.edition.page_fields():
        key, field = located.field.key, located.field
        known = known_key(located.page, key)
        if field.type is None or known is None or known.holder is not located.page:
            continue
        yield Violation(
            (*located.route, "type"),
            Text(
                f"「{key}」は決まった項目名なので、型（type）は書けません。",
                f"“{key}” is a key that the program knows: it has no type here.",
            ),
            Text(
                f"「{{key: {key}, label: {field.label}}}」と書いてください。この様式だけの欄なら、別の key にしてください。",
                f"Write “{{key: {key}, label: {field.label}}}”; for a field of this form alone take another key.",
            ),
            tree=context.definition.tree,
        )
