from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.conftest import RunProgram

SIDE = "様式5 区が行う"


@pytest.fixture
def case(tmp_path: Path, published_case: str) -> Path:
    path = tmp_path / "faq.yaml"
    path.write_bytes(published_case.encode())
    return path


@pytest.fixture
def form(kojin_check_here: RunProgram, case: Path, tmp_path: Path) -> Path:
    outcome = kojin_check_here("export", "faq.yaml", "--format", "xlsx", "-o", "form.xlsx")
    assert (outcome.exit_code, outcome.output, outcome.errors) == (0, "", "")
    return tmp_path / "form.xlsx"


def fill(form: Path, **cells: Any) -> None:
    workbook = openpyxl.load_workbook(form)
    for cell, value in cells.items():
        workbook[SIDE][cell].value = value
    workbook.save(form)


class TestInto:
    def test_leaves_the_file_byte_for_byte_where_nothing_has_changed(
        self, kojin_check_here: RunProgram, case: Path, form: Path, published_case: str
    ) -> None:
        written = case.stat().st_mtime_ns

        outcome = kojin_check_here("import", "form.xlsx", "--into", "faq.yaml", "--yes")

        assert outcome.exit_code == 0
        assert outcome.errors == "様式と案件は同じです。\n"
        assert case.read_bytes() == published_case.encode()
        assert case.stat().st_mtime_ns == written

    def test_shows_every_change_and_writes_only_it(
        self, kojin_check_here: RunProgram, case: Path, form: Path, published_case: str
    ) -> None:
        fill(form, B4="−", C4="委託しないため", C9="手渡ししないため")

        outcome = kojin_check_here("import", "form.xlsx", "--into", "faq.yaml", "--yes")

        assert outcome.output.startswith(
            f"{SIDE}!B4 法令等の遵守: ○ → −（委託しないため）　← 対策を行うという回答ではなくなります\n"
            f"{SIDE}!B9 手交時の運搬: −（電子データのみの取扱いのため） → −（手渡ししないため）\n"
        )
        assert outcome.errors == "faq.yaml に2か所の変更を書き込みました。\n"
        before, _, after = published_case.rpartition("    answers:\n      区が行う:\n        # 委託にあたり")
        changed = after.replace("法令等の遵守: ○", "法令等の遵守: −（委託しないため）", 1)
        changed = changed.replace("（電子データのみの取扱いのため）", "（手渡ししないため）", 1)
        assert case.read_text("utf-8") == f"{before}    answers:\n      区が行う:\n        # 委託にあたり{changed}"

    def test_names_cell_and_line_of_what_it_finds(self, kojin_check_here: RunProgram, case: Path, form: Path) -> None:
        fill(form, C9=None)

        outcome = kojin_check_here("import", "form.xlsx", "--into", "faq.yaml", "--yes")

        assert outcome.exit_code == 1
        assert "faq.yaml:383:19: エラー KJ102 missing-reason\n" in outcome.output
        assert f"  {SIDE}!B9: 「手交時の運搬」は「−」（対策の必要がない）ですが、理" in outcome.output

    def test_asks_only_a_person(
        self, kojin_check_here: RunProgram, case: Path, form: Path, published_case: str
    ) -> None:
        fill(form, B4="−", C4="委託しないため")

        outcome = kojin_check_here("import", "form.xlsx", "--into", "faq.yaml")

        assert outcome.exit_code == 2
        assert "書き込むには --yes を付けてください" in outcome.errors
        assert case.read_text("utf-8") == published_case

    @pytest.mark.parametrize(("typed", "is_written"), [("y\n", True), ("はい\n", True), ("\n", False), ("", False)])
    def test_writes_when_the_person_agrees(
        self,
        kojin_check_here: RunProgram,
        case: Path,
        form: Path,
        published_case: str,
        monkeypatch: pytest.MonkeyPatch,
        typed: str,
        is_written: bool,
    ) -> None:
        fill(form, C9="手渡ししないため")
        monkeypatch.setattr("kojin_check.cli.import_.sys", _Terminal(typed))

        kojin_check_here("import", "form.xlsx", "--into", "faq.yaml")

        assert (case.read_text("utf-8") != published_case) is is_written

    def test_can_leave_the_case_and_write_another(
        self, kojin_check_here: RunProgram, case: Path, form: Path, published_case: str, tmp_path: Path
    ) -> None:
        fill(form, C9="手渡ししないため")

        assert kojin_check_here("import", "form.xlsx", "--into", "faq.yaml", "-o", "new.yaml").exit_code == 0

        assert case.read_text("utf-8") == published_case
        assert "手渡ししないため" in (tmp_path / "new.yaml").read_text("utf-8")

    def test_does_not_touch_a_case_that_cannot_be_read(
        self, kojin_check_here: RunProgram, case: Path, form: Path, published_case: str
    ) -> None:
        case.write_text(published_case.replace("title: ", "title:"), "utf-8")

        outcome = kojin_check_here("import", "form.xlsx", "--into", "faq.yaml", "--yes")

        assert outcome.exit_code == 3
        assert "faq.yaml は読めない箇所があるので、取り込めません。" in outcome.errors


