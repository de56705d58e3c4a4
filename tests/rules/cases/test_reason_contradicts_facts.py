from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_each_reason_that_the_facts_deny(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ303", 15, 18),
        ("KJ303", 18, 21),
    ]
    first = findings[0]
    assert first.message.ja == (
        "「業務フロー」の理由「電子データ のみの取扱いのため」は、この案件の「media: 電磁的媒体、可搬媒体、紙媒体」と"
        "食い違います。"
    )
    assert first.message.en == (
        "The reason “電子データ のみの取扱いのため” for “業務フロー” contradicts what this matter declares: "
        "“media: 電磁的媒体、可搬媒体、紙媒体”."
    )
    assert first.hint.ja == "実態に合う理由に書き直すか、申告の方を直してください。"
    assert first.item is not None
    assert first.item.address == "5/区が行う/運用上/業務フロー"
    assert first.matter == 0
    assert [(related.span.line, related.span.column) for related in first.related] == [(9, 5)]


def test_a_reason_that_asserts_two_false_things_is_reported_once(run_rule: RunRule) -> None:
    both = run_rule("bad")[1]

    assert both.message.ja == (
        "「返却と消去」の理由「紙媒体のみで、再委託はしないため」は、この案件の「media: 電磁的媒体、可搬媒体、紙媒体」、"
        "「subcontracts: あり」と食い違います。"
    )
    assert [(related.span.line, related.span.column) for related in both.related] == [(9, 5), (10, 5)]


def test_is_silent_on_true_reasons_undeclared_facts_and_notes(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
