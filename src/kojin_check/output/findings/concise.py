"""One line a finding, for editors and tools that find places by a pattern: `path:line:column: severity code message`.

The words of the severities are English in both languages: the patterns of VS Code, Vim and others look for them. Lines
are never folded, and nothing stands between or behind them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kojin_check.escaping.screen import visible
from kojin_check.escaping.workflow_commands import visible_in_log
from kojin_check.findings import FileReport, Finding, Severity, Unchecked
from kojin_check.output.left_out import CheckedFiles
from kojin_check.output.style import WAIVED, Style, bracketed, justification, position, statement


def report(files: Iterable[FileReport | Unchecked], style: Style) -> Iterator[str]:
    """Yields a line for each finding; those that a waiver covers come as infos that say so."""
    for file in CheckedFiles(files, style):
        for finding in sorted((*file.findings, *file.waived), key=lambda one: one.order):
            yield visible_in_log(f"{_line(finding, style)}\n")


def _line(finding: Finding, style: Style) -> str:
    language = style.language
    said = statement(finding).to(language)
    severity = finding.severity
    if finding.waiver is not None:
        severity = Severity.INFO
        said = f"{WAIVED.to(language)}{bracketed(justification(finding.waiver).to(language), language)} {said}"
    on_one_line = " ".join(line.strip() for line in visible(said).split("\n"))
    return f"{position(finding.path, finding.span)}: {severity.value} {finding.rule} {on_one_line}"
