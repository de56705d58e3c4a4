from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT, RunProgram

FAQ_ITEMS = [
    f"5/{actor}/運用上/{name}"
    for actor in ("区が行う", "事業者に行わせる")
    for name in ("管理状況の確認", "再委託先の立入り調査")
]


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    return tmp_path / "cases"


def test_the_proposal_and_the_case_that_it_touches(cases: Path, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("diff", "r5", "r7-draft", "--cases", "cases", "--format", "json")

    assert (outcome.exit_code, outcome.errors) == (0, "")
    data = json.loads(outcome.output)
    assert data["summary"] == {"added": 16, "removed": 0, "moved": 0, "reworded": 0, "renamed": 0, "condition": 0}
    assert {change["impact"] for change in data["changes"]} == {"breaking"}
    [case] = data["cases"]
    assert (case["path"], case["version"], case["affected"]) == ("cases/faq-system.yaml", "r5", FAQ_ITEMS)
    assert case["unanswered_after"] == 4
    assert data["departments"] == [
        {"department": "総合政策部区政情報課", "cases": 1, "unanswered_after": 4, "to_review": 0}
    ]


def test_text_is_the_default_and_ends_with_what_it_comes_to(cases: Path, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("diff", "r5", "r7-draft", "--cases", "cases/faq-system.yaml")

    assert outcome.exit_code == 0
    assert outcome.output.startswith("現行    個人情報保護対策チェックリスト（令和5年度版）（r5、令和5年4月1日適用）\n")
    assert outcome.output.endswith("影響を受ける案件は1件です。新しい版に移すと、4項目が未回答になります。\n")


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (("r5", "r7-draft"), 0),
        (("r5", "r7-draft", "--exit-code"), 1),
        (("r5", "r5", "--exit-code"), 0),
        (("r5", "r9"), 2),
        (("r5",), 2),
        (("r5", "./r9"), 3),
        (("r5", "r7-draft", "--cases", "nowhere"), 3),
        (("r5", "r7-draft", "--format", "xml"), 2),
        (("r5", "r7-draft", "--checklists", "nowhere"), 3),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], exit_code: int, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("diff", *arguments)

    assert outcome.exit_code == exit_code
    assert bool(outcome.errors) == (exit_code > 1)


def test_a_version_and_itself(kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("diff", "r5", "r5", "--format", "json")

    assert json.loads(outcome.output)["changes"] == []


def test_english(cases: Path, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("diff", "r5", "r7-draft", "--cases", "cases", "--lang", "en")

    assert outcome.output.endswith("1 case concerned. Carried over: 4 answers missing.\n")


@pytest.mark.parametrize(
    ("format_name", "beginning"),
    [("html", "<!DOCTYPE html>"), ("markdown", "## 新旧対照表"), ("text", "現行"), ("json", "{")],
)
def test_every_format_can_go_to_a_file(
    format_name: str, beginning: str, tmp_path: Path, kojin_check_here: RunProgram
) -> None:
    outcome = kojin_check_here("diff", "r5", "r7-draft", "--format", format_name, "-o", "out.txt")

    assert (outcome.exit_code, outcome.output, outcome.errors) == (0, "", "")
    text = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert text.startswith(beginning)
    assert "\x1b" not in text


def test_several_paths_may_hold_the_same_case(cases: Path, kojin_check_here: RunProgram) -> None:
    arguments = ("--cases", "cases", "--cases", "cases/faq-system.yaml")
    outcome = kojin_check_here("diff", "r5", "r7-draft", *arguments, "--format", "json")

    assert json.loads(outcome.output)["totals"]["affected"] == 1


def test_folders_of_someone_elses_checklists(tmp_path: Path, kojin_check_here: RunProgram) -> None:
    shutil.copytree(ROOT / "checklists" / "r5", tmp_path / "forms" / "a")
    shutil.copytree(ROOT / "checklists" / "r7-draft", tmp_path / "forms" / "b")

    by_id = kojin_check_here("diff", "a", "b", "--checklists", "forms", "--format", "json")
    by_folder = kojin_check_here("diff", "./forms/a", "forms/b", "--format", "json")
    assert json.loads(by_id.output)["summary"]["added"] == 16
    assert by_folder.output == by_id.output


@pytest.mark.parametrize("encoding", ["cp932", "ascii"])
@pytest.mark.parametrize("format_name", ["html", "json"])
def test_a_narrow_stream_loses_nothing(encoding: str, format_name: str, kojin_check: RunProgram) -> None:
    arguments = ("diff", "r5", "r7-draft", "--format", format_name)
    environment = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    outcome = kojin_check(*arguments, environment=environment, encoding=encoding)

    assert (outcome.exit_code, outcome.errors) == (0, "")
    assert outcome.output.isascii()
    if format_name == "json":
        assert json.loads(outcome.output) == json.loads(kojin_check(*arguments).output)
    else:
        assert "&#26032;&#26087;&#23550;&#29031;&#34920;" in outcome.output  # 新旧対照表
