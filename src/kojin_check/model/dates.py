"""Dates as Japanese forms write them: 和暦 (era years) and 西暦 (Western years), a day or a whole month.

Where the eras begin and end:

- 明治: 明治元年9月8日の詔書（一世一元の詔） renames the whole of 慶應4年, hence from 1868-01-25. Its days before
  1873-01-01 belong to the lunisolar calendar (旧暦): 改暦ノ布告（明治5年太政官布告第337号） made the day that would
  have been 明治5年12月3日 the 1st of January of 明治6年.
- 大正: 明治45年7月30日の詔書 「明治四十五年七月三十日以後ヲ改メテ大正元年ト為ス」.
- 昭和: 大正15年12月25日の詔書 「大正十五年十二月二十五日以後ヲ改メテ昭和元年ト為ス」.
- 平成: 元号を改める政令（昭和64年政令第1号）, in force from the day after its promulgation on 1989-01-07.
- 令和: 元号を改める政令（平成31年政令第143号）, in force from the day after 2019-04-30.

The two 詔書 rename the day on which they were given, so 1912-07-30 and 1926-12-25 each have two correct spellings. The
two 政令 (under 元号法, 昭和54年法律第43号) start on the next day, so later eras do not overlap.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from kojin_check.findings import Text
from kojin_check.regex import regex

_JAPAN: Final = timezone(timedelta(hours=9))


def today() -> date:
    """Gives the day that it is in Japan now, wherever the program runs."""
    return datetime.now(_JAPAN).date()


FIRST_DAY: Final = date(1873, 1, 1)
"""The first day that `parse` accepts: the first of the Gregorian calendar in Japan (改暦ノ布告)."""

LAST_DAY: Final = date(2199, 12, 31)
"""The last day that `parse` accepts. A later year is taken for a slip of the pen."""


class Era(NamedTuple):
    """One 元号 and the days on which it was in use, both ends included."""

    name: str
    """The two characters of the era: 令和."""
    letter: str
    """Its initial in Latin script: R."""
    first: date
    """Its first day; year 1 (元年) is the Western year of this day."""
    last: date
    """Its last day; `date.max` for the present era."""

    def year_of(self, day: date) -> int:
        """The year of this era in which `day` lies, whether or not the era was in use then."""
        return day.year - self.first.year + 1

    def ran_between(self, first: date, last: date) -> bool:
        """Whether the era was in use on at least one day from `first` to `last`."""
        return self.first <= last and first <= self.last


ERAS: Final = (
    Era("明治", "M", date(1868, 1, 25), date(1912, 7, 30)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "R", date(2019, 5, 1), date.max),
)
"""The eras since 明治, oldest first; the sources are named at the top of this module."""


class DateFaultKind(Enum):
    """Why a text is not accepted as a date; the text under each member names the `DateFault` fields that it fills."""

    NOT_A_DATE = "not-a-date"
    """No spelling of a date: text only."""
    NO_SUCH_ERA = "no-such-era"
    """令合6年4月1日: `era` as typed, `suggestion` where one known era fits."""
    NO_SUCH_YEAR = "no-such-year"
    """令和0年4月1日: `era`, `year`."""
    NO_SUCH_MONTH = "no-such-month"
    """令和6年13月1日: `era`, `year`, `month`."""
    NO_SUCH_DAY = "no-such-day"
    """令和6年2月30日: `era`, `year`, `month`, `last_day`, and `suggestion` where the day lies past the month's end."""
    YEAR_ONLY = "year-only"
    """令和6年, 令和6年度, 2024: `era`, `year`."""
    OLD_CALENDAR = "old-calendar"
    """明治5年, 1872: a year from 1868 until `FIRST_DAY`, when Japan counted days in 旧暦: `era`, `year`."""
    OUT_OF_RANGE = "out-of-range"
    """A year before 1868 or after `LAST_DAY`: `era`, `year`."""


class DateFault(NamedTuple):
    """What is wrong with a text that should be a date, as data for a message.

    The parts are written in the calendar that was typed, with half-width digits: 令和6年2月 or 2024年2月. A part
    that was not read is empty.
    """

    kind: DateFaultKind
    text: str
    """The text as typed."""
    era: str = ""
    """The era's full name (令和 for R6.2.30), or what was typed in its place; empty for a Western year."""
    year: str = ""
    """The year with its era: 令和6年."""
    month: str = ""
    """The month with its year: 令和6年2月."""
    last_day: int | None = None
    """How many days that month has."""
    suggestion: str | None = None
    """A date that may have been meant, spelled in the calendar that was typed."""


