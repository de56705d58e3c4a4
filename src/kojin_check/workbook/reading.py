"""Reads a form back: which place of the case each cell is for, what stands in it, and what cannot be taken as it is.

A cell is for the place whose address stands, hidden, in its row. Where the address is gone, an answer is found by the
exact text of its item, within its side and kind; never by its row. What could be meant in two ways is not taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from kojin_check.errors import InputError
from kojin_check.findings import Text
from kojin_check.model.checklist import REASON, Checklist, PagesDefinition
from kojin_check.model.library import Library, Version
from kojin_check.reading.source import display_path
from kojin_check.reading.tree import Route
from kojin_check.workbook.answers import MARK, Question
from kojin_check.workbook.cells import CellText, text_of
from kojin_check.workbook.container import opened
from kojin_check.workbook.form import seal_of
from kojin_check.workbook.layout import (
    ADDRESS,
    FORMAT,
    HEADINGS,
    ITEM,
    KIND,
    LABEL,
    SEAL_PROPERTY,
    VALUE,
    VERSION_PROPERTY,
    column_of,
    route_in,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADING_ROWS = 20
"""So far down the heading of a table is looked for."""


class CellSpot(NamedTuple):
    """Where a cell stands."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"


class CellRemark(NamedTuple):
    """Something to be told of a cell, or of a row or sheet."""

    spot: CellSpot
    message: Text

    @property
    def text(self) -> Text:
        """The remark behind the place that it is about."""
        return Text(f"{self.spot}: {self.message.ja}", f"{self.spot}: {self.message.en}")


@dataclass(frozen=True, slots=True)
class FoundCell:
    """What stands in a cell."""

    text: str
    spot: CellSpot


@dataclass(frozen=True)
class FoundForm:
    """What a workbook says, by the places of the case."""

    version: Version
    fields: dict[Route, FoundCell] = field(default_factory=dict)
    answers: dict[Route, dict[str, FoundCell]] = field(default_factory=dict)
    """Place of an answer → key of a part → its cell."""
    faults: list[CellRemark] = field(default_factory=list)
    """What cannot be taken as it is: as long as there is any, nothing is written."""
    notices: list[CellRemark] = field(default_factory=list)
    """What has been made of the workbook where that is worth saying."""
    spots: dict[Route, CellSpot] = field(default_factory=dict)
    """Place → its cell, also where it could not be taken; an answer has the cell of its mark."""

    def checklist(self, route: Route) -> Checklist | None:
        """Gives the form of the matter that a route leads into; the first sheet, which is read before, has its number."""
        cell = self.fields.get((*route[:2], "checklist"))
        number = cell.text if cell is not None else ""
        return self.version.checklists.get(int(number)) if number.isdecimal() else None

    def question(self, route: Route) -> Question | None:
        """Gives the item that the answer at a route is to, or None where the form has none."""
        checklist = self.checklist(route)
        placed = None if checklist is None else checklist.by_actor.get(str(route[3]), {}).get(str(route[5]))
        return None if checklist is None or placed is None else Question(checklist, placed.item)


def read_form(path: str, data: bytes, library: Library) -> FoundForm:
    """Reads the workbook in `data`.

    Args:
        path: its name, for messages.
        data: the whole file.
        library: of checklists, one of which the form was made from.

    Raises:
        InputError: when it is no workbook, no form of this program, or for another version of the checklists.
    """
    workbook = opened(path, data)
    version = _version_of(path, workbook, library)
    found = FoundForm(version)
    tables = [table for sheet in workbook.worksheets if (table := _Table.of(sheet, version, found)) is not None]
    if not any(table.is_side for table in tables) or not any(not table.is_side for table in tables):
        raise InputError(_no_form(path))
    for table in sorted(tables, key=lambda table: table.is_side):
        if found.fields or not table.is_side:  # Without its first sheet nothing says what the others are for.
            table.read()
    return found


def _no_form(path: str) -> Text:
    shown = display_path(path)
    return Text(
        f"{shown} は kojin-check export で書き出した様式ではありません（「案件」と「様式…」のシートが見つかりません）。",
        f"{shown} is no form made by kojin-check export: the sheets of the case and of the checklists are not there.",
    )


