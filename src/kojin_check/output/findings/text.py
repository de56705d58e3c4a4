"""The report for people at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from kojin_check.escaping.screen import visible, visible_line
from kojin_check.findings import FileReport, Finding, Severity, Span, Summary, Tally, Text, Unchecked
from kojin_check.output.left_out import CheckedFiles
from kojin_check.output.style import (
    PARTY,
    SEVERITY_WORDS,
    WAIVED,
    Style,
    bracketed,
    corrections,
    justification,
    next_step,
    position,
    scope,
)
from kojin_check.output.terminal.colours import SEVERITY_INKS, Ink
from kojin_check.output.terminal.page import Page, as_lines, page_for
from kojin_check.output.terminal.snippet import snippet
from kojin_check.output.terminal.typesetting import padded, shortened, width_of

_MOST_TABLED_FILES = 5
"""Up to so many files the answers are counted matter by matter; beyond that only in total."""
_GROUPED_RULE = "KJ101"
"""Missing answers come by the section and all say the same: those in a row are shown together."""
_LONGEST_MATTER = 24
"""Cells that the name of a matter may take in the table of answers; the name of a side takes what is left."""
_LONGEST_MATTER_OF_PARTY = 40
"""The same where matters of one type are told apart by their party."""

_ADDRESS = Text("項目", "item")
_MEASURE = Text("対策", "text")
_RELATED = Text("関連", "see")
_HINT = Text("直し方", "fix")
_REASON = Text("理由", "why")
_LABEL_WIDTH = {"ja": 8, "en": 6}


def report(files: Iterable[FileReport | Unchecked], style: Style) -> Iterator[str]:
    """Yields the findings file by file, then a summary of everything."""
    separator = ""
    for block in _blocks(files, page_for(style), style):
        yield separator + as_lines(block)
        separator = "\n"


def _blocks(files: Iterable[FileReport | Unchecked], page: Page, style: Style) -> Iterator[list[str]]:
    totals = _Totals(files, style)
    for file in totals:
        yield from _of_file(file, page, style)
    if totals.fates:
        yield _files(totals.fates, page)
    is_many = totals.summary.cases > _MOST_TABLED_FILES
    if (style.statistics or (is_many and not style.quiet)) and totals.rules:
        yield _statistics(totals.rules, page)
    if is_many and not style.quiet and any(totals.departments.values()):
        yield _departments(totals.departments, page)
    notes = [line for note in totals.left_out for line in page.paragraph(page.say(note), ink=Ink.WARNING)]
    if not style.quiet:
        if totals.summary.total:
            yield _answers(totals, page)
        yield [*_verdict(totals.summary, style, page), *notes]
    elif notes:
        yield notes


def _of_file(file: FileReport, page: Page, style: Style) -> Iterator[list[str]]:
    """The findings on one file, as many as are wanted, and how many more there are."""
    most = len(file.findings) if style.most_findings is None else style.most_findings
    for group in _groups(file.findings[:most]):
        yield _finding(group[0], file, page) if len(group) == 1 else _missing_answers(group, page)
    waived = file.waived if style.most_findings is None else file.waived[:most]
    for finding in waived:
        yield _waived(finding, page)
    left = len(file.findings) + len(file.waived) - min(most, len(file.findings)) - len(waived)
    if left:
        path = visible_line(file.path)
        text = Text(
            f"{path}: ほかに{left:,}件の指摘があります（全て見るには --all か、このファイルだけを指定してください）。",
            f"{path}: {left:,} more findings (to see all add --all, or name just this file).",
        )
        yield page.paragraph(page.say(text), ink=Ink.WARNING)


# One finding.


def _finding(finding: Finding, file: FileReport, page: Page) -> list[str]:
    return [
        *_head(finding, SEVERITY_WORDS[finding.severity], SEVERITY_INKS[finding.severity], page),
        *page.paragraph(page.say(finding.message), indent=2, ink=Ink.STRONG),
        *_places(finding, file, page),
        "",
        *_measure(finding, page),
        *_labelled(_HINT, page.say(finding.hint), page),
    ]


def _waived(finding: Finding, page: Page) -> list[str]:
    return [
        *_head(finding, WAIVED, Ink.FAINT, page),
        *page.paragraph(page.say(finding.message), indent=2),
        *_party(finding, page),
        *([] if finding.waiver is None else _labelled(_REASON, page.say(justification(finding.waiver)), page)),
    ]


def _head(finding: Finding, severity: Text, ink: Ink, page: Page) -> list[str]:
    """Position, severity, code and name; on two lines where the path is too long for a screen."""
    place = f"{position(finding.path, finding.span)}:"
    word = page.say(severity)
    rule = f"{finding.rule} {finding.name}"
    fits = not page.is_terminal or width_of(f"{place} {word} {rule}") <= page.width
    separator = " " if fits else "\n  "
    return f"{place}{separator}{page.paint(word, ink)} {page.paint(rule, Ink.FAINT)}".split("\n")


def _measure(finding: Finding, page: Page) -> list[str]:
    if finding.item is None:
        return _party(finding, page)
    return [
        *_party(finding, page),
        *_labelled(_ADDRESS, visible_line(finding.item.address), page),
        *_labelled(_MEASURE, visible(finding.item.text), page),
    ]


def _party(finding: Finding, page: Page) -> list[str]:
    """Whose matter it is, where the case has several of the type."""
    return [] if finding.party is None else _labelled(PARTY, visible_line(finding.party), page)


def _labelled(label: Text, text: str, page: Page) -> list[str]:
    return page.labelled(page.say(label), text, indent=2, width=_LABEL_WIDTH[page.language])


# The lines of the case that a finding is about.


def _places(finding: Finding, file: FileReport, page: Page) -> list[str]:
    shown = [related for related in finding.related if related.path == file.path]
    digits = max(len(str(span.line)) for span in (finding.span, *(related.span for related in shown)))
    own = _excerpt(finding.span, "^", SEVERITY_INKS[finding.severity], digits, file, page)
    lines = ["", *own] if own else []
    for related in finding.related:
        lines.append("")
        if related.path == file.path:
            lines += _labelled(_RELATED, page.say(related.message), page)
            lines += _excerpt(related.span, "-", Ink.LABEL, digits, file, page)
        else:
            place = bracketed(position(related.path, related.span), page.language)
            lines += _labelled(_RELATED, page.say(related.message) + place, page)
    return lines


def _excerpt(span: Span, sign: str, ink: Ink, digits: int, file: FileReport, page: Page) -> list[str]:
    """The line of `span` with the place underlined; nothing where the line is empty or was not read."""
    line = file.excerpts.get(span.line, "")
    if not line.strip():
        return []
    gutter = f"  {span.line:>{digits}} | "
    end = span.end_column if span.end_line == span.line else len(line.rstrip()) + 1
    part = snippet(line, span.column - 1, end - 1, page.width - len(gutter))
    return [
        page.paint(gutter, Ink.FAINT) + part.before + page.paint(part.place, ink) + part.after,
        page.paint(f"  {'':{digits}} | ", Ink.FAINT) + " " * part.indent + page.paint(sign * part.length, ink),
    ]


# Several missing answers.


def _groups(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Yields the findings one by one, but those on missing answers in a row together, section by section."""
    for is_missing_answer, group in groupby(findings, _is_missing_answer):
        if is_missing_answer:
            sections: dict[tuple[str, Severity, int | None], list[Finding]] = {}
            for finding in group:
                sections.setdefault((_section(finding), finding.severity, finding.matter), []).append(finding)
            yield from sections.values()
        else:
            yield from ([finding] for finding in group)


