"""`kojin-check schema`: JSON Schema for editors."""

from __future__ import annotations

from pathlib import Path

import click

from kojin_check.cli.terminal.command_line import option, output_option, write
from kojin_check.cli.terminal.completion import versions
from kojin_check.cli.terminal.session import Session
from kojin_check.cli.terminal.session import command as declare
from kojin_check.errors import ExitCode
from kojin_check.escaping.json import in_json
from kojin_check.findings import Text
from kojin_check.output.formats import REFERENCE
from kojin_check.output.style import Syntax
from kojin_check.schema.editor_schema import FileKind, schema_for
from kojin_check.schema.reference import reference_for

_JSON = "json"


@declare(
    "schema",
    help=Text(
        "エディタのための JSON Schema を出力する\n\n"
        "case は案件のファイル、checklist はチェックリスト、version は version.yaml、config は設定ファイルのスキーマです"
        "（既定: case）。"
        "VS Code の YAML 拡張機能などに渡すと、項目の補完、文言の表示、書き間違いの指摘が使えます。"
        "--format markdown は、全ての項目名を、意味、書けるもの、例とともに並べた表です。",
        "Write a JSON Schema for editors\n\n"
        "case is about case files (the default), checklist about checklists, version about version.yaml, config about "
        "the configuration. "
        "With it, editors such as VS Code complete items, show their text and flag slips. "
        "--format markdown is a table of all keys, with meaning, values and an example.",
    ),
)
@click.argument("subject", type=click.Choice([subject.value for subject in FileKind]), default=FileKind.CASE.value)
@option(
    "--version",
    "version_id",
    metavar="VERSION",
    shell_complete=versions,
    help=Text(
        "この版だけのスキーマにする（既定: case は全ての版、checklist は最新の採択版）",
        "know only this version (default: all for case, the newest adopted one for checklist)",
    ),
)
@option(
    "--format",
    "format_name",
    metavar="FORMAT",
    type=click.Choice([_JSON, *REFERENCE.formats]),
    default=_JSON,
    help=Text("出力の形式: json、markdown（既定: json）", "output format: json, markdown (default: json)"),
)
@output_option
def command(session: Session, subject: str, version_id: str | None, format_name: str, output: Path | None) -> ExitCode:
    """Writes the schema of one kind of file, or the table of its keys."""
    library = session.library
    if format_name != _JSON:
        session.write(REFERENCE, reference_for(FileKind(subject), library, version_id), format_name, output)
        return ExitCode.OK
    schema = schema_for(FileKind(subject), library, version_id, session.language)
    write([in_json(schema, indent=1), "\n"], output, Syntax.JSON)
    return ExitCode.OK
