from __future__ import annotations

import codecs
import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from tests.conftest import ROOT, RunProgram

from kojin_check.editing.edits import apply_edits
from kojin_check.findings import Edit, Span
from kojin_check.fix.fixing import correct

CORRECT = (ROOT / "tests" / "data" / "examples" / "corrected.yaml").read_text(encoding="utf-8")
SLIPPED = CORRECT.replace("業務フロー: ○", "業務フロー: 〇", 1).replace("施錠保管: −（", "施錠保管: －（", 1)
FIRST_LINE = SLIPPED[: SLIPPED.index("業務フロー: 〇")].count("\n") + 1
SECOND_LINE = SLIPPED[: SLIPPED.index("施錠保管: －（")].count("\n") + 1


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_bytes(SLIPPED.encode())
    return path


def test_corrects_the_file_and_reports_what_is_left(case: Path, kojin_check_here: RunProgram) -> None:
    case.write_bytes(SLIPPED.replace("basis: [電算処理,", "basis: [").encode())

    outcome = kojin_check_here("validate", "case.yaml", "--fix", "--format", "json")

    assert case.read_text(encoding="utf-8") == CORRECT.replace("basis: [電算処理,", "basis: [")
    assert [finding["rule"] for finding in json.loads(outcome.output)["findings"]] == ["KJ202"]
    assert outcome.errors == "1個のファイルの2件（KJ104 2件）を自動で直しました。\n"
    assert outcome.exit_code == 1


def test_a_file_in_which_all_is_fixed_is_in_order(case: Path, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("validate", "case.yaml", "--fix", "--fail-on", "warning", "--lang", "en")

    assert (outcome.exit_code, outcome.errors) == (0, "Fixed 2 findings in 1 file (KJ104: 2).\n")
    assert "No problems found." in outcome.output
    assert case.read_bytes() == CORRECT.encode()


def test_says_when_there_is_nothing_to_fix(case: Path, kojin_check_here: RunProgram) -> None:
    case.write_bytes(CORRECT.encode())
    before = case.stat()

    outcome = kojin_check_here("validate", "case.yaml", "--fix")

    assert (outcome.exit_code, outcome.errors) == (0, "自動で直せる箇所はありませんでした。\n")
    assert (case.stat().st_mtime_ns, case.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


class TestDiff:
    def test_shows_what_would_change_and_writes_nothing(self, case: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("validate", "case.yaml", "--fix", "--diff", "--fail-on", "warning")

        assert case.read_text(encoding="utf-8") == SLIPPED
        lines = outcome.output.split("\n")
        assert lines[:2] == ["--- case.yaml", "+++ case.yaml"]
        assert [line for line in lines[2:] if line.startswith(("-", "+"))] == [
            "-          業務フロー: 〇",
            "+          業務フロー: ○",
            "-          施錠保管: －（電子データのみの取扱いのため）",
            "+          施錠保管: −（電子データのみの取扱いのため）",
        ]
        assert outcome.errors == (
            "--fix だけを指定すると、1個のファイルの2件（KJ104 2件）を直します。まだ何も書き込んでいません。\n"
        )

    @pytest.mark.parametrize(("threshold", "exit_code"), [("error", 0), ("warning", 1)])
    def test_ends_as_without_fixing(
        self, case: Path, threshold: str, exit_code: int, kojin_check_here: RunProgram
    ) -> None:
        options = ("validate", case.name, "--fail-on", threshold)

        assert kojin_check_here(*options).exit_code == exit_code
        assert kojin_check_here(*options, "--fix", "--diff").exit_code == exit_code

    @pytest.mark.parametrize("line_end", ["\n", "\r\n"])
    def test_can_be_applied(self, case: Path, line_end: str, kojin_check_here: RunProgram, tmp_path: Path) -> None:
        case.write_bytes(SLIPPED.replace("\n", line_end).encode())

        kojin_check_here("validate", "case.yaml", "--fix", "--diff", "-o", "fix.patch")
        subprocess.run(["git", "apply", "-p0", "fix.patch"], cwd=tmp_path, check=True, timeout=60)

        assert case.read_bytes() == CORRECT.replace("\n", line_end).encode()

    def test_nothing_to_fix_gives_no_diff(self, case: Path, kojin_check_here: RunProgram) -> None:
        case.write_bytes(CORRECT.encode())

        outcome = kojin_check_here("validate", "case.yaml", "--fix", "--diff")

        assert (outcome.output, outcome.errors) == ("", "自動で直せる箇所はありません。\n")

    def test_nothing_of_the_case_can_steer_the_terminal(self, case: Path, kojin_check_here: RunProgram) -> None:
        line = "          業務フロー: 〇"
        hostile = "          ##[group]\n          業務\u202eフロー: 〇 # \u2067見えない\n"
        case.write_text(SLIPPED.replace(line + "\n", hostile), encoding="utf-8")

        outcome = kojin_check_here("validate", "case.yaml", "--fix", "--diff")

        assert "           #<U+0023>[group]\n-          業務<U+202E>フロー: 〇 # <U+2067>見えない\n" in outcome.output


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["-", "--fix"], "標準入力は --fix で直せません。ファイルを指定してください。"),
            (["case.yaml", "-", "--fix", "--diff"], "標準入力は --fix で直せません。ファイルを指定してください。"),
            (["case.yaml", "--diff"], "--diff は --fix と一緒に指定してください。"),
            (
                ["case.yaml", "--fix", "--diff", "--format", "json"],
                "--diff は変わる行だけを表示するので、--format と一緒には使えません。",
            ),
        ],
    )
    def test_what_does_not_go_together(
        self, arguments: list[str], message: str, case: Path, kojin_check_here: RunProgram
    ) -> None:
        outcome = kojin_check_here("validate", *arguments)

        assert (outcome.exit_code, outcome.output) == (2, "")
        assert message in outcome.errors
        assert case.read_text(encoding="utf-8") == SLIPPED


