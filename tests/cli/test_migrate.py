from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path

import pytest

from kojin_check.cli import program
from kojin_check.cli.terminal.command_line import run
from kojin_check.migrate import migrate
from kojin_check.model.library import load_library
from kojin_check.reading.tree import Tree

NEW_ITEMS = ("管理状況の確認", "再委託先の立入り調査")


def kojin_check(*arguments: str) -> int:
    return run(program(), arguments, {})


@pytest.fixture
def case(tmp_path: Path, published_case: str) -> Path:
    """A copy of the published case."""
    path = tmp_path / "cases" / "faq.yaml"
    path.parent.mkdir()
    path.write_bytes(published_case.encode())
    return path


def test_carries_a_case_over_in_place(case: Path, published_case: str, capsys: pytest.CaptureFixture[str]) -> None:
    case.chmod(0o640)

    assert kojin_check("migrate", str(case), "--to", "r7-draft") == 0

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"{case}: r5 → r7-draft（空欄で加えた項目 4件）\n"
    lines = case.read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in lines if line.strip().rstrip(":") in NEW_ITEMS] == [
        f"{name}:" for name in NEW_ITEMS
    ] * 2
    assert len(lines) == len(published_case.splitlines()) + 8
    assert stat.S_IMODE(case.stat().st_mode) == 0o640
    assert list(case.parent.iterdir()) == [case]


