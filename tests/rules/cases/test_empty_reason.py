from __future__ import annotations

from kojin_check.rules.vocabulary import says_nothing

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


def test_says_nothing() -> None:
    assert [
        reason for reason in (*FILLERS.split(), "特に　なし", " T B D ", "not needed") if not says_nothing(reason)
    ] == []


def test_says_something() -> None:
    assert [reason for reason in REASONS.split() if says_nothing(reason)] == []
