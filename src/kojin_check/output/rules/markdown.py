"""Rules as GitHub's Markdown: a table, which README's is made with, or the documentation of one rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kojin_check.escaping.markdown import in_markdown, markdown_fence
from kojin_check.findings import Language
from kojin_check.output.markdown_table import markdown_table
from kojin_check.output.rulebook import (
    CODE,
    FIXABLE,
    NAME,
    SEVERITY,
    TITLE,
    YES,
    AnyRule,
    RuleList,
    RulePage,
    chapters,
    examples,
    rule_facts,
)
from kojin_check.output.style import SEVERITY_WORDS, Style


def report(shown: RuleList | RulePage, style: Style) -> Iterator[str]:
    """Yields the table, or the page of the rule."""
    match shown:
        case RuleList(rules):
            yield markdown_table(list(_markdown_rows(rules, style.language)))
        case RulePage(rule):
            yield from _page(rule, style.language)


def _page(rule: AnyRule, language: Language) -> Iterator[str]:
    yield f"# {rule.code} `{rule.name}`\n\n{rule.title.to(language)}\n\n"
    yield f"- {SEVERITY.to(language)}: {SEVERITY_WORDS[rule.severity].to(language)}\n"
    yield "".join(f"- {name.to(language)}: {value}\n" for name, value in rule_facts(rule, language))
    for heading, text in chapters(rule):
        yield f"\n## {heading.to(language)}\n\n{text.to(language)}\n"
    for heading, example in examples(rule, language):
        yield f"\n## {heading.to(language)}\n\n{markdown_fence(example)}\n"


def _markdown_rows(rules: Iterable[AnyRule], language: Language) -> Iterator[tuple[str, ...]]:
    yield tuple(name.to(language) for name in (CODE, NAME, SEVERITY, FIXABLE, TITLE))
    for rule in rules:
        yield (
            rule.code,
            f"`{rule.name}`",
            SEVERITY_WORDS[rule.severity].to(language),
            YES.to(language) if rule.fixable else "",
            in_markdown(rule.title.to(language)),
        )