def _version_of(path: str, workbook: Any, library: Library) -> Version:
    """The version that the form was made from, as long as it is still the same."""
    properties = {one.name: str(one.value) for one in workbook.custom_doc_props.props}
    named, seal = properties.get(VERSION_PROPERTY), properties.get(SEAL_PROPERTY)
    if named is None or seal is None:  # Some programs lose them; the first sheet has the same.
        for sheet in workbook.worksheets:
            for cell in (cell for cells in sheet.iter_rows(1, 1) for cell in cells):
                words = str(cell.value).split(" ")
                if words[0] == FORMAT and len(words) == 3:
                    named, seal = words[1:]
    shown = display_path(path)
    if named is None or seal is None:
        raise InputError(_no_form(path))
    version = library.version(named)
    if version is None:
        raise InputError(
            Text(
                f"{shown} は「{named}」版の様式ですが、その版がありません。あるのは {'、'.join(library.ids)} です。",
                f"{shown} is a form of version “{named}”, which does not exist here. Known: {', '.join(library.ids)}.",
            )
        )
    if seal != seal_of(version):
        raise InputError(
            Text(
                f"{shown} は「{named}」版の様式ですが、書き出した後に、その版の内容が変わっています。"
                "様式を書き出し直して、書き写してください。",
                f"{shown} is a form of version “{named}”, which has changed since. Export the form again and copy over.",
            )
        )
    return version


