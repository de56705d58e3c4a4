from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_each_matter_that_the_basis_does_not_name(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span, finding.matter) for finding in findings] == [
        ("KJ202", (10, 11, 10, 15), 1),
        ("KJ202", (12, 11, 12, 15), 2),
    ]
    assert findings[0].message.ja == "「外部結合」の付議事項がありますが、basis に「外部結合」がありません。"
    assert findings[0].message.en == "There is a matter of type “外部結合”, but basis does not name it."
    assert findings[0].hint.ja == (
        "basis に「外部結合」を加えてください。付議しないなら、この付議事項を除いてください。"
    )
    assert [(related.span.line, related.span.column) for related in findings[0].related] == [(5, 1)]


def test_is_silent_about_types_that_are_misspelt_or_contradict_their_checklist(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
