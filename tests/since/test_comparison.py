from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.rules.cases.foreign_form import foreign_case, foreign_library
from tests.rules.cases.situations import place

from kojin_check.checking.engine import Settings
from kojin_check.findings import FileReport, Severity
from kojin_check.model.library import Library
from kojin_check.since.comparison import FormerState, check_since

WORKFLOW = "          業務フロー: ○\n"
STORAGE = "          施錠保管: −（電子データのみの取扱いのため）\n"


def since(before: str, after: str, library: Library, settings: Settings | None = None) -> FileReport:
    former = FormerState("main", before.encode())
    return check_since("case.yaml", after.encode(), former, library, settings or Settings())


def found(report: FileReport) -> list[tuple[str, int, int]]:
    return [(finding.rule, finding.span.line, finding.span.column) for finding in report.findings]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def contract(party: str, answer: str) -> str:
    return f"""\
  - type: 業務委託
    checklist: 5
    party: {{name: {party}}}
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          業務フロー: {answer}
"""


def case(*matters: str) -> str:
    return "checklist_version: r5\ntitle: 試験\nmatters:\n" + "".join(matters)


class TestFindings:
    def test_of_an_unchanged_case_are_all_known(self, published_case: str, library: Library) -> None:
        report = since(published_case, published_case, library)

        assert (report.findings, report.waived, report.excerpts) == ((), (), {})
        assert sum(tally.total for tally in report.tallies) == 120

    def test_stay_known_when_lines_move(self, published_case: str, library: Library) -> None:
        moved = published_case.replace("checklist_version:", "# 追記\n# 追記\nchecklist_version:", 1)

        assert since(published_case, moved, library).findings == ()

    def test_that_are_new_come_with_their_lines(self, published_case: str, library: Library) -> None:
        after = published_case.replace(STORAGE, "          施錠保管: ○\n", 1)
        report = since(published_case, after, library)

        line = line_of(after, "          施錠保管: ○\n")
        assert found(report) == [("KJ301", line, 17)]
        assert report.excerpts[line] == "          施錠保管: ○"

    def test_stay_known_when_a_matter_before_them_goes_or_comes(self, library: Library) -> None:
        one, other = contract("甲株式会社", "×"), contract("乙株式会社", "△")

        assert [finding.rule for finding in since(case(one, other), case(other), library).findings] == ["KJ804"]
        added = since(case(other), case(one, other), library)
        assert {finding.matter for finding in added.findings} == {0}
        assert ("KJ103", 11, 18) in found(added)

    def test_of_contractors_that_change_places_are_known(self, library: Library) -> None:
        one, other = contract("甲株式会社", "×"), contract("乙株式会社", "−（委託先が作成するため）")

        assert since(case(one, other), case(other, one), library).findings == ()

    def test_on_a_file_that_could_not_be_read_before_are_new(self, published_case: str, library: Library) -> None:
        broken = since("title: 'a\n", published_case, library)

        assert sorted(rule for rule, _, _ in found(broken)) == ["KJ402", "KJ403", "KJ403", "KJ405"]

    def test_that_have_come_to_be_waived_are_shown(self, published_case: str, library: Library) -> None:
        waiver = "waivers:\n  - {rule: KJ402, reason: 試験のための接続に限るため, approved_by: 区政情報課長}\n"
        report = since(published_case, published_case + waiver, library)

        assert [finding.rule for finding in report.findings] == ["KJ803"]
        assert [finding.rule for finding in report.waived] == ["KJ402"]
        back = since(published_case + waiver, published_case, library)
        assert [finding.rule for finding in back.findings] == ["KJ402"]
        assert since(published_case + waiver, published_case + waiver, library).waived == ()

    def test_that_are_not_selected_are_not_told(self, corrected_case: str, library: Library) -> None:
        after = corrected_case.replace(WORKFLOW, "          業務フロー: −（手順が簡単なため）\n", 1)

        line = line_of(after, "業務フロー: −")
        assert found(since(corrected_case, after, library)) == [("KJ304", line, 18), ("KJ801", line, 18)]
        assert found(since(corrected_case, after, library, Settings(ignore=("KJ8",)))) == [("KJ304", line, 18)]
        heavier = since(corrected_case, after, library, Settings(("KJ8",), severities={"KJ801": Severity.ERROR}))
        assert [finding.severity for finding in heavier.findings] == [Severity.ERROR]


