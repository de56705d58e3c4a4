"""The report as Markdown, for a comment on a pull request: what must be fixed first, the rest folded away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kojin_check.escaping.markdown import in_markdown
from kojin_check.findings import FileReport, Finding, Language, Related, Span, Summary, Text, Unchecked
from kojin_check.output.left_out import CheckedFiles
from kojin_check.output.style import PARTY, SEVERITY_WORDS, WAIVED, Style, corrections, justification, next_step, scope

MOST_CHARACTERS = 60_000
"""A comment on GitHub holds 65,536 characters; the rest is for what a workflow puts around the report."""
_LONGEST_TEXT = 500
"""Characters of one message or hint."""
_MOST_RELATED = 3
_MARKER = "<!-- kojin-check -->"
"""Invisible; lets a workflow find its earlier comment and replace it."""


def report(files: Iterable[FileReport | Unchecked], style: Style) -> Iterator[str]:
    """Yields the whole report once all files are known; it never exceeds what one comment can hold."""
    must = _Section(Text("直すべきもの", "To be fixed"))
    other = _Section(Text("そのほかの指摘", "Other findings"))
    accepted = _Section(Text(WAIVED.ja, "Waived"))
    rules: Counter[tuple[str, str]] = Counter()
    overview = CheckedFiles(files, style)
    for file in overview:
        rules.update((finding.rule, finding.name) for finding in file.findings)
        for finding in file.findings:
            (must if finding.severity >= style.fail_on else other).add(finding, file, style.language)
        for finding in file.waived:
            accepted.add(finding, file, style.language)
    listed = _Section(Text("ファイル", "Files"))
    for path, fate in overview.fates:
        listed.append(f"- {_path(path)}: {_text(fate, style.language)}\n")
    text = _head(must, overview, rules, style)
    parts = [
        part for part in ((must, _open), *((part, _folded) for part in (other, accepted, listed))) if part[0].count
    ]
    for number, (section, written) in enumerate(parts, start=1):
        # Without room each section still says how many findings it has.
        reserved = sum(len(later(following, 0, style.language)) for following, later in parts[number:])
        text += written(section, MOST_CHARACTERS - len(text) - reserved, style.language)
    yield text.rstrip("\n") + "\n"


class _Section:
    """Findings that stand under one heading: all of them counted, as many kept as a comment can hold."""

    def __init__(self, title: Text) -> None:
        self.title = title
        self.count = 0
        self._entries: list[str] = []
        self._size = 0
        self._path: str | None = None

    def add(self, finding: Finding, file: FileReport, language: Language) -> None:
        """Takes a finding on `file`; the findings on one file come one after another."""
        heading = ""
        if file.path != self._path:
            gap = "\n" if self._entries else ""
            heading = f"{gap}#### {_heading(file)}\n\n"
            self._path = file.path
        self.append(heading + _entry(finding, language))

    def append(self, entry: str) -> None:
        """Counts an entry, and keeps it while a comment can hold more."""
        self.count += 1
        if self._size < MOST_CHARACTERS:
            self._size += len(entry)
            self._entries.append(entry)

    def text(self, room: int, language: Language) -> str:
        """Gives as many entries as fit into `room` characters, and says how many there are besides."""
        room -= len(_omitted(self.count, language))
        shown = []
        for entry in self._entries:
            room -= len(entry)
            if room < 0:
                break
            shown.append(entry)
        more = self.count - len(shown)
        return "".join(shown) + (_omitted(more, language) if more else "\n")


def _open(section: _Section, room: int, language: Language) -> str:
    heading = f"### {section.title.to(language)}\n\n"
    return heading + section.text(room - len(heading), language)


def _folded(section: _Section, room: int, language: Language) -> str:
    title = Text(f"{section.title.ja}（{section.count}件）", f"{section.title.en} ({section.count})").to(language)
    opening = f"<details>\n<summary>{title}</summary>\n\n"
    closing = "</details>\n\n"
    return opening + section.text(room - len(opening) - len(closing), language) + closing


def _omitted(count: int, language: Language) -> str:
    text = Text(
        f"ほかに{count}件あります。1つのコメントに収まらないため省きました。",
        f"{count} more, left out because one comment cannot hold them.",
    )
    return f"\n{text.to(language)}\n\n"


# The head.


def _head(must: _Section, overview: CheckedFiles, rules: Counter[tuple[str, str]], style: Style) -> str:
    summary = overview.summary
    verdict = (
        Text(f"直すべき指摘が{must.count}件あります。", f"To be fixed: {must.count}.")
        if must.count
        else Text("直すべき指摘はありません。", "Nothing must be fixed.")
    )
    lines = [_MARKER, "## kojin-check", "", f"**{verdict.to(style.language)}**"]
    if (only := scope(style)) is not None:
        lines += ["", _text(only, style.language)]
    for sentence in overview.left_out:
        lines += ["", _text(sentence, style.language)]
    if not style.quiet:
        lines += ["", *_figures(summary, style)]
        if summary.fixable and style.offers_fix:
            lines += ["", corrections(summary.fixable).to(style.language)]
        if summary.finished_drafts:
            lines += ["", next_step(summary.finished_drafts).to(style.language)]
    if style.statistics and rules:
        lines += ["", *_ranking(rules, style.language)]
    return "\n".join(lines) + "\n\n"


def _figures(summary: Summary, style: Style) -> list[str]:
    figures = (
        (Text(style.subject.ja, f"{style.subject.en}s"), summary.cases),
        (Text("エラー", "errors"), summary.errors),
        (Text("警告", "warnings"), summary.warnings),
        (Text("情報", "infos"), summary.infos),
        (WAIVED, summary.waived),
        (Text("対策の項目", "items"), summary.total),
        (Text("未回答", "unanswered"), summary.unanswered),
    )
    return [
        f"| {' | '.join(name.to(style.language) for name, _ in figures)} |",
        f"|{'---:|' * len(figures)}",
        f"| {' | '.join(str(count) for _, count in figures)} |",
    ]


def _ranking(rules: Counter[tuple[str, str]], language: Language) -> list[str]:
    ranking = sorted(rules.items(), key=lambda entry: (-entry[1], entry[0]))
    return [
        f"| {Text('規則', 'rule').to(language)} | {Text('件数', 'findings').to(language)} |",
        "|---|---:|",
        *(f"| {code} {name} | {count} |" for (code, name), count in ranking),
    ]


# One file, one finding.


def _heading(file: FileReport) -> str:
    title = "" if file.head is None else file.head.title
    return f"{_path(file.path)} {in_markdown(_shortened(title))}".rstrip()


def _entry(finding: Finding, language: Language) -> str:
    severity = SEVERITY_WORDS[finding.severity].to(language)
    lines = [
        f"- **{finding.rule}** {severity}, {_line(finding.span, language)}: {_text(finding.message, language)}",
        f"{Text('直し方: ', 'Fix: ').to(language)}{_text(finding.hint, language)}",
    ]
    if finding.party is not None:
        lines.append(f"{PARTY.to(language)}: {in_markdown(_shortened(finding.party))}")
    lines += [
        f"{Text('関連: ', 'See: ').to(language)}{_place(related, finding.path, language)}: {_text(related.message, language)}"
        for related in finding.related[:_MOST_RELATED]
    ]
    if finding.waiver is not None:
        lines.append(f"{Text('承認の理由: ', 'Reason: ').to(language)}{_text(justification(finding.waiver), language)}")
    return "<br>".join(lines) + "\n"


def _place(related: Related, path: str, language: Language) -> str:
    line = _line(related.span, language)
    return line if related.path == path else f"{_path(related.path)} {line}"


def _line(span: Span, language: Language) -> str:
    return Text(f"{span.line}行目", f"line {span.line}").to(language)


def _text(text: Text, language: Language) -> str:
    return in_markdown(_shortened(text.to(language)))


def _path(path: str) -> str:
    """In an element rather than between backticks, which a file's name could hold."""
    return f"<code>{in_markdown(_shortened(path))}</code>"


def _shortened(text: str) -> str:
    """A case can hold a value of any length; it must not push the other findings out of the comment."""
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"
