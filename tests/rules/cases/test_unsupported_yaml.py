from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_each_feature_where_it_stands(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ007", 5, 8),
        ("KJ007", 8, 16),
        ("KJ007", 9, 12),
        ("KJ007", 10, 5),
        ("KJ007", 11, 1),
    ]
    typed = ["&types", "!", "*media", "<<", "---"]
    assert [word in finding.message.ja for word, finding in zip(typed, findings, strict=True)] == [True] * 5


def test_plain_yaml_is_fine(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
