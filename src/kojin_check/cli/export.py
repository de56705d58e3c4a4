"""`kojin-check export`: cases on the forms, printed or to be filled in."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from kojin_check.checking.engine import Examination, examine_bytes
from kojin_check.cli.terminal.command_line import option, refuse_existing, write_new
from kojin_check.cli.terminal.completion import versions
from kojin_check.cli.terminal.session import Location, Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.errors import ExitCode, KojinCheckError, UsageError, cannot_write
from kojin_check.findings import Finding, Text
from kojin_check.new.scaffold import CaseForm, MatterForm, Prefill, blank_case
from kojin_check.output.catalogue import select
from kojin_check.output.filled_form import filled_form, lost_on_form
from kojin_check.output.formats import FORM
from kojin_check.output.style import position
from kojin_check.reading.reading import read_bytes
from kojin_check.reading.source import display_path

EXCEL = "xlsx"


@dataclass(frozen=True, slots=True)
class Original:
    """What is put on a form."""

    name: str
    """As messages call it, and, without folder and suffix, the name of the file that is written."""
    data: bytes
    """The case, in YAML."""


@declare(
    "export",
    help=Text(
        "案件を様式の形に書き出す（印刷用の HTML、記入用の Excel）\n\n"
        "CASE には案件のファイルかフォルダをいくつでも指定できます。版と様式の番号（例: r5/5）を書くと、"
        "記入していない様式になります。いくつも書き出すときは、-o にフォルダを指定してください。",
        "Put cases on their forms (HTML to be printed, Excel to be filled in)\n\n"
        "CASE is a case file or a folder; any number of them. A version and the number of a checklist, such as r5/5, "
        "give a blank form. For several, -o names a folder.",
    ),
)
@click.argument(
    "paths", nargs=-1, required=True, metavar="CASE|VERSION/NUMBER...", type=Location(), shell_complete=versions
)
@option(
    "--format",
    "format_name",
    metavar="FORMAT",
    type=click.Choice([*FORM.formats, EXCEL]),
    default="html",
    help=Text(
        "書き出す形式: html（印刷用）、xlsx（Excel で記入するもの）（既定: html）",
        "format: html (to be printed), xlsx (to be filled in with Excel) (default: html)",
    ),
)
@option(
    "--output",
    "-o",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=Text("書き込むファイル、又はフォルダ", "file to write, or a folder"),
)
@option(
    "--draft",
    is_flag=True,
    help=Text("「案」と、直すところを余白に印刷する", "print “Draft”, and in the margin what is still open"),
)
def command(session: Session, paths: tuple[str, ...], format_name: str, output: Path | None, draft: bool) -> ExitCode:
    """Writes the cases behind `paths`, each on its own forms."""
    originals = list(_originals(session, paths))
    targets = _targets(originals, output, format_name)
    if format_name == EXCEL:
        _refuse_for_excel(targets, draft)
        write = partial(_write_workbook, session)
    else:
        write = partial(_print, session, format_name, draft)
    outcome = ExitCode.OK
    for original, target in zip(originals, targets, strict=True):
        try:
            outcome = max(outcome, write(original, target))
        except KojinCheckError as error:
            session.complain(error.message)
            outcome = max(outcome, error.exit_code)
    return outcome


def _print(session: Session, format_name: str, draft: bool, original: Original, target: Path | None) -> ExitCode:
    examination = _examined(session, original)
    version = examination.context.version
    lost = lost_on_form(examination.report)
    if version is None or (lost and not draft):
        session.complain(_would_be_missing(display_path(original.name), lost))
        return ExitCode.FINDINGS
    form = filled_form(examination, version, with_open_points=draft)
    session.write(FORM, form, format_name, target)
    return ExitCode.OK


def _write_workbook(session: Session, original: Original, target: Path | None) -> ExitCode:
    from kojin_check.workbook.form import form_of
    from kojin_check.workbook.writing import written

    examination = _examined(session, original)
    version = examination.context.version
    lost = lost_on_form(examination.report)
    if version is None or lost:
        session.complain(_would_be_missing(display_path(original.name), lost))
        return ExitCode.FINDINGS
    # Not the tree of the examination, in which shorthands are written out: the form holds what was typed.
    tree = read_bytes(display_path(original.name), original.data, session.library.case_outline)
    write_new(written(form_of(tree, version), session.language), target)
    return ExitCode.OK


def _examined(session: Session, original: Original) -> Examination:
    return examine_bytes(display_path(original.name), original.data, session.library, session.config.settings())


def _refuse_for_excel(targets: Sequence[Path | None], draft: bool) -> None:
    if draft:
        raise UsageError(Text("--draft は印刷用（--format html）です。", "--draft is for print (--format html)."))
    for target in targets:
        if target is None:
            raise UsageError(
                Text(
                    "Excel の様式を書き込むファイルを -o で指定してください。", "Name the file of the workbook with -o."
                )
            )
        refuse_existing(target)  # Somebody may have filled it in.


def _would_be_missing(path: str, lost: Sequence[Finding]) -> Text:
    places = [position(path, finding.span) for finding in lost[:_MOST_PLACES]]
    return Text(
        f"{path} には、読めない箇所や様式にない箇所があり、そのままでは様式に載りません（{'、'.join(places)}）。"
        f"kojin-check validate {path} で確かめて直してください。",
        f"{path} holds what cannot be read or is not on the form, so that it would be missing there "
        f"({', '.join(places)}). See kojin-check validate {path}.",
    )


_MOST_PLACES = 3


def _originals(session: Session, paths: Sequence[str]) -> Iterator[Original]:
    """What is to be put on forms: cases, and where nothing has that name, blank forms of a version."""
    for path in paths:
        if not os.path.lexists(path) and path.partition("/")[0] in session.library.ids:
            yield Original(path.replace("/", "-"), _blank(session, path).encode())
            continue
        for candidate, data in session.cases([path]):
            yield Original(candidate.path, data)


def _blank(session: Session, address: str) -> str:
    """A case to be filled in, with one matter for each checklist at the address."""
    chosen = select(session.library, address)
    matters = tuple(MatterForm(checklist.type, checklist, {}) for checklist in chosen.checklists)
    version = session.library.require(chosen.version.id)
    return blank_case(CaseForm(version, matters, prefill=Prefill.NOTHING, language=session.language))


def _targets(originals: Sequence[Original], output: Path | None, suffix: str) -> list[Path | None]:
    """Where each form is written: one file, or for several a file each in a folder.

    Raises:
        UsageError: when several would be written to one place.
    """
    several = len(originals) > 1
    if output is None or not output.is_dir():
        # A name like that of a form is meant for a form, not for a folder.
        if several and (output is None or output.suffix or os.path.lexists(output)):
            raise UsageError(
                Text(
                    f"{len(originals)}件を書き出すには、-o にフォルダを指定してください。",
                    f"To write {len(originals)} forms, name a folder with -o.",
                )
            )
        if not several:
            return [output]
    assert output is not None
    targets = [output / f"{Path(original.name).stem}.{suffix}" for original in originals]
    twice = next((name for name, count in Counter(targets).items() if count > 1), None)
    if twice is not None:
        raise UsageError(
            Text(
                f"同じ名前の案件が2つ以上あり、どちらも {display_path(twice)} になります。別々に書き出してください。",
                f"Several cases have the same name and would all become {display_path(twice)}. Write them one by one.",
            )
        )
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(display_path(output), error) from error
    return list(targets)
