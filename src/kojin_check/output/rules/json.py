"""Rules as JSON, `kojin-check/rules/v1`: with all their documentation, whether in a list or alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kojin_check.escaping.json import in_json
from kojin_check.findings import Language
from kojin_check.output.rulebook import AnyRule, RuleList, RulePage
from kojin_check.output.style import Style, Syntax

SYNTAX = Syntax.JSON


def report(shown: RuleList | RulePage, style: Style) -> Iterator[str]:
    """Yields one JSON object."""
    rules = shown.rules if isinstance(shown, RuleList) else (shown.rule,)
    data = {"schema": "kojin-check/rules/v1", "rules": [_rule_data(rule, style.language) for rule in rules]}
    yield in_json(data, indent=2) + "\n"


def _rule_data(rule: AnyRule, language: Language) -> dict[str, Any]:
    documentation = rule.documentation
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "fixable": rule.fixable,
        "since": rule.since,
        "title": rule.title.to(language),
        "what": documentation.what.to(language),
        "why": documentation.why.to(language),
        "instead": documentation.instead.to(language),
        "bad": _text(documentation.bad),
        "good": _text(documentation.good),
        **({} if documentation.before is None else {"before": documentation.before}),
    }


def _text(example: str | bytes | None) -> str | None:
    """None where the example is about bytes, or where there is none."""
    return example if isinstance(example, str) else None
