"""KJ901: a folder with checklists and without version.yaml."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ901",
    name="missing-version-file",
    severity=Severity.ERROR,
    title=Text("version.yaml がない", "version.yaml is missing"),
    documentation=Documentation(
        what=Text(
            "チェックリストのファイルがあるのに version.yaml がないフォルダを指摘します。",
            "Reports a folder with checklist files and without version.yaml.",
        ),
        why=Text(
            "version.yaml のないフォルダは版として読まれず、何も言われないまま使われません。",
            "Without it the folder is not read as a version and has no effect at all.",
        ),
        instead=Text("version.yaml を作ります。", "Create version.yaml."),
        bad="""\
# r9/1-業務委託.yaml
number: 1
""",
        good="""\
# r9/version.yaml
id: r9
# r9/1-業務委託.yaml
number: 1
""",
    ),
)
def missing_version_file(context: VersionContext) -> Iterator[Violation]:
    file = context.definition
    if not file.path.is_file():
        yield Violation(
            (),
            Text(
                f"フォルダ「{context.edition.name}」に {file.path.name} がないので、版として読まれません。",
                f"The folder “{context.edition.name}” has no {file.path.name}, so it is not read as a version.",
            ),
            Text(
                f"{file.path.name} を作り、schema、id、title、status、types を書いてください。",
                f"Create {file.path.name} with schema, id, title, status and types.",
            ),
            tree=file.tree,
        )
