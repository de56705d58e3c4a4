"""What people write where a reason or a note belongs and what settles nothing: the words for it, in one place.

The words are those of everyday administrative Japanese, not of a form: marks and labels of a form are data.
"""

from __future__ import annotations

from functools import lru_cache

from kojin_check.regex import regex
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

_SAME = "同じ|同様|同一|同文|準じる|準ずる"
_PLACES = (
    "別紙|別添|別表|別記|別途|別項|資料|添付|書類|仕様書|契約書|要領|要綱|以下|協定書|協定|特記事項|計画書|前項|前号|前回|前年度|前年|"
    "昨年度|昨年|例年|従前|従来|上記|下記|左記|右記|既述|前述|後述|記載|回答"
)
_IN_TIME = "後日|後で|後ほど|追って|別途|改めて"
_POINTERS = f"{_SAME}|{_PLACES}|{_IN_TIME}".split("|")
"""What points to another place has one of these in it."""
_ELSEWHERE = regex(
    rf".{{0,12}}(?:に|と)(?:{_SAME})"
    rf"|.{{0,12}}(?:{_PLACES})"
    r"(?:[0-9a-zァ-ヶ一二三四五六七八九十第()（）ー-]{0,8}(?:号|条|項|頁|番)?)*"
    r"(?:(?:の|に)?(?:記載|内容|回答|理由|案件)?(?:の|した)?(?:とおり|どおり|通り|参照|に記載|に準|同様|同じ))?"
    r"(?:を?参照|を?確認|に記載|に示す|に定める|のまま)?"
    rf"|(?:{_IN_TIME})に?(?:記入|記載|回答|提出|報告|確認|検討|協議|調整|決定|説明|連絡|通知|追記|定め)"
    r"(?:する|します|る|予定)*"
)
"""A reason that, as `bare` gives it, only points to another place."""

_ENDINGS = (
    *("。", "．", ".", "、", ",", "!", "！"),
    *("のため", "の為", "ため", "為", "から", "ので", "による", "により", "です", "である", "だ", "とする", "な"),
)
_NO_LETTERS = frozenset("ー0123456789〇○")
_LONGEST = 60
"""A longer text is not merely one of these words."""
_LONGEST_FILLED = 400
"""In a longer text nobody looks for the words that only make it a reason."""

_MEASURE = (
    "実施|対応|対策|措置|整備|導入|設置|作成|策定|設定|締結|取得|提出|確認|検証|点検|調査|報告|周知|研修|教育|訓練|"
    "配布|手続き?|契約|協議|調整|決定|検討|完了|着手|構築|徹底|遵守|履行|適用|開始|用意|準備|明文化|文書化|規定|承認|申請|"
    "届出|登録|記入|記載|入力|回答|指定|任命|選任|選定|暗号化|施錠|消去|返却|分析|更新|改定|改訂|反映|移行|稼働|合意|"
    "同意|把握|予算化|発注|配備|通知|評価|審査|見直し|処理|依頼|交渉|照会"
)
_CORE = "実施|対応|対策|措置|整備|導入|策定|徹底|履行|実現|達成|着手|遵守|完了|周知|用意|準備|締結|確認|検証|点検"
_END = (
    "(?:です|でした|である|であり|だ|とする|となる|となっている|とのこと|の状況|の状態|のまま|につき|のため|の為|ため|により|なので|ので|が|けれども?|けど|"
    "ものの|見込み?|の見込み|。)*$"
)
_NEGATION = "(?:ない|なかった|ません|ませんでした|ず)"
_DOING = "(?:は|が|を|も|に)?(?:まだ|未だ|現在|一切|全く|一部)?"

