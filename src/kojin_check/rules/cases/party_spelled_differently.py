"""KJ306: two parties of one case have names that are close, but not the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kojin_check.findings import Severity, Text
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Route
from kojin_check.rules.rule import Context, Documentation, Place, Violation, rule
from kojin_check.similarity import company, is_slip

_MOST_PARTIES = 50
"""So many different names of one case are held against one another; no case has as many."""


class _Named(NamedTuple):
    route: Route
    matter: int
    name: str


@rule(
    code="KJ306",
    name="party-spelled-differently",
    severity=Severity.WARNING,
    title=Text("相手の名称が少しだけ違う", "parties with names that are close but not the same"),
    documentation=Documentation(
        what=Text(
            "1つの案件に書かれた相手（party、再委託先を含む）の名称のうち、よく似ているのに同じではないものを、後の方で指摘します。"
            "「株式会社」「（株）」「㈱」の書き方や位置の違い、全角と半角の違いは、同じとみなします。",
            "Reports, at the later one, parties of a case (subcontractors included) whose names are close but not the same. How "
            "株式会社 is written and where it stands, and width, do not count.",
        ),
        why=Text(
            "同じ事業者のつもりで違う名称を書くと、事項の間の確認（開始日、回答の食い違い）が行われません。",
            "If one company has two names, what holds between its matters (dates, answers) is not checked.",
        ),
        instead=Text(
            "同じ事業者なら、正しい名称にそろえます。別の事業者なら、waivers に理由を書いて残します。",
            "If it is one company, write its right name in both places. If these are two, keep it with a reason in waivers.",
        ),
        bad="""\
matters:
  - type: 外部結合
    checklist: 4
    party: {name: 株式会社新宿システムズ}
    answers: {区が行う: {システム上: {通信の暗号化: ○}}}
  - type: 業務委託
    checklist: 5
    party: {name: 株式会社新宿システム}
    media: [電磁的媒体]
    answers: {区が行う: {システム上: {通信の暗号化: ○}}}
""",
        good="""\
matters:
  - type: 外部結合
    checklist: 4
    party: {name: 株式会社新宿システム}
    answers: {区が行う: {システム上: {通信の暗号化: ○}}}
  - type: 業務委託
    checklist: 5
    party: {name: 新宿システム㈱}
    media: [電磁的媒体]
    answers: {区が行う: {システム上: {通信の暗号化: ○}}}
""",
    ),
    since="0.2.0",
)
def party_spelled_differently(context: Context) -> Iterator[Violation]:
    seen: dict[tuple[str, str], _Named] = {}
    for party in _parties(context):
        compared = company(party.name)
        if compared in seen or not compared[0] or len(seen) >= _MOST_PARTIES:
            continue
        earlier = next((one for other, one in seen.items() if _are_close(compared, other)), None)
        seen[compared] = party
        if earlier is not None:
            yield _violation(party, earlier)


def _parties(context: Context) -> Iterator[_Named]:
    for index, matter in enumerate(context.case.matters):
        base: Route = ("matters", index)
        owners = [(base, matter.party)]
        owners += [
            ((*base, "subcontracts", at), subcontract.party) for at, subcontract in enumerate(matter.subcontracts or ())
        ]
        for owner, party in owners:
            route: Route = (*owner, "party", "name")
            if party is not None and context.decoded.is_intact(route):
                yield _Named(route if context.is_written(route) else route[:-1], index, party.name)


def _are_close(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """True for names that differ in little but a letter, or only in the form of the company."""
    return one[0] == other[0] or is_slip(one[0], other[0])


def _violation(party: _Named, earlier: _Named) -> Violation:
    name, other = quotation(party.name), quotation(earlier.name)
    return Violation(
        party.route,
        Text(
            f"相手の名称「{name}」は、前に書かれた「{other}」とよく似ていますが、同じではありません。",
            f"The party “{name}” is named almost like “{other}” before it, but not the same.",
        ),
        Text(
            "同じ相手なら、どちらも正しい名称にしてください。別の相手なら、waivers に理由を書いて残してください。",
            "If it is the same company, write its right name in both places; if not, keep it with a reason in waivers.",
        ),
        matter=party.matter,
        related=(Place(earlier.route, Text("前の名称はここです", "the name before")),),
    )