def _is_missing_answer(finding: Finding) -> bool:
    return finding.rule == _GROUPED_RULE and finding.item is not None


def _section(finding: Finding) -> str:
    return "" if finding.item is None else finding.item.address.rpartition("/")[0]


def _missing_answers(findings: list[Finding], page: Page) -> list[str]:
    first = findings[0]
    message = Text(
        f"「{_section(first)}」の{len(findings)}項目が未回答です。",
        f"{len(findings)} items of “{_section(first)}” are not answered.",
    )
    hints = list(dict.fromkeys(page.say(finding.hint) for finding in findings))
    lines = [
        *_head(first, SEVERITY_WORDS[first.severity], SEVERITY_INKS[first.severity], page),
        *page.paragraph(page.say(message), indent=2, ink=Ink.STRONG),
        *_party(first, page),
        "",
    ]
    numbers = [page.say(Text(f"{finding.span.line}行目", f"line {finding.span.line}")) for finding in findings]
    width = max(map(width_of, numbers)) + 2
    for before, number, finding in zip(["", *numbers], numbers, findings, strict=False):
        if finding.item is not None:
            name = visible_line(finding.item.address.rpartition("/")[2])
            label = number if number != before else ""
            lines += page.labelled(label, name, indent=2, width=width, ink=Ink.STRONG)
            lines += page.paragraph(visible(finding.item.text), indent=2 + width)
        if len(hints) > 1:
            lines += page.paragraph(page.say(finding.hint), indent=2 + width, ink=Ink.LABEL)
    return [*lines, *(["", *_labelled(_HINT, hints[0], page)] if len(hints) == 1 else [])]


# The end of the report.


