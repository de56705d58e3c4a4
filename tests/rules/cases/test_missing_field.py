from __future__ import annotations

import pytest
from tests.rules.cases.conftest import RunRule

from kojin_check.checking.engine import check_text
from kojin_check.findings import Severity
from kojin_check.model.library import Library


def test_reports_each_required_key_that_is_absent_or_blank(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column, finding.message.ja) for finding in findings] == [
        ("KJ005", 1, 1, "「department」がありません。"),
        ("KJ005", 3, 8, "「title」が空欄です。"),
        ("KJ005", 4, 1, "「basis」が空欄です。"),
        ("KJ005", 6, 5, "「checklist」がありません。"),
        ("KJ005", 8, 5, "「name」がありません。"),
        ("KJ005", 10, 10, "「name」がありません。"),
        ("KJ005", 11, 5, "「answers」が空欄です。"),
        ("KJ005", 12, 5, "「type」がありません。"),
    ]
    assert findings[0].message.en == "“department” is missing."
    assert findings[0].hint.ja == "ここに「department: 」の行を加えてください。"
    assert findings[1].message.en == "“title” is blank."
    assert findings[1].hint.ja == "「title: 」の後に内容を書いてください。"


def test_is_silent_when_all_is_written(run_rule: RunRule) -> None:
    assert run_rule("good") == ()


@pytest.mark.parametrize(
    ("change", "severity"),
    [
        (("title: 区民意見・FAQシステムの再構築等について", "title:"), Severity.WARNING),
        (("title: 区民意見・FAQシステムの再構築等について\n", ""), Severity.ERROR),
        (("checklist_version: r5", "checklist_version:"), Severity.ERROR),
    ],
)
def test_a_draft_may_leave_blank_what_no_check_rests_on(
    change: tuple[str, str], severity: Severity, corrected_case: str, library: Library
) -> None:
    draft = corrected_case.replace("status: final", "status: draft", 1).replace(*change, 1)
    findings = check_text("case.yaml", draft, library).findings
    assert [(finding.rule, finding.severity) for finding in findings] == [("KJ005", severity)]
