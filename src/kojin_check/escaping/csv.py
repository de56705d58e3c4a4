"""Text from case files made safe inside CSV for spreadsheets: there it is text and nothing else."""

from __future__ import annotations

from kojin_check.escaping.screen import visible

_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""How a cell begins that a spreadsheet takes for a formula."""


def in_csv(text: str) -> str:
    """Gives `text` as a cell in quotes; behind an apostrophe where a spreadsheet would take it for a formula."""
    shown = visible(text)
    guarded = f"'{shown}" if shown.lstrip(" \n").startswith(_FORMULA) else shown
    return '"' + guarded.replace('"', '""') + '"'
