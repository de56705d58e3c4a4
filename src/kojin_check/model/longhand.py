"""How the forms write what a case holds in parts: a party with its certifications, a period, media, a schedule.

`shorthand` reads these texts back.
"""

from __future__ import annotations

from collections.abc import Sequence

from kojin_check.model.case import Milestone, Party, Period
from kojin_check.model.dates import EraDate


def party_text(party: Party) -> str:
    """Gives the name, with the certifications in parentheses: 株式会社X（プライバシーマーク、ISMS認証取得済）."""
    return joined_party(party.name, party.certifications)


def period_text(period: Period) -> str:
    """Gives the name, from when to when, and that the same goes on in the years that follow."""
    return joined_period(period.name or "", _day(period.from_), _day(period.to), renews=bool(period.renews))


def milestone_text(milestone: Milestone) -> str:
    """Gives the date and what is done then: 令和6年11月 テスト."""
    return " ".join(part for part in (_day(milestone.date), milestone.name) if part)


def joined_party(name: str, certifications: Sequence[str]) -> str:
    """Like `party_text`, of the parts as they were typed."""
    return f"{name}（{joined(certifications)}取得済）" if certifications else name


def joined_period(name: str, first: str, last: str, *, renews: bool) -> str:
    """Like `period_text`, of the parts as they were typed."""
    named = f"{name} " if name else ""
    until = f"{last}まで" if last else ""
    return f"{named}{first}から{until}{'（次年度以降も、同様に行う。）' if renews else ''}"


def joined(entries: Sequence[str]) -> str:
    """Gives the entries of a list in one line, as the forms have them."""
    return "、".join(entries)


def joined_media(media: Sequence[str]) -> str:
    """Gives media in one line, as the forms have them."""
    return "・".join(media)


def _day(day: EraDate | None) -> str:
    return "" if day is None else day.text
