from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_the_declined_answer_of_each_pair(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ304", 15, 18),
        ("KJ304", 20, 24),
        ("KJ304", 24, 19),
        ("KJ304", 30, 26),
    ]
    first = findings[0]
    assert first.message.ja == "「業務フロー」は、「区が行う」では「−」ですが、「事業者に行わせる」では「○」です。"
    assert first.message.en == "“業務フロー” is “−” under “区が行う”, but “○” under “事業者に行わせる”."
    assert first.hint.ja == (
        "両方を「○」か「−」にそろえてください。片方だけ不要なのが正しければ、waivers に理由を書いて残してください。"
    )
    assert first.item is not None
    assert first.item.address == "5/区が行う/運用上/業務フロー"
    assert first.matter == 0
    assert [(related.span.line, related.span.column) for related in first.related] == [(22, 18)]
    assert [related.message.ja for related in first.related] == ["「事業者に行わせる」の回答はここです"]


def test_the_same_undecided_condition_on_both_sides_still_compares(run_rule: RunRule) -> None:
    undecided = run_rule("bad")[2]

    assert undecided.message.ja == (
        "「国内法の適用」は、「事業者に行わせる」では「−」ですが、「区が行う」では「○」です。"
    )


def test_is_silent_on_equal_answers_and_on_those_that_other_rules_report(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
