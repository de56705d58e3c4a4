"""KJ903: a version that supersedes one which does not exist."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.similarity import nearest


@lint_rule(
    code="KJ903",
    name="unknown-predecessor",
    severity=Severity.ERROR,
    title=Text("前の版がない", "the version before does not exist"),
    documentation=Documentation(
        what=Text(
            "前の版（supersedes）が、指定されたフォルダにも同梱の版にもないものを指摘します。",
            "Reports a version whose `supersedes` names no version, neither of the folders given nor of those that come along.",
        ),
        why=Text(
            "前の版が分からないと、古い版の案件に新しい版があることが知らされません。",
            "Cases on the old version are then not told that there is a newer one.",
        ),
        instead=Text("前の版の id を正しく書きます。", "Write the id of the version before."),
        bad="""\
# r8/version.yaml
id: r8
# r9/version.yaml
id: r9
supersedes: R8
""",
        good="""\
# r8/version.yaml
id: r8
# r9/version.yaml
id: r9
supersedes: r8
""",
    ),
)
def unknown_predecessor(context: VersionContext) -> Iterator[Violation]:
    superseded = context.definition.content.supersedes
    if superseded is not None and superseded not in context.editions:
        others = [name for name in context.editions if name != context.edition.name]
        meant = nearest(superseded, others)
        yield Violation(
            ("supersedes",),
            Text(f"前の版「{superseded}」がありません。", f"There is no version “{superseded}”."),
            Text(
                (f"「{meant}」の間違いではありませんか。" if meant else "")
                + (f"あるのは {'、'.join(others)} です。" if others else "supersedes を削除してください。"),
                (f"Did you mean “{meant}”? " if meant else "")
                + (f"Known: {', '.join(others)}." if others else "Delete `supersedes`."),
            ),
            tree=context.definition.tree,
        )
