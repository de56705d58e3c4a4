"""Text from case files made safe in the messages of SARIF, where it is no link and no placeholder.

§ refers to the specification "Static Analysis Results Interchange Format Version 2.1.0" of OASIS.
"""

from __future__ import annotations

import re

from kojin_check.escaping.screen import visible
from kojin_check.regex import regex

_PLACEHOLDER = regex(r"\{(\d+)\}")


def in_sarif(text: str) -> str:
    """Gives `text` as a plain text message in which nothing is a placeholder or a link (§3.11.5, §3.11.6).

    A viewer would make a link of `[label](address)`, which a case could hold; the space prevents
    it. Braces are doubled only where they would be a placeholder, because viewers show `{{` as it is.
    """
    return _PLACEHOLDER.sub(r"{{\1}}", visible(text).replace("](", "] ("))


def in_sarif_link(text: str) -> str:
    r"""Gives `text` as what a link shows, on one line; brackets and backslashes are escaped (§3.11.6)."""
    return re.sub(r"([\\\[\]])", r"\\\1", " ".join(in_sarif(text).split("\n")))
