"""What a form that has come back changes in a case, and the case with the changes made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kojin_check.editing.assignment import AssignmentError, Plain, assigned, plain
from kojin_check.errors import InputError
from kojin_check.findings import Language, Text
from kojin_check.model.checklist import Means
from kojin_check.model.condition import SUBCONTRACTS
from kojin_check.model.library import Version
from kojin_check.new.scaffold import CaseForm, MatterForm, Prefill, blank_case
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Route, Tree, read_tree
from kojin_check.workbook.answers import MARK, Parts, Question
from kojin_check.workbook.form import WorkbookForm, form_of
from kojin_check.workbook.reading import CellRemark, CellSpot, FoundForm
from kojin_check.workbook.texts import FLAGS, CasePlace


@dataclass(frozen=True, slots=True)
class Change:
    """One place of a case that says something else on the form."""

    route: Route
    spot: CellSpot
    label: Text
    old: str
    new: str
    is_relaxed: bool = False
    """True where a measure that was taken no longer is."""

    def told(self) -> Text:
        """Gives the change as one line: where, what, from what to what."""
        old, new = self.old or "（空欄）", self.new or "（空欄）"
        mark = Text("　← 対策を行うという回答ではなくなります", "  <- no longer says that the measure is taken")
        return Text(
            f"{self.spot} {self.label.ja}: {_line(old)} → {_line(new)}{mark.ja if self.is_relaxed else ''}",
            f"{self.spot} {self.label.en}: {_line(self.old or '(blank)')} → {_line(self.new or '(blank)')}"
            f"{mark.en if self.is_relaxed else ''}",
        )


@dataclass(frozen=True, slots=True)
class FormComparison:
    """A form held against a case."""

    changes: tuple[Change, ...]
    notices: tuple[Text, ...]
    """What the form lacks; the case keeps it."""
    text: str
    """The case with the changes made."""


def new_case(found: FoundForm, language: Language) -> str:
    """Gives a new case with what the form says, with the comments of every new case.

    Raises:
        InputError: when the form is not whole enough for that.
    """
    tree = read_tree(Source("", blank_case(_blank_form(found, language))))
    return _assigned(tree, {_in_place(route, found): value for route, value in _values(found, tree).items()})


def _in_place(route: Route, found: FoundForm) -> Route:
    """The place of an answer under the kind that its item has on the form; a case may have it under another."""
    match route:
        case ("matters", int(), "answers", str(actor), str(), str(name)):
            checklist = found.checklist(route)
            placed = None if checklist is None else checklist.by_actor.get(actor, {}).get(name)
            return route if placed is None else (*route[:4], placed.section.kind, name)
        case _:
            return route


def compared(found: FoundForm, tree: Tree) -> FormComparison:
    """Holds a form against a case.

    Raises:
        InputError: when the form is not of this case, or the case is written so that it cannot be changed.
    """
    _refuse_another_version(found, tree)
    current = form_of(tree, found.version)
    _refuse_another_case(found, current)
    changes = tuple(_changes(found, current, tree))
    routes = {change.route for change in changes}
    values = {route: value for route, value in _values(found, tree).items() if route in routes}
    text = _assigned(tree, values) if changes else tree.source.text
    return FormComparison(changes, tuple(_missing(found, current)), text)


def faults_in(found: FoundForm) -> Iterator[CellRemark]:
    """Yields all that keeps a form from being taken over: what its cells say, and what they say together."""
    yield from found.faults
    for route, cell in found.fields.items():
        if route[-1] != SUBCONTRACTS:
            continue
        below = [one for one, other in found.fields.items() if one[:-1][: len(route)] == route and other.text]
        if cell.text in FLAGS["false"] and below:
            yield CellRemark(
                cell.spot,
                Text(
                    f"「{cell.text}」とありますが、{found.fields[below[0]].spot} に内容があります。どちらかに直してください。",
                    f"It says “{cell.text}”, but {found.fields[below[0]].spot} is filled in. Correct one of the two.",
                ),
            )
        elif cell.text in FLAGS["true"] and not below:
            yield CellRemark(
                cell.spot,
                Text(
                    f"「{cell.text}」とありますが、その欄が全て空欄です。内容を書いてください。",
                    f"It says “{cell.text}”, but nothing is written below. Fill it in.",
                ),
            )


# A new case


def _blank_form(found: FoundForm, language: Language) -> CaseForm:
    indexes = sorted({route[1] for route in found.fields if route[0] == "matters" and isinstance(route[1], int)})
    matters: list[MatterForm] = []
    for index in indexes:
        cell = found.fields.get(("matters", index, "checklist"))
        number = int(cell.text) if cell is not None and cell.text.isdecimal() else 0
        checklist = found.version.checklists.get(number)
        if checklist is None or index != len(matters):
            raise InputError(
                Text(
                    f"{index + 1}番目の事項の様式の番号が読めません。様式を書き出し直してください。",
                    f"The number of the form of matter {index + 1} cannot be read. Export the form again.",
                )
            )
        has_any = any(
            cell.text
            for route, cell in found.fields.items()
            if route[:3] == ("matters", index, SUBCONTRACTS) and route[3:]
        )
        matters.append(MatterForm(checklist.type, checklist, {SUBCONTRACTS: True} if has_any else {}))
    status = found.fields.get(("status",))
    is_final = status is not None and status.text == "final"
    return CaseForm(
        found.version, tuple(matters), "final" if is_final else "draft", prefill=Prefill.NOTHING, language=language
    )


# Values


def _values(found: FoundForm, tree: Tree) -> dict[Route, Plain]:
    """What is to stand in the case, place by place; nothing where nothing stands on the form, or in the file."""
    values: dict[Route, Plain] = {}
    for route, cell in found.fields.items():
        node = tree.node(route)
        if route[-1] == SUBCONTRACTS:
            if cell.text in FLAGS["false"]:
                values[route] = []
            elif not cell.text and plain(node) == []:
                values[route] = ""
        elif cell.text or node is not None:
            values[route] = CasePlace.at(route, tree, found.version).value(cell.text, node)
    for route, cells in found.answers.items():
        node, question = tree.node(route), found.question(route)
        parts = {part: cell.text for part, cell in cells.items()}
        if question is not None and (any(parts.values()) or node is not None):
            values[route] = question.value(parts, plain(node))
    return values


def _assigned(tree: Tree, values: dict[Route, Plain]) -> str:
    try:
        return assigned(tree, values)
    except AssignmentError as error:
        raise InputError(
            Text(
                "案件のファイルの書き方が特別なので、書き換えませんでした。表示した変更を、手で書き写してください。",
                "The case is written in an unusual way, so it was left as it is. Copy the changes by hand.",
            )
        ) from error


# Changes


def _changes(found: FoundForm, current: WorkbookForm, tree: Tree) -> Iterator[Change]:
    for route, cell in found.fields.items():
        field = current.fields.get(route)
        old = field.text.strip() if field is not None else _text_at(route, tree, found.version)
        if not (field.has(cell.text) if field is not None else old == cell.text):
            label = field.label if field is not None else Text(str(route[-1]), str(route[-1]))
            yield Change(route, cell.spot, label, old, cell.text)
    for route, cells in found.answers.items():
        question = found.question(route)
        if question is None:
            continue
        before = question.parts(plain(tree.node(route)))
        parts = {part: cell.text for part, cell in cells.items()}
        if _filled(before) != _filled(parts):
            name = str(route[-1])
            is_relaxed = question.means(before) is Means.MET and question.means(parts) is not Means.MET
            yield Change(
                route, cells[MARK].spot, Text(name, name), _shown(question, before), _shown(question, parts), is_relaxed
            )


def _filled(parts: Parts) -> Parts:
    return {part: stripped for part, text in parts.items() if (stripped := text.strip())}


def _text_at(route: Route, tree: Tree, version: Version) -> str:
    text = CasePlace.at(route, tree, version).text(tree.node(route))
    return "" if text is None else text.strip()


def _shown(question: Question, parts: Parts) -> str:
    value = question.value(parts, "")
    return value if isinstance(value, str) else "、".join(part for part in parts.values() if part)


_LONGEST = 60


def _line(text: str) -> str:
    """A text on one line, cut short where it is long."""
    joined = " ／ ".join(text.split("\n"))
    return joined if len(joined) <= _LONGEST else f"{joined[:_LONGEST]}…"


def _missing(found: FoundForm, current: WorkbookForm) -> Iterator[Text]:
    """What the case has and the form has no row for: it stays as it is, and that is said."""
    for sheet in current.sheets:
        gone = [line for line in sheet.lines if line.route not in found.spots]
        if gone:
            names = [str(line.route[-1]) for line in gone]
            yield Text(
                f"{sheet.name.ja}: {_few(names)} の行がないので、案件の回答はそのままです。",
                f"{sheet.name.en}: there is no row for {_few(names)}, so the answers of the case stay.",
            )
    fields = [field for field in current.fields.values() if field.route not in found.fields and field.text]
    if fields:
        japanese, english = _few([one.label.ja for one in fields]), _few([one.label.en for one in fields])
        yield Text(
            f"案件: {japanese} の行がないので、案件の内容はそのままです。",
            f"Case: there is no row for {english}, so the case keeps what it says.",
        )


def unanswered_rows(found: FoundForm) -> Iterator[Text]:
    """Yields, for a form that becomes a new case, the items that it has no row for."""
    rows = {(route[1], route[3], route[5]) for route in found.spots if len(route) > 5 and route[2] == "answers"}
    for route, cell in found.fields.items():
        match route:
            case ("matters", int(index), "checklist") if cell.text.isdecimal():
                checklist = found.version.checklists.get(int(cell.text))
                gone = [
                    placed.item.id
                    for placed in (() if checklist is None else checklist.placed_items())
                    if (index, placed.section.actor, placed.item.id) not in rows
                ]
                if gone:
                    yield Text(
                        f"事項{index + 1}: {_few(gone)} の行がないので、未回答になります。",
                        f"Matter {index + 1}: there is no row for {_few(gone)}, so they are unanswered.",
                    )


def _few(names: Sequence[str], most: int = 5) -> str:
    shown = "、".join(f"「{name}」" for name in names[:most])
    return shown if len(names) <= most else f"{shown} …（{len(names)}）"


def _refuse_another_version(found: FoundForm, tree: Tree) -> None:
    named = plain(tree.node(("checklist_version",)))
    if named != found.version.id:
        raise InputError(
            Text(
                f"様式は {found.version.id} 版、案件は {named} 版です。案件を kojin-check migrate で移すか、"
                "様式を書き出し直してください。",
                f"The form is of version {found.version.id}, the case of {named}. Migrate the case with "
                "kojin-check migrate, or export the form again.",
            )
        )


def _refuse_another_case(found: FoundForm, current: WorkbookForm) -> None:
    """The matters of the form must be those of the case: an answer to another matter is another answer."""
    for key in ("type", "checklist"):
        ours = {route: field.text for route, field in current.fields.items() if _is_matters(route, key)}
        theirs = {route: cell.text for route, cell in found.fields.items() if _is_matters(route, key)}
        if ours != theirs:
            raise InputError(
                Text(
                    "様式と案件の事項（数、種別、様式の番号）が違います。この案件の様式を書き出し直してください。",
                    "The matters of the form and of the case differ (number, type, form). Export the form of this case again.",
                )
            )


def _is_matters(route: Route, key: str) -> bool:
    match route:
        case ("matters", int(), last):
            return last == key
    return False
