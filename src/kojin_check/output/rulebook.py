"""The rules as `kojin-check rules` gives them: which ones, and in what words; how is up to the formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from kojin_check.errors import UsageError
from kojin_check.findings import Language, Text
from kojin_check.rules.lint_rule import LINT_RULES
from kojin_check.rules.rule import RULES, Rule
from kojin_check.similarity import nearest

CODE = Text("コード", "code")
NAME = Text("名前", "name")
SEVERITY = Text("重さ", "severity")
TITLE = Text("指摘すること", "finds")
FIXABLE = Text("自動修正", "fixable")
YES = Text("できる", "yes")
_SINCE = Text("導入", "since")
_WHAT = Text("何を指摘するか", "What it finds")
_WHY = Text("なぜ大切か", "Why it matters")
_INSTEAD = Text("どう書くか", "What to write instead")
_BEFORE = Text("変更前", "Before")
_BAD = Text("悪い例", "Reported")
_GOOD = Text("良い例", "Not reported")
_BYTES = Text("（UTF-8ではない文字コードのファイル）", "(a file that is not in UTF-8)")


AnyRule: TypeAlias = Rule[Any]
"""A rule about cases, or about checklists."""


@dataclass(frozen=True)
class RuleList:
    """Rules, a line each."""

    rules: tuple[AnyRule, ...]


@dataclass(frozen=True)
class RulePage:
    """The documentation of one rule."""

    rule: AnyRule


def all_rules() -> RuleList:
    """Gives all rules, those about cases and those about checklists, by code."""
    return RuleList(_rules())


def find_rule(name: str) -> RulePage:
    """Gives the documentation of the rule with this code (also without its letters) or name, in any case.

    Raises:
        UsageError: when there is none; names the one that was probably meant.
    """
    wanted = name.casefold()
    for rule in _rules():
        if wanted in (rule.code.casefold(), rule.code.removeprefix("KJ"), rule.name):
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
    # One about checklists that is told of cases too has its examples there.
    every: dict[str, AnyRule] = {**RULES, **LINT_RULES}
    return tuple(rule for _, rule in sorted(every.items()))


def rule_facts(rule: AnyRule, language: Language) -> Iterator[tuple[Text, str]]:
    """Yields what else is to be said of a rule in a word, each with its name."""
    if rule.fixable:
        yield FIXABLE, YES.to(language)
    yield _SINCE, rule.since


def chapters(rule: AnyRule) -> tuple[tuple[Text, Text], ...]:
    """Gives the documentation of a rule, each part with its heading."""
    documentation = rule.documentation
    return (_WHAT, documentation.what), (_WHY, documentation.why), (_INSTEAD, documentation.instead)


def examples(rule: AnyRule, language: Language) -> Iterator[tuple[Text, str]]:
    """Yields the examples of a rule, each with its heading."""
    if rule.documentation.before is not None:
        yield _BEFORE, rule.documentation.before
    for heading, example in ((_BAD, rule.documentation.bad), (_GOOD, rule.documentation.good)):
        yield heading, example if isinstance(example, str) else _BYTES.to(language)
