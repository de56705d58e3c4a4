"""KJ741: a key that stands twice on one page."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Route
from kojin_check.rules.lint_rule import LocatedField, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation

_DOCUMENTATION = Documentation(
    what=Text(
        "1つの頁の欄（pages）のうち、同じ key が2回あるものを指摘します。",
        "Reports a key that stands twice on one page.",
    ),
    why=Text(
        "案件のファイルで同じ項目名は1回しか書けないので、2つ目の欄はいつも1つ目と同じ内容になります。",
        "A key stands only once in a case, so the second field would always show what the first one does.",
    ),
    instead=Text("2つ目の欄を消すか、別の key にします。", "Remove the second field, or give it another key."),
    bad="""\
# r9/version.yaml
types: {業務委託: {}}
pages:
  matters:
    業務委託:
      - {key: party, label: 委託先}
      - {key: party, label: 受託者}
""",
    good="""\
# r9/version.yaml
types: {業務委託: {}}
pages:
  matters:
    業務委託:
      - {key: party, label: 委託先}
      - {key: 受託者の所在地, label: 受託者の所在地, type: text}
""",
)


@lint_rule(
    code="KJ741",
    name="duplicate-page-field",
    severity=Severity.ERROR,
    title=Text("1つの頁に同じ欄が2つある", "a field that stands twice on a page"),
    documentation=_DOCUMENTATION,
    since="0.2.0",
)
def duplicate_page_field(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each field whose key an earlier one of its page has."""
    first: dict[Route, LocatedField] = {}
    for located in context.edition.page_fields():
        known = first.setdefault((*located.route[:-1], located.field.key), located)
        if known is not located:
            yield Violation(
                (*located.route, "key"),
                Text(
                    f"「{located.field.key}」という欄が、この頁に2つあります。",
                    f"“{located.field.key}” stands twice on this page.",
                ),
                Text(
                    "どちらかを消してください。別の欄なら、この様式だけの key と type を書いてください"
                    "（例: {key: 契約番号, label: 契約番号, type: text}）。",
                    "Remove one of them. If it is another field, give it a key and a type of its own"
                    " (such as {key: contract_no, label: Contract no., type: text}).",
                ),
                related=(Place((*known.route, "key"), Text("1つ目はここです", "the first one stands here")),),
                tree=context.definition.tree,
            )
