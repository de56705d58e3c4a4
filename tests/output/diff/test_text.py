from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.output.diff.conftest import HOSTILE, old_version
from tests.samples.edited_versions import with_version

from kojin_check.diff.affected import Survey
from kojin_check.diff.changes import VersionDiff
from kojin_check.diff.compare import compare
from kojin_check.escaping.screen import visible_line
from kojin_check.findings import Language
from kojin_check.model.checklist import FactDefinition
from kojin_check.output.comparison_table import Comparison
from kojin_check.output.diff.text import report
from kojin_check.output.style import Style
from kojin_check.output.terminal.typesetting import width_of

EXPECTED = Path(__file__).parent / "expected"
ESCAPE = re.compile("\x1b\\[[0-9;]*m")


def written(diff: VersionDiff, survey: Survey | None, style: Style) -> str:
    return "".join(report(Comparison(diff, survey), style))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_everything_that_changes(language: Language, diff: VersionDiff, touched: Survey) -> None:
    expected = (EXPECTED / f"{language}.txt").read_text(encoding="utf-8")

    assert written(diff, touched, Style(language=language, width=80)) == expected


def test_the_changed_passage_is_underlined_beneath_wide_characters(diff: VersionDiff) -> None:
    lines = written(diff, None, Style()).split("\n")
    at = lines.index("      新  個人情報は、耐火の金庫に保管する。")
    start = width_of(lines[at].partition("耐火の")[0])

    assert lines[at + 1] == " " * start + "~" * width_of("耐火の")


@pytest.mark.parametrize("width", [52, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int, diff: VersionDiff, touched: Survey) -> None:
    long = replace(touched, cases=tuple(replace(case, department="長い名の部署" * 9) for case in touched.cases))
    lines = written(diff, long, Style(width=width)).split("\n")

    assert max(map(width_of, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_colours_take_the_place_of_underlines(diff: VersionDiff, touched: Survey) -> None:
    plain = written(diff, touched, Style())
    coloured = written(diff, touched, Style(colour=True))

    assert "\x1b[" in coloured
    assert ESCAPE.sub("", coloured) == re.sub(r"(?m)^ *~[~ ]*\n", "", plain)


def test_a_passage_that_is_broken_over_lines_is_marked_on_each(diff: VersionDiff) -> None:
    lines = written(diff, None, Style(width=40)).split("\n")
    marks = [line.count("~") for line in lines if "~" in line]

    assert sum(marks) == sum(
        line.count("~") for line in written(diff, None, Style(width=120)).split("\n") if "~" in line
    )


def test_without_a_survey_nothing_is_said_about_cases(diff: VersionDiff) -> None:
    text = written(diff, None, Style())

    assert "案件" not in text.replace("記入済みの案件は、このままでは未回答や誤りになります。", "")


def test_no_difference_is_said_to_be_none(nothing: VersionDiff) -> None:
    assert written(nothing, None, Style()) == (
        "改正前  令和5年度版（r5、令和5年4月1日適用）\n改正後  令和5年度版（r5、令和5年4月1日適用）\n\n違いはありません。\n"
    )


@pytest.mark.parametrize("colour", [False, True])
def test_text_cannot_steer_the_terminal(colour: bool, hostile: tuple[VersionDiff, Survey]) -> None:
    text = ESCAPE.sub("", written(*hostile, Style(width=120, colour=colour)))

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert visible_line(HOSTILE).partition("##")[0][:30] in text
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in text.split("\n"))


def test_no_name_of_a_version_begins_a_command() -> None:
    name = "持込み\n::error::乗っ取り\n  ::add-mask::x\n##[group]y"
    changed = with_version(old_version(), id="r7", title=name, facts={name: FactDefinition(ask=name)})

    lines = written(compare(old_version(), changed), None, Style()).split("\n")

    assert any("<U+003A>:error::乗っ取り" in line for line in lines)
    assert [line for line in lines if line.lstrip().startswith("::") or "##[" in line] == []
