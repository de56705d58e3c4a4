"""From when to when the periods of a matter reach, taken together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kojin_check.model.case import Case, Period
from kojin_check.model.dates import EraDate
from kojin_check.model.decode import Decoded
from kojin_check.reading.tree import Route


class Limit(NamedTuple):
    """A date with the place where it is written."""

    route: Route
    date: EraDate


class Limits(NamedTuple):
    """The earliest start and the latest end; None where there is no limit, or none that is known."""

    start: Limit | None = None
    end: Limit | None = None


UNKNOWN = Limits()


def reach(route: Route, periods: Sequence[Period], decoded: Decoded[Case]) -> Limits:
    """Gives how far the periods listed at `route` reach.

    An end that is not written is open, and one that renews has no end. Nothing is known when there
    are no periods, when one of them could not be read, or when one ends before it starts: which of
    its two dates is the wrong one, nobody can tell.
    """
    if not periods or not decoded.is_intact(route) or any(period.is_reversed for period in periods):
        return UNKNOWN
    starts = [
        Limit((*route, at, "from"), period.from_) for at, period in enumerate(periods) if period.from_ is not None
    ]
    ends = [
        Limit((*route, at, "to"), period.to)
        for at, period in enumerate(periods)
        if period.to is not None and not period.renews
    ]
    return Limits(
        start=min(starts, key=lambda limit: limit.date.first) if len(starts) == len(periods) else None,
        end=max(ends, key=lambda limit: limit.date.last) if len(ends) == len(periods) else None,
    )


def first_start(route: Route, periods: Sequence[Period], decoded: Decoded[Case]) -> Limit | None:
    """Gives the earliest start among the periods at `route` that could be read and end after they start."""
    starts = [
        Limit((*route, at, "from"), period.from_)
        for at, period in enumerate(periods)
        if period.from_ is not None and not period.is_reversed and decoded.is_intact((*route, at))
    ]
    return min(starts, key=lambda limit: limit.date.first, default=None)


def is_certainly_before(one: EraDate, other: EraDate) -> bool:
    """True when `one` lies before `other` whichever days of their months are meant.

    令和6年12月 lies before 令和7年1月1日; 令和7年1月1日 does not certainly lie before 令和7年1月.
    """
    return one.last < other.first
