from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_each_number_that_does_not_fit(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span, finding.matter) for finding in findings] == [
        ("KJ203", (8, 16, 8, 17), 0),
        ("KJ203", (11, 16, 11, 17), 1),
        ("KJ203", (14, 16, 14, 17), 2),
        ("KJ203", (16, 16, 16, 17), 3),
    ]


def test_shows_the_media_that_rule_the_form_out(run_rule: RunRule) -> None:
    finding = run_rule("bad")[0]

    assert finding.message.ja == (
        "チェックリスト6（業務委託、紙媒体のみの取扱い）は、「media: 電磁的媒体、紙媒体」の付議事項には使えません。"
    )
    assert finding.message.en == (
        "Checklist 6 (業務委託, 紙媒体のみの取扱い) is not for a matter with “media: 電磁的媒体、紙媒体”."
    )
    assert finding.hint.ja == (
        "checklist を「5」（業務委託、電磁的媒体・紙媒体の取扱い）に直すか、type や取扱媒体の申告を確かめてください。"
    )
    assert [(related.span.line, related.span.column) for related in finding.related] == [(9, 5)]


def test_shows_the_type_that_the_form_is_not_for(run_rule: RunRule) -> None:
    finding = run_rule("bad")[1]

    assert finding.message.ja == "チェックリスト7は「指定管理」の様式ですが、この付議事項は「業務委託」です。"
    assert finding.hint.ja == (
        "checklist を「6」（業務委託、紙媒体のみの取扱い）に直すか、type や取扱媒体の申告を確かめてください。"
    )
    assert [(related.span.line, related.span.column) for related in finding.related] == [(10, 11)]


def test_a_number_that_does_not_exist_is_one_of_them(run_rule: RunRule) -> None:
    finding = run_rule("bad")[2]

    assert finding.message.ja == "チェックリスト9はありません。"
    assert finding.hint.ja == (
        "checklist を「7」（指定管理、電磁的媒体・紙媒体の取扱い）か「8」（指定管理、紙媒体のみの取扱い）に直すか、"
        "type や取扱媒体の申告を確かめてください。"
    )


def test_is_silent_while_number_type_or_media_are_not_known(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
