"""KJ703: two sections that cannot be told apart."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Route
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation

_FIRST = Text("最初の区画", "first section")


@lint_rule(
    code="KJ703",
    name="heading-clash",
    severity=Severity.ERROR,
    title=Text("見分けの付かない区画がある", "two sections that cannot be told apart"),
    documentation=Documentation(
        what=Text(
            "1つのチェックリストに、主体（actor）と区分（kind）が同じ区画が2つあるもの、見出し（heading）が同じ区画が2つあるものを"
            "指摘します。",
            "Reports sections of one checklist with the same actor and kind, or with the same heading.",
        ),
        why=Text(
            "案件の回答は、主体と区分で区画を選びます。同じものが2つあると1つに混ざり、見出しが同じだと読む人が区別できません。",
            "Answers name a section by actor and kind: two alike become one. People tell sections apart by their headings.",
        ),
        instead=Text(
            "区画を1つにまとめるか、区分と見出しを変えます。", "Merge the sections, or change kind and heading."
        ),
        bad="""\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 施錠保管, text: 金庫に保管する。}]
  - actor: 区が行う
    kind: システム上
    heading: 区が行う情報保護対策
    items: [{id: 通信の暗号化, text: 通信を暗号化する。}]
""",
        good="""\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策【運用上の対策】
    items: [{id: 施錠保管, text: 金庫に保管する。}]
  - actor: 区が行う
    kind: システム上
    heading: 区が行う情報保護対策【システム上の対策】
    items: [{id: 通信の暗号化, text: 通信を暗号化する。}]
""",
    ),
)
def heading_clash(context: VersionContext) -> Iterator[Violation]:
    for file in context.checklists:
        places: dict[tuple[str, str], Route] = {}
        headings: dict[str, Route] = {}
        for at, section in enumerate(file.content.sections):
            route: Route = ("sections", at)
            if not section.actor or not section.kind:
                continue
            place = places.setdefault((section.actor, section.kind), (*route, "kind"))
            heading = headings.setdefault(section.heading, (*route, "heading")) if section.heading else route
            if place[:2] != route:
                yield Violation(
                    (*route, "kind"),
                    Text(
                        f"「{section.actor}」の「{section.kind}」の区画が2つあります。",
                        f"There are two sections “{section.kind}” under “{section.actor}”.",
                    ),
                    Text("1つにまとめるか、kind を変えてください。", "Merge them, or change `kind`."),
                    related=(Place(place, _FIRST, tree=file.tree),),
                    tree=file.tree,
                )
            elif heading[:2] != route:
                yield Violation(
                    (*route, "heading"),
                    Text(
                        f"見出し「{section.heading}」が2つの区画にあります。",
                        f"Two sections have the heading “{section.heading}”.",
                    ),
                    Text(
                        "区画が見分けられるように、見出しを変えてください。",
                        "Change one so that they can be told apart.",
                    ),
                    related=(Place(heading, _FIRST, tree=file.tree),),
                    tree=file.tree,
                )
