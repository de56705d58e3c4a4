"""KJ404: a subcontract goes beyond its contract in time, media or data items."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kojin_check.findings import Severity, Text
from kojin_check.model.case import Matter, Period, Subcontract
from kojin_check.model.entries import Known, Likeness, entries
from kojin_check.model.pages import Holder, neutral_pages
from kojin_check.model.periods import Limit, Limits, is_certainly_before, reach
from kojin_check.reading.tree import Part, Route
from kojin_check.rules.phrases import resembling
from kojin_check.rules.rule import Context, Documentation, Place, Violation, rule


class _Contract(NamedTuple):
    """What subcontracts are held against: the contract's terms, each empty where it is not known."""

    at: int
    """Index of the matter in the case, from 0."""
    matter: Matter
    reach: Limits
    media: frozenset[str]
    data_items: Known
    handed_on: str
    """What the form calls the list of subcontracts."""

    def place(self, field: str) -> Place:
        return Place(
            ("matters", self.at, field),
            Text(f"{self.matter.type}の {field} はここです", f"{field} of {self.matter.type}"),
            Part.KEY,
        )


@rule(
    code="KJ404",
    name="subcontract-exceeds-contract",
    severity=Severity.WARNING,
    title=Text("さらに委託するものが、委託の範囲を超える", "a subcontract goes beyond its contract"),
    documentation=Documentation(
        what=Text(
            "さらに委託するもの（subcontracts）の期間、媒体（media）、情報項目（data_items）のうち、元の委託にないものを指摘します。次年度以降も続く委託"
            "（renews: true）や終わりを書いていない委託には、終わりがないものとします。",
            "Reports where a subcontract's period, media or data items go beyond those of its contract. A contract that is "
            "renewed (renews: true) or has no end written has no end.",
        ),
        why=Text(
            "受託者は、自分が預かっていない情報や、契約のない期間の業務を、さらに委託できません。審議を経ないまま渡ることになります。",
            "A contractor cannot hand on data that it was not given, nor work outside its own contract: that would be "
            "handed on without the council's consent.",
        ),
        instead=Text(
            "さらに委託するものを委託の範囲に収めるか、委託の期間、media、data_items に書き加えます。",
            "Keep the subcontract within its contract, or add what is missing to the contract's periods, media or data_items.",
        ),
        bad="""\
matters:
  - type: 業務委託
    media: [電磁的媒体]
    data_items: [氏名, 住所]
    periods:
      - {from: 令和6年4月1日, to: 令和7年3月31日}
    subcontracts:
      - media: [電磁的媒体, 紙媒体]
        data_items: [氏名, 電話番号]
        periods:
          - {from: 令和6年4月1日, to: 令和7年9月30日}
""",
        good="""\
matters:
  - type: 業務委託
    media: [電磁的媒体]
    data_items: [氏名, 住所]
    periods:
      - {from: 令和6年4月1日, to: 令和7年3月31日}
    subcontracts:
      - media: [電磁的媒体]
        data_items: [氏名]
        periods:
          - {from: 令和6年10月1日, to: 令和7年3月31日}
""",
    ),
    yields=True,
)
def subcontract_exceeds_contract(context: Context) -> Iterator[Violation]:
    likeness = Likeness()
    for index, matter in enumerate(context.case.matters):
        if not matter.subcontracts or context.names_wrong_checklist(index):
            continue
        contract = _contract(context, index, matter)
        for number, subcontract in enumerate(matter.subcontracts):
            route: Route = ("matters", index, "subcontracts", number)
            yield from _periods(context, contract, (*route, "periods"), subcontract.periods)
            yield from _media(context, contract, (*route, "media"), subcontract.media)
            yield from _data_items(context, contract, (*route, "data_items"), subcontract, likeness)


def _contract(context: Context, index: int, matter: Matter) -> _Contract:
    base: Route = ("matters", index)
    media = frozenset(matter.media)
    if not context.decoded.is_intact((*base, "media")) or not media <= (_known_media(context) or media):
        media = frozenset()
    data_items: Route = (*base, "data_items")
    pages = neutral_pages() if context.version is None else context.version.pages
    return _Contract(
        index,
        matter,
        reach((*base, "periods"), matter.periods, context.decoded),
        media,
        Known(entries(data_items, matter.data_items if context.decoded.is_intact(data_items) else ())),
        pages.label_of(Holder.MATTER, "subcontracts", matter.type).ja,
    )


def _known_media(context: Context) -> frozenset[str]:
    """The media that the version knows; others are misspelt, and reported as such."""
    return frozenset(() if context.version is None else context.version.definition.media)


def _periods(context: Context, contract: _Contract, route: Route, periods: Sequence[Period]) -> Iterator[Violation]:
    for at, period in enumerate(periods):
        here = (*route, at)
        if not period.is_reversed and context.decoded.is_intact(here):
            if contract.reach.start is not None:
                yield from _start(context, contract, contract.reach.start, here, period)
            if contract.reach.end is not None:
                yield from _end(context, contract, contract.reach.end, here, period)


