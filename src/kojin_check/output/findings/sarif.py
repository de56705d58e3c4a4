"""The report as SARIF 2.1.0, for code scanning on GitHub, Azure DevOps and editors.

§ refers to the specification "Static Analysis Results Interchange Format Version 2.1.0" of OASIS.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from posixpath import normpath
from typing import Any
from urllib.parse import quote

from kojin_check import __version__
from kojin_check.checking.concealing import shown_fix
from kojin_check.checking.fingerprint import Identified, identified
from kojin_check.escaping.json import in_json
from kojin_check.escaping.markdown import literal_markdown, markdown_fence
from kojin_check.escaping.sarif import in_sarif, in_sarif_link
from kojin_check.escaping.screen import visible
from kojin_check.findings import (
    Edit,
    FileReport,
    Finding,
    Fix,
    Language,
    Related,
    Severity,
    Span,
    Text,
    Unchecked,
    Waiver,
)
from kojin_check.output.left_out import CheckedFiles
from kojin_check.output.spool import Spool
from kojin_check.output.style import Style, Syntax, justification, statement
from kojin_check.regex import regex
from kojin_check.rules.rule import Rule

SYNTAX = Syntax.JSON

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "SRCROOT"
MOST_RESULTS = 25_000
"""GitHub refuses a run with more."""
_WAIVED_RANK = 3
_FINGERPRINT = "kojinCheckFinding/v1"
"""Our own, which does not change with the text around a finding."""
_LINE_HASH = "primaryLocationLineHash"
"""GitHub's, by which it knows an alert again."""
_HOMEPAGE = "https://github.com/OWNER/kojin-check"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
"""What GitHub calls them in a rule's properties."""


def report(files: Iterable[FileReport | Unchecked], style: Style) -> Iterator[str]:
    """Yields one log with one run, a result a line. They are spooled, because what they come to stands before them."""
    indexes = {code: index for index, code in enumerate(style.rules)}
    overview = CheckedFiles(files, style)
    room = _Room()
    with Spool[tuple[int, str]]() as results:
        for file in overview:
            for entry in identified(file):
                results.append((room.taken_by(entry.finding), in_json(_result(entry, file, indexes, style))))
        yield f'{{\n"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [\n'
        yield in_json(_run(overview, room, style))[:-1] + ', "results": ['
        separator = "\n"
        for result in room.kept(results):
            yield separator + result
            separator = ",\n"
    yield "\n]}\n]\n}\n"


