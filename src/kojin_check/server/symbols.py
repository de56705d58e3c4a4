"""The outline of a case: its matters, and in each the sections of its checklist with what is still open there."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from kojin_check.escaping.screen import visible_line
from kojin_check.findings import Language, Span, Text
from kojin_check.model.sheet import Row, Sheet
from kojin_check.reading.tree import Part, Route, ScalarNode, SequenceNode, Tree
from kojin_check.server.documents import Checked
from kojin_check.server.positions import to_range


def symbols(checked: Checked, language: Language) -> list[types.DocumentSymbol]:
    """Gives the outline; nothing where the case could not be read."""
    if checked.examination is None:
        return []
    context = checked.examination.context
    matters = context.tree.node(("matters",))
    if not isinstance(matters, SequenceNode):
        return []
    sheets = {sheet.index: sheet for sheet in context.sheets}
    return [_matter(index, sheets.get(index), checked, context.tree, language) for index in range(len(matters.items))]


def _matter(index: int, sheet: Sheet | None, checked: Checked, tree: Tree, language: Language) -> types.DocumentSymbol:
    route: Route = ("matters", index)
    name = f"{index + 1}. {_text(tree, (*route, 'type'))} {_text(tree, (*route, 'party', 'name'))}".rstrip()
    return types.DocumentSymbol(
        name=visible_line(name),
        kind=types.SymbolKind.Class,
        range=_range(tree, route, checked),
        selection_range=to_range(tree.locate((*route, "type")), checked.source),
        children=[] if sheet is None else list(_sections(sheet, checked, tree, language)),
    )


def _sections(sheet: Sheet, checked: Checked, tree: Tree, language: Language) -> Iterator[types.DocumentSymbol]:
    for section in sheet.checklist.sections:
        route: Route = ("matters", sheet.index, "answers", section.actor, section.kind)
        if tree.node(route) is None:
            continue
        rows = [row for row in sheet.rows if row.section is section]
        yield types.DocumentSymbol(
            name=visible_line(f"{section.actor} {section.kind}"),
            detail=_state(rows).to(language),
            kind=types.SymbolKind.Object,
            range=_range(tree, route, checked),
            selection_range=to_range(tree.locate(route, Part.KEY), checked.source),
            children=[_item(row, checked, tree) for row in rows if tree.node(row.route) is not None],
        )


def _item(row: Row, checked: Checked, tree: Tree) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=visible_line(row.item.id),
        detail=visible_line(row.answer.mark),
        kind=types.SymbolKind.Field,
        range=_range(tree, row.route, checked),
        selection_range=to_range(tree.locate(row.route, Part.KEY), checked.source),
    )


def _state(rows: list[Row]) -> Text:
    unanswered = sum(row.answer.is_blank for row in rows)
    if not unanswered:
        return Text(f"{len(rows)}項目", f"{len(rows)} items")
    return Text(f"{len(rows)}項目、未回答{unanswered}", f"{len(rows)} items, {unanswered} unanswered")


def _text(tree: Tree, route: Route) -> str:
    node = tree.node(route)
    return node.text if isinstance(node, ScalarNode) else ""


def _range(tree: Tree, route: Route, checked: Checked) -> types.Range:
    """From the key of what stands at `route` to its end."""
    key = tree.locate(route, Part.KEY)
    node = tree.node(route)
    end = key if node is None else max(key, node.span, key=lambda span: span[2:])
    return to_range(Span(*min(key[:2], key[:2] if node is None else node.span[:2]), *end[2:]), checked.source)
