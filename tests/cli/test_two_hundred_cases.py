"""The secretariat's questions, asked of a made-up ward of 200 cases and three years."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.conftest import Put, RunProgram
from tests.samples.ward import make_ward


@pytest.fixture
def ward(put: Put, tmp_path: Path) -> Path:
    put(make_ward, tmp_path)
    return tmp_path


def test_all_cases_fit_on_a_screen(ward: Path, kojin_check_here: RunProgram) -> None:
    output = kojin_check_here("status").output

    assert len(output.splitlines()) <= 24
    assert "全体（200件）" in output


def test_who_uses_a_contractor_and_what_ends_in_march(ward: Path, kojin_check_here: RunProgram) -> None:
    options = ("--party", "四谷情報サービス", "--ends-before", "令和9年4月1日", "--format", "json")

    cases = json.loads(kojin_check_here("status", *options).output)["cases"]

    assert len(cases) > 10
    assert {case["ends"] for case in cases} == {"2027-03-31"}
    assert all("四谷情報サービス株式会社" in (*case["parties"], *case["subcontractors"]) for case in cases)
    everything = json.loads(kojin_check_here("status", "--format", "json").output)["cases"]
    assert sum("四谷情報サービス株式会社" in (*one["parties"], *one["subcontractors"]) for one in everything) == len(
        cases
    )


def test_what_is_different_from_last_year(ward: Path, kojin_check_here: RunProgram) -> None:
    data = json.loads(kojin_check_here("diff", "--since", "令和7年度", "--format", "json").output)

    assert data["summary"]["changed"] + data["summary"]["added"] == 200
    assert data["summary"]["removed"] == len(data["removed"]) > 0
    changed = {fact["key"] for case in data["cases"] for page in case["pages"] for fact in page["facts"]}
    assert changed >= {"periods", "party", "data_items"}


def test_what_a_new_version_asks_of_all_stands_once(ward: Path, kojin_check_here: RunProgram) -> None:
    output = kojin_check_here("diff", "r5", "r7-draft", "--cases", "cases").output

    assert output.count("区が行う・運用上「管理状況の確認」") == 1
    assert "業務委託（様式5）　案件 200件" in output
    assert "800項目が未回答になります。" in output
    assert "このほかに、今も未回答の項目が3あります（上の数には含みません）。" in output


def test_approvals_hold_until_a_case_changes(ward: Path, kojin_check_here: RunProgram) -> None:
    assert json.loads(kojin_check_here("validate", "--select", "KJ507", "--format", "json").output)["findings"] == []
    path = next(path for path in sorted(ward.glob("cases/*/*.yaml")) if "approval:" in path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace("volume: 約", "volume: およそ"), encoding="utf-8")

    found = json.loads(kojin_check_here("validate", "--select", "KJ507", "--format", "json").output)["findings"]

    assert [finding["path"] for finding in found] == [path.relative_to(ward).as_posix()]
