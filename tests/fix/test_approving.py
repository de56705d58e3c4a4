from __future__ import annotations

import codecs
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from tests.conftest import ROOT
from tests.samples.case_edits import rewritten, single_changes

from kojin_check.checking.engine import DEFAULT_SETTINGS, Settings, check_bytes
from kojin_check.findings import Finding
from kojin_check.fix.approving import ApprovalRefused, Approved, Resolution, approved
from kojin_check.model.dates import parse
from kojin_check.model.library import Library

RESOLUTION = Resolution(parse("令和7年1月23日"))
EXAMPLES = [ROOT / "cases" / "faq-system.yaml", ROOT / "tests" / "data" / "examples" / "corrected.yaml"]
CHANGES = 120
"""How many changes are tried; the examples have a share each."""


def approve(text: str | bytes, library: Library, resolution: Resolution = RESOLUTION) -> Approved:
    data = text if isinstance(text, bytes) else text.encode()
    return approved("case.yaml", data, resolution, library, DEFAULT_SETTINGS)


def refusal(text: str, library: Library, resolution: Resolution = RESOLUTION) -> str:
    with pytest.raises(ApprovalRefused) as refused:
        approve(text, library, resolution)
    return refused.value.message.ja


def changed_since(text: str | bytes, library: Library) -> list[Finding]:
    data = text if isinstance(text, bytes) else text.encode()
    return [finding for finding in check_bytes("case.yaml", data, library).findings if finding.rule == "KJ507"]


class TestTheRecord:
    def test_is_added_at_the_end_and_nothing_else_changes(self, published_case: str, library: Library) -> None:
        record = approve(published_case, library)

        assert record.text.startswith(published_case)
        added = record.text[len(published_case) :].splitlines()
        assert added[:4] == [
            "approval:",
            "  date: 令和7年1月23日",
            "  by: 個人情報保護管理運営会議",
            "  result: 承認",
        ]
        assert added[4].startswith("  fingerprint: sha256:")
        assert [line.partition(":")[0].strip() for line in added[6:]] == [
            "case",
            *(
                f"{matter}{side}"
                for matter in ("1 電算処理", "2 外部結合", "3 業務委託")
                for side in ("", "/区が行う", "/事業者に行わせる")
            ),
        ]
        assert changed_since(record.text, library) == []

    def test_keeps_line_ends_and_does_without_a_final_one(self, published_case: str, library: Library) -> None:
        text = published_case.rstrip("\n").replace("\n", "\r\n")

        record = approve(text, library)

        assert record.text.startswith(f"{text}\r\napproval:\r\n")
        assert "\n" not in record.text.replace("\r\n", "")
        assert not record.text.endswith("\n")
        assert changed_since(record.text, library) == []

    def test_stands_before_a_document_end_and_behind_a_text_over_several_lines(
        self, corrected_case: str, library: Library
    ) -> None:
        record = approve(
            f"{corrected_case}overview:\n  business: 講座\n  data_subjects: 受講者\n  contents: [案内]\n  purpose: |\n    講座の案内\n\n...\n".replace(
                corrected_case, without_overview(corrected_case)
            ),
            library,
        )

        assert "    講座の案内\napproval:\n" in record.text
        assert record.text.endswith("\n\n...\n")

    def test_holds_the_conditions(self, published_case: str, library: Library) -> None:
        resolution = Resolution(
            parse("R7.1.23"), "区長", conditions=("契約書に明記すること: 別記1", "年1回報告すること")
        )

        record = approve(published_case, library, resolution)

        assert (
            "approval:\n  date: R7.1.23\n  by: 区長\n  result: 条件付き承認\n  conditions:\n"
            '    - "契約書に明記すること: 別記1"\n    - 年1回報告すること\n'
        ) in record.text
        assert changed_since(record.text, library) == []

    def test_takes_the_place_of_the_one_before(self, published_case: str, library: Library) -> None:
        once = approve(published_case, library).text
        changed = once.replace("約40,000件", "約50,000件")
        assert len(changed_since(changed, library)) == 1

        again = approve(changed, library, Resolution(parse("令和8年1月22日")))

        assert again.replaced is not None
        assert again.text.count("approval:") == 1
        assert again.text.startswith(published_case.replace("約40,000件", "約50,000件"))
        assert changed_since(again.text, library) == []

    def test_takes_its_place_whatever_signs_it_holds(self, published_case: str, library: Library) -> None:
        once = approve(published_case, library, Resolution(parse("令和7年1月23日"), by="区長 #1")).text

        assert '  by: "区長 #1"\n' in once
        assert approve(once, library).text == approve(published_case, library).text

    def test_does_not_take_a_comment_with_it(self, published_case: str, library: Library) -> None:
        once = approve(published_case, library).text.replace("令和7年1月23日\n", "令和7年1月23日 # 第3回\n")

        assert refusal(once, library) == (
            "case.yaml:468:1: 前の承認の記録にコメントがあり、書き直すと失われます。コメントを記録の外に移してください。"
        )


