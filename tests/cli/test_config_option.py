"""Which configuration counts: by its names, by `--config`, and never in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import RunProgram


def test_both_suffixes_are_read(tmp_path: Path, kojin_check_here: RunProgram) -> None:
    (tmp_path / "kojin-check.yml").write_text("lang: en\n", encoding="utf-8")

    assert kojin_check_here("rules").output.split()[0] == "code"


def test_two_in_one_folder_are_refused(tmp_path: Path, kojin_check_here: RunProgram) -> None:
    for name in ("kojin-check.yaml", "kojin-check.yml"):
        (tmp_path / name).write_text("lang: en\n", encoding="utf-8")

    outcome = kojin_check_here("rules")
    assert outcome.exit_code == 3
    assert outcome.errors == (
        "kojin-check: 設定ファイルが2つあります（kojin-check.yaml と kojin-check.yml）。どちらかを削除してください。\n"
    )


def test_a_named_one_counts(tmp_path: Path, kojin_check_here: RunProgram) -> None:
    (tmp_path / "kojin-check.yaml").write_text("lang: fr\n", encoding="utf-8")
    (tmp_path / "own.yaml").write_text("lang: en\n", encoding="utf-8")
    (tmp_path / "own.toml").write_text('[tool.kojin-check]\nlang = "en"\n', encoding="utf-8")

    assert kojin_check_here("rules", "--config", "own.yaml").output.split()[0] == "code"
    assert kojin_check_here("rules", "--config", "own.toml").output.split()[0] == "code"
    assert kojin_check_here("rules", "--config", "none").output.split()[0] == "コード"
    assert kojin_check_here("rules").exit_code == 3


@pytest.mark.parametrize("name", ["gone.yaml", "gone.toml", "folder"])
def test_a_named_one_must_be_there(name: str, tmp_path: Path, kojin_check_here: RunProgram) -> None:
    (tmp_path / "folder").mkdir()

    outcome = kojin_check_here("rules", "--config", name)
    assert outcome.exit_code == 3
    assert outcome.errors.startswith("kojin-check: 設定ファイル: ")


def test_a_project_without_a_table_for_this_program_is_no_configuration(
    tmp_path: Path, kojin_check_here: RunProgram
) -> None:
    (tmp_path / "x.toml").write_text("[tool.other]\n", encoding="utf-8")

    outcome = kojin_check_here("rules", "--config", "x.toml")
    assert outcome.exit_code == 3
    assert outcome.errors == "kojin-check: 設定ファイル x.toml に [tool.kojin-check] という表がありません。\n"


@pytest.mark.parametrize("kind", ["dead link", "folder"])
def test_what_has_its_name_and_cannot_be_read_ends_the_run(
    kind: str, tmp_path: Path, kojin_check_here: RunProgram
) -> None:
    place = tmp_path / "kojin-check.yaml"
    if kind == "folder":
        place.mkdir()
        said = "kojin-check.yaml は普通のファイルではありません。"
    else:
        place.symlink_to("gone.yaml")
        said = "kojin-check.yaml を読めません（ファイルかフォルダがありません）。"

    outcome = kojin_check_here("rules")
    assert outcome.exit_code == 3
    assert outcome.errors == f"kojin-check: 設定ファイル: {said}読めるようにするか、削除してください。\n"


@pytest.mark.parametrize("code", ["K", "KJ"])
def test_what_all_codes_begin_with_is_no_code(code: str, tmp_path: Path, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("validate", "--ignore", code, "x.yaml")
    assert outcome.exit_code == 2
    assert outcome.errors.startswith(f"kojin-check: {code} という規則はありません。")

    (tmp_path / "kojin-check.yaml").write_text(f"ignore: [{code}]\n", encoding="utf-8")
    outcome = kojin_check_here("validate", "x.yaml")
    assert outcome.exit_code == 3
    assert f"kojin-check.yaml:1:10: 「{code}」という規則はありません。" in outcome.errors


def test_a_pattern_that_excludes_nothing_is_told(tmp_path: Path, kojin_check_here: RunProgram) -> None:
    (tmp_path / "cases" / "r6").mkdir(parents=True)
    for name in ("a.yaml", "r6/b.yaml"):
        (tmp_path / "cases" / name).write_text("x: 1\n", encoding="utf-8")
    configuration = "exclude: [cases/r6/, r7, 'cases\\old', '', r6/b.yaml]\n"
    (tmp_path / "kojin-check.yaml").write_text(configuration, encoding="utf-8")

    said = (
        "設定ファイル kojin-check.yaml の exclude にある「r7」に当てはまるファイルはありません。\n"
        "設定ファイル kojin-check.yaml の exclude にある「cases\\old」に当てはまるファイルはありません。"
        "フォルダの区切りには \\ ではなく / を使います。\n"
        "設定ファイル kojin-check.yaml の exclude にある「」に当てはまるファイルはありません。\n"
        "設定ファイル kojin-check.yaml の exclude にある「r6/b.yaml」に当てはまるファイルはありません。"
        "途中に / があるものは、設定ファイルのあるフォルダから数えます（どの階層でもよければ **/r6/b.yaml）。\n"
    )
    assert kojin_check_here("validate").errors == said
    left_out = (
        "ほかに1件は確かめていません（設定の exclude で除いたもの 1件）。validate --show-files で一覧が出ます。\n"
    )
    assert kojin_check_here("status").errors == said + left_out
    assert kojin_check_here("validate", "--config", "none").errors == ""
    assert kojin_check_here("validate", "--lang", "en").errors.splitlines()[0] == (
        "kojin-check.yaml: no file fits “r7” in exclude."
    )
    assert kojin_check_here("rules").errors == ""