_UNDECIDED = {
    "?|¿": "(?<![?¿])[?¿]+",
    "要": "要(?:確認|検討|調整|協議|相談|調査|対応|照会|判断|修正|見直し|精査|再確認|再検討)",
    "中": "(?:検討|調整|協議|確認|相談|交渉|照会|問合せ|問い合わせ|調査|精査|審議|審査|選定|策定|作成|準備|整備|手配|手続き?|申請|依頼|"
    "構築|開発|対応|導入|契約|改定|改訂|見直し|記入|入力|判断|着手|移行)中",
    "必要|要する|これから|今後": "(?:検討|確認|調整|協議|判断|決定|相談)(?:が|を|は)?(?:必要|要する|これから|今後)",
    "検討": "検討(?:する|します|したい|予定|課題|事項)",
    "未": "未(?:定|決|確定|決定|確認|検討|記入|記載|入力|回答|判断|調整|協議|詳)",
    "ない|ません": "(?:決まって|確定して|定まって|判断して)い?(?:ない|ません)|(?:分から?|わから|判断でき)ない|(?:分|わ)かりません",
    "不": "不(?:明|詳)|不明確",
    "保留|ペンディング|宿題|仮": "保留中?|ペンディング|宿題|仮(?:置き|回答)?",
    "後日|後ほど|後で|追って|あとで|これから|追記": "後(?:日|ほど|で)|追って|あとで|これから|追記",
    "後日|後で|後ほど|追って|別途|改めて|今後": "(?:後日|後で|後ほど|追って|別途|改めて|今後)[に、]?"
    "(?:記入|記載|回答|確認|検討|調整|協議|決定|提出|作成|追記|判断|連絡|説明|対応|実施|報告)(?:する|します|予定|願います)?",
    "か": "(?:必要|可|可能|要る|いる|する|ある|ない|できる|よい|良い|いい|どう|べき)の?(?:でしょう)?"
    "か(?:な|も|も知れない|もしれない|もしれません|と思う)?",
    "と思|と考え": "と(?:思う|思われる|思います|考えられる)",
    "はず|たぶん|多分|おそらく|恐らく|だろう|でしょう": "はず|たぶん|多分|おそらく|恐らく|だろう|でしょう",
    "tbd|tbc|tba|todo|fixme|wip|pending|unknown|later|undecided": "(?<![a-z])"
    "(?:tbd|tbc|tba|todo|fixme|wip|pending|unknown|later|undecided)",
}
"""Words → what says, where one of them stands, that something is still to be decided. (Most texts have none of them.)"""
_WORDINGS = [(words.split("|"), regex(f"(?:{wording}){_END}")) for words, wording in _UNDECIDED.items()]
_STILL_OPEN = [(word, wording) for words, wording in _WORDINGS for word in words]
_NOT_SO = regex(
    "(?:"
    f"未(?:だ)?(?:{_MEASURE}|済|了|達)|"
    f"(?:{_CORE})(?:が|は)?(?:困難|不可|不可能|不能|不十分|不足|見送り|見送る|見合わせ|先送り|延期|断念|中止)|"
    f"(?:{_MEASURE}|予算)(?:の|を|は)?(?:する)?予定(?:なし|無し|はない|がない)?|予定(?:して(?:い)?る|しています)|"
    "対象外|適用外|範囲外|対象(?:では|と(?:は)?し)ない|"
    "(?:該当|適用)(?:なし|無し|しない|しません|せず|がない|はない|されない)|非該当|"
    "(?:ため|ので|から|により|につき|対策は|措置は|本件は|本件では|今回は|当面|当面は)(?:不要|必要ない|必要なし|行わない|しない)|"
    "(?:対策|措置|実施|対応)(?:は|の|が|も)?(?:不要|必要(?:が|は|も|性)?(?:ない|なし|無し|無い|ありません))|"
    "一部(?:のみ|だけ|に限る)(?:実施|対応|整備|導入)?(?:済み?)?|"
    "notyet|notdone|notapplicable|notneeded"
    ")" + _END
)
_NOT_DONE = regex(
    "(?:"
    f"(?:まだ|未だ|いまだ|現時点では?|現状では?|今のところ).{{0,20}}{_NEGATION}|"
    f"(?:{_CORE}){_DOING}(?:して|できて|でき|出来て|出来|行って|行え|行わ|し|せ|されて|なされて|させて|終わって|済んで)(?:い|お)?(?:り|ら|れ)?{_NEGATION}"
    ")" + _END
)
_WHOLLY = """
    なし 無し 無 ない 無い ありません いいえ 否 ノー no none nil × x ✕ ✗ △ ▲ ng n/a 不可 できない できません 出来ない 無理 困難
    不要 必要なし 必要無し 必要ない 必要がない 必要はない しない しません していない していません やらない やっていない 行わない
    行っていない 行っていません 行わず せず 関係なし 関係ない 無関係 不十分 不足 未 まだ 見送り 中止 延期 断念 除外 省略 不適合 不合格
    非対応 予定 今後 将来 来年度 次年度 来年 一部 一部のみ 一部だけ 一部実施 一部対応 部分的 not_yet not_done
"""
_WHOLLY_NOT_SO = frozenset(_WHOLLY.split())
_LATER = regex(
    "(?:来年度?|次年度|来月|次回|次期|将来|今後)(?:の)?(?:契約|更新|改定)?(?:から|より|以降|に)(?:、)?(?:実施|対応|整備|導入|開始|検討|適用)"
    "|^(?:今後|将来的?に?)(?!も|とも|の)(?:、)?.{0,12}(?:実施|対応|整備|導入|検討|作成|策定|確認|協議|調整)"
)
_PROHIBITED = regex(
    "再委託|持ち?出|持ち?込|複写|複製|コピー|提供|外部|第三者|目的外|利用|使用|アクセス|接続|印刷|閲覧|復元|漏えい|手渡し"
)
"""What is kept from happening: that it is not done is the measure itself."""
_CLAUSE_ENDS = str.maketrans(dict.fromkeys("、。,;:・/()「」『』[]", " "))
_COMMA_OF_AN_ADVERB = regex("(後日|後ほど|後で|追って|これから|今後|別途|改めて)[、,]")
"""These say something only with what follows: 後日、報告書を提出させる."""
_BUT = regex(
    f"(?:未(?:{_MEASURE})|(?:{_CORE}){_DOING}(?:して|し|せ)(?:お)?(?:い|ら)?{_NEGATION})(?:である|です|だ)?"
    "(?:が|けれど|けど|ため|ので|ものの)"
)
"""The measure is not taken, whatever is said against it behind."""


