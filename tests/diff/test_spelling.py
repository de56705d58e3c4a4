from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kojin_check.diff.spelling import folded_spelling, spelled_alike
from kojin_check.model.library import Library


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＩＤとﾊﾟｽﾜｰﾄﾞ（１２桁）", "IDとパスワード(12桁)"),
        ("カ\u3099イド", "ガイド"),
        ("個人情報 は、\u3000保管する。", "個人情報は、保管する。"),
        ("個人情報は，保管する．", "個人情報は、保管する。"),
        ("保管する。", "保管する"),
        ("4月〜5月", "4月～5月"),
        ("申請・承認･記録", "申請･承認・記録"),
        ("“要配慮”情報", '"要配慮"情報'),
        ("紙媒体および可搬媒体", "紙媒体及び可搬媒体"),
        ("紙媒体または可搬媒体", "紙媒体又は可搬媒体"),
        ("すべての職員", "全ての職員"),
        ("契約に当たり", "契約にあたり"),
        ("業務委託に係る", "業務委託にかかる"),
        ("サーバー等", "サーバなど"),
        ("コンピューターとウィルス", "コンピュータとウイルス"),
        ("３ヶ月", "3か月"),
        ("三箇所", "三か所"),
        ("検証を行なう", "検証を行う"),
        ("個人情報の受け渡しにあたっては", "個人情報の受渡しにあたっては"),
        ("取り扱い者", "取扱者"),
        ("立ち入り調査", "立入り調査"),
        ("立入り調査", "立入調査"),
        ("データを持ち込む", "データを持込む"),
        ("申し込み", "申込み"),
    ],
)
def test_the_same_words_spelled_differently_are_alike(one: str, other: str) -> None:
    assert spelled_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # What changes in a sentence although it looks like spelling.
        ("保管する。", "保管しない。"),
        ("保管する", "保管させる"),
        ("紙、媒体", "紙媒体"),
        ("1.5倍", "15倍"),
        ("1,000件", "1.000件"),
        ("10 20", "1020"),
        ("A B", "AB"),
        ("①確認", "1確認"),
        ("10㎡", "10m2"),
        ("ID", "id"),
        ("契約のとき", "契約の時"),
        ("入れる", "入る"),
        ("入れ口", "入り口へ"),
        ("実施し報告する", "実施報告する"),
        ("上申し決裁する", "上申決裁する"),
        ("カバー", "カバ"),
        ("キー", "キ"),
        ("委託先", "再委託先"),
        ("「特記事項」", "『特記事項』"),
        ("実施、検証", "実施検証"),
        ("障害", "障がい"),
        ("-", "ー"),
    ],
)
def test_other_words_are_not_alike(one: str, other: str) -> None:
    assert not spelled_alike(one, other)


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E)))
def test_width_never_matters(text: str) -> None:
    assert spelled_alike(text, "".join(chr(ord(character) + 0xFEE0) for character in text))


@given(st.text(alphabet="個人情報を保管する受け渡し、。A1 "), st.text(alphabet="個人情報を保管する受け渡し、。A1 "))
def test_texts_of_the_same_spelling_are_told_apart_unless_spaces_or_the_last_stop_differ(one: str, other: str) -> None:
    def bare(text: str) -> str:
        return "".join(text.split()).rstrip("。").replace("受け渡", "受渡")

    if bare(one) != bare(other):
        assert not spelled_alike(one, other)


def test_no_two_measures_of_the_forms_are_the_same_but_for_spelling(library: Library) -> None:
    """Folding must not make equal what the forms tell apart, such as what the ward does and what it has done."""
    for form in library.require("r7-draft").checklists.values():
        texts = [placed.item.text for placed in form.placed_items()]
        folded = {folded_spelling(text) for text in texts}

        assert len(folded) == len(set(texts))
