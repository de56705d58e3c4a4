"""KJ743: a field of a page that the program does not know and that has no type."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.pages import key_called, known_key, page_keys
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.similarity import nearest

_DOCUMENTATION = Documentation(
    what=Text(
        "頁の欄（pages）のうち、決まった項目名でもなく、type も書かれていないものを指摘します。",
        "Reports a field of a page whose key the program does not know and that has no type.",
    ),
    why=Text(
        "何を書く欄か分からないので、欄は使われず、案件に書けば誤りになります。",
        "Without a type the field is not used, and writing it in a case is an error.",
    ),
    instead=Text(
        "決まった項目名に直すか、この様式だけの欄なら type を書きます。",
        "Correct the key; if it is a field of this form alone, give it a type.",
    ),
    bad="""\
# r9/version.yaml
types: {業務委託: {}}
pages:
  matters:
    業務委託:
      - {key: 契約番号, label: 契約番号}
""",
    good="""\
# r9/version.yaml
types: {業務委託: {}}
pages:
  matters:
    業務委託:
      - {key: 契約番号, label: 契約番号, type: text}
""",
)


@lint_rule(
    code="KJ743",
    name="untyped-page-field",
    severity=Severity.ERROR,
    title=Text("型（type）のない、この様式だけの欄がある", "a field of the form's own without a type"),
    documentation=_DOCUMENTATION,
    since="0.2.0",
)
def untyped_page_field(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each field that nobody knows and that has no type."""
    definition = context.definition
    for located in context.edition.page_fields():
        key, page = located.field.key, located.page
        untyped = located.field.type is None and definition.is_intact(*located.route, "type")
        if not untyped or known_key(page, key) is not None:
            continue
        meant = key_called(page, key) or nearest(key, page_keys(page))
        yield Violation(
            (*located.route, "key"),
            Text(
                f"「{key}」は決まった項目名になく、型（type）も書かれていません。",
                f"“{key}” is no key that the program knows, and has no type.",
            ),
            Text(
                f"「{meant}」の間違いではありませんか。" if meant else _IN_JAPANESE.format(key),
                f"Did you mean “{meant}”?" if meant else _IN_ENGLISH.format(key),
            ),
            tree=definition.tree,
        )


_IN_JAPANESE = (
    "この様式だけの欄なら「{{key: {0}, label: …, type: text}}」のように、type に text、texts、date、number、flag、choice の"
    "どれかを書いてください。"
)
_IN_ENGLISH = "If only this form has it, write “{{key: {0}, label: …, type: text}}”, with one of text, texts, date, number, flag, choice."
