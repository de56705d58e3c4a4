"""What people do to a form in Excel: each is told, and nothing is guessed."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from tests.workbook.conftest import edited, tree_of, workbook_of

from kojin_check.checking.engine import check_text
from kojin_check.errors import InputError
from kojin_check.model.library import Library
from kojin_check.workbook.changes import compared, faults_in, new_case, unanswered_rows
from kojin_check.workbook.reading import FoundForm, read_form

SIDE = "様式5 区が行う"
KEPT = "−（電子データのみの取扱いのため）"


class Department:
    """Somebody who works on the form of the published case, and sends it back."""

    def __init__(self, form: bytes, case: str, library: Library) -> None:
        self.form, self.case, self.library = form, case, library

    def sends(self, edit: Callable[[Any], None]) -> FoundForm:
        return read_form("form.xlsx", edited(self.form, edit), self.library)

    def changes(self, edit: Callable[[Any], None]) -> list[tuple[str, str, str]]:
        found = self.sends(edit)
        assert list(faults_in(found)) == []
        comparison = compared(found, tree_of(self.case, self.library))
        return [(str(change.spot), change.old, change.new) for change in comparison.changes]

    def refused(self, edit: Callable[[Any], None]) -> list[str]:
        return [fault.text.ja for fault in faults_in(self.sends(edit))]

    def notices(self, edit: Callable[[Any], None]) -> list[str]:
        return [notice.text.ja for notice in self.sends(edit).notices]


@pytest.fixture
def department(published_form: bytes, published_case: str, library: Library) -> Department:
    return Department(published_form, published_case, library)


def put(cell: str, value: Any, sheet: str = SIDE) -> Callable[[Any], None]:
    def edit(workbook: Any) -> None:
        workbook[sheet][cell] = value

    return edit


class TestAnswers:
    @pytest.mark.parametrize(
        ("mark", "reason", "new"),
        [
            ("○", None, "○"),
            ("-", "手交しないため", "-（手交しないため）"),
            ("- (電子データのみの取扱いのため)", None, "- (電子データのみの取扱いのため)"),
            ("　○　", "", "○"),
            ("−", "一行目\n二行目", "−（一行目\n二行目）"),
            ("−", "=1+1", "−（=1+1）"),
            ("−", "（括弧つき）", "−（（括弧つき））"),
            (None, None, ""),
            ("×", None, "×"),
        ],
    )
    def test_are_taken_over_as_they_were_typed(
        self, department: Department, mark: str | None, reason: str | None, new: str
    ) -> None:
        def edit(workbook: Any) -> None:
            sheet = workbook[SIDE]
            sheet["B9"].value = mark
            sheet["C9"].value = reason
            if reason is not None and reason.startswith("="):
                sheet["C9"].data_type = "s"

        assert department.changes(edit) == [(f"{SIDE}!B9", KEPT, new)]

    def test_in_rich_text_are_read_as_text(self, department: Department) -> None:
        rich = CellRichText(TextBlock(InlineFont(b=True), "電子"), "データのみの取扱いのため")

        assert department.changes(put("C9", rich)) == []

    def test_with_readings_above_the_characters_are_read_without_them(
        self, department: Department, published_form: bytes, published_case: str, library: Library
    ) -> None:
        old = "<si><t>電子データのみの取扱いのため</t></si>"
        new = old.replace("</t></si>", '</t><rPh sb="0" eb="2"><t>デンシ</t></rPh><phoneticPr fontId="0"/></si>')
        buffer = BytesIO()
        with ZipFile(BytesIO(published_form)) as source, ZipFile(buffer, "w") as target:
            for name in source.namelist():
                content = source.read(name)
                target.writestr(name, content.replace(old.encode(), new.encode()))
        assert buffer.getvalue().count("デンシ".encode()) == 1

        found = read_form("form.xlsx", buffer.getvalue(), library)

        assert compared(found, tree_of(published_case, library)).changes == ()

    def test_struck_out_are_open(self, department: Department) -> None:
        def edit(workbook: Any) -> None:
            workbook[SIDE]["B4"].font = Font(strike=True)
            workbook[SIDE]["C9"] = CellRichText(TextBlock(InlineFont(strike=True), "電子"), "データのみ")

        assert department.refused(edit) == [
            f"{SIDE}!B4: 「○」に取消線が引かれています。消すのか残すのか分かりません。文字を消すか、取消線を外してください。",
            f"{SIDE}!C9: 「電子データのみ」に取消線が引かれています。消すのか残すのか分かりません。"
            "文字を消すか、取消線を外してください。",
        ]

    def test_that_are_not_taken_are_not_called_missing(self, department: Department) -> None:
        found = department.sends(put("B4", "=1"))

        assert list(unanswered_rows(found)) == []

    def test_under_another_kind_come_back_in_their_place(self, published_case: str, library: Library) -> None:
        line = "          入退室管理: ○\n"
        before, _, after = published_case.rpartition("          # 接続するネットワーク")
        moved = before + "          # 接続するネットワーク" + after.replace(line, "", 1)
        head, _, tail = moved.rpartition("        # 委託事業者に行わせる情報保護対策【システム上の対策】\n")
        moved = f"{head}{line}        # 委託事業者に行わせる情報保護対策【システム上の対策】\n{tail}"
        found = read_form("form.xlsx", workbook_of(moved, library), library)

        assert "KJ107" in {finding.rule for finding in check_text("case.yaml", moved, library).findings}
        assert compared(found, tree_of(moved, library)).text == moved
        assert list(unanswered_rows(found)) == []
        assert new_case(found, "ja").count(line) == published_case.count(line)

    def test_from_formulas_are_not_taken(self, department: Department) -> None:
        assert department.refused(put("B4", '=IF(1,"○","−")')) == [
            f"{SIDE}!B4: 数式が入っています。結果の文字を、値として書いてください。"
        ]
        assert department.refused(put("B4", "#N/A")) == [f"{SIDE}!B4: エラー値（#N/A）です。"]

    @pytest.mark.parametrize(
        ("value", "read", "kind"),
        [
            (0, "0", "数値"),
            (2.0, "2", "数値"),
            (1.5, "1.5", "数値"),
            (True, "はい", "論理値"),
            (datetime.datetime(2024, 4, 1), "2024-04-01", "日付"),
            (datetime.date(2024, 4, 1), "2024-04-01", "日付"),
        ],
    )
    def test_that_are_no_text_are_said(self, department: Department, value: Any, read: str, kind: str) -> None:
        assert department.notices(put("B4", value)) == [f"{SIDE}!B4: {kind}が入っていたので、「{read}」と読みました。"]
        assert department.changes(put("B4", value)) == [(f"{SIDE}!B4", "○", read)]

    def test_a_time_is_not_taken(self, department: Department) -> None:
        assert department.refused(put("B4", datetime.time(9, 30))) == [
            f"{SIDE}!B4: 時刻が入っています。文字で書いてください。"
        ]


class TestRows:
    def test_moved_are_found_by_their_addresses(self, department: Department) -> None:
        def sort_backwards(workbook: Any) -> None:
            sheet = workbook[SIDE]
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(4, 25, 1, 5)]
            for number, row in enumerate(reversed(rows), start=4):
                for column, value in enumerate(row, start=1):
                    sheet.cell(number, column).value = value

        assert department.changes(sort_backwards) == []

    def test_moved_without_their_addresses_are_refused(self, department: Department) -> None:
        def swap(workbook: Any) -> None:
            sheet = workbook[SIDE]
            for column in "ABCD":
                one, other = sheet[f"{column}4"], sheet[f"{column}9"]
                one.value, other.value = other.value, one.value

        refused = department.refused(swap)
        assert [text.split(": ")[0] for text in refused] == [f"{SIDE}!D4", f"{SIDE}!D9"]
        assert refused[1].startswith(f"{SIDE}!D9: 文言が様式と違います。様式では「個人情報を手交する場合は、")

    def test_inserted_blank_change_nothing(self, department: Department) -> None:
        assert department.changes(lambda workbook: workbook[SIDE].insert_rows(7, 2)) == []

    def test_inserted_with_an_unknown_item_are_refused(self, department: Department) -> None:
        def add(workbook: Any) -> None:
            sheet = workbook[SIDE]
            sheet.insert_rows(7)
            sheet["A7"], sheet["B7"], sheet["D7"] = "運用上", "○", "独自の対策を行う。"

        assert department.refused(add) == [
            f"{SIDE}!D7: どの項目の回答か分かりません（「独自の対策を行う。」）。"
            "行を加えたり、文言を変えたりせず、元の行に書いてください。"
        ]

    def test_without_address_are_found_by_the_exact_text(self, department: Department) -> None:
        def edit(workbook: Any) -> None:
            workbook[SIDE]["E9"] = None
            workbook[SIDE]["B9"] = "○"
            workbook[SIDE]["C9"] = None

        assert department.changes(edit) == [(f"{SIDE}!B9", KEPT, "○")]

    def test_without_address_and_under_another_kind_are_refused(self, department: Department) -> None:
        def edit(workbook: Any) -> None:
            workbook[SIDE]["E9"] = None
            workbook[SIDE]["A9"] = "システム上"

        assert [text.split(": ")[0] for text in department.refused(edit)] == [f"{SIDE}!D9"]

    def test_deleted_are_told_and_the_case_keeps_its_answer(
        self, department: Department, published_case: str, library: Library
    ) -> None:
        found = department.sends(lambda workbook: workbook[SIDE].delete_rows(9))
        comparison = compared(found, tree_of(published_case, library))

        assert comparison.changes == ()
        assert [notice.ja for notice in comparison.notices] == [
            f"{SIDE}: 「手交時の運搬」 の行がないので、案件の回答はそのままです。"
        ]
        assert [gap.ja for gap in unanswered_rows(found)] == [
            "事項3: 「手交時の運搬」 の行がないので、未回答になります。"
        ]
        assert "          手交時の運搬:\n" in new_case(found, "ja")

    def test_with_an_altered_text_are_refused(self, department: Department) -> None:
        assert department.refused(put("D9", "個人情報を手交する場合は、鞄を使用して運搬する。")) == [
            f"{SIDE}!D9: 文言が様式と違います。様式では「個人情報を手交する場合は、鍵付きカバン等を使用して運搬する。」です。"
            "文言を戻すか、様式を書き出し直してください。"
        ]

    def test_hidden_are_read_and_told(self, department: Department) -> None:
        def hide(workbook: Any) -> None:
            workbook[SIDE].row_dimensions[9].hidden = True
            workbook[SIDE]["C9"] = "手交しないため"

        assert department.changes(hide) == [(f"{SIDE}!B9", KEPT, "−（手交しないため）")]
        assert department.notices(hide) == [f"{SIDE}!A9: 非表示の行（1行）も読みました。"]

    def test_copied_with_another_answer_are_refused(self, department: Department) -> None:
        def copy(workbook: Any) -> None:
            for column in "ABCDE":
                workbook[SIDE][f"{column}30"] = workbook[SIDE][f"{column}9"].value
            workbook[SIDE]["B30"] = "○"

        assert department.refused(copy) == [
            f"{SIDE}!B30: {SIDE}!B9 と同じ欄ですが、内容が違います。どちらかを削除してください。"
        ]


class TestMergedCells:
    def test_are_spread_with_a_notice(self, department: Department) -> None:
        def merge(workbook: Any) -> None:
            workbook[SIDE]["B9"] = "○"
            workbook[SIDE].merge_cells("B9:B11")

        assert [(spot, new) for spot, _, new in department.changes(merge)] == [
            (f"{SIDE}!B9", "○（電子データのみの取扱いのため）"),
            (f"{SIDE}!B10", "○（電子データのみの取扱いのため）"),
            (f"{SIDE}!B11", "○（電子データのみの取扱いのため）"),
        ]
        assert department.notices(merge) == [
            f"{SIDE}!B10: 結合されたセルなので、B9:B11 の全ての行を「○」と読みました。",
            f"{SIDE}!B11: 結合されたセルなので、B9:B11 の全ての行を「○」と読みました。",
        ]

    def test_of_two_columns_are_refused(self, department: Department) -> None:
        refused = department.refused(lambda workbook: workbook[SIDE].merge_cells("B9:C9"))

        assert refused == [
            f"{SIDE}!{cell}: 隣の列と結合されたセルです。結合を解いてください。" for cell in ("B9", "C9")
        ]

    def test_of_two_fields_are_refused(self, department: Department) -> None:
        refused = department.refused(lambda workbook: workbook["案件"].merge_cells("B7:B8"))

        assert refused == [
            f"案件!{cell}: 結合されたセルです。結合を解いて、欄ごとに書いてください。" for cell in ("B7", "B8")
        ]


class TestSheets:
    def test_renamed_and_moved_are_found(self, department: Department) -> None:
        def rename(workbook: Any) -> None:
            workbook[SIDE].title = "確認済み"
            workbook.move_sheet("確認済み", -5)

        assert department.changes(rename) == []

    def test_copied_with_the_same_answers_are_told(self, department: Department) -> None:
        notices = department.notices(lambda workbook: workbook.copy_worksheet(workbook[SIDE]))

        assert f"{SIDE} Copy!B4: {SIDE}!B4 と同じ欄の写しです（内容も同じ）。" in notices

    def test_copied_with_another_answer_are_refused_naming_both(self, department: Department) -> None:
        def copy(workbook: Any) -> None:
            workbook.copy_worksheet(workbook[SIDE])["B4"] = "−"

        assert department.refused(copy) == [
            f"{SIDE} Copy!B4: {SIDE}!B4 と同じ欄ですが、内容が違います。どちらかを削除してください。"
        ]

    def test_of_somebodys_own_are_told(self, department: Department) -> None:
        def add(workbook: Any) -> None:
            workbook.create_sheet("メモ")["A1"] = "課長確認済み"
            workbook.create_sheet("空のシート")

        assert department.notices(add) == ["メモ!A1: 様式のシートではないので、読みません。"]

    def test_hidden_are_read_and_told(self, department: Department) -> None:
        def hide(workbook: Any) -> None:
            workbook[SIDE].sheet_state = "hidden"

        assert department.notices(hide) == [f"{SIDE}!A1: 非表示のシートも読みました。"]

    def test_without_protection_are_told(self, department: Department) -> None:
        def unprotect(workbook: Any) -> None:
            workbook[SIDE].protection.sheet = False

        assert department.notices(unprotect) == [
            f"{SIDE}!A1: シートの保護が外されています。文言や行が変わっていないか、全て確かめながら読みました。"
        ]

    def test_deleted_are_told(self, department: Department, published_case: str, library: Library) -> None:
        found = department.sends(lambda workbook: workbook.remove(workbook[SIDE]))

        notices = compared(found, tree_of(published_case, library)).notices
        assert notices[0].ja.startswith(f"{SIDE}: 「法令等の遵守」、")
        assert notices[0].ja.endswith("…（22） の行がないので、案件の回答はそのままです。")


class TestColumns:
    @pytest.mark.parametrize(("column", "name"), [(2, "回答"), (3, "理由"), (4, "対策"), (1, "区分")])
    def test_deleted_are_refused(self, department: Department, column: int, name: str) -> None:
        assert department.refused(lambda workbook: workbook[SIDE].delete_cols(column)) == [
            f"{SIDE}!A3: 「{name}」の列がありません。様式を書き出し直して、書き写してください。"
        ]

    def test_without_addresses_are_refused(self, department: Department) -> None:
        assert department.refused(lambda workbook: workbook["案件"].delete_cols(3)) == [
            "案件!A3: 「番地（変えない）」の列がありません。様式を書き出し直して、書き写してください。"
        ]

    def test_moved_are_found_by_their_headings(self, department: Department) -> None:
        def swap(workbook: Any) -> None:
            sheet = workbook[SIDE]
            for row in range(3, 26):
                one, other = sheet.cell(row, 2), sheet.cell(row, 3)
                one.value, other.value = other.value, one.value

        assert department.changes(swap) == []

    def test_of_somebodys_own_are_told(self, department: Department) -> None:
        assert department.notices(put("G9", "要確認")) == [f"{SIDE}!G9: 様式の欄の外なので、読みません。"]


class TestFields:
    @pytest.mark.parametrize(
        ("label", "value", "line"),
        [
            ("件名", "新しい件名", "title: 新しい件名\n"),
            (
                "委託先",
                "株式会社甲（プライバシーマーク取得済）",
                "party: {name: 株式会社甲, certifications: [プライバシーマーク]}\n",
            ),
            ("処理させる情報項目の記録媒体", "電磁的媒体・紙媒体", "media: [電磁的媒体, 紙媒体]\n"),
            (
                "委託の開始時期及び期限　3",
                "運用 令和8年4月1日から令和9年3月31日まで",
                "- 運用 令和8年4月1日から令和9年3月31日まで\n",
            ),
            ("委託の内容", "一\n二\n三", "      - 三\n"),
            ("クラウドの利用　クラウドサービスを利用しますか。", "いいえ", "facts: {クラウドの利用: false}\n"),
        ],
    )
    def test_are_written_as_they_stand_on_the_form(
        self, department: Department, published_case: str, library: Library, label: str, value: str, line: str
    ) -> None:
        def edit(workbook: Any) -> None:
            rows = [row for row in workbook["案件"].iter_rows(4) if row[0].value == label]
            rows[0][1].value = value

        text = compared(department.sends(edit), tree_of(published_case, library)).text

        assert line in text
        assert line not in published_case
        assert text.count("#") == published_case.count("#")

    def test_a_subcontractor_is_added(self, department: Department, published_case: str, library: Library) -> None:
        def edit(workbook: Any) -> None:
            rows = [row for row in workbook["案件"].iter_rows(4) if row[0].value == "委託先（再委託先）"]
            rows[-1][1].value = "株式会社乙"

        text = compared(department.sends(edit), tree_of(published_case, library)).text

        assert "      - party: 株式会社乙\n" in text

    def test_whether_there_are_subcontracts_must_agree(self, department: Department) -> None:
        def edit(workbook: Any) -> None:
            [row] = [row for row in workbook["案件"].iter_rows(4) if row[0].value == "再委託の有無"]
            row[1].value = "いいえ"

        [refused] = department.refused(edit)
        assert "「いいえ」とありますが、案件!B" in refused

    def test_text_where_no_field_is_is_refused(self, department: Department) -> None:
        assert department.refused(put("B200", "どこ", "案件")) == [
            "案件!B200: どの欄の内容か分かりません（「どこ」）。行を加えず、元の欄に書いてください。"
        ]


class TestAnotherForm:
    def test_of_a_changed_version(self, department: Department) -> None:
        def change(workbook: Any) -> None:
            for one in workbook.custom_doc_props.props:
                if one.name == "kojin-check seal":
                    one.value = "sha256:0"

        with pytest.raises(InputError) as refusal:
            department.sends(change)
        assert refusal.value.message.ja == (
            "form.xlsx は「r5」版の様式ですが、書き出した後に、その版の内容が変わっています。"
            "様式を書き出し直して、書き写してください。"
        )

    def test_of_an_unknown_version(self, department: Department) -> None:
        def change(workbook: Any) -> None:
            for one in workbook.custom_doc_props.props:
                if one.name == "kojin-check version":
                    one.value = "r9"

        with pytest.raises(InputError) as refusal:
            department.sends(change)
        assert refusal.value.message.ja.startswith("form.xlsx は「r9」版の様式ですが、その版がありません。")

    def test_that_has_lost_its_properties_says_it_in_a_cell(self, department: Department) -> None:
        def lose(workbook: Any) -> None:
            workbook.custom_doc_props.props.clear()

        assert department.changes(lose) == []

    def test_of_another_version_than_the_case(
        self, department: Department, published_case: str, library: Library
    ) -> None:
        case = published_case.replace("checklist_version: r5", "checklist_version: r7-draft")

        with pytest.raises(InputError) as refusal:
            compared(department.sends(lambda _: None), tree_of(case, library))
        assert refusal.value.message.ja == (
            "様式は r5 版、案件は r7-draft 版です。案件を kojin-check migrate で移すか、様式を書き出し直してください。"
        )

    def test_of_another_case(self, department: Department, library: Library) -> None:
        other = "schema: kojin-check/case/v1\nchecklist_version: r5\ntitle: a\ndepartment: b\nbasis: [目的外利用]\n"
        other += "matters:\n  - type: 目的外利用\n    checklist: 1\n    answers:\n"

        with pytest.raises(InputError) as refusal:
            compared(department.sends(lambda _: None), tree_of(other, library))
        assert refusal.value.message.ja.startswith("様式と案件の事項（数、種別、様式の番号）が違います。")

    def test_that_is_any_workbook(self, department: Department) -> None:
        def empty(workbook: Any) -> None:
            for name in workbook.sheetnames[1:]:
                del workbook[name]

        with pytest.raises(InputError) as refusal:
            department.sends(empty)
        assert "kojin-check export で書き出した様式ではありません" in refusal.value.message.ja
