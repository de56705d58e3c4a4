"""What is special about single items and about gates is shown, and is told between versions."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.conftest import RunProgram

from kojin_check.diff.changes import Impact, Kind
from kojin_check.diff.compare import compare
from kojin_check.model.library import load_version

FORMS = Path(__file__).parent
MEDICAL = "医療R6"


def test_markdown_shows_the_marks_and_fields_of_single_items(kojin_check_here: RunProgram) -> None:
    checklists = str(FORMS / "checklists")
    shown = kojin_check_here("show", f"{MEDICAL}/1", "--format", "markdown", "--checklists", checklists).output

    assert "| 医療情報システム | 医療情報システムを導入している。 | 有 ある、無 ない |\n" in shown
    assert (
        "| 台帳の棚卸し | 台帳と現物を照合した。 | 「台帳管理」の回答が「はい」であるとき | 答えなくてよい | 確認日 |\n"
        in shown
    )
    assert "| 項目 | 対策 | 必要な場合 | 不要な場合の理由 |\n" in shown  # Where no item has anything of its own.


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """The medical form, and another version of it in which what is not needed must be declined."""
    for name in (MEDICAL, "次の版"):
        shutil.copytree(FORMS / "checklists" / MEDICAL, tmp_path / "forms" / name)
    version = tmp_path / "forms" / "次の版" / "version.yaml"
    text = re.sub("fingerprint: .*\n", "", version.read_text(encoding="utf-8")).replace(
        "status: adopted", "status: draft"
    )
    version.write_text(text.replace(f"id: {MEDICAL}", f"id: 次の版\nsupersedes: {MEDICAL}"), encoding="utf-8")
    form = next((tmp_path / "forms" / "次の版").glob("1-*.yaml"))
    text = form.read_text(encoding="utf-8")
    assert "not_needed: skip\n" in text
    form.write_text(text.replace("not_needed: skip\n", ""), encoding="utf-8")
    return tmp_path / "forms"


@pytest.mark.parametrize(
    ("old", "new", "impact", "words"),
    [
        (MEDICAL, "次の版", Impact.BREAKING, ("skip", "decline")),
        ("次の版", MEDICAL, Impact.REVIEW, ("decline", "skip")),
    ],
)
def test_whether_gates_end_a_form_is_told(
    old: str, new: str, impact: Impact, words: tuple[str, str], forms: Path
) -> None:
    changes = compare(load_version(forms / old), load_version(forms / new)).changes

    assert [(one.kind, one.impact, one.address, one.old, one.new) for one in changes] == [
        (Kind.NOT_NEEDED, impact, "1", *words)
    ]


def test_what_need_not_be_answered_is_no_gap_today_and_one_afterwards(
    forms: Path, kojin_check_here: RunProgram
) -> None:
    shutil.copy(FORMS / "cases" / f"{MEDICAL}.yaml", forms.parent / "case.yaml")

    outcome = kojin_check_here(
        "diff", MEDICAL, "次の版", "--cases", "case.yaml", "--checklists", "forms", "--format", "json"
    )

    [case] = json.loads(outcome.output)["cases"]
    assert case["unanswered_after"] == 1
    assert (
        "今も未回答"
        not in kojin_check_here("diff", MEDICAL, "次の版", "--cases", "case.yaml", "--checklists", "forms").output
    )
