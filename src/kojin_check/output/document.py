"""What can be shown as text, as JSON and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from kojin_check.escaping.screen import without_commands
from kojin_check.findings import Language
from kojin_check.output.terminal.page import Page

DOCUMENT_FORMATS = ("text", "json", "markdown")
"""The formats of every document, as they are given to `--format`."""


class Document(Protocol):
    """The result of a command that shows something rather than checks it."""

    def as_text(self, page: Page) -> Iterator[str]:
        """Yields it for a person at a terminal."""

    def as_json(self, language: Language) -> str:
        """Gives it for programs; `language` is that of texts that exist in both."""

    def as_markdown(self, language: Language) -> Iterator[str]:
        """Yields it in GitHub's Markdown."""


def as_lines(lines: Sequence[str]) -> str:
    """Gives `lines` with their ends, without spaces before these, and so that no CI server obeys one of them."""
    return "".join(f"{without_commands(line.rstrip())}\n" for line in lines)


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """Gives a GitHub table; the first row is its head. The cells must be safe in Markdown already."""
    head, *body = (f"| {' | '.join(row)} |\n" for row in rows)
    return head + f"|{' --- |' * len(rows[0])}\n" + "".join(body)
