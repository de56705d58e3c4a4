"""The report as JSON, `kojin-check/report/v1`: a format of its own, with a version, that other programs rely on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kojin_check import __version__
from kojin_check.checking.concealing import shown_fix
from kojin_check.escaping.json import in_json
from kojin_check.findings import Edit, FileReport, Finding, Fix, Omission, Related, Summary, Unchecked, Waiver
from kojin_check.output.answer_counts import answers, points_by_side
from kojin_check.output.spool import Spool
from kojin_check.output.style import Style, Syntax

SYNTAX = Syntax.JSON


def report(files: Iterable[FileReport | Unchecked], style: Style) -> Iterator[str]:
    """Yields one JSON object. The findings are spooled, because the summary stands before them."""
    summary = Summary()
    with Spool[str]() as findings, Spool[str]() as waived, Spool[str]() as points, Spool[str]() as listed:
        for file in files:
            summary = summary.plus(file)
            if style.show_files:
                _keep(listed, _file(file))
            if isinstance(file, Unchecked):
                continue
            for finding in file.findings:
                _keep(findings, _finding(finding, style))
            for finding in file.waived:
                _keep(waived, _finding(finding, style))
            if sides := points_by_side(file.tallies):
                _keep(points, {"path": file.path, "sides": sides})
        head = {"schema": "kojin-check/report/v1", "version": __version__, "summary": _summary(summary)}
        yield json.dumps(head, ensure_ascii=False, indent=2)[:-2]
        rest = [(name, spool) for name, spool in (("points", points), ("files", listed)) if spool]
        for name, spool in (("findings", findings), ("waived", waived), *rest):
            yield f',\n  "{name}": ['
            yield from spool
            yield "\n  ]" if spool else "]"
        yield "\n}\n"


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "cases": summary.cases,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "infos": summary.infos,
        "fixable": summary.fixable,
        "silenced": summary.silenced,
        "answers": answers(summary),
        "unchecked": {omission.value: summary.unchecked[omission] for omission in Omission},
    }


def _keep(spool: Spool[str], entry: dict[str, Any]) -> None:
    """Adds an entry to a list that is written in the end."""
    spool.append((",\n    " if spool else "\n    ") + in_json(entry))


def _file(file: FileReport | Unchecked) -> dict[str, Any]:
    """What has become of a file: `outcome` is `checked`, or why it was not."""
    if isinstance(file, Unchecked):
        config = {"configuration": file.configuration} if file.configuration else {}
        return {"path": file.path, "outcome": file.omission.value, "detail": file.detail, **config}
    counts = Summary().plus(file)
    return {
        "path": file.path,
        "outcome": "checked",
        "errors": counts.errors,
        "warnings": counts.warnings,
        "infos": counts.infos,
        "waived": counts.waived,
        "silenced": counts.silenced,
    }


def _finding(finding: Finding, style: Style) -> dict[str, Any]:
    data = {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.value,
        "path": finding.path,
        **finding.span._asdict(),
        "message": finding.message.to(style.language),
        "hint": finding.hint.to(style.language),
        "item": None if finding.item is None else finding.item.address,
        "matter": finding.matter,
        "party": finding.party,
        "related": [_related(related, style) for related in finding.related],
        "fix": None if (fix := shown_fix(finding)) is None else _fix(fix, style),
    }
    return data if finding.waiver is None else {**data, "waiver": _waiver(finding.waiver)}


def _related(related: Related, style: Style) -> dict[str, Any]:
    return {
        "path": related.path,
        "line": related.span.line,
        "column": related.span.column,
        "message": related.message.to(style.language),
    }


def _fix(fix: Fix, style: Style) -> dict[str, Any]:
    return {"description": fix.description.to(style.language), "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> dict[str, Any]:
    return {**edit.span._asdict(), "text": edit.text}


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {"reason": waiver.reason, "approved_by": waiver.approved_by, "expires": waiver.expires}
