"""Rules for people at a terminal: a table, or what one rule finds, why, what to write instead, and examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kojin_check.escaping.screen import visible
from kojin_check.findings import Text
from kojin_check.output.rulebook import (
    CODE,
    NAME,
    SEVERITY,
    TITLE,
    AnyRule,
    RuleList,
    RulePage,
    chapters,
    examples,
    rule_facts,
)
from kojin_check.output.style import SEVERITY_WORDS, Style
from kojin_check.output.terminal.colours import SEVERITY_INKS, Ink
from kojin_check.output.terminal.page import Page, as_lines, page_for


def report(shown: RuleList | RulePage, style: Style) -> Iterator[str]:
    """Yields the table, or the page of the rule."""
    page = page_for(style)
    match shown:
        case RuleList(rules):
            yield from _list(rules, page)
        case RulePage(rule):
            yield from _page(rule, page)


def _list(rules: tuple[AnyRule, ...], page: Page) -> Iterator[str]:
    head, *lines = page.table(list(_text_rows(rules, page)))
    yield as_lines([page.paint(head, Ink.FAINT), *lines])
    fixable = Text("* は、validate --fix で自動的に直せる規則です。", "* is corrected by validate --fix.")
    more = Text(
        "規則の説明は kojin-check rules コード で表示できます。", "To read about a rule: kojin-check rules CODE"
    )
    notes = [*([fixable] if any(rule.fixable for rule in rules) else []), more]
    yield "\n" + as_lines([line for note in notes for line in page.paragraph(page.say(note))])


def _page(rule: AnyRule, page: Page) -> Iterator[str]:
    yield as_lines([page.paint(f"{rule.code} {rule.name}", Ink.STRONG), *page.paragraph(page.say(rule.title))])
    severity = page.paint(page.say(SEVERITY_WORDS[rule.severity]), SEVERITY_INKS[rule.severity])
    others = [f"{name.to(page.language)}: {value}" for name, value in rule_facts(rule, page.language)]
    yield as_lines(["", "  ".join([f"{page.say(SEVERITY)}: {severity}", *others])])
    for heading, text in chapters(rule):
        yield as_lines(["", page.paint(page.say(heading), Ink.LABEL), *page.paragraph(page.say(text), indent=2)])
    for heading, example in examples(rule, page.language):
        lines = [f"  {visible(line)}" for line in example.splitlines()]
        yield as_lines(["", page.paint(page.say(heading), Ink.LABEL), *lines])


def _text_rows(rules: Iterable[AnyRule], page: Page) -> Iterator[tuple[str, ...]]:
    yield tuple(page.say(name) for name in (CODE, NAME, SEVERITY, TITLE))
    for rule in rules:
        star = " *" if rule.fixable else ""
        yield rule.code, rule.name, page.say(SEVERITY_WORDS[rule.severity]), page.say(rule.title) + star
