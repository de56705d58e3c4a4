"""Writes a form as an Excel workbook, with XlsxWriter: drop-downs, colours for what is open, sheets of A4."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from typing import Any

from kojin_check.errors import MissingExtraError, UsageError
from kojin_check.findings import Language, Text
from kojin_check.model.checklist import REASON, PagesDefinition
from kojin_check.model.marks import SPELLINGS, canonical
from kojin_check.workbook.answers import MARK, Question
from kojin_check.workbook.form import AnswerSheet, SheetField, WorkbookForm
from kojin_check.workbook.layout import (
    ADDRESS,
    CASE_SHEET,
    FORMAT,
    ITEM,
    KIND,
    LABEL,
    SEAL_PROPERTY,
    VALUE,
    VERSION_PROPERTY,
    address_of,
    heading,
)
from kojin_check.workbook.texts import FLAGS

MOST_CHARACTERS = 32_767
"""In a cell of Excel."""
_LONGEST_LIST = 255
"""Of the words of a drop-down, with the commas between them."""
_A4, _LINE = 9, 13.5
"""The paper, as Excel numbers it, and the height of a line of text in points."""
_WIDTHS = {LABEL: 30, VALUE: 72, KIND: 11, MARK: 7, REASON: 22, ITEM: 62}
"""In half-width characters."""
_OTHER_WIDTH = 16
_SMALL, _FONT = 9, "游ゴシック"

_HOW_TO = Text(
    "白い欄に書き込んで保存してください。黄色は未記入、赤は理由がない回答です。一覧の欄は、1行に1つ（Alt+Enter で改行）書きます。",
    "Write into the white cells and save. Yellow: still blank; red: a reason is missing. Lists: one entry a line (Alt+Enter).",
)


def written(form: WorkbookForm, language: Language) -> bytes:
    """Gives the workbook of a form.

    Raises:
        MissingExtraError: when the library for it is not installed.
        UsageError: when a text is longer than a cell can be.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError.of("excel") from error
    _refuse_long_texts(form)
    buffer = BytesIO()
    texts_only = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **texts_only}) as workbook:
        workbook.set_custom_property(VERSION_PROPERTY, form.version.id, "text")
        workbook.set_custom_property(SEAL_PROPERTY, form.seal, "text")
        _Writer(workbook, form, language).write()
    return buffer.getvalue()


def _refuse_long_texts(form: WorkbookForm) -> None:
    for label, text in (
        *((one.label, one.text) for one in form.fields.values()),
        *((Text(line.item, line.item), part) for line in form.lines.values() for part in line.parts.values()),
    ):
        if len(text) > MOST_CHARACTERS:
            raise UsageError(
                Text(
                    f"「{label.ja}」の文が長すぎます。Excel の1つのセルには {MOST_CHARACTERS:,} 文字までしか入りません。",
                    f"The text of “{label.en}” is too long: a cell of Excel holds at most {MOST_CHARACTERS:,} characters.",
                )
            )


