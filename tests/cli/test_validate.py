from __future__ import annotations

import json
import os
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import RunProgram

ANSWER = "          施錠保管: −（電子データのみの取扱いのため）\n"


@pytest.fixture
def case(tmp_path: Path, corrected_case: str) -> Path:
    """A folder `cases` with one case that has nothing wrong."""
    (tmp_path / "cases").mkdir()
    path = tmp_path / "cases" / "案件.yaml"
    path.write_text(corrected_case, encoding="utf-8")
    return path


@pytest.fixture
def bad_case(case: Path, corrected_case: str) -> Path:
    """The same with one error, KJ301, and one warning, KJ104."""
    text = corrected_case.replace(ANSWER, "          施錠保管: ○\n", 1).replace("業務フロー: ○", "業務フロー: 〇", 1)
    case.write_text(text, encoding="utf-8")
    return case


def rules_of(output: str) -> list[str]:
    return [finding["rule"] for finding in json.loads(output)["findings"]]


class TestExitCode:
    """In processes of their own: this is what a shell sees."""

    def test_is_0_for_a_case_without_findings(self, case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "cases")

        assert (outcome.exit_code, outcome.errors) == (0, "")
        assert outcome.output.endswith("案件 1件：エラー 0件、警告 0件、情報 0件\n問題は見つかりませんでした。\n")

    def test_is_1_for_errors(self, bad_case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "cases/案件.yaml")

        assert (outcome.exit_code, outcome.errors) == (1, "")
        assert "cases/案件.yaml:387:17: エラー KJ301 inapplicable-item-ticked\n" in outcome.output

    def test_is_0_for_errors_too_where_nothing_is_to_fail(self, bad_case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "cases", "--fail-on", "none", "--format", "json")

        assert outcome.exit_code == 0
        assert rules_of(outcome.output) == ["KJ104", "KJ301"]
        assert kojin_check_here("validate", "missing", "--fail-on", "none").exit_code == 3

    def test_is_2_for_a_wrong_command_line(self, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "--format", "pdf")

        assert (outcome.exit_code, outcome.output) == (2, "")
        assert "--format に使えるのは text、" in outcome.errors

    def test_is_3_for_a_path_that_does_not_exist(self, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "無い.yaml")

        assert (outcome.exit_code, outcome.output) == (3, "")
        assert outcome.errors == "kojin-check: 無い.yaml というファイルもフォルダもありません。\n"