@lru_cache(maxsize=1024)
def says_nothing(reason: str) -> bool:
    """True for a reason that consists of filler words, of punctuation or digits, or of one character repeated."""
    whole, words = folded(reason), bare(reason)
    if whole in _SAYS_NOTHING or words in _SAYS_NOTHING or not any(map(_is_letter, words)):
        return True
    return len(set(words)) == 1 and (len(words) > 1 or words.isascii() or "ぁ" <= words <= "ヿ")


def _is_letter(character: str) -> bool:
    return character.isalnum() and character not in _NO_LETTERS


@lru_cache(maxsize=1024)
def points_elsewhere(reason: str) -> bool:
    """True for a reason that only points to another place: 別紙のとおり, 前回と同じ."""
    words = bare(reason)
    if len(words) > _LONGEST or not any(word in words for word in _POINTERS):
        return False
    return _ELSEWHERE.fullmatch(words) is not None


@lru_cache(maxsize=1024)
def settles_nothing(reason: str) -> bool:
    """True for a reason of which every clause says nothing, only points elsewhere, or is still to be decided."""
    return says_nothing(reason) or all(
        says_nothing(clause) or points_elsewhere(clause) or _is_undecided(clause) for clause in _clauses(reason)
    )


def leaves_open(note: str) -> bool:
    """True for a note by which a measure is not taken, not yet taken, or not decided: 未実施, 要確認, 対象外, ?."""
    return folded(note) in _WHOLLY_NOT_SO or any(
        _is_undecided(clause) or _is_denied(clause) for clause in _clauses(note)
    )


def _clauses(text: str) -> list[str]:
    words = folded(text)
    if "、" in words or "," in words:
        words = _COMMA_OF_AN_ADVERB.sub(r"\1", words)
    return words.translate(_CLAUSE_ENDS).split()


def _is_undecided(clause: str) -> bool:
    ending = clause[-_LONGEST:]
    return ending.endswith(("?", "¿")) or any(wording.search(ending) for word, wording in _STILL_OPEN if word in ending)


def _is_denied(clause: str) -> bool:
    if clause in _WHOLLY_NOT_SO:
        return True
    ending = clause[-_LONGEST:]
    if _NOT_SO.search(ending) or _LATER.search(ending):
        return True
    not_done = _NOT_DONE.search(ending) or _BUT.search(clause[:_LONGEST])
    return bool(not_done) and not _PROHIBITED.search(ending)


@lru_cache(maxsize=1024)
def bare(reason: str) -> str:
    """Gives the reason as it is compared: folded, without the words that only make it a reason (…のため)."""
    words = folded(reason)
    if len(words) > _LONGEST_FILLED:
        return words
    while ending := next((ending for ending in _ENDINGS if words.endswith(ending)), None):
        words = words[: -len(ending)]
    return words.strip("「」『』\"'“”()[]【】<>〈〉")