def without_overview(text: str) -> str:
    """The corrected case without its overview, so that another can stand at the end."""
    start = text.index("overview:")
    return text[:start] + text[text.index("matters:", start) :]


class TestRefusals:
    def test_a_draft(self, corrected_case: str, library: Library) -> None:
        assert refusal(corrected_case.replace("status: final", "status: draft"), library).endswith(
            "作成中（status: draft）の案件なので、承認を記録できません。書き終えたら status: final と書いてください。"
        )

    def test_errors_even_where_the_configuration_ignores_them(self, corrected_case: str, library: Library) -> None:
        text = corrected_case.replace("業務フロー: ○", "業務フロー: ×", 1)

        with pytest.raises(ApprovalRefused) as refused:
            approved("case.yaml", text.encode(), RESOLUTION, library, Settings(ignore=("KJ1",)))

        assert "エラーが1件あるので、承認を記録できません（KJ103: 「×」は、" in refused.value.message.ja

    def test_a_waiver_that_is_a_request(self, published_case: str, library: Library) -> None:
        text = f"{published_case}waivers:\n  - {{rule: KJ402, reason: 試験のための接続に限るため}}\n"

        assert "申請中の免除があるので、承認を記録できません（KJ402 の免除は、" in refusal(text, library)

    def test_a_day_before_the_version_was_in_force(self, published_case: str, library: Library) -> None:
        assert refusal(published_case, library, Resolution(parse("令和5年3月31日"))) == (
            "case.yaml:1:1: 承認の日（令和5年3月31日（2023-03-31））が、r5 版の適用日（令和5年4月1日（2023-04-01））より前です。"
            "承認の日か、案件の版（checklist_version）を確かめてください。"
        )

    @pytest.mark.parametrize(
        ("result", "conditions", "said"),
        [
            ("可決", (), "「可決」という結果は、この版にありません（あるのは 承認、条件付き承認、不承認）。"),
            ("承認", ("報告",), "結果が「承認」なのに、条件があります。"),
            ("条件付き承認", (), "結果が「条件付き承認」なのに、条件がありません。"),
            ("不承認", ("報告",), "結果が「不承認」なのに、条件があります。"),
        ],
    )
    def test_a_result_that_does_not_fit(
        self, published_case: str, library: Library, result: str, conditions: tuple[str, ...], said: str
    ) -> None:
        resolution = Resolution(parse("令和7年1月23日"), result=result, conditions=conditions)

        assert said in refusal(published_case, library, resolution)

    def test_a_case_in_braces(self, library: Library, published_case: str) -> None:
        text = '{"schema": "kojin-check/case/v1", "checklist_version": r5, title: a, department: b, basis: [目的外利用], clause: c,'
        answers = ", ".join(f"{item}: ○" for item in items_of(library))
        text += " overview: {business: d, purpose: e, data_subjects: f, contents: [g]},"
        page = "business: h, data_items: [i], data_subjects: [j], purpose: k, contents: [l], periods: [{to: R7.3.31}]"
        text += f" matters: [{{type: 目的外利用, checklist: 1, {page}, answers: {{区が行う: {{運用上: {{{answers}}}}}}}}}]}}\n"

        assert refusal(text, library).endswith("1行に1項目ずつ「項目名: 値」の形に直してください。")


