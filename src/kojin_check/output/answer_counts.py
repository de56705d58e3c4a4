"""How cases are answered, as JSON data that several formats share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kojin_check.findings import Summary, Tally


def answers(counts: Summary) -> dict[str, Any]:
    """Gives how many items are answered with which meaning, and the points where a form has them."""
    return {
        "total": counts.total,
        "met": counts.met,
        "partial": counts.partial,
        "unmet": counts.unmet,
        "not_applicable": counts.not_applicable,
        "excused": counts.excused,
        "unanswered": counts.unanswered,
        **({} if counts.points is None else {"points": counts.points}),
    }


def points_by_side(sides: Iterable[Tally]) -> list[dict[str, Any]]:
    """Gives the points of each side whose form has points."""
    return [
        {"matter": side.matter, "party": side.party, "actor": side.actor, "points": side.points}
        for side in sides
        if side.points is not None
    ]
