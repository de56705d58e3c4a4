"""`kojin-check migrate`: carries cases over to another version of the checklists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

import click

from kojin_check.cli.terminal.command_line import option, write
from kojin_check.cli.terminal.completion import versions
from kojin_check.cli.terminal.session import Location, Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.editing.edits import legible_diff, rewrite_file, unified_diff
from kojin_check.errors import ExitCode, KojinCheckError, UsageError
from kojin_check.findings import Text
from kojin_check.migrate.migrate import Migration, MigrationRefused, Migrator
from kojin_check.reading.reading import read_bytes
from kojin_check.reading.source import display_path
from kojin_check.rules.cases.personal_data import concealed
from kojin_check.runs.case_files import STANDARD_INPUT, Candidate


@declare(
    "migrate",
    help=Text(
        "案件を別の版のチェックリストに移す\n\n"
        "CASE には案件のファイルかフォルダをいくつでも指定できます。回答、理由、コメントは全てそのまま残ります。"
        "新しい項目は空欄で加わり、文言の変わった項目には「要再確認」のコメントが付き、その回答は最後の recheck に並びます。",
        "Carry cases over to another version of the checklists\n\n"
        "CASE is a case file or a folder; any number of them. All answers, reasons and comments stay. New items "
        "are inserted blank; items with another wording get a comment that asks to look at them again, and their answers are listed under recheck.",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="CASE...", type=Location())
@option(
    "--to",
    "version_id",
    metavar="VERSION",
    required=True,
    shell_complete=versions,
    help=Text("移す先の版（例: r7-draft）", "version to carry them over to, such as r7-draft"),
)
@option(
    "--dry-run",
    is_flag=True,
    help=Text("書き込まずに、変わる行を表示する", "write nothing; show the lines that would change"),
)
def command(session: Session, paths: tuple[str, ...], version_id: str, dry_run: bool) -> ExitCode:
    """Carries the cases behind `paths` over; one that cannot be is named, and the others go on."""
    if STANDARD_INPUT in paths:
        raise UsageError(
            Text("標準入力は書き換えられません。ファイルを指定してください。", "Standard input cannot be rewritten.")
        )
    library = session.library
    migrator = Migrator(library, library.require(version_id), session.language)
    carry_over = _show if dry_run else _rewrite
    fates: list[_Fate] = []
    refusals: Counter[Text] = Counter()
    changes: Counter[str] = Counter()
    used, outcome = {version_id}, ExitCode.OK

    def complain(error: KojinCheckError) -> None:
        nonlocal outcome
        session.complain(error.message)
        fates.append(_Fate.REFUSED)
        refusals[error.reason if isinstance(error, MigrationRefused) else error.message] += 1
        outcome = max(outcome, error.exit_code)

    for candidate, data in session.cases(paths, complain):
        try:
            migration = carry_over(session, candidate, data, migrator)
        except KojinCheckError as error:
            complain(error)
        else:
            fates.append(_Fate.THERE if migration.old == migration.new else _Fate.MOVED)
            used.add(migration.old)
            changes.update(entry.why or "" for entry in migration.recheck)
    if len(fates) > 1:
        session.announce(_account(fates, dry_run=dry_run))
        _announce_reasons(session, refusals, changes)
    return max(outcome, ExitCode.FINDINGS) if session.complain_of_altered(used) else outcome


class _Fate(Enum):
    """What became of a case, in words behind which its number is put."""

    MOVED = Text("移した案件", "carried over")
    THERE = Text("既にその版の案件", "there already")
    REFUSED = Text("理由を上に示した、移せなかった案件", "not carried over, for the reasons above")


def _account(fates: Sequence[_Fate], *, dry_run: bool) -> Text:
    """How many cases there were, and what became of them."""
    counts = [(fate, fates.count(fate)) for fate in _Fate if fate in fates]
    japanese = "、".join(f"{fate.value.ja} {number}件" for fate, number in counts)
    english = ", ".join(f"{number} {fate.value.en}" for fate, number in counts)
    return Text(
        f"計 {len(fates)}件: {japanese}" + ("（--dry-run なので、書き込んでいません）" if dry_run else ""),
        f"{len(fates)} cases: {english}" + (" (nothing was written: --dry-run)" if dry_run else ""),
    )


def _announce_reasons(session: Session, refusals: Counter[Text], changes: Counter[str]) -> None:
    """Says why cases were not carried over, where several share a reason, and why answers are to be looked at again."""
    for reason, number in refusals.most_common():
        if number > 1:
            session.announce(
                Text(f"  移せなかった {number}件: {reason.ja}", f"  {number} not carried over: {reason.en}")
            )
    for why, number in changes.most_common():
        session.announce(Text(f"  要再確認の回答 {number}件: {why}", f"  {number} answers to look at again: {why}"))


def _show(session: Session, candidate: Candidate, data: bytes, migrator: Migrator) -> Migration:
    """Shows what would change in a file."""
    path = display_path(candidate.path)
    tree = read_bytes(path, data, migrator.library.case_outline)
    migration = migrator.migrate(tree)
    difference = legible_diff(concealed(unified_diff(path, tree.source.text, migration.text)))
    write(session.bar.beside([difference]), None)
    session.announce(_outcome(path, migration))
    return migration


def _rewrite(session: Session, candidate: Candidate, data: bytes, migrator: Migrator) -> Migration:
    """Carries a file over."""
    path = display_path(candidate.path)
    tree = read_bytes(path, data, migrator.library.case_outline)
    migration = migrator.migrate(tree)
    if migration.text != tree.source.text:
        rewrite_file(Path(candidate.path), data, migration.text)
    session.announce(_outcome(path, migration))
    return migration


def _outcome(path: str, migration: Migration) -> Text:
    """What has become of one case, with the answers that a person must look at."""
    if migration.old == migration.new:
        return Text(f"{path}: 既に {migration.new} 版です。", f"{path}: it is for {migration.new} already.")
    counts = [
        (len(migration.added), Text("空欄で加えた項目", "items inserted blank")),
        (len(migration.review), Text("要再確認の回答", "answers to look at again")),
        (len(migration.kept), Text("コメントにして残した回答", "answers kept as comments")),
        (migration.taken_back, Text("コメントから戻した回答", "answers taken back from comments")),
    ]
    japanese = "、".join(f"{what.ja} {number}件" for number, what in counts if number)
    english = ", ".join(f"{number} {what.en}" for number, what in counts if number)
    lines = [
        Text(
            f"{path}: {migration.old} → {migration.new}" + (f"（{japanese}）" if japanese else ""),
            f"{path}: {migration.old} → {migration.new}" + (f" ({english})" if english else ""),
        ),
        *(Text(f"  要再確認 {address}", f"  look at {address} again") for address in migration.review),
        *(
            Text(
                f"  {index + 1}番目の事項の様式は {migration.new} 版にないので、回答はそのままです。",
                f"  The form of matter {index + 1} is not in {migration.new}; its answers stay as they are.",
            )
            for index in migration.left_alone
        ),
        *([_APPROVED_BEFORE] if migration.was_approved else []),
    ]
    return Text("\n".join(line.ja for line in lines), "\n".join(line.en for line in lines))


_APPROVED_BEFORE = Text(
    "  承認されたのは移す前の内容なので、改めて承認を受け、kojin-check approve で記録してください。",
    "  What was approved is the case as it was before. Have it approved again, and record that with kojin-check approve.",
)
