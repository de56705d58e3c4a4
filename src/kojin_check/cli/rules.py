"""`kojin-check rules`: the rules and their documentation."""

from __future__ import annotations

from pathlib import Path

import click

import kojin_check.rules.cases
import kojin_check.rules.checklists  # noqa: F401
from kojin_check.cli.terminal.command_line import format_option, output_option
from kojin_check.cli.terminal.completion import rule_codes
from kojin_check.cli.terminal.session import Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.errors import ExitCode
from kojin_check.findings import Text
from kojin_check.output.formats import RULES
from kojin_check.output.rulebook import all_rules, find_rule


@declare(
    "rules",
    help=Text(
        "確認の規則を表示する\n\nCODE は規則のコードか名前です（例: KJ301）。指定しなければ一覧を表示します。",
        "Show the rules\n\nCODE is the code or the name of a rule, such as KJ301. Without it all rules are listed.",
    ),
)
@click.argument("code", required=False, metavar="[CODE]", shell_complete=rule_codes)
@format_option(RULES.formats)
@output_option
def command(session: Session, code: str | None, format_name: str, output: Path | None) -> ExitCode:
    """Writes the documentation of one rule, or the list of all."""
    session.write(RULES, all_rules() if code is None else find_rule(code), format_name, output)
    return ExitCode.OK
