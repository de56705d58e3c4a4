"""`kojin-check diff`: what changes between two versions of the checklists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from kojin_check.cli.terminal.command_line import format_option, option, output_option
from kojin_check.cli.terminal.completion import versions
from kojin_check.cli.terminal.session import Place, Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.diff.affected import survey
from kojin_check.diff.compare import compare
from kojin_check.diff.version_source import open_version
from kojin_check.errors import ExitCode
from kojin_check.findings import Text
from kojin_check.output.comparison_table import Comparison
from kojin_check.output.formats import DIFF
from kojin_check.reading.source import display_path
from kojin_check.runs.case_files import find_candidates, read_candidate


@declare(
    "diff",
    help=Text(
        "チェックリストの2つの版を比べる\n\n"
        "OLD と NEW は、版の名前（r5）、版のフォルダ（./checklists/r5）、又は git の中の版のフォルダ"
        "（HEAD~3:checklists/r5）です。",
        "Compare two versions of the checklists\n\n"
        "OLD and NEW are ids (r5), folders (./checklists/r5), or folders of a git revision (HEAD~3:checklists/r5).",
    ),
)
@click.argument("old", metavar="OLD", shell_complete=versions)
@click.argument("new", metavar="NEW", shell_complete=versions)
@option(
    "--cases",
    metavar="PATH",
    type=Place(),
    multiple=True,
    help=Text(
        "影響を受ける案件も調べる（ファイル又はフォルダ。何度でも指定できる）",
        "also find the cases concerned (file or folder; may be repeated)",
    ),
)
@option(
    "--exit-code", is_flag=True, help=Text("違いがあれば終了コードを1にする", "exit with 1 when there are differences")
)
@format_option(DIFF.formats)
@output_option
def command(
    session: Session,
    old: str,
    new: str,
    cases: tuple[str, ...],
    exit_code: bool,
    format_name: str,
    output: Path | None,
) -> ExitCode:
    """Compares the versions and writes what changes, with the cases that it touches where these are asked for."""
    diff = compare(open_version(old, session.library), open_version(new, session.library))
    touched = survey(diff, _contents(cases, session.excludes())) if cases else None
    session.write(DIFF, Comparison(diff, touched), format_name, output)
    return ExitCode.FINDINGS if exit_code and diff.changes else ExitCode.OK


def _contents(paths: Sequence[str], excluded_by: Callable[[str], str | None]) -> Iterator[tuple[str, bytes]]:
    """The cases behind `paths`, each with the name that is shown for it."""
    for candidate in find_candidates(paths, excluded_by):
        data = read_candidate(candidate)
        if data is not None:
            yield display_path(candidate.path), data
