from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_a_version_that_does_not_exist(run_rule: RunRule) -> None:
    [finding] = run_rule("bad")

    assert (finding.rule, finding.span) == ("KJ010", (2, 20, 2, 22))
    assert finding.message.ja == "「R5」というチェックリストの版はありません。"
    assert finding.message.en == "There is no checklist version “R5”."
    assert finding.hint.ja == "「r5」の間違いではありませんか。使える版は r5、r7-draft です。"


def test_is_silent_on_a_version_that_exists(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
