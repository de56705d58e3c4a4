"""KJ205: answers rest on a fact that the matter leaves blank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Means
from kojin_check.model.library import Version
from kojin_check.model.sheet import Row, Sheet
from kojin_check.reading.tree import Part
from kojin_check.rules.phrases import fact_route, how_to_declare
from kojin_check.rules.rule import Context, Documentation, Place, Violation, rule

_MOST_NAMED = 5
"""Of more items the first ones are named."""


@rule(
    code="KJ205",
    name="undecided-need",
    severity=Severity.WARNING,
    title=Text("対策の要否を決める事実が空欄", "a fact that decides whether measures are needed is blank"),
    documentation=Documentation(
        what=Text(
            "対策の要否を決める事実（media、subcontracts、facts）が空欄なのに、その事実で要否が決まる対策に「−」が付いているものを、"
            "空欄の場所で指摘します。該当する場合にしか「○」と書けない対策（様式の strict）は「○」でも指摘します。作成中の案件"
            "（status: draft）と、他の規則が指摘した回答には及びません。",
            "Reports, at the blank fact (media, subcontracts, facts), that measures are declined whose need this fact decides; "
            "for measures that can be taken only where they apply (strict), also those that are marked as taken. Drafts and "
            "answers that other rules report are passed over.",
        ),
        why=Text(
            "事実が空欄だと、対策が本当に不要なのかを確かめられません。必要な対策が抜けていても分かりません。",
            "While the fact is blank, nobody can tell whether the measure is really not needed.",
        ),
        instead=Text(
            "事実を書きます。書くと、回答と合っているかも確かめます。",
            "Declare the fact. The answers are then held against it.",
        ),
        bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    facts:
      クラウドの利用:
    answers:
      区が行う:
        システム上:
          国内法の適用: −（システムを使わない業務のため）
""",
        good="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    facts:
      クラウドの利用: false
    answers:
      区が行う:
        システム上:
          国内法の適用: −（システムを使わない業務のため）
""",
    ),
    since="0.2.0",
    yields=True,
)
def undecided_need(context: Context) -> Iterator[Violation]:
    version = context.version
    if version is None or context.case.status == "draft":
        return
    for sheet in context.sheets:
        resting: defaultdict[str, list[Row]] = defaultdict(list)
        for row in sheet.conditional:
            if _is_undecided(sheet, row) and row.route not in context.flagged:
                for fact in _blank_facts(context, sheet, row):
                    resting[fact].append(row)
        for fact, rows in resting.items():
            yield _violation(sheet, fact, rows, version)


def _is_undecided(sheet: Sheet, row: Row) -> bool:
    """True where the answer claims to know whether the measure is needed, and the facts do not tell."""
    claims = row.means is Means.NOT_APPLICABLE or (row.means in (Means.MET, Means.PARTIAL) and row.item.strict)
    return claims and sheet.needed(row) is None


def _blank_facts(context: Context, sheet: Sheet, row: Row) -> Iterator[str]:
    """The facts that the row's condition waits for and that no other rule reports."""
    for fact in () if row.item.when is None else row.item.when.facts:
        route = fact_route(sheet.index, fact)
        if (
            fact not in sheet.matter.declared_facts()
            and fact not in sheet.checklist.requires
            and not (context.version and context.version.pages.requires(sheet.matter.type, *route[2:]))
            and context.decoded.is_intact(route)
        ):
            yield fact


def _violation(sheet: Sheet, fact: str, rows: list[Row], version: Version) -> Violation:
    names = list(dict.fromkeys(row.item.id for row in rows))
    more = len(names) - _MOST_NAMED
    japanese = "」「".join(names[:_MOST_NAMED])
    english = "”, “".join(names[:_MOST_NAMED])
    return Violation(
        fact_route(sheet.index, fact),
        Text(
            f"「{fact}」が空欄なので、「{japanese}」{f'ほか{more}項目' if more > 0 else ''}が必要かどうかを確かめられません。",
            f"“{fact}” is blank, so that nothing tells whether “{english}”{f' and {more} more' if more > 0 else ''} "
            f"{'is' if len(names) == 1 else 'are'} needed.",
        ),
        how_to_declare(fact, version, sheet.matter.type),
        part=Part.KEY,
        matter=sheet.index,
        related=tuple(
            Place(row.mark_route, Text(f"「{row.item.id}」の回答はここです", f"the answer to “{row.item.id}”"))
            for row in rows[:_MOST_NAMED]
        ),
    )
