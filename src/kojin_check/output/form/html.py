"""A case on its forms as one page of HTML, to be printed on A4: the pages of the case, then each side of its checklists.

The page is complete in itself: no script, no font and no image is loaded, and its content policy forbids any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from typing import Any

from kojin_check.escaping.xml import in_xml
from kojin_check.findings import Finding, Language, Text
from kojin_check.model.case import Milestone, Party, Period, Subcontract
from kojin_check.model.dates import EraDate
from kojin_check.model.longhand import joined, milestone_text, party_text, period_text
from kojin_check.model.pages import Cell, FilledPage, Holder, Structure
from kojin_check.model.sheet import Row, Sheet
from kojin_check.output.filled_form import FilledForm, sides
from kojin_check.output.style import Style, Syntax, bracketed

SYNTAX = Syntax.XML

_STYLE = files(__package__).joinpath("html.css").read_text("utf-8")

_OVERVIEW = "overview."
"""How the keys of the page of the overview begin."""
_INLINE = frozenset({"basis", "media", "data_items"})
"""Lists of words, which stand in one line."""

_DRAFT = Text("案", "Draft")
_OVERVIEW_HEADING = Text("概要", "Overview")
_MEASURE = Text("対策", "Measure")
_SEE_CHECKLIST = Text("チェックリストのとおり", "See the checklist")
_NONE = Text("なし", "None")
_FLAGS = {True: Text("はい", "Yes"), False: Text("いいえ", "No")}


def report(form: FilledForm, style: Style) -> Iterator[str]:
    """Yields one page of HTML; with the open points in the margin where the form has them."""
    language = style.language
    title = form.case.title or form.version.definition.title
    body = '<body class="draft">' if form.is_draft else "<body>"
    yield (
        '<!DOCTYPE html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{in_xml(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n{body}\n"
    )
    for page in form.pages:
        yield from _page(page, form, language)
    for sheet in form.sheets:
        yield from _checklist(sheet, form, language)
    yield "</body>\n</html>\n"


def _start(form: FilledForm, language: Language) -> str:
    """The beginning of a sheet of paper."""
    stamp = f'<p class="stamp">{in_xml(_DRAFT.to(language))}</p>\n' if form.is_draft else ""
    return f"<section>\n{stamp}"


# The pages.


def _page(page: FilledPage, form: FilledForm, language: Language) -> Iterator[str]:
    printed = form.printed
    rows = list(page.rows)
    if page.holder is not Holder.CASE:
        heading = _heading(page, form, language)
        yield f"{_start(form, language)}<h1>{in_xml(heading)}</h1>\n"
        yield from _fields(rows, page.route, form, language)
        yield "</section>\n"
        return
    overview = [row for row in rows if row[1][0].field.key.startswith(_OVERVIEW)]
    first, *others = [row for row in rows if row not in overview]
    yield _start(form, language)
    if printed.heading is not None:
        yield f"<h1>{in_xml(printed.heading)}</h1>\n"
    yield from _fields([first], page.route, form, language)
    if printed.enclosed is not None:
        yield f'<p class="enclosed">{in_xml(printed.enclosed)}</p>\n'
    if others:
        yield from _fields(others, None, form, language)
    yield "</section>\n"
    if overview:
        heading = printed.overview or _OVERVIEW_HEADING.to(language)
        yield f"{_start(form, language)}<h1>{in_xml(heading)}</h1>\n"
        yield from _fields(overview, None, form, language)
        yield "</section>\n"


def _heading(page: FilledPage, form: FilledForm, language: Language) -> str:
    """What the page is about: the type of the matter; of a subcontract what the matter's page calls it."""
    index = page.route[1]
    assert isinstance(index, int)
    matter = form.case.matters[index]
    if page.holder is Holder.MATTER:
        return matter.type
    of_matter = next(one for one in form.pages if one.route == page.route[:2])
    named = [cell.field.label for cell in of_matter.cells if cell.field.kind is Structure.SUBCONTRACTS]
    number = page.route[-1]
    behind = f"（{number + 1}）" if isinstance(number, int) and len(matter.subcontracts or ()) > 1 else ""
    return (named[0].to(language) if named else matter.type) + behind


