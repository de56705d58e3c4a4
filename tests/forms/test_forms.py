"""Other organizations' forms are data: their own marks, fields, gates and points, each with a filled case.

Every form lints clean, and its case gives no finding. One defect of a kind, put into the case, gives exactly one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator
from tests.conftest import RunProgram
from tests.schema.test_editor_schema import as_editor_reads

from kojin_check.checking.engine import check_text
from kojin_check.lint.lint import lint
from kojin_check.model.library import Library, load_library
from kojin_check.schema.editor_schema import FileKind, schema_for
from kojin_check.since.comparison import FormerState, check_since

FORMS = Path(__file__).parent
CHECKLISTS = FORMS / "checklists"
CASES = FORMS / "cases"
NAMES = sorted(path.name for path in CHECKLISTS.iterdir())


@pytest.fixture(scope="module")
def forms() -> Library:
    return load_library(CHECKLISTS)


class Defect(NamedTuple):
    """One defect put into a case."""

    form: str
    old: str
    """What stands in the case, and is replaced once."""
    new: str
    rule: str
    message: str
    """Part of what is said."""


MEDICAL, VENDOR, PRIVACY_MARK, SELF_CHECK, GOVERNMENT = "医療R6", "vendor-2024", "pmark-2024", "ipa-v4", "統一R5"

DEFECTS = [
    # はい and いいえ, dates, a gate, a sheet for each vendor.
    Defect(MEDICAL, "台帳管理: はい", "台帳管理:", "KJ101", "「台帳管理」の回答が空欄です。"),
    Defect(MEDICAL, "医療情報システム: 有", "医療情報システム:", "KJ101", "「医療情報システム」の回答が空欄です。"),
    Defect(MEDICAL, "台帳の棚卸し: はい（R6.6.3）", "台帳の棚卸し:", "KJ101", "「台帳の棚卸し」の回答が空欄です。"),
    Defect(MEDICAL, "遠隔保守: false", "遠隔保守: true", "KJ101", "「遠隔保守の記録」の回答が空欄です。"),
    Defect(MEDICAL, ", 遠隔保守: false", "", "KJ101", "「遠隔保守の記録」の回答が空欄です。"),
    Defect(MEDICAL, "責任者の設置: はい", "責任者の設置: 有", "KJ103", "「有」は、この様式"),
    Defect(MEDICAL, "責任者の設置: はい", "責任者の設置: いいえ", "KJ110", "「目標日」がありません。"),
    Defect(MEDICAL, "台帳の棚卸し: はい（R6.6.3）", "台帳の棚卸し: はい", "KJ110", "「確認日」がありません。"),
    Defect(MEDICAL, ", 目標日: 2025-03-31", ", reason: 令和7年3月", "KJ110", "「目標日」がありません。"),
    Defect(
        MEDICAL, "いいえ（目標日：令和7年3月31日）", "いいえ（未定）", "KJ006", "「目標日」です。「未定」は日付として"
    ),
    Defect(
        MEDICAL, "目標日：令和7年3月31日", "目標日 令和7年2月30日", "KJ006", "「令和7年2月30日」という日はありません。"
    ),
    Defect(
        MEDICAL, "目標日: 2025-03-31", "目標日: 令和7年2月30日", "KJ006", "「令和7年2月30日」という日はありません。"
    ),
    Defect(MEDICAL, "目標日: 2025-03-31", "目標月: 2025-03-31", "KJ004", "「目標月」という項目名はありません。"),
    Defect(MEDICAL, "病床数: 200床以上", "病床数: 300床", "KJ006", "「300床」は、この欄で選べる語ではありません。"),
    Defect(MEDICAL, "病床数: 200床以上, ", "", "KJ204", "「病床数」が書かれていません。"),
    Defect(MEDICAL, "脆弱性の通知: はい", "脆弱性の知: はい", "KJ106", "脆弱性の知"),
    Defect(MEDICAL, "責任者の設置: はい", "責任者の設置: ハイ", "KJ103", "「ハイ」は、この様式"),
    Defect(MEDICAL, "台帳管理: はい", "台帳管理：はい", "KJ001", "「台帳管理」の後のコロンが全角"),
    Defect(
        MEDICAL, "department: 市民病院医療情報部", "department: 総務\ndepartment: 総務", "KJ003", "「department」が"
    ),
    Defect(
        MEDICAL, "title: 令和6年度 サイバーセキュリティ対策の確認\n", "", "KJ005", "「件名（title）」がありません。"
    ),
    Defect(MEDICAL, "遠隔保守: false", "遠隔保守: いいえ", "KJ006", "ここは true（はい）か false（いいえ）"),
    Defect(MEDICAL, "医療機関, 事業者]", "医療機関, 事業者, 監査]", "KJ006", "「監査」という種別はありません。"),
    Defect(
        MEDICAL,
        "checklist_version: 医療R6",
        "checklist_version: 医療R9",
        "KJ010",
        "「医療R9」というチェックリストの版は",
    ),
    Defect(MEDICAL, "台帳管理: はい", "台帳管理: はい（未実施）", "KJ109", "補足「未実施」は"),
    Defect(
        MEDICAL,
        "          連絡体制図: いいえ（目標日：令和7年3月31日）\n        管理・運用:\n",
        "        管理・運用:\n          連絡体制図: いいえ（目標日：令和7年3月31日）\n",
        "KJ107",
        "「連絡体制図」は「体制構築」の対策ですが",
    ),
    Defect(
        MEDICAL,
        "matters:\n",
        "recheck: [{item: 1/医療機関/管理・運用/台帳管理, why: 文言の変更}]\nmatters:\n",
        "KJ108",
        "「台帳管理」の回答は、もう一度",
    ),
    Defect(MEDICAL, "basis: [医療機関, 事業者]", "basis: [事業者]", "KJ202", "「医療機関」の事項がありますが"),
    Defect(MEDICAL, "    checklist: 1\n", "    checklist: 2\n", "KJ203", "チェックリスト2は「事業者」の様式"),
    Defect(
        MEDICAL,
        "    party: {name: 株式会社甲}",
        "    party: {name: 株式会社甲}\n    periods: [{from: 2025-04-01, to: 2024-04-01}]",
        "KJ401",
        "期間の終わりの",
    ),
    Defect(
        MEDICAL, "はい（R6.6.3）", "はい（平成36年6月3日）", "KJ406", "「平成36年6月3日」には、平成は終わっています。"
    ),
    Defect(
        MEDICAL, "目標日: 2025-03-31", "目標日: 平成37年3月31日", "KJ406", "「平成37年3月31日」には、平成は終わって"
    ),
    Defect(MEDICAL, "note: 手順を作成中", "note: 電話 090-1234-5678", "KJ601", "電話番号と思われるもの"),
    # English, with NA and Partial.
    Defect(VENDOR, "MFA: Yes", "MFA：Yes", "KJ001", "「MFA」の後のコロンが全角"),
    Defect(VENDOR, "MFA: Yes", "MFA: Yes\n          MFA: No", "KJ003", "「MFA」が同じ場所に2回"),
    Defect(VENDOR, "title: Payroll", "titel: Payroll", "KJ004", "「titel」という項目名はありません。"),
    Defect(VENDOR, "title: Payroll service\n", "", "KJ005", "「件名（title）」がありません。"),
    Defect(VENDOR, "basis: [Vendor]", "basis: [Vendor, Visitor]", "KJ006", "「Visitor」という種別はありません。"),
    Defect(
        VENDOR, "data volume: under 1000", "data volume: 1000", "KJ006", "「1000」は、この欄で選べる語ではありません。"
    ),
    Defect(
        VENDOR, "checklist_version: vendor-2024", "checklist_version: vendor-2042", "KJ010", "「vendor-2042」という"
    ),
    Defect(VENDOR, "Reviews: {mark: Partial, ", "Reviews: {", "KJ101", "「Reviews」の回答に記号がありません。"),
    Defect(VENDOR, "Exit plan: {", "Exit pln: {", "KJ106", "「Exit pln」という対策は"),
    Defect(
        VENDOR,
        "        Supply chain:\n          Subprocessor list: NA (no subprocessors are used)\n",
        "          Subprocessor list: NA (no subprocessors are used)\n        Supply chain:\n",
        "KJ107",
        "「Subprocessor list」は「Supply chain」の対策ですが",
    ),
    Defect(
        VENDOR,
        "matters:\n",
        "recheck: [{item: 1/Vendor/Access/MFA, why: reworded}]\nmatters:\n",
        "KJ108",
        "「MFA」の回答は、もう一度",
    ),
    Defect(VENDOR, "    checklist: 1\n", "    checklist: 2\n", "KJ203", "チェックリスト2はありません。"),
    Defect(VENDOR, "data volume: under 1000, ", "", "KJ204", "「data volume」が書かれていません。"),
    Defect(VENDOR, "subprocessors: false", "subprocessors: true", "KJ302", "必要な対策です。"),
    Defect(
        VENDOR,
        "Payroll Ltd}",
        "Payroll Ltd}\n    periods: [{from: 2025-04-01, to: 2024-04-01}]",
        "KJ401",
        "期間の終わりの",
    ),
    Defect(VENDOR, "(fewer than 1000 people are concerned)", "(ask 090-1234-5678)", "KJ601", "電話番号と思われるもの"),
    Defect(VENDOR, "MFA: Yes", "MFA:", "KJ101", "「MFA」の回答が空欄です。"),
    Defect(VENDOR, "NA (fewer than 1000 people are concerned)", "NA", "KJ102", "理由がありません。"),
    Defect(VENDOR, "reason: only administrators are reviewed, ", "", "KJ102", "理由がありません。"),
    Defect(VENDOR, "due: 2025-03-31, owner: J. Doe", "owner: J. Doe", "KJ110", "「due」がありません。"),
    Defect(VENDOR, "due: 2025-03-31, owner: J. Doe", "due: 2025-03-31", "KJ110", "「owner」がありません。"),
    Defect(VENDOR, "due: 2025-06-30", "due: 2025-06-31", "KJ006", "2025-06-31"),
    Defect(VENDOR, "severity: high", "severity: hihg", "KJ006", "「hihg」は、この欄で選べる語ではありません。"),
    Defect(VENDOR, "severity: high", "sevrity: high", "KJ004", "「sevrity」という項目名はありません。"),
    Defect(VENDOR, "MFA: Yes", "MFA: Maybe", "KJ103", "「Maybe」は、この様式"),
    Defect(VENDOR, "MFA: Yes", "MFA: YES", "KJ104", "「YES」"),
    Defect(VENDOR, "(no subprocessors are used)", "(none)", "KJ105", "「none」"),
    Defect(VENDOR, "data volume: under 1000", "data volume: 1000 or more", "KJ302", "必要な対策です。"),
    Defect(VENDOR, "NA (no subprocessors are used)", "Yes", "KJ301", "「subprocessors: false」です。"),
    Defect(
        VENDOR,
        "NA (no subprocessors are used)",
        "{mark: Partial, reason: a draft, due: 2025-03-31}",
        "KJ301",
        "「subprocessors: false」です。",
    ),
    Defect(VENDOR, "MFA: Yes", "MFA: Yes (not yet)", "KJ109", "「not yet」"),
    # Several marks of one meaning, points, a scale of its own for the approval.
    Defect(PRIVACY_MARK, "責任者: ◎", "責任者:", "KJ101", "「責任者」の回答が空欄です。"),
    Defect(PRIVACY_MARK, "責任者: ◎", "責任者: レ", "KJ103", "「レ」は、この様式"),
    Defect(PRIVACY_MARK, "評価の承認: 承認", "評価の承認: ○", "KJ103", "「○」は、この様式"),
    Defect(PRIVACY_MARK, "評価の承認: 承認", "評価の承認: 差戻し", "KJ102", "「差戻し」ですが、理由がありません。"),
    Defect(PRIVACY_MARK, "△（再委託先の一覧だけがある）", "△", "KJ102", "「△」（一部不足）ですが、理由がありません。"),
    Defect(
        PRIVACY_MARK, "△（再委託先の一覧だけがある）", "該当なし", "KJ302", "「再委託: true」なので、必要な対策です。"
    ),
    Defect(PRIVACY_MARK, "再委託: true", "再委託: false", "KJ301", "「再委託: false」です。"),
    Defect(PRIVACY_MARK, "プライバシーマーク取得: true", "プライバシーマーク取得: false", "KJ302", "必要な対策です。"),
    Defect(PRIVACY_MARK, "届出の受領: ○", "届出の受領: 〇", "KJ104", "「〇」（U+3007）"),
    # Words without labels, with points.
    Defect(SELF_CHECK, "1: 実施している", "1: 実施済み", "KJ103", "「実施済み」は、この様式"),
    Defect(SELF_CHECK, "4: わからない", "4:", "KJ101", "「4」の回答が空欄です。"),
    # An exception that was granted.
    Defect(GOVERNMENT, "例外（CIO承認 令和6年5月1日 第3号）", "例外", "KJ110", "「承認」がありません。"),
    Defect(
        GOVERNMENT,
        "例外（CIO承認 令和6年5月1日 第3号）",
        "対象外",
        "KJ302",
        "「外部委託: true」なので、必要な対策です。",
    ),
    Defect(
        GOVERNMENT, "△（一部の文書に明示していないため）", "△", "KJ102", "「△」（一部実施）ですが、理由がありません。"
    ),
    Defect(GOVERNMENT, "（CIO承認 令和6年5月1日 第3号）", "（申請中）", "KJ105", "「承認」が「申請中」では、何も"),
    Defect(GOVERNMENT, "（CIO承認 令和6年5月1日 第3号）", "（未定）", "KJ105", "「承認」が「未定」では、何も"),
    Defect(VENDOR, "owner: J. Doe", "owner: TBD", "KJ105", "「owner」が「TBD」では"),
]


def case_of(form: str) -> str:
    return (CASES / f"{form}.yaml").read_text(encoding="utf-8")


def test_every_form_has_a_case() -> None:
    assert sorted(path.stem for path in CASES.iterdir()) == NAMES
    assert {defect.form for defect in DEFECTS} == set(NAMES)


EVERY_KIND = {
    *("KJ001", "KJ003", "KJ004", "KJ005", "KJ006", "KJ010"),
    *("KJ101", "KJ103", "KJ106", "KJ107", "KJ108", "KJ109", "KJ110"),
    *("KJ203", "KJ204", "KJ401", "KJ601"),
}
"""What can be wrong with a case of any form whose marks need a date and whose items have conditions."""


@pytest.mark.parametrize("form", [MEDICAL, VENDOR])
def test_there_is_a_defect_of_every_kind(form: str) -> None:
    assert EVERY_KIND - {defect.rule for defect in DEFECTS if defect.form == form} == set()


def test_every_form_lints_clean() -> None:
    assert [finding for report in lint(CHECKLISTS) for finding in report.findings] == []


@pytest.mark.parametrize("form", NAMES)
def test_a_filled_case_gives_no_finding(form: str, forms: Library) -> None:
    assert check_text("case.yaml", case_of(form), forms).findings == ()


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"{defect.rule}-{defect.form}")
def test_one_defect_gives_one_finding(defect: Defect, forms: Library) -> None:
    whole = case_of(defect.form)
    assert defect.old in whole

    findings = check_text("case.yaml", whole.replace(defect.old, defect.new, 1), forms).findings

    assert [finding.rule for finding in findings] == [defect.rule], [finding.message.ja for finding in findings]
    assert defect.message in findings[0].message.ja
    line = whole[: whole.index(defect.old)].count("\n") + 1
    assert findings[0].span.line >= line or defect.rule in ("KJ204", "KJ005")  # What is not there has no line.


def test_a_closed_gate_asks_for_nothing_behind_it(forms: Library) -> None:
    case = case_of(MEDICAL)
    head, _, vendors = case.partition("        体制構築:\n          責任者の設置: はい\n          連絡体制図")
    closed = head.replace("医療情報システム: 有", "医療情報システム: 無") + vendors[vendors.index("  - type: 事業者") :]

    report = check_text("case.yaml", closed, forms)

    assert report.findings == ()
    assert [(tally.met, tally.not_applicable, tally.unanswered, tally.total) for tally in report.tallies[:1]] == [
        (0, 6, 0, 6)
    ]


def test_meanings_and_points_are_counted(kojin_check: RunProgram) -> None:
    outcome = kojin_check("status", "--format", "json", "--checklists", str(CHECKLISTS), str(CASES))

    counted = {case["version"]: (case["answers"], case.get("points")) for case in json.loads(outcome.output)["cases"]}
    assert counted[SELF_CHECK][0] == {
        "total": 25,
        "met": 7,
        "partial": 6,
        "unmet": 12,
        "not_applicable": 0,
        "excused": 0,
        "unanswered": 0,
        "points": 34,
    }
    assert [(side["actor"], side["points"]) for side in counted[PRIVACY_MARK][1]] == [("委託先", 2), ("委託元", 1)]
    assert counted[GOVERNMENT][0]["excused"] == 1
    assert counted[GOVERNMENT][1] is None


SINCE = [
    Defect(PRIVACY_MARK, "責任者: ◎", "責任者: △（退職したため）", "KJ801", "「main」では「◎」（十分）だった回答が"),
    Defect(PRIVACY_MARK, "△（再委託先の一覧だけがある）", "×（再委託先を評価していない）", "KJ801", "「×（再委託先を"),
    Defect(
        GOVERNMENT, "△（一部の文書に明示していないため）", "例外（CIO承認 第4号）", "KJ801", "「例外」（例外措置の承認"
    ),
    Defect(MEDICAL, "目標日: 2025-03-31", "目標日: 2026-03-31", "KJ802", "「令和7年3月31日（2025-03-31）」から"),
    Defect(MEDICAL, "はい（R6.6.3）", "はい（R6.7.3）", "KJ802", "「確認日」が"),
]


@pytest.mark.parametrize("change", SINCE, ids=lambda change: f"{change.rule}-{change.form}")
def test_a_fall_and_another_field_are_told_since_a_revision(change: Defect, forms: Library) -> None:
    before = case_of(change.form)
    assert change.old in before
    former = FormerState("main", before.encode())

    findings = check_since("case.yaml", before.replace(change.old, change.new, 1).encode(), former, forms).findings

    assert [finding.rule for finding in findings] == [change.rule]
    assert change.message in findings[0].message.ja
    assert check_since("case.yaml", before.encode(), former, forms).findings == ()


def test_what_is_no_longer_asked_is_told_since_a_revision(forms: Library) -> None:
    before = case_of(MEDICAL)
    answered = before.replace("遠隔保守: false", "遠隔保守: true").replace("遠隔保守の記録:", "遠隔保守の記録: はい")

    report = check_since("case.yaml", before.encode(), FormerState("main", answered.encode()), forms)

    assert [(finding.rule, finding.item and finding.item.address) for finding in report.findings] == [
        ("KJ804", None),
        ("KJ801", "1/医療機関/管理・運用/遠隔保守の記録"),
    ]
    assert "空欄（答えなくてよい項目）に変わっています" in report.findings[1].message.ja


def test_a_look_alike_of_several_marks_of_one_meaning_is_not_guessed(forms: Library) -> None:
    [finding] = check_text("case.yaml", case_of(PRIVACY_MARK).replace("責任者: ◎", "責任者: レ"), forms).findings

    assert finding.hint.ja.startswith("この様式で書けるのは「◎」（十分）か「○」（満たす）か")


@pytest.mark.parametrize("form", NAMES)
def test_editors_see_no_fault_in_a_filled_case(form: str, forms: Library) -> None:
    schema = schema_for(FileKind.CASE, forms, form, "ja")
    assert list(Draft202012Validator(schema).iter_errors(as_editor_reads(case_of(form)))) == []


@pytest.mark.parametrize(
    "defect",
    [
        Defect(MEDICAL, "病床数: 200床以上", "病床数: 300床", "", ""),
        Defect(MEDICAL, "脆弱性の通知: はい", "脆弱性の通知: 有", "", ""),
        Defect(MEDICAL, "目標日: 2025-03-31", "目標月: 2025-03-31", "", ""),
        Defect(VENDOR, "severity: high", "severity: medium", "", ""),
        Defect(PRIVACY_MARK, "評価の承認: 承認", "評価の承認: ○", "", ""),
    ],
    ids=lambda defect: defect.new,
)
def test_editors_see_a_slip(defect: Defect, forms: Library) -> None:
    schema = schema_for(FileKind.CASE, forms, defect.form, "ja")
    case = as_editor_reads(case_of(defect.form).replace(defect.old, defect.new, 1))
    assert list(Draft202012Validator(schema).iter_errors(case)) != []
