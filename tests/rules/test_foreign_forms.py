"""Somebody else's forms are data only: nothing in the program knows the ward's labels.

The forms here are unlike the ward's: marks that are words, two of which take a reason, a mark for
measures that are needed and not taken, one actor, three kinds, other types (with and without
roles), other media, facts of their own, and numbers that do not begin at 1.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.conftest import ROOT, Outcome, RunProgram

VERSION = """\
schema: kojin-check/version/v1
id: 第1版
title: 個人情報取扱点検票（第1版）
status: adopted
effective: 2024-10-01
types:
  外部への委託: {role: contract}
  窓口での受付: {}
go_live: 供用開始
media:
  紙文書: 申請書、台帳等
  庁内サーバ: 庁内のネットワーク上の電子データ
  持出し端末: タブレット、ノートパソコン
facts:
  生体情報の取扱い: 顔写真、指紋等を取り扱いますか。
approval:
  by: 審査会
  results: {可: approved, 条件付き可: conditional, 否: rejected}
stock_reasons:
  - pattern: '紙文書だけ'
    asserts: {media: {only: [紙文書]}}
"""
MARKS = """\
marks:
  はい: {label: 行っている, means: met}
  いいえ: {label: 行っていない, means: unmet, reason: required}
  該当なし: {label: 対象がない, means: not_applicable, reason: required}
"""
ELECTRONIC = f"""\
schema: kojin-check/checklist/v1
number: 10
type: 外部への委託
title: 委託の点検票
scope: 電子データを扱うもの
applies: {{media: {{any_of: [庁内サーバ, 持出し端末]}}}}
requires: [media]
{MARKS}
sections:
  - actor: 担当課
    kind: 組織的措置
    heading: 1 組織的な措置
    items:
      - id: 責任者
        text: 責任者を定めている。
      - id: 生体情報の承認
        text: 生体情報を取り扱う場合は、部長の承認を得ている。
        when: {{生体情報の取扱い: true}}
        strict: true
        otherwise: 生体情報を取り扱わないため
  - actor: 担当課
    kind: 人的措置
    heading: 2 人的な措置
    items:
      - id: 研修
        text: 年1回の研修を行っている。
  - actor: 担当課
    kind: 技術的措置
    heading: 3 技術的な措置
    items:
      - id: 端末の暗号化
        text: 持出し端末の記憶装置を暗号化している。
        when: {{media: 持出し端末}}
        strict: true
        otherwise: 端末を持ち出さないため
"""
PAPER = f"""\
schema: kojin-check/checklist/v1
number: 20
type: 外部への委託
title: 委託の点検票
scope: 紙文書だけのもの
applies: {{media: {{only: [紙文書]}}}}
requires: [media]
{MARKS}
sections:
  - actor: 担当課
    kind: 組織的措置
    heading: 1 組織的な措置
    items:
      - id: 責任者
        text: 責任者を定めている。
"""
COUNTER = f"""\
schema: kojin-check/checklist/v1
number: 30
type: 窓口での受付
title: 窓口の点検票
{MARKS}
sections:
  - actor: 担当課
    kind: 人的措置
    heading: 1 窓口の措置
    items:
      - id: 本人確認
        text: 本人確認を行っている。
"""
NEW_ITEM = """\
      - id: 誓約書
        text: 従事者から誓約書を徴している。
"""

CASE = """\
schema: kojin-check/case/v1
checklist_version: 第1版
title: 名簿の印刷
department: 総務課
basis: [外部への委託]
matters:
  - type: 外部への委託
    checklist: 10
    media: [庁内サーバ]
    facts: {生体情報の取扱い: false}
    answers:
      担当課:
        組織的措置:
          責任者: はい
          生体情報の承認: 該当なし（生体情報を取り扱わないため）
        人的措置:
          研修: いいえ（令和7年度から行うため）
        技術的措置:
          端末の暗号化: 該当なし（端末を持ち出さないため）
