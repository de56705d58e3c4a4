"""Tables of GitHub's Markdown."""

from __future__ import annotations

from collections.abc import Sequence


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """Gives a GitHub table; the first row is its head. The cells must be safe in Markdown already."""
    head, *body = (f"| {' | '.join(row)} |\n" for row in rows)
    return head + f"|{' --- |' * len(rows[0])}\n" + "".join(body)
