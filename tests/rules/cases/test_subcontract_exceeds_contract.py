from __future__ import annotations

from kojin_check.checking.engine import Settings, check_text
from kojin_check.model.library import Library


def test_a_misspelt_item_of_the_contract_is_reported_once(corrected_case: str, library: Library) -> None:
    lines = corrected_case.splitlines()
    contract = lines.index("  - type: 業務委託")
    at = lines.index("      - 意見及び回答に関する電子データ", contract)
    lines[at] = "      - 意見及び回答に関連する電子データ"

    report = check_text("case.yaml", "\n".join(lines), library, Settings(select=("KJ4",)))

    assert [(finding.rule, finding.span.line) for finding in report.findings] == [("KJ403", at + 1)]
