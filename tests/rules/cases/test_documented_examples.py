"""Every rule about cases is documented, and its examples do what they say, at the places that they say."""

from __future__ import annotations

import pytest
from tests.rules.cases.situations import library_for, place

import kojin_check.rules.cases  # noqa: F401  Importing the package registers the rules.
from kojin_check.checking.engine import Settings, check_bytes
from kojin_check.findings import Finding
from kojin_check.rules.rule import RULES
from kojin_check.since.comparison import FormerState, check_since

HEADER = "checklist_version: r5\n"
"""Stands before an example that names no version, and counts as its first line."""

EXPECTED: dict[str, list[tuple[str, str]]] = {
    "KJ001": [
        (
            "9:17-18",
            "「施錠保管」の「-」は、このままでは読めません。YAMLでは、空白や行末の前にある半角の「-」が箇条書きの始まりになるためです。",
        ),
    ],
    "KJ002": [
        ("1:8-9", "文字コードがUTF-8ではなく、シフトJIS（CP932、ANSI）のようです。"),
    ],
    "KJ003": [
        ("10:11-16", "「業務フロー」が同じ場所に2回あります（最初は9行目）。"),
    ],
    "KJ004": [
        ("5:5-10", "「medai」という項目名はありません。"),
    ],
    "KJ005": [
        ("1:1-7", "「担当部課（department）」がありません。"),
    ],
    "KJ006": [
        ("6:13-17", "「電子媒体」という媒体はありません。"),
        ("8:40-49", "「令和7年2月29日」という日はありません。令和7年2月は28日までです。"),
    ],
    "KJ007": [
        ("4:17-25", "「&items」はYAMLの目印（アンカー）として読まれます。アンカーは使えません。"),
        ("6:17-23", "「*items」はYAMLの参照として読まれます。参照は使えません。"),
    ],
    "KJ008": [
        ("2:71-72", "入れ子が深すぎます（64段まで）。"),
    ],
    "KJ009": [
        ("7:22-25", "「住所」に、目に見えないゼロ幅スペース（U+200B）が入っています。"),
        (
            "11:17-33",
            "「−（電子データのみの取扱いのため」の後の「#サーバは庁内）」は、コメントとして捨てられています。",
        ),
    ],
    "KJ010": [
        ("1:20-26", "「令和5年度版」というチェックリストの版はありません。"),
    ],
    "KJ011": [
        (
            "2:1-13",
            "gitの統合（マージ）が途中のままです。「<<<<<<<」から「>>>>>>>」までに、食い違う2つの内容が並んでいます。このファイルのほかの内容は確かめていません。",
        ),
    ],
    "KJ101": [
        ("7:9-12", "「取扱者の指定」の回答がありません。"),
        ("9:11-17", "「書面の取交し」の回答が空欄です。"),
    ],
    "KJ102": [
        ("9:17-18", "「施錠保管」は「−」（対策の必要がない）ですが、理由がありません。"),
    ],
    "KJ103": [
        ("9:18-19", "「△」は、この様式（5 業務委託）にない記号です。"),
        ("10:19-33", "「電子データのみの取扱いのため」には記号がなく、理由だけが書かれています。"),
        ("11:17-34", "「×」は、この様式（5 業務委託）にない記号です。"),
    ],
    "KJ104": [
        ("9:18-19", "「〇」（U+3007）は「○」とみなしましたが、別の文字です。"),
        ("10:17-34", "「－」（U+FF0D）は「−」とみなしましたが、別の文字です。"),
    ],
    "KJ105": [
        ("9:17-25", "「施錠保管」の理由「不要のため」は、なぜ「−」なのかを述べていません。"),
    ],
    "KJ106": [
        ("9:11-15", "「施錠管理」という対策は、チェックリスト5にありません。"),
    ],
    "KJ107": [
        ("9:11-16", "「業務フロー」は「運用上」の対策ですが、「システム上」に書かれています。"),
    ],
    "KJ108": [
        ("11:12-27", "「施錠保管」の回答は、もう一度確かめることになっています: 文言の変更（r4 → r5）"),
    ],
    "KJ109": [
        (
            "9:18-28",
            "「業務フロー」は「○」ですが、補足「未実施、要確認」は、対策を行っていないか、まだ決まっていないと読めます。",
        ),
    ],
    "KJ110": [
        ("8:19-22", "「責任者の設置」は「いいえ」（行っていない）ですが、「目標日」がありません。"),
    ],
    "KJ201": [
        ("2:9-13", "basis に「外部結合」がありますが、「外部結合」の事項がありません。"),
    ],
    "KJ202": [
        ("7:11-15", "「外部結合」の事項がありますが、basis に「外部結合」がありません。"),
    ],
    "KJ203": [
        (
            "5:16-17",
            "チェックリスト6（業務委託、紙媒体のみの取扱い）は、「media: 電磁的媒体」の事項には使えません。",
        ),
    ],
    "KJ204": [
        ("4:5-9", "この様式に必要な「処理させる情報項目の記録媒体（media）」が書かれていません。"),
    ],
    "KJ205": [
        ("7:7-14", "「クラウドの利用」が空欄なので、「国内法の適用」が必要かどうかを確かめられません。"),
    ],
    "KJ206": [
        ("5:3-10", "「目的（purpose）」が空欄です。"),
    ],
    "KJ301": [
        ("9:17-18", "「施錠保管」に「○」が付いていますが、この案件は「media: 電磁的媒体」です。"),
    ],
    "KJ302": [
        ("9:17-34", "「施錠保管」が「−」ですが、この案件は「media: 電磁的媒体、紙媒体」なので、必要な対策です。"),
    ],
    "KJ303": [
        (
            "9:18-35",
            "「返却と消去」の理由「電子データのみの取扱いのため」は、この案件の「media: 電磁的媒体、紙媒体」と食い違います。",
        ),
    ],
    "KJ304": [
        ("11:19-32", "「通信の暗号化」は、「事業者に行わせる」では「−」ですが、「区が行う」では「○」です。"),
    ],
    "KJ305": [
        (
            "17:23-35",
            "「冗長化とバックアップ」（区が行う）は、ここでは「−」ですが、同じ株式会社新宿システムの外部結合では「○」です。",
        ),
    ],
    "KJ306": [
        (
            "9:19-29",
            "相手の名称「株式会社新宿システム」は、前に書かれた「株式会社新宿システムズ」とよく似ていますが、同じではありません。",
        ),
    ],
    "KJ401": [
        ("5:30-39", "期間の終わりの令和6年3月31日（2024-03-31）が、始まりの令和6年4月1日（2024-04-01）より前です。"),
    ],
    "KJ402": [
        (
            "9:16-24",
            "外部結合が令和6年1月1日（2024-01-01）に始まりますが、業務委託は令和6年4月1日（2024-04-01）、本稼働は令和7年1月（2025-01）からです。",
        ),
    ],
    "KJ403": [
        (
            "6:22-34",
            "「回答に関連する電子データ」は、電算処理の data_items にありません。似た「回答に関する電子データ」とは、「関連する」と「関する」が違います。",
        ),
    ],
    "KJ404": [
        ("9:24-27", "再委託の媒体「紙媒体」は、業務委託の media（電磁的媒体）にありません。"),
        ("10:26-30", "再委託の情報項目「電話番号」は、業務委託の data_items にありません。"),
        (
            "12:34-43",
            "再委託が令和7年9月30日（2025-09-30）まで続きますが、業務委託は令和7年3月31日（2025-03-31）までです。",
        ),
    ],
    "KJ405": [
        (
            "6:21-32",
            "「区へ意見等を提出した者」は、電算処理の data_subjects にありません。似た「区へ意見を提出した者」とは、「意見等を」と「意見を」が違います。",
        ),
    ],
    "KJ406": [
        ("5:16-25", "「平成36年4月1日」には、平成は終わっています。"),
    ],
    "KJ407": [
        ("4:5-15", "日程に本番の開始がないので、外部結合がその前に始まらないかを確かめられません。"),
    ],
    "KJ501": [
        ("1:20-28", "「r7-draft」は、まだ案の段階の版です。"),
    ],
    "KJ502": [
        ("1:20-22", "「r5」より新しい版「r8」が採択されています。適用は令和8年4月1日（2026-04-01）からです。"),
    ],
    "KJ503": [
        ("3:11-16", "KJ402の指摘はないので、この免除は何も免除していません。"),
    ],
    "KJ504": [
        (
            "6:14-24",
            "KJ402 の免除は、令和元年12月31日（2019-12-31）で期限が切れています（今日は令和8年11月26日（2026-11-26））。",
        ),
    ],
    "KJ505": [
        ("10:5-9", "KJ402 の免除は、承認者が書かれていないので申請中です。指摘はそのまま残ります。"),
    ],
    "KJ506": [
        (
            "7:11-26",
            "「6/区が行う/運用上/施錠保管」に当てはまる事項が2件あるので、どれの免除なのかが決まりません。この免除は何も免除していません。",
        ),
    ],
    "KJ507": [
        (
            "5:9-18",
            "令和7年1月23日（2025-01-23）に承認された後で、最初のページ（件名、部署など）が変わっています。",
        ),
    ],
    "KJ601": [
        ("2:34-47", "電話番号と思われるもの（***-****-****）が書かれています。"),
    ],
    "KJ801": [
        (
            "9:18-29",
            "「main」では「○」（対策が可能）だった回答が、「−（手順が簡単なため）」（対策の必要がない）に変わっています。",
        ),
    ],
    "KJ802": [
        ("9:17-30", "理由が、「main」の「電子データのみの取扱いのため」から「委託先が保管するため」に変わっています。"),
    ],
    "KJ803": [
        ("9:12-17", "KJ301の免除は、「main」にはありませんでした。"),
    ],
    "KJ804": [
        ("6:5-10", "「処理させる情報項目の記録媒体」が「main」の後に変わっています（追加: 紙媒体）。"),
        (
            "7:5-15",
            "「委託に伴い事業者に処理させる情報項目（だれの、どのような項目か）」が「main」の後に変わっています（削除: 住所、追加: 口座番号）。",
        ),
    ],
}
"""Code → place and message of each finding on the rule's bad example."""


