"""Every format passes reports on without keeping them: memory does not grow with the number of cases."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable, Iterator

import pytest

from kojin_check.errors import InputError
from kojin_check.findings import FileReport, Finding, Severity, Span, Text, Waiver
from kojin_check.output.formats import FINDINGS
from kojin_check.output.style import Style

MOST_BYTES = 4_000_000


def files(count: int, message: str, excerpt: str) -> Iterator[FileReport]:
    for number in range(count):
        path = f"cases/{number}.yaml"
        text = Text(f"{number} {message}", "")
        found = Finding("KJ006", "invalid-value", Severity.ERROR, path, Span(3, 5, 3, 9), text, Text("直す", ""))
        waiver = Waiver("試行", None, None)
        waived = Finding("KJ402", "x", Severity.WARNING, path, Span(4, 5, 4, 9), text, Text("直す", ""), waiver=waiver)
        yield FileReport(path, (found,), (waived,), excerpts={1: f"{number}{excerpt}"})


def most_memory(format_name: str, files: Iterable[FileReport]) -> int:
    """Bytes that making the report takes at its worst moment."""
    tracemalloc.start()
    try:
        for _ in FINDINGS.render(files, format_name, Style()):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("format_name", FINDINGS.formats)
def test_no_format_keeps_the_reports(format_name: str) -> None:
    """The excerpts alone, which hardly a format shows, come to 16 MB."""
    assert most_memory(format_name, files(400, "だめです。", "x" * 40_000)) < MOST_BYTES


@pytest.mark.parametrize("format_name", [name for name in FINDINGS.formats if name != "text"])
def test_no_format_for_machines_keeps_its_own_output(format_name: str) -> None:
    """The messages alone come to 12 MB. (Text breaks lines, which takes long for messages that no rule gives.)"""
    assert most_memory(format_name, files(750, "あ" * 4_000, "")) < MOST_BYTES


@pytest.mark.parametrize("format_name", FINDINGS.formats)
def test_no_format_writes_anything_when_there_is_no_case_at_all(format_name: str) -> None:
    """Half a document would be worse than none for who reads it."""

    def none() -> Iterator[FileReport]:
        raise InputError(Text("案件がありません。", "No case."))
        yield

    written: list[str] = []
    with pytest.raises(InputError):
        written.extend(FINDINGS.render(none(), format_name, Style()))
    assert written == []
