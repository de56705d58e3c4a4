"""How single values of case and checklist files are read from the text that was typed."""

import re
import unicodedata
from collections.abc import Mapping, Set
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from kojin_check.findings import Text
from kojin_check.model.condition import Condition, UnfitConditionError, parse_condition
from kojin_check.model.dates import DateError, DateFault, DateFaultKind, EraDate
from kojin_check.model.dates import parse as parse_date
from kojin_check.model.marks import MINUS
from kojin_check.model.outline_of import DECLARED, Declared, ReadBy
from kojin_check.model.patterns import MOST_CHARACTERS, UnfitExpressionError, expression
from kojin_check.model.word import flag_word
from kojin_check.reading.characters import quotation
from kojin_check.regex import regex

READABLE_ERROR = "kojin_check"
"""The type of errors that carry their own message and hint, for `decode`."""


def readable_error(message: Text, hint: Text) -> PydanticCustomError:
    """Gives an error whose texts reach the user as they are."""
    return PydanticCustomError(READABLE_ERROR, "{message}", {"message": message, "hint": hint})


class Record(BaseModel):
    """A mapping with known keys; a key left blank counts as not written.

    The modules of records do without `from __future__ import annotations`: pydantic would have to read the text of every
    annotation again, at each start.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    may_wait: ClassVar[Set[str]] = frozenset()
    """Required keys that a draft may leave blank for now, because no check rests on them."""
    replaced_by: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Required keys that need not be written where another key is: required key → the other."""
    text_key: ClassVar[str] = ""
    """The key that is meant where somebody writes just a text; for what to write instead. Empty: the first required one."""

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        if isinstance(data, dict) and None in data.values():
            known = {field.alias or name for name, field in cls.model_fields.items()}
            return {key: value for key, value in data.items() if value is not None or key not in known}
        return data

    def __copy__(self) -> Self:
        """Copies the fields only: what has been derived from them would not hold for `model_copy(update=…)`."""
        copied = super().__copy__()
        for derived in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[derived]
        return copied


def required(default: Any, guide: Text, *words: str, alias: str | None = None) -> Any:
    """Declares a field that must be written.

    It has a default all the same, so that a file with gaps still gives a model on which all other
    rules run; `decode` reports the gap.

    Args:
        default: what the model has where nothing is written; a kind of record, where each model has one of its own.
        guide: what to write, in one line: for forms to fill in and for editors.
        words: what the forms call it, for “did you mean”.
        alias: the key in the file, where it is not the name of the field.
    """
    return _field(default, Declared(True, guide, words), alias)


def optional(default: Any, guide: Text, *words: str, alias: str | None = None) -> Any:
    """Declares a field that may be left out; the arguments are those of `required`."""
    return _field(default, Declared(False, guide, words), alias)


def _field(default: Any, declared: Declared, alias: str | None) -> Any:
    extra: Any = {DECLARED: declared}
    if isinstance(default, type):
        # Not the type itself: pydantic would derive the signature of its constructor first.
        return Field(default_factory=lambda: default(), alias=alias, json_schema_extra=extra)
    return Field(default=default, alias=alias, json_schema_extra=extra)


def _quoted_ja(value: object) -> str:
    return f"「{quotation(value)}」とありますが、" if isinstance(value, str) else ""


def _quoted_en(value: object) -> str:
    return f"“{quotation(value)}” stands here. " if isinstance(value, str) else ""


def _number(value: object) -> object:
    if (
        isinstance(value, str)
        and (digits := unicodedata.normalize("NFKC", value.strip())).isascii()
        and digits.isdigit()
    ):
        return int(digits[:9])
    runs = re.findall("[0-9]+", unicodedata.normalize("NFKC", value)) if isinstance(value, str) else []
    number = runs[0] if len(runs) == 1 else "5"
    raise readable_error(
        Text(f"{_quoted_ja(value)}番号は数字で書きます。", f"{_quoted_en(value)}A number is written in digits."),
        Text(f"「{number}」のように書いてください。", f"Write it like “{number}”."),
    )


def read_flag(value: object) -> object:
    """Reads `true` and `false`; what is none of them is explained.

    Raises:
        PydanticCustomError: with message and hint.
    """
    match value:
        case None | bool():
            return value
        case "true" | "True" | "TRUE":
            return True
        case "false" | "False" | "FALSE":
            return False
    meant = flag_word(value) if isinstance(value, str) else None
    raise readable_error(
        Text(
            f"{_quoted_ja(value)}ここは true（はい）か false（いいえ）で書きます。",
            f"{_quoted_en(value)}This is written as true or false.",
        ),
        Text(f"「{meant}」と書いてください。", f"Write “{meant}”.")
        if meant
        else Text("true か false のどちらかに直してください。", "Write true or false."),
    )


_AMOUNT = regex(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,9})?")


