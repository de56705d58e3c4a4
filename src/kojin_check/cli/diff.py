"""`kojin-check diff`: what changes between two versions of the checklists, or between two states of cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from kojin_check.cli.terminal.command_line import format_option, option, output_option
from kojin_check.cli.terminal.completion import versions
from kojin_check.cli.terminal.session import Location, Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.diff.affected import Survey, survey
from kojin_check.diff.changes import VersionDiff
from kojin_check.diff.compare import compare
from kojin_check.diff.version_source import open_version
from kojin_check.errors import ExitCode, InputError, UsageError
from kojin_check.findings import Text
from kojin_check.output.comparison_table import Comparison
from kojin_check.output.formats import CASE_DIFF, DIFF
from kojin_check.reading.source import display_path
from kojin_check.rules.cases.personal_data import concealed
from kojin_check.runs.case_review import names_case, review_pair, review_since
from kojin_check.since.past import open_past


@declare(
    "diff",
    help=Text(
        "チェックリストの2つの版、又は2つの案件を比べる\n\n"
        "OLD と NEW は、版の名前（r5）、版のフォルダ（./checklists/r5）、又は案件のファイル（案件.yaml）です。"
        "git の中のもの（HEAD~3:checklists/r5、HEAD~3:cases/案件.yaml）も比べられます。"
        "--since REV では、PATH の案件を git の版 REV のときと比べます。",
        "Compare two versions of the checklists, or two cases\n\n"
        "OLD and NEW are ids of versions (r5), their folders (./checklists/r5), or files of cases (case.yaml), also of a "
        "git revision (HEAD~3:checklists/r5, HEAD~3:cases/case.yaml). With --since REV the cases behind PATH are "
        "compared with what they were in the git revision REV.",
    ),
)
@click.argument("names", nargs=-1, metavar="OLD NEW | --since REV [PATH]...", shell_complete=versions)
@option(
    "--since",
    metavar="REV",
    help=Text(
        "案件を git の版 REV のときと比べる。名前の変わったファイルも追う",
        "compare cases with what they were in the git revision REV; renamed files are followed",
    ),
)
@option(
    "--cases",
    metavar="PATH",
    type=Location(),
    multiple=True,
    help=Text(
        "版を比べるとき: 影響を受ける案件も調べる（ファイル又はフォルダ。何度でも指定できる）",
        "for versions: also find the cases concerned (file or folder; may be repeated)",
    ),
)
@option(
    "--exit-code", is_flag=True, help=Text("違いがあれば終了コードを1にする", "exit with 1 when there are differences")
)
@format_option(DIFF.formats)
@output_option
def command(
    session: Session,
    names: tuple[str, ...],
    since: str | None,
    cases: tuple[str, ...],
    exit_code: bool,
    format_name: str,
    output: Path | None,
) -> ExitCode:
    """Compares versions or cases, whichever are named, and writes what changes."""
    if since is not None:
        return _since(session, since, names, cases, exit_code, format_name, output)
    if len(names) != 2:
        raise UsageError(_TWO_NAMES)
    old, new = names
    of_cases = [name for name in names if names_case(name)]
    if len(of_cases) == 1:
        raise UsageError(
            Text(
                f"{display_path(of_cases[0])} は案件で、もう一方は版なので、比べられません。案件どうし、版どうしを指定してください。",
                f"{display_path(of_cases[0])} is a case and the other is a version. Name two cases or two versions.",
            )
        )
    if of_cases:
        _refuse_survey(cases)
        review = review_pair(old, new, session.library)
        session.write(CASE_DIFF, review, format_name, output)
        return ExitCode.FINDINGS if exit_code and not review.is_empty else ExitCode.OK
    diff = compare(open_version(old, session.library), open_version(new, session.library))
    touched = _touched(session, diff, cases) if cases else None
    session.write(DIFF, Comparison(diff, touched), format_name, output)
    return ExitCode.FINDINGS if exit_code and diff.changes else ExitCode.OK


_TWO_NAMES = Text(
    "比べる2つを OLD NEW の順に指定してください（例: kojin-check diff 去年.yaml 今年.yaml、kojin-check diff r5 r7-draft）。",
    "Name two things to compare, OLD and NEW (for example: kojin-check diff before.yaml after.yaml).",
)


def _refuse_survey(cases: Sequence[str]) -> None:
    if cases:
        raise UsageError(
            Text(
                "--cases は、版を比べるときだけ使えます。",
                "--cases goes only with a comparison of versions.",
            )
        )


def _since(
    session: Session,
    revision: str,
    names: tuple[str, ...],
    cases: Sequence[str],
    exit_code: bool,
    format_name: str,
    output: Path | None,
) -> ExitCode:
    _refuse_survey(cases)
    paths = session.config.paths_for(names, "diff")
    failures: list[InputError] = []
    past = open_past(revision, paths[0])
    review = review_since(
        past, paths, session.cases(paths, failures.append), session.library, session.config.selection, failures.append
    )
    session.write(CASE_DIFF, review, format_name, output)
    for error in failures:
        session.complain(error.message)
    if failures:
        return ExitCode.CANNOT_RUN
    return ExitCode.FINDINGS if exit_code and not review.is_empty else ExitCode.OK


def _touched(session: Session, diff: VersionDiff, paths: Sequence[str]) -> Survey:
    found = survey(diff, ((display_path(candidate.path), data) for candidate, data in session.cases(paths)))
    shown = (replace(case, title=concealed(case.title), department=concealed(case.department)) for case in found.cases)
    return replace(found, cases=tuple(shown))
