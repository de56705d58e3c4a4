from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_one_finding_for_each_linkage_whatever_it_is_too_early_for(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ402", 17, 26),
        ("KJ402", 32, 16),
        ("KJ402", 37, 16),
    ]
    both, go_live_only, contract_only = findings
    assert both.message.ja == (
        "外部結合が令和6年1月1日（2024-01-01）に始まりますが、指定管理は令和6年4月1日（2024-04-01）、"
        "本稼働は令和7年1月（2025-01）からです。"
    )
    assert both.message.en == (
        "外部結合 starts on 令和6年1月1日（2024-01-01）, but 指定管理 only on 令和6年4月1日（2024-04-01） "
        "and 本稼働 only on 令和7年1月（2025-01）."
    )
    assert both.hint.ja == "外部結合、指定管理、本稼働の日付を確かめ、誤っているものを直してください。"
    assert both.matter == 1
    assert [(related.span.line, related.span.column) for related in both.related] == [(28, 16), (11, 27)]
    assert [related.message.ja for related in both.related] == ["指定管理の日付はここです", "本稼働の日付はここです"]
    assert go_live_only.message.ja == (
        "外部結合が令和6年12月（2024-12）に始まりますが、本稼働は令和7年1月（2025-01）からです。"
    )
    assert contract_only.message.ja == (
        "外部結合が令和7年1月（2025-01）に始まりますが、業務委託は令和7年2月1日（2025-02-01）からです。"
    )


def test_is_silent_on_open_unreadable_reversed_and_uncertain_dates(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
