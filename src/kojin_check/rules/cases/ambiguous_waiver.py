"""KJ506: a waiver that fits several matters; found as waivers are applied."""

from __future__ import annotations

from kojin_check.findings import Severity, Text
from kojin_check.model.case import Case, Matter, WaiverEntry
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Route
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule, Violation
from kojin_check.similarity import folded

AMBIGUOUS_WAIVER = "KJ506"


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


def ambiguous_waiver(number: int, entry: WaiverEntry, case: Case) -> Violation | None:
    """Gives the violation of the waiver with this number; None where it is settled which matter it is about."""
    matters = _fitting_matters(entry, case)
    if entry.item is None or len(matters) < 2:
        return None
    names = list(dict.fromkeys(matter.party.name for matter in matters if matter.party is not None))
    route: Route = ("waivers", number, "item")
    message = Text(
        f"「{quotation(entry.item)}」に当てはまる事項が{len(matters)}件あるので、どれの免除なのかが決まりません。"
        "この免除は何も免除していません。",
        f"{len(matters)} matters have “{quotation(entry.item)}”, so it is not settled which one is meant. "
        "This waiver covers nothing.",
    )
    if entry.party is not None or len(names) < len(matters):
        return Violation(
            route,
            message,
            Text(
                "事項ごとに違う相手方（party の name）を書いたうえで、免除の party にその名称を書いてください。",
                "Give each matter a party of its own, and name the one that is meant in the waiver's party.",
            ),
        )
    ja, en = (
        "か".join(f"「party: {quotation(name)}」" for name in names),
        " or ".join(f"“party: {quotation(name)}”" for name in names),
    )
    return Violation(route, message, Text(f"{ja}を書き加えてください。", f"Add {en}."))


def _fitting_matters(entry: WaiverEntry, case: Case) -> list[Matter]:
    """The matters that have the form of the entry's address and its other side."""
    number = (entry.item or "").partition("/")[0]
    fitting = (matter for matter in case.matters if str(matter.checklist) == number)
    return [matter for matter in fitting if entry.party is None or is_with(matter, entry.party)]


def is_with(matter: Matter, party: str) -> bool:
    """True when the other side of the matter has this name, however it is written."""
    return matter.party is not None and folded(matter.party.name) == folded(party)
