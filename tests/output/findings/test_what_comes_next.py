"""The summary says what the program can correct, and what is left to do with a complete draft."""

from __future__ import annotations

import json

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library
from kojin_check.output.formats import FINDINGS
from kojin_check.output.style import Style

PROSE = ("text", "markdown", "github")
NEXT = (
    "作成中の案件1件は、エラーも未回答もありません。提出するときは、status: final と書いて、もう一度確かめてください。"
)


def written(case: str, library: Library, format_name: str, style: Style) -> str:
    report = check_text("a.yaml", case, library)
    return "".join(FINDINGS.render([report], format_name, style)).replace("\n", "")


@pytest.fixture
def wrong_marks(corrected_case: str) -> str:
    return corrected_case.replace("法令等の遵守: ○", "法令等の遵守: 〇")


@pytest.mark.parametrize("format_name", PROSE)
def test_says_how_many_findings_can_be_corrected(format_name: str, wrong_marks: str, library: Library) -> None:
    count = wrong_marks.count("法令等の遵守: 〇")

    assert count > 1
    shown = written(wrong_marks, library, format_name, Style(width=120, offers_fix=True))
    assert f"{count}件は --fix で直せます。" in shown
    assert "--fix で直せます" not in written(wrong_marks, library, format_name, Style(width=120)).partition("案件")[2]


def test_json_counts_them(wrong_marks: str, library: Library) -> None:
    data = json.loads(written(wrong_marks, library, "json", Style()))

    assert data["summary"]["fixable"] == wrong_marks.count("法令等の遵守: 〇")


@pytest.mark.parametrize("format_name", PROSE)
def test_says_what_comes_after_a_complete_draft(format_name: str, corrected_case: str, library: Library) -> None:
    draft = corrected_case.replace("status: final", "status: draft")
    unanswered = draft.replace("法令等の遵守: ○", "法令等の遵守:", 1)
    style = Style(width=120)

    assert draft != corrected_case
    assert unanswered != draft
    assert NEXT in written(draft, library, format_name, style)
    assert "作成中の案件" not in written(unanswered, library, format_name, style)
    assert "作成中の案件" not in written(corrected_case, library, format_name, style)
