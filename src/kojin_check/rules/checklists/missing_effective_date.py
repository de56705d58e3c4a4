"""KJ905: an adopted version that does not say from when it is in force."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Status
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ905",
    name="missing-effective-date",
    severity=Severity.ERROR,
    title=Text("採択された版に適用日がない", "an adopted version without effective date"),
    documentation=Documentation(
        what=Text(
            "採択された版（status が adopted か retired）に、適用日（effective）がないものを指摘します。",
            "Reports a version with the status adopted or retired that has no `effective` date.",
        ),
        why=Text(
            "いつの案件からこの版で確かめるのかが分かりません。",
            "Nobody can tell from when on cases are held against it.",
        ),
        instead=Text("適用日を書きます。", "Write the date."),
        bad="""\
# r9/version.yaml
id: r9
status: adopted
""",
        good="""\
# r9/version.yaml
id: r9
status: adopted
effective: 令和9年4月1日
""",
    ),
)
def missing_effective_date(context: VersionContext) -> Iterator[Violation]:
    file = context.definition
    if file.content.status is Status.DRAFT or file.content.effective is not None:
        return
    if file.is_intact("status") and file.is_intact("effective"):
        yield Violation(
            ("status",),
            Text(
                "採択された版ですが、適用日（effective）がありません。",
                "The version is adopted, but has no `effective` date.",
            ),
            Text("「effective: 令和9年4月1日」の形で書いてください。", "Write it as in `effective: 2027-04-01`."),
            tree=file.tree,
        )