def _fields(
    rows: Sequence[tuple[Text, Sequence[Cell]]],
    about: tuple[str | int, ...] | None,
    form: FilledForm,
    language: Language,
) -> Iterator[str]:
    """A table of fields; what is open about the page as a whole stands in the margin of its first row."""
    yield '<table class="fields">\n'
    for at, (heading, cells) in enumerate(rows):
        of_page = [] if at or about is None else list(form.open_at(about))
        open_points = [*of_page, *form.open_at(*(cell.route for cell in cells))]
        yield f'<tr><th scope="row">{in_xml(heading.to(language))}</th><td>'
        for cell in cells:
            if cell.field.label != heading and (len(cells) == 1 or not cell.is_blank or not at):
                yield f'<p class="label">{in_xml(cell.field.label.to(language))}</p>'
            yield _value(cell, form, language)
        yield f"</td>{_margin(open_points, form, language)}</tr>\n"
    yield "</table>\n"


def _value(cell: Cell, form: FilledForm, language: Language) -> str:
    if cell.field.kind is Structure.ANSWERS:
        return _paragraphs([form.printed.answers or _SEE_CHECKLIST.to(language)])
    match cell.value:
        case None:
            return ""
        case [Subcontract(), *_] as subcontracts:
            return _entries([_text(one.party, language) for one in subcontracts])
        case [] if cell.field.kind is Structure.SUBCONTRACTS:
            return _paragraphs([_NONE.to(language)])
        case list(entries):
            texts = [_text(entry, language) for entry in entries]
            return _paragraphs([joined(texts)]) if cell.field.path[-1] in _INLINE else _entries(texts)
        case dict(facts):
            return _paragraphs([f"{name}: {_text(value, language)}" for name, value in facts.items()])
        case value:
            return _paragraphs(_text(value, language).splitlines())


def _text(value: Any, language: Language) -> str:
    match value:
        case Party():
            return party_text(value)
        case Period():
            return period_text(value)
        case Milestone():
            return milestone_text(value)
        case EraDate():
            return value.text
        case bool():
            return _FLAGS[value].to(language)
        case None:
            return ""
        case _:
            return str(value)


def _entries(texts: Sequence[str]) -> str:
    """Entries of a list, each a line of its own."""
    return "".join(f'<p class="entry">{_lines(text)}</p>' for text in texts)


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{_lines(text)}</p>" for text in texts)


def _lines(text: str) -> str:
    return in_xml(text).replace("\n", "<br>")


# The checklists.


def _checklist(sheet: Sheet, form: FilledForm, language: Language) -> Iterator[str]:
    checklist = sheet.checklist
    legend = "".join(f"<p>{in_xml(sentence)}</p>" for sentence in form.legend(checklist))
    measure = in_xml(form.printed.measure or _MEASURE.to(language))
    for _, headings in sides(sheet):
        yield f"{_start(form, language)}<h2>{checklist.number} {in_xml(checklist.title)}</h2>\n"
        for below in (checklist.scope, form.matter_of(sheet)):
            if below is not None:
                yield f'<p class="scope">{in_xml(bracketed(below, "ja"))}</p>\n'
        yield (
            '<table class="checklist">\n<thead><tr><th></th>'
            f'<th scope="col" class="legend">{legend}</th><th scope="col">{measure}</th></tr></thead>\n'
        )
        for heading, rows in headings:
            yield "<tbody>\n"
            for at, row in enumerate(rows):
                first = f'<th scope="rowgroup" rowspan="{len(rows)}">{in_xml(heading)}</th>' if at == 0 else ""
                yield (
                    f'<tr>{first}<td class="answer">{_answer(row, language)}</td><td>{_lines(row.item.text)}</td>'
                    f"{_margin(form.open_at(row.route), form, language)}</tr>\n"
                )
            yield "</tbody>\n"
        yield "</table>\n</section>\n"


def _answer(row: Row, language: Language) -> str:
    """The mark with its reason and whatever else the form asks for, as the forms have them in one cell."""
    answer = row.answer
    below = [bracketed(answer.reason, "ja")] if answer.reason else []
    below += [f"{name}：{_field_text(value, language)}" for name, value in answer.fields.items()]
    below += [answer.note] if answer.note else []
    return in_xml(answer.mark) + "".join(f'<span class="reason">{_lines(text)}</span>' for text in below)


def _field_text(value: Any, language: Language) -> str:
    return joined([_text(one, language) for one in value]) if isinstance(value, list) else _text(value, language)


# The margin.


def _margin(findings: Iterable[Finding], form: FilledForm, language: Language) -> str:
    if not form.is_draft:
        return ""
    notes = "".join(
        f'<p class="{finding.severity.value}">{in_xml(finding.message.to(language))}<span>{finding.rule}</span></p>'
        for finding in findings
    )
    return f'<td class="margin">{notes}</td>'
