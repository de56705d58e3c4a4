from __future__ import annotations

import json
from typing import Any

import pytest
from tests.output.diff.conftest import HOSTILE

from kojin_check.diff.affected import Survey
from kojin_check.diff.changes import VersionDiff
from kojin_check.diff.compare import compare
from kojin_check.escaping.screen import UNSAFE
from kojin_check.model.library import Library
from kojin_check.output.comparison_table import Comparison
from kojin_check.output.diff.json import report
from kojin_check.output.style import Style


def written(diff: VersionDiff, survey: Survey | None = None, style: Style | None = None) -> str:
    return "".join(report(Comparison(diff, survey), style or Style()))


def data_of(diff: VersionDiff, survey: Survey | None = None) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(written(diff, survey))
    return data


def changes(diff: VersionDiff, kind: str) -> list[dict[str, Any]]:
    return [change for change in data_of(diff)["changes"] if change["kind"] == kind]


def test_the_envelope_is_as_designed(library: Library) -> None:
    data = data_of(compare(library.require("r5"), library.require("r7-draft")))

    assert list(data) == ["schema", "old", "new", "summary", "changes"]
    assert (data["schema"], data["old"], data["new"]) == ("kojin-check/diff/v1", "r5", "r7-draft")
    assert data["summary"] == {"added": 16, "removed": 0, "moved": 0, "reworded": 0, "renamed": 0, "condition": 0}
    assert data["changes"][0] == {
        "kind": "added",
        "impact": "breaking",
        "item": "5/区が行う/運用上/管理状況の確認",
        "old": None,
        "new": {"text": "取扱う個人情報の管理について、必要に応じて又は定期的に確認する体制を構築するよう指導する。"},
    }
    assert len(data["changes"]) == 16


def test_further_kinds_are_counted_only_where_they_occur(diff: VersionDiff) -> None:
    assert data_of(diff)["summary"] == {
        "added": 1,
        "removed": 1,
        "moved": 1,
        "reworded": 2,
        "renamed": 1,
        "condition": 1,
        "scope": 1,
        "marks": 1,
        "declaration": 1,
    }


def test_nothing_differs(nothing: VersionDiff) -> None:
    assert data_of(nothing)["changes"] == []


def test_each_kind_says_what_it_is_about(diff: VersionDiff) -> None:
    [moved] = changes(diff, "moved")
    assert (moved["impact"], moved["item"]) == ("review", "5/区/運用/入退室")
    assert moved["old"] == {"text": "入退室を記録する。", "item": "5/区/物理/入退室", "position": 4}
    assert moved["new"] == {"text": "入退室を記録する。", "item": "5/区/運用/入退室", "position": 0}

    [renamed] = changes(diff, "renamed")
    assert [renamed[side]["item"] for side in ("old", "new")] == ["5/区/運用/管理簿", "5/区/運用/授受簿"]

    [condition] = changes(diff, "condition")
    assert condition["new"] == {
        "text": "不要となった書類は溶解する。",
        "when": {"media": "可搬媒体"},
        "strict": False,
        "otherwise": "廃棄しないため",
    }
    [removed] = changes(diff, "removed")
    assert (removed["old"], removed["new"]) == ({"text": "取扱者に研修を受けさせる。"}, None)

    [marks] = changes(diff, "marks")
    assert marks["new"] == {"mark": "△", "label": "一部", "means": "unmet", "reason": "optional"}
    assert [one["item"] for one in changes(diff, "scope") + changes(diff, "declaration")] == ["5", "facts/持込み"]


def test_a_rewording_names_the_characters_that_changed(diff: VersionDiff) -> None:
    review, editorial = changes(diff, "reworded")

    assert [review["old"]["text"][start:end] for start, end in review["old"]["changed"]] == ["等"]
    assert [review["new"]["text"][start:end] for start, end in review["new"]["changed"]] == ["耐火の"]
    assert (editorial["impact"], editorial["old"]["changed"]) == ("editorial", [])
    assert [editorial["new"]["text"][start:end] for start, end in editorial["new"]["changed"]] == ["け"]


def test_cases_come_with_a_survey(diff: VersionDiff, touched: Survey) -> None:
    data = data_of(diff, touched)

    assert [case["path"] for case in data["cases"]] == ["cases/a.yaml", "cases/b.yaml"]
    case = data["cases"][0]
    assert list(case)[:4] == ["path", "version", "affected", "unanswered_after"]
    assert (case["version"], case["unanswered_after"], case["to_review"]) == ("r5", 1, 3)
    assert case["affected"] == [
        "5",
        "5/区/運用/教育",
        "5/区/運用/入退室",
        "5/区/運用/点検",
        "5/区/運用/保管",
        "5/区/運用/授受簿",
    ]
    assert case["matters"] == [
        {
            "matter": 0,
            "type": "業務委託",
            "checklist": 5,
            "affected": case["affected"],
            "unanswered": ["5/区/運用/点検"],
        }
    ]
    assert data["departments"] == [
        {"department": name, "cases": 1, "unanswered_after": 1, "to_review": 3} for name in ("健康部", "総務部")
    ]
    assert data["totals"] == {
        "affected": 2,
        "untouched": 0,
        "other_versions": 1,
        "unreadable": ["cases/d.yaml"],
        "unanswered_after": 2,
        "to_review": 6,
    }


@pytest.mark.parametrize("style", [Style(colour=True), Style(language="en", width=20)])
def test_the_style_changes_nothing(style: Style, diff: VersionDiff, touched: Survey) -> None:
    assert written(diff, touched, style) == written(diff, touched)


def test_hostile_text_arrives_as_it_is_and_steers_nothing(hostile: tuple[VersionDiff, Survey]) -> None:
    text = written(*hostile)

    assert UNSAFE.search(text.replace("\n", "")) is None
    assert "##[" not in text
    assert json.loads(text)["cases"][0]["title"] == HOSTILE
