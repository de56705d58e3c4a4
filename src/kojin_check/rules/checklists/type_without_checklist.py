"""KJ731: a type of matter for which there is no checklist."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ731",
    name="type-without-checklist",
    severity=Severity.ERROR,
    title=Text("チェックリストのない種別がある", "a type without checklist"),
    documentation=Documentation(
        what=Text(
            "version.yaml の types にある種別のうち、チェックリストが1つもないものを指摘します。",
            "Reports a type under `types` in version.yaml for which there is no checklist.",
        ),
        why=Text(
            "その種別の案件は、どの様式にも記入できません。",
            "A matter of that type has no form to fill in.",
        ),
        instead=Text("チェックリストを加えるか、types から削除します。", "Add a checklist, or delete the type."),
        bad="""\
# r9/version.yaml
types: {業務委託: {}, 指定管理: {}}
# r9/1-業務委託.yaml
number: 1
type: 業務委託
""",
        good="""\
# r9/version.yaml
types: {業務委託: {}, 指定管理: {}}
# r9/1-業務委託.yaml
number: 1
type: 業務委託
# r9/2-指定管理.yaml
number: 2
type: 指定管理
""",
    ),
)
def type_without_checklist(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each such type; silent while the type of a checklist could not be read."""
    if any(not file.content.type for file in context.checklists):
        return
    served = {file.content.type for file in context.checklists}
    for name in context.definition.content.types:
        if name not in served:
            yield Violation(
                ("types", name),
                Text(f"「{name}」のチェックリストがありません。", f"There is no checklist for “{name}”."),
                Text(
                    f"「type: {name}」のチェックリストを加えるか、この行を削除してください。",
                    f"Add a checklist with `type: {name}`, or delete this line.",
                ),
                part=Part.KEY,
                tree=context.definition.tree,
            )
