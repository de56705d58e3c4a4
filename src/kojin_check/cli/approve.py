"""`kojin-check approve`: records that cases were approved."""

from __future__ import annotations

from pathlib import Path

import click

from kojin_check.cli.terminal.command_line import option
from kojin_check.cli.terminal.named_date import named_date
from kojin_check.cli.terminal.session import Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.editing.edits import rewrite_file
from kojin_check.errors import ExitCode, KojinCheckError, UsageError
from kojin_check.findings import Text
from kojin_check.fix.approving import Approved, Resolution, approved
from kojin_check.model.dates import EraDate, show, today
from kojin_check.reading.source import display_path
from kojin_check.runs.case_files import STANDARD_INPUT


@declare(
    "approve",
    help=Text(
        "案件の承認を記録する\n\n"
        "CASE には案件のファイルかフォルダをいくつでも指定できます。記録（approval）だけをファイルの最後に書き加えます。"
        "作成中の案件、エラーや申請中の免除がある案件が1つでもあれば、何も書きません。承認の後に内容が変わると、"
        "validate が KJ507 で指摘します。",
        "Record that cases were approved\n\n"
        "CASE is a case file or a folder; any number of them. Only the record (approval) is added at the end of each "
        "file. Nothing is written if any of them is a draft, has errors, or has waivers that are requests. When "
        "a case changes afterwards, validate says so (KJ507).",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="CASE...")
@option(
    "--date", "day", metavar="DATE", required=True, help=Text("決定の日（例: 令和7年1月23日）", "day of the decision")
)
@option("--by", metavar="NAME", help=Text("決定した者（既定: 版の定め）", "who decided (default: as the version says)"))
@option(
    "--result",
    metavar="WORD",
    help=Text(
        "決定の結果（版の定める語。既定: 承認を表す語）", "the outcome, in a word of the version (default: approved)"
    ),
)
@option(
    "--condition",
    "conditions",
    metavar="TEXT",
    multiple=True,
    help=Text("承認の条件（繰り返せる）", "condition of the approval (can be repeated)"),
)
def command(
    session: Session,
    paths: tuple[str, ...],
    day: str,
    by: str | None,
    result: str | None,
    conditions: tuple[str, ...],
) -> ExitCode:
    """Records the approval of all cases behind `paths`, or, if that of any cannot be, says so and writes nothing."""
    if STANDARD_INPUT in paths:
        raise UsageError(
            Text("標準入力は書き換えられません。ファイルを指定してください。", "Standard input cannot be rewritten.")
        )
    resolution = Resolution(_day(day), by, result, conditions)
    settings = session.config.settings()
    records: list[tuple[str, bytes, Approved]] = []
    outcome = ExitCode.OK

    def complain(error: KojinCheckError) -> None:
        nonlocal outcome
        session.complain(error.message)
        outcome = max(outcome, error.exit_code)

    for candidate, data in session.cases(paths, complain):
        try:
            path = display_path(candidate.path)
            records.append((candidate.path, data, approved(path, data, resolution, session.library, settings)))
        except KojinCheckError as error:
            complain(error)
    if outcome is not ExitCode.OK:
        return outcome
    for path, data, record in records:
        rewrite_file(Path(path), data, record.text)
        session.announce(_account(display_path(path), record))
    return ExitCode.OK


def _day(text: str) -> EraDate:
    """Reads the day of the decision.

    Raises:
        UsageError: when it is no day, or lies ahead.
    """
    day = named_date("--date", text)
    if day.is_month:
        raise UsageError(
            Text(
                f"--date: 「{text}」には日がありません。令和7年1月23日のように、日まで書いてください。",
                f"--date: “{text}” is only a month. Write the day too, such as 2025-01-23.",
            )
        )
    if day.first > today():
        raise UsageError(
            Text(
                f"--date: {day.show()}は、まだ来ていない日です（今日は{show(today())}）。",
                f"--date: {day.said.en} lies ahead (today is {today().isoformat()}).",
            )
        )
    return day


def _account(path: str, record: Approved) -> Text:
    """What was recorded in one file, and what stood there before."""
    now, before = record.approval, record.replaced
    assert now.date is not None
    words = [word for word in (now.result, now.by) if word]
    decision = Text(
        f"{now.date.text}の決定" + (f"（{'、'.join(words)}）" if words else ""),
        f"the decision of {now.date.text}" + (f" ({', '.join(words)})" if words else ""),
    )
    if before is None or before.date is None:
        return Text(f"{path}: {decision.ja}を記録しました。", f"{path}: recorded {decision.en}.")
    former = before.date.text
    return Text(
        f"{path}: {former}の記録を、{decision.ja}に書き換えました。",
        f"{path}: replaced the record of {former} by {decision.en}.",
    )
