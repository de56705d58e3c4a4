"""KJ402: a linkage starts before its contract, or before the system goes live."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kojin_check.findings import Severity, Text
from kojin_check.model.case import Matter
from kojin_check.model.checklist import Role
from kojin_check.model.library import Version
from kojin_check.model.periods import Limit, first_start, is_certainly_before, reach
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Route
from kojin_check.rules.rule import Context, Documentation, Place, Violation, rule
from kojin_check.similarity import company

_Party = tuple[str, str]
"""A company as it is compared."""


@rule(
    code="KJ402",
    name="linkage-starts-early",
    severity=Severity.WARNING,
    title=Text("結合が契約や本番の開始より前に始まる", "a linkage starts before its contract or before going live"),
    documentation=Documentation(
        what=Text(
            "外部結合の始まりが、同じ相手との業務委託や指定管理の始まりより前、又は本稼働の時期より前になっているものを"
            "指摘します。月までの日付は、その月のどの日であっても前になるときだけ指摘します。本稼働がいくつかあるときは、"
            "最も早いものと比べます。",
            "Reports a linkage that starts before the first contract with the same party starts, or before the system goes "
            "live. A date without a day counts only if it is earlier whichever day of the month is meant. Of several dates of "
            "going live the earliest counts.",
        ),
        why=Text(
            "契約のない相手や、まだ動いていないシステムと個人情報をやり取りすることになります。たいていは年の書き間違いです。",
            "Personal data would flow to a party without a contract, or to a system that does not run yet. Mostly the year is "
            "a slip.",
        ),
        instead=Text(
            "結合の開始日、契約の開始日、本稼働の時期のうち、誤っているものを直します。",
            "Correct whichever is wrong: the start of the linkage, the start of the contract, or the date of going live.",
        ),
        bad="""\
matters:
  - type: 電算処理
    milestones:
      - {name: 本稼働, date: 令和7年1月}
  - type: 外部結合
    party: {name: 株式会社新宿システム}
    periods:
      - {from: 令和6年1月1日, to: 令和7年3月31日}
  - type: 業務委託
    party: {name: 株式会社新宿システム}
    periods:
      - {from: 令和6年4月1日, to: 令和7年3月31日}
""",
        good="""\
matters:
  - type: 電算処理
    milestones:
      - {name: 本稼働, date: 令和7年1月}
  - type: 外部結合
    party: {name: 株式会社新宿システム}
    periods:
      - {from: 令和7年1月1日, to: 令和7年3月31日}
  - type: 業務委託
    party: {name: 株式会社新宿システム}
    periods:
      - {from: 令和6年4月1日, to: 令和7年3月31日}
""",
    ),
    yields=True,
)
def linkage_starts_early(context: Context) -> Iterator[Violation]:
    """Yields one violation for each linkage that starts too early, whatever it is too early for."""
    if context.version is None:
        return
    contracts = _contract_starts(context, context.version)
    go_live = _go_live(context, context.version)
    for index, matter in enumerate(context.case.matters):
        if context.version.role(matter.type) is not Role.LINKAGE or context.names_wrong_checklist(index):
            continue
        start = first_start(("matters", index, "periods"), matter.periods, context.decoded)
        if start is None:
            continue
        later = [
            (name, limit)
            for name, limit in (*_of_party(contracts, matter), *go_live)
            if is_certainly_before(start.date, limit.date)
        ]
        if later:
            yield _violation(index, matter.type, start, later)


def _contract_starts(context: Context, version: Version) -> Mapping[_Party, tuple[str, Limit] | None]:
    """Party → type and start of its first contract; None where a contract's start is open or not known."""
    starts: defaultdict[_Party, list[tuple[str, Limit | None]]] = defaultdict(list)
    for index, matter in enumerate(context.case.matters):
        if context.names_wrong_checklist(index):
            continue
        if version.role(matter.type) is Role.CONTRACT and (party := _party(matter)):
            route: Route = ("matters", index, "periods")
            starts[party].append((matter.type, reach(route, matter.periods, context.decoded).start))
    return {party: _earliest(limits) for party, limits in starts.items()}


def _earliest(starts: list[tuple[str, Limit | None]]) -> tuple[str, Limit] | None:
    known = [(name, limit) for name, limit in starts if limit is not None]
    if len(known) < len(starts):
        return None
    return min(known, key=lambda start: start[1].date.first, default=None)


def _of_party(contracts: Mapping[_Party, tuple[str, Limit] | None], linkage: Matter) -> Iterator[tuple[str, Limit]]:
    party = _party(linkage)
    start = contracts.get(party) if party else None
    if start is not None:
        yield start


def _go_live(context: Context, version: Version) -> tuple[tuple[str, Limit], ...]:
    """The earliest date of going live in the case, with the milestone's name; empty when there is none."""
    dates = [
        (milestone.name, Limit(("matters", index, "milestones", at, "date"), milestone.date))
        for index, matter in enumerate(context.case.matters)
        for at, milestone in enumerate(matter.milestones)
        if milestone.date is not None and version.definition.means_going_live(milestone.name)
    ]
    return (min(dates, key=lambda named: named[1].date.first),) if dates else ()


def _party(matter: Matter) -> _Party | None:
    return company(matter.party.name) if matter.party is not None and matter.party.name.strip() else None


def _violation(index: int, linkage: str, start: Limit, later: list[tuple[str, Limit]]) -> Violation:
    later = [(quotation(name), limit) for name, limit in later]
    dates = [(name, limit.date.said) for name, limit in later]
    japanese = "、".join(f"{name}は{date.ja}" for name, date in dates)
    english = " and ".join(f"{name} only on {date.en}" for name, date in dates)
    names = "、".join((linkage, *(name for name, _ in later)))
    return Violation(
        start.route,
        Text(
            f"{linkage}が{start.date.show()}に始まりますが、{japanese}からです。",
            f"{linkage} starts on {start.date.said.en}, but {english}.",
        ),
        Text(
            f"{names}の日付を確かめ、誤っているものを直してください。",
            f"Check the dates of {names}, and correct the one that is wrong.",
        ),
        matter=index,
        related=tuple(
            Place(limit.route, Text(f"{name}の日付はここです", f"the date of {name}")) for name, limit in later
        ),
    )
