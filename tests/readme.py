"""The generated parts of README.md and of the pages it leads to: what commands print, the tables of commands and rules.

python -m tests.readme    writes them anew
"""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from tests.samples.ward import make_ward

from kojin_check.cli import program
from kojin_check.cli.terminal.command_line import Command, run

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DOCUMENTS = (README, *sorted((ROOT / ".github").glob("*.md")))
"""What people read before they have the program."""
_CONSOLE = re.compile(r"```console\n\$ (kojin-check [^\n]*)\n(.*?)```", re.DOTALL)
_WARD = re.compile(r"```console ward\n\$ (kojin-check [^\n]*)\n(.*?)```", re.DOTALL)
"""Commands that are run in the made-up ward of `tests.samples.ward`."""
_DAY = re.compile(r"^(?:.*現在|as of .*)\n", re.MULTILINE)
"""The line that says of which day a table is: it would be another one tomorrow."""
_COMMANDS = re.compile(r"<!-- commands -->\n(.*?)<!-- /commands -->", re.DOTALL)
_RULES = re.compile(r"<!-- rules -->\n(.*?)<!-- /rules -->", re.DOTALL)


def printed_by(command: str, folder: Path = ROOT) -> str:
    """Gives what `command` prints at a width of 80 columns when it is run in `folder`."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("KOJIN_CHECK", "GITHUB"))}
    environment["COLUMNS"] = "80"
    output = TextIOWrapper(BytesIO(), encoding="utf-8")
    with chdir(folder), patch.dict(os.environ, environment, clear=True), patch.object(sys, "stdout", output):
        run(program(), shlex.split(command)[1:], environment)
    output.seek(0)
    return output.read()


def rules_table() -> str:
    """Gives the table of rules, two of them a line, each with its title in both languages."""
    japanese, english = (
        json.loads(printed_by(f"kojin-check rules --format json --lang {language}"))["rules"]
        for language in ("ja", "en")
    )
    cells = [
        f"{rule['code']} {rule['severity'][0].upper()}{'＊' if rule['fixable'] else ''} | "
        + escaped(f"{rule['title']}<br>{other['title']}")
        for rule, other in zip(japanese, english, strict=True)
    ]
    return _two_a_line(cells)


def commands_table() -> str:
    """Gives the table of commands, two of them a line, each with what it does in both languages."""
    names = program().list_commands(None)  # type: ignore[arg-type]
    commands = ((name, program().get_command(None, name)) for name in names)  # type: ignore[arg-type]
    return _two_a_line(
        [
            f"`{name}` | {escaped(f'{command.summary.ja}<br>{command.summary.en}')}"
            for name, command in commands
            if isinstance(command, Command)
        ]
    )


def _two_a_line(entries: list[str]) -> str:
    """Gives a table of entries, of two cells each."""
    filled = [*entries, *[" | "] * (len(entries) % 2)]
    rows = [f"| {left} | {right} |" for left, right in zip(filled[::2], filled[1::2], strict=True)]
    return "\n".join(["| | | | |", "| --- | --- | --- | --- |", *rows]) + "\n"


def escaped(text: str) -> str:
    """Gives a text as a cell of a table."""
    return text.replace("|", "\\|")


def console_blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yields each command of a document with the output that stands below it."""
    for found in _CONSOLE.finditer(text):
        yield found[1], found[2]


def ward_blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yields each command of a document that is run in the made-up ward, with the output that stands below it."""
    for found in _WARD.finditer(text):
        yield found[1], found[2]


def printed_in_ward(command: str, ward: Path) -> str:
    """Gives what `command` prints in the made-up ward, but for the day on which it did."""
    return _DAY.sub("", printed_by(command, ward))


def rules_block(text: str) -> str:
    """Gives the table of rules that stands in README."""
    return _block(_RULES, text)


def commands_block(text: str) -> str:
    """Gives the table of commands that stands in README."""
    return _block(_COMMANDS, text)


def _block(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].strip("\n") + "\n" if found else ""


def refreshed(text: str) -> str:
    """Gives a document's text with all generated parts written anew."""

    def console(found: re.Match[str]) -> str:
        return f"```console\n$ {found[1]}\n{printed_by(found[1])}```"

    def rules(_: re.Match[str]) -> str:
        return f"<!-- rules -->\n\n{rules_table()}\n<!-- /rules -->"

    def commands(_: re.Match[str]) -> str:
        return f"<!-- commands -->\n\n{commands_table()}\n<!-- /commands -->"

    def asked_in(ward: Path) -> str:
        make_ward(ward)
        return _WARD.sub(lambda found: f"```console ward\n$ {found[1]}\n{printed_in_ward(found[1], ward)}```", text)

    if _WARD.search(text):
        with TemporaryDirectory() as folder:
            text = asked_in(Path(folder))
    replacements: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
        (_CONSOLE, console),
        (_COMMANDS, commands),
        (_RULES, rules),
    ]
    for pattern, replacement in replacements:
        text = pattern.sub(replacement, text)
    return text


if __name__ == "__main__":
    for document in DOCUMENTS:
        document.write_text(refreshed(document.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
