from __future__ import annotations

import pytest
from tests.conftest import ROOT

from kojin_check.checking.engine import Settings, check_text
from kojin_check.findings import Finding, Report, Severity
from kojin_check.model.library import Library

EMPTY = (ROOT / "tests" / "data" / "examples" / "final-empty-page.yaml").read_text(encoding="utf-8")
"""A case whose measures are all ticked, and whose pages are blank."""


def findings(text: str, library: Library, *codes: str) -> list[Finding]:
    return list(check_text("case.yaml", text, library, Settings(select=codes)).findings)


def corrected_with(corrected_case: str, old: str, new: str) -> str:
    assert corrected_case.count(old) >= 1
    return corrected_case.replace(old, new, 1)


def test_an_empty_page_is_no_longer_all_clear(library: Library) -> None:
    found = findings(EMPTY, library, "KJ206")

    assert [(finding.span.line, finding.message.ja) for finding in found] == [
        (12, "「要綱の根拠（clause）」が空欄です。"),
        (19, "「事業名（business）」が空欄です。"),
        (21, "「目的（purpose）」が空欄です。"),
        (23, "「対象者（data_subjects）」が空欄です。"),
        (25, "「事業内容（contents）」が空欄です。"),
        (35, "「登録業務の名称（business）」が空欄です。"),
        (37, "「委託先（party）」が空欄です。"),
        (39, "「委託理由（purpose）」が空欄です。"),
        (41, "「委託の内容（contents）」が空欄です。"),
        (43, "「「該当者」の定義（data_subjects）」が空欄です。"),
        (45, "「委託に伴い事業者に処理させる情報項目（だれの、どのような項目か）（data_items）」が空欄です。"),
        (51, "「委託の開始時期及び期限（periods）」が空欄です。"),
    ]
    assert {(finding.severity, finding.span.column) for finding in found} == {
        (Severity.ERROR, column) for column in (1, 3, 5)
    }


def test_in_a_draft_it_is_a_warning_and_the_draft_is_not_finished(library: Library) -> None:
    report = check_text("case.yaml", EMPTY.replace("status: final", "status: draft"), library)

    assert {finding.severity for finding in report.findings if finding.rule == "KJ206"} == {Severity.WARNING}
    assert Report((report,)).summary.finished_drafts == 0


FORM_OF_LINKAGE = "      - イントラPCを用い、専用回線から委託先のサーバと結合を行う。\n"
PERIOD = """\
    periods:
      - name: 結合
        from: 令和7年1月1日
        to: 令和7年3月31日
        renews: true
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("clause: 要綱第3条第1項第3号\n", "", 11, "「要綱の根拠（clause）」がありません。"),
        ("clause: 要綱第3条第1項第3号", 'clause: " "', 16, "「要綱の根拠（clause）」が空欄です。"),
        (FORM_OF_LINKAGE, "", 190, "「結合の形態（contents）」が空欄です。"),
        (FORM_OF_LINKAGE, '      - ""\n      - " "\n', 190, "「結合の形態（contents）」が空欄です。"),
        (f"    contents:\n{FORM_OF_LINKAGE}", "    contents: []\n", 190, "「結合の形態（contents）」が空欄です。"),
        (f"    contents:\n{FORM_OF_LINKAGE}", "", 184, "「結合の形態（contents）」がありません。"),
        (PERIOD, "    periods: [{from: }]\n", 210, "「結合の開始時期と期間（periods）」が空欄です。"),
    ],
)
def test_every_kind_of_blank_is_one_finding(
    old: str, new: str, line: int, message: str, corrected_case: str, library: Library
) -> None:
    [finding] = findings(corrected_with(corrected_case, old, new), library)

    assert (finding.rule, finding.span.line, finding.message.ja) == ("KJ206", line, message)


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("  volume: 約40,000件", "  volume:", []),
        (PERIOD, "    periods: [{from: 契約締結日}]\n", []),
        ("party: {name: 日本電気株式会社,", 'party: {name: " ",', ["KJ005"]),
        ("    party: {name: 日本電気株式会社,", "    partey: {name: 日本電気株式会社,", ["KJ004"]),
        ("clause: 要綱第3条第1項第3号", "clause: [a]", ["KJ006"]),
        ("title: 区民意見・FAQシステムの再構築等について", "title:", ["KJ005"]),
        ("    media: [電磁的媒体]\n", "    media:\n", ["KJ204"]),
        ("overview:\n", "overveiw:\n", ["KJ004"]),
    ],
)
def test_what_is_not_required_left_open_or_reported_elsewhere_is_none(
    old: str, new: str, rules: list[str], corrected_case: str, library: Library
) -> None:
    found = findings(corrected_with(corrected_case, old, new), library)

    assert [finding.rule for finding in found] == rules


def test_the_hint_says_what_to_write_where(corrected_case: str, library: Library) -> None:
    text = corrected_with(corrected_case, PERIOD, "")
    [absent] = findings(text, library)
    [blank] = findings(corrected_with(corrected_case, PERIOD, "    periods:\n"), library)

    assert absent.hint.ja == (
        "「periods:」の行を加えます。「periods: 令和8年4月1日から令和9年3月31日まで」のように書いてください。"
    )
    assert blank.hint.ja == "「periods: 令和8年4月1日から令和9年3月31日まで」のように書いてください。"


def test_without_a_heading_the_hint_names_it(corrected_case: str, library: Library) -> None:
    start, end = corrected_case.index("overview:"), corrected_case.index("\nmatters:")
    found = findings(corrected_case[:start] + corrected_case[end:], library)

    assert [finding.rule for finding in found] == ["KJ206"] * 4
    assert found[1].hint.ja == (
        "「overview:」の下に「business:」の行を加えます。「business: 」の後に内容を書いてください。"
    )


def test_a_waiver_can_cover_it(corrected_case: str, library: Library) -> None:
    text = corrected_with(corrected_case, "clause: 要綱第3条第1項第3号", "clause:")
    waiver = "waivers:\n  - {rule: KJ206, reason: 根拠は別途決裁済みのため, approved_by: 区政情報課長}\n"
    report = check_text("case.yaml", text + waiver, library)

    assert report.findings == ()
    assert [finding.rule for finding in report.waived] == ["KJ206"]
