"""What has changed in cases as a 新旧対照表 on one page of HTML, to be looked at and printed on A4.

Changes are bold in a gothic face and underlined, as the ward's form asks. The page is complete in itself: no script,
no font and no image is loaded, and its content policy forbids any.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from kojin_check.diff.case_changes import CaseDiff, CaseState
from kojin_check.escaping.xml import in_xml
from kojin_check.findings import Language, Text
from kojin_check.output.case_diff_rows import (
    ADDED_CASES,
    FIELD,
    KEY,
    NEW,
    OLD,
    REMOVED_CASES,
    TITLE,
    DiffRow,
    Line,
    case_name,
    notes,
    page_name,
    rows,
    unchanged_entries,
    verdict,
)
from kojin_check.output.style import Style, Syntax
from kojin_check.rules.cases.personal_data import concealed
from kojin_check.runs.case_review import CaseReview

SYNTAX = Syntax.XML

_STYLE = files(__package__).joinpath("html.css").read_text("utf-8")


def report(review: CaseReview, style: Style) -> Iterator[str]:
    """Yields one page of HTML; on paper each case begins on a sheet of its own."""
    language = style.language
    title = in_xml(TITLE.to(language))
    yield (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f"<p>{_say(verdict(review), language)}</p>\n"
    )
    for diff in review.diffs:
        yield from _case(diff, language)
    for heading, states in ((ADDED_CASES, review.added), (REMOVED_CASES, review.removed)):
        if states:
            yield f"<h2>{_say(heading, language)}</h2>\n<ul>\n{''.join(map(_state, states))}</ul>\n"
    yield "</body>\n</html>\n"


def _case(diff: CaseDiff, language: Language) -> Iterator[str]:
    yield f'<section>\n<h2>{in_xml(case_name(diff))}</h2>\n<table class="sides">\n'
    for side, state in ((OLD, diff.old), (NEW, diff.new)):
        yield f'<tr><th>{_say(side, language)}</th><td class="path">{in_xml(state.name)}</td></tr>\n'
    yield "</table>\n"
    for note in notes(diff):
        yield f'<p class="note">{_say(note, language)}</p>\n'
    if diff.pages:
        yield f'<p class="key">{_say(KEY, language)}</p>\n'
    for page in diff.pages:
        yield f'<h3>{_say(page_name(page), language)}</h3>\n<table class="comparison">\n<thead><tr>'
        yield "".join(f"<th>{_say(heading, language)}</th>" for heading in (FIELD, OLD, NEW))
        yield "</tr></thead>\n<tbody>\n"
        for row in rows(page, language):
            yield _row(row, language)
        yield "</tbody>\n</table>\n"
    yield "</section>\n"


def _row(row: DiffRow, language: Language) -> str:
    detail = f'<p class="detail">{_lines(row.detail)}</p>' if row.detail else ""
    same = unchanged_entries(row)
    rest = "" if same is None else f'<p class="detail">{_say(same, language)}</p>'
    return (
        f"<tr><td><p>{_say(row.label, language)}</p>{detail}</td>"
        f"<td>{_side(row.old, 'del')}</td><td>{_side(row.new, 'ins')}{rest}</td></tr>\n"
    )


def _side(lines: tuple[Line, ...], element: str) -> str:
    return "".join(f"<p>{''.join(_passage(*passage, element) for passage in line)}</p>" for line in lines)


def _passage(text: str, changed: bool, element: str) -> str:
    return f"<{element}>{_lines(text)}</{element}>" if changed else _lines(text)


def _state(state: CaseState) -> str:
    return f'<li>{in_xml(concealed(state.case.title))} <span class="path">{in_xml(state.name)}</span></li>\n'


def _say(text: Text, language: Language) -> str:
    return in_xml(text.to(language))


def _lines(text: str) -> str:
    return in_xml(text).replace("\n", "<br>")
