from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_each_item_that_is_not_recorded(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ403", 18, 9),
        ("KJ403", 19, 9),
        ("KJ403", 22, 23),
        ("KJ403", 22, 32),
    ]
    near, _, longer, unlike = findings
    assert near.message.ja == (
        "「意見及び回答に関連する電子データ」は、電算処理の data_items にありません。"
        "似た「意見及び回答に関する電子データ」とは、「関連する」と「関する」が違います。"
    )
    assert near.message.en == (
        "“意見及び回答に関連する電子データ” is not among the data_items of 電算処理. "
        "“意見及び回答に関する電子データ” is like it; they differ: “関連する” against “関する”."
    )
    assert near.hint.ja == (
        "同じものなら「意見及び回答に関する電子データ」にそろえ、別のものなら電算処理の data_items に加えてください。"
    )
    assert near.matter == 1
    assert [(related.span.line, related.span.column) for related in near.related] == [(13, 9)]
    assert longer.message.ja == (
        "「メールアドレス」は、電算処理の data_items にありません。"
        "似た「メールアドレス（ID登録用）」とは、「（ID登録用）」の有無が違います。"
    )
    assert unlike.message.ja == "「口座番号」は、電算処理の data_items にありません。"
    assert unlike.hint.ja == "業務委託で扱うなら電算処理の data_items に加え、扱わないならここから削除してください。"
    assert [(related.span.line, related.span.column) for related in unlike.related] == [(9, 5)]


def test_is_silent_on_width_spaces_unreadable_entries_and_disclosures(run_rule: RunRule) -> None:
    assert run_rule("good") == ()


def test_is_silent_when_a_recorded_entry_could_not_be_read(run_rule: RunRule) -> None:
    assert run_rule("unreadable") == ()
