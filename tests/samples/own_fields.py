"""A form whose pages have fields of their own, one of each type."""

from __future__ import annotations

from pathlib import Path

from kojin_check.model.library import Library, load_library

VERSION = """\
schema: kojin-check/version/v1
id: 契約版
title: 契約の点検票
status: adopted
effective: 2024-04-01
types:
  委託: {role: contract}
  受付: {}
pages:
  case:
    - {key: title, label: 表題, required: true}
    - {key: department, label: 所属}
    - {key: 受付番号, label: 受付番号, type: text}
    - {key: overview.規模, label: 事業の規模, type: text}
  matters:
    委託:
      - {key: party, label: 契約の相手}
      - {key: 契約番号, label: 契約番号, type: text}
      - {key: contractNo, label: 契約管理番号, type: text}
      - {key: 関係課, label: 関係課, type: texts}
      - {key: 契約日, label: 契約日, type: date}
      - {key: 対象人数, label: 対象人数, type: number}
      - {key: 継続, label: 継続, type: flag}
      - {key: 区分, label: 区分, type: choice, values: [新規契約, 更新契約]}
      - {key: periods, label: 履行期間}
      - {key: subcontracts, label: 再委託}
  subcontract:
    - {key: party, label: 再委託先}
    - {key: 承諾日, label: 承諾日, type: date}
"""

CHECKLIST = """\
schema: kojin-check/checklist/v1
number: {number}
type: {type}
title: {type}の点検票
marks:
  はい: {{label: 行っている, means: met}}
  いいえ: {{label: 行っていない, means: unmet, reason: required}}
sections:
  - actor: 課
    kind: 日常
    heading: 日常の点検
    items:
      - {{id: 記録, text: 記録を付ける。}}
"""


def own_form(folder: Path, version: str = VERSION) -> Library:
    """Writes the form as the one version 契約版 below `folder`, and opens it."""
    below = folder / "契約版"
    below.mkdir(parents=True)
    (below / "version.yaml").write_text(version, encoding="utf-8")
    for number, name in enumerate(("委託", "受付"), start=1):
        (below / f"{number}-{name}.yaml").write_text(CHECKLIST.format(number=number, type=name), encoding="utf-8")
    return load_library(folder)