class DateError(ValueError):
    """A text is not an acceptable date; `fault` says why."""

    def __init__(self, fault: DateFault) -> None:
        super().__init__(fault)
        self._fault: Final = fault

    @property
    def fault(self) -> DateFault:
        """The fault with all that a message needs."""
        return self._fault

    @property
    def kind(self) -> DateFaultKind:
        """The kind of the fault."""
        return self._fault.kind


class EraSlip(NamedTuple):
    """An era that was not in use on the day it was written with: 平成32年4月1日, 令和元年4月."""

    era: str
    """The full name of the era that was written."""
    suggestions: tuple[str, ...]
    """The same day or month in each era that was in use then, oldest first: one, or two where eras meet."""


@dataclass(frozen=True, slots=True)
class EraDate:
    """A day or a whole month, from a text that `parse` accepted."""

    text: str
    """The text as typed."""
    first: date
    """The day, or the first day of the month."""
    last: date
    """The day, or the last day of the month."""
    out_of_era: EraSlip | None
    """Set when no day from `first` to `last` lies in the era that was written. Never set for a Western year."""
    era: str
    """The era to show it in: the one written if it was in use then, otherwise the newest that was."""
    is_western: bool = field(default=False, compare=False)
    """Whether no era was written."""

    @property
    def said(self) -> Text:
        """The date for sentences: in both calendars; in English, where no era was written, as ISO 8601 alone."""
        return Text(self.show(), self.iso if self.is_western else self.show())

    @property
    def is_month(self) -> bool:
        """Whether only year and month were written."""
        return self.first != self.last

    @property
    def iso(self) -> str:
        """The date as ISO 8601: 2024-01-01, or 2025-01 for a month."""
        return self.first.isoformat()[: len("2025-01")] if self.is_month else self.first.isoformat()

    def show(self) -> str:
        """The date in both calendars: 令和6年1月1日（2024-01-01）, or for a month 令和7年1月（2025-01）."""
        return f"{_spell(_ERA_BY_SPELLING[self.era], self.first, self.last)}（{self.iso}）"


def era_text(day: date) -> str:
    """`day` in era form: 令和元年5月1日. A day that two eras share is written in the newer one.

    Raises ValueError for a day before `FIRST_DAY`, which has no Gregorian date in an era.
    """
    if day < FIRST_DAY:
        raise ValueError(f"{day.isoformat()} lies before {FIRST_DAY.isoformat()}")
    [*_, newest] = (era for era in ERAS if era.ran_between(day, day))
    return _spell(newest, day, day)


def show(day: date) -> str:
    """`day` in both calendars: 令和6年1月1日（2024-01-01）. Raises ValueError for a day before `FIRST_DAY`."""
    return f"{era_text(day)}（{day.isoformat()}）"


def a_year_later(date: EraDate) -> str:
    """The same day or month of the next year, written as `date` is: R6.4.1 → R7.4.1, 令和元年 → 令和2年.

    The end of February stays its end. Where another era begins, or the year cannot be written in the same way, the
    date is written as forms do.
    """
    first, last = (_next_year(day) for day in (date.first, date.last))
    year = _WESTERN_YEAR.search(date.text) or _YEAR_WRITTEN.search(date.text)
    if year is not None and (first.month, first.day) == (date.first.month, date.first.day):
        number = 1 if year[0] == "元" else int(unicodedata.normalize("NFKC", year[0]))
        later = f"{date.text[: year.start()]}{number + 1}{date.text[year.end() :]}"
        try:
            read = parse(later)
        except DateError:
            read = None
        if read is not None and (read.first, read.last, read.out_of_era) == (first, last, None):
            return later
    if date.is_western:
        return first.isoformat()[:7] if date.is_month else first.isoformat()
    [*_, newest] = (era for era in ERAS if era.ran_between(first, last))
    return _spell(newest, first, last)


_WESTERN_YEAR = regex("[0-9０-９]{4}")
_YEAR_WRITTEN = regex("元|[0-9０-９]+")


def _next_year(day: date) -> date:
    # The end of February is its end next year too.
    is_end = (day + timedelta(days=1)).month != day.month
    try:
        later = day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)
    return later if not is_end or day.month != 2 else date(day.year + 1, 3, 1) - timedelta(days=1)