class _Totals(CheckedFiles):
    """Passes files on and keeps what the end of the report needs to know of them once they are gone."""

    def __init__(self, files: Iterable[FileReport | Unchecked], style: Style) -> None:
        super().__init__(files, style)
        self.rules: Counter[tuple[str, str, Severity]] = Counter()
        self.departments: dict[str, Counter[Severity]] = {}
        """Department → how many findings of each severity; only those of cases that say theirs, or else none."""
        self.tabled: list[tuple[str, tuple[Tally, ...]]] = []
        """Path and tallies of each file; empty once there are too many files for tables."""

    def __iter__(self) -> Iterator[FileReport]:
        for file in super().__iter__():
            self.rules.update((finding.rule, finding.name, finding.severity) for finding in file.findings)
            department = "" if file.head is None else file.head.department.strip()
            severities = self.departments.setdefault(department, Counter())
            severities.update(finding.severity for finding in file.findings)
            if self.summary.cases <= _MOST_TABLED_FILES:
                self.tabled.append((file.path, file.tallies))
            else:
                self.tabled.clear()
            yield file


def _files(fates: list[tuple[str, Text]], page: Page) -> list[str]:
    """A line a file; never folded, because it is a list to be searched."""
    title = page.say(Text("ファイル", "Files"))
    return [page.paint(title, Ink.STRONG), *(f"  {visible_line(path)}: {page.say(text)}" for path, text in fates)]


