"""`kojin-check import`: what has been filled in in Excel, taken over into a case."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kojin_check.checking.engine import examine_bytes
from kojin_check.cli.terminal.command_line import option, refuse_existing, write, write_new
from kojin_check.cli.terminal.session import Location, Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.editing.edits import encode_as, rewrite_file
from kojin_check.errors import ExitCode, InputError, UsageError
from kojin_check.escaping.workflow_commands import visible_in_log
from kojin_check.findings import Severity, Summary, Text
from kojin_check.output.formats import FINDINGS
from kojin_check.reading.reading import read_bytes
from kojin_check.reading.source import display_path
from kojin_check.reading.tree import Tree
from kojin_check.rules.cases.personal_data import concealed
from kojin_check.runs.case_files import as_case_file, read_file
from kojin_check.workbook.changes import FormComparison, compared, faults_in, new_case, unanswered_rows
from kojin_check.workbook.checking import told_with_cells
from kojin_check.workbook.reading import FoundForm, read_form


@declare(
    "import",
    help=Text(
        "Excel の様式に記入されたものを案件に取り込む\n\n"
        "FORM は kojin-check export --format xlsx で書き出した様式です。-o で新しい案件のファイルを作るか、--into で今ある案件を"
        "書き換えます（コメントや並びは残ります）。取り込んだ後に確かめ、指摘にはセルの場所も示します。",
        "Take over into a case what has been filled in in Excel\n\n"
        "FORM is one made by kojin-check export --format xlsx. -o makes a new case; --into changes a case that exists "
        "(comments and layout stay). The case is then checked, and each finding names its cell.",
    ),
)
@click.argument("form", metavar="FORM.xlsx", type=click.Path())
@option(
    "--into",
    metavar="CASE",
    type=Location(path_type=Path),
    help=Text(
        "書き換える案件。変わる箇所を全て示し、書き込むかを尋ねる",
        "case to change; every change is shown before anything is written",
    ),
)
@option(
    "--output",
    "-o",
    metavar="FILE",
    type=Location(path_type=Path),
    help=Text(
        "新しく作る案件のファイル（既にあるファイルには書かない）",
        "new case file; an existing one is never overwritten",
    ),
)
@option("--yes", is_flag=True, help=Text("尋ねずに書き込む", "write without asking"))
def command(session: Session, form: str, into: Path | None, output: Path | None, yes: bool) -> ExitCode:
    """Takes a form over, and checks the case that comes of it."""
    if output is not None:
        refuse_existing(output)
        output = as_case_file(output)
        refuse_existing(output)
    elif into is None:
        raise UsageError(
            Text(
                "取り込む先を、-o（新しい案件のファイル）か --into（今ある案件）で指定してください。",
                "Say where to take it over: -o for a new case, --into for one that exists.",
            )
        )
    found = read_form(form, read_file(form), session.library)
    for notice in found.notices:
        session.announce(notice.text)
    faults = list(faults_in(found))
    for fault in faults:
        session.complain(fault.text)
    if faults:
        session.complain(
            Text(
                "取り込みませんでした。上のセルを直してから、もう一度実行してください。",
                "Nothing was taken over. Correct these cells, then run the command again.",
            )
        )
        return ExitCode.FINDINGS
    if into is not None:
        return _into(session, found, into, output, yes)
    for gap in unanswered_rows(found):
        session.announce(gap)
    text = new_case(found, session.language)
    write_new(text, output)
    assert output is not None
    session.announce(Text(f"{display_path(output)} を作りました。", f"Wrote {display_path(output)}."))
    return _check(session, found, output, text.encode())


def _into(session: Session, found: FoundForm, into: Path, output: Path | None, yes: bool) -> ExitCode:
    path, data = display_path(into), read_file(into)
    tree = _readable(path, data, session)
    comparison = compared(found, tree)
    for notice in comparison.notices:
        session.announce(notice)
    target = into if output is None else output
    if not comparison.changes:
        session.announce(Text("様式と案件は同じです。", "The form says what the case says."))
        if output is None:
            return _check(session, found, into, data)
    _show(session, comparison)
    if output is not None:
        write_new(comparison.text, output)
    elif not (yes or _agreed(session, path)):
        session.announce(Text("書き込みませんでした。", "Nothing was written."))
        return ExitCode.OK
    else:
        rewrite_file(into, data, comparison.text)
    number = len(comparison.changes)
    session.announce(
        Text(
            f"{display_path(target)} に{number:,}か所の変更を書き込みました。",
            f"{number:,} changes were written to {display_path(target)}.",
        )
    )
    written = comparison.text.encode() if output is not None else encode_as(data, comparison.text)
    return _check(session, found, target, written)


def _readable(path: str, data: bytes, session: Session) -> Tree:
    """The case as it was typed; one that cannot be read to its end is not changed."""
    tree = read_bytes(path, data, session.library.case_outline)
    if tree.root is None or tree.problems:
        raise InputError(
            Text(
                f"{path} は読めない箇所があるので、取り込めません。kojin-check validate {path} で確かめて直してください。",
                f"{path} cannot be read as it is, so nothing can be taken over. See kojin-check validate {path}.",
            )
        )
    return tree


def _show(session: Session, comparison: FormComparison) -> None:
    lines = (visible_in_log(concealed(change.told().to(session.language))) for change in comparison.changes)
    write((f"{line}\n" for line in lines), None)


def _agreed(session: Session, path: str) -> bool:
    if not sys.stdin.isatty():
        raise UsageError(
            Text(
                "書き込むには --yes を付けてください（端末でないと尋ねられません）。",
                "Add --yes to write: nobody can be asked, as this is no terminal.",
            )
        )
    prompt = Text(f"{path} に書き込みますか。[y/N] ", f"Write this to {path}? [y/N] ")
    sys.stderr.write(prompt.to(session.language))
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes", "はい")


def _check(session: Session, found: FoundForm, path: Path, data: bytes) -> ExitCode:
    examination = examine_bytes(display_path(path), data, session.library, session.config.settings())
    report = told_with_cells(examination.report, found, examination.context.tree)
    session.write(FINDINGS, (report,), "text", None)
    threshold = session.config.fail_on or Severity.ERROR
    return ExitCode.FINDINGS if Summary().plus(report).reaches(threshold) else ExitCode.OK
