"""One sample report that every output format is tested on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from kojin_check.findings import (
    START,
    Edit,
    FileReport,
    Finding,
    Fix,
    ItemRef,
    Related,
    Report,
    Severity,
    Span,
    Tally,
    Text,
    Waiver,
)
from kojin_check.rules.rule import Documentation, Rule

FAQ = "cases/faq-system.yaml"
HOSTILE = "cases/悪意 [red]|<b>%41,a:b\n::error::x.yaml"
"""A name that a file on Linux can have: rich markup, a table's bar, HTML, percent, line feed, workflow command."""
SHIFT_JIS = "cases/shift-jis.yaml"
CLEAN = "cases/clean.yaml"

HOSTILE_TEXT = (
    "\x1b[31m赤\x1b[0m [red]x[/red] ]]> & <script>alert(1)</script> | `code` \u202e逆順\u202c\n::error file=a::注入%0A"
)
"""What a case file can hold: escape sequence, rich markup, end of CDATA, HTML, Markdown, bidirectional override,
line feed, workflow command."""

FAQ_LINES = {
    2: "checklist_version: r7-draft",
    20: "    periods:",
    21: "      - {name: 結合, from: 令和6年1月1日, to: 令和7年3月31日, renews: true}",
    30: "    party: {name: 日本電気株式会社, certifications: [プライバシーマーク, ISMS認証]}",
    31: "    media: [電磁的媒体]",
    33: "      - {name: 委託, from: 令和6年4月1日, to: 令和7年3月31日, renews: true}",
    35: "      - 意見及び回答に関連する電子データ（区民意見・FAQシステムへ添付されたものであって、投稿者が氏名、住所、電話番号その他の個人情報を自ら記載したものを含む。）",
    41: "          法令等の遵守: 〇",
    42: "          立入り調査と報告:",
    43: "          取扱責任者の指定:",
    44: "          業務フロー:",
    45: "          施錠保管: ○",
    50: "        システム上:\t",
    51: "          ID等の管理:\t−（\t）",
    60: "    subcontracts:",
    61: "      - party:",
    62: "          name: ﾊﾝｶｸｼｽﾃﾑｽﾞ株式会社",
}
HOSTILE_LINES = {
    3: "title: " + HOSTILE_TEXT.partition("\n")[0],
    9: "remarks: \x07\x9b2J\u200b\ufeff||`x`[/red][link=https://example.com]y[/link]",
}


def place(lines: dict[int, str], line: int, text: str) -> Span:
    """Gives where `text` stands in `line`, in code points from 1."""
    column = lines[line].index(text) + 1
    return Span(line, column, line, column + len(text))


def _faq(line: int, text: str) -> Span:
    return place(FAQ_LINES, line, text)


LOCKED_STORAGE = ItemRef("5/区が行う/運用上/施錠保管", "個人情報は、施錠できる金庫又はキャビネット等に保管する。")


def _unanswered(line: int, item: str, text: str) -> Finding:
    return Finding(
        rule="KJ101",
        name="missing-answer",
        severity=Severity.ERROR,
        path=FAQ,
        span=_faq(line, item),
        message=Text(f"「{item}」が未回答です。", f"“{item}” is not answered."),
        hint=Text("「○」か「−（理由）」を書いてください。", "Write “○”, or “−（reason）”."),
        item=ItemRef(f"5/区が行う/運用上/{item}", text),
        matter=1,
    )


