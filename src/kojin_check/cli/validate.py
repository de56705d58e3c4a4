"""`kojin-check validate`: checks cases."""

import os
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kojin_check.checking.engine import WaiverUse
from kojin_check.cli.terminal.command_line import (
    NEVER,
    fail_on_option,
    format_option,
    option,
    output_option,
    weight_that_fails,
    write,
)
from kojin_check.cli.terminal.completion import rule_codes
from kojin_check.cli.terminal.session import Location, Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.errors import ExitCode, UsageError
from kojin_check.findings import Text
from kojin_check.output.formats import FINDINGS
from kojin_check.output.job_summary import job_summary
from kojin_check.output.style import Style
from kojin_check.output.terminal.progress import ProgressBar
from kojin_check.rules.rule import RULES
from kojin_check.runs.case_files import STANDARD_INPUT
from kojin_check.runs.config import DEFAULT_FOLDER
from kojin_check.runs.request import Fixing, Request, Shard
from kojin_check.runs.run import CheckedFile, run

if TYPE_CHECKING:
    from kojin_check.since.past import Past

_MOST_OF_A_CASE = 10
"""Findings of one case that are shown where a folder is checked: of a whole ward nobody reads thousands."""


@declare(
    "validate",
    help=Text(
        "案件のファイルを確かめる\n\n"
        f"PATH には案件のファイル、フォルダ（その中の *.yaml と *.yml を全て確かめる）、{STANDARD_INPUT}（標準入力）を"
        f"いくつでも指定できます。指定しないと、{DEFAULT_FOLDER} フォルダの案件を全て確かめます。",
        "Check cases\n\n"
        f"PATH is a case file, a folder (all *.yaml and *.yml in it), or {STANDARD_INPUT} for standard input; "
        f"any number of them. Without PATH all cases in the folder {DEFAULT_FOLDER} are checked.",
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=Location())
@format_option(FINDINGS.formats)
@output_option
@option(
    "--select",
    metavar="CODES",
    multiple=True,
    shell_complete=rule_codes,
    help=Text("このコードだけを報告する（KJ1 は KJ1xx 全部）", "report only these codes (KJ1: the whole family)"),
)
@option(
    "--ignore",
    metavar="CODES",
    multiple=True,
    shell_complete=rule_codes,
    help=Text("このコードを報告しない", "do not report these codes"),
)
@fail_on_option
@option(
    "--force-exclude",
    is_flag=True,
    help=Text(
        "名指ししたファイルのうち、設定の paths にあり exclude にないものだけを確かめる（pre-commit のように、ファイルが自動で渡されるとき）",
        "of the files named, check only those in the configuration's paths and not excluded (as pre-commit names them)",
    ),
)
@option(
    "--no-waivers",
    is_flag=True,
    help=Text("案件の免除（waivers）を適用しない", "do not apply the waivers of the cases"),
)
@option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help=Text(
        "同時に動かすプロセスの数（既定: 案件が多いときはCPUの数）",
        "processes at work (default: one a core for many cases)",
    ),
)
@option(
    "--shard",
    metavar="I/N",
    default="1/1",
    help=Text("案件をN個に分けたI番目だけを確かめる", "check only the I-th of N parts of the cases"),
)
@option(
    "--fix",
    is_flag=True,
    help=Text(
        "確実に直せる箇所を直してファイルに書き込み、残りを報告する",
        "correct the files where that is certain, and report what is left",
    ),
)
@option(
    "--diff",
    is_flag=True,
    help=Text(
        "--fix とともに: ファイルに書き込まず、変わる行だけを表示する",
        "with --fix: write no case file, show only the lines that would change",
    ),
)
@option(
    "--since",
    metavar="REV",
    help=Text(
        "git の版 REV（main、HEAD~3 など。main... は、今のブランチが main から分かれた所）の後に生じた指摘と、緩められた回答（行う→不要）、変わった理由と事実、加わった免除だけを報告する。"
        "チェックリストは今のものを使う",
        "report only findings that have come up since the git revision REV (main, HEAD~3 …; main... is where this branch parted from main), answers relaxed "
        "since then, changed reasons and facts, and added waivers; with the checklists of now",
    ),
)
@option(
    "--stdin-filename",
    metavar="FILE",
    type=Location(),
    help=Text(
        f"標準入力（{STANDARD_INPUT}）の案件を、このファイルのものとして扱う（指摘に出る名前と、設定）",
        f"treat the case from standard input ({STANDARD_INPUT}) as that of this file: in findings, and its configuration",
    ),
)
@option("--quiet", "-q", is_flag=True, help=Text("集計を表示しない", "no summary"))
@option(
    "--show-files",
    is_flag=True,
    help=Text(
        "全てのファイルと、それぞれをどう扱ったかの一覧を加える", "add a list of all files with what became of each"
    ),
)
@option(
    "--all",
    "shows_all",
    is_flag=True,
    help=Text(
        f"text でフォルダを確かめるとき、1つの案件の指摘を{_MOST_OF_A_CASE}件までとせず全て表示する",
        f"for folders in text: show all findings of a case, not only {_MOST_OF_A_CASE}",
    ),
)
@option("--statistics", is_flag=True, help=Text("規則ごとの件数を加える", "add the number of findings by rule"))
def command(session: Session, **typed: Any) -> ExitCode:
    """Checks the cases behind the paths and reports what is wrong."""
    options = Options(**typed)
    request = _request(session, options)
    style = _style(session, options, request)
    outcome = run(request, partial(_show, session.bar, request, options, style))
    if options.fix and (outcome.account.files or not outcome.failures):
        session.announce(outcome.account.possible if options.diff else outcome.account.done)
    if options.diff or options.format_name in _WITHOUT_SUMMARY:
        session.tell_left_out(outcome.summary, style)
    for failure in outcome.failures:
        session.complain(failure.message)
    return outcome.exit_code(None if options.fail_on == NEVER else style.fail_on)


