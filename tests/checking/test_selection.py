"""What a run selects: all but what says that a case could not be read or laid out."""

from __future__ import annotations

import pytest

from kojin_check.checking.engine import Settings, check_text, ignored_codes
from kojin_check.errors import UsageError
from kojin_check.findings import Severity
from kojin_check.lint.lint import REPORTABLE
from kojin_check.model.library import Library
from kojin_check.rules.rule import RULES, Hiding

UNREADABLE = "schema: kojin-check/case/v1\nchecklist_version: r5\ntitle: [\n"


@pytest.mark.parametrize(
    "settings",
    [
        Settings(select=("KJ3",)),
        Settings(ignore=("KJ0",)),
        Settings(ignore=("KJ001",)),
        Settings(severities={"KJ001": Severity.INFO}),
    ],
)
def test_nothing_hides_that_a_case_cannot_be_read(settings: Settings, library: Library) -> None:
    found = {
        finding.rule: finding.severity for finding in check_text("case.yaml", UNREADABLE, library, settings).findings
    }
    assert found["KJ001"] is Severity.ERROR


def test_what_cannot_be_hidden_is_what_says_that_something_was_not_checked() -> None:
    never = [code for code, rule in RULES.items() if rule.hiding is Hiding.NEVER]
    assert [code for code in never if code < "KJ013"] == [f"KJ{number:03}" for number in (*range(1, 9), 10, 11, 12)]
    assert never[11:] == ["KJ106", "KJ201", "KJ202", "KJ203", "KJ204", "KJ908"]


@pytest.mark.parametrize("known", [RULES, REPORTABLE])
def test_such_a_rule_cannot_be_named_to_be_ignored(known: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="KJ001 cannot be ignored"):
        ignored_codes(["KJ001"], known)
    assert ignored_codes(["KJ0"], known) == ("KJ0",)
