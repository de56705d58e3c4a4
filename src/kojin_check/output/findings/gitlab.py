"""The report for GitLab's merge requests: the JSON of a Code Quality artifact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from kojin_check.checking.fingerprint import Identified, identified
from kojin_check.escaping.json import in_json
from kojin_check.escaping.screen import visible
from kojin_check.findings import FileReport, Finding, Severity, Summary, Text, Unchecked
from kojin_check.output.left_out import silenced, unchecked
from kojin_check.output.style import Style, Syntax, justification, statement

SYNTAX = Syntax.JSON

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}
_ACCEPTED = "info"
"""GitLab knows no accepted findings: they stay visible with the lowest severity and the reason in front."""


def report(files: Iterable[FileReport | Unchecked], style: Style) -> Iterator[str]:
    """Yields one JSON array, an entry a line; what is left out has entries of its own."""
    separator = "["
    for entry in _entries(files, style):
        yield f"{separator}\n" + in_json(entry)
        separator = ","
    yield "[]\n" if separator == "[" else "\n]\n"


def _entries(files: Iterable[FileReport | Unchecked], style: Style) -> Iterator[dict[str, Any]]:
    summary = Summary()
    places: dict[str, str] = {}
    for file in files:
        summary = summary.plus(file)
        if isinstance(file, Unchecked):
            places.setdefault("unchecked", file.path)
            continue
        if file.silenced:
            places.setdefault("silenced", file.path)
        for entry in identified(file):
            yield _entry(entry, style)
    for name, sentence in (("unchecked", unchecked(summary, style)), ("silenced", silenced(summary, style))):
        if sentence is not None:
            yield _remark(name, sentence.to(style.language), style.place_in_repository(places[name]))


def _remark(name: str, sentence: str, path: str) -> dict[str, Any]:
    """What concerns no single finding; GitLab wants a place for everything, so it stands at the first file concerned."""
    return {
        "description": visible(sentence),
        "check_name": f"kojin-check {name}",
        "fingerprint": sha256(f"{name}\0{path}".encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": _SEVERITIES[Severity.INFO],
        "location": {"path": path, "lines": {"begin": 1, "end": 1}},
    }


def _entry(entry: Identified, style: Style) -> dict[str, Any]:
    finding = entry.finding
    path = style.place_in_repository(finding.path)
    return {
        "description": visible(_description(finding).to(style.language)),
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
