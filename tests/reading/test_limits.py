"""Files within the limits that are nevertheless too much: answered, and never silently cut."""

from __future__ import annotations

import sys
from time import process_time

import pytest
from tests.samples.huge_files import CONTRACT, HEAD, HUGE, Filling

from kojin_check.checking.engine import DEFAULT_SETTINGS, MOST_FINDINGS, MOST_MATTERS, Settings, check_bytes
from kojin_check.findings import FileReport
from kojin_check.fix.fixing import correct
from kojin_check.model.library import Library
from kojin_check.output.formats import FINDINGS
from kojin_check.output.style import Style

SHARE = 0.03
"""Of the limits, that the file fills whose answer is looked at and timed; four times as much as the smaller one."""
SHARE_BY_STEPS = 0.005
"""The same where steps are counted, which takes ten times as long."""
MOST_GROWTH = 2.5 * 4
"""Of what is linear, with room for an uneven machine; what is quadratic grows by the square of 4."""
FEW_STEPS = 20_000
"""Calls of functions and returns from them, that a small file takes too."""
NOTICEABLE = 0.05
"""Seconds below which a clock tells little of growth."""


@pytest.mark.parametrize("name", HUGE)
def test_is_answered_without_end_of_findings_and_soon(name: str, library: Library) -> None:
    def checked(share: float) -> tuple[FileReport, float]:
        data = HUGE[name](Filling(share)).encode()
        start = process_time()
        return check_bytes("case.yaml", data, library), process_time() - start

    def grows_too_fast(seconds: float) -> bool:
        return seconds > NOTICEABLE and seconds > MOST_GROWTH * checked(SHARE / 4)[1]

    report, seconds = checked(SHARE)
    text = "".join(FINDINGS.render([report], "text", Style()))

    assert any(finding.severity == "error" for finding in report.findings)
    assert len(report.findings) <= MOST_FINDINGS + 1
    assert len(text) < 2_000_000
    # What else the machine does only makes it longer, and hardly three times in a row.
    assert not (grows_too_fast(seconds) and all(grows_too_fast(checked(SHARE)[1]) for _ in range(2)))


def steps(data: bytes, library: Library) -> int:
    """How many functions are called, and return, while a case is checked."""
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(step)
    try:
        check_bytes("case.yaml", data, library)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", HUGE)
def test_takes_no_more_steps_than_the_file_grows(name: str, library: Library) -> None:
    """Time hides what grows faster beside all that does not; steps are counted, and are the same in every run."""
    large, small = (HUGE[name](Filling(share)).encode() for share in (SHARE_BY_STEPS, SHARE_BY_STEPS / 4))
    check_bytes("case.yaml", small, library)  # What is done once is done now.
    assert steps(large, library) <= 1.5 * 4 * steps(small, library) + FEW_STEPS


def test_a_line_looks_at_few_of_the_others(library: Library) -> None:
    """So few lines that all lie within what a line may look at around it."""
    large, small = (b"- a:\n" + b"a:\n" * lines for lines in (1_600, 400))
    check_bytes("case.yaml", small, library)
    assert steps(large, library) <= 1.5 * 4 * steps(small, library)


def codes(report: FileReport) -> list[str]:
    return [finding.rule for finding in report.findings]


class TestFindings:
    TEXT = HEAD + "matters:\n" + CONTRACT * 60
    """1,140 answers are missing."""

    def test_the_last_one_says_that_there_are_more(self, library: Library) -> None:
        report = check_bytes("case.yaml", self.TEXT.encode(), library, Settings(select=("KJ101",)))

        assert codes(report) == ["KJ101"] * MOST_FINDINGS + ["KJ008"]
        last = report.findings[-1]
        assert last.message.ja == "指摘が1,000件を超えたので、ここから後の指摘は示していません。"
        assert last.span[:2] == report.findings[-2].span[2:]
        assert sum(tally.unanswered for tally in report.tallies) == 1140, "counts are still those of the whole case"

    def test_up_to_the_limit_nothing_is_left_out(self, library: Library) -> None:
        report = check_bytes(
            "case.yaml", (HEAD + "matters:\n" + CONTRACT * 50).encode(), library, Settings(ignore=("KJ206",))
        )

        assert codes(report) == ["KJ101"] * 950

    def test_waived_ones_count_apart(self, library: Library) -> None:
        waivers = "waivers:\n  - {rule: KJ601, reason: 公表されている連絡先のため, approved_by: 区政情報課長}\n"
        text = HEAD + "matters:\n" + CONTRACT + "# 03-3209-1111\n" * (MOST_FINDINGS + 50) + waivers
        report = check_bytes("case.yaml", text.encode(), library)

        assert codes(report).count("KJ601") == 0
        assert codes(report)[-1] == "KJ008"
        assert [finding.rule for finding in report.waived] == ["KJ601"] * MOST_FINDINGS

    def test_what_is_concealed_stays_concealed(self, library: Library) -> None:
        text = HEAD + "clause: 連絡先\n" + "# 03-3209-1111\n" * (MOST_FINDINGS + 50) + "k: 03-3209-1111\n"
        report = check_bytes("case.yaml", text.encode(), library)

        assert codes(report)[-1] == "KJ008"
        assert not any("3209" in line for line in report.excerpts.values())

    def test_such_a_file_is_not_fixed(self, library: Library) -> None:
        data = (self.TEXT.replace("法令等の遵守: ○", "法令等の遵守: 〇")).encode()

        assert correct("case.yaml", data, library, DEFAULT_SETTINGS).fixed == ()


class TestMatters:
    def test_too_many_are_not_checked(self, library: Library) -> None:
        report = check_bytes("case.yaml", (HEAD + "matters:\n" + CONTRACT * (MOST_MATTERS + 1)).encode(), library)

        assert codes(report) == ["KJ008"]
        assert report.findings[0].span[:2] == (6, 1)
        assert report.findings[0].message.ja == (
            "事項が1,001件あります。1つのファイルで確かめられるのは1,000件までです。"
        )
        assert report.tallies == ()
