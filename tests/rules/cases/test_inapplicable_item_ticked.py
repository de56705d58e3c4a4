from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_each_strict_item_that_is_ticked_outside_its_condition(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ301", 14, 20),
        ("KJ301", 15, 17),
        ("KJ301", 19, 24),
    ]
    first = findings[0]
    assert first.message.ja == "「受渡しの管理簿」に「○」が付いていますが、この案件は「media: 電磁的媒体」です。"
    assert first.message.en == "“受渡しの管理簿” is marked “○”, but this matter declares “media: 電磁的媒体”."
    assert first.hint.ja == (
        "対策が不要なら「−（電子データのみの取扱いのため）」に、必要なら media の申告を直してください。"
    )
    assert first.item is not None
    assert first.item.address == "5/区が行う/運用上/受渡しの管理簿"
    assert first.matter == 0
    assert [(related.span.line, related.span.column) for related in first.related] == [(9, 5)]


def test_is_silent_when_the_items_are_declined(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
