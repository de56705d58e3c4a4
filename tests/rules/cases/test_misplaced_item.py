from __future__ import annotations

import pytest
from tests.rules.cases.conftest import RunRule

from kojin_check.checking.engine import check_text
from kojin_check.findings import Edit, Severity, Span
from kojin_check.model.library import Library


def test_reports_each_item_under_another_kind(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ107", 14, 11),
        ("KJ107", 16, 11),
        ("KJ107", 17, 11),
    ]
    first = findings[0]
    assert first.message.ja == "「ウイルス対策」は「システム上」の対策ですが、「運用上」に書かれています。"
    assert first.message.en == "“ウイルス対策” belongs to “システム上”, but it stands under “運用上”."
    assert first.hint.ja == "「区が行う」の「システム上」へ移してください。"
    assert first.item is not None
    assert first.item.address == "5/区が行う/システム上/ウイルス対策"
    assert first.matter == 0


def test_an_answer_that_is_not_read_says_so(run_rule: RunRule) -> None:
    finding = run_rule("bad")[2]

    assert finding.hint.ja == (
        "「運用上」にも回答があり、そちらを読みました。どちらか正しい方だけを「運用上」に残してください。"
    )
    assert [(related.span.line, related.span.column) for related in finding.related] == [(13, 11)]
    assert (
        finding.message.ja == "「法令等の遵守」は「運用上」の対策ですが、「システム上」にも異なる回答が書かれています。"
    )
    assert finding.severity is Severity.ERROR


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


def test_an_unknown_kind_is_another_rule_s_matter(run_rule: RunRule) -> None:
    assert run_rule("good") == ()


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


def test_the_fix_moves_the_line_to_its_place_on_the_form(run_rule: RunRule) -> None:
    first, second, third = run_rule("bad")

    assert first.fix is not None
    assert first.fix.description.ja == "「ウイルス対策」を「システム上」へ移す"
    assert first.fix.edits == (
        Edit(Span(13, 20, 14, 20), ""),
        Edit(Span(17, 33, 17, 33), "\n          ウイルス対策: ○"),
    )
    assert second.fix is not None
    assert second.fix.edits == (
        Edit(Span(15, 15, 16, 16), ""),
        Edit(Span(13, 20, 13, 20), "\n          施錠保管:"),
    )
    assert third.fix is None, "which of the two answers is right only a person can tell"
