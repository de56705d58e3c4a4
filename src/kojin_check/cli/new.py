"""`kojin-check new`: a case to fill in."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kojin_check.cli.terminal.command_line import option, refuse_existing, write_new
from kojin_check.cli.terminal.completion import versions
from kojin_check.cli.terminal.session import Location, Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.errors import ExitCode, UsageError
from kojin_check.findings import Text
from kojin_check.model.library import Library, Version
from kojin_check.new.choice import ask_for_version, offers, version_for
from kojin_check.new.interview import ask_for_file, ask_for_matters, plan_matters, read_wishes
from kojin_check.new.scaffold import CaseForm, Prefill, blank_case
from kojin_check.reading.reading import read_bytes
from kojin_check.reading.source import display_path
from kojin_check.runs.case_files import as_case_file, read_file

if TYPE_CHECKING:
    from kojin_check.migrate.renewal import Renewal


@declare("new", help=Text("記入する案件のファイルを作る", "Make a case to fill in"))
@option(
    "--from",
    "former",
    metavar="CASE",
    type=Location(path_type=Path),
    help=Text(
        "この案件から次年度の案件を作る（更新する期間は1年進め、ほかの期間と日程は空欄、免除と承認は除き、作成中にする）",
        "make next year's case of this one: periods that renew are moved by a year, others and the schedule are blank, "
        "waivers and approval are dropped, and it is a draft",
    ),
)
@option(
    "--type",
    "types",
    metavar="TYPE",
    multiple=True,
    help=Text("事項の種別（繰り返せる）", "type of a matter (can be repeated)"),
)
@option("--media", metavar="MEDIA", multiple=True, help=Text("取り扱う媒体（繰り返せる）", "media (can be repeated)"))
@option(
    "--fact",
    "facts",
    metavar="NAME[=VALUE]",
    multiple=True,
    help=Text("項目の要否を決める事実（繰り返せる）", "fact that decides which items are needed (can be repeated)"),
)
@option(
    "--subcontracts/--no-subcontracts",
    default=None,
    help=Text("さらに委託する先の有無", "whether there are subcontracts"),
)
@option(
    "--status",
    type=click.Choice(["draft", "final"]),
    default="draft",
    help=Text("案件の状態（既定: draft）", "status of the case (default: draft)"),
)
@option(
    "--no-prefill",
    is_flag=True,
    help=Text("不要と決まっている項目にも回答を書かない", "leave items blank that are certain not to apply"),
)
@option(
    "--version",
    "version_id",
    metavar="VERSION",
    shell_complete=versions,
    help=Text(
        "チェックリストの版（既定: 種別のある最初のフォルダの、適用中の最新の版）",
        "version of the checklists (default: the newest in force of the first folder that has the types)",
    ),
)
@option(
    "--output",
    "-o",
    metavar="FILE",
    type=Location(path_type=Path),
    help=Text(
        "書き込むファイル（.yaml がなければ付ける。既にあるファイルには書かない）",
        "file to write (.yaml is added where it is missing); an existing one is never overwritten",
    ),
)
def command(
    session: Session,
    former: Path | None,
    types: tuple[str, ...],
    media: tuple[str, ...],
    facts: tuple[str, ...],
    subcontracts: bool | None,
    status: Literal["draft", "final"],
    no_prefill: bool,
    version_id: str | None,
    output: Path | None,
) -> ExitCode:
    """Writes a new case; asks on a terminal for what the options leave open."""
    if output is not None:
        refuse_existing(output)
        output = as_case_file(output)
        refuse_existing(output)
    if former is not None:
        _refuse_wishes(types, media, facts, subcontracts)
        return _renew(session, former, version_id, output)
    library = session.library
    asked: tuple[str, ...] = ()
    if version_id is not None:
        version = library.require(version_id)
    elif types or not sys.stdin.isatty():
        version = version_for(library, types)
    else:
        version, asked = ask_for_version(library, _KEYBOARD, session.language)
    if version_id is None and version.id not in library.by_folder[0]:
        session.announce(_from_another_folder(version, library))
    wishes = read_wishes(version, types, media, facts, subcontracts)
    if sys.stdin.isatty():
        matters = ask_for_matters(version, wishes, _KEYBOARD, session.language, asked)
    else:
        matters = plan_matters(version, wishes)
    if output is None and not wishes.types and sys.stdout.isatty():
        output = ask_for_file(matters, _KEYBOARD, session.language)
    prefill = Prefill.NOTHING if no_prefill else Prefill.STOCK_REASONS
    form = CaseForm(version, matters, status, prefill, session.language, editor_schema(output))
    write_new(blank_case(form), output)
    if output is not None:
        session.announce(
            Text(
                f"{output} を作りました。記入したら kojin-check validate {output} で確かめてください。",
                f"Wrote {output}. Fill it in and check it with kojin-check validate {output}.",
            )
        )
    return ExitCode.OK


def _from_another_folder(version: Version, library: Library) -> Text:
    """Which version was taken, where the folder that was named first has none for the types."""
    first = display_path(library.folders[0])
    return Text(
        f"「{version.id}」版の様式です（{first} には、この種別の適用中の版がありません）。別の版なら --version で指定してください。",
        f"The form is that of “{version.id}” ({first} has no version in force with these types). Name another one with "
        "--version.",
    )


def _refuse_wishes(
    types: tuple[str, ...], media: tuple[str, ...], facts: tuple[str, ...], subcontracts: bool | None
) -> None:
    if types or media or facts or subcontracts is not None:
        raise UsageError(
            Text(
                "--from は元の案件の内容をそのまま使うので、--type、--media、--fact、--subcontracts と一緒には使えません。",
                "--from keeps what the case says, so it does not go with --type, --media, --fact or --subcontracts.",
            )
        )


def _renew(session: Session, former: Path, version_id: str | None, output: Path | None) -> ExitCode:
    from kojin_check.migrate.migrate import Migrator  # Needed for --from alone.
    from kojin_check.migrate.renewal import renewed

    library = session.library
    name = display_path(former)
    tree = read_bytes(name, read_file(former), library.case_outline)
    version = library.require(version_id or _in_force_after(library.version_named_in(tree), library))
    renewal = renewed(tree, Migrator(library, version, session.language))
    write_new(renewal.text, output)
    session.announce(_account(name, renewal, output))
    return ExitCode.OK


def _in_force_after(former: Version | None, library: Library) -> str:
    """The version that counts now where `former` counted."""
    current = None if former is None else library.current(former.id)
    return current.id if current is not None else next(iter(offers(library).values())).id


def _account(name: str, renewal: Renewal, output: Path | None) -> Text:
    """What has become of the case, and what is to be done next."""
    migration = renewal.migration
    counts = [
        (len(renewal.moved), Text("1年進めた期間", "periods moved by a year")),
        (len(renewal.blank), Text("書き直す期間と日程", "periods and dates to write anew")),
        (len(migration.added), Text("空欄で加えた項目", "items inserted blank")),
        (len(migration.review), Text("要再確認の回答", "answers to look at again")),
        (len(migration.kept), Text("コメントにして残した回答", "answers kept as comments")),
    ]
    ja = "、".join(f"{what.ja} {number}件" for number, what in counts if number) or "変わる期間なし"
    en = ", ".join(f"{number} {what.en}" for number, what in counts if number) or "no period changes"
    version = migration.new if migration.old == migration.new else f"{migration.old} → {migration.new}"
    if output is None:
        return Text(f"{name} の次年度の案件（{version}）: {ja}", f"Next year's case of {name} ({version}): {en}")
    made = display_path(output)
    return Text(
        f"{name} から {made} を作りました（{version}）: {ja}\n記入したら kojin-check validate {made} で確かめてください。",
        f"Made {made} of {name} ({version}): {en}\nFill it in and check it with kojin-check validate {made}.",
    )


SCHEMA_FILE = "case.schema.json"
"""The name that the JSON Schema of cases has where it lies beside them, as the page on editors writes it."""


def editor_schema(output: Path | None) -> str | None:
    """Gives the way from a new file to the schema in its folder or above it, up to the repository's root."""
    if output is None:
        return None
    start = output.absolute().parent
    for folder in (start, *start.parents):
        if (folder / SCHEMA_FILE).is_file():
            return Path(os.path.relpath(folder / SCHEMA_FILE, start)).as_posix()
        if (folder / ".git").exists():
            return None
    return None


class _Keyboard:
    """Asks on standard error, because standard output may lead into the new file."""

    def ask(self, prompt: str) -> str:
        """Gives the next line that is typed; the end of the input (Ctrl-D) ends the program like Ctrl-C."""
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise click.Abort
        return line.rstrip("\r\n")

    def tell(self, text: str) -> None:
        """Shows `text` on a line of its own."""
        sys.stderr.write(f"{text}\n")


_KEYBOARD = _Keyboard()
