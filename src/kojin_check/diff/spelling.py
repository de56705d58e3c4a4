"""Whether two texts differ only in how they are spelled: width, punctuation marks, kana.

The comparison is conservative: it may call a difference of spelling a difference of wording (somebody
then reads two sentences that mean the same), but not the reverse (an answer would silently be carried
over to a measure that means something else). So every rule below names what it makes equal, and rests
on the words concerned being the same word; nothing is guessed from sound or likeness.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kojin_check.regex import regex

_KANJI = "一-龠々"

_WIDTHS = {
    ord(character): unicodedata.normalize("NFKC", character)
    for character in map(chr, (*range(0xFF01, 0xFFEF), 0x3000))
    if unicodedata.decomposition(character).startswith(("<wide>", "<narrow>"))
}
"""Full-width letters, digits and signs → ASCII; half-width kana → kana. Not ① → 1 nor ㎡ → m2."""

_MARKS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–−", "-"),
        **dict.fromkeys("—―", "—"),
        **dict.fromkeys("~∼", "〜"),
        **dict.fromkeys("·‧", "・"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
    }
)

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (regex(pattern), replacement)
    for pattern, replacement in (
        # Spaces, but not one that parts two words or numbers in Latin letters.
        (r"(?<=[0-9A-Za-z])\s+(?=[0-9A-Za-z])", " "),
        (r"(?<![0-9A-Za-z])\s+|\s+(?![0-9A-Za-z])", ""),
        # ，and . used for 、 and 。, but not within numbers, versions and addresses; the last 。 of a sentence.
        (r"(?<![0-9]),|,(?![0-9])", "、"),
        (r"\.(?![0-9A-Za-z])", "。"),
        (r"。+$", ""),
        # Words of grammar that are written in kanji or kana. Not とき/時, もの/物/者: the law tells them apart.
        (r"および", "及び"),
        (r"または", "又は"),
        (r"ならびに", "並びに"),
        (r"もしくは", "若しくは"),
        (r"ただし", "但し"),
        (r"すべて", "全て"),
        (r"あらかじめ", "予め"),
        (r"たとえば", "例えば"),
        (r"すでに", "既に"),
        (r"さらに", "更に"),
        (r"など", "等"),
        (r"出来(?=[なまるれたてず])", "でき"),
        (r"下さ(?=[いる])", "くださ"),
        (r"に当た(?=[りっる])", "にあた"),
        (r"にかか(?=[るり])", "に係"),
        (r"の通り", "のとおり"),
        (r"もとづ(?=[いかきくけ])", "基づ"),
        # 3か月, 3ヶ月, 3カ月, 3箇月
        (r"(?<=[0-9一二三四五六七八九十数])[ヶヵカケ箇](?=[月所年国])", "か"),
        # 行なう, 行なって
        (r"行な(?=[わいうえおっ])", "行"),
        # Okurigana within a compound: 受け渡す/受渡す, 取り扱い者/取扱者, 立ち入り/立入り.
        (
            rf"(受)け(?=[{_KANJI}])|(取|入|切|割|振|売|乗|繰|送|借|張|貼)り(?=[{_KANJI}])|(持|立|打|落)ち(?=[{_KANJI}])"
            rf"|(引|書|聞|抜|置)き(?=[{_KANJI}])|(読|組|積|踏)み(?=[{_KANJI}])|(払|買|問|使|追|扱)い(?=[{_KANJI}])"
            rf"|(入)れ(?=[{_KANJI}])|(付|掛|届)け(?=[{_KANJI}])|(替|換)え(?=[{_KANJI}])|(締)め(?=[{_KANJI}])"
            # With し only at the start of the compound: 申し込み, but not the verb 上申し….
            rf"|(?<![{_KANJI}])(申|貸|差|押|渡|戻)し(?=[{_KANJI}])",
            "",
        ),
        # サーバー/サーバ (three sounds and more), ウィルス/ウイルス
        (r"([ァ-ヺー]{2,}[ァ-ヺ])ー(?![ァ-ヺー])", r"\1"),
        (r"ウィ", "ウイ"),
        (r"ウェ", "ウエ"),
        (r"ウォ", "ウオ"),
    )
)


def spelled_alike(one: str, other: str) -> bool:
    """True when the texts are the same words, however they are spelled."""
    return one == other or folded_spelling(one) == folded_spelling(other)


@lru_cache(maxsize=4096)
def folded_spelling(text: str) -> str:
    """Gives `text` in the one spelling in which texts are compared; it is not meant to be read."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_WIDTHS)).translate(_MARKS)
    for pattern, replacement in _RULES:
        folded = pattern.sub(replacement or _kept, folded)
    return folded


def _kept(found: re.Match[str]) -> str:
    """What a rule without replacement keeps: its group, or nothing."""
    return found[found.lastindex] if found.lastindex else ""