"""

RunHere = Callable[..., Outcome]


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    for name, definition, electronic in (
        ("第1版", VERSION, ELECTRONIC),
        (
            "第2版",
            VERSION.replace("第1版", "第2版")
            .replace("status: adopted", "status: draft")
            .replace("effective: 2024-10-01", "supersedes: 第1版"),
            ELECTRONIC.replace(
                "  - actor: 担当課\n    kind: 技術的措置", f"{NEW_ITEM}  - actor: 担当課\n    kind: 技術的措置"
            ),
        ),
    ):
        version = folder / name
        version.mkdir(parents=True)
        files = {
            "version.yaml": definition,
            "10-委託.yaml": electronic,
            "20-委託-紙.yaml": PAPER,
            "30-窓口.yaml": COUNTER,
        }
        for file, text in files.items():
            (version / file).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def run(kojin_check_here: RunProgram, forms: Path) -> RunHere:
    """Runs a command with these forms."""

    def run_command(command: str, *arguments: str) -> Outcome:
        return kojin_check_here(command, *arguments, "--checklists", "forms")

    return run_command


def findings_in(outcome: Outcome) -> list[tuple[str, int]]:
    assert outcome.errors == ""
    return [(finding["rule"], finding["line"]) for finding in json.loads(outcome.output)["findings"]]


class TestLint:
    def test_the_forms_only_lack_the_fingerprint(self, kojin_check_here: RunProgram, forms: Path) -> None:
        assert findings_in(kojin_check_here("lint", "forms", "--format", "json")) == [("KJ907", 4)]

    def test_sealed_they_are_flawless(self, kojin_check_here: RunProgram, forms: Path) -> None:
        outcome = kojin_check_here("lint", "forms", "--seal", "--format", "json")

        assert outcome.exit_code == 0
        assert json.loads(outcome.output)["findings"] == []


class TestShow:
    def test_the_forms_as_data(self, run: RunHere) -> None:
        shown = json.loads(run("show", "第1版", "--format", "json").output)

        assert [checklist["number"] for checklist in shown["checklists"]] == [10, 20, 30]
        sections = shown["checklists"][0]["sections"]
        assert [section["kind"] for section in sections] == ["組織的措置", "人的措置", "技術的措置"]
        assert list(shown["checklists"][0]["marks"]) == ["はい", "いいえ", "該当なし"]

    @pytest.mark.parametrize("format_name", ["text", "markdown"])
    def test_the_forms_for_people(self, run: RunHere, format_name: str) -> None:
        outcome = run("show", "第1版/10", "--format", format_name)

        assert outcome.exit_code == 0
        assert "持出し端末の記憶装置を暗号化している。" in outcome.output
        assert not wards_words_in(outcome.output)


class TestValidate:
    def check(self, run: RunHere, tmp_path: Path, text: str) -> list[tuple[str, int]]:
        (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
        return findings_in(run("validate", "case.yaml", "--format", "json"))

    def test_a_complete_case(self, run: RunHere, tmp_path: Path) -> None:
        assert self.check(run, tmp_path, CASE) == []

    @pytest.mark.parametrize(
        ("old", "new", "rule", "line"),
        [
            ("研修: いいえ（令和7年度から行うため）", "研修: いいえ", "KJ102", 17),
            ("研修: いいえ（令和7年度から行うため）", "研修: 該当なし（不要）", "KJ105", 17),
            ("研修: いいえ（令和7年度から行うため）", "研修: ○", "KJ103", 17),
            ("研修: いいえ（令和7年度から行うため）", "研修:", "KJ101", 17),
            ("研修: いいえ", "研集: いいえ", "KJ106", 17),
            ("端末の暗号化: 該当なし（端末を持ち出さないため）", "端末の暗号化: はい", "KJ301", 19),
            ("media: [庁内サーバ]", "media: [持出し端末]", "KJ302", 19),
            ("（端末を持ち出さないため）", "（紙文書だけを扱うため）", "KJ303", 19),
            ("media: [庁内サーバ]", "media: [紙文書]", "KJ203", 8),
            ("media: [庁内サーバ]", "media: [磁気テープ]", "KJ006", 9),
            ("    media: [庁内サーバ]\n", "", "KJ204", 7),
            ("basis: [外部への委託]", "basis: [外部への委託, 窓口での受付]", "KJ201", 5),
        ],
    )
    def test_each_slip_is_found_by_the_same_rules(
        self, run: RunHere, tmp_path: Path, old: str, new: str, rule: str, line: int
    ) -> None:
        assert old in CASE
        assert self.check(run, tmp_path, CASE.replace(old, new, 1)) == [(rule, line)]

    def test_a_measure_that_is_not_taken_is_no_excuse_for_strictness(self, run: RunHere, tmp_path: Path) -> None:
        text = CASE.replace("media: [庁内サーバ]", "media: [持出し端末]").replace(
            "端末の暗号化: 該当なし（端末を持ち出さないため）", "端末の暗号化: いいえ（次の更新で行うため）"
        )

        assert self.check(run, tmp_path, text) == []

    def test_hints_speak_of_these_forms(self, run: RunHere, tmp_path: Path) -> None:
        text = (
            CASE.replace("端末の暗号化: 該当なし（端末を持ち出さないため）", "端末の暗号化: はい")
            .replace("研修: いいえ（令和7年度から行うため）", "研修: ×")
            .replace("責任者: はい", "責任者:")
        )
        (tmp_path / "case.yaml").write_text(text, encoding="utf-8")

        for language in ("ja", "en"):
            output = run("validate", "case.yaml", "--lang", language).output
            assert "該当なし（端末を持ち出さないため）" in output.replace("\n", "").replace(" ", "")
            assert not wards_words_in(output)


class TestNew:
    def make(self, run: RunHere, *options: str) -> str:
        outcome = run("new", *options)
        assert (outcome.exit_code, outcome.errors) == (0, "")
        return outcome.output

    @pytest.mark.parametrize(
        ("options", "number"),
        [
            (("--type", "外部への委託", "--media", "庁内サーバ"), 10),
            (("--type", "外部への委託", "--media", "紙文書"), 20),
            (("--type", "窓口での受付"), 30),
        ],
    )
    def test_chooses_the_form(self, run: RunHere, options: tuple[str, ...], number: int) -> None:
        text = self.make(run, *options)

        assert f"    checklist: {number}\n" in text
        assert not wards_words_in(text)

    def test_fills_in_what_cannot_apply_and_leaves_the_rest_to_people(self, run: RunHere, tmp_path: Path) -> None:
        text = self.make(run, "--type", "外部への委託", "--media", "庁内サーバ")
        assert "端末の暗号化: 該当なし（端末を持ち出さないため）\n" in text
        filled = text.replace("title:\n", "title: 名簿の印刷\n", 1).replace("department:\n", "department: 総務課\n", 1)
        filled = re.sub(r"^(          (?:責任者|研修)):$", r"\1: はい", filled, flags=re.MULTILINE)
        filled = filled.replace("生体情報の承認:\n", "生体情報の承認: 該当なし（生体情報を取り扱わないため）\n")
        (tmp_path / "case.yaml").write_text(filled, encoding="utf-8")

        assert findings_in(run("validate", "case.yaml", "--format", "json")) == []


class TestVersions:
    def test_diff(self, run: RunHere) -> None:
        difference = json.loads(run("diff", "第1版", "第2版", "--format", "json").output)

        assert difference["summary"]["added"] == 1
        assert [change["item"] for change in difference["changes"] if change["kind"] == "added"] == [
            "10/担当課/人的措置/誓約書"
        ]

    @pytest.mark.parametrize("format_name", ["text", "markdown", "html"])
    def test_diff_for_people(self, run: RunHere, format_name: str) -> None:
        outcome = run("diff", "第1版", "第2版", "--format", format_name)

        assert outcome.exit_code == 0
        assert "従事者から誓約書を徴している。" in outcome.output
        assert not wards_words_in(outcome.output)

    def test_migrate(self, run: RunHere, tmp_path: Path) -> None:
        (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")

        assert run("migrate", "case.yaml", "--to", "第2版").exit_code == 0

        migrated = (tmp_path / "case.yaml").read_text(encoding="utf-8")
        assert "          誓約書:\n" in migrated
        assert not wards_words_in(migrated)
        found = findings_in(run("validate", "case.yaml", "--format", "json"))
        assert [rule for rule, _ in found] == ["KJ501", "KJ101"]


class TestSchema:
    def test_offers_these_items_and_marks(self, run: RunHere) -> None:
        outcome = run("schema", "case", "--version", "第1版")
        schema = json.loads(outcome.output)

        Draft202012Validator.check_schema(schema)
        own_parts = {name: part for name, part in schema["$defs"].items() if name.startswith("version1")}
        assert not wards_words_in(json.dumps(own_parts, ensure_ascii=False))
        item: Any = schema["$defs"]["version1-answers10"]
        for step in ("担当課", "技術的措置", "端末の暗号化"):
            item = item["properties"][step]
        assert [snippet["label"] for snippet in item["defaultSnippets"]] == [
            "はい",
            "いいえ（理由）",
            "該当なし（端末を持ち出さないため）",
            "該当なし（理由）",
        ]


class TestApprove:
    def test_records_the_decision_in_the_words_of_these_forms(self, run: RunHere, tmp_path: Path) -> None:
        path = tmp_path / "case.yaml"
        path.write_text(CASE, encoding="utf-8")

        outcome = run("approve", "case.yaml", "--date", "令和7年1月23日", "--condition", "年1回報告すること")

        assert outcome.errors == "case.yaml: 令和7年1月23日の決定（条件付き可、審査会）を記録しました。\n"
        assert "  by: 審査会\n  result: 条件付き可\n  conditions:\n    - 年1回報告すること\n" in path.read_text("utf-8")
        assert not wards_words_in(outcome.errors)
        assert findings_in(run("validate", "case.yaml", "--format", "json")) == []
        path.write_text(path.read_text("utf-8").replace("名簿の印刷", "名簿の印刷と発送"), encoding="utf-8")
        assert findings_in(run("validate", "case.yaml", "--format", "json")) == [("KJ507", 21)]


def test_renewal(run: RunHere, tmp_path: Path) -> None:
    periods = "    periods: [{from: 2024-10-01, to: 2025-09-30, renews: true}]\n    facts:"
    (tmp_path / "case.yaml").write_text(CASE.replace("    facts:", periods), encoding="utf-8")

    outcome = run("new", "--from", "case.yaml")

    assert "{from: 2025-10-01, to: 2026-09-30, renews: true}" in outcome.output
    assert not wards_words_in(outcome.output + outcome.errors)


class TestExport:
    def test_on_paper(self, run: RunHere, tmp_path: Path) -> None:
        (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")

        page = run("export", "case.yaml").output

        assert "持出し端末の記憶装置を暗号化している。" in page
        assert "<p>いいえ 行っていない</p>" in page
        assert not wards_words_in(page)

    def test_in_excel_and_back(self, run: RunHere, tmp_path: Path) -> None:
        (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")

        assert run("export", "case.yaml", "--format", "xlsx", "-o", "form.xlsx").exit_code == 0
        assert run("import", "form.xlsx", "--into", "case.yaml", "--yes").exit_code == 0
        assert run("import", "form.xlsx", "-o", "new.yaml").exit_code == 0

        assert (tmp_path / "case.yaml").read_text(encoding="utf-8") == CASE
        new = (tmp_path / "new.yaml").read_text(encoding="utf-8")
        assert "研修: いいえ（令和7年度から行うため）\n" in new
        assert not wards_words_in(new)


def test_status(run: RunHere, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")

    outcome = run("status", "case.yaml")

    assert outcome.exit_code == 0
    assert not wards_words_in(outcome.output)


# The program's own texts.

WARDS_WORDS = (
    *("区が行う", "事業者に行わせる", "運用上", "システム上"),
    *("目的外利用", "外部提供", "電算処理", "外部結合", "業務委託", "指定管理"),
    *("電磁的媒体", "可搬媒体", "紙媒体", "本稼働", "クラウド", "新宿", "区政情報課"),
    *("対策が可能", "対策の必要がない", "電子データのみ", "○", "−"),
    *("付議", "登録業務", "再委託", "事業者", "会議", "要綱"),
)
"""What the ward's forms call things."""
_WARD = re.compile("区(?![切分画別間域])")
"""The ward itself; not a separator, a category, a section."""

