"""Colours on a terminal; `rich` is imported only where there are any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import TypeAlias

from kojin_check.findings import Severity


class Ink(Enum):
    """What a stretch of text is, and with that how it looks; the values are styles of `rich`."""

    ERROR = "bold red"
    WARNING = "bold yellow"
    INFO = "bold cyan"
    GOOD = "bold green"
    STRONG = "bold"
    LABEL = "cyan"
    FAINT = "dim"


SEVERITY_INKS: Mapping[Severity, Ink] = MappingProxyType(
    {Severity.ERROR: Ink.ERROR, Severity.WARNING: Ink.WARNING, Severity.INFO: Ink.INFO}
)

Painter: TypeAlias = Callable[[str, Ink], str]
"""Gives a text in the looks of an ink. The text is taken as it is: it cannot hold markup."""


def plain(text: str, ink: Ink) -> str:
    """The painter for output without colours."""
    return text


def coloured() -> Painter:
    """Gives the painter for terminals, in the sixteen colours that each person's theme defines."""
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {ink: Style.parse(ink.value) for ink in Ink}
    return lambda text, ink: styles[ink].render(text, color_system=ColorSystem.STANDARD)