def _start(context: Context, contract: _Contract, limit: Limit, route: Route, period: Period) -> Iterator[Violation]:
    name, start = contract.matter.type, limit.date.said
    if period.from_ is not None:
        if is_certainly_before(period.from_, limit.date):
            yield _beyond(
                contract,
                (*route, "from"),
                limit,
                Text(
                    f"{contract.handed_on}が{period.from_.show()}に始まりますが、{name}は{start.ja}からです。",
                    f"The subcontract starts on {period.from_.said.en}, but {name} only on {start.en}.",
                ),
            )
    elif period.to is not None and not context.is_written((*route, "from")):
        yield _beyond(
            contract,
            route,
            limit,
            Text(
                f"{contract.handed_on}の期間に始まり（from）がありませんが、{name}は{start.ja}からです。",
                f"The subcontract's period has no start (from), but {name} starts on {start.en}.",
            ),
        )


def _end(context: Context, contract: _Contract, limit: Limit, route: Route, period: Period) -> Iterator[Violation]:
    name, end = contract.matter.type, limit.date.said
    if period.to is not None and is_certainly_before(limit.date, period.to):
        yield _beyond(
            contract,
            (*route, "to"),
            limit,
            Text(
                f"{contract.handed_on}が{period.to.show()}まで続きますが、{name}は{end.ja}までです。",
                f"The subcontract lasts until {period.to.said.en}, but {name} only until {end.en}.",
            ),
        )
    elif period.renews:
        yield _beyond(
            contract,
            (*route, "renews"),
            limit,
            Text(
                f"{contract.handed_on}は次年度以降も続きますが、{name}は{end.ja}までです。",
                f"The subcontract is renewed, but {name} ends on {end.en}.",
            ),
        )
    elif period.to is None and period.from_ is not None and not context.is_written((*route, "to")):
        yield _beyond(
            contract,
            route,
            limit,
            Text(
                f"{contract.handed_on}の期間に終わり（to）がありませんが、{name}は{end.ja}までです。",
                f"The subcontract's period has no end (to), but {name} ends on {end.en}.",
            ),
        )


def _beyond(contract: _Contract, route: Route, limit: Limit, message: Text) -> Violation:
    name = contract.matter.type
    return Violation(
        route,
        message,
        Text(
            f"{contract.handed_on}の期間を{name}の期間に収めるか、{name}の periods を直してください。",
            f"Keep the subcontract within the periods of {name}, or correct these.",
        ),
        matter=contract.at,
        related=(Place(limit.route, Text(f"{name}の期間はここです", f"the period of {name}")),),
    )


def _media(context: Context, contract: _Contract, route: Route, media: Sequence[str]) -> Iterator[Violation]:
    if not contract.media:
        return
    name = contract.matter.type
    known = _known_media(context)
    for at, medium in enumerate(media):
        if medium and medium not in contract.media and (not known or medium in known):
            declared = "、".join(contract.matter.media)
            yield Violation(
                (*route, at),
                Text(
                    f"{contract.handed_on}の媒体「{medium}」は、{name}の media（{declared}）にありません。",
                    f"The subcontract's medium “{medium}” is not among the media of {name} ({declared}).",
                ),
                Text(
                    f"{contract.handed_on}で渡すなら{name}の media に加え、渡さないならここから削除してください。",
                    f"Add it to the media of {name} if it is handed on; otherwise delete it here.",
                ),
                matter=contract.at,
                related=(contract.place("media"),),
            )


def _data_items(
    context: Context, contract: _Contract, route: Route, subcontract: Subcontract, likeness: Likeness
) -> Iterator[Violation]:
    if not contract.data_items:
        return
    name = contract.matter.type
    for entry in entries(route, subcontract.data_items):
        if entry in contract.data_items:
            continue
        similar = likeness.most_like(entry, contract.data_items)
        if similar is not None and similar.route in context.flagged:
            continue  # The contract's own entry is the one that is misspelt.
        message = Text(
            f"{contract.handed_on}の情報項目「{entry.text}」は、{name}の data_items にありません。",
            f"The subcontract's data item “{entry.text}” is not among the data_items of {name}.",
        )
        hint = Text(
            f"{contract.handed_on}で渡すなら{name}の data_items に加え、渡さないならここから削除してください。",
            f"Add it to the data_items of {name} if it is handed on; otherwise delete it here.",
        )
        related = contract.place("data_items")
        if similar is not None:
            likeness_shown = resembling(entry.text, similar.text)
            message = Text(f"{message.ja}{likeness_shown.ja}", f"{message.en} {likeness_shown.en}")
            hint = Text(
                f"同じものなら「{similar.text}」にそろえ、別のものなら{name}の data_items に加えてください。",
                f"Write “{similar.text}” if that is meant; otherwise add it to the data_items of {name}.",
            )
            related = Place(similar.route, Text(f"{name}の記載はここです", f"what {name} lists"))
        yield Violation(entry.route, message, hint, matter=contract.at, related=(related,))
