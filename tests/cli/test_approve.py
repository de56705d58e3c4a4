from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import RunProgram


@pytest.fixture
def cases(tmp_path: Path, published_case: str, corrected_case: str) -> Path:
    """Two cases that can be approved."""
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "a.yaml").write_text(published_case, encoding="utf-8")
    (folder / "b.yaml").write_text(corrected_case, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_records_the_approval_of_several_cases(kojin_check_here: RunProgram, cases: Path) -> None:
    outcome = kojin_check_here("approve", "cases", "--date", "令和7年1月23日")

    assert (outcome.exit_code, outcome.output) == (0, "")
    assert outcome.errors == (
        "cases/a.yaml: 令和7年1月23日の決定（承認、個人情報保護管理運営会議）を記録しました。\n"
        "cases/b.yaml: 令和7年1月23日の決定（承認、個人情報保護管理運営会議）を記録しました。\n"
    )
    again = kojin_check_here("approve", "cases/a.yaml", "--date", "令和7年2月6日", "--lang", "en")
    assert again.errors == (
        "cases/a.yaml: replaced the record of 令和7年1月23日 by the decision of 令和7年2月6日"
        " (承認, 個人情報保護管理運営会議).\n"
    )
    assert kojin_check_here("validate", "cases", "--select", "KJ5").exit_code == 0


def test_writes_nothing_unless_all_can_be_approved(
    kojin_check_here: RunProgram, cases: Path, corrected_case: str
) -> None:
    (cases / "b.yaml").write_text(corrected_case.replace("status: final", "status: draft"), encoding="utf-8")
    before = contents(cases)

    outcome = kojin_check_here("approve", "cases", "--date", "令和7年1月23日")

    assert outcome.exit_code == 1
    assert outcome.errors.startswith("kojin-check: cases/b.yaml:13:9: ")
    assert "作成中（status: draft）の案件なので、承認を記録できません。" in outcome.errors.replace("\n", "")
    assert contents(cases) == before


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("令和80年1月23日", "--date: 令和80年1月23日（2098-01-23）は、まだ来ていない日です（今日は"),
        ("令和7年1月", "--date: 「令和7年1月」には日がありません。令和7年1月23日のように、日まで書いてください。"),
        ("先月", "--date: 「先月」は日付として読めません。例: 令和6年4月1日、R6.4.1、2024-04-01"),
        ("令和7年2月30日", "--date: 「令和7年2月30日」という日はありません。令和7年2月は28日までです。"),
    ],
)
def test_refuses_what_is_no_day_of_a_decision(kojin_check_here: RunProgram, cases: Path, day: str, said: str) -> None:
    before = contents(cases)

    outcome = kojin_check_here("approve", "cases", "--date", day)

    assert outcome.exit_code == 2
    assert said in outcome.errors
    assert contents(cases) == before


def test_refuses_standard_input(kojin_check_here: RunProgram) -> None:
    assert kojin_check_here("approve", "-", "--date", "令和7年1月23日").exit_code == 2


def test_a_case_that_is_carried_over_must_be_approved_again(kojin_check_here: RunProgram, cases: Path) -> None:
    kojin_check_here("approve", "cases/b.yaml", "--date", "令和7年1月23日")

    outcome = kojin_check_here("migrate", "cases/b.yaml", "--to", "r7-draft")

    assert outcome.errors.endswith(
        "  承認されたのは移す前の内容なので、改めて承認を受け、kojin-check approve で記録してください。\n"
    )
    assert "KJ507" in kojin_check_here("validate", "cases/b.yaml", "--select", "KJ507").output