_WITH_LINE_HASHES = "sarif"
_WITHOUT_SUMMARY = ("concise",)
_WITHOUT_LIST = ("concise", "gitlab")


class Options(NamedTuple):
    """What the command line says, each option under its name."""

    paths: tuple[str, ...]
    format_name: str
    output: Path | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str | None
    force_exclude: bool
    no_waivers: bool
    jobs: int | None
    shard: str
    fix: bool
    diff: bool
    since: str | None
    stdin_filename: str | None
    quiet: bool
    show_files: bool
    statistics: bool
    shows_all: bool

    @property
    def fixing(self) -> Fixing:
        """What becomes of findings that can be corrected."""
        if not self.fix:
            return Fixing.NONE
        return Fixing.TRY if self.diff else Fixing.WRITE


def _request(session: Session, options: Options) -> Request:
    """What is to be done, once all has been refused that cannot be."""
    config = session.config
    settings = config.settings(
        options.select, options.ignore, WaiverUse.DISREGARD if options.no_waivers else WaiverUse.APPLY
    )
    settings = settings._replace(hashes_lines=options.format_name == _WITH_LINE_HASHES)
    paths = config.paths_for(options.paths, "validate")
    selection = session.selection()
    if options.force_exclude:
        selection = selection._replace(covers=config.covers)
    shard = Shard.parse(options.shard)
    _refuse_contradictions(options, paths)
    past = None if options.since is None or not paths else _past(options.since, paths[0])
    name = options.stdin_filename or STANDARD_INPUT
    return Request(paths, session.library, settings, options.jobs, shard, selection, past, options.fixing, name)


def _past(revision: str, place: str) -> "Past":
    from kojin_check.since.past import open_past  # What asks git is imported only where it is asked.

    return open_past(revision, place)


def _style(session: Session, options: Options, request: Request) -> Style:
    return session.style_for(options.output)._replace(
        quiet=options.quiet,
        statistics=options.statistics,
        most_findings=None if options.shows_all or not any(map(os.path.isdir, request.paths)) else _MOST_OF_A_CASE,
        show_files=options.show_files,
        silenced_by=session.config.silenced_by(options.select, options.ignore),
        fail_on=weight_that_fails(options.fail_on, session.config.fail_on),
        rules=RULES,
        offers_fix=not options.fix and STANDARD_INPUT not in request.paths,
        since=options.since,
    )


def _show(bar: ProgressBar, request: Request, options: Options, style: Style, files: Iterable[CheckedFile]) -> None:
    """Writes what has been found, or, with `--diff`, what would change."""
    files = bar.over(files, request.number_of_files)
    if options.diff:
        differences = (file.correction.difference for file in files if file.correction is not None)
        write(bar.beside(differences), options.output)
        return
    with job_summary(options.format_name, os.environ) as page:
        pieces = FINDINGS.render(page.noting(file.report for file in files), options.format_name, style)
        write(bar.beside(pieces), options.output, FINDINGS.syntax(options.format_name))
        page.publish(style)


def _refuse_contradictions(options: Options, paths: Sequence[str]) -> None:
    if options.diff and not options.fix:
        raise UsageError(Text("--diff は --fix と一緒に指定してください。", "--diff goes with --fix."))
    if options.diff and options.format_name != "text":
        raise UsageError(
            Text(
                "--diff は変わる行だけを表示するので、--format と一緒には使えません。",
                "--diff shows only the lines that would change, so it does not go with --format.",
            )
        )
    if options.show_files and (options.diff or options.format_name in _WITHOUT_LIST):
        other = "--diff" if options.diff else f"--format {options.format_name}"
        raise UsageError(
            Text(f"--show-files は {other} と一緒には使えません。", f"--show-files does not go with {other}.")
        )
    if options.stdin_filename is not None and STANDARD_INPUT not in paths:
        raise UsageError(
            Text(
                f"--stdin-filename は標準入力（{STANDARD_INPUT}）の案件の名前です。{STANDARD_INPUT} も指定してください。",
                f"--stdin-filename names the case from standard input. Give {STANDARD_INPUT} as well.",
            )
        )
    if options.fix and STANDARD_INPUT in paths:
        raise UsageError(
            Text(
                "標準入力は --fix で直せません。ファイルを指定してください。",
                "--fix cannot correct standard input. Name a file.",
            )
        )
    if options.since is not None and STANDARD_INPUT in paths:
        raise UsageError(
            Text(
                "標準入力は --since で以前の版と比べられません。ファイルを指定してください。",
                "--since cannot compare standard input with the past. Name a file.",
            )
        )
    if options.since is not None and options.fix:
        raise UsageError(Text("--since は --fix と一緒には使えません。", "--since does not go with --fix."))
