"""The values that a shell offers behind Tab; commands, options and choices click knows by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from kojin_check.cli.terminal.session import open_session
from kojin_check.cli.terminal.voice import Voice
from kojin_check.errors import KojinCheckError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def rule_codes(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offers the codes of all rules, each with its title."""
    import kojin_check.rules.cases
    import kojin_check.rules.checklists  # noqa: F401
    from kojin_check.output.rulebook import all_rules

    say = Voice.of(ctx).say
    return _offered(((rule.code, say(rule.title)) for rule in all_rules().rules), begun)


def versions(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offers the checklist versions that the command line or the configuration names; none where they are broken."""
    try:
        definitions = open_session(ctx).library.definitions
    except KojinCheckError:
        return []  # A shell waits for words to offer: there is no place for a sentence, and the command itself says it.
    return _offered(((one.id, one.title) for one in definitions.values()), begun)


def _offered(words: Iterable[tuple[str, str]], begun: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(word, help=help) for word, help in words if word.lower().startswith(begun.lower())]
