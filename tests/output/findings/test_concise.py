from __future__ import annotations

import json
import re

import pytest
from tests.conftest import ROOT, RunProgram
from tests.output.findings.conftest import FAQ, HOSTILE

from kojin_check.findings import FileReport, Finding, Language, Report, Severity, Span, Text, Waiver
from kojin_check.output.findings.concise import report
from kojin_check.output.style import Style

EDITORS = (ROOT / ".github" / "EDITORS.md").read_text(encoding="utf-8")
(TASK,) = json.loads(EDITORS[EDITORS.index('{"version": "2.0.0"') :].partition("```")[0])["tasks"]
PATTERN = TASK["problemMatcher"]["pattern"]
PROBLEM_MATCHER = re.compile(PATTERN["regexp"])
"""As the page on editors gives it for VS Code."""


def lines(*files: FileReport, language: Language = "ja") -> list[str]:
    return "".join(report(files, Style(language))).splitlines()


FINDING = Finding(
    rule="KJ301",
    name="inapplicable-item-ticked",
    severity=Severity.ERROR,
    path="x.yaml",
    span=Span(3, 5, 3, 6),
    message=Text("だめです。", "It is wrong."),
    hint=Text("直してください。", "Correct it."),
)


def test_a_finding_is_a_line_with_what_to_write_instead() -> None:
    assert lines(FileReport("x.yaml", (FINDING,))) == ["x.yaml:3:5: error KJ301 だめです。直してください。"]
    assert lines(FileReport("x.yaml", (FINDING,)), language="en") == [
        "x.yaml:3:5: error KJ301 It is wrong. Correct it."
    ]


def test_what_is_waived_is_told_and_asks_for_nothing() -> None:
    waived = FINDING._replace(waiver=Waiver("要綱", "会長", None))

    assert lines(FileReport("x.yaml", (), (waived,))) == [
        "x.yaml:3:5: info KJ301 承認済み（要綱（会長）） だめです。直してください。"
    ]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_line_of_the_sample_matches_the_problem_matcher(sample_report: Report, language: Language) -> None:
    found = [PROBLEM_MATCHER.match(line) for line in lines(*sample_report.files, language=language)]

    assert len(found) == len(sample_report.findings) + len(sample_report.waived)
    for match in found:
        assert match is not None
    assert {match[1] for match in found if match} >= {FAQ, HOSTILE.replace("\n", "<U+000A>")}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_line_on_the_examples_matches_and_has_its_finding(
    kojin_check_here: RunProgram, language: Language
) -> None:
    examples = [str(ROOT / folder) for folder in ("tests/data/examples", "cases", "tests/data/pitfalls")]
    outcome = kojin_check_here("validate", *examples, "--format", "concise", "--lang", language)

    assert outcome.exit_code == 1
    found = [PROBLEM_MATCHER.match(line) for line in outcome.output.splitlines()]
    assert all(found)
    assert len(found) > 100


def test_nothing_found_is_nothing_said() -> None:
    assert lines(FileReport("x.yaml", ())) == []
