from __future__ import annotations

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.findings import Severity
from kojin_check.model.library import Library


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
