from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_each_mark_that_lacks_its_reason(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ102", 13, 18),
        ("KJ102", 14, 17),
        ("KJ102", 15, 26),
        ("KJ102", 16, 28),
    ]
    first = findings[0]
    assert first.message.ja == "「業務フロー」は「−」（対策の必要がない）ですが、理由がありません。"
    assert first.message.en == "“業務フロー” is marked “−” (対策の必要がない), but the reason is missing."
    assert first.hint.ja == "「−（理由）」のように、なぜそう言えるのかを括弧に入れて書いてください。"
    assert first.item is not None
    assert first.item.address == "5/区が行う/運用上/業務フロー"
    assert first.matter == 0


def test_gives_the_stock_reason_where_the_item_is_not_needed(run_rule: RunRule) -> None:
    assert run_rule("bad")[1].hint.ja == "例えば「−（電子データのみの取扱いのため）」のように書いてください。"


def test_a_note_is_no_reason(run_rule: RunRule) -> None:
    assert run_rule("bad")[2].hint.ja == "理由は note ではなく reason に書いてください。"


def test_is_silent_on_reasons_in_every_form(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
