"""`kojin-check status`: where all cases stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kojin_check.cli.terminal.command_line import format_option, option, output_option, write
from kojin_check.cli.terminal.named_date import named_date
from kojin_check.cli.terminal.session import Location, Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.errors import ExitCode, UsageError
from kojin_check.findings import FileReport, Severity, Text
from kojin_check.model.library import Library
from kojin_check.output.formats import STATUS
from kojin_check.output.status_table import SortKey, Wanted, status_of
from kojin_check.runs.case_files import STANDARD_INPUT
from kojin_check.runs.config import DEFAULT_FOLDER
from kojin_check.runs.request import Request
from kojin_check.runs.run import CheckedFile, run
from kojin_check.similarity import folded, nearest

_SORT_KEYS = [key.value for key in SortKey]


@declare(
    "status",
    help=Text(
        "全ての案件の状況を一覧にする\n\n"
        "案件ごとに、部署、事項、版、状態、回答（対策あり、対策の必要なし、未回答）と指摘の数を並べ、部署別に集計します。"
        f"PATH には案件のファイル、フォルダ、{STANDARD_INPUT}（標準入力）をいくつでも指定できます。"
        f"指定しないと、{DEFAULT_FOLDER} フォルダの案件を全て調べます。--format html は、"
        "並べ替えと絞り込みができる1つのページを作ります。",
        "List where all cases stand\n\n"
        "For each case: department, matters, version, status, and how many answers (met, not needed, unanswered) "
        f"and findings it has, with totals by department. PATH is a case file, a folder, or {STANDARD_INPUT} for "
        f"standard input; any number of them. Without PATH all cases in the folder {DEFAULT_FOLDER} are looked at. "
        "--format html makes one page that can be sorted and filtered.",
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=Location())
@option(
    "--sort",
    metavar="KEY",
    type=click.Choice(_SORT_KEYS),
    default=SortKey.DEPARTMENT.value,
    help=Text(
        f"並べる順: {'、'.join(_SORT_KEYS)}（既定: department。件数は多い順）",
        f"order: {', '.join(_SORT_KEYS)} (default: department; largest numbers first)",
    ),
)
@option(
    "--department",
    "departments",
    metavar="TEXT",
    multiple=True,
    help=Text(
        "部署の名前にこれを含む案件だけ（繰り返せる）",
        "only cases of departments with this in their names (can be repeated)",
    ),
)
@option(
    "--party",
    "parties",
    metavar="NAME",
    multiple=True,
    help=Text(
        "相手方か二次委託先の名前にこれを含む案件だけ（繰り返せる）",
        "only cases with this in the name of a party or subcontractor (can be repeated)",
    ),
)
@option(
    "--ends-before",
    metavar="DATE",
    help=Text("最後の期間がこの日より前に終わる案件だけ", "only cases whose last period ends before this day"),
)
@option(
    "--fact",
    "facts",
    metavar="NAME[=false]",
    multiple=True,
    help=Text(
        "この事実か情報項目（個人番号など）がある案件だけ（繰り返せる）",
        "only cases with this fact or watched data item (can be repeated)",
    ),
)
@option(
    "--severity",
    type=click.Choice([severity.value for severity in reversed(Severity)]),
    help=Text("この重さ以上の指摘がある案件だけ", "only cases with a finding of at least this severity"),
)
@option(
    "--list",
    "lists_cases",
    is_flag=True,
    help=Text("text でも、全ての案件を一覧にする", "list every case also in text"),
)
@format_option(STATUS.formats)
@output_option
@option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help=Text(
        "同時に動かすプロセスの数（既定: 案件が多いときはCPUの数）",
        "processes at work (default: one a core for many cases)",
    ),
)
def command(
    session: Session,
    paths: tuple[str, ...],
    sort: str,
    departments: tuple[str, ...],
    parties: tuple[str, ...],
    ends_before: str | None,
    facts: tuple[str, ...],
    severity: str | None,
    lists_cases: bool,
    format_name: str,
    output: Path | None,
    jobs: int | None,
) -> ExitCode:
    """Checks the cases behind `paths` and writes the table."""
    _refuse_unknown(facts, session.library)
    wanted = Wanted(
        departments,
        parties,
        None if ends_before is None else named_date("--ends-before", ends_before).first,
        facts,
        None if severity is None else Severity(severity),
    )
    style = session.style_for(output)._replace(lists_cases=lists_cases)
    paths = session.config.paths_for(paths, "status")
    request = Request(paths, session.library, session.config.settings(), jobs, selection=session.selection())
    used: set[str] = set()

    def reports(files: Iterable[CheckedFile]) -> Iterator[FileReport]:
        for file in session.bar.over(files, request.number_of_files):
            if isinstance(file.report, FileReport):
                used.update(() if file.report.head is None else (file.report.head.version,))
                yield file.report

    def show(files: Iterable[CheckedFile]) -> None:
        table = status_of(reports(files), SortKey(sort), wanted)
        write(STATUS.render(table, format_name, style), output, STATUS.syntax(format_name))

    outcome = run(request, show)
    session.complain_of_altered(used)
    session.tell_left_out(outcome.summary, style._replace(silenced_by=session.config.silenced_by()))
    for failure in outcome.failures:
        session.complain(failure.message)
    return ExitCode.CANNOT_RUN if outcome.failures else ExitCode.OK


def _refuse_unknown(facts: Iterable[str], library: Library) -> None:
    """A fact that no version has is a slip, of which an empty list would say nothing."""
    known = list(
        dict.fromkeys(
            name for definition in library.definitions.values() for name in (*definition.facts, *definition.watched)
        )
    )
    for fact in facts:
        name = fact.partition("=")[0]
        if folded(name) not in map(folded, known):
            meant = nearest(name, known)
            hint = Text(f"「{meant}」の間違いではありませんか。", f"Did you mean “{meant}”?") if meant else Text("", "")
            raise UsageError(
                Text(
                    f"--fact: 「{name}」という事実や情報項目はありません（あるのは {'、'.join(known)}）。{hint.ja}",
                    f"--fact: there is no fact or watched data item “{name}” (known: {', '.join(known)}). {hint.en}".rstrip(),
                )
            )
