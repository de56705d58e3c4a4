"""Slips at the fields that only one form has are explained like those at the keys that every form has."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import RunProgram

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library, load_library

VERSION = """\
schema: kojin-check/version/v1
id: v1
title: 点検票
status: draft
types: {委託: {role: contract}}
answer_fields: {目標日: {type: date}}
pages:
  case:
    - {key: title, label: 案件の名称, required: true}
    - {key: 受付番号, label: 受付番号, type: text}
    - {key: overview.予算, label: 予算, type: number}
  matters:
    委託:
      - {key: contractNo, label: 契約の番号, type: text, required: true}
      - {key: 契約日, label: 契約日, type: date}
      - {key: 立会人, label: 立会人, type: texts}
  subcontract:
    - {key: 届出, label: 届出の番号, type: text}
"""
FORM = """\
schema: kojin-check/checklist/v1
number: 1
type: 委託
title: 点検票
marks: {はい: {means: met}, いいえ: {means: unmet, needs: [目標日]}}
sections:
  - {actor: 課, kind: 全般, heading: 全般, items: [{id: 責任者, text: 責任者を置く。}]}
"""
CASE = """\
schema: kojin-check/case/v1
checklist_version: v1
title: 名簿の印刷
受付番号: 7-1
department: 総務課
basis: [委託]
overview:
  予算: 100
matters:
  - type: 委託
    checklist: 1
    contractNo: 123
    契約日: 令和7年4月1日
    立会人:
      - 鈴木
      - 佐藤
    subcontracts:
      - party: {name: 乙社}
        届出: 5
    answers:
      課:
        全般:
          責任者: {mark: いいえ, 目標日: 令和7年5月1日}
"""


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("forms")
    (folder / "v1").mkdir()
    (folder / "v1" / "version.yaml").write_text(VERSION, encoding="utf-8")
    (folder / "v1" / "1-点検票.yaml").write_text(FORM, encoding="utf-8")
    return load_library(folder)


def found(case: str, forms: Library) -> list[tuple[str, int, int, str]]:
    findings = check_text("case.yaml", case, forms).findings
    return [(one.rule, *one.span[:2], one.message.ja) for one in findings if one.rule != "KJ501"]


def test_the_case_has_no_slip(forms: Library) -> None:
    assert found(CASE, forms) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("受付番号: 7-1", "受付番号：7-1", (4, 5), "「受付番号」の後のコロンが全角の「：」です。"),
        ("contractNo: 123", "contractNo:123", (12, 15), "「contractNo:」の後に空白がありません。"),
        ("契約日: 令和", "契約日：令和", (13, 8), "「契約日」の後のコロンが全角の「：」です。"),
        ("予算: 100", "予算：100", (8, 5), "「予算」の後のコロンが全角の「：」です。"),
        ("届出: 5", "届出：5", (19, 11), "「届出」の後のコロンが全角の「：」です。"),
        ("- 鈴木", "-鈴木", (15, 7), "「-鈴木」の「-」の後に空白がないので、YAMLでは一覧の印になりません。"),
        (
            "{mark: いいえ, 目標日: 令和7年5月1日}",
            "{mark: いいえ，目標日: 令和7年5月1日}",
            (23, 16),
            "「{mark: いいえ，目標日: 令和7年5月1日}」の中の「，」が全角です。",
        ),
        (
            "{mark: いいえ, 目標日: 令和7年5月1日}",
            "\n            mark: いいえ\n            目標日：令和7年5月1日",
            (25, 16),
            "「目標日」の後のコロンが全角の「：」です。",
        ),
    ],
)
def test_one_slip_is_explained(old: str, new: str, place: tuple[int, int], message: str, forms: Library) -> None:
    assert old in CASE
    [(rule, *where, said)] = found(CASE.replace(old, new, 1), forms)

    assert (rule, tuple(where)) == ("KJ001", place)
    assert said.startswith(message)


@pytest.mark.parametrize(
    ("old", "new", "line", "meant"),
    [
        ("title: 名簿", "案件の名称：名簿", 3, "「title」（案件の名称）の間違いではありませんか。"),
        ("contractNo: 123", "契約の番号：123", 12, "「contractNo」（契約の番号）の間違いではありませんか。"),
        ("届出: 5", "届出の番号：5", 19, "「届出」（届出の番号）の間違いではありませんか。"),
    ],
)
def test_the_forms_label_behind_which_a_colon_is_wide(
    old: str, new: str, line: int, meant: str, forms: Library
) -> None:
    findings = check_text("case.yaml", CASE.replace(old, new, 1), forms).findings

    told = [(one.rule, one.span.line) for one in findings if one.rule != "KJ501"]
    assert told == [("KJ004", line), ("KJ001", line)]
    assert [one.hint.ja for one in findings if one.rule == "KJ004"] == [meant]


def test_of_a_version_that_nobody_knows_nothing_more_is_known(forms: Library) -> None:
    assert found(CASE.replace("checklist_version: v1", "checklist_version: v9"), forms)[0][0] == "KJ010"


def test_a_case_without_slip_is_read_at_once(forms: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("The case has no slip that must be looked for.")

    monkeypatch.setattr("kojin_check.reading.recovery.recover", never)
    assert found(CASE.replace("      - 鈴木", "      - 高橋"), forms) == []


def test_a_draft_is_not_to_become_another_organizations_form(tmp_path: Path, kojin_check_here: RunProgram) -> None:
    folder = tmp_path / "forms" / "v1"
    folder.mkdir(parents=True)
    (folder / "version.yaml").write_text(VERSION, encoding="utf-8")
    (folder / "1-点検票.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")

    output = kojin_check_here("validate", "case.yaml", "--checklists", "forms").output

    assert "直し方  提出するまでに、採択された版に直してください。\n" in output
