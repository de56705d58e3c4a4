"""What has changed in cases for people at a terminal: page by page, the old wording above the new one."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.diff.case_changes import CaseDiff, CaseState
from kojin_check.escaping.screen import visible, visible_line
from kojin_check.findings import Text
from kojin_check.output.case_diff_rows import (
    ADDED_CASES,
    NEW,
    OLD,
    REMOVED_CASES,
    DiffRow,
    Line,
    case_name,
    notes,
    page_name,
    rows,
    unchanged_entries,
    verdict,
)
from kojin_check.output.style import Style
from kojin_check.output.terminal.colours import Ink
from kojin_check.output.terminal.marking import marked
from kojin_check.output.terminal.page import Page, as_lines, page_for
from kojin_check.output.terminal.typesetting import padded
from kojin_check.rules.cases.personal_data import concealed
from kojin_check.runs.case_review import CaseReview

_LABEL_WIDTH = {"ja": 4, "en": 5}


def report(review: CaseReview, style: Style) -> Iterator[str]:
    """Yields the cases with what has changed in each, and in the end what it comes to."""
    separator = ""
    for block in _blocks(review, page_for(style)):
        yield separator + as_lines(block)
        separator = "\n"


def _blocks(review: CaseReview, page: Page) -> Iterator[list[str]]:
    for diff in review.diffs:
        yield _head(diff, page)
        for changed in diff.pages:
            yield page.paragraph(visible_line(page_name(changed).to(page.language)), indent=2, ink=Ink.STRONG)
            for row in rows(changed, page.language):
                yield _row(row, page)
    for title, states in ((ADDED_CASES, review.added), (REMOVED_CASES, review.removed)):
        if states:
            yield _states(title, states, page)
    yield page.paragraph(page.say(verdict(review)))


def _head(diff: CaseDiff, page: Page) -> list[str]:
    lines = page.paragraph(visible_line(case_name(diff)), ink=Ink.STRONG)
    for label, state in ((OLD, diff.old), (NEW, diff.new)):
        lines += page.labelled(page.say(label), visible_line(state.name), indent=2, width=_LABEL_WIDTH[page.language])
    for note in notes(diff):
        lines += page.paragraph(page.say(note), indent=2, ink=Ink.WARNING)
    return lines


def _row(row: DiffRow, page: Page) -> list[str]:
    lines = page.paragraph(visible_line(row.label.to(page.language)), indent=4, ink=Ink.LABEL)
    if row.detail:
        lines += page.paragraph(visible(row.detail), indent=6, ink=Ink.FAINT)
    lines += _side(OLD, row.old, Ink.ERROR, page)
    lines += _side(NEW, row.new, Ink.GOOD, page)
    same = unchanged_entries(row)
    return lines if same is None else [*lines, *page.paragraph(page.say(same), indent=6, ink=Ink.FAINT)]


def _side(label: Text, side: tuple[Line, ...], ink: Ink, page: Page) -> list[str]:
    width = _LABEL_WIDTH[page.language]
    heads = [" " * 6 + padded(page.say(label), width), *[" " * (6 + width)] * (len(side) - 1)]
    return [line for head, passages in zip(heads, side, strict=True) for line in marked(head, passages, ink, page)]


def _states(title: Text, states: tuple[CaseState, ...], page: Page) -> list[str]:
    lines = page.paragraph(page.say(title), ink=Ink.STRONG)
    for state in states:
        lines += page.paragraph(visible_line(state.name), indent=2)
        if state.case.title:
            lines += page.paragraph(visible_line(concealed(state.case.title)), indent=4, ink=Ink.FAINT)
    return lines
