"""The same comparison for every format: one of each kind of change, and two cases that it touches."""

from __future__ import annotations

import json

import pytest
from tests.samples.edited_versions import (
    with_form,
    with_item,
    with_moved_item,
    with_new_item,
    with_version,
    without_item,
)
from tests.samples.versions import MARKS, form, item, version

from kojin_check.diff.affected import Survey, survey
from kojin_check.diff.changes import VersionDiff
from kojin_check.diff.compare import compare
from kojin_check.model.checklist import FactDefinition, MarkDefinition, Means
from kojin_check.model.condition import parse_condition
from kojin_check.model.library import Library, Version

CASE = """\
schema: kojin-check/case/v1
checklist_version: r5
title: {title}
department: {department}
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区:
        運用: {{教育: ○, 保管: ○, 管理簿: ○, 廃棄: ○}}
        物理: {{入退室: ○}}
"""

HOSTILE = "<b>&\"'|`*_[x](javascript:alert(1))\x1b[31m\u202e::warning::x##[error]\n| 次 |\n# 題"
"""What steers a terminal, Markdown, HTML and GitHub Actions, in one text."""


def old_version() -> Version:
    sections = {
        ("区", "運用"): [
            item("教育", "取扱者に研修を受けさせる。"),
            item("保管", "個人情報は、金庫等に保管する。"),
            item("管理簿", "個人情報の受渡しを管理簿に記載する。"),
            item("廃棄", "不要となった書類は溶解する。", when={"media": "紙媒体"}),
        ],
        ("区", "物理"): [item("入退室", "入退室を記録する。")],
    }
    contract = form(sections, title="業務委託の様式", scope="全媒体")
    disclosure = form({("区", "運用"): [item("協議", "提供の前に協議する。")]}, number=2, type="外部提供")
    return version("r5", disclosure, contract, title="令和5年度版", effective="令和5年4月1日")


def new_version() -> Version:
    new = with_version(
        old_version(),
        id="r7",
        title="令和7年度版",
        effective=None,
        facts={"持込み": FactDefinition(ask="持ち込みますか。")},
    )
    new = with_new_item(
        new, "5/区/運用", 1, item("点検", "年に一度、保管の状況を点検する。", when={"subcontracts": True})
    )
    new = without_item(new, "5/区/運用/教育")
    new = with_item(new, "5/区/運用/保管", text="個人情報は、耐火の金庫に保管する。")
    new = with_item(new, "5/区/運用/管理簿", id="授受簿", text="個人情報の受け渡しを管理簿に記載する。")
    new = with_item(new, "5/区/運用/廃棄", when=parse_condition({"media": "可搬媒体"}), otherwise="廃棄しないため")
    new = with_moved_item(new, "5/区/物理/入退室", "5/区/運用", 0)
    marks = {mark: MarkDefinition.model_validate(one) for mark, one in MARKS.items()}
    return with_form(new, 5, scope=None, marks={**marks, "△": MarkDefinition(label="一部", means=Means.UNMET)})


def case(title: str = "窓口の委託", department: str = "健康部") -> bytes:
    return CASE.format(title=title, department=department).encode()


@pytest.fixture(scope="session")
def diff() -> VersionDiff:
    """One of each kind of change."""
    return compare(old_version(), new_version())


@pytest.fixture(scope="session")
def touched(diff: VersionDiff) -> Survey:
    """Two cases of two departments, one of another version, one that is none."""
    return survey(
        diff,
        [
            ("cases/a.yaml", case()),
            ("cases/b.yaml", case("発送の委託", "総務部")),
            ("cases/c.yaml", case().replace(b"version: r5", b"version: r4")),
            ("cases/d.yaml", b"\x00"),
        ],
    )


@pytest.fixture(scope="session")
def nothing() -> VersionDiff:
    """A version compared with itself."""
    return compare(old_version(), old_version())


@pytest.fixture(scope="session")
def hostile() -> tuple[VersionDiff, Survey]:
    """Names, texts and a case that try to be more than text."""
    old = version("r5", form({("区", HOSTILE): [item(HOSTILE, HOSTILE)]}, title=HOSTILE, scope=HOSTILE), title=HOSTILE)
    new = with_item(old, f"5/区/{HOSTILE}/{HOSTILE}", text=f"{HOSTILE}x")
    compared = compare(old, with_version(new, media={HOSTILE: HOSTILE}))
    name = json.dumps(HOSTILE)
    text = f"checklist_version: r5\ntitle: {name}\ndepartment: {name}\nmatters:\n  - type: {name}\n    checklist: 5\n"
    text += f"    answers: {{区: {{{name}: {{{name}: ○}}}}}}\n"
    return compared, survey(compared, [(f"cases/{HOSTILE}.yaml", text.encode()), (HOSTILE, b"\x00")])


@pytest.fixture(scope="session")
def library_diff(library: Library) -> VersionDiff:
    """The ward's versions."""
    return compare(library.require("r5"), library.require("r7-draft"))
