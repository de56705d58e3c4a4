"""KJ705: a name with the character that separates the parts of an item's address."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Route
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation

_SEPARATOR = "/"


@lint_rule(
    code="KJ705",
    name="ambiguous-name",
    severity=Severity.ERROR,
    title=Text("番地の区切り文字が名前にある", "a name with the separator of addresses"),
    documentation=Documentation(
        what=Text(
            "主体（actor）、区分（kind）、項目の id に「/」があるものを指摘します。",
            "Reports an actor, a kind or an id that contains “/”.",
        ),
        why=Text(
            "項目は「5/区が行う/運用上/施錠保管」のように「/」で区切った番地で呼ばれます。名前に「/」があると、番地の切れ目が"
            "分からなくなります。",
            "An item is addressed as 5/actor/kind/id. With a “/” in a name nobody can tell where the parts end.",
        ),
        instead=Text("「/」を「・」や「と」に変えます。", "Write another character, such as “・”."),
        bad="""\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 施錠/保管, text: 金庫に保管する。}]
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
def ambiguous_name(context: VersionContext) -> Iterator[Violation]:
    for file in context.checklists:
        names: list[tuple[Route, str]] = []
        for at, section in enumerate(file.content.sections):
            names += [(("sections", at, "actor"), section.actor), (("sections", at, "kind"), section.kind)]
        names += [((*located.route, "id"), located.item.id) for located in context.edition.items(file)]
        for route, name in names:
            if _SEPARATOR in name:
                yield Violation(
                    route,
                    Text(f"「{name}」に「{_SEPARATOR}」があります。", f"“{name}” contains “{_SEPARATOR}”."),
                    Text(
                        f"「{name.replace(_SEPARATOR, '・')}」のように、ほかの文字に変えてください。",
                        f"Write another character, as in “{name.replace(_SEPARATOR, '・')}”.",
                    ),
                    tree=file.tree,
                )
