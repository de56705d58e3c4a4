"""The rules as `kojin-check rules` gives them: to people as text or Markdown, to programs as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from kojin_check.errors import UsageError
from kojin_check.escaping.markup import in_json, in_markdown, markdown_fence
from kojin_check.escaping.screen import visible
from kojin_check.findings import Language, Severity, Text
from kojin_check.output.document import as_lines, markdown_table
from kojin_check.output.style import SEVERITY_WORDS
from kojin_check.output.terminal.colours import Ink
from kojin_check.output.terminal.page import Page
from kojin_check.rules.lint_rule import LINT_RULES, LintRule
from kojin_check.rules.rule import RULES, Rule
from kojin_check.similarity import nearest

_CODE = Text("コード", "code")
_NAME = Text("名前", "name")
_SEVERITY = Text("重さ", "severity")
_TITLE = Text("指摘すること", "finds")
_FIXABLE = Text("自動修正", "fixable")
_YES = Text("できる", "yes")
_SINCE = Text("導入", "since")
_WHAT = Text("何を指摘するか", "What it finds")
_WHY = Text("なぜ大切か", "Why it matters")
_INSTEAD = Text("どう書くか", "What to write instead")
_BEFORE = Text("変更前", "Before")
_BAD = Text("悪い例", "Reported")
_GOOD = Text("良い例", "Not reported")
_BYTES = Text("（UTF-8ではない文字コードのファイル）", "(a file that is not in UTF-8)")
_INKS = {Severity.ERROR: Ink.ERROR, Severity.WARNING: Ink.WARNING, Severity.INFO: Ink.INFO}


AnyRule: TypeAlias = Rule | LintRule
"""A rule about cases, or about checklists."""


@dataclass(frozen=True)
class RuleList:
    """Rules, a line each."""

    rules: tuple[AnyRule, ...]

    def as_json(self, language: Language) -> str:
        """Gives `kojin-check/rules/v1`, with all documentation."""
        return _json(self.rules, language)

    def as_text(self, page: Page) -> Iterator[str]:
        """Yields a table."""
        head, *lines = page.table(list(_text_rows(self.rules, page)))
        yield as_lines([page.paint(head, Ink.FAINT), *lines])
        fixable = Text("* は、validate --fix で自動的に直せる規則です。", "* is corrected by validate --fix.")
        more = Text(
            "規則の説明は kojin-check rules コード で表示できます。", "To read about a rule: kojin-check rules CODE"
        )
        notes = [*([fixable] if any(rule.fixable for rule in self.rules) else []), more]
        yield "\n" + as_lines([line for note in notes for line in page.paragraph(page.say(note))])

    def as_markdown(self, language: Language) -> Iterator[str]:
        """Yields a GitHub table; README's is made with this."""
        yield markdown_table(list(_markdown_rows(self.rules, language)))


@dataclass(frozen=True)
class RulePage:
    """The documentation of one rule."""

    rule: AnyRule

    def as_json(self, language: Language) -> str:
        """Gives `kojin-check/rules/v1` with this rule only."""
        return _json((self.rule,), language)

    def as_text(self, page: Page) -> Iterator[str]:
        """Yields what the rule finds, why, what to write instead, and examples."""
        rule = self.rule
        yield as_lines([page.paint(f"{rule.code} {rule.name}", Ink.STRONG), *page.paragraph(page.say(rule.title))])
        severity = page.paint(page.say(SEVERITY_WORDS[rule.severity]), _INKS[rule.severity])
        others = [f"{name.to(page.language)}: {value}" for name, value in _facts(rule, page.language)]
        yield as_lines(["", "  ".join([f"{page.say(_SEVERITY)}: {severity}", *others])])
        for heading, text in _chapters(rule):
            yield as_lines(["", page.paint(page.say(heading), Ink.LABEL), *page.paragraph(page.say(text), indent=2)])
        for heading, example in _examples(rule, page.language):
            lines = [f"  {visible(line)}" for line in example.splitlines()]
            yield as_lines(["", page.paint(page.say(heading), Ink.LABEL), *lines])

    def as_markdown(self, language: Language) -> Iterator[str]:
        """Yields the same as Markdown."""
        rule = self.rule
        yield f"# {rule.code} `{rule.name}`\n\n{rule.title.to(language)}\n\n"
        yield f"- {_SEVERITY.to(language)}: {SEVERITY_WORDS[rule.severity].to(language)}\n"
        yield "".join(f"- {name.to(language)}: {value}\n" for name, value in _facts(rule, language))
        for heading, text in _chapters(rule):
            yield f"\n## {heading.to(language)}\n\n{text.to(language)}\n"
        for heading, example in _examples(rule, language):
            yield f"\n## {heading.to(language)}\n\n{markdown_fence(example)}\n"


