"""KJ506: a waiver that fits several matters; found as waivers are applied."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from kojin_check.findings import Severity, Text
from kojin_check.model.case import Case, WaiverEntry
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Route
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule, Violation
from kojin_check.similarity import folded

AMBIGUOUS_WAIVER = "KJ506"
_MOST_NAMED = 5
"""Of the parties that a waiver may mean."""

RULES.add(
    Rule(
        code=AMBIGUOUS_WAIVER,
        name="ambiguous-waiver",
        severity=Severity.ERROR,
        since="0.2.0",
        title=Text("どの事項の免除なのかが決まらない", "a waiver that fits several matters"),
        documentation=Documentation(
            what=Text(
                "同じ様式の事項が複数あるのに、どれの免除なのかを party で示していない免除を指摘します。",
                "Reports a waiver whose item several matters have, while no party tells which one is meant.",
            ),
            why=Text(
                "1つの委託先について認めたことが、ほかの委託先でも認められたことになってしまいます。",
                "What was accepted for one contractor would count as accepted for the others.",
            ),
            instead=Text(
                "免除の party に、事項の相手方の名称を書きます。",
                "Name the matter's other side in the waiver's party.",
            ),
            bad="""\
matters:
  - {type: 業務委託, checklist: 6, media: [紙媒体], party: {name: 株式会社甲}}
  - {type: 業務委託, checklist: 6, media: [紙媒体], party: {name: 株式会社乙}}
waivers:
  - rule: KJ301
    item: 6/区が行う/運用上/施錠保管
    reason: 紙の控えを保管するため
    approved_by: 区政情報課長
""",
            good="""\
matters:
  - {type: 業務委託, checklist: 6, media: [紙媒体], party: {name: 株式会社甲}}
  - {type: 業務委託, checklist: 6, media: [紙媒体], party: {name: 株式会社乙}}
waivers:
  - rule: KJ301
    item: 6/区が行う/運用上/施錠保管
    party: 株式会社甲
    reason: 紙の控えを保管するため
    approved_by: 区政情報課長
""",
        ),
        hiding=Hiding.BY_SELECTION,
    )
)


class NamedMatters:
    """The matters of a case as waivers name them: by the number of their form and by their other side."""

    def __init__(self, case: Case) -> None:
        self._alike: dict[tuple[str, str | None], list[str | None]] = {}
        with_party: dict[str, list[int]] = {}
        for index, matter in enumerate(case.matters):
            party = None if matter.party is None else folded(matter.party.name)
            if party is not None:
                with_party.setdefault(party, []).append(index)
            for name in {None, party}:
                alike = self._alike.setdefault((str(matter.checklist), name), [])
                alike.append(None if matter.party is None else matter.party.name)
        self._with_party = {party: frozenset(indexes) for party, indexes in with_party.items()}

    def with_party(self, name: str) -> frozenset[int]:
        """Gives the indexes of the matters whose other side has this name, however it is written."""
        return self._with_party.get(folded(name), frozenset())

    def meant_by(self, entry: WaiverEntry) -> Sequence[str | None]:
        """Gives the other sides of the matters with the form of the entry's address and its party; None for one without."""
        party = None if entry.party is None else folded(entry.party)
        return self._alike.get(((entry.item or "").partition("/")[0], party), ())


def ambiguous_waiver(number: int, entry: WaiverEntry, matters: NamedMatters) -> Violation | None:
    """Gives the violation of the waiver with this number; None where it is settled which matter it is about."""
    meant = matters.meant_by(entry)
    if entry.item is None or len(meant) < 2:
        return None
    route: Route = ("waivers", number, "item")
    message = Text(
        f"「{quotation(entry.item)}」に当てはまる事項が{len(meant)}件あるので、どれの免除なのかが決まりません。"
        "この免除は何も免除していません。",
        f"{len(meant)} matters have “{quotation(entry.item)}”, so it is not settled which one is meant. "
        "This waiver covers nothing.",
    )
    parties = dict.fromkeys(party for party in meant if party is not None)
    if entry.party is not None or len(parties) < len(meant):
        return Violation(
            route,
            message,
            Text(
                "事項ごとに違う相手方（party の name）を書いたうえで、免除の party にその名称を書いてください。",
                "Give each matter a party of its own, and name the one that is meant in the waiver's party.",
            ),
        )
    names = [quotation(name) for name in islice(parties, _MOST_NAMED)]
    ja = "か".join(f"「party: {name}」" for name in names)
    en = " or ".join(f"“party: {name}”" for name in names)
    if len(parties) > _MOST_NAMED:
        ja, en = f"{ja}のように、相手方", f"the party meant, such as {en}"
    return Violation(route, message, Text(f"{ja}を書き加えてください。", f"Add {en}."))