FAQ_FINDINGS = (
    Finding(
        rule="KJ501",
        name="draft-version",
        severity=Severity.INFO,
        path=FAQ,
        span=_faq(2, "r7-draft"),
        message=Text("「r7-draft」は案の段階の版です。", "“r7-draft” is a draft."),
        hint=Text(
            "正式な付議には、採択された版（r5）を使ってください。", "Use an adopted version (r5) to submit a case."
        ),
    ),
    Finding(
        rule="KJ403",
        name="data-items-differ",
        severity=Severity.WARNING,
        path=FAQ,
        span=Span(35, 9, 35, len(FAQ_LINES[35]) + 1),
        message=Text(
            "「意見及び回答に関連する電子データ」は、電算処理の記録項目にありません。",
            "“意見及び回答に関連する電子データ” is not among the recorded data items.",
        ),
        hint=Text(
            "記録項目の「意見及び回答に関する電子データ」と同じものなら、どちらかの表記にそろえてください。"
            "別のものなら、電算処理の data_items に加えてください。",
            "If it is “意見及び回答に関する電子データ”, use one spelling; otherwise add it to the data items of 電算処理.",
        ),
        matter=1,
    ),
    Finding(
        rule="KJ104",
        name="nonstandard-mark",
        severity=Severity.WARNING,
        path=FAQ,
        span=_faq(41, "〇"),
        message=Text(
            "「〇」（U+3007）は、様式の「○」（U+25CB）と違う文字です。",
            "“〇” (U+3007) is not the form's “○” (U+25CB).",
        ),
        hint=Text("「○」に直してください（--fix で直せます）。", "Write “○” (--fix does it)."),
        item=ItemRef(
            "5/区が行う/運用上/法令等の遵守",
            "契約にあたり、「特記事項」を付すとともに、個人情報保護法及び新宿区情報セキュリティポリシーを遵守するよう指導する。"
            "また、クラウドサービスを利用する場合は、総務省「クラウドサービス提供における情報セキュリティ対策ガイドライン」を"
            "準拠するよう指導する。",
        ),
        matter=1,
        fix=Fix(Text("「〇」を「○」に直す", "Replace “〇” by “○”"), (Edit(_faq(41, "〇"), "○"),)),
    ),
    _unanswered(
        42,
        "立入り調査と報告",
        "契約履行の間、特記事項に基づき立入り調査等を実施するとともに、委託先に対し速やかに状況報告をするよう指導する。",
    ),
    _unanswered(43, "取扱責任者の指定", "取扱責任者及び取扱者をあらかじめ指定し、区に報告するよう指導する。"),
    _unanswered(44, "業務フロー", "全体の業務フローを作成し、委託先と共有する。"),
    Finding(
        rule="KJ301",
        name="inapplicable-item-ticked",
        severity=Severity.ERROR,
        path=FAQ,
        span=_faq(45, "○"),
        message=Text(
            "「施錠保管」に「○」が付いていますが、この案件は「media: 電磁的媒体」です。",
            "“施錠保管” is marked “○”, but this matter declares “media: 電磁的媒体”.",
        ),
        hint=Text(
            "対策が不要なら「−（電子データのみの取扱いのため）」に、必要なら media の申告を直してください。",
            "Write “−（電子データのみの取扱いのため）” if the measure is not needed; otherwise correct media.",
        ),
        item=LOCKED_STORAGE,
        matter=1,
        related=(Related(FAQ, _faq(31, "media"), Text("この案件の申告はここです", "the matter declares it here")),),
    ),
    Finding(
        rule="KJ105",
        name="empty-reason",
        severity=Severity.ERROR,
        path=FAQ,
        span=_faq(51, "−（\t）"),
        message=Text("「ID等の管理」の理由が空です。", "The reason of “ID等の管理” is empty."),
        hint=Text("対策が必要ない理由を具体的に書いてください。", "Say why the measure is not needed."),
        item=ItemRef("5/区が行う/システム上/ID等の管理", "ID等を適切に管理する。"),
        matter=1,
    ),
    Finding(
        rule="KJ005",
        name="missing-field",
        severity=Severity.ERROR,
        path=FAQ,
        span=Span(61, 9, 63, 1),
        message=Text("「name」がありません。", "“name” is missing."),
        hint=Text("ここに「name: 」の行を加えてください。", "Add a line “name: ” here."),
        matter=1,
    ),
)
FAQ_WAIVED = (
    Finding(
        rule="KJ402",
        name="linkage-starts-early",
        severity=Severity.WARNING,
        path=FAQ,
        span=_faq(21, "令和6年1月1日"),
        message=Text(
            "外部結合の開始（令和6年1月1日（2024-01-01））が、契約の開始（令和6年4月1日（2024-04-01））より前です。",
            "The linkage starts (令和6年1月1日（2024-01-01）) before the contract (令和6年4月1日（2024-04-01）).",
        ),
        hint=Text("どちらかの日付を直してください。", "Correct one of the dates."),
        matter=0,
        related=(
            Related(FAQ, _faq(33, "令和6年4月1日"), Text("同じ相手との契約はここから", "the contract starts here")),
        ),
        waiver=Waiver("旧システムとの並行稼働のため", "区政情報課長", "令和8年3月31日"),
    ),
)
FAQ_TALLIES = (
    Tally(0, "外部結合", 4, "区が行う", total=16, met=16, not_applicable=0, unanswered=0),
    Tally(0, "外部結合", 4, "事業者に行わせる", total=16, met=14, not_applicable=2, unanswered=0),
    Tally(1, "業務委託", 5, "区が行う", total=22, met=17, not_applicable=2, unanswered=3),
    Tally(1, "業務委託", 5, "事業者に行わせる", total=22, met=19, not_applicable=3, unanswered=0),
)

