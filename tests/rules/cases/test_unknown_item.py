from __future__ import annotations

from tests.rules.cases.conftest import RunRule

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library


def test_reports_each_name_that_the_checklist_does_not_have(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings] == [
        ("KJ106", 13, 11),
        ("KJ106", 14, 11),
        ("KJ106", 15, 11),
        ("KJ106", 16, 9),
        ("KJ106", 17, 9),
        ("KJ106", 18, 7),
        ("KJ106", 25, 9),
    ]
    first = findings[0]
    assert first.message.ja == "「施錠管理」という対策は、チェックリスト5にありません。"
    assert first.message.en == "Checklist 5 has no item “施錠管理”."
    assert first.hint.ja == "「施錠保管」の間違いではありませんか。"
    assert first.item is None
    assert [finding.matter for finding in findings] == [0] * 6 + [1]


def test_says_where_the_item_belongs(run_rule: RunRule) -> None:
    hints = [finding.hint.ja for finding in run_rule("bad")]

    assert hints[1] == "チェックリスト3の対策です。この付議事項では答えないので、行を削除してください。"
    assert hints[2] == "対策の名前は kojin-check show r5/5 で確かめられます。"


def test_reports_headings_once_for_all_below_them(run_rule: RunRule) -> None:
    findings = run_rule("bad")

    assert findings[3].message.ja == "「システムの対策」という対策の区分の見出しは、チェックリスト5にありません。"
    assert findings[3].hint.ja == "「システム上」の間違いではありませんか。"
    assert findings[5].message.ja == "「委託先に行わせる」という行う者の見出しは、チェックリスト5にありません。"
    assert findings[5].hint.ja == "「事業者に行わせる」の間違いではありませんか。"
    assert findings[6].hint.ja == "書けるのは 運用上、システム上 です。"


def test_is_silent_on_known_names(run_rule: RunRule) -> None:
    assert run_rule("good") == ()


def test_a_heading_indented_too_far_is_named_as_such(corrected_case: str, library: Library) -> None:
    head, found, tail = corrected_case.rpartition("        システム上:\n")
    assert found
    [finding] = check_text("case.yaml", f"{head}  {found}{tail}", library).findings

    assert (finding.rule, finding.span[:2]) == ("KJ106", (head.count("\n") + 1, 11))
    assert finding.hint.ja == "「システム上」は見出しです。字下げを1段浅くして、ほかの見出しとそろえてください。"
