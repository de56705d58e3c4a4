from __future__ import annotations

from tests.rules.cases.conftest import RunRule

from kojin_check.findings import Severity


def test_reports_a_draft_with_the_version_to_use(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [("KJ501", 2, 20)]
    assert findings[0].severity is Severity.INFO
    assert findings[0].message.ja == "「r7-draft」は、まだ案の段階の版です。"
    assert findings[0].message.en == "“r7-draft” is still a draft."
    assert findings[0].hint.ja == "付議する案件なら、採択済みの「r5」に直してください。"


def test_is_silent_on_an_adopted_version(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
