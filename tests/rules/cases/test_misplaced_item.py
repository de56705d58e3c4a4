from __future__ import annotations

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.findings import Severity
from kojin_check.model.library import Library


@pytest.mark.parametrize(
    ("first", "second", "severity"),
    [
        ("○", "○", Severity.WARNING),
        ("○", "〇", Severity.WARNING),
        ("○", "○（未実施）", Severity.ERROR),
        ("○", "", Severity.WARNING),
        ("○", "−（手順が簡単なため）", Severity.ERROR),
        ("−（手順が簡単なため）", "○", Severity.ERROR),
        ("−（手順が簡単なため）", "－ (手順が簡単なため)", Severity.WARNING),
        ("−（手順が簡単なため）", "−（区が作成するため）", Severity.ERROR),
        ("○", "×", Severity.ERROR),
    ],
)
def test_two_different_answers_are_an_error(
    first: str, second: str, severity: Severity, corrected_case: str, library: Library
) -> None:
    line = "          業務フロー: ○\n"
    head, _, tail = corrected_case.rpartition(line)
    other = f"        システム上:\n          業務フロー: {second}\n"
    text = head + line.replace("○", first) + tail.replace("        システム上:\n", other, 1)
    [finding] = (found for found in check_text("case.yaml", text, library).findings if found.rule == "KJ107")

    assert (finding.severity, finding.span.column) == (severity, 11)
    assert text.splitlines()[finding.span.line - 1].strip() == f"業務フロー: {second}".strip()
    assert finding.fix is None


def test_the_answer_counts_where_it_stands(corrected_case: str, library: Library) -> None:
    before = check_text("case.yaml", corrected_case, library)
    line = "          業務フロー: ○\n"
    head, _, tail = corrected_case.rpartition(line)
    text = head + tail.replace("        システム上:\n", f"        システム上:\n{line}", 1)
    after = check_text("case.yaml", text, library)

    assert [finding.rule for finding in after.findings] == ["KJ107"]
    assert after.tallies == before.tallies


def test_a_heading_left_out_is_one_finding(corrected_case: str, library: Library) -> None:
    head, found, tail = corrected_case.rpartition("        システム上:\n")
    assert found
    [finding] = check_text("case.yaml", head + tail, library).findings

    assert (finding.rule, finding.span[:2]) == ("KJ107", (head.count("\n") + 2, 11))
    assert finding.message.ja == "「システム上」の見出しがなく、その対策（11件）が「運用上」に書かれています。"
    assert finding.hint.ja == "この行の前に「システム上:」の行を加え、「運用上:」と字下げをそろえてください。"
    assert finding.item is None