ALLOWED = {
    "model/case.py": "付議 登録業務 再委託 事業者",  # What people type for keys, for “did you mean”.
    "model/marks.py": "○ −",  # The table of spellings.
    "model/shorthand.py": "−",  # What people write for “nothing”.
    "diff/spelling.py": "−",  # Dashes that are one and the same in a text.
    "output/terminal/streams.py": "−",  # What stands in for a character that a stream lacks.
    "model/dates.py": "−",  # Dashes in dates.
    "reading/pitfalls/list_markers.py": "−",  # Dashes that are meant to begin a list entry.
    "rules/vocabulary.py": "対策の必要がない ○ 再委託 要綱 区",  # What reasons say, in the words that people use.
}
"""File → the words in it that the program reads but never says, and characters that have nothing to do with the forms."""


def wards_words_in(text: str) -> list[str]:
    """The ward's words in a text; the ones that stand for a name (株式会社○○) do not count."""
    return [word for word in WARDS_WORDS if word in text.replace("○○", "")] + _WARD.findall(text)


def texts_of(path: Path) -> Iterator[str]:
    """The texts in a module that the program works with or says: no docstrings, no documentation of rules."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed_over: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant() as docstring):
                passed_over.add(docstring)
            case ast.Call(func=ast.Name(id="Documentation")):
                passed_over.update(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in passed_over:
            yield node.value


def test_no_module_knows_the_wards_words() -> None:
    package = ROOT / "src" / "kojin_check"
    found = {
        (path.relative_to(package).as_posix(), word)
        for path in package.rglob("*.py")
        for text in texts_of(path)
        for word in wards_words_in(text)
    }

    assert {f"{path}: {word}" for path, word in found if word not in ALLOWED.get(path, "").split()} == set()


def said_in(path: Path) -> Iterator[str]:
    """The constant parts of each `Text`, in both languages, but for the documentation of rules."""
    for node in _said(path):
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def test_nothing_that_is_said_has_the_wards_words() -> None:
    package = ROOT / "src" / "kojin_check"
    assert {
        f"{path.relative_to(package).as_posix()}: {text}"
        for path in package.rglob("*.py")
        for text in said_in(path)
        if wards_words_in(text)
    } == set()


def test_what_is_no_python_has_the_wards_words_neither() -> None:
    package = ROOT / "src" / "kojin_check"
    assert {
        path.name: wards_words_in(path.read_text(encoding="utf-8"))
        for suffix in ("js", "html", "css")
        for path in package.rglob(f"*.{suffix}")
        if wards_words_in(path.read_text(encoding="utf-8"))
    } == {}


JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
JAPANESE_IN_ENGLISH = {
    "reading/pitfalls/hyphens.py": "（理由）",  # How the forms write a reason behind a mark.
    "rules/cases/personal_data.py": "個人番号",  # The name of the number itself.
    "rules/checklists/ambiguous_name.py": "・",
}
"""File → the Japanese that its English texts show."""


def _said(path: Path, *, only_english: bool = False) -> Iterator[ast.AST]:
    """The arguments of each `Text`, but for the documentation of rules."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Documentation"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Text"), args=[japanese, english]) if node not in documentation:
                yield from [english] if only_english else [japanese, english]


def english_texts(path: Path) -> Iterator[str]:
    """The constant parts of the second half of each `Text`, but for the documentation of rules."""
    for node in _said(path, only_english=True):
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def test_english_texts_hold_no_japanese() -> None:
    package = ROOT / "src" / "kojin_check"
    found = {
        f"{path.relative_to(package).as_posix()}: {text}"
        for path in package.rglob("*.py")
        for text in english_texts(path)
        if JAPANESE.search(text.replace(JAPANESE_IN_ENGLISH.get(path.relative_to(package).as_posix(), "\0"), ""))
    }

    assert found == set()
