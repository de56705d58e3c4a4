from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.conftest import RunProgram


@pytest.fixture
def checklists(tmp_path: Path, root: Path) -> Path:
    """A copy of the checklists in the folder in which the program runs."""
    return Path(shutil.copytree(root / "checklists", tmp_path / "checklists"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_checklists_that_come_along(kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("lint")

    assert (outcome.exit_code, outcome.errors) == (0, "")
    assert outcome.output == "ファイル 18件：エラー 0件、警告 0件、情報 0件\n問題は見つかりませんでした。\n"


def test_in_english(kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("lint", "--lang", "en")

    assert outcome.output == "18 files: 0 errors, 0 warnings, 0 infos\nNo problems found.\n"


def test_findings_end_with_1(kojin_check_here: RunProgram, checklists: Path) -> None:
    edit(checklists / "r5" / "1-目的外利用.yaml", "慎重に協議する", "協議する")

    outcome = kojin_check_here("lint", "checklists")

    assert outcome.exit_code == 1
    assert "checklists/r5/version.yaml:7:14: エラー KJ908 changed-after-sealing\n" in outcome.output
    assert "kojin-check lint --reseal r5" in outcome.output.replace("\n", "").replace("          ", " ")


def test_warnings_end_with_0_unless_asked_otherwise(kojin_check_here: RunProgram, checklists: Path) -> None:
    edit(checklists / "r7-draft" / "version.yaml", "facts:\n", "facts:\n  使わない事実: はいですか。\n")

    assert kojin_check_here("lint", "checklists", "--ignore", "KJ910").exit_code == 0
    assert kojin_check_here("lint", "checklists", "--ignore", "KJ910", "--fail-on", "warning").exit_code == 1


def test_json(kojin_check_here: RunProgram, checklists: Path) -> None:
    edit(checklists / "r5" / "version.yaml", "id: r5", "id: r6")

    outcome = kojin_check_here("lint", "checklists/r5", "--format", "json", "--select", "KJ902")

    report = json.loads(outcome.output)
    assert outcome.exit_code == 1
    assert report["schema"] == "kojin-check/report/v1"
    assert report["summary"]["errors"] == 2
    finding, altered = report["findings"]
    assert altered["rule"] == "KJ908"  # No selection hides that.
    assert (finding["rule"], finding["name"], finding["path"], finding["line"], finding["column"]) == (
        "KJ902",
        "misnamed-version",
        "checklists/r5/version.yaml",
        3,
        5,
    )


@pytest.mark.parametrize("format_name", ["sarif", "github", "gitlab", "junit", "markdown"])
def test_every_other_format_names_the_finding(kojin_check_here: RunProgram, checklists: Path, format_name: str) -> None:
    edit(checklists / "r5" / "version.yaml", "id: r5", "id: r6")

    outcome = kojin_check_here("lint", "checklists", "--format", format_name)

    assert outcome.exit_code == 1
    assert "KJ902" in outcome.output
    assert not re.search("案件(全体| ?[0-9])", outcome.output)


def test_sarif_describes_the_rules_that_lint_can_report(kojin_check_here: RunProgram) -> None:
    log = json.loads(kojin_check_here("lint", "--format", "sarif").output)

    codes = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    assert {"KJ001", "KJ702", "KJ908"} <= set(codes)
    assert "KJ301" not in codes


class TestSealing:
    def test_writes_one_line_and_says_so(self, kojin_check_here: RunProgram, checklists: Path, root: Path) -> None:
        definition = checklists / "r5" / "version.yaml"
        sealed = definition.read_text(encoding="utf-8")
        edit(definition, sealed.splitlines(keepends=True)[6], "")

        outcome = kojin_check_here("lint", "checklists", "--seal")

        assert outcome.exit_code == 0
        assert outcome.errors == "checklists/r5/version.yaml に「r5」の指紋を書き込みました。\n"
        assert definition.read_text(encoding="utf-8") == sealed

    def test_does_not_accept_changes_by_itself(self, kojin_check_here: RunProgram, checklists: Path) -> None:
        edit(checklists / "r5" / "1-目的外利用.yaml", "慎重に協議する", "協議する")

        refused = kojin_check_here("lint", "checklists", "--seal", "--ignore", "KJ910", "--format", "json")
        accepted = kojin_check_here("lint", "checklists", "--reseal", "r5", "--ignore", "KJ910", "--format", "json")

        assert (refused.exit_code, refused.errors) == (1, "")
        assert [finding["rule"] for finding in json.loads(refused.output)["findings"]] == ["KJ908"]
        assert (accepted.exit_code, json.loads(accepted.output)["findings"]) == (0, [])

    def test_of_an_unknown_version_is_wrong_usage(self, kojin_check_here: RunProgram, checklists: Path) -> None:
        outcome = kojin_check_here("lint", "checklists", "--reseal", "r6")

        assert (outcome.exit_code, outcome.errors) == (
            2,
            "kojin-check: 「r6」という版はありません。あるのは r5、r7-draft です。\n",
        )


def test_wrong_usage_and_missing_folders(kojin_check_here: RunProgram, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert kojin_check_here("lint", "--select", "KJ3").exit_code == 2
    nowhere = kojin_check_here("lint", "nowhere")
    assert (nowhere.exit_code, nowhere.errors) == (3, "kojin-check: nowhere というフォルダはありません。\n")
    empty = kojin_check_here("lint", "empty")
    assert (empty.exit_code, empty.output) == (3, "")
    assert empty.errors == (
        "kojin-check: フォルダ empty にチェックリストの版（version.yaml のあるフォルダ）がありません。"
        "版のフォルダが入ったフォルダを、--checklists か設定の checklists に書いてください。"
        "今ある版の写しは kojin-check new-version で作れます。\n"
    )


def test_a_case_cannot_be_selected_by_the_rules_about_checklists(kojin_check_here: RunProgram) -> None:
    assert kojin_check_here("validate", "--select", "KJ7", "x.yaml").exit_code == 2


def test_rules_about_checklists_are_documented_like_all_others(kojin_check_here: RunProgram) -> None:
    page = kojin_check_here("rules", "missing-counterpart")

    assert page.exit_code == 0
    assert page.output.startswith("KJ702 missing-counterpart\n")
    listed = json.loads(kojin_check_here("rules", "--format", "json").output)["rules"]
    assert {"KJ301", "KJ702", "KJ908"} <= {rule["code"] for rule in listed}


def test_on_github_the_jobs_page_is_filled(kojin_check_here: RunProgram, tmp_path: Path) -> None:
    outcome = kojin_check_here("lint", "--format", "github", environment={"GITHUB_STEP_SUMMARY": "page.md"})

    assert outcome.exit_code == 0
    assert "| ファイル |" in (tmp_path / "page.md").read_text(encoding="utf-8")


def test_the_configuration_names_the_folder_and_the_language(
    kojin_check_here: RunProgram, checklists: Path, tmp_path: Path
) -> None:
    shutil.rmtree(checklists / "r7-draft")
    (tmp_path / "kojin-check.yaml").write_text("checklists: checklists\nlang: en\n", encoding="utf-8")

    assert kojin_check_here("lint", "--ignore", "KJ910").output.startswith("9 files: 0 errors")