HOSTILE_FINDINGS = (
    Finding(
        rule="KJ006",
        name="invalid-value",
        severity=Severity.ERROR,
        path=HOSTILE,
        span=place(HOSTILE_LINES, 3, "\x1b[31m赤\x1b[0m"),
        message=Text(f"「{HOSTILE_TEXT}」は使えません。", f"“{HOSTILE_TEXT}” cannot be used."),
        hint=Text(f"「{HOSTILE_TEXT}」を書き直してください。", f"Write something else than “{HOSTILE_TEXT}”."),
        item=ItemRef(f"1/{HOSTILE_TEXT}/運用上/x", HOSTILE_TEXT),
        matter=0,
        related=(Related(HOSTILE, place(HOSTILE_LINES, 9, "\x07\x9b2J"), Text(HOSTILE_TEXT, HOSTILE_TEXT)),),
        fix=Fix(Text(HOSTILE_TEXT, HOSTILE_TEXT), (Edit(Span(3, 8, 3, 9), HOSTILE_TEXT),)),
    ),
)
HOSTILE_WAIVED = (
    Finding(
        rule="KJ601",
        name="personal-data",
        severity=Severity.WARNING,
        path=HOSTILE,
        span=place(HOSTILE_LINES, 9, "https://example.com"),
        message=Text(HOSTILE_TEXT, HOSTILE_TEXT),
        hint=Text(HOSTILE_TEXT, HOSTILE_TEXT),
        waiver=Waiver(HOSTILE_TEXT, HOSTILE_TEXT, None),
    ),
)
HOSTILE_TALLIES = (Tally(0, HOSTILE_TEXT, 1, HOSTILE_TEXT, total=5, met=5, not_applicable=0, unanswered=0),)

SHIFT_JIS_FINDINGS = (
    Finding(
        rule="KJ002",
        name="not-utf8",
        severity=Severity.ERROR,
        path=SHIFT_JIS,
        span=START,
        message=Text("文字コードがUTF-8ではありません。", "The file is not in UTF-8."),
        hint=Text("UTF-8で保存し直してください。", "Save it as UTF-8."),
    ),
)


@pytest.fixture(scope="session")
def sample_report() -> Report:
    """Four files: findings of every kind, hostile text everywhere, a file without lines, and one without findings.

    11 findings: in faq-system 6 errors (KJ101 three times in a row), 2 warnings and 1 info, then 1 error in
    each of the two files after it; and 2 waived findings.
    """
    return Report(
        (
            FileReport(FAQ, FAQ_FINDINGS, FAQ_WAIVED, FAQ_TALLIES, FAQ_LINES),
            FileReport(HOSTILE, HOSTILE_FINDINGS, HOSTILE_WAIVED, HOSTILE_TALLIES, HOSTILE_LINES),
            FileReport(SHIFT_JIS, SHIFT_JIS_FINDINGS, excerpts={1: ""}),
            FileReport(
                CLEAN,
                (),
                tallies=(Tally(0, "目的外利用", 1, "区が行う", total=5, met=5, not_applicable=0, unanswered=0),),
            ),
        )
    )


@pytest.fixture(scope="session")
def sample_rules(sample_report: Report) -> Mapping[str, Rule[Any]]:
    """What the formats that describe rules are told: the rules of the sample report, by code, in their order."""
    findings = sorted((*sample_report.findings, *sample_report.waived), key=lambda finding: finding.rule)
    return {
        finding.rule: Rule(
            code=finding.rule,
            name=finding.name,
            severity=finding.severity,
            title=Text(f"{finding.rule}の見出し, 100%: <b>", f"title of {finding.rule}, 100%: <b>"),
            documentation=Documentation(
                what=Text("「○」が_付いた_ものを [指摘] します。", "Reports what is *marked* [so]."),
                why=Text("紙は media: <紙媒体> です。", "Paper is media: <paper>."),
                instead=Text("`−` と書きます。", "Write `−`."),
                bad=b"\x8e" if finding.rule == "KJ002" else "施錠保管: ○  # ```\n",
                good=b"\x8e" if finding.rule == "KJ002" else "施錠保管: −（電子データのみの取扱いのため）\n",
            ),
        )
        for finding in findings
    }