@dataclass(frozen=True)
class _Writer:
    workbook: Any
    form: WorkbookForm
    language: Language
    _formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def write(self) -> None:
        self._case()
        for sheet in self.form.sheets:
            self._answers(sheet)

    # Formats

    def _format(self, **settings: Any) -> Any:
        basic = {"font_name": _FONT, "font_size": _SMALL, "text_wrap": True, "valign": "top"}
        return self._shared({**basic, **settings})

    def _shared(self, settings: dict[str, Any]) -> Any:
        """A format, made once: a workbook has few of them and thousands of cells."""
        key = tuple(sorted(settings.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(settings)
        return self._formats[key]

    def _heading(self) -> Any:
        return self._format(bold=True, bg_color="#E8E8E8", border=1, valign="vcenter", align="center")

    def _input(self, **settings: Any) -> Any:
        return self._format(border=1, locked=False, num_format="@", **settings)

    # The sheets

    def _start(self, name: Text, columns: Sequence[str], above: Sequence[tuple[str, float]]) -> Any:
        """A sheet with the lines above its table, and the heading of the table."""
        sheet = self.workbook.add_worksheet(name.to(self.language))
        for number, (text, size) in enumerate(above):
            sheet.set_row(number, size * 1.6)
            plain = self._format(font_size=size, bold=number == 0, text_wrap=False)
            sheet.write_string(number, 0, text, plain)
        top = len(above)
        sheet.set_row(top, 2 * _LINE)
        for at, column in enumerate(columns):
            hidden = {"hidden": True} if column == ADDRESS else {}
            width = _WIDTHS.get(column, _OTHER_WIDTH)
            sheet.set_column(at, at, width, None, hidden)
            sheet.write_string(top, at, heading(column, self._item_heading).to(self.language), self._heading())
        sheet.repeat_rows(top)
        sheet.freeze_panes(top + 1, 0)
        sheet.set_paper(_A4)
        sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.5)
        sheet.set_footer("&C&A　&P / &N")
        sheet.protect("", {"format_rows": True, "format_columns": True})
        return sheet

    @property
    def _item_heading(self) -> str | None:
        return (self.form.version.definition.pages or PagesDefinition()).printed.measure

    def _case(self) -> None:
        title = self.form.version.definition.title
        columns = (LABEL, VALUE, ADDRESS)
        sheet = self._start(CASE_SHEET, columns, [(title, 12), (_HOW_TO.to(self.language), _SMALL)])
        sheet.write_string(0, columns.index(ADDRESS), f"{FORMAT} {self.form.version.id} {self.form.seal}")
        row = 3
        for group in self.form.groups:
            sheet.merge_range(row, 0, row, 1, group.heading.to(self.language), self._format(bold=True, font_size=11))
            sheet.set_row(row, 20)
            row += 1
            for one in group.fields:
                self._field(sheet, row, one)
                row += 1
        sheet.print_area(0, 0, row - 1, 1)

    def _field(self, sheet: Any, row: int, field: SheetField) -> None:
        label = field.label.to(self.language)
        flags = {word.ja: word.to(self.language) for word in FLAGS.values()} if field.is_flag else {}
        sheet.write_string(row, 0, label, self._format(border=1, bg_color="#F4F4F4"))
        sheet.write_string(
            row, 1, flags.get(field.text, field.text), self._format(border=1) if field.is_locked else self._input()
        )
        sheet.write_string(row, 2, address_of(field.route))
        sheet.set_row(row, _height([(label, _WIDTHS[LABEL]), (field.text, _WIDTHS[VALUE])]))
        self._choices(sheet, (row, row), 1, tuple(flags.values()) or field.choices)
        if field.is_required:
            self._colour(sheet, (row, row), 1, f"=LEN(TRIM($B${row + 1}))=0", "#FFF2A8")

    def _answers(self, side: AnswerSheet) -> None:
        columns = (KIND, *side.parts, ITEM, ADDRESS)
        sheet = self._start(side.name, columns, [(side.title, 12), (side.matter, _SMALL)])
        sheet.write_string(0, columns.index(ADDRESS), address_of(side.route))
        row = 3
        for line in side.lines:
            sheet.write_string(row, 0, line.kind, self._format(border=1, font_size=8))
            for part in side.parts:
                middle = {"align": "center", "valign": "vcenter"} if part == MARK else {}
                sheet.write_string(row, columns.index(part), line.parts.get(part, ""), self._input(**middle))
            sheet.write_string(row, columns.index(ITEM), line.item, self._format(border=1))
            sheet.write_string(row, columns.index(ADDRESS), address_of(line.route))
            texts = [(line.item, _WIDTHS[ITEM]), (line.kind, _WIDTHS[KIND])]
            texts += [(line.parts.get(part, ""), _WIDTHS.get(part, _OTHER_WIDTH)) for part in side.parts]
            sheet.set_row(row, _height(texts))
            row += 1
        sheet.print_area(0, 0, row - 1, len(columns) - 2)
        first = 3
        for _, lines in groupby(side.lines, lambda line: line.question.scale):
            alike = list(lines)
            last = first + len(alike) - 1
            self._guide(sheet, (first, last), columns, alike[0].question)
            first = last + 1

    def _guide(self, sheet: Any, rows: tuple[int, int], columns: Sequence[str], question: Question) -> None:
        """The words to choose from, and the colours of what is open, for rows with the same marks."""
        for at, column in enumerate(columns):
            self._choices(sheet, rows, at, question.choices(column))
        mark, reason = (_cell(rows[0], columns.index(part)) for part in (MARK, REASON))
        self._colour(sheet, rows, columns.index(MARK), f"=LEN(TRIM({mark}))=0", "#FFF2A8")
        if question.marks_with_reason:
            is_marked = ",".join(f'{mark}="{one}"' for one in _spelt(question.marks_with_reason))
            formula = f"=AND(OR({is_marked}),LEN(TRIM({reason}))=0)"
            self._colour(sheet, rows, columns.index(REASON), formula, "#F8B4AE")

    def _choices(self, sheet: Any, rows: tuple[int, int], column: int, choices: Sequence[str]) -> None:
        if choices and len(",".join(choices)) <= _LONGEST_LIST and not any("," in choice for choice in choices):
            # Other words can be typed too: whatever the forms allow may be typed, and is told when it is read.
            words = {"validate": "list", "source": list(choices), "show_error": False}
            sheet.data_validation(rows[0], column, rows[1], column, words)

    def _colour(self, sheet: Any, rows: tuple[int, int], column: int, formula: str, colour: str) -> None:
        """Colours the cells for which a formula holds; it is written for the first of the rows."""
        filled = self._shared({"bg_color": colour})
        rule = {"type": "formula", "criteria": formula, "format": filled}
        sheet.conditional_format(rows[0], column, rows[1], column, rule)


def _cell(row: int, column: int) -> str:
    """A cell in a formula for several rows: the row is counted from each of them."""
    return f"${chr(ord('A') + column)}{row + 1}"


def _spelt(marks: Sequence[str]) -> list[str]:
    """The marks in every spelling that is read, as texts of a formula."""
    spelt = dict.fromkeys(one for mark in marks for one in (mark, *SPELLINGS.get(canonical(mark), "")))
    return [one.replace('"', '""') for one in spelt]


def _height(texts: Sequence[tuple[str, int]]) -> float:
    """The height, in points, at which every text shows whole in a column of its width."""
    lines = max(sum(-(-max(_width(line), 1) // (width - 2)) for line in text.split("\n")) for text, width in texts)
    return float(min(max(lines * _LINE + 3, 18), 409))


def _width(text: str) -> int:
    """The width of a line in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
