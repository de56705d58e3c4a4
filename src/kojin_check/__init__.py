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
    from kojin_check.batch import check_file, check_files
    from kojin_check.engine import Settings, check_bytes, check_text
    from kojin_check.errors import KojinCheckError
    from kojin_check.findings import FileReport, Finding, Report, Severity, Span
    from kojin_check.library import Library, load_library

_HOMES = {
    "check_file": "batch",
    "check_files": "batch",
    "Settings": "engine",
    "check_bytes": "engine",
    "check_text": "engine",
    "KojinCheckError": "errors",
    "FileReport": "findings",
    "Finding": "findings",
    "Report": "findings",
    "Severity": "findings",
    "Span": "findings",
    "Library": "library",
    "load_library": "library",
}


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first used, so that importing the package costs nothing."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
