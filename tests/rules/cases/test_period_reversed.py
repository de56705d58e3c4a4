from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_each_period_that_certainly_ends_before_it_starts(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ401", 10, 40),
        ("KJ401", 13, 13),
        ("KJ401", 17, 17),
    ]
    day, month, subcontract = findings
    assert day.message.ja == (
        "期間の終わりの令和6年3月31日（2024-03-31）が、始まりの令和6年4月1日（2024-04-01）より前です。"
    )
    assert day.message.en == (
        "The period ends 令和6年3月31日（2024-03-31） before it starts 令和6年4月1日（2024-04-01）."
    )
    assert day.hint.ja == "始まりと終わりが逆でないか、年を書き間違えていないか確かめてください。"
    assert day.matter == 0
    assert [(related.span.line, related.span.column) for related in day.related] == [(10, 26)]
    assert month.message.ja == (
        "期間の終わりの令和7年3月31日（2025-03-31）が、始まりの令和7年4月（2025-04）より前です。"
    )
    assert subcontract.message.ja == (
        "期間の終わりの令和6年3月（2024-03）が、始まりの令和6年4月1日（2024-04-01）より前です。"
    )
    assert [(related.span.line, related.span.column) for related in subcontract.related] == [(16, 19)]


def test_is_silent_on_one_day_open_ends_uncertain_months_and_unreadable_dates(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
