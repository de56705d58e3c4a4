from __future__ import annotations

from tests.rules.cases.conftest import RunRule

from kojin_check.findings import Finding


def corrections(finding: Finding) -> list[tuple[int, int, int, str]]:
    edits = () if finding.fix is None else finding.fix.edits
    return [(edit.span.line, edit.span.column, edit.span.end_column, edit.text) for edit in edits]


def test_reports_every_date_outside_its_era_with_the_right_spelling(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column, finding.message.ja) for finding in findings] == [
        ("KJ406", 10, 27, "「令和元年4月」には、令和はまだ始まっていません。"),
        ("KJ406", 14, 16, "「H36.4.1」には、平成は終わっています。"),
        ("KJ406", 14, 29, "「平成１３６年３月３１日」には、平成は終わっています。"),
        ("KJ406", 17, 34, "「昭和64年1月8日」には、昭和は終わっています。"),
        ("KJ406", 21, 14, "「平成37年3月31日」には、平成は終わっています。"),
    ]
    milestone, period, _, _, waiver = findings
    assert milestone.message.en == "On “令和元年4月” the era 令和 had not begun."
    assert milestone.hint.ja == "「平成31年4月」と書いてください。年の書き間違いなら、年を直してください。"
    assert milestone.matter == 0
    assert period.message.en == "On “H36.4.1” the era 平成 had ended."
    assert period.matter == 1
    assert waiver.matter is None


def test_corrects_exactly_the_date(run_rule: RunRule) -> None:
    milestone, period, _, subcontract, waiver = run_rule("bad")

    assert corrections(milestone) == [(10, 27, 33, "平成31年4月")]
    assert corrections(period) == [(14, 16, 23, "令和6年4月1日")]
    assert corrections(subcontract) == [(17, 34, 43, "平成元年1月8日")]
    assert corrections(waiver) == [(21, 15, 25, "令和7年3月31日")]
    assert period.fix is not None
    assert period.fix.description.ja == "「令和6年4月1日」に直す"


def test_a_date_far_beyond_its_era_is_more_likely_a_slip_and_is_not_respelt(run_rule: RunRule) -> None:
    far = run_rule("bad")[2]

    assert far.fix is None
    assert far.hint.ja == ("元号か年の書き間違いではありませんか。このままでは「令和106年3月31日」のことになります。")


def test_is_silent_on_the_last_and_first_days_of_eras(run_rule: RunRule) -> None:
    assert run_rule("good") == ()


def test_names_both_spellings_of_a_month_that_two_eras_share(run_rule: RunRule) -> None:
    findings = run_rule("two-eras")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [("KJ406", 10, 28)]
    assert findings[0].hint.ja == (
        "「大正15年12月」か「昭和元年12月」と書いてください。年の書き間違いなら、年を直してください。"
    )
    assert findings[0].fix is None