def parse(text: str) -> EraDate:
    """Read a date as forms write it.

    Takes a day or a month with an era (令和6年4月1日, 令和元年5月, 令和六年四月一日, 令6.4.1, R6.4.1, r06/04/01, R6-4)
    or a Western year (2024年4月1日, 2024-04-01, 2024/4/1, 2024.4, 1 April 2024, April 1, 2024, Apr 2024), with characters
    of either width, spaces between the parts, and the dashes that an IME types for a hyphen. An era that was not in use on that day is accepted and
    reported in `EraDate.out_of_era`.

    Raises DateError for anything else: other texts (including two-digit years without an era), days and months that do
    not exist, and days outside `FIRST_DAY` to `LAST_DAY`.
    """
    if len(text) > _LONGEST_TEXT:
        raise DateError(DateFault(DateFaultKind.NOT_A_DATE, text))
    return _parse(text)


_LONGEST_TEXT = 64
_ERA_BY_SPELLING = {spelling: era for era in ERAS for spelling in (era.name, era.name[0], era.letter)}
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2012\u2013\u2014\u2015\u2212\u30fc", "-"))
_KANJI_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}

_ERA = r"(?P<era>[A-Za-z]|(?:(?![元年月日一二三四五六七八九十])[\u4e00-\u9fff]){1,2})?"
_YEAR = r"元|[0-9]{1,2}|[1-9][0-9]{2,3}"
_KANJI_NUMBER = r"[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_MONTH_OR_DAY = rf"[0-9]{{1,2}}|{_KANJI_NUMBER}"
_UNIT_FORM = regex(
    rf"{_ERA} *(?P<year>{_YEAR}|{_KANJI_NUMBER}) *年"
    rf"(?: *度| *(?P<month>{_MONTH_OR_DAY}) *月(?: *(?P<day>{_MONTH_OR_DAY}) *日)?)?"
)
_USUAL_FORM = regex(
    rf"(?P<era>{'|'.join(era.name for era in ERAS)})?(?P<year>{_YEAR})年(?P<month>[0-9]{{1,2}})月(?:(?P<day>[0-9]{{1,2}})日)?"
)
"""令和6年4月1日, 2024年4月: as `_UNIT_FORM` reads them, which takes fifteen times as long to compile."""
_SEPARATOR_FORM = regex(
    rf"{_ERA} *(?P<year>{_YEAR})"
    r"(?: *(?P<separator>[./-]) *(?P<month>[0-9]{1,2})(?: *(?P=separator) *(?P<day>[0-9]{1,2}))?)?"
)


_ENGLISH_FORM = regex(
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[ -]{1,3}(?:of {1,3})?)?(?P<month>[a-z]{3,9})\.?"
    r"(?:[ -]{1,3}(?P<day_behind>[0-9]{1,2})(?:st|nd|rd|th)?)?,?[ -]{1,3}(?P<year>[0-9]{4})",
    re.IGNORECASE,
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_NAMES = {spelling: at for at, name in enumerate(_MONTHS, start=1) for spelling in (name, name[:3])} | {"sept": 9}


class _Year(NamedTuple):
    era: Era | None
    western: int
    text: str

    @property
    def era_name(self) -> str:
        return "" if self.era is None else self.era.name


@lru_cache(maxsize=4096)
def _parse(text: str) -> EraDate:
    form = _form(_fold(text))
    if form is None:
        raise DateError(DateFault(DateFaultKind.NOT_A_DATE, text))
    year = _read_year(text, form)
    if form["month"] is None:
        raise DateError(DateFault(DateFaultKind.YEAR_ONLY, text, year.era_name, year.text))
    first, last = _read_days(text, form, year)
    return _placed(text, year.era, first, last)


def _form(folded: str) -> re.Match[str] | None:
    """The parts of a date: `era`, `year`, `month` and `day`."""
    usual = _USUAL_FORM.fullmatch(folded)
    if usual is not None:
        return usual
    text = _in_digits(folded)
    return (_UNIT_FORM if "年" in text else _SEPARATOR_FORM).fullmatch(text)


