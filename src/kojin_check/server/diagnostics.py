"""Findings as an editor shows them: underlined places with what is wrong, what to write instead, and related places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from kojin_check.findings import START, Finding, Language, Severity
from kojin_check.output.style import statement
from kojin_check.server.documents import Checked
from kojin_check.server.positions import to_range

PROGRAM = "kojin-check"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def diagnostics(checked: Checked, uri: str, language: Language) -> list[types.Diagnostic]:
    """Gives a diagnostic for each finding, and one for what kept the text from being checked."""
    return [*_failure(checked, language), *(diagnostic(one, checked, uri, language) for one in checked.report.findings)]


def diagnostic(finding: Finding, checked: Checked, uri: str, language: Language) -> types.Diagnostic:
    """Gives one finding."""
    return types.Diagnostic(
        range=to_range(finding.span, checked.source),
        message=statement(finding).to(language),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source=PROGRAM,
        related_information=[
            types.DiagnosticRelatedInformation(
                types.Location(
                    uri if related.path == finding.path else Path(related.path).absolute().as_uri(),
                    to_range(related.span, checked.source),
                ),
                related.message.to(language),
            )
            for related in finding.related
        ],
    )


def _failure(checked: Checked, language: Language) -> Iterator[types.Diagnostic]:
    if checked.failure is not None:
        yield types.Diagnostic(
            range=to_range(START, checked.source),
            message=checked.failure.to(language),
            severity=types.DiagnosticSeverity.Error,
            source=PROGRAM,
        )
