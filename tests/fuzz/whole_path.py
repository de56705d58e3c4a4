"""The whole way of an input, from bytes to every report, with what must hold on it whatever the input is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

from kojin_check.checking.engine import DEFAULT_SETTINGS, check_bytes, check_text
from kojin_check.escaping.screen import UNSAFE
from kojin_check.findings import FileReport, Finding, Severity, Span
from kojin_check.fix.fixing import correct
from kojin_check.model.library import Library
from kojin_check.output.formats import FINDINGS
from kojin_check.output.style import Style
from kojin_check.reading.tree import MAX_PROBLEMS
from kojin_check.rules.rule import RULES

PATH = "case.yaml"
_FIXED_ONE_IN = 3
"""Fixing takes as long as all the rest, so not all files are fixed; which ones depends on their length."""

_STYLES = [Style(language="ja", colour=True), Style(language="en", width=40, statistics=True)]
NOTATION = ("KJ001", "KJ002", "KJ003", "KJ007", "KJ008")
"""Rules on how a file is written: what makes it hard to read."""
_JSON_FORMATS = {"json", "sarif", "gitlab"}


def check_whole_path(source: bytes | str, library: Library) -> FileReport:
    """Gives the report on a case given as a file's bytes or as text, after all that must hold has been asserted."""
    report = report_on(source, library)
    check_report(report, source, library)
    return report


def report_on(source: bytes | str, library: Library) -> FileReport:
    """Gives the report on a case given as a file's bytes or as text."""
    return check_bytes(PATH, source, library) if isinstance(source, bytes) else check_text(PATH, source, library)


def check_report(report: FileReport, source: bytes | str, library: Library) -> None:
    """Asserts all that must hold of the report on `source`, of its output in every format and of fixing it."""
    _check_findings(report)
    _check_that_a_clean_case_is_one(report, library)
    _check_formats(report)
    if isinstance(source, bytes) and len(source) % _FIXED_ONE_IN == 0 and any(one.fix for one in report.findings):
        _check_fixing(source, library)


def _check_findings(report: FileReport) -> None:
    assert list(report.findings) == sorted(report.findings, key=lambda finding: finding.order)
    for finding in report.findings:
        assert finding.rule in RULES
        assert finding.path == PATH
        for text in (*finding.message, *finding.hint):
            assert text.strip(), finding
        for span in _spans(finding):
            _check_span(span, report)


def _spans(finding: Finding) -> Iterator[Span]:
    yield finding.span
    yield from (related.span for related in finding.related)
    if finding.fix is not None:
        yield from (edit.span for edit in finding.fix.edits)


def _check_span(span: Span, report: FileReport) -> None:
    assert span.line >= 1, span
    assert span.column >= 1, span
    assert span[:2] <= span[2:], span
    if span.line in report.excerpts:
        assert span.column <= len(report.excerpts[span.line]) + 1, (span, report.excerpts[span.line])


def _check_that_a_clean_case_is_one(report: FileReport, library: Library) -> None:
    """Nothing gets through that lacks what every case has."""
    if any(finding.severity is Severity.ERROR for finding in report.findings):
        return
    assert report.head is not None
    assert report.head.title.strip()
    assert report.head.department.strip()
    assert library.version(report.head.version) is not None
    assert report.head.types
    assert sum(tally.total for tally in report.tallies) > 0
    assert report.head.status == "draft" or not any(tally.unanswered for tally in report.tallies)


def _check_formats(report: FileReport) -> None:
    style = _STYLES[len(report.findings) % len(_STYLES)]
    for format_name in FINDINGS.formats:
        text = "".join(FINDINGS.render([report], format_name, style))
        _check_safety(_without_colours(text) if style.colour else text)
        if format_name in _JSON_FORMATS:
            json.loads(text)
        elif format_name == "junit":
            ElementTree.fromstring(text)


def _check_safety(text: str) -> None:
    unsafe = UNSAFE.search(text)
    assert unsafe is None, text[max(unsafe.start() - 40, 0) : unsafe.end() + 40]
    assert "##[" not in text.replace("file=", "")


def _without_colours(text: str) -> str:
    pieces = text.split("\x1b[")
    return pieces[0] + "".join(piece.partition("m")[2] for piece in pieces[1:])


def _check_fixing(data: bytes, library: Library) -> None:
    correction = correct(PATH, data, library, DEFAULT_SETTINGS)
    assert (correction.data == data) == (not correction.fixed)
    if correction.fixed:
        assert correction.report == check_bytes(PATH, correction.data, library)
        assert correction.is_unfinished or correct(PATH, correction.data, library, DEFAULT_SETTINGS).fixed == ()
        before = Counter(finding.rule for finding in check_bytes(PATH, data, library).findings)
        after = Counter(finding.rule for finding in correction.report.findings)
        # Whatever comes to light, nothing becomes harder to read, unless there was more than is told.
        if sum(before[code] for code in NOTATION) < MAX_PROBLEMS:
            assert all(after[code] <= before[code] for code in NOTATION)