def items_of(library: Library) -> list[str]:
    return [item.id for _, item in library.require("r5").checklists[1].placed_items()]


class TestChangesAfterApproval:
    def test_says_which_parts_have_changed(self, published_case: str, library: Library) -> None:
        text = approve(published_case, library).text.replace("約40,000件", "約50,000件")
        head, behind, rest = text.partition("type: 業務委託")
        text = head + behind + rest.replace("業務フロー: ○", "業務フロー: −（手順が簡単なため）", 1)

        (finding,) = changed_since(text, library)

        assert (finding.span.line, finding.span.column) == (468, 9)
        assert finding.message.ja == (
            "令和7年1月23日（2025-01-23）に承認された後で、最初のページ（件名、部署など）、「3 業務委託」の回答（区が行う）が変わっています。"
        )

    def test_a_matter_that_was_inserted_is_the_only_change(self, published_case: str, library: Library) -> None:
        text = approve(published_case, library).text.replace(
            "matters:\n", "matters:\n  - type: 外部提供\n    checklist: 2\n    answers:\n", 1
        )

        (finding,) = changed_since(text, library)

        assert "「1 外部提供」のページが変わっています。" in finding.message.ja

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("date: 令和7年1月23日", "date: 令和7年1月24日"),
            ("  by: 個人情報保護管理運営会議", "  by: 区長"),
            ("  result: 承認", "  result: 不承認"),
            ("  result: 承認", "  result: 承認\n  conditions: [報告]"),
            ("fingerprint: sha256:", "fingerprint: sha256:0"),
            ("    case: ", "    case: 0"),
        ],
    )
    def test_a_record_that_was_changed_by_hand(self, published_case: str, library: Library, old: str, new: str) -> None:
        text = approve(published_case, library).text
        head, behind, record = text.rpartition("approval:")
        assert old in record

        (finding,) = changed_since(head + behind + record.replace(old, new, 1), library)

        assert finding.span.line == 467

    def test_a_record_that_was_written_by_hand(self, published_case: str, library: Library) -> None:
        (finding,) = changed_since(f"{published_case}approval: {{date: 令和7年1月23日, result: 承認}}\n", library)

        assert finding.message.ja.startswith("承認の記録に指紋（fingerprint）がないので、")

    def test_what_was_rejected_may_change(self, published_case: str, library: Library) -> None:
        text = approve(published_case, library, Resolution(parse("令和7年1月23日"), result="不承認")).text

        assert changed_since(text.replace("約40,000件", "約50,000件"), library) == []

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
    def test_any_single_change_is_told(self, path: Path, library: Library) -> None:
        text = path.read_text(encoding="utf-8")
        record = approve(text, library).text[len(text) :]

        for change in islice(single_changes(text, Random(7)), CHANGES // len(EXAMPLES)):
            assert len(changed_since(change.text + record, library)) == 1, change[:3]

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
    def test_no_change_of_layout_is_told(self, path: Path, library: Library) -> None:
        text = approve(path.read_text(encoding="utf-8"), library).text
        random = Random(11)

        for _ in range(CHANGES // len(EXAMPLES)):
            data = rewritten(text, random)
            assert changed_since(data, library) == [], data.decode("utf-8", "replace")


def test_keeps_the_byte_order_mark_out_of_the_text(published_case: str, library: Library) -> None:
    record = approve(codecs.BOM_UTF8 + published_case.encode(), library)

    assert record.text.startswith(published_case)