class TestAnswers:
    def test_that_promise_less_are_told(self, corrected_case: str, library: Library) -> None:
        after = corrected_case.replace(WORKFLOW, "          業務フロー: −（手順が簡単なため）\n", 1)
        [finding] = since(corrected_case, after, library, Settings(select=("KJ8",))).findings

        assert (finding.rule, finding.name, finding.severity) == ("KJ801", "relaxed-answer", Severity.INFO)
        assert finding.span[:2] == (line_of(after, "業務フロー: −"), 18)
        assert finding.message.ja == (
            "「main」では「○」（対策が可能）だった回答が、「−（手順が簡単なため）」（対策の必要がない）に変わっています。"
        )
        assert finding.item is not None
        assert finding.item.address.endswith("/区が行う/運用上/業務フロー")
        assert since(after, corrected_case, library).findings == ()

    def test_with_another_reason_are_told(self, corrected_case: str, library: Library) -> None:
        after = corrected_case.replace(STORAGE, "          施錠保管: −（電子データに限るため）\n", 1)
        [finding] = since(corrected_case, after, library).findings

        assert (finding.rule, finding.severity) == ("KJ802", Severity.INFO)
        assert finding.span[:2] == (line_of(after, "施錠保管: −（電子データに限るため）"), 17)
        assert finding.message.ja == (
            "理由が、「main」の「電子データのみの取扱いのため」から「電子データに限るため」に変わっています。"
        )

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("−（電子データのみの取扱いのため）", "{mark: −, reason: 電子データのみの 取扱いのため}"),
            ("−（ＩＤを使わないため）", "−（IDを使わないため）"),
            ("", "−（電子データのみの取扱いのため）"),
        ],
    )
    def test_that_say_the_same_are_not_told(
        self, before: str, after: str, corrected_case: str, library: Library
    ) -> None:
        old, new = (corrected_case.replace(STORAGE, f"          施錠保管: {one}\n", 1) for one in (before, after))

        assert [rule for rule, _, _ in found(since(old, new, library)) if rule.startswith("KJ8")] == []

    def test_without_their_reason_are_told_once(self, corrected_case: str, library: Library) -> None:
        after = corrected_case.replace(STORAGE, "          施錠保管: −\n", 1)

        assert found(since(corrected_case, after, library)) == [("KJ102", line_of(after, "施錠保管: −\n"), 17)]

    def test_are_found_where_the_contractor_has_another_name(self, library: Library) -> None:
        before = case(contract("甲株式会社", "○"), contract("乙株式会社", "○"))
        after = case(contract("乙株式会社", "○"), contract("甲（株）", "−（手順が簡単なため）"))

        assert [(finding.rule, finding.matter) for finding in since(before, after, library).findings] == [("KJ801", 1)]

    def test_are_followed_into_another_version(self, corrected_case: str, library: Library) -> None:
        after = corrected_case.replace(WORKFLOW, "          業務フロー: −（手順が簡単なため）\n", 1)
        after = after.replace("checklist_version: r5", "checklist_version: r7-draft", 1)

        told = [finding for finding in since(corrected_case, after, library).findings if finding.rule == "KJ801"]
        assert [finding.span.line for finding in told] == [line_of(after, "業務フロー: −")]

    def test_conceal_personal_data(self, corrected_case: str, library: Library) -> None:
        after = corrected_case.replace(WORKFLOW, "          業務フロー: −（03-5273-4064 に聞いたため）\n", 1)
        report = since(corrected_case, after, library)

        assert "KJ801" in {finding.rule for finding in report.findings}
        assert not any("5273" in line for line in report.excerpts.values())


class TestSeverity:
    def test_that_has_risen_makes_a_finding_new(self, corrected_case: str, library: Library) -> None:
        blank = corrected_case.replace(WORKFLOW, "          業務フロー:\n", 1)
        draft = blank.replace("status: final", "status: draft", 1)
        assert draft != blank

        [finding] = since(draft, blank, library).findings

        assert (finding.rule, finding.severity) == ("KJ101", Severity.ERROR)
        assert [finding.rule for finding in since(blank, draft, library).findings] == ["KJ804"]
        assert since(blank, blank, library).findings == ()


