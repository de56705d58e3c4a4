from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_each_type_that_no_matter_has_once(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span) for finding in findings] == [
        ("KJ201", (5, 9, 5, 14)),
        ("KJ201", (5, 22, 5, 26)),
    ]
    assert findings[0].message.ja == "basis に「目的外利用」がありますが、「目的外利用」の付議事項がありません。"
    assert findings[0].message.en == "basis names “目的外利用”, but no matter is of this type."
    assert findings[0].hint.ja == (
        "matters に「type: 目的外利用」の付議事項を加えるか、付議しないなら basis から「目的外利用」を除いてください。"
    )
    assert findings[0].matter is None


def test_is_silent_about_types_that_a_faulty_matter_is_meant_to_have(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