@dataclass(frozen=True)
class _Table:
    """The table of one sheet."""

    sheet: Worksheet
    version: Version
    found: FoundForm
    top: int
    """The row of its heading."""
    columns: dict[str, int]
    """Column → its number."""

    @classmethod
    def of(cls, sheet: Any, version: Version, found: FoundForm) -> _Table | None:
        """The table of a sheet, or None where it has none of ours."""
        item_heading = (version.definition.pages or PagesDefinition()).printed.measure
        own_parts = tuple(version.definition.answer_fields)
        for cells in sheet.iter_rows(1, min(_HEADING_ROWS, sheet.max_row)):
            columns: dict[str, int] = {}
            for cell in cells:
                column = column_of(text_of(cell).text, item_heading, own_parts) if cell.value is not None else None
                if column is not None:
                    columns.setdefault(column, cell.column)
            if len(columns.keys() & {MARK, REASON, ITEM, ADDRESS}) >= 2 or {LABEL, VALUE} <= columns.keys():
                return cls(sheet, version, found, cells[0].row, columns)
        if any(cell.value is not None for cells in sheet.iter_rows() for cell in cells):
            found.notices.append(
                CellRemark(
                    CellSpot(sheet.title, "A1"),
                    Text("様式のシートではないので、読みません。", "No sheet of the form: not read."),
                )
            )
        return None

    @property
    def is_side(self) -> bool:
        """True for a side of a checklist."""
        return LABEL not in self.columns

    def read(self) -> None:
        """Takes over what the table says."""
        self._note_hidden()
        self._note_unprotected()
        wanted = (MARK, REASON, ITEM, KIND, ADDRESS) if self.is_side else (VALUE, ADDRESS)
        missing = [column for column in wanted if column not in self.columns]
        if self.is_side and missing == [ADDRESS] and self._side is not None:
            self._notice(
                self.top,
                None,
                Text(
                    "番地の列がないので、対策の文言で読みました。",
                    "The addresses are gone; items were found by their text.",
                ),
            )
        elif missing:
            names = Text(
                "、".join(HEADINGS[column].ja for column in missing),
                ", ".join(HEADINGS[column].en for column in missing),
            )
            self._fault(
                self.top,
                None,
                Text(
                    f"「{names.ja}」の列がありません。様式を書き出し直して、書き写してください。",
                    f"The column {names.en} is gone. Export the form again and copy over.",
                ),
            )
            return
        for row in range(self.top + 1, self.sheet.max_row + 1):
            if self.is_side:
                self._answer(row)
            else:
                self._field(row)
            self._note_beside(row)

    # The first sheet

    def _field(self, row: int) -> None:
        route = self._route(row)
        cell = self._cell(row, VALUE)
        if self._in_merged_rows(row, VALUE):
            self._fault(
                row,
                VALUE,
                Text(
                    "結合されたセルです。結合を解いて、欄ごとに書いてください。",
                    "Merged cells: write each field by itself.",
                ),
            )
            return
        if route is None:
            if cell.text:
                self._fault(
                    row,
                    VALUE,
                    Text(
                        f"どの欄の内容か分かりません（「{cell.text[:20]}」）。行を加えず、元の欄に書いてください。",
                        f"It is not clear which field this is (“{cell.text[:20]}”). Write into the fields of the form.",
                    ),
                )
            return
        self.found.spots.setdefault(route, self._spot(row, VALUE))
        if self._take(row, VALUE, cell):
            self._put(self.found.fields, route, FoundCell(cell.text, self._spot(row, VALUE)), cell.text)

    # The answers

    def _answer(self, row: int) -> None:
        parts = {part: self._part(row, part) for part in self._parts}
        item = self._cell(row, ITEM).text
        if not item and not any(cell.text or cell.fault for cell in parts.values()) and self._route(row) is None:
            return
        route = self._item_at(row, item)
        if route is None:
            return
        self.found.spots.setdefault(route, self._spot(row, MARK))
        for part in parts:
            self.found.spots.setdefault((*route, part), self._spot(row, part))
        taken = [self._take(row, part, cell) for part, cell in parts.items()]
        if all(taken):
            cells = {part: FoundCell(cell.text, self._spot(row, part)) for part, cell in parts.items()}
            said = {part: cell.text for part, cell in parts.items()}
            self._put(self.found.answers, route, cells, said)

    @cached_property
    def _parts(self) -> tuple[str, ...]:
        return tuple(column for column in self.columns if column not in (KIND, ITEM, ADDRESS, LABEL, VALUE))

    def _part(self, row: int, part: str) -> CellText:
        """A part of an answer. A merged cell speaks for all its rows, and that is said."""
        merged = self._merged(row, part)
        if merged is None:
            return self._cell(row, part)
        first = text_of(self.sheet.cell(merged.min_row, merged.min_col))
        if merged.min_col != merged.max_col:
            return CellText(
                "",
                fault=Text(
                    "隣の列と結合されたセルです。結合を解いてください。",
                    "It is merged with another column. Unmerge it.",
                ),
            )
        if first.text and row != merged.min_row:
            return CellText(
                first.text,
                notice=Text(
                    f"結合されたセルなので、{merged.coord} の全ての行を「{first.text}」と読みました。",
                    f"Merged cells: “{first.text}” was read for every row of {merged.coord}.",
                ),
                fault=first.fault,
            )
        return first

    def _item_at(self, row: int, item: str) -> Route | None:
        """The answer that a row is for, or None, once it has been told why."""
        route = self._route(row)
        kind = self._cell(row, KIND).text
        if route is not None and self._is_answer(route):
            text = self._text_of_item(route)
            if text == item:
                return route
            self.found.spots.setdefault(route, self._spot(row, MARK))
            self._fault(
                row,
                ITEM,
                Text(
                    f"文言が様式と違います。様式では「{text}」です。文言を戻すか、様式を書き出し直してください。",
                    f"The text differs from the form’s: “{text}”. Restore it, or export the form again.",
                )
                if text is not None
                else Text(
                    "この版の様式にない項目です。様式を書き出し直してください。",
                    "The form has no such item. Export the form again.",
                ),
            )
            return None
        candidates = [] if self._side is None else list(self._items_like(item, kind))
        if len(candidates) == 1:
            return candidates[0]
        self._fault(
            row,
            ITEM if item else MARK,
            Text(
                f"どの項目の回答か分かりません（「{item[:20]}」）。行を加えたり、文言を変えたりせず、元の行に書いてください。",
                f"It is not clear which item this is (“{item[:20]}”). Write into the rows of the form.",
            ),
        )
        return None

    @cached_property
    def _side(self) -> Route | None:
        """The side that the sheet is for: what its hidden cell says, else what all its rows say."""
        for cell in (cell for cells in self.sheet.iter_rows(1, self.top - 1) for cell in cells):
            route = route_in(str(cell.value))
            if route is not None and len(route) == 4 and route[2] == "answers":
                return route
        return None

    @staticmethod
    def _is_answer(route: Route) -> bool:
        match route:
            case ("matters", int(), "answers", str(), str(), str()):
                return True
        return False

    def _text_of_item(self, route: Route) -> str | None:
        """The text of the item that an answer is to, or None where the form of its matter has none."""
        question = self.found.question(route)
        return None if question is None else question.item.text.strip()

    def _items_like(self, item: str, kind: str) -> Iterator[Route]:
        assert self._side is not None
        checklist = self.found.checklist(self._side)
        for section in () if checklist is None else checklist.sections:
            if section.actor == self._side[3] and section.kind == kind:
                yield from ((*self._side, section.kind, one.id) for one in section.items if one.text.strip() == item)

    # What both have in common

    def _route(self, row: int) -> Route | None:
        text = self._cell(row, ADDRESS).text
        return route_in(text) if text else None

    def _cell(self, row: int, column: str) -> CellText:
        at = self.columns.get(column)
        return CellText("") if at is None else text_of(self.sheet.cell(row, at))

    def _take(self, row: int, column: str, cell: CellText) -> bool:
        """Whether a cell can be taken as it is; what must be said of it is said."""
        if cell.notice is not None:
            self._notice(row, column, cell.notice)
        if cell.fault is not None:
            self._fault(row, column, cell.fault)
        return cell.fault is None

    def _put(self, places: dict[Route, Any], route: Route, found: Any, said: object) -> None:
        """Notes what stands at a place; two cells for one place must say the same."""
        other = places.get(route)
        if other is None:
            places[route] = found
            return
        spot, before = (
            (found.spot, other.spot) if isinstance(found, FoundCell) else (found[MARK].spot, other[MARK].spot)
        )
        said_before = other.text if isinstance(other, FoundCell) else {part: cell.text for part, cell in other.items()}
        if said == said_before:
            self.found.notices.append(
                CellRemark(
                    spot,
                    Text(f"{before} と同じ欄の写しです（内容も同じ）。", f"A copy of {before}, which says the same."),
                )
            )
            return
        self.found.faults.append(
            CellRemark(
                spot,
                Text(
                    f"{before} と同じ欄ですが、内容が違います。どちらかを削除してください。",
                    f"It is the same place as {before}, but says something else. Delete one of the two.",
                ),
            )
        )

    def _merged(self, row: int, column: str) -> Any:
        return self._merged_cells.get((row, self.columns[column]))

    @cached_property
    def _merged_cells(self) -> dict[tuple[int, int], Any]:
        """Row and column of each merged cell → the range that it is part of."""
        return {cell: merged for merged in self.sheet.merged_cells.ranges for cell in merged.cells}

    def _in_merged_rows(self, row: int, column: str) -> bool:
        merged = self._merged(row, column)
        return merged is not None and merged.min_row != merged.max_row

    def _note_beside(self, row: int) -> None:
        """Tells of what has been written beside the table."""
        ours = set(self.columns.values())
        for cell in self.sheet[row]:
            if cell.column not in ours and cell.value is not None:
                self.found.notices.append(
                    CellRemark(
                        CellSpot(self.sheet.title, cell.coordinate),
                        Text("様式の欄の外なので、読みません。", "It stands beside the form: not read."),
                    )
                )

    def _note_hidden(self) -> None:
        hidden = [row for row, one in self.sheet.row_dimensions.items() if one.hidden and row > self.top]
        if hidden:
            self._notice(
                hidden[0],
                None,
                Text(
                    f"非表示の行（{len(hidden)}行）も読みました。",
                    f"Hidden rows ({len(hidden)}) were read all the same.",
                ),
            )
        if self.sheet.sheet_state != "visible":
            self._notice(1, None, Text("非表示のシートも読みました。", "A hidden sheet was read all the same."))

    def _note_unprotected(self) -> None:
        if not self.sheet.protection.sheet:
            self._notice(
                1,
                None,
                Text(
                    "シートの保護が外されています。文言や行が変わっていないか、全て確かめながら読みました。",
                    "The sheet is not protected. Every text was held against the form.",
                ),
            )

    def _spot(self, row: int, column: str | None) -> CellSpot:
        at = 1 if column is None or column not in self.columns else self.columns[column]
        return CellSpot(self.sheet.title, self.sheet.cell(row, at).coordinate)

    def _fault(self, row: int, column: str | None, message: Text) -> None:
        self.found.faults.append(CellRemark(self._spot(row, column), message))

    def _notice(self, row: int, column: str | None, message: Text) -> None:
        self.found.notices.append(CellRemark(self._spot(row, column), message))
