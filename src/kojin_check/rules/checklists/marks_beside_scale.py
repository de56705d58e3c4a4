"""KJ729: a form with marks of its own and with a scale."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ729",
    name="marks-beside-scale",
    severity=Severity.ERROR,
    title=Text("marks と scale の両方がある", "both marks and a scale"),
    documentation=Documentation(
        what=Text(
            "marks と scale の両方を書いたチェックリストを指摘します。",
            "Reports a checklist that has `marks` and names a `scale` as well.",
        ),
        why=Text(
            "使われるのは scale の記号だけで、marks は読まれません。", "Only the scale counts; `marks` is not read."
        ),
        instead=Text("どちらか一方だけにします。", "Keep one of the two."),
        bad="""\
# r9/version.yaml
scales:
  実施: {はい: {means: met}, いいえ: {means: unmet}}
# r9/1-業務委託.yaml
number: 1
scale: 実施
marks:
  ○: {label: 行う, means: met}
""",
        good="""\
# r9/version.yaml
scales:
  実施: {はい: {means: met}, いいえ: {means: unmet}}
# r9/1-業務委託.yaml
number: 1
scale: 実施
""",
    ),
    since="0.2.0",
)
def marks_beside_scale(context: VersionContext) -> Iterator[Violation]:
    for file in context.checklists:
        if file.content.scale is not None and file.tree.node(("marks",)) is not None:
            yield Violation(
                ("marks",),
                Text(
                    f"「scale: {file.content.scale}」があるので、marks は使われません。",
                    f"With “scale: {file.content.scale}”, `marks` is not used.",
                ),
                Text("marks か scale の一方を削除してください。", "Delete `marks` or `scale`."),
                part=Part.KEY,
                tree=file.tree,
            )
