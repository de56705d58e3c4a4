"""What people write where a reason or a note belongs and what settles nothing: the words for it, in one place.

The words are those of everyday administrative Japanese, not of a form: marks and labels of a form are data.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kojin_check.similarity import folded

_FILLERS = """
    なし 無し 無 ない 無い ありません 無です 特になし 特に無し 特にない 特に無い 特にありません 特段なし 特段ない
    理由なし 理由無し 理由はない 理由はありません 特段の理由なし
    該当なし 該当無し 該当しない 該当しません 該当せず 該当がない 該当はない 非該当 該当事項なし 該当項目なし 該当するものがない
    不要 必要なし 必要無し 必要ない 必要無い 必要がない 必要はない 必要が無い 必要は無い 必要ありません 必要がありません
    必要性なし 必要性がない 対策不要 対策の必要なし 対策の必要がない 対策の必要はない 対策は不要 対策は必要ない 対応不要
    いらない 要らない いりません 対象外 適用外 適用なし 適用しない 関係なし 関係ない 関係がない 無関係
    仝 々 同上 同左 同右 同前 同様 同じ 上に同じ 上と同じ 上記と同じ 上記に同じ 上記同様 上記と同様 前項と同じ 前項に同じ 前と同じ 以下同じ
    要確認 確認中 確認する 確認予定 未確認 要検討 検討中 検討する 未検討 未定 未記入 未入力 未作成 未決定 未決
    調整中 協議中 作成中 記入中 入力中 精査中 照会中 保留 保留中
    後で 後日 後ほど 後日記入 後で記入 後で書く あとで 追って 追記 追記予定 別途 不明 分からない わからない わかりません
    後日記載 後日回答 後日提出 後日追記 追って記載 追って連絡 追って回答 別途記載 別途回答 別途連絡 別途協議 別途調整 記載予定
    理由 理由を記入 理由を記載 理由を書く 記入例 例 仮 テスト ダミー サンプル その他 諸事情 色々 いろいろ
    tbd tba tbc todo fixme wip n/a na none nil null nothing no notneeded notapplicable notrequired same sameasabove
    pending unknown later test dummy sample xxx reason
