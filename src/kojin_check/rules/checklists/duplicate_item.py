"""KJ701: an id that stands twice on one side of a checklist."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.lint_rule import LocatedItem, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation
from kojin_check.similarity import folded


@lint_rule(
    code="KJ701",
    name="duplicate-item",
    severity=Severity.ERROR,
    title=Text("同じ主体に同じ id の項目が2つある", "an id stands twice on one side"),
    documentation=Documentation(
        what=Text(
            "1つのチェックリストの同じ主体（actor）の下に、同じ id の項目が2つ以上あるものを指摘します。"
            "全角と半角、空白だけが違う id も同じとみなします。",
            "Reports an id that stands more than once under the same actor of a checklist. Ids that differ only in width "
            "or spaces count as the same.",
        ),
        why=Text(
            "案件の回答は id で書くので、id が同じ2つの項目には別々に回答できません。",
            "Cases answer by id, so two items with the same id cannot be answered separately.",
        ),
        instead=Text(
            "どちらかの id を変えるか、重複した項目を削除します。",
            "Change one of the ids, or delete the repeated item.",
        ),
        bad="""\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items:
      - {id: 施錠保管, text: 書庫に施錠する。}
      - {id: 施錠保管, text: 事務室に施錠する。}
""",
        good="""\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items:
      - {id: 書庫の施錠, text: 書庫に施錠する。}
      - {id: 事務室の施錠, text: 事務室に施錠する。}
""",
    ),
)
def duplicate_item(context: VersionContext) -> Iterator[Violation]:
    for file in context.checklists:
        first: dict[tuple[str, str], LocatedItem] = {}
        for located in context.edition.items(file):
            if not located.item.id:
                continue
            earlier = first.setdefault((located.section.actor, folded(located.item.id)), located)
            if earlier is not located:
                yield Violation(
                    (*located.route, "id"),
                    Text(
                        f"「{located.section.actor}」に「{located.item.id}」という id の項目が2つあります。",
                        f"There are two items “{located.item.id}” under “{located.section.actor}”.",
                    ),
                    Text(
                        "どちらかの id を変えるか、重複した項目を削除してください。",
                        "Change one of the ids, or delete the repeated item.",
                    ),
                    item=located.ref,
                    related=(Place((*earlier.route, "id"), Text("最初の項目", "first item"), tree=file.tree),),
                    tree=file.tree,
                )
