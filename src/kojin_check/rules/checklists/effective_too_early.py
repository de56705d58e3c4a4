"""KJ906: a version that is in force before the one that it supersedes."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation


@lint_rule(
    code="KJ906",
    name="effective-too-early",
    severity=Severity.ERROR,
    title=Text("前の版より早い適用日", "effective before the version that it supersedes"),
    documentation=Documentation(
        what=Text(
            "適用日（effective）が、前の版（supersedes）の適用日より後でないものを指摘します。",
            "Reports a version whose `effective` date is not later than that of the version it supersedes.",
        ),
        why=Text(
            "年度や元号の書き間違いです。どの案件をどの版で確かめるかが食い違います。",
            "A year or an era is wrong, and cases would be held against the wrong version.",
        ),
        instead=Text("適用日か supersedes を直します。", "Correct the date or `supersedes`."),
        bad="""\
# r8/version.yaml
id: r8
effective: 令和8年4月1日
# r9/version.yaml
id: r9
supersedes: r8
effective: 平成9年4月1日
""",
        good="""\
# r8/version.yaml
id: r8
effective: 令和8年4月1日
# r9/version.yaml
id: r9
supersedes: r8
effective: 令和9年4月1日
""",
    ),
)
def effective_too_early(context: VersionContext) -> Iterator[Violation]:
    predecessor = context.predecessor
    if predecessor is None:
        return
    ours, theirs = context.definition.content.effective, predecessor.definition.content.effective
    if ours is not None and theirs is not None and ours.last <= theirs.first:
        yield Violation(
            ("effective",),
            Text(
                f"適用日（{ours.text}）が、前の版（{predecessor.name}）の適用日（{theirs.text}）より後ではありません。",
                f"This version is effective {ours.text}, not later than the one before "
                f"({predecessor.name}, {theirs.text}).",
            ),
            Text("適用日か supersedes を直してください。", "Correct the date or `supersedes`."),
            related=(
                Place(
                    ("effective",), Text("前の版の適用日", "date of the one before"), tree=predecessor.definition.tree
                ),
            ),
            tree=context.definition.tree,
        )
