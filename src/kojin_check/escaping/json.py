"""Text from case files made safe inside JSON: there it is text and nothing else."""

from __future__ import annotations

import json
from typing import Any

from kojin_check.escaping.screen import UNSAFE
from kojin_check.escaping.workflow_commands import COMMAND_MARK


def in_json(value: Any, indent: int | None = None) -> str:
    r"""Gives `value` as JSON, on one line or indented: Japanese readable, what could steer a terminal as `\uXXXX`.

    Unlike in the other formats nothing is lost: whoever reads the JSON has the text as it stood in
    the case. Nor can it be taken for a command of a CI server, should it go to a log.
    """
    written = COMMAND_MARK.sub(r"#\\u0023", json.dumps(value, ensure_ascii=False, indent=indent))
    return UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], written)


def in_json_of_html(value: Any) -> str:
    """Gives `value` as JSON for a data block of HTML, which is not run; `<` could only end it, and stands as an escape."""
    return in_json(value).replace("<", r"\u003c")
