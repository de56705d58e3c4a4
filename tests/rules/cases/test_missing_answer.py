from __future__ import annotations

from kojin_check.checking.engine import check_text
from kojin_check.findings import Severity
from kojin_check.model.library import Library


def test_offers_the_stock_reason_where_the_facts_rule_the_item_out(corrected_case: str, library: Library) -> None:
    text = corrected_case.replace("施錠保管: −（電子データのみの取扱いのため）", "施錠保管:", 1)
    [finding] = check_text("case.yaml", text, library).findings

    assert (finding.rule, finding.span[:2]) == ("KJ101", (387, 11))
    assert finding.hint.ja == (
        "この案件は「media: 電磁的媒体」なので、必要がなければ「−（電子データのみの取扱いのため）」と書いてください。"
    )


def test_is_a_warning_while_the_case_is_a_draft(corrected_case: str, library: Library) -> None:
    text = corrected_case.replace("status: final", "status: draft").replace(
        "施錠保管: −（電子データのみの取扱いのため）", "施錠保管:"
    )
    findings = check_text("case.yaml", text, library).findings

    assert [(finding.rule, finding.severity) for finding in findings] == [("KJ101", Severity.WARNING)] * 2


def test_a_side_without_answers_gives_one_finding_an_item(corrected_case: str, library: Library) -> None:
    head, _, _ = corrected_case.rpartition("      事業者に行わせる:\n")
    findings = check_text("case.yaml", f"{head}      事業者に行わせる:\n", library).findings

    line = head.count("\n") + 1
    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [("KJ101", line, 7)] * 22
