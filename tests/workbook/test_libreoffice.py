"""Forms that were saved by LibreOffice, which writes workbooks in its own way."""

from __future__ import annotations

import atexit
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import pytest
from openpyxl.styles import Font
from tests.workbook.conftest import Edit, edited, tree_of

from kojin_check.errors import InputError
from kojin_check.model.library import Library
from kojin_check.workbook.changes import compared, faults_in
from kojin_check.workbook.container import opened
from kojin_check.workbook.reading import FoundForm, read_form

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

SIDE = "様式5 区が行う"


def _answer(workbook: Any) -> None:
    workbook[SIDE]["B4"].value = "−"
    workbook[SIDE]["C4"].value = "=委託しないため"
    workbook[SIDE]["C4"].data_type = "s"
    workbook[SIDE]["B5"].value = "- (確認のため)"
    workbook["案件"]["B6"].value = "draft"


def _delete(workbook: Any) -> None:
    workbook[SIDE].delete_rows(9)


def _merge(workbook: Any) -> None:
    workbook[SIDE]["B9"].value = "○"
    workbook[SIDE].merge_cells("B9:B10")


def _strike(workbook: Any) -> None:
    workbook[SIDE]["B4"].font = Font(strike=True)


def _calculate(workbook: Any) -> None:
    workbook[SIDE]["B4"].value = '=IF(1=1,"○","−")'


def _hide(workbook: Any) -> None:
    workbook[SIDE].row_dimensions[9].hidden = True


EDITS: Mapping[str, Edit] = {
    "unchanged": lambda _: None,
    "answer": _answer,
    "delete": _delete,
    "merge": _merge,
    "strike": _strike,
    "calculate": _calculate,
    "hide": _hide,
}


@cache
def profile() -> str:
    """The settings that LibreOffice makes at its first start, which takes twice as long as any other."""
    folder = mkdtemp()
    atexit.register(rmtree, folder)
    return Path(folder).as_uri()


def saved_by_libreoffice(folder: Path, forms: Mapping[str, bytes], suffix: str) -> dict[str, bytes]:
    """The forms as LibreOffice saves them."""
    assert SOFFICE is not None
    source, target = folder / "source", folder / suffix
    source.mkdir(exist_ok=True)
    for name, form in forms.items():
        (source / f"{name}.xlsx").write_bytes(form)
    subprocess.run(
        [
            *(SOFFICE, f"-env:UserInstallation={profile()}", "--headless", "--convert-to", suffix),
            *("--outdir", str(target), *(str(source / f"{name}.xlsx") for name in forms)),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {name: (target / f"{name}.{suffix}").read_bytes() for name in forms}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory, published_form: bytes) -> dict[str, bytes]:
    forms = {name: edited(published_form, edit) for name, edit in EDITS.items()}
    return saved_by_libreoffice(tmp_path_factory.mktemp("libreoffice"), forms, "xlsx")


@pytest.fixture
def found(saved: dict[str, bytes], library: Library, request: pytest.FixtureRequest) -> FoundForm:
    return read_form("form.xlsx", saved[request.param], library)


@pytest.mark.parametrize("found", ["unchanged"], indirect=True)
def test_an_unchanged_one_changes_nothing(found: FoundForm, published_case: str, library: Library) -> None:
    assert [*found.notices, *faults_in(found)] == []
    comparison = compared(found, tree_of(published_case, library))
    assert (comparison.changes, comparison.notices, comparison.text) == ((), (), published_case)


@pytest.mark.parametrize("found", ["answer"], indirect=True)
def test_answers_are_taken_over(found: FoundForm, published_case: str, library: Library) -> None:
    changes = compared(found, tree_of(published_case, library)).changes

    assert [(str(change.spot), change.new) for change in changes] == [
        ("案件!B6", "draft"),
        (f"{SIDE}!B4", "−（=委託しないため）"),
        (f"{SIDE}!B5", "- (確認のため)"),
    ]


@pytest.mark.parametrize("found", ["delete"], indirect=True)
def test_a_deleted_row_is_told(found: FoundForm, published_case: str, library: Library) -> None:
    assert [notice.ja for notice in compared(found, tree_of(published_case, library)).notices] == [
        f"{SIDE}: 「手交時の運搬」 の行がないので、案件の回答はそのままです。"
    ]


@pytest.mark.parametrize("found", ["merge"], indirect=True)
def test_merged_cells_are_told(found: FoundForm) -> None:
    assert [notice.text.ja for notice in found.notices] == [
        f"{SIDE}!B10: 結合されたセルなので、B9:B10 の全ての行を「○」と読みました。"
    ]


@pytest.mark.parametrize("found", ["strike"], indirect=True)
def test_a_struck_out_mark_is_open(found: FoundForm) -> None:
    assert [fault.text.ja.split("。")[0] for fault in faults_in(found)] == [f"{SIDE}!B4: 「○」に取消線が引かれています"]


@pytest.mark.parametrize("found", ["calculate"], indirect=True)
def test_a_formula_is_not_taken(found: FoundForm) -> None:
    assert [fault.text.ja.split("。")[0] for fault in faults_in(found)] == [f"{SIDE}!B4: 数式が入っています"]


@pytest.mark.parametrize("found", ["hide"], indirect=True)
def test_a_hidden_row_is_told(found: FoundForm) -> None:
    assert [notice.text.ja for notice in found.notices] == [f"{SIDE}!A9: 非表示の行（1行）も読みました。"]


@pytest.mark.parametrize(
    ("suffix", "kind"), [("ods", "OpenDocument の表（.ods）"), ("xls", "古い形式の Excel ブック（.xls）")]
)
def test_other_formats_are_told(tmp_path: Path, published_form: bytes, suffix: str, kind: str) -> None:
    [data] = saved_by_libreoffice(tmp_path, {"form": published_form}, suffix).values()

    with pytest.raises(InputError) as refusal:
        opened(f"form.{suffix}", data)
    assert refusal.value.message.ja.startswith(f"form.{suffix} は{kind}なので読めません。")


def test_a_side_of_form_5_is_one_sheet_of_a4(tmp_path: Path, published_form: bytes) -> None:
    [data] = saved_by_libreoffice(tmp_path, {"form": published_form}, "pdf").values()
    assert data.count(b"/Type/Page>>") + data.count(b"/Type/Page/") == 4 + 6  # Four of the case, six sides.
