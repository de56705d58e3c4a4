from __future__ import annotations

from kojin_check.model.case import Case, Period, dated, located_periods
from kojin_check.model.dates import parse
from kojin_check.model.decode import Decoded, decode
from kojin_check.model.periods import UNKNOWN, first_start, is_certainly_before, reach
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Route, read_tree

ROUTE: Route = ("matters", 0, "periods")


def decoded(*periods: str) -> tuple[list[Period], Decoded[Case]]:
    """Reads a case with one matter that has these periods."""
    lines = "".join(f"      - {{{period}}}\n" for period in periods)
    case = decode(Case, read_tree(Source("case.yaml", f"matters:\n  - periods:\n{lines}")))
    return case.model.matters[0].periods, case


def limits(*periods: str) -> tuple[str | None, str | None]:
    found = reach(ROUTE, *decoded(*periods))
    return (
        None if found.start is None else f"{found.start.route[3]}: {found.start.date.text}",
        None if found.end is None else f"{found.end.route[3]}: {found.end.date.text}",
    )


def test_reaches_from_the_earliest_start_to_the_latest_end() -> None:
    assert limits("from: 令和7年1月1日, to: 令和7年3月31日", "from: 令和6年4月, to: 令和6年12月") == (
        "1: 令和6年4月",
        "0: 令和7年3月31日",
    )


def test_an_open_end_or_a_renewal_has_no_limit() -> None:
    assert limits("from: 2024-04-01", "from: 2024-05-01, to: 2025-03-31") == ("0: 2024-04-01", None)
    assert limits("to: 2025-03-31", "from: 2024-05-01, to: 2025-04-30") == (None, "1: 2025-04-30")
    assert limits("from: 2024-04-01, to: 2025-03-31, renews: true") == ("0: 2024-04-01", None)


def test_nothing_is_known_of_no_reversed_or_unreadable_periods() -> None:
    assert reach(ROUTE, [], decoded()[1]) == UNKNOWN
    assert limits("from: 2024-04-01, to: 2025-03-31", "from: 2024-04-01, to: 2024-03-31") == (None, None)
    assert limits("from: 2024-04-01, to: 2025-02-30") == (None, None)
    assert limits("from: 2024-04-01, too: 2025-03-31") == (None, None)
    assert limits("from: 2024-04-01, to: 2025-03-31, renews: はい") == (None, None)


def test_the_first_start_passes_over_reversed_and_unreadable_periods() -> None:
    periods, case = decoded("from: 2024-05-01", "from: 2024-04-01, to: 2024-03-31", "from: 2024-03-01, to: 来年")
    start = first_start(ROUTE, periods, case)
    assert start is not None
    assert start.route == (*ROUTE, 0, "from")
    assert first_start(ROUTE, [], case) is None


def test_before_is_certain_only_whichever_day_of_a_month_is_meant() -> None:
    assert is_certainly_before(parse("令和6年12月31日"), parse("令和7年1月"))
    assert is_certainly_before(parse("令和6年12月"), parse("令和7年1月1日"))
    assert not is_certainly_before(parse("令和7年1月1日"), parse("令和7年1月"))
    assert not is_certainly_before(parse("令和7年1月"), parse("令和7年1月31日"))
    assert not is_certainly_before(parse("令和7年1月1日"), parse("令和7年1月1日"))


def test_every_date_of_a_case_is_found() -> None:
    text = """\
matters:
  - periods: [{from: 令和1年5月1日, to: 令和2年5月1日}]
    milestones: [{name: 本稼働}, {name: 本稼働, date: 令和3年5月}]
  - periods: []
    subcontracts:
      - periods: [{to: 令和4年5月1日}]
waivers: [{rule: KJ304, expires: 令和5年5月1日}, {rule: KJ305}]
"""
    case = decode(Case, read_tree(Source("case.yaml", text))).model
    assert {route: date.text for route, date in dated(case)} == {
        ("matters", 0, "periods", 0, "from"): "令和1年5月1日",
        ("matters", 0, "periods", 0, "to"): "令和2年5月1日",
        ("matters", 0, "milestones", 1, "date"): "令和3年5月",
        ("matters", 1, "subcontracts", 0, "periods", 0, "to"): "令和4年5月1日",
        ("waivers", 0, "expires"): "令和5年5月1日",
    }
    assert [route for route, _ in located_periods(case)] == [
        ("matters", 0, "periods", 0),
        ("matters", 1, "subcontracts", 0, "periods", 0),
    ]
