from __future__ import annotations

from tests.rules.cases.conftest import RunRule

from kojin_check.checking.engine import check_text
from kojin_check.findings import Severity
from kojin_check.model.library import Library


def test_reports_each_item_without_an_answer(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column, finding.message.ja) for finding in findings] == [
        ("KJ101", 11, 9, "「提供先の実地調査」の回答がありません。"),
        ("KJ101", 12, 11, "「提供理由の協議」の回答が空欄です。"),
        ("KJ101", 13, 19, "「書面の取交し」の回答が空欄です。"),
        ("KJ101", 14, 11, "「提供先への措置要求」の回答に記号がありません。"),
        ("KJ101", 21, 9, "「事故時の協議」の回答がありません。"),
    ]
    assert findings[0].message.en == "There is no answer to “提供先の実地調査”."
    assert [finding.severity for finding in findings] == [Severity.ERROR] * 5
    assert [finding.matter for finding in findings] == [0, 0, 0, 0, 1]
    assert findings[4].item is not None
    assert findings[4].item.address == "6/区が行う/運用上/事故時の協議"


def test_says_which_marks_the_form_offers(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert findings[1].hint.ja == "「○」（対策が可能）を書いてください。"
    assert findings[4].hint.ja == (
        "「区が行う」の「運用上」に「事故時の協議: 」の行を加え、"
        "「○」（対策が可能）か「−（理由）」（対策の必要がない）を書いてください。"
    )
    assert findings[4].hint.en == (
        "Add the line “事故時の協議: ” to “運用上” of “区が行う”. "
        "Write “○” (対策が可能) or “−（reason）” (対策の必要がない)."
    )


def test_is_silent_on_answers_of_every_kind(run_rule: RunRule) -> None:
    assert run_rule("good") == ()


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
