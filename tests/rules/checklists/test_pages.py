"""The fields of pages: KJ741-KJ745. Each slip is one finding, at its place, with the shape to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.samples.own_fields import VERSION, own_form

from kojin_check.checking.engine import DEFAULT_SETTINGS
from kojin_check.findings import Finding
from kojin_check.lint.lint import lint


def findings(folder: Path, version: str) -> list[Finding]:
    own_form(folder, version)
    return [
        finding
        for report in lint(folder, DEFAULT_SETTINGS)
        for finding in report.findings
        if finding.rule not in ("KJ904", "KJ907", "KJ908")
    ]


def test_the_form_has_no_slip(tmp_path: Path) -> None:
    assert [(finding.rule, finding.message.ja) for finding in findings(tmp_path, VERSION)] == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "place", "hint"),
    [
        (
            "- {key: contractNo,",
            "- {key: 契約番号,",
            "KJ741",
            (19, 15),
            "どちらかを消してください。別の欄なら、この様式だけの key と type を書いてください"
            "（例: {key: 契約番号, label: 契約番号, type: text}）。",
        ),
        (
            "    委託:\n",
            "    受託:\n",
            "KJ742",
            (16, 5),
            "宣言されているのは 委託、受付 です（types）。",
        ),
        (
            "{key: periods, label: 履行期間}",
            "{key: periodes, label: 履行期間, required: true}",
            "KJ743",
            (25, 15),
            "「periods」の間違いではありませんか。",
        ),
        (
            "{key: periods, label: 履行期間}",
            "{key: 期間, label: 履行期間}",
            "KJ743",
            (25, 15),
            "「periods」の間違いではありませんか。",
        ),
        (
            "{key: 契約番号, label: 契約番号, type: text}",
            "{key: 契約番号, label: 契約番号}",
            "KJ743",
            (18, 15),
            "この様式だけの欄なら「{key: 契約番号, label: …, type: text}」のように、type に text、texts、date、number、flag、"
            "choice のどれかを書いてください。",
        ),
        (
            "{key: periods, label: 履行期間}",
            "{key: periods, label: 履行期間, type: texts}",
            "KJ744",
            (25, 43),
            "「{key: periods, label: 履行期間}」と書いてください。この様式だけの欄なら、別の key にしてください。",
        ),
        (
            ", values: [新規契約, 更新契約]",
            "",
            "KJ745",
            (24, 36),
            "「{key: 区分, label: …, type: choice, values: [新規, 更新]}」のように書いてください。",
        ),
        (
            "type: choice, values: [新規契約, 更新契約]",
            "type: text, values: [新規契約]",
            "KJ745",
            (24, 42),
            "語を選ばせるなら「type: choice」と書き、そうでなければ values を消してください。",
        ),
        (
            "type: number",
            "type: numbre",
            "KJ006",
            (22, 40),
            "「number」の間違いではありませんか（書けるのは text（1つの文）、texts（文の一覧）、date（日付）、number（数）、"
            "flag（true か false）、choice（values のうちの1つ））。",
        ),
    ],
)
def test_each_slip_is_one_finding(
    old: str, new: str, rule: str, place: tuple[int, int], hint: str, tmp_path: Path
) -> None:
    assert VERSION.count(old) == 1
    found = findings(tmp_path, VERSION.replace(old, new))

    assert [(finding.rule, finding.span[:2], finding.hint.ja) for finding in found] == [(rule, place, hint)]
