"""What an editor shows where the mouse rests: the form's own words for an item or a field, and why a finding matters."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.checking.engine import Examination
from kojin_check.escaping.markdown import in_markdown
from kojin_check.findings import Finding, Language, Text
from kojin_check.model.condition_text import in_words
from kojin_check.model.pages import Pages
from kojin_check.output.rulebook import chapters
from kojin_check.reading.tree import MappingNode, Node, Route, SequenceNode, Tree
from kojin_check.rules.rule import RULES
from kojin_check.server.documents import Checked


def hover(checked: Checked, line: int, column: int, language: Language) -> str | None:
    """Gives what is known of a place (both from 1) as Markdown; None where there is nothing to say."""
    at = (line, column)
    parts = [
        _rule(finding, language) for finding in checked.report.findings if finding.span[:2] <= at <= finding.span[2:]
    ]
    if checked.examination is not None:
        route = route_at(checked.examination.context.tree, line, column)
        parts += _form(checked.examination, route, language)
    return "\n\n---\n\n".join(dict.fromkeys(parts)) or None


def route_at(tree: Tree, line: int, column: int) -> Route:
    """Gives the way to what stands at a place (both from 1): the innermost entry that begins at it or before it."""
    route: Route = ()
    node = tree.root
    while (step := _step(node, (line - 1, column - 1))) is not None:
        name, node = step
        route = (*route, name)
    return route


def _step(node: Node | None, at: tuple[int, int]) -> tuple[str | int, Node | None] | None:
    found: tuple[str | int, Node | None] | None = None
    match node:
        case MappingNode(entries=entries):
            for name, (key, value) in entries.items():
                if (key.start.line, key.start.column) <= at:
                    # On the key itself, what stands below it is not meant.
                    found = name, value if (value.start.line, value.start.column) <= at else None
        case SequenceNode(items=items):
            for index, item in enumerate(items):
                if (item.start.line, item.start.column) <= at:
                    found = index, item
    return found


def _rule(finding: Finding, language: Language) -> str:
    rule = RULES[finding.rule]
    said = (f"**{heading.to(language)}** {text.to(language)}" for heading, text in chapters(rule))
    return "\n\n".join((f"**{rule.code}** {rule.title.to(language)}", *said))


def _form(examination: Examination, route: Route, language: Language) -> Iterator[str]:
    context = examination.context
    for sheet in context.sheets:
        for row in sheet.rows:
            if row.route == route[: len(row.route)]:
                yield f"**{in_markdown(row.item.id)}** {in_markdown(row.item.text)}\n\n{in_markdown(row.address)}"
                if row.item.when is not None:
                    condition = in_words(row.item.when)
                    needed = Text(f"必要なのは、{condition.ja}です。", f"Needed when {condition.en}.")
                    yield in_markdown(needed.to(language))
                return
    if context.version is not None:
        for page in Pages(context.version.definition).filled(context.case):
            for cell in page.cells:
                if route and cell.route == route:
                    yield f"**{in_markdown(cell.field.label.to(language))}**"
                    return
