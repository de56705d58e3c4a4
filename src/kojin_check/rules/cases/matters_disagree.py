"""KJ305: the same item, side and party are answered differently in two matters."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from kojin_check.findings import Severity, Text
from kojin_check.model.sheet import Row, Sheet
from kojin_check.rules.rule import Context, Documentation, Place, Violation, rule
from kojin_check.similarity import company


class _Answered(NamedTuple):
    sheet: Sheet
    row: Row


@rule(
    code="KJ305",
    name="matters-disagree",
    severity=Severity.WARNING,
    title=Text("同じ相手の事項で回答が食い違う", "matters with the same party answer the same measure differently"),
    documentation=Documentation(
        what=Text(
            "同じ相手（party）の2つの事項で、同じ側の同じ対策に「○」と「−」の異なる回答をしているものを、後の方で指摘します。"
            "相手を書いていない事項は比べません。対策の要否が申告した事実で変わるときは、どちらの事項でも必要か、"
            "どちらでも不要と分かるものだけを比べます。他の規則が指摘した回答も比べません。",
            "Reports, at the later one, a measure of the same side that two matters with the same party answer differently. "
            "Matters that name no party are not compared. Where facts decide whether a measure is needed, it is compared only "
            "if both matters are known to need it, or both not to. Answers that other rules have reported are not compared.",
        ),
        why=Text(
            "同じ事業者が外部結合では暗号化し、業務委託では暗号化しないというのは、たいてい記入の誤りです。",
            "That the same company encrypts under one matter and does not under another is mostly a slip.",
        ),
        instead=Text(
            "2つの事項の回答をそろえます。違うのが正しければ、waivers に理由を書いて残します。",
            "Give both matters the same answer. If they really differ, keep it with a reason in waivers.",
        ),
        bad="""\
matters:
  - type: 外部結合
    checklist: 4
    party: {name: 株式会社新宿システム}
    answers:
      区が行う:
        システム上:
          冗長化とバックアップ: ○
  - type: 業務委託
    checklist: 5
    party: {name: 株式会社新宿システム}
    media: [電磁的媒体]
    answers:
      区が行う:
        システム上:
          冗長化とバックアップ: −（一時的な作業のため）
""",
        good="""\
matters:
  - type: 外部結合
    checklist: 4
    party: {name: 株式会社新宿システム}
    answers:
      区が行う:
        システム上:
          冗長化とバックアップ: ○
  - type: 業務委託
    checklist: 5
    party: {name: 株式会社新宿システム}
    media: [電磁的媒体]
    answers:
      区が行う:
        システム上:
          冗長化とバックアップ: ○
""",
    ),
    yields=True,
)
def matters_disagree(context: Context) -> Iterator[Violation]:
    """Yields one violation for each measure of a party's side on which its matters disagree.

    It stands at the first answer that differs from the earliest one, however many follow.
    """
    for sheets in _by_party(context.sheets):
        not_met = {(row.section.actor, row.item.id) for sheet in sheets for row in sheet.not_met}
        for first, *later in _comparable(context, sheets, not_met):
            means = first.row.means
            differing = next((other for other in later if other.row.means is not means), None)
            if differing is not None:
                yield _violation(differing, first)


def _by_party(sheets: Iterable[Sheet]) -> Iterator[list[Sheet]]:
    """The sheets of each party that has several, in the order of the case."""
    parties: defaultdict[tuple[str, str], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.matter.party is not None:
            parties[company(sheet.matter.party.name)].append(sheet)
    parties.pop(("", ""), None)
    return (shared for shared in parties.values() if len(shared) > 1)


def _comparable(
    context: Context, sheets: Iterable[Sheet], sides: Container[tuple[str, str]]
) -> Iterable[list[_Answered]]:
    """The answers to each measure on each of `sides`, those apart that need it and those that do not."""
    answers: defaultdict[tuple[str, str, bool], list[_Answered]] = defaultdict(list)
    for sheet in sheets:
        for row in sheet.rows:
            side = (row.section.actor, row.item.id)
            if side in sides and row.means is not None and row.route not in context.flagged:
                needed = sheet.needed(row)
                if needed is not None:
                    answers[(*side, needed)].append(_Answered(sheet, row))
    return answers.values()


def _violation(differing: _Answered, first: _Answered) -> Violation:
    row, earlier = differing.row, first.row
    party = first.sheet.matter.party.name if first.sheet.matter.party else ""
    first_type = first.sheet.matter.type
    other = Text(first_type, first_type)
    if first_type == differing.sheet.matter.type:
        other = Text(f"別の{first_type}", f"another {first_type}")
    return Violation(
        row.mark_route,
        Text(
            f"「{row.item.id}」（{row.section.actor}）は、ここでは「{row.answer.mark}」ですが、同じ{party}の{other.ja}では"
            f"「{earlier.answer.mark}」です。",
            f"“{row.item.id}” ({row.section.actor}) is “{row.answer.mark}” here, but “{earlier.answer.mark}” in {other.en} "
            f"with the same {party}.",
        ),
        Text(
            f"2つの事項の回答を「{earlier.answer.mark}」か「{row.answer.mark}」にそろえてください。違うのが正しければ、"
            "waivers に理由を書いて残してください。",
            f"Write “{earlier.answer.mark}” or “{row.answer.mark}” in both matters. If they really differ, keep it with a "
            "reason in waivers.",
        ),
        item=row.ref,
        matter=differing.sheet.index,
        related=(Place(earlier.mark_route, Text(f"{first_type}の回答はここです", f"the answer in {first_type}")),),
    )