class _Room:
    """Which results a run can hold: where there are too many, those that weigh most, and waived ones last."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()

    def taken_by(self, finding: Finding) -> int:
        """Counts a result; gives its rank, 0 for those that weigh most."""
        rank = Severity.ERROR.weight - finding.severity.weight if finding.waiver is None else _WAIVED_RANK
        self._counts[rank] += 1
        return rank

    @property
    def excess(self) -> int:
        """How many results have no room."""
        return max(self._counts.total() - MOST_RESULTS, 0)

    def kept(self, results: Iterable[tuple[int, str]]) -> Iterator[str]:
        """Passes on the results that have room, in their order."""
        room = MOST_RESULTS
        left: dict[int, int] = {}
        for rank in sorted(self._counts):
            left[rank] = min(self._counts[rank], room)
            room -= left[rank]
        for rank, result in results:
            if left[rank]:
                left[rank] -= 1
                yield result


def _run(overview: CheckedFiles, room: _Room, style: Style) -> dict[str, Any]:
    """The run without its results.

    It has no `automationDetails`: GitHub's upload fills them with the category that the workflow
    gives, or else with the job and its matrix, but leaves alone what it finds. An id of our own
    would make the shards of one matrix overwrite each other.
    """
    return {
        "tool": {
            "driver": {
                "name": "kojin-check",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": _HOMEPAGE,
                "language": style.language,
                "rules": [_rule(rule, style.language) for rule in style.rules.values()],
            }
        },
        "invocations": [{"executionSuccessful": True, **_notifications(overview, room, style)}],
        **_artifacts(overview, style),
        "language": style.language,
        "columnKind": "unicodeCodePoints",
        # The address of the folder itself stays open, as it differs from machine to machine (§3.14.14).
        "originalUriBaseIds": {_ROOT: {"description": {"text": _say(_ROOT_DESCRIPTION, style.language)}}},
    }


def _notifications(overview: CheckedFiles, room: _Room, style: Style) -> dict[str, Any]:
    """What the results do not say; nothing where they say everything."""
    said = [*overview.left_out, *([_excess(room.excess)] if room.excess else [])]
    if not said:
        return {}
    return {
        "toolExecutionNotifications": [
            {"level": "note", "message": {"text": _say(sentence, style.language)}} for sentence in said
        ]
    }


def _excess(count: int) -> Text:
    return Text(
        f"GitHubなどが受け取る指摘は{MOST_RESULTS:,}件までなので、軽いものから{count:,}件を省きました。",
        f"GitHub and others take at most {MOST_RESULTS:,} results; {count:,} of the least severe were left out.",
    )


def _artifacts(overview: CheckedFiles, style: Style) -> dict[str, Any]:
    """All files with what has become of each, where that is asked for."""
    listed = [
        {"location": _artifact(path, style), "description": {"text": _say(fate, style.language)}}
        for path, fate in overview.fates
    ]
    return {"artifacts": listed} if listed else {}


_ROOT_DESCRIPTION = Text(
    "リポジトリの一番上のフォルダ（リポジトリの外では、kojin-check を実行したフォルダ）",
    "the root of the repository (outside of one, the folder that kojin-check was run in)",
)


# Rules.


def _rule(rule: Rule[Any], language: Language) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _say(rule.title, language)},
        "fullDescription": {"text": _say(rule.documentation.what, language)},
        "help": {"text": _help(rule, language), "markdown": _help_in_markdown(rule, language)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"problem.severity": _PROBLEM_SEVERITIES[rule.severity]},
    }


_WHY = Text("なぜ", "Why")
_INSTEAD = Text("直し方", "What to write")
_BEFORE = Text("変更前の例", "Before")
_BAD = Text("指摘される例", "Reported")
_GOOD = Text("正しい例", "Correct")


def _help(rule: Rule[Any], language: Language) -> str:
    parts = [rule.documentation.what.to(language)]
    parts += [
        f"{head.to(language)}: {text.to(language)}"
        for head, text in ((_WHY, rule.documentation.why), (_INSTEAD, rule.documentation.instead))
    ]
    parts += [f"{head.to(language)}:\n{example.rstrip()}" for head, example in _examples(rule)]
    return in_sarif("\n\n".join(parts))


def _help_in_markdown(rule: Rule[Any], language: Language) -> str:
    """Without HTML, which formatted messages must not hold (§3.11.4.2)."""
    parts = [literal_markdown(rule.documentation.what.to(language))]
    for head, text in ((_WHY, rule.documentation.why), (_INSTEAD, rule.documentation.instead)):
        parts += [f"## {head.to(language)}", literal_markdown(text.to(language))]
    for head, example in _examples(rule):
        parts += [f"## {head.to(language)}", markdown_fence(example)]
    return "\n\n".join(parts)


def _examples(rule: Rule[Any]) -> Iterator[tuple[Text, str]]:
    documentation = rule.documentation
    for head, example in ((_BEFORE, documentation.before), (_BAD, documentation.bad), (_GOOD, documentation.good)):
        if isinstance(example, str):
            yield head, example


# Results.


def _result(entry: Identified, file: FileReport, indexes: Mapping[str, int], style: Style) -> dict[str, Any]:
    finding, language = entry.finding, style.language
    location: dict[str, Any] = {"physicalLocation": _physical(finding.path, finding.span, style)}
    line_hash = file.line_hashes.get(finding.span.line)
    if finding.item is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": visible(finding.item.address)}]
    # The first sentence says what is wrong: GitHub takes it for the alert's title (§3.11.3).
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _say(statement(finding), language) + _links(finding.related, language)},
        "locations": [location],
        "partialFingerprints": {
            _FINGERPRINT: entry.fingerprint,
            **({_LINE_HASH: line_hash} if line_hash is not None else {}),
        },
        # Either all results of a run say whether they are suppressed or none does (§3.27.23).
        "suppressions": [] if finding.waiver is None else [_suppression(finding.waiver, language)],
    }
    if finding.rule in indexes:
        result["ruleIndex"] = indexes[finding.rule]
    if finding.related:
        result["relatedLocations"] = [
            _related(number, related, style) for number, related in enumerate(finding.related, start=1)
        ]
    if (fix := shown_fix(finding)) is not None:
        result["fixes"] = [_fix(finding.path, fix, style)]
    if finding.matter is not None:
        result["properties"] = {"matter": finding.matter}
    return result


def _suppression(waiver: Waiver, language: Language) -> dict[str, Any]:
    """A waiver stands in the case file itself, therefore `inSource`."""
    return {"kind": "inSource", "status": "accepted", "justification": _say(justification(waiver), language)}


def _links(related: tuple[Related, ...], language: Language) -> str:
    """Links from the message to the related places, which viewers show nowhere else (§3.11.6)."""
    if not related:
        return ""
    links = [f"[{in_sarif_link(one.message.to(language))}]({number})" for number, one in enumerate(related, start=1)]
    return Text(f"（{'、'.join(links)}）", f" ({', '.join(links)})").to(language)


def _related(number: int, related: Related, style: Style) -> dict[str, Any]:
    return {
        "id": number,
        "physicalLocation": _physical(related.path, related.span, style),
        "message": {"text": _say(related.message, style.language)},
    }


def _fix(path: str, fix: Fix, style: Style) -> dict[str, Any]:
    return {
        "description": {"text": _say(fix.description, style.language)},
        "artifactChanges": [
            {"artifactLocation": _artifact(path, style), "replacements": [_replacement(edit) for edit in fix.edits]}
        ],
    }


def _replacement(edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}


# Places.


def _physical(path: str, span: Span, style: Style) -> dict[str, Any]:
    return {"artifactLocation": _artifact(path, style), "region": _region(span)}


def _region(span: Span) -> dict[str, int]:
    """SARIF counts as `Span` does: from 1, the end column exclusive (§3.30)."""
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


_DRIVE = regex(r"[A-Za-z]:/")


def _artifact(path: str, style: Style) -> dict[str, str]:
    """A path within the repository gives an address relative to its root; any other absolute path an absolute one."""
    path = style.place_in_repository(path)
    if path.startswith("//"):
        return {"uri": f"file:{_encoded(path)}"}
    if path.startswith("/"):
        return {"uri": f"file://{_encoded(normpath(path))}"}
    if _DRIVE.match(path):
        return {"uri": f"file:///{path[:2]}{_encoded(normpath(path[2:]))}"}
    return {"uri": _encoded(normpath(path)), "uriBaseId": _ROOT}


def _encoded(path: str) -> str:
    return quote(path, safe="/", encoding="utf-8", errors="surrogateescape")


def _say(text: Text, language: Language) -> str:
    return in_sarif(text.to(language))
