"""Checks the personal-information protection checklists of Japanese municipalities.

    from kojin_check import check_file, load_library

    library = load_library()
    report = check_file("cases/faq-system.yaml", library)
    for finding in report.findings:
        print(finding.span.line, finding.rule, finding.message.ja)

Bad input is data: `check_file` and `check_text` give findings for it and raise nothing. Exceptions
(`KojinCheckError`) say that the program cannot run: an unreadable path, a broken checklists folder.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "FileReport",
    "Finding",
    "KojinCheckError",
    "Library",
    "Report",
    "Settings",
    "Severity",
    "Span",
    "check_bytes",
    "check_file",
    "check_files",
    "check_text",
    "load_library",
]

if TYPE_CHECKING:
    from kojin_check.checking.engine import Settings, check_bytes, check_text
    from kojin_check.errors import KojinCheckError
    from kojin_check.findings import FileReport, Finding, Report, Severity, Span
    from kojin_check.model.library import Library, load_library
    from kojin_check.runs.batch import check_file, check_files

_HOMES = {
    "check_file": "runs.batch",
    "check_files": "runs.batch",
    "Settings": "checking.engine",
    "check_bytes": "checking.engine",
    "check_text": "checking.engine",
    "KojinCheckError": "errors",
    "FileReport": "findings",
    "Finding": "findings",
    "Report": "findings",
    "Severity": "findings",
    "Span": "findings",
    "Library": "model.library",
    "load_library": "model.library",
}


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first used, so that importing the package costs nothing."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
