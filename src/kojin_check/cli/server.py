"""`kojin-check server`: the language server, which an editor starts."""

from __future__ import annotations

from kojin_check.cli.terminal.command_line import option
from kojin_check.cli.terminal.session import Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.errors import ExitCode, MissingExtraError
from kojin_check.findings import Text


@declare(
    "server",
    help=Text(
        "エディタと話す（language server）\n\n"
        "書いている案件の指摘、直し方、様式の文言を、エディタに伝えます。エディタが起動し、標準入力と標準出力で話します。",
        "Talk to an editor (language server)\n\n"
        "Tells an editor findings, corrections and the form's words while a case is written. The editor starts it and "
        "talks over standard input and output.",
    ),
)
@option(
    "--stdio",
    is_flag=True,
    help=Text("標準入力と標準出力で話す（いつもそうする）", "talk over standard input and output (as always)"),
)
def command(session: Session, stdio: bool) -> ExitCode:
    """Serves one editor until it ends the conversation."""
    try:
        from kojin_check.server.documents import Workshop
        from kojin_check.server.server import create_server
    except ModuleNotFoundError as error:
        raise MissingExtraError.of("server") from error
    create_server(Workshop(session.config_for, session.named_checklists), session.language).start_io()
    return ExitCode.OK
