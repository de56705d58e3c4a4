"""KJ012: a file on which this program failed. The finding is made by `kojin_check.checking.internal_error`."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ012",
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
