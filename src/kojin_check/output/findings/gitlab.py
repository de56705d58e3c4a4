"""The report for GitLab's merge requests: the JSON of a Code Quality artifact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from posixpath import normpath
from typing import Any

from kojin_check.checking.fingerprint import Identified, identified
from kojin_check.escaping.json import in_json
from kojin_check.escaping.screen import visible
from kojin_check.findings import FileReport, Finding, Language, Severity, Text
from kojin_check.output.style import Style, Syntax, justification, statement

SYNTAX = Syntax.JSON

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}
_ACCEPTED = "info"
"""GitLab knows no accepted findings: they stay visible with the lowest severity and the reason in front."""


def report(files: Iterable[FileReport], style: Style) -> Iterator[str]:
    """Yields one JSON array, an entry a line."""
    separator = "["
    for file in files:
        for entry in identified(file):
            yield f"{separator}\n" + in_json(_entry(entry, style.language))
            separator = ","
    yield "[]\n" if separator == "[" else "\n]\n"


def _entry(entry: Identified, language: Language) -> dict[str, Any]:
    finding = entry.finding
    path = normpath(finding.path)  # GitLab wants no `./` in front.
    return {
        "description": visible(_description(finding).to(language)),
        "check_name": f"{finding.rule} {finding.name}",
        "fingerprint": _unique(path, entry.fingerprint),
        "severity": _SEVERITIES[finding.severity] if finding.waiver is None else _ACCEPTED,
        "location": {"path": path, "lines": {"begin": finding.span.line, "end": finding.span.end_line}},
    }


def _description(finding: Finding) -> Text:
    text = statement(finding)
    if finding.waiver is None:
        return text
    reason = justification(finding.waiver)
    return Text(f"承認済み: {reason.ja} ― {text.ja}", f"Waived: {reason.en} — {text.en}")


def _unique(path: str, fingerprint: str) -> str:
    """GitLab compares the fingerprints of a whole report, so the file has its part in them."""
    return sha256(f"{path}\0{fingerprint}".encode("utf-8", "surrogatepass")).hexdigest()[: len(fingerprint)]
