from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.output.findings.conftest import FAQ, FAQ_FINDINGS, FAQ_LINES, HOSTILE_FINDINGS, HOSTILE_LINES

from kojin_check.findings import (
    FileReport,
    Finding,
    ItemRef,
    Language,
    Related,
    Report,
    Severity,
    Span,
    Tally,
    Text,
)
from kojin_check.output.findings.text import report
from kojin_check.output.style import Style
from kojin_check.output.terminal.typesetting import width_of

EXPECTED = Path(__file__).parent / "expected"
ITEM = ItemRef("5/区が行う/運用上/施錠保管", "個人情報は、施錠できる金庫又はキャビネット等に保管する。")


def finding(line: int = 3, **fields: object) -> Finding:
    plain = Finding(
        rule="KJ301",
        name="inapplicable-item-ticked",
        severity=Severity.ERROR,
        path="x.yaml",
        span=Span(line, 5, line, 6),
        message=Text("だめです。", "It is wrong."),
        hint=Text("直してください。", "Correct it."),
    )
    return plain._replace(**fields)  # type: ignore[arg-type]


def shown(*files: FileReport, style: Style = Style()) -> str:  # noqa: B008  Frozen.
    return "".join(report(files, style))


def missing_answer(line: int, address: str, **fields: object) -> Finding:
    return finding(line, rule="KJ101", name="missing-answer", item=ItemRef(address, "全文"), **fields)


