"""`kojin-check lint`: checks the checklists themselves."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kojin_check.checking.engine import Settings, chosen_codes, ignored_codes
from kojin_check.cli.terminal.command_line import (
    NEVER,
    fail_on_option,
    format_option,
    option,
    output_option,
    weight_that_fails,
    write,
)
from kojin_check.cli.terminal.session import Location, Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.editing.edits import rewrite_file
from kojin_check.errors import ExitCode, UsageError
from kojin_check.findings import Tallied, Text
from kojin_check.lint.lint import REPORTABLE, Shelf, lint_shelf, open_shelf
from kojin_check.lint.seal import seals
from kojin_check.model.bundled import default_folder
from kojin_check.output.formats import FINDINGS
from kojin_check.output.job_summary import job_summary
from kojin_check.runs.config import Config


@declare(
    "lint",
    help=Text(
        "チェックリストそのものを確かめる\n\n"
        "DIR には、版のフォルダが入ったフォルダか、1つの版のフォルダを指定できます。指定しないと、--checklists か設定の checklists の"
        "フォルダ全て、なければ同梱のチェックリストを確かめます。"
        "採択した版には、内容の指紋（fingerprint）を --seal で付けます。その後に文言や条件が変わると、指摘されます。",
        "Check the checklists themselves\n\n"
        "DIR is a folder of versions, or the folder of one version; by default all folders that --checklists or the "
        "configuration (checklists) names, or else the checklists that come along. "
        "An adopted version gets a fingerprint of its content by --seal; changes made after that are reported.",
    ),
)
@click.argument("folder", required=False, metavar="[DIR]", type=Location(path_type=Path))
@format_option(FINDINGS.formats)
@output_option
@option(
    "--select",
    metavar="CODES",
    multiple=True,
    help=Text("このコードだけを報告する（KJ9 は KJ9xx 全部）", "report only these codes (KJ9: the whole family)"),
)
@option("--ignore", metavar="CODES", multiple=True, help=Text("このコードを報告しない", "do not report these codes"))
@fail_on_option
@option(
    "--seal",
    is_flag=True,
    help=Text(
        "採択された版のうち、まだ指紋のないものに指紋を書き込む",
        "write a fingerprint into adopted versions without one",
    ),
)
@option(
    "--reseal",
    metavar="VERSION",
    multiple=True,
    help=Text(
        "この版の、指紋を付けた後の変更を認め、指紋を付け直す（繰り返せる）",
        "accept what has changed in this version since it was sealed, and seal it anew (can be repeated)",
    ),
)
@option("--quiet", "-q", is_flag=True, help=Text("集計を表示しない", "no summary"))
@option("--statistics", is_flag=True, help=Text("規則ごとの件数を加える", "add the number of findings by rule"))
def command(
    session: Session,
    folder: Path | None,
    format_name: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    seal: bool,
    reseal: tuple[str, ...],
    quiet: bool,
    statistics: bool,
) -> ExitCode:
    """Seals versions if asked to, then reports what is wrong with the checklists."""
    folders = (folder,) if folder else session.checklists
    if (seal or reseal) and not folders:
        raise _not_sealed()
    threshold = weight_that_fails(fail_on)
    settings = Settings(select=chosen_codes(select, REPORTABLE), ignore=ignored_codes(ignore, REPORTABLE))
    style = session.style_for(output)._replace(
        quiet=quiet,
        statistics=statistics,
        silenced_by=Config(Path()).silenced_by(select, ignore),
        fail_on=threshold,
        rules=REPORTABLE,
        subject=Text("ファイル", "file"),
    )
    folders = folders or (default_folder(),)
    if seal or reseal:
        _seal(open_shelf(*folders, among=session.library.folders), reseal, session)
    shelf = open_shelf(*folders, among=session.library.folders)
    files = Tallied(session.bar.over(lint_shelf(shelf, settings)))
    with job_summary(format_name, os.environ) as page:
        pieces = FINDINGS.render(page.noting(files), format_name, style)
        write(session.bar.beside(pieces), output, FINDINGS.syntax(format_name))
        page.publish(style)
    return ExitCode.FINDINGS if fail_on != NEVER and files.summary.reaches(threshold) else ExitCode.OK


def _not_sealed() -> UsageError:
    return UsageError(
        Text(
            "同梱の版には指紋を書き込みません。自分の版のフォルダを指定してください（例: kojin-check lint --seal 様式）。",
            "The versions that come along are not sealed. Name the folder of your own (such as kojin-check lint --seal FORMS).",
        )
    )


def _seal(shelf: Shelf, resealed: tuple[str, ...], session: Session) -> None:
    for seal in seals(shelf, resealed):
        rewrite_file(seal.path, seal.original, seal.text)
        session.announce(
            Text(
                f"{seal.path} に「{seal.version}」の指紋を書き込みました。",
                f"Wrote the fingerprint of “{seal.version}” into {seal.path}.",
            )
        )
