from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_one_finding_for_each_measure_of_a_party_at_the_first_answer_that_differs(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ305", 28, 23),
        ("KJ305", 40, 19),
    ]
    first = findings[0]
    assert first.message.ja == (
        "「冗長化とバックアップ」（区が行う）は、ここでは「○」ですが、同じ株式会社新宿システムの外部結合では「−」です。"
    )
    assert first.message.en == (
        "“冗長化とバックアップ” (区が行う) is “○” here, but “−” in 外部結合 with the same 株式会社新宿システム."
    )
    assert first.hint.ja == (
        "2つの付議事項の回答を「−」か「○」にそろえてください。違うのが正しければ、waivers に理由を書いて残してください。"
    )
    assert first.item is not None
    assert first.item.address == "5/区が行う/システム上/冗長化とバックアップ"
    assert first.matter == 1
    assert [(related.span.line, related.span.column) for related in first.related] == [(15, 23)]
    assert [related.message.ja for related in first.related] == ["外部結合の回答はここです"]


def test_two_matters_of_the_same_type_are_told_apart(run_rule: RunRule) -> None:
    findings = run_rule("same-type")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [("KJ305", 24, 18)]
    assert findings[0].message.ja == (
        "「業務フロー」（区が行う）は、ここでは「−」ですが、同じ株式会社新宿システムの別の業務委託では「○」です。"
    )


def test_is_silent_where_facts_parties_or_other_findings_explain_the_difference(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
