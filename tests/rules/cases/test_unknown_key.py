from __future__ import annotations

import pytest
from tests.rules.cases.conftest import RunRule

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library


def test_reports_each_key_that_the_format_does_not_have(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ004", 6, 1),
        ("KJ004", 10, 5),
        ("KJ004", 11, 5),
        ("KJ004", 12, 5),
        ("KJ004", 16, 28),
    ]
    assert findings[1].message.ja == "「medai」という項目名はありません。"
    assert findings[1].message.en == "There is no key “medai” here."
    assert findings[1].hint.ja == "「media」の間違いではありませんか。"


def test_knows_the_words_of_the_forms(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert findings[0].hint.ja == "「department」の間違いではありませんか。"
    assert findings[2].hint.ja == "「party」の間違いではありませんか。"


def test_lists_what_can_stand_there_when_nothing_is_like_it(run_rule: RunRule) -> None:
    assert run_rule("bad")[4].hint.ja == "ここに書けるのは mark、reason、note です。"


def test_is_silent_on_keys_of_the_format(run_rule: RunRule) -> None:
    assert run_rule("good") == ()


@pytest.mark.parametrize("value", ["", " 参考", " [参考]"])
def test_an_unknown_key_is_reported_whatever_stands_behind_it(
    value: str, corrected_case: str, library: Library
) -> None:
    text = corrected_case.replace("\nstatus:", f"\nmemo:{value}\nstatus:", 1)
    report = check_text("case.yaml", text, library)

    assert [(finding.rule, finding.span) for finding in report.findings] == [("KJ004", (13, 1, 13, 5))]
