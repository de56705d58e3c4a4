from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

SIDE = "様式5 区が行う"


@pytest.fixture(scope="module")
def workbook(published_form: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(published_form))


def test_colours_each_row_by_itself(workbook: Any) -> None:
    rules = {
        str(ranges.sqref): [rule.formula for rule in ranges.rules] for ranges in workbook[SIDE].conditional_formatting
    }

    assert rules["B4:B25"] == [["LEN(TRIM($B4))=0"]]
    assert rules["C4:C25"][0][0].startswith('AND(OR($B4="−",$B4="-",')
    assert rules["C4:C25"][0][0].endswith(",LEN(TRIM($C4))=0)")


def test_offers_the_marks_of_the_form(workbook: Any) -> None:
    [marks] = [one for one in workbook[SIDE].data_validations.dataValidation if "B4:B25" in str(one.sqref)]

    assert marks.formula1 == '"○,−"'


def test_locks_all_but_what_is_filled_in(workbook: Any) -> None:
    sheet = workbook[SIDE]

    assert sheet.protection.sheet
    assert [sheet[f"{column}9"].protection.locked for column in "ABCDE"] == [True, False, False, True, True]
    assert sheet.column_dimensions["E"].hidden
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
