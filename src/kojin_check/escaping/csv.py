"""Text from case files made safe inside CSV for spreadsheets: there it is text and nothing else."""

from __future__ import annotations

from kojin_check.escaping.workflow_commands import visible_in_log

_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""How a cell begins that a spreadsheet takes for a formula."""


def in_csv(text: str) -> str:
    """Gives `text` as a cell in quotes, on one line; behind an apostrophe where a spreadsheet would take it for a formula.

    On its way to a log no CI server takes it for a command either.
    """
    shown = visible_in_log(text.replace("\n", " "))
    guarded = f"'{shown}" if shown.lstrip(" ").startswith(_FORMULA) else shown
    return '"' + guarded.replace('"', '""') + '"'