@pytest.mark.parametrize(("language", "width"), [("ja", 80), ("ja", 120), ("en", 80)])
def test_the_sample_report_looks_as_expected(sample_report: Report, language: Language, width: int) -> None:
    output = shown(*sample_report.files, style=Style(language, width, is_terminal=True, statistics=True))

    assert output == (EXPECTED / f"text.{language}.{width}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_lines_keep_to_the_width(sample_report: Report, language: Language, width: int) -> None:
    sensible = [file for file in sample_report.files if file.findings != HOSTILE_FINDINGS]

    for line in shown(*sensible, style=Style(language, width, is_terminal=True, statistics=True)).splitlines():
        assert width_of(line) <= width, line


def test_a_head_stays_on_one_line_where_no_screen_would_break_it() -> None:
    path = "cases/" + "長い名前" * 20 + ".yaml"

    for width in (80, 120):
        first, *_ = shown(FileReport(path, (finding(path=path),)), style=Style(width=width)).splitlines()
        assert first == f"{path}:3:5: エラー KJ301 inapplicable-item-ticked"

        first, second, *_ = shown(
            FileReport(path, (finding(path=path),)), style=Style(width=width, is_terminal=True)
        ).splitlines()
        assert (first, second) == (f"{path}:3:5:", "  エラー KJ301 inapplicable-item-ticked")


def test_a_file_without_findings_says_nothing_before_the_summary() -> None:
    assert shown(FileReport("x.yaml", ())) == (
        "案件 1件：エラー 0件、警告 0件、情報 0件\n問題は見つかりませんでした。\n"
    )


def test_quiet_leaves_only_the_findings_and_what_was_accepted(sample_report: Report) -> None:
    output = shown(*sample_report.files, style=Style(quiet=True))

    assert output.endswith("直し方  UTF-8で保存し直してください。\n")
    assert "承認済み KJ402 linkage-starts-early" in output
    assert "案件 4件" not in output


def test_findings_are_yielded_before_the_next_file_is_asked_for() -> None:
    def files() -> Iterator[FileReport]:
        yield FileReport("x.yaml", (finding(),))
        raise AssertionError("asked too early")

    pieces = report(files(), Style())

    assert next(pieces).startswith("x.yaml:3:5: エラー KJ301 inapplicable-item-ticked\n")


def test_nothing_of_a_case_reaches_the_terminal_as_a_command(sample_report: Report) -> None:
    output = shown(*sample_report.files)

    assert "\x1b" not in output
    assert "\u202e" not in output
    assert "<U+001B>[31m赤<U+001B>[0m [red]x[/red]" in output
    assert not any(line.lstrip().startswith("::") for line in output.splitlines())


class TestPlaces:
    def test_the_place_of_a_related_position_is_underlined_too(self) -> None:
        lines = {3: "  a: ○", 1: "media: [紙媒体]"}
        related = Related("x.yaml", Span(1, 1, 1, 6), Text("ここです", "here"))

        assert shown(FileReport("x.yaml", (finding(related=(related,)),), excerpts=lines), style=Style(quiet=True)) == (
            "x.yaml:3:5: エラー KJ301 inapplicable-item-ticked\n"
            "  だめです。\n"
            "\n"
            "  3 |   a: ○\n"
            "    |     ^\n"
            "\n"
            "  関連    ここです\n"
            "  1 | media: [紙媒体]\n"
            "    | -----\n"
            "\n"
            "  直し方  直してください。\n"
        )

    def test_a_related_position_in_another_file_is_named(self) -> None:
        related = Related("y.yaml", Span(1, 2, 1, 6), Text("ここです", "here"))
        report_of_file = FileReport("x.yaml", (finding(related=(related,)),), excerpts={3: "  a: ○", 1: "not this"})

        output = shown(report_of_file)

        assert "  関連    ここです（y.yaml:1:2）\n" in output
        assert "not this" not in output

    def test_a_place_of_several_lines_is_underlined_to_the_end_of_the_first(self) -> None:
        lines = {3: "    answers:   "}

        output = shown(FileReport("x.yaml", (finding(span=Span(3, 5, 9, 2)),), excerpts=lines))

        assert "  3 |     answers:\n    |     ^^^^^^^^\n" in output

    def test_a_line_that_was_not_read_is_left_out(self) -> None:
        output = shown(FileReport("x.yaml", (finding(),), excerpts={3: ""}))

        assert output.startswith(
            "x.yaml:3:5: エラー KJ301 inapplicable-item-ticked\n  だめです。\n\n  直し方  直してください。\n"
        )

    def test_are_grouped_by_section_and_matter(self) -> None:
        findings = (
            missing_answer(3, "5/区/運用/甲", matter=0),
            missing_answer(3, "5/区/システム/丙", matter=0),
            missing_answer(3, "5/区/運用/乙", matter=0),
            missing_answer(9, "5/区/運用/甲", matter=1),
        )

        assert shown(FileReport("x.yaml", findings), style=Style(quiet=True)) == (
            "x.yaml:3:5: エラー KJ101 missing-answer\n"
            "  「5/区/運用」の2項目が未回答です。\n"
            "\n"
            "  3行目  甲\n"
            "         全文\n"
            "         乙\n"
            "         全文\n"
            "\n"
            "  直し方  直してください。\n"
            "\n"
            "x.yaml:3:5: エラー KJ101 missing-answer\n"
            "  だめです。\n"
            "\n"
            "  項目    5/区/システム/丙\n"
            "  対策    全文\n"
            "  直し方  直してください。\n"
            "\n"
            "x.yaml:9:5: エラー KJ101 missing-answer\n"
            "  だめです。\n"
            "\n"
            "  項目    5/区/運用/甲\n"
            "  対策    全文\n"
            "  直し方  直してください。\n"
        )

    def test_each_keep_their_hint_where_hints_differ(self) -> None:
        findings = (
            missing_answer(3, "5/区/運用/甲"),
            missing_answer(4, "5/区/運用/乙", hint=Text("「−（理由）」と書きます。", "Write it.")),
        )

        assert shown(FileReport("x.yaml", findings), style=Style(quiet=True)).endswith(
            "  3行目  甲\n         全文\n         直してください。\n"
            "  4行目  乙\n         全文\n         「−（理由）」と書きます。\n"
        )

    def test_are_counted_one_by_one(self) -> None:
        findings = (missing_answer(3, "5/区/運用/甲"), missing_answer(4, "5/区/運用/乙"))

        assert "エラー 2件" in shown(FileReport("x.yaml", findings))


class TestSummary:
    TALLY = Tally(0, "業務委託", 5, "区が行う", total=22, met=20, not_applicable=2, unanswered=0)

    def test_one_side_needs_no_total(self) -> None:
        assert shown(FileReport("x.yaml", (), tallies=(self.TALLY,))) == (
            "回答の集計\n"
            "                                    対策あり  必要なし  未回答  計\n"
            "    1. 業務委託（様式5）  区が行う        20         2       0  22\n"
            "\n"
            "案件 1件：エラー 0件、警告 0件、情報 0件\n"
            "問題は見つかりませんでした。\n"
        )

    def test_marks_of_another_meaning_get_a_column(self) -> None:
        tally = self.TALLY._replace(met=15)

        assert shown(FileReport("x.yaml", (), tallies=(tally,))).startswith(
            "回答の集計\n"
            "                                    対策あり  必要なし  未回答  その他  計\n"
            "    1. 業務委託（様式5）  区が行う        15         2       0       5  22\n"
        )

    def test_many_files_have_only_totals(self) -> None:
        files = [FileReport(f"{number}.yaml", (), tallies=(self.TALLY,)) for number in range(60)]

        assert shown(*files) == (
            "回答の集計\n"
            "            対策あり  必要なし  未回答     計\n"
            "    全体       1,200       120       0  1,320\n"
            "\n"
            "案件 60件：エラー 0件、警告 0件、情報 0件\n"
            "問題は見つかりませんでした。\n"
        )

    def test_long_names_are_shortened(self) -> None:
        tally = self.TALLY._replace(type="長い名前の種別" * 3, actor="長い名前の主体" * 3)

        lines = shown(FileReport("x.yaml", (), tallies=(tally,))).splitlines()

        assert lines[2].startswith("    1. 長い名前の種別長い...  長い名前の主体...")
        assert all(width_of(line) <= 80 for line in lines)

    @pytest.mark.parametrize(
        ("severity", "fail_on", "last_line"),
        [
            (Severity.ERROR, "error", "エラーが1件あります。「直し方」を見て直してから、もう一度確かめてください。"),
            (Severity.WARNING, "error", "エラーはありません。警告が1件あります。内容を確かめてください。"),
            (Severity.WARNING, "warning", "警告が1件あります。「直し方」を見て直してから、もう一度確かめてください。"),
            (Severity.INFO, "error", "問題は見つかりませんでした。"),
            (Severity.INFO, "info", "情報が1件あります。「直し方」を見て直してから、もう一度確かめてください。"),
        ],
    )
    def test_the_last_line_says_what_to_do(self, severity: Severity, fail_on: str, last_line: str) -> None:
        file = FileReport("x.yaml", (finding(severity=severity),))

        assert shown(file, style=Style(fail_on=Severity(fail_on))).splitlines()[-1] == last_line

    def test_the_last_line_counts_answers_that_are_missing_without_a_finding(self) -> None:
        tally = self.TALLY._replace(met=19, unanswered=1)
        file = FileReport("x.yaml", (), tallies=(tally,))

        assert shown(file).splitlines()[-1] == "問題は見つかりませんでしたが、未回答の項目が1件あります。"
        assert shown(file, style=Style("en")).splitlines()[-1] == "No problems found, but 1 item unanswered."


class TestColours:
    def test_paint_the_severity_and_the_place(self) -> None:
        file = FileReport(FAQ, FAQ_FINDINGS[6:7], excerpts=FAQ_LINES)

        output = shown(file, style=Style(colour=True, quiet=True))

        assert "\x1b[1;31mエラー\x1b[0m \x1b[2mKJ301 inapplicable-item-ticked\x1b[0m\n" in output
        assert "施錠保管: \x1b[1;31m○\x1b[0m\n" in output
        assert "\x1b[1;31m^\x1b[0m\n" in output

    def test_change_nothing_else(self, sample_report: Report) -> None:
        sensible = [file for file in sample_report.files if file.findings != HOSTILE_FINDINGS]
        coloured = shown(*sensible, style=Style(colour=True, statistics=True))

        for code in (
            "\x1b[1;31m",
            "\x1b[1;33m",
            "\x1b[1;36m",
            "\x1b[1;32m",
            "\x1b[1m",
            "\x1b[36m",
            "\x1b[2m",
            "\x1b[0m",
        ):
            coloured = coloured.replace(code, "")

        assert coloured.splitlines() == shown(*sensible, style=Style(statistics=True)).splitlines()

    def test_never_come_from_a_case(self) -> None:
        output = shown(FileReport("x", HOSTILE_FINDINGS, excerpts=HOSTILE_LINES), style=Style(colour=True))

        assert "\x1b[31m" not in output
        assert "[red]x[/red]" in output

    def test_are_the_only_thing_that_needs_more_of_rich_than_widths(self) -> None:
        program = (
            "import sys\n"
            "from kojin_check.output.style import Style\n"
            "from kojin_check.output.findings.text import report\n"
            "''.join(report([], Style()))\n"
            "print(sorted(name for name in sys.modules if name in ('rich.console', 'rich.style', 'rich.text')))\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

        assert done.stdout == "[]\n"
