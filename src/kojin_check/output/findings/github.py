"""The report for the log of a GitHub Actions step: workflow commands, which GitHub shows at the lines concerned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kojin_check.escaping.screen import visible, visible_line
from kojin_check.escaping.workflow_commands import in_command, in_command_property, visible_in_log
from kojin_check.findings import FileReport, Finding, Severity, Span, Summary, Text, Unchecked
from kojin_check.output.left_out import CheckedFiles
from kojin_check.output.style import PARTY, Style, corrections, justification, next_step, position

MOST_ANNOTATIONS = 10
"""So many errors, warnings and notices each GitHub shows for one step; the log has all of them."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_ACCEPTED = "notice"
"""What is waived stays visible, but asks for nothing."""


def report(files: Iterable[FileReport | Unchecked], style: Style) -> Iterator[str]:
    """Yields one command a finding, and at the end what they come to."""
    overview = CheckedFiles(files, style)
    for file in overview:
        for finding in (*file.findings, *file.waived):
            yield _command(finding, style)
    summary = overview.summary
    for path, fate in overview.fates:
        yield f"{visible_in_log(visible_line(f'{path}: {fate.to(style.language)}'))}\n"
    for sentence in overview.left_out:
        yield f"::notice title=kojin-check::{in_command(visible_in_log(sentence.to(style.language)))}\n"
    if not style.quiet:
        yield f"{_counts(summary, style.subject).to(style.language)}\n"
        if summary.fixable and style.offers_fix:
            yield f"{corrections(summary.fixable).to(style.language)}\n"
        if summary.finished_drafts:
            yield f"{next_step(summary.finished_drafts).to(style.language)}\n"
        if (note := shortfall(summary)) is not None:
            yield f"{note.to(style.language)}\n"


def shortfall(summary: Summary) -> Text | None:
    """Gives a sentence on what GitHub does not show at the lines, or None when it shows everything."""
    hidden = (
        (summary.errors, Text("エラー", "errors")),
        (summary.warnings, Text("警告", "warnings")),
        (summary.infos + summary.waived, Text("情報・承認済み", "notices")),
    )
    missing = [
        Text(
            f"{name.ja}{count}件のうち{count - MOST_ANNOTATIONS}件", f"{count - MOST_ANNOTATIONS} of {count} {name.en}"
        )
        for count, name in hidden
        if count > MOST_ANNOTATIONS
    ]
    if not missing:
        return None
    return Text(
        f"GitHubが該当行に表示するのは、1ステップにつき種類ごとに{MOST_ANNOTATIONS}件までです。"
        f"{'、'.join(part.ja for part in missing)}は表示されません（このステップのログにはすべてあります）。",
        f"GitHub shows at most {MOST_ANNOTATIONS} annotations of a kind for a step. Not shown at their lines: "
        f"{', '.join(part.en for part in missing)} (the log of this step has all of them).",
    )


def _counts(summary: Summary, subject: Text) -> Text:
    return Text(
        f"kojin-check: {subject.ja}{summary.cases}件、エラー{summary.errors}件、警告{summary.warnings}件、"
        f"情報{summary.infos}件、承認済み{summary.waived}件",
        f"kojin-check: {summary.cases} {subject.en}s, {summary.errors} errors, {summary.warnings} warnings, "
        f"{summary.infos} infos, {summary.waived} waived",
    )


def _command(finding: Finding, style: Style) -> str:
    level = _LEVELS[finding.severity] if finding.waiver is None else _ACCEPTED
    properties = {
        "title": _title(finding, style),
        "file": visible(style.place_in_repository(finding.path)),
        **_place(finding.span),
    }
    written = ",".join(f"{name}={in_command_property(value)}" for name, value in properties.items())
    return f"::{level} {written}::{in_command(_message(finding, style))}\n"


def _title(finding: Finding, style: Style) -> str:
    rule = style.rules.get(finding.rule)
    title = finding.name if rule is None else rule.title.to(style.language)
    accepted = "" if finding.waiver is None else Text("承認済み: ", "Waived: ").to(style.language)
    return f"{accepted}{finding.rule} {title}"


def _place(span: Span) -> Mapping[str, str]:
    """Columns only within one line: GitHub refuses them where the lines differ."""
    lines = {"line": str(span.line), "endLine": str(span.end_line)}
    if span.line != span.end_line:
        return lines
    return {**lines, "col": str(span.column), "endColumn": str(span.end_column)}


def _message(finding: Finding, style: Style) -> str:
    """Begins with the position, from the root of the repository like the annotation's own, because the log shows the message alone.

    Escaping keeps the runner from seeing a command in it; in the log, where it stands unescaped
    again, the page would still make groups and colours of some.
    """
    language, place = style.language, style.place_in_repository
    lines = [
        f"{position(place(finding.path), finding.span)}: {finding.message.to(language)}",
        finding.hint.to(language),
    ]
    if finding.party is not None:
        lines.append(f"{PARTY.to(language)}: {finding.party}")
    lines += [f"{position(place(one.path), one.span)}: {one.message.to(language)}" for one in finding.related]
    if finding.waiver is not None:
        lines.append(Text("承認済み: ", "Waived: ").to(language) + justification(finding.waiver).to(language))
    return visible_in_log("\n".join(lines))
