from __future__ import annotations

from tests.rules.cases.conftest import RunRule

from kojin_check.checking.engine import check_text
from kojin_check.findings import Edit, Span
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
