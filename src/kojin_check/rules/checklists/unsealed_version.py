"""KJ907: an adopted version without a fingerprint."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Status
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ907",
    name="unsealed-version",
    severity=Severity.ERROR,
    title=Text("採択された版に指紋がない", "an adopted version without fingerprint"),
    documentation=Documentation(
        what=Text(
            "採択された版（status が adopted か retired）に、内容の指紋（fingerprint）がないものを指摘します。",
            "Reports a version with the status adopted or retired that carries no `fingerprint` of its content.",
        ),
        why=Text(
            "指紋がなければ、採択した後に文言が1字変わっても気付けません。",
            "Without it nobody notices when a text changes after the version was adopted.",
        ),
        instead=Text("kojin-check lint --seal を実行します。", "Run kojin-check lint --seal."),
        bad="""\
# r9/version.yaml
id: r9
status: adopted
""",
        good="""\
# r9/version.yaml
id: r9
status: adopted
fingerprint: sha256:8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4
""",
    ),
)
def unsealed_version(context: VersionContext) -> Iterator[Violation]:
    file = context.definition
    if file.content.status is Status.DRAFT or file.content.fingerprint is not None:
        return
    if file.is_intact("status") and file.is_intact("fingerprint"):
        yield Violation(
            ("status",),
            Text(
                "採択された版ですが、内容の指紋（fingerprint）がありません。",
                "The version is adopted, but carries no `fingerprint` of its content.",
            ),
            Text(
                "内容を確かめてから、kojin-check lint --seal を実行してください。",
                "Review the content, then run kojin-check lint --seal.",
            ),
            tree=file.tree,
        )