class TestPaths:
    def test_default_to_the_folder_cases(self, bad_case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "--format", "json")

        assert outcome.exit_code == 1
        assert rules_of(outcome.output) == ["KJ104", "KJ301"]

    def test_are_asked_for_when_there_is_no_such_folder(self, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate")

        assert (outcome.exit_code, outcome.output) == (3, "")
        assert outcome.errors == (
            "kojin-check: cases フォルダがありません。確かめるファイルかフォルダを指定してください"
            "（例: kojin-check validate 案件.yaml）。\n"
        )

    def test_may_be_standard_input(self, bad_case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "-", "--format", "json", stdin=bad_case.read_bytes())

        assert outcome.exit_code == 1
        assert [finding["path"] for finding in json.loads(outcome.output)["findings"]] == ["-", "-"]

    def test_of_standard_input_can_have_the_name_of_its_file(
        self, bad_case: Path, tmp_path: Path, kojin_check_here: RunProgram
    ) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere" / "kojin-check.yaml").write_text("ignore: [KJ301]\n", encoding="utf-8")
        arguments = ("validate", "-", "--format", "concise", "--stdin-filename", "elsewhere/新しい.yaml")
        outcome = kojin_check_here(*arguments, stdin=bad_case.read_bytes())

        assert outcome.exit_code == 0
        (line,) = outcome.output.splitlines()
        assert line.startswith("elsewhere/新しい.yaml:")
        assert " warning KJ104 " in line

        outcome = kojin_check_here("validate", "cases", "--stdin-filename", "x.yaml")
        assert outcome.exit_code == 2
        assert "標準入力" in outcome.errors

    def test_of_a_folder_without_cases(self, tmp_path: Path, kojin_check_here: RunProgram) -> None:
        (tmp_path / "empty").mkdir()

        outcome = kojin_check_here("validate", "empty")

        assert (outcome.exit_code, outcome.output) == (3, "")
        assert outcome.errors == ("kojin-check: フォルダ empty に案件のファイル（*.yaml、*.yml）がありません。\n")

    def test_can_be_several(self, bad_case: Path, case: Path, kojin_check_here: RunProgram) -> None:
        shutil.copy(bad_case, bad_case.parent / "別.yml")

        outcome = kojin_check_here("validate", "cases/別.yml", "cases/案件.yaml", "--format", "json")

        paths = [finding["path"] for finding in json.loads(outcome.output)["findings"]]
        assert paths == ["cases/別.yml"] * 2 + ["cases/案件.yaml"] * 2

    def test_that_are_named_but_excluded_are_left_out_on_demand(
        self, bad_case: Path, tmp_path: Path, kojin_check_here: RunProgram
    ) -> None:
        """So pre-commit, which names the files, does not hold up a commit for one that is no case."""
        (tmp_path / "kojin-check.yaml").write_text("exclude: [cases/控え/]\n", encoding="utf-8")
        (tmp_path / "cases" / "控え").mkdir()
        shutil.copy(bad_case, tmp_path / "cases" / "控え" / "古い.yaml")
        named = ("validate", "cases/控え/古い.yaml")

        assert kojin_check_here(*named).exit_code == 1
        outcome = kojin_check_here(*named, "--force-exclude")
        assert (outcome.exit_code, outcome.errors) == (0, "")
        said = "何も確かめていません。\nほかに1件は確かめていません（設定の exclude で除いたもの 1件）。"
        assert said in outcome.output
        both = kojin_check_here(*named, "cases/案件.yaml", "--force-exclude", "--format", "json")
        assert json.loads(both.output)["summary"]["cases"] == 1

    def test_that_a_program_has_named_count_only_where_the_cases_are(
        self, bad_case: Path, tmp_path: Path, kojin_check_here: RunProgram
    ) -> None:
        (tmp_path / "pii" / "案件").mkdir(parents=True)
        shutil.copy(bad_case, tmp_path / "pii" / "案件" / "甲.yaml")
        (tmp_path / "pii" / "案件" / "版.yaml").write_text("schema: kojin-check/version/v1\n", encoding="utf-8")
        configuration = tmp_path / "pii" / "kojin-check.yaml"
        configuration.write_text("paths: [案件]\n", encoding="utf-8")
        (tmp_path / "ci.yml").write_text("jobs: {}\n", encoding="utf-8")
        named = ("ci.yml", "pii/kojin-check.yaml", "pii/案件/版.yaml")

        outcome = kojin_check_here("validate", "--force-exclude", *named)
        assert outcome.exit_code == 0
        assert "何も確かめていません。\nほかに1件は確かめていません（このプログラムの別の書式 1件）。" in outcome.output
        report = json.loads(
            kojin_check_here("validate", "--force-exclude", "pii/案件/甲.yaml", *named, "--format", "json").output
        )
        assert {finding["path"] for finding in report["findings"]} == {"pii/案件/甲.yaml"}
        assert kojin_check_here("validate", "--force-exclude", "nowhere.yaml").exit_code == 3
        configuration.unlink()
        outcome = kojin_check_here("validate", "--force-exclude", "pii/案件/甲.yaml", "cases/案件.yaml", "ci.yml")
        assert "cases/案件.yaml:" in outcome.output
        assert "pii" not in outcome.output


class TestSelection:
    @pytest.mark.parametrize(
        ("options", "rules", "exit_code"),
        [
            (("--select", "KJ301"), ["KJ301"], 1),
            (("--select", "KJ1"), ["KJ104"], 0),
            (("--select", "kj1,KJ3"), ["KJ104", "KJ301"], 1),
            (("--select", "KJ1", "--select", "KJ301"), ["KJ104", "KJ301"], 1),
            (("--ignore", "KJ301"), ["KJ104"], 0),
            (("--ignore", "KJ3", "--fail-on", "warning"), ["KJ104"], 1),
            (("--ignore", "KJ1,KJ3"), [], 0),
            (("--fail-on", "info"), ["KJ104", "KJ301"], 1),
        ],
    )
    def test_filters_findings(
        self, options: tuple[str, ...], rules: list[str], exit_code: int, bad_case: Path, kojin_check_here: RunProgram
    ) -> None:
        outcome = kojin_check_here("validate", "cases", "--format", "json", *options)

        assert (rules_of(outcome.output), outcome.exit_code) == (rules, exit_code)

    def test_of_a_rule_that_does_not_exist(self, case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "cases", "--select", "KJ999")

        assert (outcome.exit_code, outcome.output) == (2, "")
        assert outcome.errors.startswith("kojin-check: KJ999 という規則はありません。")


class TestOutput:
    def test_goes_to_a_file_in_utf_8(self, bad_case: Path, tmp_path: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "cases", "--output", "report.txt")

        assert (outcome.exit_code, outcome.output, outcome.errors) == (1, "", "")
        report = (tmp_path / "report.txt").read_bytes().decode("utf-8")
        assert "−（電子データのみの取扱いのため）" in report

    def test_is_left_alone_when_the_run_fails(self, tmp_path: Path, kojin_check_here: RunProgram) -> None:
        (tmp_path / "report.txt").write_text("old")

        assert kojin_check_here("validate", "none", "-o", "report.txt").exit_code == 3
        assert (tmp_path / "report.txt").read_text() == "old"

    def test_without_summary(self, bad_case: Path, kojin_check_here: RunProgram) -> None:
        output = kojin_check_here("validate", "cases", "--quiet").output

        assert "KJ301" in output
        assert "回答の集計" not in output
        assert "案件 1件" not in output

    def test_with_statistics(self, bad_case: Path, kojin_check_here: RunProgram) -> None:
        output = kojin_check_here("validate", "cases", "--statistics").output

        assert (
            "規則ごとの件数\n  1  KJ104  nonstandard-mark          警告\n  1  KJ301  inapplicable-item-ticked  エラー\n"
        ) in output

    def test_in_english(self, bad_case: Path, kojin_check_here: RunProgram) -> None:
        for arguments, environment in ((("--lang", "en"), {}), ((), {"KOJIN_CHECK_LANG": "en"})):
            output = kojin_check_here("validate", "cases", *arguments, environment=environment).output

            assert "cases/案件.yaml:387:17: error KJ301 inapplicable-item-ticked\n" in output
            assert output.endswith(
                "1 case: 1 error, 1 warning, 0 infos\n1 error to correct: see “fix” at each, then check again.\n"
                "--fix corrects 1 finding.\n"
            )

    @pytest.mark.parametrize("format_name", ["github", "gitlab", "json", "junit", "markdown", "sarif", "text"])
    def test_exists_in_every_format(self, format_name: str, bad_case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "cases", "--format", format_name)

        assert outcome.exit_code == 1
        assert "KJ301" in outcome.output


class TestStreamsThatLackCharacters:
    """Processes of their own, because the interpreter chooses the encodings."""

    @pytest.mark.parametrize(
        ("environment", "encoding", "seen"),
        [
            ({"PYTHONIOENCODING": "cp932"}, "cp932", "「－（電子データのみの取扱いのため）」"),
            ({"PYTHONIOENCODING": "ascii"}, "ascii", "-<U+FF08><U+96FB>"),
            ({"LC_ALL": "C", "PYTHONUTF8": "0"}, "ascii", "-<U+FF08><U+96FB>"),
        ],
    )
    def test_get_substitutes(
        self, environment: dict[str, str], encoding: str, seen: str, bad_case: Path, kojin_check: RunProgram
    ) -> None:
        outcome = kojin_check("validate", "cases", environment=environment, encoding=encoding)

        assert (outcome.exit_code, outcome.errors) == (1, "")
        assert seen in outcome.output

    @pytest.mark.parametrize("encoding", ["cp932", "ascii"])
    def test_get_the_same_json(self, encoding: str, bad_case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here(
            "validate", "cases", "--format", "json", environment={"PYTHONIOENCODING": encoding}, encoding="ascii"
        )

        assert outcome.exit_code == 1
        finding = json.loads(outcome.output)["findings"][1]
        assert finding["path"] == "cases/案件.yaml"
        assert "「−（電子データのみの取扱いのため）」" in finding["hint"]

    def test_lose_nothing_in_files(self, bad_case: Path, tmp_path: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here(
            "validate", "cases", "-o", "report.txt", environment={"LC_ALL": "C", "PYTHONUTF8": "0"}, encoding="ascii"
        )

        assert outcome.exit_code == 1
        assert "−（電子データのみの取扱いのため）" in (tmp_path / "report.txt").read_text(encoding="utf-8")

    def test_get_errors_that_can_be_read(self, kojin_check: RunProgram) -> None:
        outcome = kojin_check("validate", "−👍.yaml", environment={"PYTHONIOENCODING": "cp932"}, encoding="cp932")

        assert outcome.exit_code == 3
        assert outcome.errors == "kojin-check: －<U+1F44D>.yaml というファイルもフォルダもありません。\n"


class TestBrokenChecklists:
    @pytest.fixture
    def checklists(self, root: Path, tmp_path: Path) -> Path:
        shutil.copytree(root / "checklists", tmp_path / "own")
        return tmp_path / "own"

    @pytest.mark.parametrize(
        ("file", "old", "new", "place"),
        [
            ("5-業務委託.yaml", "strict: true\n        otherwise", "strikt: true\n        otherwise", ":39:9: "),
            ("1-目的外利用.yaml", "number: 1", "number: [1", ":6:9: "),
            ("version.yaml", "status: adopted", "status: adoptd", ":5:9: "),
        ],
    )
    def test_are_named_with_file_and_line(
        self, file: str, old: str, new: str, place: str, checklists: Path, case: Path, kojin_check_here: RunProgram
    ) -> None:
        path = checklists / "r5" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

        outcome = kojin_check_here("validate", "cases", "--checklists", "own")

        assert (outcome.exit_code, outcome.output) == (3, "")
        assert outcome.errors.startswith(
            f"kojin-check: チェックリストのファイルが正しくありません。own/r5/{file}{place}"
        )
        assert outcome.errors.count("\n") == 1

    def test_that_do_not_exist(self, case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "cases", "--checklists", "none")

        assert (outcome.exit_code, outcome.output) == (3, "")
        assert outcome.errors.startswith("kojin-check: チェックリストのフォルダ none を開けません")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
class TestOnATerminal:
    def run(self, path: Path, **environment: str) -> str:
        """What a terminal of 80 columns gets from both streams of a run over `path`."""
        import pty

        leader, follower = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "kojin_check", "validate", str(path)],
            stdout=follower,
            stderr=follower,
            env={"PATH": os.environ["PATH"], "TERM": "xterm", "COLUMNS": "80", "PYTHONUTF8": "1", **environment},
        )
        os.close(follower)
        received = b""
        while select.select([leader], [], [], 60)[0]:
            try:
                received += os.read(leader, 65536)
            except OSError:  # The other end is closed.
                break
        os.close(leader)
        assert process.wait(60) == 1
        return received.decode()

    def test_the_report_is_coloured(self, bad_case: Path) -> None:
        assert "\x1b[1;31mエラー\x1b[0m" in self.run(bad_case)

    def test_the_report_is_plain_when_colours_are_not_welcome(self, bad_case: Path) -> None:
        assert "\x1b" not in self.run(bad_case, NO_COLOR="1")


class TestManyCases:
    @pytest.fixture
    def ward(self, tmp_path: Path, corrected_case: str) -> Path:
        """Seven cases of two departments; one has 14 findings."""
        folder = tmp_path / "cases"
        folder.mkdir()
        for number in range(6):
            (folder / f"{number}.yaml").write_text(corrected_case, encoding="utf-8")
        broken = corrected_case.replace(": ○", ": ×", 12).replace("総合政策部区政情報課", "文化観光課", 1)
        (folder / "多い.yaml").write_text(broken.replace(": ○", ": 〇", 2), encoding="utf-8")
        return folder

    def test_show_ten_findings_of_a_case_and_say_how_many_more(self, ward: Path, kojin_check_here: RunProgram) -> None:
        brief = kojin_check_here("validate", "cases").output
        whole = kojin_check_here("validate", "cases", "--all").output

        heads = [len(re.findall(r"^cases/多い\.yaml:\d+:", output, re.MULTILINE)) for output in (brief, whole)]
        assert heads == [10, 14]
        assert "cases/多い.yaml: ほかに4件の指摘があります（全て見るには --all か、この" in brief
        assert "ほかに4件の指摘" not in whole + kojin_check_here("validate", "cases/多い.yaml").output
        assert "エラー 12件" in brief

    def test_end_with_tables_by_rule_and_department(self, ward: Path, kojin_check_here: RunProgram) -> None:
        output = kojin_check_here("validate", "cases").output

        assert (
            "規則ごとの件数\n"
            "  12  KJ103  mark-not-on-form  エラー\n"
            "   2  KJ104  nonstandard-mark  警告\n"
            "\n"
            "部署ごとの件数\n"
            "  エラー  警告  情報  部署\n"
            "      12     2     0  文化観光課\n"
        ) in output
        assert "部署ごとの件数" not in kojin_check_here("validate", "cases/多い.yaml").output