class TestWaivers:
    LINKAGE = "waivers:\n  - {rule: KJ402, reason: 試験のための接続に限るため, approved_by: 区政情報課長}\n"

    def told(self, before: str, after: str, library: Library) -> list[tuple[str, str]]:
        findings = since(before, after, library, Settings(select=("KJ803",))).findings
        return [(place(finding.span), finding.message.ja) for finding in findings]

    def test_that_are_added_are_told(self, published_case: str, library: Library) -> None:
        after = published_case + self.LINKAGE

        line = line_of(after, "rule: KJ402")
        assert self.told(published_case, after, library) == [
            (f"{line}:12-17", "KJ402の免除は、「main」にはありませんでした。")
        ]
        assert self.told(after, after, library) == self.told(after, published_case, library) == []

    @pytest.mark.parametrize(
        ("old", "new"),
        [("区政情報課長", "総務部長"), ("限るため", "限らないため"), ("課長}", "課長, expires: 令和99年3月31日}")],
    )
    def test_that_have_changed_are_told(self, old: str, new: str, published_case: str, library: Library) -> None:
        before = published_case + self.LINKAGE
        after = published_case + self.LINKAGE.replace(old, new)

        assert [text for _, text in self.told(before, after, library)] == [
            "KJ402の免除は、「main」には別の内容で書かれていました。"
        ]

    def test_are_known_in_another_order_and_layout(self, published_case: str, library: Library) -> None:
        one, other = (
            "  - {rule: KJ402, reason: 試験のための接続に限るため, approved_by: 課長}\n",
            "  - {rule: KJ403, reason: 名称の差のため, approved_by: 課長}\n",
        )
        head = f"{published_case}waivers:\n"

        assert self.told(head + one + other, head + other.replace("課長", "'課長'") + one, library) == []
        assert len(self.told(head + one, head + one + one, library)) == 1

    def test_without_approver_are_told_as_such(self, published_case: str, library: Library) -> None:
        after = f"{published_case}waivers:\n  - {{rule: KJ402, reason: 試験のための接続に限るため}}\n"

        report = since(published_case, after, library)
        assert [rule for rule, _, _ in found(report)] == ["KJ505"]


class TestCase:
    @pytest.mark.parametrize(
        "title", ["区民意見・FAQシステムの再構築等についてx", "区民意見・FAQ システムの再構築等について"]
    )
    def test_is_the_same_where_its_title_has_a_slip(self, title: str, published_case: str, library: Library) -> None:
        assert since(published_case, titled(published_case, title), library).findings == ()

    @pytest.mark.parametrize("title", ["別の案件", "防災アプリの構築について"])
    def test_that_has_taken_the_place_of_another_is_new(
        self, title: str, published_case: str, library: Library
    ) -> None:
        assert len(since(published_case, titled(published_case, title), library).findings) == 4

    def test_of_the_next_year_is_new(self, published_case: str, library: Library) -> None:
        before, after = (titled(published_case, f"健康診査の委託について（令和{year}年度）") for year in (6, 7))

        assert len(since(before, after, library).findings) == 4
        assert since(before, before, library).findings == ()


def titled(case: str, title: str) -> str:
    return re.sub("^title: .*$", f"title: {title}", case, count=1, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("〇", "いいえ（予算がないため）", ["KJ801"]),
        ("-", "いいえ（予算がないため）", ["KJ801"]),
        ("-", "対象外(別表)", []),
        ("いいえ（予算がないため）", "-", []),
        ("いいえ（予算がないため）", "いいえ（人手がないため）", ["KJ802"]),
        ("-（鍵がないため）", "-", ["KJ802"]),
    ],
)
def test_other_forms_have_other_marks(before: str, after: str, told: list[str], tmp_path: Path) -> None:
    library = foreign_library(tmp_path)
    answers = {"記録": "〇", "連絡": "-", "廃棄": "〇", "点検": "〇"}
    old, new = (foreign_case(保管=answer, **answers) for answer in (before, after))

    assert [rule for rule, _, _ in found(since(old, new, library))] == told
