"""A hyphen before an answer is the form's own mark or a bullet, and only marks that the form has are ever written."""

from __future__ import annotations

from pathlib import Path

import pytest

from kojin_check.checking.engine import Settings, check_text
from kojin_check.findings import Finding
from kojin_check.fix.fixing import correct
from kojin_check.model.library import Library, load_library

ITEM = "法令等の遵守"
CASE = """\
schema: kojin-check/case/v1
checklist_version: r5
title: 図書の運搬の委託について
department: 中央図書館
basis: [業務委託, 外部提供]
matters:
  - type: 業務委託
    checklist: 6
    media: [紙媒体]
    answers:
      区が行う:
        運用上:
          法令等の遵守: ANSWER
  - type: 外部提供
    checklist: 2
    answers:
      区が行う:
        運用上:
          提供理由の協議: OTHER
"""
FOREIGN = """\
schema: kojin-check/case/v1
checklist_version: a1
title: 点検
department: 医事課
basis: [点検]
matters:
  - type: 点検
    checklist: 1
    answers:
      当院:
        体制:
          台帳の整備ANSWER
          責任者の設置: はい
"""
FORM = """\
schema: kojin-check/checklist/v1
number: 1
type: 点検
title: 点検表
marks:
  はい: {label: 行っている, means: met}
  いいえ: {label: 行っていない, means: not_applicable, reason: required}
sections:
  - actor: 当院
    kind: 体制
    heading: 体制
    items:
      - {id: 台帳の整備, text: 台帳を整備する。}
      - {id: 責任者の設置, text: 責任者を置く。}
"""
VERSION = "schema: kojin-check/version/v1\nid: a1\ntitle: はい・いいえの様式\nstatus: draft\ntypes: {点検: {}}\n"


@pytest.fixture
def foreign(tmp_path: Path) -> Library:
    folder = tmp_path / "a1"
    folder.mkdir()
    (folder / "1-点検.yaml").write_text(FORM, encoding="utf-8")
    (folder / "version.yaml").write_text(VERSION, encoding="utf-8")
    return load_library(tmp_path)


def of_line(text: str, number: int, library: Library) -> list[Finding]:
    findings = check_text("case.yaml", text, library, Settings(ignore=("KJ101",))).findings
    return [finding for finding in findings if finding.span.line == number]


def fixed(text: str, library: Library) -> str:
    return correct("case.yaml", text.encode(), library, Settings()).after


def with_answer(answer: str, other: str = "○") -> str:
    return CASE.replace("ANSWER", answer).replace("OTHER", other)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("- ○", "○"),
        ("- 〇（実施済み）", "○（実施済み）"),
        ("- ○ 実施済み", "○ 実施済み"),
        ("- −（手渡ししないため）", "−（手渡ししないため）"),
        ("- 対策が可能", "対策が可能"),
        ("-", "−"),
        ("- (手渡ししないため)", "−(手渡ししないため)"),
        ("\n            - ○（実施済み）", "\n            ○（実施済み）"),
        ("\n            - (手渡ししないため)", "\n            −(手渡ししないため)"),
    ],
)
def test_what_stands_behind_the_dash_is_read_with_the_forms_marks(typed: str, right: str, library: Library) -> None:
    assert fixed(with_answer(typed), library) == with_answer(right)


def test_says_that_a_bullet_goes(library: Library) -> None:
    [finding, spelling] = of_line(with_answer("- 〇（実施済み）"), 13, library)

    assert (finding.rule, finding.span.column) == ("KJ001", 19)
    assert (
        finding.hint.ja
        == "「〇（実施済み）」の前の「- 」を削除してください。この行は「法令等の遵守: 〇（実施済み）」となります。"
    )
    assert (spelling.rule, spelling.span.column) == ("KJ104", 21)


@pytest.mark.parametrize("typed", ["- 実施済み", "- ?", "- 未定", "- 電子データのみのため"])
def test_leaves_the_choice_of_a_mark_to_its_writer(typed: str, library: Library) -> None:
    text = with_answer(typed)
    [finding] = of_line(text, 13, library)

    assert (finding.rule, finding.span.column, finding.fix) == ("KJ001", 19, None)
    assert finding.hint.ja == (
        "この様式の記号は「○」「−」です。どれかを書き、理由や補足は、その後に括弧で囲んで書いてください。"
    )
    assert fixed(text, library) == text


@pytest.mark.parametrize("typed", ["-", "- (協議済み)"])
def test_never_writes_a_dash_on_a_checklist_that_has_none(typed: str, library: Library) -> None:
    text = with_answer("○", typed)
    [finding] = of_line(text, 19, library)

    assert (finding.rule, finding.span.column, finding.fix) == ("KJ001", 20, None)
    assert finding.hint.ja.startswith("この様式の記号は「○」です。")
    assert "−" not in finding.message.ja + finding.hint.ja
    assert fixed(text, library) == text


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        (": - はい", ": はい"),
        (": - いいえ（台帳なし）", ": いいえ（台帳なし）"),
        (" はい", ": はい"),
        (" 行っている", ": 行っている"),
    ],
)
def test_knows_the_marks_of_other_forms(typed: str, right: str, foreign: Library) -> None:
    assert fixed(FOREIGN.replace("ANSWER", typed), foreign) == FOREIGN.replace("ANSWER", right)


@pytest.mark.parametrize("typed", [": -", ": - (台帳なし)"])
def test_names_the_marks_of_other_forms(typed: str, foreign: Library) -> None:
    text = FOREIGN.replace("ANSWER", typed)
    [finding] = of_line(text, 12, foreign)

    assert (finding.rule, finding.span.column, finding.fix) == ("KJ001", 18, None)
    assert finding.hint.ja.startswith("この様式の記号は「はい」「いいえ」です。")
    assert fixed(text, foreign) == text
