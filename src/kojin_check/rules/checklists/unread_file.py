"""KJ737: a checklist that is not read because of its file's name."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ737",
    name="unread-file",
    severity=Severity.ERROR,
    title=Text("読まれないチェックリストがある", "a checklist that is not read"),
    documentation=Documentation(
        what=Text(
            "版のフォルダにあるのに、名前が「番号-….yaml」の形でないために読まれないチェックリストを指摘します。",
            "Reports a checklist in a version's folder that is not read because its name is not like `5-….yaml`.",
        ),
        why=Text(
            "置いただけでは使われません。様式が1つ欠けたまま採択されることになります。",
            "It has no effect: the version would be adopted with one form missing.",
        ),
        instead=Text(
            "番号で始まり .yaml で終わる名前に変えます。",
            "Give it a name that begins with its number and ends in .yaml.",
        ),
        bad="""\
# r9/version.yaml
id: r9
# r9/業務委託.yaml
schema: kojin-check/checklist/v1
number: 5
""",
        good="""\
# r9/version.yaml
id: r9
# r9/5-業務委託.yaml
schema: kojin-check/checklist/v1
number: 5
""",
    ),
)
def unread_file(context: VersionContext) -> Iterator[Violation]:
    for file in context.edition.strays:
        name, number = file.path.name, file.content.number
        yield Violation(
            ("schema",),
            Text(
                f"「{name}」は、名前が「番号-….yaml」の形でないので読まれません。",
                f"“{name}” is not read: its name does not begin with a number and end in .yaml.",
            ),
            Text(
                f"「{number or '番号'}-….yaml」という名前に変えてください。",
                f"Rename it to “{number or 'number'}-….yaml”.",
            ),
            tree=file.tree,
        )
