from __future__ import annotations

import pytest

from kojin_check.checking.engine import Settings
from kojin_check.findings import Finding
from kojin_check.model.library import Library
from kojin_check.since.comparison import FormerState, check_since

CASE = """\
checklist_version: r5
status: final
title: 講座の受付
matters:
  - type: 業務委託
    checklist: 5
    party: {name: 株式会社新宿システム, certifications: [ISMS認証]}
    media: [電磁的媒体]
    data_items: [氏名, 住所]
    periods:
      - {from: 令和6年4月1日, to: 令和7年3月31日, renews: true}
    subcontracts:
      - party: {name: 株式会社再委託}
        data_items: [氏名]
    facts: {クラウドの利用: false}
"""


def changes(before: str, after: str, library: Library) -> tuple[Finding, ...]:
    settings = Settings(select=("KJ804",))
    return check_since("case.yaml", after.encode(), FormerState("main", before.encode()), library, settings).findings


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        (
            "status: final",
            "status: draft",
            (2, 9),
            "「main」では完成（final）だった案件が、作成中（draft）に戻っています。",
        ),
        (
            "株式会社新宿システム",
            "株式会社四谷情報",
            (7, 5),
            "「委託先」が「main」の後に変わっています（株式会社新宿システム（ISMS認証） → 株式会社四谷情報（ISMS認証））。",
        ),
        (
            "[ISMS認証]",
            "[]",
            (7, 5),
            "「委託先」が「main」の後に変わっています（株式会社新宿システム（ISMS認証） → 株式会社新宿システム）。",
        ),
        (
            "[電磁的媒体]",
            "[電磁的媒体, 紙媒体]",
            (8, 5),
            "「処理させる情報項目の記録媒体」が「main」の後に変わっています（追加: 紙媒体）。",
        ),
        (
            "令和7年3月31日",
            "令和8年3月31日",
            (10, 5),
            "「委託の開始時期及び期限」が「main」の後に変わっています（令和6年4月1日から令和7年3月31日まで（次年度以降も同様）"
            " → 令和6年4月1日から令和8年3月31日まで（次年度以降も同様））。",
        ),
        (
            "        data_items: [氏名]",
            "        data_items: [氏名, 電話番号]",
            (14, 9),
            "「再委託に伴い事業者に処理させる情報項目（だれの、どのような項目か）」が「main」の後に変わっています（追加: 電話番号）。",
        ),
        (
            "クラウドの利用: false",
            "クラウドの利用: true",
            (15, 22),
            "「クラウドの利用」が「main」の後に変わっています（いいえ → はい）。",
        ),
        (
            "    subcontracts:\n      - party: {name: 株式会社再委託}\n        data_items: [氏名]\n",
            "    subcontracts: []\n",
            (4, 1),
            "「main」にあったさらに委託する先（株式会社再委託）がなくなっています。",
        ),
        (
            "        data_items: [氏名]\n",
            "        data_items: [氏名]\n      - party: {name: 四谷運送株式会社}\n",
            (15, 9),
            "さらに委託する先（四谷運送株式会社）が「main」の後に加わっています。",
        ),
    ],
)
def test_each_fact(old: str, new: str, place: tuple[int, int], said: str, library: Library) -> None:
    assert CASE.count(old) >= 1

    found = changes(CASE, CASE.replace(old, new, 1), library)

    assert [((finding.span.line, finding.span.column), finding.message.ja) for finding in found] == [(place, said)]
    assert found[0].hint.ja.endswith("全ての変更は kojin-check diff --since main で見られます。")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("株式会社新宿システム", "（株）新宿システム"),
        ("[氏名, 住所]", "[住所, 氏名]"),
        ("令和6年4月1日", "2024-04-01"),
        ("title: 講座の受付", "title: 講座の受付け"),
        ("status: final", "# 確認済み\nstatus: final"),
    ],
)
def test_what_is_no_change_of_a_fact(old: str, new: str, library: Library) -> None:
    assert changes(CASE, CASE.replace(old, new, 1), library) == ()
