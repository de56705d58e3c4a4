"""A form that is unlike the ward's: other marks, other facts, no media."""

from __future__ import annotations

from pathlib import Path

from kojin_check.model.library import Library, load_library

_VERSION = """\
schema: kojin-check/version/v1
id: x1
title: 点検票
status: adopted
types:
  点検: {}
facts:
  遠隔接続: 遠隔で接続しますか。
"""

_CHECKLIST = """\
schema: kojin-check/checklist/v1
number: 1
type: 点検
title: 点検票
requires: [遠隔接続, subcontracts]
marks:
  〇: {label: 実施する, means: met}
  いいえ: {label: 実施しない, means: unmet, reason: required}
  '-': {label: 対象がない, means: not_applicable}
  対象外(別表): {label: 別表による, means: not_applicable}
sections:
  - actor: 課
    kind: 日常
    heading: 日常の点検
    items:
      - {id: 記録, text: 記録を付ける。}
      - {id: 連絡, text: 連絡先を掲示する。, when: {遠隔接続: true}, otherwise: 遠隔接続がないため}
      - {id: 保管, text: 鍵を保管する。}
      - {id: 廃棄, text: 書類を廃棄する。}
      - {id: 点検, text: 機器を点検する。}
"""

_CASE = """\
schema: kojin-check/case/v1
checklist_version: x1
title: 庁舎の点検
department: 庶務課
basis: [点検]
matters:
  - type: 点検
    checklist: 1
    facts: {遠隔接続: false}
    subcontracts: []
    answers: {課: {日常: {
"""


def foreign_library(folder: Path) -> Library:
    """Writes the form as the one version x1 below `folder`, and opens it."""
    version = folder / "x1"
    version.mkdir(parents=True)
    (version / "version.yaml").write_text(_VERSION, encoding="utf-8")
    (version / "1-点検.yaml").write_text(_CHECKLIST, encoding="utf-8")
    return load_library(folder)


def foreign_case(**answers: str) -> str:
    """Gives a case on the form with these answers, in double quotes, one a line from line 12 on."""
    lines = ",\n".join(f'      {item}: "{answer}"' for item, answer in answers.items())
    return f"{_CASE}{lines}\n    }}}}}}\n"
