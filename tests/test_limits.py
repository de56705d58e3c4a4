"""Files within the limits that are nevertheless too much: answered at once, and never silently cut."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from tests.fuzz.strategies import SMALL

from kojin_check.engine import DEFAULT_SETTINGS, MOST_FINDINGS, MOST_MATTERS, Settings, check_bytes
from kojin_check.findings import FileReport
from kojin_check.fixing import correct
from kojin_check.library import Library
from kojin_check.presentation import Style
from kojin_check.reading import MAX_BYTES
from kojin_check.reporters import reporter

LIMIT = 2.0
"""Seconds of processor time for the findings and the report for people."""

HEAD = """\
schema: kojin-check/case/v1
checklist_version: r5
title: 件名
department: 課
basis: [業務委託]
"""
CONTRACT = "  - {type: 業務委託, checklist: 6, media: [紙媒体], answers: {区が行う: {運用上: {法令等の遵守: ○}}}}\n"
ANSWERS = SMALL[: SMALL.index("waivers:")]


def numbered(line: str, times: int) -> str:
    return "".join(line.format(number) for number in range(times))


def as_long_as_allowed(before: str, line: str) -> str:
    """`line` so often that the file is just small enough."""
    return before + line * ((MAX_BYTES - len(before.encode())) // len(line.encode()))


HUGE: dict[str, Callable[[], str]] = {
    "brackets": lambda: as_long_as_allowed(HEAD + "x: ", "["),
    "braces": lambda: as_long_as_allowed(HEAD + "x: ", "{a: "),
    "dashes": lambda: as_long_as_allowed("", "- "),
    "question marks": lambda: as_long_as_allowed("", "? "),
    "aliases": lambda: as_long_as_allowed(HEAD + "x: &a [b]\ny: [", "*a, "),
    "anchors": lambda: as_long_as_allowed(HEAD + "x: [", "&a b, "),
    "documents": lambda: as_long_as_allowed(HEAD, "---\n"),
    "tabs": lambda: as_long_as_allowed(HEAD, "\tx: y\n"),
    "full-width colons": lambda: as_long_as_allowed(HEAD, "件名：x\n"),
    "full-width colons, fewer": lambda: HEAD + numbered("件名{}：x\n", 50_000),
    "bullets": lambda: HEAD + "matters:\n" + "・項目\n" * 50_000,
    "hyphens": lambda: HEAD + numbered("x{}: - (y)\n", 50_000),
    "open quotes": lambda: as_long_as_allowed(HEAD + 'x: "', "あ\n"),
    "unknown keys": lambda: HEAD + numbered("k{}: v\n", 90_000),
    "repeated keys": lambda: HEAD + "title: x\n" * 90_000,
    "unknown items": lambda: ANSWERS + numbered("          項目{}: ○\n", 90_000),
    "misspelt items": lambda: ANSWERS + numbered("          業務フロー{}: ○\n", 90_000),
    "unknown types": lambda: HEAD.replace("業務委託", ", ".join(f"業務{number}" for number in range(190_000))),
    "unknown facts": lambda: (
        HEAD + "matters:\n  - type: 業務委託\n    checklist: 6\n    facts:\n" + numbered("      事実{}: true\n", 90_000)
    ),
    "unknown media": lambda: HEAD + f"matters:\n  - type: 業務委託\n    media: [{numbered('媒体{}, ', 150_000)}]\n",
    "matters": lambda: HEAD + "matters:\n" + CONTRACT * 7_000,
    "matters that are checked": lambda: HEAD + "matters:\n" + CONTRACT * MOST_MATTERS,
    "matters without a mapping": lambda: HEAD + f"matters: [{'x, ' * 190_000}]\n",
    "data items": lambda: (
        ANSWERS.replace("外部提供", "電算処理", 1).replace("checklist: 2", "checklist: 3\n    data_items: [x]")
        + "    data_items:\n"
        + numbered("      - 項目{}\n", 150_000)
    ),
    "impossible dates": lambda: (
        HEAD + "matters:\n  - type: 業務委託\n    periods:\n" + "      - {from: 令和6年2月30日}\n" * 40_000
    ),
    "waivers": lambda: HEAD + "waivers:\n" + "  - {rule: KJ104, reason: x}\n" * 30_000,
    "phone numbers": lambda: as_long_as_allowed(HEAD + "clause: ", "03-3209-1111 "),
    "at signs": lambda: as_long_as_allowed(HEAD + "clause: ", "a@"),
    "digits": lambda: as_long_as_allowed(HEAD + "clause: ", "1"),
    "number signs": lambda: as_long_as_allowed(HEAD + "clause: ", "a #"),
    "comments": lambda: as_long_as_allowed(HEAD, "# x\n"),
    "blank lines": lambda: as_long_as_allowed(HEAD, "\n"),
    "carriage returns": lambda: as_long_as_allowed(HEAD, "\r"),
    "spaces": lambda: as_long_as_allowed(HEAD, " "),
    "one long line": lambda: as_long_as_allowed(HEAD + "clause: ", "あ"),
    "one long key": lambda: as_long_as_allowed(HEAD, "あ"),
    "one long reason": lambda: as_long_as_allowed(ANSWERS + "          業務フロー: −（", "あ "),
    "parentheses": lambda: as_long_as_allowed(ANSWERS + "          業務フロー: −", "（"),
    "zero-width spaces": lambda: as_long_as_allowed(HEAD + "clause: ", "\u200b"),
    "combining marks": lambda: as_long_as_allowed(HEAD + "clause: か", "\u3099"),
    "escape sequences": lambda: as_long_as_allowed(HEAD + "clause: ", "\x1b[31m"),
    "zeros": lambda: as_long_as_allowed("", "\0"),
    "block scalar": lambda: as_long_as_allowed(HEAD + "clause: |\n", "  あ\n"),
}


def timed(data: bytes, library: Library) -> tuple[FileReport, str, float]:
    """The report, its text, and how many seconds of processor time both took."""
    started = time.process_time()
    report = check_bytes("case.yaml", data, library)
    text = "".join(reporter("text")([report], Style()))
    return report, text, time.process_time() - started


@pytest.mark.parametrize("name", HUGE)
def test_is_answered_at_once(name: str, library: Library) -> None:
    data = HUGE[name]().encode()
    assert len(data) <= MAX_BYTES

    report, text, taken = timed(data, library)
    for _ in range(2):  # On a busy machine even processor time varies.
        taken = taken if taken < LIMIT else timed(data, library)[2]

    assert taken < LIMIT
    assert any(finding.severity == "error" for finding in report.findings)
    assert len(report.findings) <= MOST_FINDINGS + 1
    assert len(text) < 2_000_000


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
        assert last.span == report.findings[-2].span
        assert sum(tally.unanswered for tally in report.tallies) == 1140, "counts are still those of the whole case"

    def test_up_to_the_limit_nothing_is_left_out(self, library: Library) -> None:
        report = check_bytes("case.yaml", (HEAD + "matters:\n" + CONTRACT * 50).encode(), library)

        assert codes(report) == ["KJ101"] * 950

    def test_waived_ones_count_apart(self, library: Library) -> None:
        text = self.TEXT + "waivers:\n  - {rule: KJ101, reason: 様式の写しのため}\n"
        report = check_bytes("case.yaml", text.encode(), library)

        assert codes(report) == ["KJ008"]
        assert [finding.rule for finding in report.waived] == ["KJ101"] * MOST_FINDINGS

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
            "付議事項が1,001件あります。1つのファイルで確かめられるのは1,000件までです。"
        )
        assert report.tallies == ()
