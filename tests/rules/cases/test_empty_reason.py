from __future__ import annotations

import pytest
from tests.rules.cases.conftest import RunRule

from kojin_check.rules.vocabulary import says_nothing


def test_reports_each_reason_that_says_nothing(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ105", 13, 19),
        ("KJ105", 14, 21),
        ("KJ105", 15, 36),
        ("KJ105", 16, 19),
        ("KJ105", 17, 20),
        ("KJ105", 18, 24),
    ]
    first = findings[0]
    assert first.message.ja == "「法令等の遵守」の理由「特になし」は、なぜ「−」なのかを述べていません。"
    assert first.message.en == "The reason for “法令等の遵守”, “特になし”, does not say why it is marked “−”."
    assert first.hint.ja == "そう言える事実を書いてください（取り扱う媒体、業務のやり方、再委託の有無など）。"
    assert first.item is not None
    assert first.item.address == "5/区が行う/運用上/法令等の遵守"
    assert findings[3].hint.ja == "そう言える事実を書いてください。例えば「−（電子データのみの取扱いのため）」。"


def test_repeating_the_label_of_the_mark_says_nothing(run_rule: RunRule) -> None:
    assert run_rule("bad")[4].message.ja == (
        "「受渡しの管理簿」の理由「対策の必要がないため」は、なぜ「−」なのかを述べていません。"
    )


def test_is_silent_where_no_reason_is_required_or_it_says_something(run_rule: RunRule) -> None:
    assert run_rule("good") == ()


FILLERS = """
    なし 無し 特になし 特に無し。 該当なし 該当なしのため 該当しないため 不要 不要です 不要であるため 必要なし 必要がないため
    対象外のため 同上 〃 − － ー - ― … ？ ?? ・ 。 TBD ｔｂｄ n/a None 要確認 確認中です 未定 調整中のため 検討中 xxx ×××
    〇〇のため ○○ あ ああ 1 123 「なし」 別途 後日記入 理由 （なし） 未記入 テスト
"""

REASONS = """
    電子データのみの取扱いのため 電子データのみ 紙なし 紙のみ 再委託なし 再委託がないため クラウドを利用しないため
    可搬媒体による受渡しを行わないため 定型の業務のため 区が行うため 別紙のとおり 持込みなし 職員のみで行うため
    対象者がいないため 専用線のため DVDは不使用 同上の理由により紙を使わない
"""


@pytest.mark.parametrize("reason", [*FILLERS.split(), "特に　なし", " T B D ", "not needed"])
def test_says_nothing(reason: str) -> None:
    assert says_nothing(reason)


@pytest.mark.parametrize("reason", REASONS.split())
def test_says_something(reason: str) -> None:
    assert not says_nothing(reason)
