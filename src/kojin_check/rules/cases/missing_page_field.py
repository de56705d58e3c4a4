"""KJ206: a field that the form's page requires and the case leaves blank."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.case import matter_index
from kojin_check.model.pages import IS_REQUIRED, Cell, FilledPage, Holder, Structure, named
from kojin_check.reading.tree import MappingNode, Route, ScalarNode, SequenceNode
from kojin_check.rules.phrases import how_to_fill_in
from kojin_check.rules.rule import Context, Documentation, Violation, rule


@rule(
    code="KJ206",
    name="missing-page-field",
    severity=Severity.ERROR,
    title=Text("様式の必ず書く欄が空欄", "a field that the form requires is blank"),
    documentation=Documentation(
        what=Text(
            "様式の頁（件名、目的、相手方、情報項目、期間など）のうち、必ず書く欄がないもの、空欄のものを指摘します。"
            "どの欄を必ず書くかは、版（version.yaml の pages）が決めます。",
            "Reports a field of the form's pages (title, purpose, other side, data items, periods …) that must be filled in"
            " and is absent or blank. Which ones must be, the version says under `pages`.",
        ),
        why=Text(
            "誰に何を取り扱わせるのかが空欄のままでは、対策が足りるかどうかを誰も判断できません。作成中（status: draft）なら警告です。",
            "While it is blank who handles what, nobody can judge whether the measures suffice. In a draft it is a warning.",
        ),
        instead=Text("欄を埋めます。", "Fill in the field."),
        bad="""\
clause: 第3条第1項第3号
overview:
  business: 講座の受付
  purpose:
  data_subjects: 受講者
  contents: [受付]
""",
        good="""\
clause: 第3条第1項第3号
overview:
  business: 講座の受付
  purpose: 受付の手間を減らすため
  data_subjects: 受講者
  contents: [受付]
""",
    ),
    since="0.2.0",
    yields=True,
)
def missing_page_field(context: Context) -> Iterator[Violation]:
    version = context.version
    if version is None:
        return
    seen: set[Route] = set()
    for page in version.pages.filled(context.case, IS_REQUIRED):
        for cell in page.cells:
            if cell.route not in seen and _is_missing(context, page, cell):
                seen.add(cell.route)
                yield _violation(context, cell)


def _is_missing(context: Context, page: FilledPage, cell: Cell) -> bool:
    return cell.is_blank and not (_is_told_elsewhere(context, page, cell) or _is_left_open(context, cell))


def _is_told_elsewhere(context: Context, page: FilledPage, cell: Cell) -> bool:
    """True where the gap is what is reported anyway: KJ004, KJ005, KJ006 or KJ204."""
    route, decoded = cell.route, context.decoded
    if not decoded.is_intact(route) or str(route[-1]) in decoded.displaced:
        return True
    if any(missing[: len(route)] == route for missing in decoded.missing):
        return True
    return page.holder is Holder.MATTER and any(
        sheet.index == page.route[1] and route[-1] in sheet.checklist.requires for sheet in context.sheets
    )


def _is_left_open(context: Context, cell: Cell) -> bool:
    """True for periods of which only words for an open day are written: 契約締結日から."""
    node = context.tree.node(cell.route)
    if cell.field.kind is not Structure.PERIODS or not isinstance(node, SequenceNode):
        return False
    values = (entry.value for item in node.items if isinstance(item, MappingNode) for entry in item.entries.values())
    return any(isinstance(value, ScalarNode) and _is_typed(value, context) for value in values)


def _is_typed(value: ScalarNode, context: Context) -> bool:
    """True where something stands in the file at the place of a value that was read as blank."""
    span = value.span
    return context.tree.source.line(span.line)[span.column - 1 : span.column].strip(" \t,#]}") != ""


def _violation(context: Context, cell: Cell) -> Violation:
    key = str(cell.route[-1])
    name = named(key, cell.field.label)
    return Violation(
        cell.route,
        Text(f"「{name.ja}」が空欄です。", f"“{name.en}” is blank.")
        if context.is_written(cell.route)
        else Text(f"「{name.ja}」がありません。", f"“{name.en}” is missing."),
        how_to_fill_in(cell, is_written=context.is_written),
        matter=matter_index(cell.route),
        severity=Severity.WARNING if context.case.status == "draft" else None,
    )
