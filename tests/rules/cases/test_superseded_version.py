from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_the_newest_version_in_force_past_drafts_and_versions_in_between(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [("KJ502", 2, 20)]
    assert findings[0].message.ja == (
        "「r5」より新しい版「r8」が採択されています。適用は令和8年4月1日（2026-04-01）からです。"
    )
    assert findings[0].message.en == (
        "“r8”, which is newer than “r5”, has been adopted. It is in force from 令和8年4月1日（2026-04-01）."
    )
    assert findings[0].hint.ja == "kojin-check migrate で、回答を「r8」に移してください（--to r8）。"


def test_reports_a_retired_version_without_successor(run_rule: RunRule) -> None:
    findings = run_rule("retired")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [("KJ502", 2, 20)]
    assert findings[0].message.ja == "「r0」は廃止された版です。"
    assert findings[0].hint.ja == "使うべき版を、チェックリストの所管課に確かめてください。"


def test_is_silent_on_the_newest_version(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
