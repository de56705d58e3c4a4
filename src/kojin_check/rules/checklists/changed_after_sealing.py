"""KJ908: a version whose content is no longer the one that its fingerprint was made of."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.fingerprint import fingerprint
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ908",
    name="changed-after-sealing",
    severity=Severity.ERROR,
    title=Text("指紋を付けた後に内容が変わっている", "content that changed after it was sealed"),
    documentation=Documentation(
        what=Text(
            "指紋（fingerprint）のある版の内容が、指紋を付けた時から変わっているものを指摘します。"
            "文言、id、順序、条件、記号、見出しなど、様式に記入する人に関わるものは全て含みます。"
            "コメント、字下げ、メモ（note、notes）、出典、stock_reasons、status は含みません。",
            "Reports a version whose content differs from what its `fingerprint` was made of: texts, ids, order, conditions, "
            "marks, headings, everything that concerns whoever fills in the forms. Comments, layout, notes, source, stock "
            "reasons and status do not count.",
        ),
        why=Text(
            "採択された様式が知らぬ間に変わると、既に提出された案件が、別の文言に答えたことになってしまいます。",
            "If an adopted form changes unnoticed, cases that were submitted have answered to other words.",
        ),
        instead=Text(
            "元に戻し、変更は新しい版で行います。変換の誤りを正すときなど、採択された様式に合わせるためなら、"
            "kojin-check lint --reseal で指紋を付け直します。",
            "Undo the change and make it in a new version. If it corrects the data to what was really adopted, "
            "run kojin-check lint --reseal.",
        ),
        bad="""\
# r9/version.yaml
schema: kojin-check/version/v1
id: r9
title: 令和9年度版
status: adopted
types: {業務委託: {}}
fingerprint: sha256:8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4
""",
        good="""\
# r9/version.yaml
schema: kojin-check/version/v1
id: r9
title: 令和9年度版
status: adopted
types: {業務委託: {}}
fingerprint: sha256:7394eba43bdb1f329d8b5271d8c0bf25cfed7fb884df1617e4a4f693c22530f3
""",
    ),
)
def changed_after_sealing(context: VersionContext) -> Iterator[Violation]:
    """Yields a violation when the fingerprint does not fit; silent while a file could not be read in full."""
    definition, checklists = context.definition, context.checklists
    sealed = definition.content.fingerprint
    if sealed is None or not all(file.is_flawless for file in context.edition.effective_files):
        return
    if sealed != fingerprint(definition.content, (file.content for file in checklists)):
        yield Violation(
            ("fingerprint",),
            Text(
                "この版の内容が、指紋を付けた時から変わっています。",
                "The content of this version has changed since it was sealed.",
            ),
            Text(
                "変更を元に戻し、新しい版で変えてください。採択された様式に合わせるための訂正なら、"
                f"kojin-check lint --reseal {context.edition.name} を実行してください。",
                "Undo the change and make it in a new version. If it corrects the data to what was really adopted, "
                f"run kojin-check lint --reseal {context.edition.name}.",
            ),
            tree=definition.tree,
        )
