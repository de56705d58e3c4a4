from __future__ import annotations

from pathlib import Path

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library, load_library
from kojin_check.reading.oddities import oddities
from kojin_check.reading.tree import parse

VERSION = """\
schema: kojin-check/version/v1
id: v1
title: 点検
status: adopted
types: {点検: {}}
answer_fields: {目標日: {type: date}}
pages:
  case: [{key: title, label: 件名}, {key: 受付番号, label: 受付番号, type: text}, {key: overview.経費, label: 経費, type: text}]
  matters: {点検: [{key: 場所, label: 場所, type: text}]}
  subcontract: [{key: 等級, label: 等級, type: text}]
"""
CHECKLIST = """\
schema: kojin-check/checklist/v1
number: 1
type: 点検
title: 点検
marks: {はい: {means: met}, いいえ: {means: unmet, needs: [目標日]}}
sections:
  - {actor: 甲, kind: 全般, heading: 全般, items: [{id: 記録, text: 記録を残す。}]}
"""
CASE = """\
schema: kojin-check/case/v1
checklist_version: v1
title: 点検
department: 庶務課
basis: [点検]
受付番号: 第1号
overview: {経費: 10万円}
matters:
  - type: 点検
    checklist: 1
    場所: 本庁舎
    subcontracts:
      - {party: {name: 例示}, 等級: 甲}
    answers:
      甲:
        全般:
          記録: {mark: いいえ, 目標日: 令和7年3月31日}
"""


@pytest.fixture
def forms(tmp_path: Path) -> Library:
    folder = tmp_path / "v1"
    folder.mkdir()
    (folder / "version.yaml").write_text(VERSION, encoding="utf-8")
    (folder / "1-点検.yaml").write_text(CHECKLIST, encoding="utf-8")
    return load_library(tmp_path)


def test_the_fields_of_a_form_belong_where_its_pages_have_them(forms: Library) -> None:
    assert [odd.key for odd in oddities(parse("case.yaml", CASE).root, forms.case_outline)] == []
    assert check_text("case.yaml", CASE, forms).findings == ()


def test_elsewhere_they_are_odd(forms: Library) -> None:
    moved = CASE.replace("    場所: 本庁舎\n", "").replace("受付番号: 第1号\n", "場所: 本庁舎\n")

    assert [odd.key for odd in oddities(parse("case.yaml", moved).root, forms.case_outline)] == ["場所"]


def test_nothing_in_the_published_case_is_odd(published_case: str, library: Library) -> None:
    assert oddities(parse("case.yaml", published_case).root, library.case_outline) == []


def test_a_broken_version_says_nothing_of_its_fields(forms: Library) -> None:
    (forms.folder_of("v1") / "version.yaml").write_text("id: [", encoding="utf-8")

    assert [odd.key for odd in oddities(parse("case.yaml", CASE).root, forms.case_outline)] == [
        "受付番号",
        "経費",
        "場所",
        "等級",
        "目標日",
    ]
