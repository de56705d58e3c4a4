"""KJ704: a section without items, a checklist without sections."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ704",
    name="empty-section",
    severity=Severity.ERROR,
    title=Text("項目のない区画がある", "a section without items"),
    documentation=Documentation(
        what=Text(
            "項目が1つもない区画と、区画が1つもないチェックリストを指摘します。",
            "Reports a section without items and a checklist without sections.",
        ),
        why=Text(
            "問うことのない様式は、何も確かめていないのに記入済みに見えます。",
            "A form that asks nothing looks complete although nothing has been considered.",
        ),
        instead=Text(
            "項目を書くか、区画やファイルを削除します。", "Write the items, or delete the section or the file."
        ),
        bad="""\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: []
""",
        good="""\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 施錠保管, text: 金庫に保管する。}]
""",
    ),
)
def empty_section(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each empty list that is written as such; what is absent or blank is found while reading."""
    for file in context.checklists:
        routes = [("sections",), *(("sections", at, "items") for at in range(len(file.content.sections)))]
        for route in routes:
            node = file.tree.node(route)
            if node is None or getattr(node, "items", None) != []:
                continue
            missing = Text("区画", "section") if route == ("sections",) else Text("項目", "item")
            yield Violation(
                route,
                Text(f"ここに{missing.ja}が1つもありません。", f"There is no {missing.en} here."),
                Text(
                    f"{missing.ja}を書くか、この部分を削除してください。",
                    f"Write at least one {missing.en}, or delete this part.",
                ),
                part=Part.KEY,
                tree=file.tree,
            )
