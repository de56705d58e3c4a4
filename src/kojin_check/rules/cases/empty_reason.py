"""KJ105: a reason that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kojin_check.findings import Severity, Text
from kojin_check.reading.characters import quotation
from kojin_check.rules.phrases import declined
from kojin_check.rules.rule import Context, Documentation, Violation, rule
from kojin_check.similarity import folded

_DOCUMENTATION = Documentation(
    what=Text(
        "「なし」「特になし」「不要」「同上」「要確認」のように、なぜ対策の必要がないのかを述べていない理由を指摘します。"
        "免除（waivers）の理由も同じです。何も述べていない理由では、指摘は免除されません。",
        "Reports a reason such as “none”, “not needed”, “same as above” or “to be confirmed”, which does not say why the "
        "measure is not needed. The same goes for the reasons of waivers; one that says nothing waives nothing.",
    ),
    why=Text(
        "理由の欄は、対策を行わないことが妥当かどうかを審議するためにあります。「不要のため」では、記号を繰り返しただけです。",
        "The reason is there so that leaving out a measure can be considered. “Because it is not needed” only repeats "
        "the mark.",
    ),
    instead=Text(
        "取り扱う媒体や業務のやり方など、対策の必要がないと言える事実を書きます。",
        "Write the fact from which it follows, such as the media that are handled or the way the work is done.",
    ),
    bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（不要のため）
""",
    good="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（電子データのみの取扱いのため）
""",
)

_FILLERS = """
    なし 無し 無 ない 無い ありません 無です 特になし 特に無し 特にない 特に無い 特にありません 特段なし 特段ない
    理由なし 理由無し 理由はない 理由はありません 特段の理由なし
    該当なし 該当無し 該当しない 該当しません 該当せず 該当がない 該当はない 非該当 該当事項なし 該当項目なし 該当するものがない
    不要 必要なし 必要無し 必要ない 必要無い 必要がない 必要はない 必要が無い 必要は無い 必要ありません 必要がありません
    必要性なし 必要性がない 対策不要 対策の必要なし 対策の必要がない 対策の必要はない 対策は不要 対策は必要ない 対応不要
    いらない 要らない いりません 対象外 適用外 適用なし 適用しない 関係なし 関係ない 関係がない 無関係
    仝 々 同上 同左 同右 同前 同様 同じ 上に同じ 上と同じ 上記と同じ 上記に同じ 上記同様 上記と同様 前項と同じ 前項に同じ 前と同じ 以下同じ
    要確認 確認中 確認する 確認予定 未確認 要検討 検討中 検討する 未検討 未定 未記入 未入力 未作成 未決定 未決
    調整中 協議中 作成中 記入中 入力中
    後で 後日 後ほど 後日記入 後で記入 後で書く あとで 追って 追記 追記予定 別途 不明 分からない わからない わかりません
    理由 理由を記入 理由を記載 理由を書く 記入例 例 仮 テスト ダミー サンプル その他 諸事情 色々 いろいろ
    tbd tba tbc todo fixme wip n/a na none nil null nothing no notneeded notapplicable notrequired same sameasabove
    pending unknown later test dummy sample xxx reason
"""
_SAYS_NOTHING = frozenset(_FILLERS.split())
"""Reasons that say nothing, as `_bare` gives them. The one place for this vocabulary."""

_TRAILING = re.compile("(?:[。．.、,!！]|のため|の為|ため|為|から|ので|による|により|です|である|だ|とする|な)+$")
_NO_WORD = re.compile(r"[\W_ー0-9〇○]*")


@rule(
    code="KJ105",
    name="empty-reason",
    severity=Severity.ERROR,
    title=Text("理由になっていない", "a reason that says nothing"),
    documentation=_DOCUMENTATION,
)
def empty_reason(context: Context) -> Iterator[Violation]:
    """Yields one violation for each reason that says nothing, of answers whose mark requires one and of waivers."""
    for sheet in context.sheets:
        for row in sheet.noteworthy:
            reason = row.answer.reason
            if reason is None or not reason.strip() or not sheet.requires_reason(row):
                continue
            if sheet.is_wrongly_declined(row):
                continue
            mark = row.answer.mark
            if not says_nothing(reason) and _bare(reason) != _bare(sheet.checklist.marks[mark].label):
                continue
            example = None
            if row.item.needed(sheet.facts) is False:
                example = declined(sheet.checklist, row.item)
            yield Violation(
                row.reason_route if context.is_written(row.reason_route) else row.mark_route,
                Text(
                    f"「{row.item.id}」の理由「{quotation(reason)}」は、なぜ「{mark}」なのかを述べていません。",
                    f"The reason for “{row.item.id}”, “{quotation(reason)}”, does not say why it is marked “{mark}”.",
                ),
                Text(
                    "そう言える事実を書いてください"
                    + (f"。例えば「{example}」。" if example else "（取り扱う媒体、業務のやり方、再委託の有無など）。"),
                    "Write the fact from which it follows"
                    + (f", for example “{example}”." if example else " (media, the way of working, subcontracting …)."),
                ),
                item=row.ref,
                matter=sheet.index,
            )
    for number, entry in enumerate(context.case.waivers):
        if entry.reason.strip() and says_nothing(entry.reason):
            yield Violation(
                ("waivers", number, "reason"),
                Text(
                    f"免除の理由「{quotation(entry.reason)}」は、なぜ認めるのかを述べていません。この免除は効きません。",
                    f"The reason of this waiver, “{quotation(entry.reason)}”, does not say why the finding is accepted. "
                    "The waiver has no effect.",
                ),
                Text(
                    "認めてよいと言える事実を書いてください。", "Write the fact from which it follows that it can be."
                ),
            )


def says_nothing(reason: str) -> bool:
    """True for a reason that consists of filler words, of punctuation or digits, or of one character repeated."""
    whole, bare = folded(reason), _bare(reason)
    if whole in _SAYS_NOTHING or bare in _SAYS_NOTHING or _NO_WORD.fullmatch(bare):
        return True
    return len(set(bare)) == 1 and (len(bare) > 1 or bare.isascii() or "ぁ" <= bare <= "ヿ")


@lru_cache(maxsize=1024)
def _bare(reason: str) -> str:
    """The reason as it is compared: folded, without the words that only make it a reason (…のため)."""
    return _TRAILING.sub("", folded(reason)).strip("「」『』\"'“”()[]【】<>〈〉")