def test_does_nothing_the_second_time(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kojin_check("migrate", str(case), "--to", "r7-draft")
    once, written = case.read_bytes(), case.stat().st_mtime_ns
    capsys.readouterr()

    assert kojin_check("migrate", str(case), "--to", "r7-draft") == 0

    assert capsys.readouterr().err == f"{case}: 既に r7-draft 版です。\n"
    assert case.read_bytes() == once
    assert case.stat().st_mtime_ns == written


@pytest.mark.parametrize(
    ("mark", "encoding", "line_end"),
    [
        (codecs.BOM_UTF8, "utf-8", "\r\n"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "\r\n"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "\n"),
        (b"", "utf-8", "\r"),
    ],
)
def test_keeps_encoding_and_line_ends(
    case: Path, published_case: str, mark: bytes, encoding: str, line_end: str
) -> None:
    kojin_check("migrate", str(case), "--to", "r7-draft")
    expected = case.read_text(encoding="utf-8").replace("\n", line_end)
    case.write_bytes(mark + published_case.replace("\n", line_end).encode(encoding))

    assert kojin_check("migrate", str(case), "--to", "r7-draft") == 0

    assert case.read_bytes() == mark + expected.encode(encoding)


def test_keeps_a_missing_final_line_end(case: Path, published_case: str) -> None:
    case.write_bytes(published_case.rstrip("\n").encode())

    assert kojin_check("migrate", str(case), "--to", "r7-draft") == 0

    assert case.read_text(encoding="utf-8").endswith("国内法の適用: ○")


def test_a_dry_run_shows_the_difference_and_writes_nothing(
    case: Path, published_case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kojin_check("migrate", str(case), "--to", "r7-draft", "--dry-run") == 0

    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert lines[:2] == [f"--- {case}", f"+++ {case}"]
    assert [line for line in lines[2:] if line.startswith("-")] == ["-checklist_version: r5"]
    added = [line.removeprefix("+").strip() for line in lines[2:] if line.startswith("+")]
    assert added[0] == "checklist_version: r7-draft"
    assert added[2::2] == [f"{name}:" for name in NEW_ITEMS] * 2
    assert captured.err == f"{case}: r5 → r7-draft（空欄で加えた項目 4件）\n"
    assert case.read_text(encoding="utf-8") == published_case


def test_a_dry_run_shows_nothing_that_steers_the_terminal(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("title: ", "title: \u202e", 1), encoding="utf-8")

    kojin_check("migrate", str(case), "--to", "r7-draft", "--dry-run")

    assert "\u202e" not in capsys.readouterr().out


def test_goes_through_folders(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (case.parent / "b.yaml").write_bytes(case.read_bytes())
    (case.parent / "other.yaml").write_text("schema: kojin-check/version/v1\nid: x\n", encoding="utf-8")

    assert kojin_check("migrate", str(case.parent), "--to", "r7-draft") == 0

    *lines, passed_over, account = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in lines] == [str(case.parent / "b.yaml"), str(case)]
    assert passed_over == (
        "ほかに1件は確かめていません（このプログラムの別の書式 1件）。validate --show-files で一覧が出ます。"
    )
    assert account == "計 2件: 移した案件 2件"

    assert kojin_check("migrate", str(case.parent), "--to", "r7-draft", "--dry-run", "--lang", "en") == 0

    assert capsys.readouterr().err.splitlines()[-1] == "2 cases: 2 there already (nothing was written: --dry-run)"


def test_names_what_cannot_be_carried_over_and_goes_on(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = case.parent / "a.yaml"
    broken.write_text("checklist_version: r5\nmatters: [\n", encoding="utf-8")
    unknown = case.parent / "b.yaml"
    unknown.write_text("checklist_version: r4\n", encoding="utf-8")

    assert kojin_check("migrate", str(case.parent), "--to", "r7-draft") == 1

    errors = capsys.readouterr().err.splitlines()
    assert errors[0].startswith(f"kojin-check: {broken}:2:10: ")
    assert errors[1] == (
        f"kojin-check: {unknown}:1:20: 今の版「r4」が分からないので、移行できません（あるのは r5、r7-draft）。"
    )
    assert errors[2:] == [
        f"{case}: r5 → r7-draft（空欄で加えた項目 4件）",
        "計 3件: 移した案件 1件、理由を上に示した、移せなかった案件 2件",
    ]
    assert broken.read_text(encoding="utf-8") == "checklist_version: r5\nmatters: [\n"
    assert unknown.read_text(encoding="utf-8") == "checklist_version: r4\n"


def test_says_what_a_person_must_look_at(tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for version_id in ("r5", "r9"):
        folder = tmp_path / "checklists" / version_id
        folder.mkdir(parents=True)
        for file in (root / "checklists" / "r5").glob("*.yaml"):
            text = file.read_text(encoding="utf-8")
            if version_id == "r9":
                text = re.sub("^fingerprint: .*\n", "", text, flags=re.MULTILINE)
                text = text.replace("id: r5\n", "id: r9\n").replace(
                    "全体の業務フローを作成し", "毎年度、業務フローを見直し"
                )
                text = text.replace(
                    "      - id: 取扱責任者の指定\n", "      - id: 責任者の指定\n        formerly: 取扱責任者の指定\n"
                )
            (folder / file.name).write_text(text, encoding="utf-8")
    case = tmp_path / "case.yaml"
    case.write_bytes((root / "cases" / "faq-system.yaml").read_bytes())

    assert kojin_check("migrate", str(case), "--to", "r9", "--checklists", str(tmp_path / "checklists")) == 0

    assert capsys.readouterr().err == (
        f"{case}: r5 → r9（要再確認の回答 1件）\n  要再確認 5/区が行う/運用上/業務フロー\n"
    )
    text = case.read_text(encoding="utf-8")
    assert text.count("\n          責任者の指定: ○\n") == 2
    assert text.endswith("\nrecheck:\n  - {item: 5/区が行う/運用上/業務フロー, why: 文言の変更（r5 → r9）}\n")


def test_groups_the_reasons_of_a_folder(tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {file.name: file.read_text(encoding="utf-8") for file in (root / "checklists" / "r5").glob("*.yaml")}
    for version_id in ("r5", "r9"):
        folder = tmp_path / "checklists" / version_id
        folder.mkdir(parents=True)
        for name, text in texts.items():
            if version_id == "r9":
                text = re.sub("^fingerprint: .*\n", "", text, flags=re.MULTILINE).replace("id: r5\n", "id: r9\n")
                text = text.replace("全体の業務フローを作成し", "毎年度、業務フローを見直し")
            (folder / name).write_text(text, encoding="utf-8")
    cases = tmp_path / "cases"
    cases.mkdir()
    published = (root / "cases" / "faq-system.yaml").read_text(encoding="utf-8")
    for name, version_id in (("a", "r5"), ("b", "r5"), ("c", "r4"), ("d", "r4")):
        text = published.replace("checklist_version: r5", f"checklist_version: {version_id}")
        (cases / f"{name}.yaml").write_text(text, encoding="utf-8")
    arguments = ("migrate", str(cases), "--to", "r9", "--checklists", str(tmp_path / "checklists"))

    assert kojin_check(*arguments, "--dry-run") == 1
    assert capsys.readouterr().err.splitlines()[-3:] == [
        "計 4件: 移した案件 2件、理由を上に示した、移せなかった案件 2件（--dry-run なので、書き込んでいません）",
        "  移せなかった 2件: 今の版「r4」が分からないので、移行できません（あるのは r5、r9、r7-draft）。",
        "  要再確認の回答 2件: 文言の変更（r5 → r9）",
    ]

    assert kojin_check(*arguments, "--lang", "en") == 1
    assert capsys.readouterr().err.splitlines()[-1] == "  2 answers to look at again: wording changed (r5 → r9)"
    text = (cases / "a.yaml").read_text(encoding="utf-8")
    assert "          # Look again: the item's wording has changed (r5 → r9).\n" in text
    assert text.endswith("\nrecheck:\n  - {item: 5/区が行う/運用上/業務フロー, why: wording changed (r5 → r9)}\n")


def test_does_not_overwrite_what_somebody_else_has_changed(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    carry_over = migrate.Migrator.migrate

    def migrate_slowly(self: migrate.Migrator, tree: Tree) -> migrate.Migration:
        case.write_bytes(b"mine\n")
        return carry_over(self, tree)

    monkeypatch.setattr(migrate.Migrator, "migrate", migrate_slowly)

    assert kojin_check("migrate", str(case), "--to", "r7-draft") == 3

    assert "読み込んだ後に変更された" in capsys.readouterr().err
    assert case.read_bytes() == b"mine\n"


@pytest.mark.parametrize(
    ("arguments", "exit_code", "sentence"),
    [
        (("--to", "r5"), 2, "CASE"),
        (("x.yaml",), 2, "--to"),
        (("-", "--to", "r5"), 2, "標準入力は書き換えられません。"),
        (("cases", "--to", "r6"), 2, "「r6」という版はありません。"),
        (("cases", "nowhere.yaml", "--to", "r7-draft"), 3, "nowhere.yaml というファイルもフォルダもありません。"),
        (("empty", "--to", "r7-draft"), 3, "フォルダ empty に案件のファイル"),
    ],
)
def test_wrong_usage_changes_nothing(
    case: Path,
    published_case: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    exit_code: int,
    sentence: str,
) -> None:
    monkeypatch.chdir(case.parents[1])
    Path("empty").mkdir()

    assert kojin_check("migrate", *arguments) == exit_code

    assert sentence in capsys.readouterr().err
    assert case.read_text(encoding="utf-8") == published_case


def test_speaks_english(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kojin_check("migrate", str(case), "--to", "r7-draft")
    kojin_check("migrate", str(case), "--to", "r5", "--lang", "en")
    kojin_check("migrate", str(case), "--to", "r7-draft", "--lang", "en")

    assert capsys.readouterr().err.splitlines()[1:] == [
        f"{case}: r7-draft → r5 (4 answers kept as comments)",
        f"{case}: r5 → r7-draft (4 answers taken back from comments)",
    ]


def test_the_head_comment_that_names_the_version_follows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "new.yaml"
    kojin_check("new", "--type", "業務委託", "--media", "紙媒体", "-o", str(path))
    old = path.read_text(encoding="utf-8")
    assert old.startswith("# 個人情報保護対策チェックリスト（令和5年度版）\n")
    path.write_text(f"# 令和5年度版のまま\n{old}", encoding="utf-8")

    assert kojin_check("migrate", str(path), "--to", "r7-draft") == 0

    first, second, *_ = path.read_text(encoding="utf-8").splitlines()
    assert first == "# 令和5年度版のまま"
    assert second == f"# {load_library().require('r7-draft').definition.title}"
    capsys.readouterr()