def all_rules() -> RuleList:
    """Gives all rules, those about cases and those about checklists, by code."""
    return RuleList(_rules())


def find_rule(name: str) -> RulePage:
    """Gives the documentation of the rule with this code or name, in any case.

    Raises:
        UsageError: when there is none; names the one that was probably meant.
    """
    wanted = name.casefold()
    for rule in _rules():
        if wanted in (rule.code.casefold(), rule.name):
            return RulePage(rule)
    # Codes are all alike, so that the nearest one is as likely another's.
    meant = nearest(name, (rule.name for rule in RULES.values()))
    raise UsageError(
        Text(
            f"「{name}」という規則はありません。"
            + (f"「{meant}」の間違いではありませんか。" if meant else "")
            + "規則の一覧は kojin-check rules で表示できます。",
            f"There is no rule “{name}”." + (f" Did you mean “{meant}”?" if meant else "") + " See kojin-check rules.",
        )
    )


def _rules() -> tuple[AnyRule, ...]:
    return (*RULES.values(), *LINT_RULES.values())


def _json(rules: Iterable[AnyRule], language: Language) -> str:
    data = {"schema": "kojin-check/rules/v1", "rules": [_rule_data(rule, language) for rule in rules]}
    return in_json(data, indent=2) + "\n"


def _rule_data(rule: AnyRule, language: Language) -> dict[str, Any]:
    info = rule.info
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "fixable": rule.fixable,
        "since": rule.since,
        "title": info.title.to(language),
        "what": info.what.to(language),
        "why": info.why.to(language),
        "instead": info.instead.to(language),
        "bad": info.bad,
        "good": info.good,
        **({} if info.before is None else {"before": info.before}),
    }


def _text_rows(rules: Iterable[AnyRule], page: Page) -> Iterator[tuple[str, ...]]:
    yield tuple(page.say(name) for name in (_CODE, _NAME, _SEVERITY, _TITLE))
    for rule in rules:
        star = " *" if rule.fixable else ""
        yield rule.code, rule.name, page.say(SEVERITY_WORDS[rule.severity]), page.say(rule.title) + star


def _markdown_rows(rules: Iterable[AnyRule], language: Language) -> Iterator[tuple[str, ...]]:
    yield tuple(name.to(language) for name in (_CODE, _NAME, _SEVERITY, _FIXABLE, _TITLE))
    for rule in rules:
        yield (
            rule.code,
            f"`{rule.name}`",
            SEVERITY_WORDS[rule.severity].to(language),
            _YES.to(language) if rule.fixable else "",
            in_markdown(rule.title.to(language)),
        )


def _facts(rule: AnyRule, language: Language) -> Iterator[tuple[Text, str]]:
    if rule.fixable:
        yield _FIXABLE, _YES.to(language)
    yield _SINCE, rule.since


def _chapters(rule: AnyRule) -> tuple[tuple[Text, Text], ...]:
    documentation = rule.documentation
    return (_WHAT, documentation.what), (_WHY, documentation.why), (_INSTEAD, documentation.instead)


def _examples(rule: AnyRule, language: Language) -> Iterator[tuple[Text, str]]:
    if rule.documentation.before is not None:
        yield _BEFORE, rule.documentation.before
    for heading, example in ((_BAD, rule.documentation.bad), (_GOOD, rule.documentation.good)):
        yield heading, example if isinstance(example, str) else _BYTES.to(language)