def _in_digits(text: str) -> str:
    """The text with an English month as a number: 2024-4-1 for 1 April 2024; any other text as it is."""
    form = _ENGLISH_FORM.fullmatch(text) if text[-4:].isdecimal() else None  # The year stands at the end.
    month = None if form is None else _MONTH_NAMES.get(form["month"].casefold())
    if form is None or month is None or (form["day"] and form["day_behind"]):
        return text
    day = form["day"] or form["day_behind"]
    return f"{form['year']}-{month}" + (f"-{day}" if day else "")


def _fold(text: str) -> str:
    """The text in half-width characters, or nothing where folding could join digits that were apart.

    NFKC turns R6.4.1² into R6.4.12 and 令和6年1㋀ into 令和6年11月.
    """
    if text.isascii():
        return text.strip()
    for character in text:
        if not character.isdecimal() and any(map(str.isdecimal, unicodedata.normalize("NFKC", character))):
            return ""
    return unicodedata.normalize("NFKC", text).translate(_HYPHENS).strip()


def _read_year(text: str, form: re.Match[str]) -> _Year:
    number = _number(form["year"])
    has_four_digits = number >= 1000
    if form["era"] is None:
        if not has_four_digits:
            raise DateError(DateFault(DateFaultKind.NOT_A_DATE, text))
        year = _Year(None, number, f"{number}年")
    else:
        era = _ERA_BY_SPELLING.get(form["era"].upper())
        if era is None:
            fault = DateFault(DateFaultKind.NOT_A_DATE, text) if has_four_digits else _unknown_era(text, form)
            raise DateError(fault)
        year = _Year(era, era.first.year - 1 + number, _spell_year(era, number))
        if number == 0:
            raise DateError(DateFault(DateFaultKind.NO_SUCH_YEAR, text, year.era_name, year.text))
    if ERAS[0].first.year <= year.western < FIRST_DAY.year:
        raise DateError(DateFault(DateFaultKind.OLD_CALENDAR, text, year.era_name, year.text))
    if not FIRST_DAY.year <= year.western <= LAST_DAY.year:
        raise DateError(DateFault(DateFaultKind.OUT_OF_RANGE, text, year.era_name, year.text))
    return year


def _read_days(text: str, form: re.Match[str], year: _Year) -> tuple[date, date]:
    month = _number(form["month"])
    month_text = f"{year.text}{month}月"
    if not 1 <= month <= 12:
        raise DateError(DateFault(DateFaultKind.NO_SUCH_MONTH, text, year.era_name, year.text, month_text))
    month_start = date(year.western, month, 1)
    month_end = date(year.western + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    if form["day"] is None:
        return month_start, month_end
    day = _number(form["day"])
    if 1 <= day <= month_end.day:
        return month_start.replace(day=day), month_start.replace(day=day)
    month_end_text = era_text(month_end) if year.era else month_end.isoformat()
    suggestion = month_end_text if day else None
    raise DateError(
        DateFault(
            DateFaultKind.NO_SUCH_DAY, text, year.era_name, year.text, month_text, month_end.day, suggestion=suggestion
        )
    )


def _number(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    if numeral == "元":
        return 1
    tens, ten, unit = numeral.rpartition("十")
    return (10 * _KANJI_DIGITS[tens or "一"] if ten else 0) + (_KANJI_DIGITS[unit] if unit else 0)


def _unknown_era(text: str, form: re.Match[str]) -> DateFault:
    meant = []
    for era in ERAS:
        if set(era.name) & set(form["era"]):
            try:
                reading = _parse(form.string.replace(form["era"], era.name, 1))
            except DateError:
                continue
            if reading.out_of_era is None:
                meant.append(_spell(era, reading.first, reading.last))
    return DateFault(DateFaultKind.NO_SUCH_ERA, text, form["era"], suggestion=meant[0] if len(meant) == 1 else None)


def _placed(text: str, written: Era | None, first: date, last: date) -> EraDate:
    running = [era for era in ERAS if era.ran_between(first, last)]
    if written in running:
        return EraDate(text, first, last, None, written.name, is_western=False)
    slip = EraSlip(written.name, tuple(_spell(era, first, last) for era in running)) if written else None
    return EraDate(text, first, last, slip, running[-1].name, is_western=written is None)


def _spell(era: Era, first: date, last: date) -> str:
    month = f"{_spell_year(era, era.year_of(first))}{first.month}月"
    return f"{month}{first.day}日" if first == last else month


def _spell_year(era: Era, number: int) -> str:
    return f"{era.name}{'元' if number == 1 else number}年"
