from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_each_repetition_with_the_first_entry(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ003", 15, 11),
        ("KJ003", 17, 1),
    ]
    assert [(related.span.line, related.span.column) for finding in findings for related in finding.related] == [
        (13, 11),
        (3, 1),
    ]
    assert "「業務フロー」" in findings[0].message.ja
    assert "“title”" in findings[1].message.en


def test_the_same_item_on_both_sides_is_no_repetition(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