class TestFiles:
    def test_all_files_of_a_folder(self, tmp_path: Path, kojin_check_here: RunProgram) -> None:
        (tmp_path / "cases").mkdir()
        for number in range(3):
            (tmp_path / "cases" / f"{number}.yaml").write_bytes(SLIPPED.encode())

        outcome = kojin_check_here("validate", "--fix", "--jobs", "2", "--format", "json")

        assert outcome.exit_code == 0
        assert json.loads(outcome.output)["summary"]["cases"] == 3
        assert json.loads(outcome.output)["findings"] == []
        assert {path.read_bytes() for path in (tmp_path / "cases").iterdir()} == {CORRECT.encode()}

    def test_nothing_is_written_through_a_link(self, case: Path, kojin_check_here: RunProgram) -> None:
        link = case.with_name("link.yaml")
        link.symlink_to(case.name)

        outcome = kojin_check_here("validate", "link.yaml", "--fix")

        assert outcome.exit_code == 3
        assert "link.yaml はリンクなので、書き込みませんでした。" in outcome.errors
        assert link.is_symlink()
        assert case.read_bytes() == SLIPPED.encode()

    def test_permissions_and_encoding_stay(self, case: Path, kojin_check_here: RunProgram) -> None:
        case.write_bytes(codecs.BOM_UTF16_BE + SLIPPED.replace("\n", "\r").encode("utf-16-be"))
        case.chmod(0o604)

        assert kojin_check_here("validate", "case.yaml", "--fix").exit_code == 0

        assert stat.S_IMODE(case.stat().st_mode) == 0o604
        assert case.read_bytes() == codecs.BOM_UTF16_BE + CORRECT.replace("\n", "\r").encode("utf-16-be")
        assert list(case.parent.iterdir()) == [case]

    def test_a_write_protected_file_stays(
        self, case: Path, kojin_check_here: RunProgram, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)

        outcome = kojin_check_here("validate", "case.yaml", "--fix", "--format", "json")

        assert outcome.exit_code == 3
        assert (
            "kojin-check: case.yaml に書き込めません（権限がありません）。このファイルで直せるのは2件です。\n"
            in outcome.errors
        )
        assert [finding["rule"] for finding in json.loads(outcome.output)["findings"]] == ["KJ104", "KJ104"]
        assert case.read_text(encoding="utf-8") == SLIPPED

    def test_a_file_that_changes_in_the_meantime_is_not_overwritten(
        self, case: Path, kojin_check_here: RunProgram, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = case.with_name("other.yaml")
        other.write_bytes(SLIPPED.encode())

        def slowly(path: str, *rest: object) -> object:
            if path == "case.yaml":
                case.write_text("title: somebody else's\n", encoding="utf-8")
            return correct(path, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr("kojin_check.fix.fixing.correct", slowly)
        outcome = kojin_check_here("validate", "case.yaml", "other.yaml", "--fix")

        assert outcome.exit_code == 3
        assert (
            "case.yaml は、読み込んだ後に変更されたので、書き込みませんでした。もう一度実行してください。"
            in outcome.errors
        )
        assert case.read_text(encoding="utf-8") == "title: somebody else's\n"
        assert other.read_bytes() == CORRECT.encode()

    def test_names_that_are_no_utf8_can_be_fixed(self, tmp_path: Path, kojin_check_here: RunProgram) -> None:
        name = os.fsdecode(b"cases/\x8c\x8f.yaml")
        (tmp_path / "cases").mkdir()
        try:
            (tmp_path / name).write_bytes(SLIPPED.encode())
        except OSError:
            pytest.skip("the file system takes only UTF-8 names")

        assert kojin_check_here("validate", "cases", "--fix").exit_code == 0

        assert (tmp_path / name).read_bytes() == CORRECT.encode()


def test_the_edits_in_json_are_those_that_are_made(case: Path, kojin_check_here: RunProgram) -> None:
    report = json.loads(kojin_check_here("validate", "case.yaml", "--format", "json").output)

    edits = []
    for finding in report["findings"]:
        for edit in finding["fix"]["edits"]:
            text = edit.pop("text")
            edits.append(Edit(Span(**{name: edit[name] for name in Span._fields}), text))

    assert [edit.span.line for edit in edits] == [FIRST_LINE, SECOND_LINE]
    assert apply_edits(SLIPPED, edits) == CORRECT


MISPLACED_AND_MISSPELT = """\
schema: kojin-check/case/v1
checklist_version: r5
title: 件名
department: 課
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          法令等の遵守: ○
        システム上:
          業務フロー: 〇
"""


def test_says_when_another_run_would_fix_more(
    tmp_path: Path, kojin_check_here: RunProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "case.yaml").write_text(MISPLACED_AND_MISSPELT, encoding="utf-8")
    monkeypatch.setattr("kojin_check.fix.fixing._MOST_TRIALS", 1)

    outcomes = [kojin_check_here("validate", "case.yaml", "--fix", "--quiet") for _ in range(2)]

    more = "直す箇所が多く、途中で止めたファイルがあります。もう一度 --fix を実行すると、続きを直します。"
    assert outcomes[0].errors == f"1個のファイルの1件（KJ107 1件）を自動で直しました。{more}\n"
    assert outcomes[1].errors == "1個のファイルの1件（KJ104 1件）を自動で直しました。\n"
