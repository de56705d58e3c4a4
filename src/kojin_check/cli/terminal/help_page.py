"""The page that `--help` shows: in either language, and set for Japanese, which has no spaces to wrap at."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

import click

from kojin_check.findings import Language, Text
from kojin_check.output.terminal.typesetting import padded, width_of, wrapped

_WIDEST = 100
_NARROWEST = 40
_USAGE = Text("使い方:", "Usage:")
_HEADINGS = {"Options": "オプション", "Commands": "コマンド", "Positional arguments": "引数"}
_METAVARS = {"[OPTIONS]": "[オプション]", "COMMAND": "コマンド", "[ARGS]...": "[引数]..."}


class HelpPage(click.HelpFormatter):
    """Collects the parts of a help page as click hands them over, and lays them out."""

    def __init__(self, language: Language) -> None:
        super().__init__(width=max(min(shutil.get_terminal_size().columns, _WIDEST) - 1, _NARROWEST))
        self._language = language

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Adds the line that shows how the command is written."""
        if self._language == "ja":
            args = " ".join(_METAVARS.get(word, word) for word in args.split())
        self._hang(f"{_USAGE.to(self._language)} {prog} ", args)

    def write_heading(self, heading: str) -> None:
        """Adds the heading of a section."""
        translated = _HEADINGS.get(heading, heading) if self._language == "ja" else heading
        self.write(f"{'':{self.current_indent}}{translated}:\n")

    def write_text(self, text: str) -> None:
        """Adds paragraphs, which a blank line separates; line feeds inside them stay."""
        self._hang("", text)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Adds terms with what they mean beside them, or below where a term is long."""
        terms = list(rows)
        width = min(max((width_of(term) for term, _ in terms), default=0), col_max) + col_spacing
        for term, meaning in terms:
            if width_of(term) + col_spacing > width:
                self.write(f"{'':{self.current_indent}}{term}\n")
                term = ""
            self._hang(padded(term, width), meaning)

    def _hang(self, head: str, text: str) -> None:
        margin = " " * self.current_indent
        first, *rest = wrapped(text, self.width - self.current_indent - width_of(head))
        self.write(f"{margin}{head}{first}".rstrip() + "\n")
        for line in rest:
            self.write(f"{margin}{'':{width_of(head)}}{line}".rstrip() + "\n")
