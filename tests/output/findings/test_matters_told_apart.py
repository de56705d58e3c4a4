"""Several matters of one type: every format says whose a finding is."""

from __future__ import annotations

import json

import pytest
from tests.conftest import ROOT

from kojin_check.checking.engine import check_text
from kojin_check.findings import FileReport
from kojin_check.model.library import Library
from kojin_check.output.formats import FINDINGS
from kojin_check.output.style import Style

EXAMPLE = ROOT / "tests" / "data" / "two-contractors.yaml"
OTHER = "株式会社四谷サービス"


@pytest.fixture(scope="module")
def report(library: Library) -> FileReport:
    first, separator, second = EXAMPLE.read_text(encoding="utf-8").rpartition("株式会社新宿システム")
    assert separator
    return check_text("a.yaml", f"{first}{OTHER}{second}", library)


def test_findings_and_tallies_carry_the_party(report: FileReport) -> None:
    assert {(tally.matter, tally.party) for tally in report.tallies} == {(0, "株式会社新宿システム"), (1, OTHER)}
    assert {(finding.matter, finding.party) for finding in report.findings if finding.matter is not None} == {
        (0, "株式会社新宿システム"),
        (1, OTHER),
    }


def test_nothing_is_said_where_the_type_tells_them_apart(published_case: str, library: Library) -> None:
    report = check_text("a.yaml", published_case, library)

    assert {finding.party for finding in report.findings} == {None}
    assert {tally.party for tally in report.tallies} == {None}


@pytest.mark.parametrize("format_name", FINDINGS.formats)
def test_every_format_names_both(format_name: str, report: FileReport) -> None:
    written = "".join(FINDINGS.render([report], format_name, Style(language="ja", width=100)))

    assert OTHER in written
    assert "株式会社新宿システム" in written


def test_json_always_has_the_key(report: FileReport) -> None:
    data = json.loads("".join(FINDINGS.render([report], "json", Style())))

    assert [(entry["matter"], entry["party"]) for entry in data["findings"]] == [
        (finding.matter, finding.party) for finding in report.findings
    ]
