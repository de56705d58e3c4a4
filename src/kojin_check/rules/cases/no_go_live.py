"""KJ407: a schedule without going live, so that no linkage can be held against it."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.case import Milestone
from kojin_check.model.checklist import Role, VersionDefinition
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Part, Route
from kojin_check.rules.rule import Context, Documentation, Place, Violation, rule
from kojin_check.similarity import nearest


@rule(
    code="KJ407",
    name="no-go-live",
    severity=Severity.WARNING,
    since="0.2.0",
    title=Text("日程に本番の開始がない", "a schedule without going live"),
    documentation=Documentation(
        what=Text(
            "外部結合のある案件で、日程（milestones）は書かれているのに、本番の開始を表す名称（本稼働など。版の go_live と going_live）が"
            "1つもないものを指摘します。",
            "Reports a case with a linkage and a schedule (milestones) in which none of the version's names for going live "
            "(go_live, going_live) stands.",
        ),
        why=Text(
            "本番の開始が分からないと、外部結合がその前に始まらないか（KJ402）を確かめられません。",
            "Without it nothing tells whether the linkage starts before the system goes live (KJ402).",
        ),
        instead=Text(
            "本番の開始の日程を、版の名称で加えます。別の名称で書かれているなら、版の名称に直します。",
            "Add going live to the schedule under one of these names; if it stands there under another, correct that.",
        ),
        bad="""\
matters:
  - type: 電算処理
    milestones:
      - {name: 基本設計, date: 令和6年4月}
      - {name: 利用の開始, date: 令和7年1月}
  - type: 外部結合
    periods: [{from: 令和7年1月1日}]
""",
        good="""\
matters:
  - type: 電算処理
    milestones:
      - {name: 基本設計, date: 令和6年4月}
      - {name: 本稼働（予定）, date: 令和7年1月}
  - type: 外部結合
    periods: [{from: 令和7年1月1日}]
""",
    ),
)
def no_go_live(context: Context) -> Iterator[Violation]:
    """Yields one violation for a case, at its first schedule; none where a name in a schedule could not be read."""
    if context.version is None or not context.version.definition.go_live_names:
        return
    definition, matters = context.version.definition, context.case.matters
    linkages = [
        index
        for index, matter in enumerate(matters)
        if context.version.role(matter.type) is Role.LINKAGE and not context.names_wrong_checklist(index)
    ]
    schedules = [(index, matter.milestones) for index, matter in enumerate(matters) if matter.milestones]
    routes: list[Route] = [("matters", index, "milestones") for index, _ in schedules]
    if not linkages or not schedules or not all(map(context.decoded.is_intact, routes)):
        return
    steps = [step for _, milestones in schedules for step in milestones]
    if not any(definition.means_going_live(step.name) for step in steps):
        yield _violation(schedules[0][0], matters[linkages[0]].type, linkages[0], steps, definition)


def _violation(
    schedule: int, linkage_type: str, linkage: int, steps: list[Milestone], definition: VersionDefinition
) -> Violation:
    names = definition.go_live_names
    meant = next((step.name for step in steps if nearest(step.name, names) is not None), None)
    asked = Text("", "")
    if meant is not None:
        asked = Text(
            f"「{quotation(meant)}」がそれなら、名称を直してください。",
            f" If “{quotation(meant)}” is meant to be it, correct the name.",
        )
    return Violation(
        ("matters", schedule, "milestones"),
        Text(
            f"日程に本番の開始がないので、{linkage_type}がその前に始まらないかを確かめられません。",
            f"The schedule does not say when the system goes live, so nothing tells whether {linkage_type} starts before.",
        ),
        Text(
            f"本番の開始の日程を、「{names[0]}」の名称で加えてください（ほかに書けるのは {'、'.join(names[1:])}）。{asked.ja}"
            if names[1:]
            else f"本番の開始の日程を、「{names[0]}」の名称で加えてください。{asked.ja}",
            f"Add going live to it, under the name “{names[0]}”"
            + (f" (or {', '.join(names[1:])})." if names[1:] else ".")
            + asked.en,
        ),
        part=Part.KEY,
        matter=schedule,
        related=(
            Place(
                ("matters", linkage, "type"),
                Text(f"{linkage_type}はここです", f"{linkage_type} stands here"),
                Part.VALUE,
            ),
        ),
    )
