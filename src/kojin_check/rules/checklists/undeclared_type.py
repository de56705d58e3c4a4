"""KJ732: a checklist for a type of matter that the version does not declare."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.similarity import nearest


@lint_rule(
    code="KJ732",
    name="undeclared-type",
    severity=Severity.ERROR,
    title=Text("宣言されていない種別のチェックリストがある", "a checklist for an undeclared type"),
    documentation=Documentation(
        what=Text(
            "チェックリストの種別（type）のうち、version.yaml の types にないものを指摘します。",
            "Reports a checklist whose type does not stand under `types` in version.yaml.",
        ),
        why=Text(
            "宣言されていない種別は案件に書けないので、そのチェックリストは使われません。",
            "An undeclared type cannot stand in a case, so the checklist is never used.",
        ),
        instead=Text(
            "種別の名前を直すか、version.yaml の types に加えます。", "Correct the type, or declare it in version.yaml."
        ),
        bad="""\
# r9/version.yaml
types: {業務委託: {}}
# r9/1-業務委託.yaml
number: 1
type: 業務の委託
""",
        good="""\
# r9/version.yaml
types: {業務委託: {}}
# r9/1-業務委託.yaml
number: 1
type: 業務委託
""",
    ),
)
def undeclared_type(context: VersionContext) -> Iterator[Violation]:
    declared = context.definition.content.types
    if not declared or not context.definition.is_intact("types"):
        return
    for file in context.checklists:
        name = file.content.type
        if name and name not in declared:
            meant = nearest(name, declared)
            yield Violation(
                ("type",),
                Text(f"種別「{name}」は宣言されていません。", f"There is no type “{name}”."),
                Text(
                    (f"「{meant}」の間違いではありませんか。" if meant else "")
                    + f"宣言されているのは {'、'.join(declared)} です（version.yaml の types）。",
                    (f"Did you mean “{meant}”? " if meant else "")
                    + f"Declared are {', '.join(declared)} (types in version.yaml).",
                ),
                tree=file.tree,
            )
