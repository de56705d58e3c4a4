"""KJ012: a file on which this program failed, so that the other files are reported all the same."""

from __future__ import annotations

from kojin_check.errors import fault_of
from kojin_check.findings import START, FileReport, Finding, Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

_CODE = "KJ012"

RULES.add(
    Rule(
        code=_CODE,
        name="internal-error",
        severity=Severity.ERROR,
        since="0.2.0",
        title=Text("プログラムの不具合で確かめられなかった", "this program failed on the file"),
        documentation=Documentation(
            what=Text(
                "確かめている途中でプログラムの不具合が起きたファイルを示します。ほかのファイルは、いつもどおり確かめます。",
                "Tells of a file on which the program itself failed. The other files are checked all the same.",
            ),
            why=Text(
                "黙って飛ばすと、確かめていないファイルに問題がないように見えてしまいます。",
                "Passed over in silence, a file that was not checked would look like one without problems.",
            ),
            instead=Text(
                "指摘の文を、プログラムを管理している人に知らせます。",
                "Send the finding to whoever maintains the program.",
            ),
            bad=None,
            good=None,
        ),
        hiding=Hiding.NEVER,
    )
)


def unchecked(path: str, error: Exception) -> FileReport:
    """Gives the report on a file whose check ended with `error`."""
    rule = RULES[_CODE]
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
