"""KJ742: a page of a type of matter that the version does not declare."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.similarity import nearest

_DOCUMENTATION = Documentation(
    what=Text(
        "種別ごとの頁（pages の matters）のうち、types にない種別のものを指摘します。",
        "Reports a page under `matters` whose type does not stand under `types`.",
    ),
    why=Text(
        "宣言されていない種別の頁は使われないので、必ず書く欄（required）があっても確かめられません。",
        "The page of an undeclared type is never used, and what it requires is never checked.",
    ),
    instead=Text("種別の名前を直すか、types に加えます。", "Correct the type, or declare it under `types`."),
    bad="""\
# r9/version.yaml
types: {業務委託: {}}
pages:
  matters:
    業務の委託:
      - {key: party, label: 委託先, required: true}
""",
    good="""\
# r9/version.yaml
types: {業務委託: {}}
pages:
  matters:
    業務委託:
      - {key: party, label: 委託先, required: true}
""",
)


@lint_rule(
    code="KJ742",
    name="page-of-unknown-type",
    severity=Severity.ERROR,
    title=Text("宣言されていない種別の頁がある", "a page of an undeclared type"),
    documentation=_DOCUMENTATION,
    since="0.2.0",
)
def page_of_unknown_type(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each page whose type is not declared."""
    definition = context.definition
    declared = definition.content.types
    pages = definition.content.pages
    if pages is None or not declared or not definition.is_intact("types"):
        return
    for name in pages.matters:
        if name in declared:
            continue
        meant = nearest(name, declared)
        yield Violation(
            ("pages", "matters", name),
            Text(f"種別「{name}」は宣言されていません。", f"There is no type “{name}”."),
            Text(
                (f"「{meant}」の間違いではありませんか。" if meant else "")
                + f"宣言されているのは {'、'.join(declared)} です（types）。",
                (f"Did you mean “{meant}”? " if meant else "") + f"Declared are {', '.join(declared)} (types).",
            ),
            part=Part.KEY,
            tree=definition.tree,
        )
