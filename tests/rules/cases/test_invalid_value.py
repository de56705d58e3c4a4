from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_each_value_that_cannot_be_read_or_is_not_known(run_rule: RunRule) -> None:
    assert [(finding.rule, finding.span.line, finding.span.column) for finding in run_rule("bad")] == [
        ("KJ006", 5, 9),
        ("KJ006", 6, 15),
        ("KJ006", 8, 11),
        ("KJ006", 9, 16),
        ("KJ006", 10, 12),
        ("KJ006", 11, 12),
        ("KJ006", 13, 9),
        ("KJ006", 15, 14),
        ("KJ006", 17, 27),
        ("KJ006", 19, 17),
        ("KJ006", 19, 24),
        ("KJ006", 20, 13),
        ("KJ006", 20, 36),
        ("KJ006", 20, 40),
        ("KJ006", 24, 11),
        ("KJ006", 25, 11),
        ("KJ006", 27, 16),
        ("KJ006", 28, 7),
        ("KJ006", 33, 19),
        ("KJ006", 34, 14),
    ]


def message_and_hint(run_rule: RunRule, line: int, column: int) -> tuple[str, str]:
    [finding] = [one for one in run_rule("bad") if one.span[:2] == (line, column)]
    return finding.message.ja, finding.hint.ja


def test_names_the_types_that_the_version_has(run_rule: RunRule) -> None:
    assert message_and_hint(run_rule, 8, 11) == (
        "「業務委詫」という種別はありません。",
        "「業務委託」の間違いではありませんか。"
        "書けるのは「目的外利用」、「外部提供」、「電算処理」、「外部結合」、「業務委託」、「指定管理」です。",
    )
    assert message_and_hint(run_rule, 6, 15)[0] == "「外部接合」という種別はありません。"


def test_finds_a_medium_by_what_it_covers(run_rule: RunRule) -> None:
    message, hint = message_and_hint(run_rule, 19, 17)

    assert message == "「DVD-R」という媒体はありません。"
    assert hint.startswith("「可搬媒体」の間違いではありませんか。書けるのは「電磁的媒体」（サーバ、")
    assert message_and_hint(run_rule, 19, 24)[1].startswith("「紙媒体」の間違いではありませんか。")


def test_names_the_facts_that_the_version_has(run_rule: RunRule) -> None:
    assert message_and_hint(run_rule, 20, 13) == (
        "「クラウド利用」という事実（facts）はありません。",
        "「クラウドの利用」の間違いではありませんか（クラウドサービスを利用しますか。）。",
    )
    assert message_and_hint(run_rule, 20, 40) == (
        "「media」という事実（facts）はありません。",
        "「media」は facts の下ではなく、type や checklist と同じ段に書いてください。",
    )


def test_says_how_the_typed_value_is_to_be_written(run_rule: RunRule) -> None:
    assert message_and_hint(run_rule, 10, 12) == (
        "「media」には一覧を書くところですが、「電磁的媒体、紙媒体」と書かれています。",
        "「media: [電磁的媒体, 紙媒体]」のように、1つだけでも [ ] で囲んでください。",
    )
    assert message_and_hint(run_rule, 11, 12)[1] == "「{name: 株式会社講座}」のように書いてください。"
    assert message_and_hint(run_rule, 13, 9)[1] == (
        '全体を " " で囲むか、「:」を全角の「：」にしてください。この行は「- "氏名: 姓と名"」となります。'
    )
    assert message_and_hint(run_rule, 33, 19)[1] == "ないときは「subcontracts: []」と書いてください。"
    assert message_and_hint(run_rule, 20, 36) == (
        "「はい」とありますが、ここは true（はい）か false（いいえ）で書きます。",
        "「true」と書いてください。",
    )
    assert message_and_hint(run_rule, 9, 16)[0] == "「五番」とありますが、番号は数字で書きます。"


def test_explains_impossible_dates(run_rule: RunRule) -> None:
    assert message_and_hint(run_rule, 17, 27) == (
        "「令和7年2月29日」という日はありません。令和7年2月は28日までです。",
        "「令和7年2月28日」の間違いではありませんか。",
    )


def test_explains_an_answer_that_became_a_list(run_rule: RunRule) -> None:
    message = "回答が一覧になっています。行頭の「- 」や [ ] は、YAMLでは一覧の印です。"

    assert message_and_hint(run_rule, 24, 11) == (message, "項目名と同じ行に「○」とだけ書いてください。")
    assert message_and_hint(run_rule, 25, 11) == (
        message,
        "項目名と同じ行に「−（電子データのみの取扱いのため）」のように、記号と括弧に入れた理由を書いてください。",
    )


def test_a_level_of_answers_that_is_left_out_is_one_finding(run_rule: RunRule) -> None:
    message = "answers の下は「行う者」「対策の区分」「対策」の3段で書きますが、段が足りません。"

    assert message_and_hint(run_rule, 28, 7)[0] == message
    assert message_and_hint(run_rule, 34, 14)[0] == message
    assert message_and_hint(run_rule, 27, 16)[0] == "「同上」とありますが、ここは対策の区分の見出しの段です。"


def test_findings_of_names_belong_to_their_matter(run_rule: RunRule) -> None:
    matters = {finding.span[:2]: finding.matter for finding in run_rule("bad")}

    assert matters[6, 15] is None
    assert matters[8, 11] == matters[19, 17] == matters[20, 13] == 0


def test_is_silent_on_values_that_can_be_read(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
