from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_the_place_that_cannot_be_read(run_rule: RunRule) -> None:
    [finding] = run_rule("bad")

    assert (finding.rule, finding.span.line, finding.span.column) == ("KJ001", 14, 17)
    assert finding.message.ja
    assert finding.hint.ja


def test_a_quoted_hyphen_is_text(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
