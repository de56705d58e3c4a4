"""`kojin-check show`: the checklists."""

from __future__ import annotations

from pathlib import Path

import click

from kojin_check.cli.terminal.command_line import format_option, output_option
from kojin_check.cli.terminal.completion import versions
from kojin_check.cli.terminal.session import Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.errors import ExitCode
from kojin_check.findings import Text
from kojin_check.output.catalogue import list_versions, select
from kojin_check.output.formats import CHECKLISTS


@declare(
    "show",
    help=Text(
        "チェックリストを表示する\n\n"
        "VERSION は版、NUMBER は様式の番号です（例: r5/5）。番号がなければその版の全ての様式を、"
        "どちらもなければ版の一覧を表示します。"
        "番号の後に、指摘に出るとおりに主体、区分、項目を続けると（r5/5/主体/区分/項目）、その項目だけを表示します。",
        "Show the checklists\n\n"
        "VERSION/NUMBER is a version and the number of a checklist, such as r5/5. "
        "Without the number all checklists of the version are shown, without either a list of the versions. "
        "With the address of an item behind the version, as findings give it, only that item is shown.",
    ),
)
@click.argument("address", required=False, metavar="[VERSION[/NUMBER[/…]]]", shell_complete=versions)
@format_option(CHECKLISTS.formats)
@output_option
def command(session: Session, address: str | None, format_name: str, output: Path | None) -> ExitCode:
    """Writes the checklists at `address`, or the list of versions."""
    shown = list_versions(session.library) if address is None else select(session.library, address)
    session.write(CHECKLISTS, shown, format_name, output)
    return ExitCode.OK
