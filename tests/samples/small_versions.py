"""Small versions of checklists on disk: one form with two items for each type."""

from __future__ import annotations

from pathlib import Path

_CHECKLIST = """\
schema: kojin-check/checklist/v1
number: {number}
type: {type}
title: {type}の点検票
marks:
  はい: {{label: 行っている, means: met}}
  いいえ: {{label: 行っていない, means: not_applicable, reason: required}}
sections:
  - actor: 相手方
    kind: 安全管理
    heading: {type}の安全管理
    items:
      - {{id: 責任者, text: 責任者を定めている。}}
      - {{id: 研修, text: 毎年、研修を行っている。}}
"""


def write_version(folder: Path, version_id: str, *types: str, status: str = "adopted", **keys: str) -> Path:
    """Writes a version into a folder of checklists.

    Args:
        folder: of checklists; it is made.
        version_id: its id.
        types: of matters; one where none is named.
        status: of version.yaml.
        keys: further ones of version.yaml.
    """
    home = folder / version_id
    home.mkdir(parents=True)
    types = types or ("点検",)
    lines = {"effective": "令和6年4月1日", **keys} if status == "adopted" else keys
    (home / "version.yaml").write_text(
        f"schema: kojin-check/version/v1\nid: {version_id}\ntitle: {version_id}の点検票\nstatus: {status}\n"
        + "".join(f"{key}: {value}\n" for key, value in lines.items())
        + f"types: {{{', '.join(f'{name}: {{}}' for name in types)}}}\n",
        encoding="utf-8",
    )
    for number, name in enumerate(types, start=1):
        text = _CHECKLIST.format(number=number, type=name)
        (home / f"{number}-{name}.yaml").write_text(text, encoding="utf-8")
    return home
