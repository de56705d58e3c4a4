"""KJ736: a checklist file whose name begins with another number than its own."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.regex import regex
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation

_LEADING_DIGITS = regex("[0-9]+")


@lint_rule(
    code="KJ736",
    name="misnumbered-file",
    severity=Severity.ERROR,
    title=Text("ファイル名の番号が違う", "a file name with another number"),
    documentation=Documentation(
        what=Text(
            "ファイル名の先頭の番号が、チェックリストの番号（number）と違うものを指摘します。",
            "Reports a checklist file whose name begins with another number than its `number`.",
        ),
        why=Text(
            "番号でファイルを探す人が、別のチェックリストを直してしまいます。",
            "Whoever looks for a checklist by its number edits the wrong file.",
        ),
        instead=Text("ファイル名か番号を直します。", "Rename the file, or correct the number."),
        bad="""\
# r9/1-業務委託.yaml
number: 5
""",
        good="""\
# r9/5-業務委託.yaml
number: 5
""",
    ),
)
def misnumbered_file(context: VersionContext) -> Iterator[Violation]:
    for file in context.checklists:
        leading = _LEADING_DIGITS.match(file.path.name)
        if leading is None or file.tree.node(("number",)) is None or not file.is_intact("number"):
            continue
        number = file.content.number
        if int(leading[0]) != number:
            yield Violation(
                ("number",),
                Text(
                    f"ファイル名（{file.path.name}）の番号は{int(leading[0])}ですが、number は{number}です。",
                    f"The file name ({file.path.name}) has the number {int(leading[0])}, but `number` is {number}.",
                ),
                Text(
                    f"ファイル名の先頭を「{number}-」にするか、number を直してください。",
                    f"Begin the file name with “{number}-”, or correct `number`.",
                ),
                tree=file.tree,
            )
