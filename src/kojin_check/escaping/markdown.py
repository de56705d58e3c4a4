"""Text from case files made safe inside Markdown: there it is text and nothing else."""

from __future__ import annotations

import re

from kojin_check.escaping.screen import visible
from kojin_check.regex import regex

_MARKDOWN = regex(
    r"""
      (?P<entity>[<>])
    | (?P<reference>[@$&]|[#!%^:~](?=\S)|(?<=\bGH)-(?=\d)|(?<=\bwww)\.)
    | (?P<escape>[\\`*_\[\]|~]|(?<=[a-z0-9])\.(?=[a-z]))
    | (?P<newline>\n)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "~": "\\~"}


def in_markdown(text: str) -> str:
    """Gives `text` so that Markdown shows it as it is, within a line, a heading or a cell of a table.

    Besides HTML and the marks of Markdown itself that concerns what GitHub and GitLab look for in
    the text afterwards: @mentions, references (#1, GH-1, !1, $1, %1, ~label, &1), emoji (:x:), formulas
    ($x$) and addresses. Backslashes do not stop that, the border of an element does: hence <span>.
    Line feeds become <br>, so nothing can begin a line, where lists, headings, fences and GitLab's
    /commands are recognized.
    """
    return _MARKDOWN.sub(_markdown, visible(text))


def _markdown(found: re.Match[str]) -> str:
    character = found[0]
    match found.lastgroup:
        case "entity":
            return _ENTITIES[character]
        case "reference":
            return f"<span>{_ENTITIES.get(character, character)}</span>"
        case "newline":
            return "<br>"
        case _:
            return f"\\{character}"


_MARKS = regex(r"[\\`*_\[\]|~<>&#]")


def literal_markdown(text: str) -> str:
    """Gives a text of the program itself so that Markdown shows it as it is, without any HTML.

    Not for text from cases: what GitHub and GitLab look for afterwards stays as it is.
    """
    return _MARKS.sub(r"\\\g<0>", text)


def markdown_fence(text: str) -> str:
    """Gives `text` as a fenced block of YAML; the fence is longer than any in the text."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}yaml\n{visible(text).rstrip()}\n{fence}"