class _Terminal:
    """Standard input at which somebody sits."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.stdin = self
        self.stderr = sys.stderr

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return self.typed


class TestANewCase:
    def test_has_the_comments_of_every_new_case(
        self, kojin_check_here: RunProgram, case: Path, form: Path, tmp_path: Path
    ) -> None:
        outcome = kojin_check_here("import", "form.xlsx", "-o", "new")

        assert outcome.exit_code == 0
        assert outcome.errors == "new.yaml を作りました。\n"
        text = (tmp_path / "new.yaml").read_text("utf-8")
        assert text.startswith("# 個人情報保護対策チェックリスト（令和5年度版）\n# 「:」の後に書き込んでください。")
        assert "          # 個人情報は、施錠できる金庫又はキャビネット等に保管する。\n          施錠保管: −（" in text

    def test_replaces_nothing(self, kojin_check_here: RunProgram, case: Path, form: Path, published_case: str) -> None:
        assert kojin_check_here("import", "form.xlsx", "-o", "faq.yaml").exit_code == 3
        assert kojin_check_here("import", "form.xlsx", "-o", "form.xlsx").exit_code == 3
        assert case.read_text("utf-8") == published_case

    def test_needs_a_place(self, kojin_check_here: RunProgram, form: Path) -> None:
        outcome = kojin_check_here("import", "form.xlsx")

        assert outcome.exit_code == 2
        assert "取り込む先を、-o（新しい案件のファイル）か --into（今ある案件）で指定してください。" in outcome.errors

    def test_is_not_written_as_long_as_a_cell_is_open(
        self, kojin_check_here: RunProgram, form: Path, tmp_path: Path
    ) -> None:
        fill(form, B4="=1")

        outcome = kojin_check_here("import", "form.xlsx", "-o", "new.yaml")

        assert outcome.exit_code == 1
        assert f"{SIDE}!B4: 数式が入っています。" in outcome.errors
        assert not (tmp_path / "new.yaml").exists()


class TestValidatingAForm:
    def test_a_complete_one(self, kojin_check_here: RunProgram, form: Path) -> None:
        outcome = kojin_check_here("validate", "form.xlsx", "--format", "concise")

        assert outcome.exit_code == 0
        codes = sorted(line.split(" ")[2] for line in outcome.output.splitlines() if "form.xlsx" in line)
        assert codes == ["KJ402", "KJ403", "KJ403", "KJ405"]

    def test_names_the_cells(self, kojin_check_here: RunProgram, form: Path) -> None:
        fill(form, B4=None, C9=None, B10="×", B11="=1")

        outcome = kojin_check_here("validate", "form.xlsx", "--format", "concise", "--ignore", "KJ4")

        assert outcome.exit_code == 1
        found = [line for line in outcome.output.splitlines() if SIDE in line]
        assert [line.split("。")[0] for line in found] == [
            f"form.xlsx:4:2: error KJ101 {SIDE}!B4: 「法令等の遵守」の回答が空欄です",
            f"form.xlsx:9:2: error KJ102 {SIDE}!B9: 「手交時の運搬」は「−」（対策の必要がない）ですが、理由がありません",
            f"form.xlsx:10:2: error KJ103 {SIDE}!B10: 「×」は、この様式（5 業務委託）にない記号です",
            f"form.xlsx:11:2: error KJ006 {SIDE}!B11: 数式が入っています",
        ]

    def test_is_never_corrected(self, kojin_check_here: RunProgram, form: Path) -> None:
        fill(form, B4="〇")
        before = form.read_bytes()

        outcome = kojin_check_here("validate", "form.xlsx", "--fix")

        assert f"{SIDE}!B4: 「〇」（U+3007）" in outcome.output
        assert form.read_bytes() == before

    def test_what_is_no_form(self, kojin_check_here: RunProgram, tmp_path: Path) -> None:
        (tmp_path / "form.csv").write_text("回答,理由\n", "utf-8")

        outcome = kojin_check_here("validate", "form.csv")

        assert outcome.exit_code == 3
        assert "form.csv はCSV などの文字だけのファイルなので読めません。" in outcome.errors


class TestExport:
    def test_never_replaces_a_form(self, kojin_check_here: RunProgram, form: Path) -> None:
        before = form.read_bytes()

        outcome = kojin_check_here("export", "faq.yaml", "--format", "xlsx", "-o", "form.xlsx")

        assert outcome.exit_code == 3
        assert "form.xlsx は既にあるので、書き込みませんでした。" in outcome.errors
        assert form.read_bytes() == before

    def test_needs_a_file(self, kojin_check_here: RunProgram, case: Path) -> None:
        assert kojin_check_here("export", "faq.yaml", "--format", "xlsx").exit_code == 2

    def test_a_blank_form(self, kojin_check_here: RunProgram, tmp_path: Path) -> None:
        assert kojin_check_here("export", "r5/5", "--format", "xlsx", "-o", "blank.xlsx").exit_code == 0

        workbook = openpyxl.load_workbook(BytesIO((tmp_path / "blank.xlsx").read_bytes()))
        assert workbook.sheetnames == ["案件", "様式5 区が行う", "様式5 事業者に行わせる"]
        assert workbook["様式5 区が行う"]["B4"].value in (None, "")

    def test_says_how_to_install_what_is_missing(
        self, kojin_check_here: RunProgram, case: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)

        outcome = kojin_check_here("export", "faq.yaml", "--format", "xlsx", "-o", "form.xlsx")

        assert outcome.exit_code == 3
        assert outcome.errors == (
            "kojin-check: この機能の部品が入っていません。pip install 'kojin-check[excel]' で加えてください。\n"
        )

    def test_says_how_to_install_what_reads(
        self, kojin_check_here: RunProgram, form: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "openpyxl", None)

        assert "pip install 'kojin-check[excel]'" in kojin_check_here("import", "form.xlsx", "-o", "new.yaml").errors
        assert "pip install 'kojin-check[excel]'" in kojin_check_here("validate", "form.xlsx").errors
