"""KJ738: two checklists that people cannot tell apart."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Checklist
from kojin_check.rules.lint_rule import LintedFile, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation


@lint_rule(
    code="KJ738",
    name="title-clash",
    severity=Severity.WARNING,
    title=Text("題名と対象が同じチェックリストが2つある", "two checklists with the same title and scope"),
    documentation=Documentation(
        what=Text(
            "題名（title）と対象（scope）がどちらも同じチェックリストを指摘します。",
            "Reports checklists with the same title and the same scope.",
        ),
        why=Text(
            "一覧や印刷した様式で見分けが付かず、取り違えられます。",
            "In lists and in print nobody can tell them apart.",
        ),
        instead=Text("scope に、どの案件の様式かを書きます。", "Say in `scope` for which matters it is."),
        bad="""\
# r9/1-業務委託.yaml
number: 1
title: 業務委託にかかるチェックリスト
# r9/2-業務委託-紙のみ.yaml
number: 2
title: 業務委託にかかるチェックリスト
""",
        good="""\
# r9/1-業務委託.yaml
number: 1
title: 業務委託にかかるチェックリスト
# r9/2-業務委託-紙のみ.yaml
number: 2
title: 業務委託にかかるチェックリスト
scope: 紙媒体のみの取扱い
""",
    ),
)
def title_clash(context: VersionContext) -> Iterator[Violation]:
    first: dict[tuple[str, str | None], LintedFile[Checklist]] = {}
    for file in context.checklists:
        content = file.content
        if not content.title or not file.is_intact("scope"):
            continue
        earlier = first.setdefault((content.title, content.scope), file)
        if earlier is not file:
            yield Violation(
                ("title",),
                Text(
                    f"題名と対象が {earlier.path.name} と同じです（{content.title}）。",
                    f"Title and scope are those of {earlier.path.name} ({content.title}).",
                ),
                Text("scope に、どの案件の様式かを書いてください。", "Say in `scope` for which matters it is."),
                related=(Place(("title",), Text("同じ題名の様式", "form with the same title"), tree=earlier.tree),),
                tree=file.tree,
            )