"""
_SAYS_NOTHING = frozenset(_FILLERS.split())
"""Reasons that say nothing, as `bare` gives them."""

_ELSEWHERE = re.compile(
    r".{0,12}(?:に|と)(?:同じ|同様|同一|同文|準じる|準ずる)"
    r"|.{0,12}(?:別紙|別添|別表|別記|別途|別項|資料|添付|書類|仕様書|契約書|要領|協定書?|特記事項|計画書|前項|前号|前回|前年度?|"
    r"昨年度?|例年|従前|従来|上記|下記|左記|右記|既述|前述|後述|記載|回答)"
    r"(?:[0-9a-zァ-ヶ一二三四五六七八九十第()（）ー-]{0,8}(?:号|条|項|頁|番)?)*"
    r"(?:(?:の|に)?(?:記載|内容|回答|理由|案件)?(?:の|した)?(?:とおり|どおり|通り|参照|に記載|に準|同様|同じ))?"
    r"(?:を?参照|を?確認|に記載|に示す|に定める|のまま)?"
)
"""A reason that, as `bare` gives it, only points to another place."""

_ENDINGS = (
    *("。", "．", ".", "、", ",", "!", "！"),
    *("のため", "の為", "ため", "為", "から", "ので", "による", "により", "です", "である", "だ", "とする", "な"),
)
_NO_WORD = re.compile(r"[\W_ー0-9〇○]*")
_LONGEST = 60
"""A longer text is not merely one of these words."""
_LONGEST_FILLED = 400
"""In a longer text nobody looks for the words that only make it a reason."""

_NOT_YET = (
    r"未(?:実施|対応|整備|策定|着手|完了|締結|作成|設置|導入|周知|確認|定|決定?|検討|記入|入力|提出|契約|承認|達成|配備|登録|設定|取得)"
    r"|要(?:確認|検討|調整|協議|相談|照会)"
    r"|(?:確認|検討|調整|協議|照会|精査|準備|作成|策定|整備|構築|申請|手続き?|対応|交渉|相談|依頼)中"
    r"|保留(?:中)?|(?:を?する|の|実施|対応|整備|締結|導入|作成|策定|設置|周知|提出|確認|検討|着手)予定"
    r"|(?:実施|対応|整備|対策|措置|確認|遵守|締結|作成|策定|導入|設置|着手|完了|周知|徹底|提出|検討)"
    r"(?:に|を|は|が|も|まで)?(?:至|し|行|講じ|出来|でき|おこな)(?:って|い|わ|え|ら)?"
    r"(?:て?(?:い|お)?(?:り|ら|れ)?)(?:ない|ません|なかった|ず|せず)"
    r"|(?:実施|対応)せず|^(?:まだ|未だ|いまだ).{0,20}(?:ない|ません|ず)|(?:出来|でき|行え)(?:て(?:い|お)?(?:り|ら|れ)?)?(?:ない|ません)(?:状況|状態)"
)
_NOT_SO = r"対象外|適用外|非該当|該当(?:が|は)?(?:なし|無し|ない|無い|しない|しません|せず)|対(?:策|応)(?:は|の)?(?:不要|必要なし)"
_WHOLE = (
    r"なし|無し|無|不要|必要(?:が|は)?(?:なし|無し|ない|無い|ありません)|(?:出来|でき)(?:ない|ません|ず)|困難|不可|不能|不明|"
    r"(?:実施)?しない|しません|行わない|行いません|していない|していません|一部(?:のみ|だけ)?(?:実施|対応)?|部分的|"
    r"後日(?:対応|実施|確認|整備|回答|記載|記入|提出)?|今後(?:対応|実施|検討|整備)?(?:する)?|追って(?:対応|実施|検討)?|これから|"
    r"tbd|tba|tbc|todo|wip|pending|later|unknown|no|na|n/a|not_?yet|notdone|notimplemented|notapplicable|tobeconfirmed|planned"
)
_BEFORE_END = (
    r"(?:です|である|だ|とのこと|とする|の状態|の状況|のまま|につき|のため|の為|ため|により|なので|ので|が|だが|ですが|であるが|"
    r"けれど|けれども|けど|ものの|と思われる|と考える|かもしれない|見込み|見込|の見込み)*"
)
_OPEN = re.compile(f"(?:{_NOT_YET}|{_NOT_SO}){_BEFORE_END}$|^(?:{_WHOLE}){_BEFORE_END}$|か?[?？]+$")
_BUT = re.compile(f"(?:{_NOT_YET})(?:である|です|だ)?(?:が|けれど|けど|ため|ので|ものの)")
_CLAUSE_ENDS = re.compile(r"[、。，．,;；\n\r\t()（）「」『』\[\]【】]|・(?=未|要)")


def says_nothing(reason: str) -> bool:
    """True for a reason that consists of filler words, of punctuation or digits, or of one character repeated."""
    whole, words = folded(reason), bare(reason)
    if whole in _SAYS_NOTHING or words in _SAYS_NOTHING or _NO_WORD.fullmatch(words):
        return True
    return len(set(words)) == 1 and (len(words) > 1 or words.isascii() or "ぁ" <= words <= "ヿ")


def points_elsewhere(reason: str) -> bool:
    """True for a reason that only points to another place: 別紙のとおり, 前回と同じ."""
    words = bare(reason)
    return len(words) <= _LONGEST and _ELSEWHERE.fullmatch(words) is not None


def leaves_open(note: str) -> bool:
    """True for a note by which a measure is not taken, not yet taken, or not decided: 未実施, 要確認, 対象外, ?."""
    clauses = [clause for part in _CLAUSE_ENDS.split(note) if (clause := folded(part))]
    return any(
        _OPEN.search(clause[-_LONGEST:]) is not None or _BUT.search(clause[:_LONGEST]) is not None for clause in clauses
    )


@lru_cache(maxsize=1024)
def bare(reason: str) -> str:
    """Gives the reason as it is compared: folded, without the words that only make it a reason (…のため)."""
    words = folded(reason)
    if len(words) > _LONGEST_FILLED:
        return words
    while ending := next((ending for ending in _ENDINGS if words.endswith(ending)), None):
        words = words[: -len(ending)]
    return words.strip("「」『』\"'“”()[]【】<>〈〉")
