from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_each_item_that_is_declined_although_its_condition_holds(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ302", 14, 17),
        ("KJ302", 19, 19),
        ("KJ302", 27, 19),
    ]
    paper, _, cloud = findings
    assert paper.message.ja == (
        "「施錠保管」が「−」ですが、この案件は「media: 電磁的媒体、紙媒体」なので、必要な対策です。"
    )
    assert paper.message.en == (
        "“施錠保管” is answered “−”, but this matter declares “media: 電磁的媒体、紙媒体”, so the measure is needed."
    )
    assert paper.hint.ja == "対策を行うなら「○」に、本当に不要なら media の申告を直してください。"
    assert paper.item is not None
    assert paper.item.address == "5/区が行う/運用上/施錠保管"
    assert paper.matter == 0
    assert [(related.span.line, related.span.column) for related in paper.related] == [(9, 5)]
    assert (
        cloud.message.ja == "「国内法の適用」が「−」ですが、この案件は「クラウドの利用: true」なので、必要な対策です。"
    )
    assert cloud.matter == 1
    assert [(related.span.line, related.span.column) for related in cloud.related] == [(23, 13)]


def test_is_silent_on_items_that_are_not_needed_undecided_or_without_condition(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