def findings_of(code: str, example: str | bytes | None) -> tuple[Finding, ...]:
    """What the rule itself finds; what keeps a case from being read is reported beside it, whatever is selected."""
    return tuple(finding for finding in reported_on(code, example) if finding.rule == code)


def reported_on(code: str, example: str | bytes | None) -> tuple[Finding, ...]:
    library, settings = library_for(code), Settings(select=(code,))
    before = RULES[code].documentation.before
    if before is not None:
        former = FormerState("main", as_bytes(before))
        return check_since("example.yaml", as_bytes(example), former, library, settings).findings
    return check_bytes("example.yaml", as_bytes(example), library, settings).findings


def as_bytes(example: str | bytes | None) -> bytes:
    assert example is not None
    if isinstance(example, bytes):
        return example
    return (example if "checklist_version" in example else HEADER + example).encode()


SHOWN = [code for code, rule in RULES.items() if rule.documentation.bad is not None]


def test_only_faults_that_no_case_shows_have_no_example() -> None:
    assert set(RULES) - set(SHOWN) == {"KJ012", "KJ908"}


def test_the_example_in_shift_jis_says_the_same_as_the_good_one() -> None:
    documentation = RULES["KJ002"].documentation
    assert isinstance(documentation.bad, bytes)
    assert documentation.bad.decode("cp932") == documentation.good


@pytest.mark.parametrize("code", SHOWN)
def test_the_bad_example_is_reported(code: str) -> None:
    findings = findings_of(code, RULES[code].documentation.bad)

    found = [(place(finding.span), finding.message.ja) for finding in findings]
    assert found == EXPECTED[code]
    assert {(finding.rule, finding.name) for finding in findings} == {(code, RULES[code].name)}


@pytest.mark.parametrize("code", SHOWN)
def test_the_good_example_is_not_reported(code: str) -> None:
    assert findings_of(code, RULES[code].documentation.good) == ()


def test_every_text_stands_in_both_languages() -> None:
    for rule in RULES.values():
        for text in (rule.title, rule.documentation.what, rule.documentation.why, rule.documentation.instead):
            assert text.ja.strip()
            assert any(character.isascii() and character.isalpha() for character in text.en)
