"""A file on which the program itself failed: its finding, so that the other files are reported all the same."""

from __future__ import annotations

import traceback
from pathlib import PurePath

from kojin_check import __version__
from kojin_check.findings import START, FileReport, Finding, Text
from kojin_check.rules.rule import RULES

INTERNAL_ERROR = "KJ012"


def unchecked(path: str, error: Exception) -> FileReport:
    """Gives the report on a file whose check ended with `error`."""
    rule = RULES[INTERNAL_ERROR]
    fault = fault_of(error)
    finding = Finding(
        rule=rule.code,
        name=rule.name,
        severity=rule.severity,
        path=path,
        span=START,
        message=Text(
            f"このファイルは確かめられていません。確かめている途中で、プログラムの不具合が起きました（{fault}）。",
            f"This file was not checked: the program failed on it ({fault}).",
        ),
        hint=Text(
            "案件の誤りではありません。この行の文を、プログラムを管理している人に知らせてください。"
            "直るまでは、最近書き換えた箇所を元に戻すと確かめられることがあります。",
            "The case is not to blame. Send this line to whoever maintains the program. Until it is mended, undoing "
            "what was changed last may help.",
        ),
    )
    return FileReport(path, (finding,))


def fault_of(error: Exception) -> str:
    """Gives the kind and the place of a fault of the program, and not its message, which may quote the case."""
    *_, last = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__}, {PurePath(last.filename).name}:{last.lineno}, kojin-check {__version__}"
