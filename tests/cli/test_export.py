from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import RunProgram


@pytest.fixture
def case(tmp_path: Path, published_case: str) -> Path:
    path = tmp_path / "faq.yaml"
    path.write_text(published_case, encoding="utf-8")
    return path


def test_writes_one_page_to_the_file(kojin_check_here: RunProgram, case: Path, tmp_path: Path) -> None:
    outcome = kojin_check_here("export", "faq.yaml", "-o", "faq.html")

    assert (outcome.exit_code, outcome.output, outcome.errors) == (0, "", "")
    page = (tmp_path / "faq.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>\n")
    assert "http://" not in page
    assert "https://" not in page


def test_writes_a_file_for_each_case_of_a_folder(
    kojin_check_here: RunProgram, case: Path, tmp_path: Path, corrected_case: str
) -> None:
    (tmp_path / "cases" / "deep").mkdir(parents=True)
    for name in ("a.yaml", "deep/b.yaml"):
        (tmp_path / "cases" / name).write_text(corrected_case, encoding="utf-8")

    assert kojin_check_here("export", "cases", "faq.yaml", "-o", "forms").exit_code == 0

    assert sorted(path.name for path in (tmp_path / "forms").iterdir()) == ["a.html", "b.html", "faq.html"]


def test_several_need_a_folder(kojin_check_here: RunProgram, case: Path, tmp_path: Path) -> None:
    outcome = kojin_check_here("export", "faq.yaml", "r5/5")
    into_a_form = kojin_check_here("export", "faq.yaml", "r5/5", "-o", "faq.html")
    into_a_file = kojin_check_here("export", "faq.yaml", "r5/5", "-o", "faq.yaml")

    assert outcome == into_a_form == into_a_file
    assert not (tmp_path / "faq.html").exists()
    assert outcome.exit_code == 2
    assert outcome.errors.startswith("kojin-check: 2件を書き出すには、-o にフォルダを指定してください。\n")


def test_two_cases_of_one_name_do_not_become_one_file(
    kojin_check_here: RunProgram, case: Path, tmp_path: Path, published_case: str
) -> None:
    (tmp_path / "last-year").mkdir()
    (tmp_path / "last-year" / "faq.yaml").write_text(published_case, encoding="utf-8")

    outcome = kojin_check_here("export", "faq.yaml", "last-year/faq.yaml", "-o", "forms")

    assert outcome.exit_code == 2
    assert outcome.errors.startswith("kojin-check: 同じ名前の案件が2つ以上あり、どちらも forms/faq.html になります。")
    assert not (tmp_path / "forms").exists()


def test_a_blank_form(kojin_check_here: RunProgram, tmp_path: Path) -> None:
    outcome = kojin_check_here("export", "r5/5")

    assert outcome.exit_code == 0
    assert "5 業務委託にかかる個人情報保護対策チェックリスト" in outcome.output
    assert '<td class="answer"></td><td>個人情報は、施錠できる金庫又はキャビネット等に保管する。</td>' in outcome.output


def test_what_is_neither_a_file_nor_a_form(kojin_check_here: RunProgram) -> None:
    assert kojin_check_here("export", "r9/5").errors == "kojin-check: r9/5 というファイルもフォルダもありません。\n"
    assert kojin_check_here("export", "r5/9").exit_code == 2


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("          施錠保管: ", "          施錠保菅: ", "faq.yaml:387:11"),
        ("department: ", "departmant: ", "faq.yaml:15:1"),
        ("    media: [電磁的媒体]\n    periods", "    media: [磁気テープ]\n    periods", "faq.yaml:321:13"),
    ],
)
def test_what_would_be_missing_on_the_form_is_told(
    kojin_check_here: RunProgram, case: Path, published_case: str, old: str, new: str, place: str
) -> None:
    assert old in published_case
    case.write_text(published_case.replace(old, new, 1), encoding="utf-8")

    outcome = kojin_check_here("export", "faq.yaml", "-o", "faq.html")

    assert outcome.exit_code == 1
    assert place in outcome.errors
    assert not case.with_suffix(".html").exists()
    assert kojin_check_here("export", "faq.yaml", "--draft", "-o", "faq.html").exit_code == 0


def test_replaces_no_case(kojin_check_here: RunProgram, case: Path, published_case: str) -> None:
    outcome = kojin_check_here("export", "faq.yaml", "-o", "faq.yaml")

    assert outcome.exit_code == 2
    assert case.read_text(encoding="utf-8") == published_case


def test_draft_is_printed_only_where_it_is_asked_for(kojin_check_here: RunProgram, case: Path) -> None:
    assert '<p class="stamp">' not in kojin_check_here("export", "faq.yaml").output
    assert '<p class="stamp">案</p>' in kojin_check_here("export", "faq.yaml", "--draft").output
    assert '<p class="stamp">Draft</p>' in kojin_check_here("export", "faq.yaml", "--draft", "--lang", "en").output
