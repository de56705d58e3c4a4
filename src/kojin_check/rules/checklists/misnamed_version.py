"""KJ902: a version whose id is not its folder's name."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ902",
    name="misnamed-version",
    severity=Severity.ERROR,
    title=Text("版の id がフォルダの名前と違う", "a version's id is not its folder's name"),
    documentation=Documentation(
        what=Text(
            "version.yaml の id が、フォルダの名前と違うものを指摘します。",
            "Reports a version whose `id` is not the name of its folder.",
        ),
        why=Text(
            "案件の checklist_version はフォルダの名前で引かれます。id が違うと、id を写した案件は版が見付かりません。",
            "Versions are looked up by folder. A case that copies a different id finds no version.",
        ),
        instead=Text("id かフォルダの名前を揃えます。", "Make the id and the folder's name the same."),
        bad="""\
# r9/version.yaml
id: r8
""",
        good="""\
# r9/version.yaml
id: r9
""",
    ),
)
def misnamed_version(context: VersionContext) -> Iterator[Violation]:
    written, folder = context.definition.content.id, context.edition.name
    if written and written != folder:
        yield Violation(
            ("id",),
            Text(
                f"id は「{written}」ですが、フォルダの名前は「{folder}」です。",
                f"The id is “{written}”, but the folder is named “{folder}”.",
            ),
            Text(
                f"「id: {folder}」に直すか、フォルダの名前を「{written}」に変えてください。",
                f"Write `id: {folder}`, or rename the folder to “{written}”.",
            ),
            tree=context.definition.tree,
        )