def _statistics(rules: Counter[tuple[str, str, Severity]], page: Page) -> list[str]:
    rows = [
        (str(count), code, name, page.say(SEVERITY_WORDS[severity]))
        for (code, name, severity), count in sorted(rules.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
    title = page.say(Text("規則ごとの件数", "Findings by rule"))
    return [page.paint(title, Ink.STRONG), *page.table(rows, indent=2, numbers=[0])]


def _departments(departments: Mapping[str, Counter[Severity]], page: Page) -> list[str]:
    """The departments with findings, those with most errors first."""
    order = tuple(reversed(Severity))
    counted = sorted(
        ((name, counts) for name, counts in departments.items() if counts.total()),
        key=lambda entry: (*(-entry[1][severity] for severity in order), entry[0]),
    )
    unnamed = page.say(Text("（部署の記載なし）", "(no department given)"))
    heads = [*(page.say(SEVERITY_WORDS[severity]) for severity in order), page.say(Text("部署", "department"))]
    rows = [
        [*(f"{counts[severity]:,}" for severity in order), visible_line(name) or unnamed] for name, counts in counted
    ]
    title = page.say(Text("部署ごとの件数", "Findings by department"))
    head, *body = page.table([heads, *rows], indent=2, numbers=range(len(order)))
    return [page.paint(title, Ink.STRONG), page.paint(head, Ink.FAINT), *body]


_MEANINGS = {
    "met": Text("対策あり", "met"),
    "partial": Text("一部実施", "partly met"),
    "unmet": Text("対策なし", "not met"),
    "not_applicable": Text("必要なし", "not needed"),
    "excused": Text("例外承認", "excused"),
    "unanswered": Text("未回答", "unanswered"),
}
_ALWAYS_SHOWN = ("met", "not_applicable", "unanswered")
_OTHER = Text("その他", "other")
_TOTAL = Text("計", "total")
_POINTS = Text("点数", "points")
_MARGIN = 4
_SHORTEST_SIDE = 8


def _answers(totals: _Totals, page: Page) -> list[str]:
    """The table of answers: a line a matter and side, while there are few files, and a line for everything."""
    summary = totals.summary
    tallies = [tally for _, tallies in totals.tabled for tally in tallies]
    counts: list[Tally | Summary] = [*tallies, summary]
    numbers = _columns(counts, page)
    room = page.width - width_of(numbers[0]) - _MARGIN
    names = [name for _, of_file in totals.tabled for name in _names(of_file, page)]
    names.append((page.say(Text("全体", "all")), ""))
    longest = _LONGEST_MATTER if all(tally.party is None for tally in tallies) else _LONGEST_MATTER_OF_PARTY
    first = min(max(width_of(matter) for matter, _ in names), longest)
    second = min(max(width_of(actor) for _, actor in names), max(room - first - 2, _SHORTEST_SIDE))
    lines = [
        page.paint(page.say(Text("回答の集計", "Answers")), Ink.STRONG),
        " " * (_MARGIN + first + 2 + second) + page.paint(numbers[0], Ink.FAINT),
    ]
    body = []
    for (matter, actor), cells, counted in zip(names, numbers[1:], counts, strict=True):
        name = padded(shortened(matter, first), first + 2) + padded(shortened(actor, second), second)
        body.append(" " * _MARGIN + name + (page.paint(cells, Ink.WARNING) if counted.unanswered else cells))
    for path, of_file in totals.tabled:
        lines += [f"  {visible_line(path)}"] if of_file and len(totals.tabled) > 1 else []
        lines += body[: len(of_file)]
        body = body[len(of_file) :]
    return [*lines, *body] if len(tallies) != 1 else lines


def _columns(counts: list[Tally | Summary], page: Page) -> list[str]:
    """The heads and then the numbers; marks that say something else get a column only where there are any."""
    shown = _shown_meanings(counts[-1])
    heads = [_MEANINGS[name] for name in shown]
    rows: list[list[int | float]] = [[getattr(one, name) for name in shown] for one in counts]
    others = [one.total - sum(row) for one, row in zip(counts, rows, strict=True)]
    if any(others):
        heads.append(_OTHER)
        rows = [[*row, other] for row, other in zip(rows, others, strict=True)]
    heads.append(_TOTAL)
    rows = [[*row, one.total] for one, row in zip(counts, rows, strict=True)]
    table = [[page.say(head) for head in heads], *([f"{number:,}" for number in row] for row in rows)]
    if counts[-1].points is not None:
        points = [page.say(_POINTS), *("" if one.points is None else f"{one.points:,}" for one in counts)]
        table = [[*row, cell] for row, cell in zip(table, points, strict=True)]
    return [f"  {line}" for line in page.table(table, numbers=range(len(table[0])))]


def _shown_meanings(counts: Tally | Summary) -> list[str]:
    """The meanings that are told apart; how far a measure is taken only where a form says so."""
    is_graded = bool(counts.partial or counts.excused)
    return [name for name in _MEANINGS if name in _ALWAYS_SHOWN or (is_graded and getattr(counts, name))]


def _names(tallies: tuple[Tally, ...], page: Page) -> Iterator[tuple[str, str]]:
    """The matter, named only at its first side, and the side."""
    named: set[int] = set()
    for tally in tallies:
        form = bracketed(page.say(Text(f"様式{tally.checklist}", f"form {tally.checklist}")), page.language)
        matter = "" if tally.matter in named else f"{tally.matter + 1}. {tally.type}{form}{_behind(tally.party)}"
        named.add(tally.matter)
        yield visible_line(matter), visible_line(tally.actor)


def _behind(party: str | None) -> str:
    return "" if party is None else f" {party}"


def _verdict(summary: Summary, style: Style, page: Page) -> list[str]:
    """What was found, in numbers, and in one sentence what that means."""
    counts = Text(
        f"{style.subject.ja} {summary.cases:,}件：エラー {summary.errors:,}件、警告 {summary.warnings:,}件、情報 {summary.infos:,}件",
        f"{_number(summary.cases, style.subject.en)}: {_number(summary.errors, 'error')}, "
        f"{_number(summary.warnings, 'warning')}, {_number(summary.infos, 'info')}",
    )
    waived = Text(f"承認済み {summary.waived:,}件", f"{summary.waived:,} waived")
    line = page.say(counts) + (bracketed(page.say(waived), page.language) if summary.waived else "")
    sentence, ink = _conclusion(summary, style.fail_on)
    only = scope(style)
    note = [] if only is None else page.paragraph(page.say(only))
    hints = [corrections(summary.fixable)] if summary.fixable and style.offers_fix else []
    hints += [next_step(summary.finished_drafts)] if summary.finished_drafts else []
    return [
        *note,
        *page.paragraph(line),
        *page.paragraph(page.say(sentence), ink=ink),
        *(said for hint in hints for said in page.paragraph(page.say(hint))),
    ]


def _conclusion(summary: Summary, threshold: Severity) -> tuple[Text, Ink]:
    if not summary.cases:
        return Text("何も確かめていません。", "Nothing was checked."), Ink.WARNING
    counts = ((Severity.ERROR, summary.errors), (Severity.WARNING, summary.warnings), (Severity.INFO, summary.infos))
    for severity, count in counts:
        if count and severity >= threshold:
            return (
                Text(
                    f"{SEVERITY_WORDS[severity].ja}が{count:,}件あります。"
                    "「直し方」を見て直してから、もう一度確かめてください。",
                    f"{_number(count, SEVERITY_WORDS[severity].en)} to correct: see “fix” at each, then check again.",
                ),
                SEVERITY_INKS[severity],
            )
    if summary.warnings:
        return (
            Text(
                f"エラーはありません。警告が{summary.warnings:,}件あります。内容を確かめてください。",
                f"No errors. Please look at {_number(summary.warnings, 'warning')}.",
            ),
            Ink.WARNING,
        )
    if summary.unanswered:
        return (
            Text(
                f"問題は見つかりませんでしたが、未回答の項目が{summary.unanswered:,}件あります。",
                f"No problems found, but {_number(summary.unanswered, 'item')} unanswered.",
            ),
            Ink.WARNING,
        )
    return Text("問題は見つかりませんでした。", "No problems found."), Ink.GOOD


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
