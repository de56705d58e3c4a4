from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite
from tests.output.findings.conftest import FAQ, HOSTILE_TEXT

from kojin_check.escaping.screen import visible, visible_line
from kojin_check.findings import (
    FileReport,
    Finding,
    Omission,
    Report,
    Severity,
    Span,
    Tally,
    Text,
    Unchecked,
    Waiver,
)
from kojin_check.output.findings.junit import report
from kojin_check.output.style import Style


@dataclass(frozen=True)
class Allowed:
    """What a schema allows of an element."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    text: bool = False


def document(*files: FileReport, style: Style | None = None) -> str:
    return "".join(report(iter(files), style or Style()))


def read(*files: FileReport, style: Style | None = None) -> JUnitXml:
    return JUnitXml.fromstring(document(*files, style=style).encode())


def cases_of(suite: TestSuite) -> dict[str, TestCase]:
    return {case.name: case for case in suite}


def finding(**changes: object) -> Finding:
    made = Finding(
        "KJ006",
        "invalid-value",
        Severity.ERROR,
        "x.yaml",
        Span(3, 5, 3, 9),
        Text("だめです。", "It is wrong."),
        Text("直してください。", "Mend it."),
    )
    return made._replace(**changes)  # type: ignore[arg-type]


@pytest.fixture
def suites(sample_report: Report) -> list[TestSuite]:
    return list(read(*sample_report.files))


def test_totals(sample_report: Report) -> None:
    whole = read(*sample_report.files)
    assert (whole.name, whole.tests, whole.failures, whole.errors, whole.skipped) == ("kojin-check", 8, 3, 0, 0)
    assert [(suite.tests, suite.failures) for suite in whole] == [(3, 1), (2, 1), (1, 1), (2, 0)]


def test_a_suite_for_each_file_and_a_test_case_for_it_and_each_matter(suites: list[TestSuite]) -> None:
    assert [suite.name for suite in suites] == [
        FAQ,
        "cases/悪意 [red]|<b>%41,a:b<U+000A>::error::x.yaml",
        "cases/shift-jis.yaml",
        "cases/clean.yaml",
    ]
    assert [(case.name, case.classname) for case in suites[0]] == [
        ("案件全体", FAQ),
        ("事項1 外部結合（チェックリスト4）", FAQ),
        ("事項2 業務委託（チェックリスト5）", FAQ),
    ]
    assert [case.result for case in suites[3]] == [[], []]


def test_a_matter_without_tally_has_its_test_case_too() -> None:
    tally = Tally(0, "業務委託", 5, "区が行う", total=1, met=1, not_applicable=0, unanswered=0)
    (suite,) = read(FileReport("x.yaml", (finding(matter=2),), tallies=(tally, tally)))
    assert [(case.name, len(case.result)) for case in suite] == [
        ("案件全体", 0),
        ("事項1 業務委託（チェックリスト5）", 0),
        ("事項3", 1),
    ]


def test_one_failure_holds_everything_that_must_be_fixed(suites: list[TestSuite]) -> None:
    (failure,) = cases_of(suites[0])["事項2 業務委託（チェックリスト5）"].result
    assert isinstance(failure, Failure)
    assert failure.message == "KJ101 「立入り調査と報告」が未回答です。（ほか5件）"
    assert failure.type == "KJ101 KJ301 KJ105 KJ005"
    assert failure.text is not None
    assert failure.text.splitlines()[:3] == [
        f"{FAQ}:42:11: エラー KJ101 missing-answer",
        "  「立入り調査と報告」が未回答です。",
        "  「○」か「−（理由）」を書いてください。",
    ]
    assert f"  {FAQ}:31:5: この案件の申告はここです" in failure.text.splitlines()
    assert [line for line in failure.text.splitlines() if not line.startswith(" ")] == [
        f"{FAQ}:42:11: エラー KJ101 missing-answer",
        f"{FAQ}:43:11: エラー KJ101 missing-answer",
        f"{FAQ}:44:11: エラー KJ101 missing-answer",
        f"{FAQ}:45:17: エラー KJ301 inapplicable-item-ticked",
        f"{FAQ}:51:19: エラー KJ105 empty-reason",
        f"{FAQ}:61:9: エラー KJ005 missing-field",
    ]


def test_what_need_not_be_fixed_is_output(suites: list[TestSuite]) -> None:
    cases = cases_of(suites[0])
    assert cases["案件全体"].result == []
    assert cases["案件全体"].system_out == (
        f"{FAQ}:2:20: 情報 KJ501 draft-version\n"
        "  「r7-draft」は案の段階の版です。\n"
        "  正式な付議には、採択された版（r5）を使ってください。"
    )
    output = cases["事項2 業務委託（チェックリスト5）"].system_out
    assert output is not None
    assert [line for line in output.splitlines() if not line.startswith(" ")] == [
        f"{FAQ}:35:9: 警告 KJ403 data-items-differ",
        f"{FAQ}:41:19: 警告 KJ104 nonstandard-mark",
    ]


def test_waived_findings_are_output_with_the_reason(suites: list[TestSuite]) -> None:
    case = cases_of(suites[0])["事項1 外部結合（チェックリスト4）"]
    assert case.result == []
    assert case.system_out is not None
    assert case.system_out.splitlines()[0] == f"{FAQ}:21:26: 承認済み KJ402 linkage-starts-early"
    assert (
        case.system_out.splitlines()[-1]
        == "  承認済み: 旧システムとの並行稼働のため（区政情報課長、令和8年3月31日まで）"
    )


def test_what_fails_follows_the_threshold(sample_report: Report) -> None:
    whole = read(*sample_report.files, style=Style(fail_on=Severity.INFO))
    faq = cases_of(next(iter(whole)))
    (failure,) = faq["案件全体"].result
    assert failure.message == "KJ501 「r7-draft」は案の段階の版です。"
    assert faq["案件全体"].system_out is None


def test_a_case_that_only_a_waiver_keeps_from_failing_is_skipped(sample_report: Report) -> None:
    whole = read(*sample_report.files, style=Style(fail_on=Severity.WARNING))
    (skipped,) = cases_of(next(iter(whole)))["事項1 外部結合（チェックリスト4）"].result
    assert isinstance(skipped, Skipped)
    assert skipped.message == "承認済み: 旧システムとの並行稼働のため（区政情報課長、令和8年3月31日まで）"
    assert skipped.text is not None
    assert skipped.text.startswith(f"{FAQ}:21:26: 承認済み KJ402")
    assert whole.skipped == 2


def test_beside_a_failure_the_waived_are_output() -> None:
    waived = finding(rule="KJ402", waiver=Waiver("試行", None, None))
    (suite,) = read(FileReport("x.yaml", (finding(),), (waived,)))
    (case,) = suite
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert case.system_out is not None
    assert case.system_out.splitlines()[-1] == "  承認済み: 試行"


def test_hostile_text_stays_text(sample_report: Report) -> None:
    text = document(*sample_report.files)
    tags = {element.tag for element in ElementTree.fromstring(text.encode()).iter()}
    assert tags == {"testsuites", "testsuite", "testcase", "failure", "system-out"}
    (suite,) = [suite for suite in read(*sample_report.files) if "悪意" in suite.name]
    names = [case.name for case in suite]
    assert names == ["案件全体", f"事項1 {visible_line(HOSTILE_TEXT)}（チェックリスト1）"]
    (failure,) = cases_of(suite)[names[1]].result
    assert failure.message == f"KJ006 「{visible(HOSTILE_TEXT)}」は使えません。"
    assert failure.text is not None
    assert f"「{visible(HOSTILE_TEXT)}」を書き直してください。" in failure.text


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x01\x08\x0b\x0c\x1f",
        "\x85\x9f",
        "\ufffe\uffff",
        "\ud800",
        "]]>",
        "<![CDATA[x]]>",
        "&#0;",
        "--><!--",
        "\t\"'",
    ],
)
def test_what_xml_cannot_hold_is_written_out(text: str) -> None:
    tally = Tally(0, text, 5, text, total=1, met=1, not_applicable=0, unanswered=0)
    crafted = finding(path=text, message=Text(text, text), hint=Text(text, text), waiver=Waiver(text, text, text))
    written = document(FileReport(text, (crafted._replace(waiver=None),), (crafted,), (tally,)))
    elements = list(ElementTree.fromstring(written.encode()).iter())
    assert [element.tag for element in elements] == [
        *("testsuites", "testsuite", "testcase", "failure", "system-out", "testcase"),
    ]


def test_the_log_of_a_github_step_finds_no_command_in_it() -> None:
    text = "x\n::error::y\n  ::warning::z ##[add-path]/tmp"
    written = document(FileReport("x.yaml", (finding(message=Text(text, text)),)))
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in written.splitlines())
    ((case,),) = read(FileReport("x.yaml", (finding(message=Text(text, text)),)))
    assert case.result[0].message == f"KJ006 {text}"
    assert text in case.result[0].text


def test_names_what_was_checked() -> None:
    ((case,),) = read(FileReport("x.yaml", ()), style=Style(subject=Text("版", "version")))
    assert case.name == "版全体"


def test_english(sample_report: Report) -> None:
    first = next(iter(read(*sample_report.files, style=Style(language="en"))))
    assert [case.name for case in first] == [
        "case",
        "matter 1 外部結合 (checklist 4)",
        "matter 2 業務委託 (checklist 5)",
    ]
    (failure,) = list(first)[2].result
    assert failure.message == "KJ101 “立入り調査と報告” is not answered. (and 5 more)"
    assert failure.text is not None
    assert failure.text.splitlines()[0] == f"{FAQ}:42:11: error KJ101 missing-answer"


def test_no_files() -> None:
    assert [suite.name for suite in read()] == []


_OUTCOME = Allowed(optional=frozenset({"message", "type"}), text=True)
_COUNTS = frozenset({"tests", "failures", "errors"})
_SCHEMA: dict[str, Allowed] = {
    "testsuites": Allowed(optional=_COUNTS | {"name", "time"}, inside=frozenset({"testsuite"})),
    "testsuite": Allowed(
        required=_COUNTS | {"name"},
        optional=frozenset(
            {*("group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url")}
        ),
        inside=frozenset({"testsuite", "properties", "testcase", "system-out", "system-err"}),
    ),
    "testcase": Allowed(
        required=frozenset({"name"}),
        optional=frozenset({"time", "classname", "group"}),
        inside=frozenset({"skipped", "error", "failure", "system-out", "system-err"}),
    ),
    "failure": _OUTCOME,
    "error": _OUTCOME,
    "skipped": _OUTCOME,
    "properties": Allowed(inside=frozenset({"property"})),
    "property": Allowed(required=frozenset({"name", "value"})),
    "system-out": Allowed(text=True),
    "system-err": Allowed(text=True),
}
"""What junit-10.xsd of the xUnit plug-in of Jenkins allows, which refuses a report that has anything else."""


@pytest.mark.parametrize("fail_on", Severity)
def test_is_what_the_schema_that_jenkins_checks_allows(sample_report: Report, fail_on: Severity) -> None:
    left_out = Unchecked("x.txt", Omission.EXCLUDED)
    files: tuple[FileReport | Unchecked, ...] = (
        *sample_report.files,
        sample_report.files[0]._replace(silenced=3),
        left_out,
    )
    root = ElementTree.fromstring("".join(report(iter(files), Style(fail_on=fail_on))))
    elements = list(root.iter())

    assert root.tag == "testsuites"
    assert {"properties", "system-out", "failure"} <= {element.tag for element in elements}
    for element in elements:
        allowed = _SCHEMA[element.tag]
        assert allowed.required <= set(element.keys()) <= allowed.required | allowed.optional, element.tag
        assert {child.tag for child in element} <= allowed.inside
        assert allowed.text or not (element.text or "").strip()
        assert not (element.tail or "").strip()
        for count in _COUNTS & set(element.keys()):
            assert element.attrib[count].isdecimal()
