"""`kojin-check new-version`: a version of the checklists to edit."""

from __future__ import annotations

from pathlib import Path

from kojin_check.cli.terminal.command_line import option, refuse_existing
from kojin_check.cli.terminal.completion import versions
from kojin_check.cli.terminal.session import Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.editing.replacement import creating_folder
from kojin_check.errors import ExitCode, cannot_write
from kojin_check.findings import Text
from kojin_check.model.version_folders import VERSION_FILE
from kojin_check.new.version_copy import VersionCopy, copied, home_for, new_id
from kojin_check.reading.source import display_path


@declare(
    "new-version",
    help=Text(
        "チェックリストの新しい版を、今ある版の写しから作る\n\n"
        "--checklists か設定の checklists の最初のフォルダに、id を名前とするフォルダを作ります。写しは案（status: draft）で、元の版を supersedes とし、"
        "適用日と指紋は空欄です。既にあるものには書き込みません。",
        "Make a new version of the checklists, as a copy of one that there is\n\n"
        "Makes a folder named like the id in the first folder of --checklists or of the configuration (checklists). The copy is a "
        "draft that supersedes the other version, without date and seal. Nothing that exists is written over.",
    ),
)
@option(
    "--from",
    "former_id",
    metavar="VERSION",
    required=True,
    shell_complete=versions,
    help=Text("写す版（例: r5）", "version to copy, such as r5"),
)
@option(
    "--id",
    "typed_id",
    metavar="ID",
    required=True,
    help=Text(
        "新しい版の id（例: r8）。フォルダの名前になる", "id of the new version, such as r8: the name of its folder"
    ),
)
def command(session: Session, former_id: str, typed_id: str) -> ExitCode:
    """Makes the copy, complete or not at all."""
    home, library = home_for(session.checklists)
    version_id = new_id(typed_id, home, library)
    former = library.require(former_id)
    copy = copied(former, version_id)
    folder = home / version_id
    try:
        with creating_folder(folder) as beside:
            for name, content in copy.files.items():
                (beside / name).write_bytes(content)
    except FileExistsError:
        refuse_existing(folder)
    except OSError as error:
        raise cannot_write(display_path(folder), error) from error
    for sentence in _account(folder, former.id, copy, session):
        session.announce(sentence)
    if former.is_altered:
        session.complain_of_alteration(former.id)
        return ExitCode.FINDINGS
    return ExitCode.OK


def _account(folder: Path, former_id: str, copy: VersionCopy, session: Session) -> list[Text]:
    """What was made, what was left out of it, and what is to be done next."""
    made = display_path(folder)
    option = f" --checklists {display_path(folder.parent)}" if session.named_checklists else ""
    sentences = [
        Text(
            f"{made} を作りました（{former_id} の写し。案なので、採択するまで使われません）。",
            f"Made {made}, a copy of {former_id}. It is a draft, which nothing takes until it is adopted.",
        )
    ]
    if copy.left:
        sentences.append(
            Text(
                f"写さなかったファイル（{former_id} だけについてのもの）: {'、'.join(copy.left)}",
                f"Not copied, because about {former_id} only: {', '.join(copy.left)}",
            )
        )
    if copy.former_ids:
        sentences.append(
            Text(
                f"{former_id} より前の版での id（formerly）は、{copy.former_ids}項目から除きました。",
                f"What {copy.former_ids} items were called before {former_id} (formerly) was left out.",
            )
        )
    sentences.append(
        Text(
            f"{VERSION_FILE} の title、effective、source、notes や先頭の注釈と、項目を直し、kojin-check lint {made}{option} で確かめてください。"
            f"違いは kojin-check diff {former_id} {folder.name}{option} で見られます。",
            f"Edit title, effective, source, notes and the comment at the head of {VERSION_FILE}, and the items; then run "
            f"kojin-check lint {made}{option}. To see what differs: kojin-check diff {former_id} {folder.name}{option}.",
        )
    )
    return sentences
