from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_each_group_of_people_that_is_not_recorded(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ405", 15, 9),
        ("KJ405", 19, 21),
    ]
    near, unlike = findings
    assert near.message.ja == (
        "「区長への投書として、区へ意見等を提出した者」は、電算処理の data_subjects にありません。"
        "似た「区長への投書として、区へ意見を提出した者」とは、「意見等を」と「意見を」が違います。"
    )
    assert near.message.en == (
        "“区長への投書として、区へ意見等を提出した者” is not among the data_subjects of 電算処理. "
        "“区長への投書として、区へ意見を提出した者” is like it; they differ: “意見等を” against “意見を”."
    )
    assert near.matter == 1
    assert [(related.span.line, related.span.column) for related in near.related] == [(10, 9)]
    assert unlike.message.ja == "「図書館の利用者」は、電算処理の data_subjects にありません。"
    assert unlike.hint.ja == (
        "指定管理で扱うなら電算処理の data_subjects に加え、扱わないならここから削除してください。"
    )
    assert [(related.span.line, related.span.column) for related in unlike.related] == [(9, 5)]


def test_is_silent_when_nothing_is_recorded(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
