from __future__ import annotations

from tests.rules.cases.conftest import RunRule

from kojin_check.checking.engine import Settings, check_text
from kojin_check.model.library import Library


def test_reports_each_date_medium_and_item_beyond_the_contract(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column, finding.message.ja) for finding in findings] == [
        ("KJ404", 15, 24, "再委託の媒体「紙媒体」は、業務委託の media（電磁的媒体）にありません。"),
        (
            "KJ404",
            18,
            13,
            "再委託の情報項目「回答に関連する電子データ」は、業務委託の data_items にありません。"
            "似た「回答に関する電子データ」とは、「関連する」と「関する」が違います。",
        ),
        ("KJ404", 19, 13, "再委託の情報項目「口座番号」は、業務委託の data_items にありません。"),
        (
            "KJ404",
            21,
            20,
            "再委託が令和6年3月31日（2024-03-31）に始まりますが、業務委託は令和6年4月1日（2024-04-01）からです。",
        ),
        (
            "KJ404",
            21,
            35,
            "再委託が令和7年4月1日（2025-04-01）まで続きますが、業務委託は令和7年3月31日（2025-03-31）までです。",
        ),
        ("KJ404", 22, 54, "再委託は次年度以降も続きますが、業務委託は令和7年3月31日（2025-03-31）までです。"),
        (
            "KJ404",
            23,
            14,
            "再委託の期間に終わり（to）がありませんが、業務委託は令和7年3月31日（2025-03-31）までです。",
        ),
        (
            "KJ404",
            24,
            14,
            "再委託の期間に始まり（from）がありませんが、業務委託は令和6年4月1日（2024-04-01）からです。",
        ),
    ]
    assert [[(related.span.line, related.span.column) for related in finding.related] for finding in findings] == [
        [(9, 5)],
        [(10, 22)],
        [(10, 5)],
        [(12, 26)],
        [(13, 41)],
        [(13, 41)],
        [(13, 41)],
        [(12, 26)],
    ]
    assert {finding.matter for finding in findings} == {0}


def test_says_what_to_do_in_both_languages(run_rule: RunRule) -> None:
    medium, near, unlike, start, *_ = run_rule("bad")

    assert medium.message.en == "The subcontract's medium “紙媒体” is not among the media of 業務委託 (電磁的媒体)."
    assert medium.hint.ja == "再委託先に渡すなら業務委託の media に加え、渡さないならここから削除してください。"
    assert near.hint.ja == (
        "同じものなら「回答に関する電子データ」にそろえ、別のものなら業務委託の data_items に加えてください。"
    )
    assert unlike.hint.ja == "再委託先に渡すなら業務委託の data_items に加え、渡さないならここから削除してください。"
    assert start.message.en == (
        "The subcontract starts on 令和6年3月31日（2024-03-31）, but 業務委託 only on 令和6年4月1日（2024-04-01）."
    )
    assert start.hint.ja == "再委託の期間を業務委託の期間に収めるか、業務委託の periods を直してください。"


def test_is_silent_on_what_is_open_undeclared_unreadable_or_reported_elsewhere(run_rule: RunRule) -> None:
    assert run_rule("good") == ()


def test_a_misspelt_item_of_the_contract_is_reported_once(corrected_case: str, library: Library) -> None:
    lines = corrected_case.splitlines()
    contract = lines.index("  - type: 業務委託")
    at = lines.index("      - 意見及び回答に関する電子データ", contract)
    lines[at] = "      - 意見及び回答に関連する電子データ"

    report = check_text("case.yaml", "\n".join(lines), library, Settings(select=("KJ4",)))

    assert [(finding.rule, finding.span.line) for finding in report.findings] == [("KJ403", at + 1)]
