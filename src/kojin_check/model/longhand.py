"""How the forms write what a case holds in parts: a party with its certifications, a period, media, a schedule.

`shorthand` reads these texts. A text that it would read as something else is not given, so that whoever
writes one down and reads it again has the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from kojin_check.model.case import Milestone, Party, Period
from kojin_check.model.dates import EraDate


def party_text(party: Party) -> str:
    """Gives the name, with the certifications in parentheses: 株式会社X（プライバシーマーク、ISMS認証取得済）."""
    held = "、".join(party.certifications)
    return f"{party.name}（{held}取得済）" if held else party.name


def period_text(period: Period) -> str:
    """Gives the name, from when to when, and that the same goes on in the years that follow."""
    days = f"{_day(period.from_)}から" if period.to is None else f"{_day(period.from_)}から{_day(period.to)}まで"
    name = f"{period.name} " if period.name else ""
    return f"{name}{days}{'（次年度以降も、同様に行う。）' if period.renews else ''}"


def milestone_text(milestone: Milestone) -> str:
    """Gives the date and what is done then: 令和6年11月 テスト."""
    return " ".join(part for part in (_day(milestone.date), milestone.name) if part)


def joined(entries: Sequence[str]) -> str:
    """Gives the entries of a list in one line, as the forms have them."""
    return "、".join(entries)


def _day(day: EraDate | None) -> str:
    return "" if day is None else day.text
