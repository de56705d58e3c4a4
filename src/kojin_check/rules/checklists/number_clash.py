"""KJ735: two checklists with the same number."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Checklist
from kojin_check.rules.lint_rule import LintedFile, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation


@lint_rule(
    code="KJ735",
    name="number-clash",
    severity=Severity.ERROR,
    title=Text("同じ番号のチェックリストが2つある", "two checklists with the same number"),
    documentation=Documentation(
        what=Text(
            "同じ番号のチェックリストが2つあるものを指摘します。",
            "Reports two checklists of a version with the same number.",
        ),
        why=Text(
            "案件は番号でチェックリストを選ぶので、どちらのことか分かりません。",
            "Cases name a checklist by its number, so nobody can tell which one is meant.",
        ),
        instead=Text("一方の番号を変えます。", "Change one of the numbers."),
        bad="""\
# r9/1-業務委託.yaml
number: 1
# r9/2-指定管理.yaml
number: 1
""",
        good="""\
# r9/1-業務委託.yaml
number: 1
# r9/2-指定管理.yaml
number: 2
""",
    ),
)
def number_clash(context: VersionContext) -> Iterator[Violation]:
    first: dict[int, LintedFile[Checklist]] = {}
    for file in context.checklists:
        if file.tree.node(("number",)) is None or not file.is_intact("number"):
            continue
        number = file.content.number
        earlier = first.setdefault(number, file)
        if earlier is not file:
            yield Violation(
                ("number",),
                Text(
                    f"番号{number}のチェックリストが2つあります（もう1つは {earlier.path.name}）。",
                    f"There are two checklists with the number {number} (the other is {earlier.path.name}).",
                ),
                Text("一方の番号を変えてください。", "Change one of the numbers."),
                related=(Place(("number",), Text("もう1つの番号", "the other number"), tree=earlier.tree),),
                tree=file.tree,
            )
