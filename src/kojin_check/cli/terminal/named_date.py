"""Dates on the command line."""

from __future__ import annotations

from kojin_check.errors import UsageError
from kojin_check.findings import Text
from kojin_check.model.dates import DateError, EraDate, parse
from kojin_check.model.fields import explain_date


def named_date(name: str, text: str) -> EraDate:
    """Reads the date that is given to the option `name`.

    Raises:
        UsageError: saying what is wrong with it.
    """
    try:
        return parse(text)
    except DateError as error:
        message, hint = explain_date(error.fault)
        raise UsageError(Text(f"{name}: {message.ja}{hint.ja}", f"{name}: {message.en} {hint.en}")) from None