def _amount(value: object) -> int | float:
    typed = unicodedata.normalize("NFKC", value).strip().replace(MINUS, "-") if isinstance(value, str) else ""
    if _AMOUNT.fullmatch(typed):
        plain = typed.replace(",", "")
        return float(plain) if "." in plain else int(plain)
    runs = _AMOUNT.findall(typed[:200])
    meant = runs[0].replace(",", "") if len(runs) == 1 else "1200"
    shown = f"「{quotation(value)}」とありますが、" if isinstance(value, str) else ""
    stands = f"“{quotation(value)}” stands here. " if isinstance(value, str) else ""
    raise readable_error(
        Text(f"{shown}ここは数を書く欄です。", f"{stands}A number belongs here."),
        Text(
            f"「{meant}」のように、数字だけで書いてください（単位は付けません）。",
            f"Write only digits, such as “{meant}”, without a unit.",
        ),
    )


def _date(value: object) -> EraDate:
    if not isinstance(value, str):
        raise readable_error(
            Text("ここは日付を1つ書くところです。", "One date belongs here."),
            Text("例: 令和6年4月1日", "For example: 2024-04-01"),
        )
    try:
        return parse_date(value)
    except DateError as error:
        raise readable_error(*explain_date(error.fault)) from None


_ANY_DATE = Text("例: 令和6年4月1日、R6.4.1、2024-04-01", "For example: 2024-04-01, or 1 April 2024")


def explain_date(fault: DateFault) -> tuple[Text, Text]:
    """Gives what is wrong with a date, and what to write instead."""
    hint = _ANY_DATE
    if fault.suggestion is not None:
        hint = Text(f"「{fault.suggestion}」の間違いではありませんか。", f"Did you mean “{fault.suggestion}”?")
    match fault.kind:
        case DateFaultKind.NO_SUCH_DAY if fault.last_day is not None:
            message = Text(
                f"「{fault.text}」という日はありません。{fault.month}は{fault.last_day}日までです。",
                f"There is no day “{fault.text}”: {_in_english(fault.month)} has {fault.last_day} days.",
            )
        case DateFaultKind.NO_SUCH_DAY:
            message = Text(f"「{fault.text}」という日はありません。", f"There is no day “{fault.text}”.")
        case DateFaultKind.NO_SUCH_MONTH:
            message = Text(f"「{fault.text}」という月はありません。", f"There is no month “{fault.text}”.")
        case DateFaultKind.NO_SUCH_YEAR:
            message = Text(f"「{fault.year}」という年はありません。", f"There is no year “{_in_english(fault.year)}”.")
        case DateFaultKind.NO_SUCH_ERA:
            message = Text(f"「{fault.era}」という元号はありません。", f"There is no era “{fault.era}”.")
        case DateFaultKind.YEAR_ONLY:
            message = Text(
                f"「{fault.text}」は年だけです。月（日）まで必要です。",
                f"“{fault.text}” is only a year; the month is needed.",
            )
        case DateFaultKind.OLD_CALENDAR:
            message = Text(
                f"「{fault.text}」は旧暦の時代の日付です。", f"“{fault.text}” lies in the time of the old calendar."
            )
        case DateFaultKind.OUT_OF_RANGE:
            message = Text(f"「{fault.text}」は扱える年の範囲にありません。", f"“{fault.text}” is out of range.")
        case DateFaultKind.NOT_A_DATE:
            message = Text(f"「{fault.text}」は日付として読めません。", f"“{fault.text}” is not a date.")
    return message, hint


_WESTERN = regex("([0-9]{4})年(?:([0-9]+)月)?")


def _in_english(part: str) -> str:
    """A year or a month of a fault; as digits alone where no era was typed: 2025-02."""
    found = _WESTERN.fullmatch(part)
    return part if found is None else found[1] + (f"-{int(found[2]):02}" if found[2] else "")


def _condition(value: object) -> Condition:
    try:
        return parse_condition(value)
    except UnfitConditionError as error:
        raise readable_error(error.message, error.hint) from None


def _expression(value: object) -> re.Pattern[str]:
    example = Text("例: pattern: '紙だけ'", "For example: pattern: 'on paper only'")
    if not isinstance(value, str | None):
        raise readable_error(
            Text("ここには、正規表現を1つ書きます。", "A single regular expression goes here."),
            Text(
                f"角括弧や波括弧で始まるときは、全体を引用符で囲んでください。{example.ja}",
                f"Put one that begins with a bracket in quotation marks. {example.en}",
            ),
        )
    try:
        return expression(value or "")
    except UnfitExpressionError as error:
        raise readable_error(
            Text(
                f"正規表現として読めません（{error}）。",
                f"Not a regular expression ({error}).",
            ),
            Text(
                f"{MOST_CHARACTERS}字までで、文字は番号（\\u3042 など）でなくそのまま書いてください。{example.ja}",
                f"Use at most {MOST_CHARACTERS} characters, and write each as it is, not by its number. {example.en}",
            ),
        ) from None


Amount = Annotated[float | int, BeforeValidator(_amount)]
Number = Annotated[int, BeforeValidator(_number)]
Flag = Annotated[bool, BeforeValidator(read_flag)]
OptionalFlag = Annotated[bool | None, BeforeValidator(read_flag)]
Date = Annotated[EraDate, ReadBy(_date)]
When = Annotated[Condition, ReadBy(_condition)]
Expression = Annotated[re.Pattern[str], ReadBy(_expression)]
