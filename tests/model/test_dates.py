"""Tests of the era dates: tables of what people type, every day on which an era changes, and properties."""

import pickle
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kojin_check.model.dates import (
    ERAS,
    FIRST_DAY,
    LAST_DAY,
    DateError,
    DateFault,
    DateFaultKind,
    Era,
    EraDate,
    EraSlip,
    a_year_later,
    era_text,
    parse,
    show,
)


def fault_of(text: str) -> DateFault:
    with pytest.raises(DateError) as caught:
        parse(text)
    return caught.value.fault


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和6年4月1日", date(2024, 4, 1)),
        ("令和６年４月１日", date(2024, 4, 1)),
        ("令和06年04月01日", date(2024, 4, 1)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("令和六年四月一日", date(2024, 4, 1)),
        ("令和十年十月十日", date(2028, 10, 10)),
        ("令和十一年十二月三十一日", date(2029, 12, 31)),
        ("昭和二十年八月十五日", date(1945, 8, 15)),
        ("令和九十九年一月二十九日", date(2117, 1, 29)),
        ("令和六年4月１日", date(2024, 4, 1)),
        ("令和 6 年 4 月 1 日", date(2024, 4, 1)),
        ("令和　６年　４月　１日", date(2024, 4, 1)),
        ("令和\u00a06年4月1日", date(2024, 4, 1)),
        ("  令和6年4月1日\n", date(2024, 4, 1)),
        ("㋿6年4月1日", date(2024, 4, 1)),
        ("㋿元年5月1日", date(2019, 5, 1)),
        ("㍻30年4月1日", date(2018, 4, 1)),
        ("㍼60年4月1日", date(1985, 4, 1)),
        ("㍽10年4月1日", date(1921, 4, 1)),
        ("㍾40年4月1日", date(1907, 4, 1)),
        ("令6年4月1日", date(2024, 4, 1)),
        ("R6年4月1日", date(2024, 4, 1)),
        ("令和6.4.1", date(2024, 4, 1)),
        ("R6.4.1", date(2024, 4, 1)),
        ("R06.04.01", date(2024, 4, 1)),
        ("r6/4/1", date(2024, 4, 1)),
        ("R6-4-1", date(2024, 4, 1)),
        ("R 6. 4. 1", date(2024, 4, 1)),
        ("R元.5.1", date(2019, 5, 1)),
        ("Ｒ６．４．１", date(2024, 4, 1)),
        ("ｒ６／４／１", date(2024, 4, 1)),
        ("Ｒ６－４－１", date(2024, 4, 1)),
        ("令6.4.1", date(2024, 4, 1)),
        ("平30.4.1", date(2018, 4, 1)),
        ("昭60.4.1", date(1985, 4, 1)),
        ("大10.4.1", date(1921, 4, 1)),
        ("明40.4.1", date(1907, 4, 1)),
        ("H30.4.1", date(2018, 4, 1)),
        ("S60.4.1", date(1985, 4, 1)),
        ("T10.4.1", date(1921, 4, 1)),
        ("M40.4.1", date(1907, 4, 1)),
        ("2024-04-01", date(2024, 4, 1)),
        ("2024-4-1", date(2024, 4, 1)),
        ("2024/4/1", date(2024, 4, 1)),
        ("2024.4.1", date(2024, 4, 1)),
        ("2024年4月1日", date(2024, 4, 1)),
        ("２０２４年４月１日", date(2024, 4, 1)),
        ("2024年四月一日", date(2024, 4, 1)),
        ("２０２４ー０４ー０１", date(2024, 4, 1)),
        ("2024−04−01", date(2024, 4, 1)),
        ("2024‐04‑01", date(2024, 4, 1)),
        ("令和6年2月29日", date(2024, 2, 29)),
        ("2000-02-29", date(2000, 2, 29)),
        ("明治6年1月1日", FIRST_DAY),
        ("1873-01-01", FIRST_DAY),
        ("令和181年12月31日", LAST_DAY),
        ("2199-12-31", LAST_DAY),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    read = parse(text)
    assert (read.text, read.first, read.last) == (text, day, day)
    assert read.out_of_era is None
    assert not read.is_month


@pytest.mark.parametrize(
    "text",
    [
        "令和7年1月",
        "令和７年１月",
        "令和07年01月",
        "令和七年一月",
        "令和 7 年 1 月",
        "㋿7年1月",
        "令7年1月",
        "R7年1月",
        "令和7.1",
        "R7.1",
        "R07.01",
        "r7/1",
        "R7-1",
        "Ｒ７．１",
        "令7.1",
        "2025-01",
        "2025-1",
        "2025/1",
        "2025.1",
        "2025.01",
        "2025年1月",
        "２０２５年１月",
    ],
)
def test_a_month_is_read_as_all_its_days(text: str) -> None:
    assert parse(text) == EraDate(text, date(2025, 1, 1), date(2025, 1, 31), None, "令和")
    assert parse(text).is_month


@pytest.mark.parametrize(
    ("text", "last_day"),
    [("令和6年2月", 29), ("令和7年2月", 28), ("令和6年4月", 30), ("令和6年12月", 31), ("2100-02", 28), ("2000-02", 29)],
)
def test_a_month_ends_on_its_last_day(text: str, last_day: int) -> None:
    assert parse(text).last.day == last_day


@pytest.mark.parametrize(
    ("text", "day", "suggestions"),
    [
        ("明治45年7月29日", date(1912, 7, 29), None),
        ("明治45年7月30日", date(1912, 7, 30), None),
        ("明治45年7月31日", date(1912, 7, 31), ("大正元年7月31日",)),
        ("大正元年7月29日", date(1912, 7, 29), ("明治45年7月29日",)),
        ("大正元年7月30日", date(1912, 7, 30), None),
        ("大正元年7月31日", date(1912, 7, 31), None),
        ("大正15年12月24日", date(1926, 12, 24), None),
        ("大正15年12月25日", date(1926, 12, 25), None),
        ("大正15年12月26日", date(1926, 12, 26), ("昭和元年12月26日",)),
        ("昭和元年12月24日", date(1926, 12, 24), ("大正15年12月24日",)),
        ("昭和元年12月25日", date(1926, 12, 25), None),
        ("昭和元年12月26日", date(1926, 12, 26), None),
        ("昭和64年1月6日", date(1989, 1, 6), None),
        ("昭和64年1月7日", date(1989, 1, 7), None),
        ("昭和64年1月8日", date(1989, 1, 8), ("平成元年1月8日",)),
        ("平成元年1月7日", date(1989, 1, 7), ("昭和64年1月7日",)),
        ("平成元年1月8日", date(1989, 1, 8), None),
        ("平成元年1月9日", date(1989, 1, 9), None),
        ("平成31年4月29日", date(2019, 4, 29), None),
        ("平成31年4月30日", date(2019, 4, 30), None),
        ("平成31年5月1日", date(2019, 5, 1), ("令和元年5月1日",)),
        ("令和元年4月30日", date(2019, 4, 30), ("平成31年4月30日",)),
        ("令和元年5月1日", date(2019, 5, 1), None),
        ("令和元年5月2日", date(2019, 5, 2), None),
        ("平成32年4月1日", date(2020, 4, 1), ("令和2年4月1日",)),
        ("H32.4.1", date(2020, 4, 1), ("令和2年4月1日",)),
        ("昭和100年4月1日", date(2025, 4, 1), ("令和7年4月1日",)),
        ("令和元年1月1日", date(2019, 1, 1), ("平成31年1月1日",)),
        ("明治45年12月31日", date(1912, 12, 31), ("大正元年12月31日",)),
        ("明治59年12月25日", date(1926, 12, 25), ("大正15年12月25日", "昭和元年12月25日")),
        ("明治332年12月31日", date(2199, 12, 31), ("令和181年12月31日",)),
    ],
)
def test_a_day_outside_its_era_is_read_and_reported(text: str, day: date, suggestions: tuple[str, ...] | None) -> None:
    read = parse(text)
    assert (read.first, read.last) == (day, day)
    era = next(era.name for era in ERAS if text[0] in (era.name[0], era.letter))
    assert read.out_of_era == (None if suggestions is None else EraSlip(era, suggestions))


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("明治45年7月", None),
        ("明治45年8月", ("大正元年8月",)),
        ("大正元年6月", ("明治45年6月",)),
        ("大正元年7月", None),
        ("大正15年12月", None),
        ("大正16年1月", ("昭和2年1月",)),
        ("昭和元年11月", ("大正15年11月",)),
        ("昭和元年12月", None),
        ("昭和64年1月", None),
        ("昭和64年2月", ("平成元年2月",)),
        ("昭和63年12月", None),
        ("平成元年1月", None),
        ("平成元年2月", None),
        ("平成31年4月", None),
        ("平成31年5月", ("令和元年5月",)),
        ("令和元年4月", ("平成31年4月",)),
        ("令和元年5月", None),
        ("R1.4", ("平成31年4月",)),
        ("平成32年3月", ("令和2年3月",)),
        ("明治45年12月", ("大正元年12月",)),
        ("大正78年1月", ("昭和64年1月", "平成元年1月")),
        ("昭和94年5月", ("令和元年5月",)),
    ],
)
def test_a_month_is_out_of_era_only_if_no_day_lies_in_it(text: str, suggestions: tuple[str, ...] | None) -> None:
    slip = parse(text).out_of_era
    assert (slip and slip.suggestions) == suggestions


def test_a_western_date_is_never_out_of_era() -> None:
    assert all(parse(era.first.isoformat()).out_of_era is None for era in ERAS if era.first >= FIRST_DAY)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("令和6年1月1日", "令和6年1月1日（2024-01-01）"),
        ("2024/1/1", "令和6年1月1日（2024-01-01）"),
        ("R7.1", "令和7年1月（2025-01）"),
        ("2025-01", "令和7年1月（2025-01）"),
        ("R1.5.1", "令和元年5月1日（2019-05-01）"),
        ("平成32年4月1日", "令和2年4月1日（2020-04-01）"),
        ("平成32年4月", "令和2年4月（2020-04）"),
        ("明治45年7月30日", "明治45年7月30日（1912-07-30）"),
        ("大正元年7月30日", "大正元年7月30日（1912-07-30）"),
        ("1912-07-30", "大正元年7月30日（1912-07-30）"),
        ("大正15年12月25日", "大正15年12月25日（1926-12-25）"),
        ("昭和64年1月", "昭和64年1月（1989-01）"),
        ("平成元年1月", "平成元年1月（1989-01）"),
        ("1989-01", "平成元年1月（1989-01）"),
    ],
)
def test_a_date_is_shown_in_both_calendars(text: str, shown: str) -> None:
    assert parse(text).show() == shown


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(1873, 1, 1), "明治6年1月1日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1912, 7, 31), "大正元年7月31日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 26), "昭和元年12月26日"),
        (date(1927, 1, 1), "昭和2年1月1日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 9), "平成元年1月9日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 5, 2), "令和元年5月2日"),
        (date(2020, 1, 1), "令和2年1月1日"),
    ],
)
def test_a_day_is_written_in_its_era(day: date, text: str) -> None:
    assert era_text(day) == text
    assert show(day) == f"{text}（{day.isoformat()}）"


def test_a_day_before_the_gregorian_calendar_has_no_era_text() -> None:
    with pytest.raises(ValueError, match="1872-12-31 lies before 1873-01-01"):
        era_text(FIRST_DAY - timedelta(days=1))


def no_such_day(
    text: str, era: str, year: str, month: str, last_day: int, suggestion: str | None
) -> tuple[str, DateFault]:
    return text, DateFault(DateFaultKind.NO_SUCH_DAY, text, era, year, month, last_day, suggestion)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        no_such_day("令和6年2月30日", "令和", "令和6年", "令和6年2月", 29, "令和6年2月29日"),
        no_such_day("令和六年二月三十日", "令和", "令和6年", "令和6年2月", 29, "令和6年2月29日"),
        no_such_day("R7.2.29", "令和", "令和7年", "令和7年2月", 28, "令和7年2月28日"),
        no_such_day("平成31年4月31日", "平成", "平成31年", "平成31年4月", 30, "平成31年4月30日"),
        no_such_day("平成32年2月30日", "平成", "平成32年", "平成32年2月", 29, "令和2年2月29日"),
        no_such_day("昭和64年1月32日", "昭和", "昭和64年", "昭和64年1月", 31, "平成元年1月31日"),
        no_such_day("令和元年5月99日", "令和", "令和元年", "令和元年5月", 31, "令和元年5月31日"),
        no_such_day("令和6年4月0日", "令和", "令和6年", "令和6年4月", 30, None),
        no_such_day("2024-02-30", "", "2024年", "2024年2月", 29, "2024-02-29"),
        no_such_day("1900-02-29", "", "1900年", "1900年2月", 28, "1900-02-28"),
        no_such_day("2024-04-00", "", "2024年", "2024年4月", 30, None),
    ],
)
def test_a_day_that_does_not_exist(text: str, fault: DateFault) -> None:
    assert fault_of(text) == fault


def test_the_fault_is_enough_for_a_message() -> None:
    fault = fault_of("R6.2.30")
    assert f"{fault.month}は{fault.last_day}日までです" == "令和6年2月は29日までです"


@pytest.mark.parametrize(
    ("text", "kind", "era", "year", "month"),
    [
        ("令和6年13月1日", DateFaultKind.NO_SUCH_MONTH, "令和", "令和6年", "令和6年13月"),
        ("令和6年0月1日", DateFaultKind.NO_SUCH_MONTH, "令和", "令和6年", "令和6年0月"),
        ("令和六年十三月", DateFaultKind.NO_SUCH_MONTH, "令和", "令和6年", "令和6年13月"),
        ("R6.13", DateFaultKind.NO_SUCH_MONTH, "令和", "令和6年", "令和6年13月"),
        ("2024-00-10", DateFaultKind.NO_SUCH_MONTH, "", "2024年", "2024年0月"),
        ("2024-13-40", DateFaultKind.NO_SUCH_MONTH, "", "2024年", "2024年13月"),
        ("令和0年", DateFaultKind.NO_SUCH_YEAR, "令和", "令和0年", ""),
        ("令和0年4月1日", DateFaultKind.NO_SUCH_YEAR, "令和", "令和0年", ""),
        ("明治0年4月1日", DateFaultKind.NO_SUCH_YEAR, "明治", "明治0年", ""),
        ("H00.4.1", DateFaultKind.NO_SUCH_YEAR, "平成", "平成0年", ""),
        ("令和6年", DateFaultKind.YEAR_ONLY, "令和", "令和6年", ""),
        ("令和元年", DateFaultKind.YEAR_ONLY, "令和", "令和元年", ""),
        ("令和６年度", DateFaultKind.YEAR_ONLY, "令和", "令和6年", ""),
        ("令和 6 年 度", DateFaultKind.YEAR_ONLY, "令和", "令和6年", ""),
        ("R6", DateFaultKind.YEAR_ONLY, "令和", "令和6年", ""),
        ("2024年", DateFaultKind.YEAR_ONLY, "", "2024年", ""),
        ("2024", DateFaultKind.YEAR_ONLY, "", "2024年", ""),
        ("明治元年9月8日", DateFaultKind.OLD_CALENDAR, "明治", "明治元年", ""),
        ("明治5年12月2日", DateFaultKind.OLD_CALENDAR, "明治", "明治5年", ""),
        ("1868-01-01", DateFaultKind.OLD_CALENDAR, "", "1868年", ""),
        ("1872-12-31", DateFaultKind.OLD_CALENDAR, "", "1872年", ""),
        ("1867-12-31", DateFaultKind.OUT_OF_RANGE, "", "1867年", ""),
        ("2200-01-01", DateFaultKind.OUT_OF_RANGE, "", "2200年", ""),
        ("9999年1月", DateFaultKind.OUT_OF_RANGE, "", "9999年", ""),
        ("令和182年1月1日", DateFaultKind.OUT_OF_RANGE, "令和", "令和182年", ""),
        ("令和2024年4月1日", DateFaultKind.OUT_OF_RANGE, "令和", "令和2024年", ""),
    ],
)
def test_a_year_or_month_that_is_not_accepted(text: str, kind: DateFaultKind, era: str, year: str, month: str) -> None:
    assert fault_of(text) == DateFault(kind, text, era, year, month)


@pytest.mark.parametrize(
    ("text", "era", "suggestion"),
    [
        ("令合6年4月1日", "令合", "令和6年4月1日"),
        ("令合6年4月", "令合", "令和6年4月"),
        ("平正30.4.1", "平正", "平成30年4月1日"),
        ("昭知60年4月1日", "昭知", "昭和60年4月1日"),
        ("令成2年4月1日", "令成", None),
        ("令合6年2月30日", "令合", None),
        ("慶応4年1月1日", "慶応", None),
        ("X6.4.1", "X", None),
        ("Ｘ６.４.１", "X", None),
    ],
)
def test_an_unknown_era(text: str, era: str, suggestion: str | None) -> None:
    assert fault_of(text) == DateFault(DateFaultKind.NO_SUCH_ERA, text, era, suggestion=suggestion)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "未定",
        "令和",
        "R",
        "令和6年4月1日から",
        "から令和6年4月1日",
        "令和6年4月1日(月)",
        "令和6年4月1日 令和7年3月31日",
        "令和6年4月1日\n令和7年3月31日",
        "令和6年4月1",
        "令和6年4",
        "令和　年　月　日",
        "令和○年○月○日",
        "令和6年4月日",
        "令和6年 月1日",
        "令和6年度4月1日",
        "令和１ ０年4月1日",
        "令和百年4月1日",
        "令和一十年4月1日",
        "令和十十年4月1日",
        "令和二〇年4月1日",
        "令和六年四月ー日",
        "令和6年元月1日",
        "令和元元年5月1日",
        "令和-6年4月1日",
        "令和6.5年4月1日",
        "令和006年4月1日",
        "令和6年004月1日",
        "元年5月1日",
        "元.5.1",
        "24/4/1",
        "24-04-01",
        "6年4月1日",
        "六年四月一日",
        "4月1日",
        "4/1",
        "20240401",
        "024-04-01",
        "0000-01-01",
        "02024-04-01",
        "20244-04-01",
        "二〇二四年四月一日",
        "2024-04/01",
        "2024.4/1",
        "2024--04-01",
        "2024-04-01-",
        "2024-04-001",
        "2024-04-01T00:00:00",
        "2024,4,1",
        "R6.4.1.",
        "R6..4.1",
        "RR6.4.1",
        "西暦2024年4月1日",
        "1 Foo 2024",
        "1 April 24",
        "1 April 2, 2024",
        "April",
        "R6.4.1²",
        "R6.4.1①",
        "令和6年1㋀",
        "R٦.٤.١",
        "\u200b令和6年4月1日",
        "令和6年4月1日\0",
        "\ud800",
    ],
)
def test_not_a_date(text: str) -> None:
    assert fault_of(text) == DateFault(DateFaultKind.NOT_A_DATE, text)


@pytest.mark.parametrize("unit", [" ", "1", "一", "十", "令", "令和6年", "1-", "1 - ", "　", "ﷺ", "R6.4.1 "])
def test_a_long_text_is_no_date_either(unit: str) -> None:
    for text in (unit * 1_000_000, "令和6年" + unit * 1_000_000, unit * (64 // len(unit))):
        assert fault_of(text).kind is DateFaultKind.NOT_A_DATE


def test_results_cannot_be_changed() -> None:
    error = DateError(DateFault(DateFaultKind.NOT_A_DATE, "x"))
    for target, name in ((parse("R6.4"), "text"), (error.fault, "kind"), (ERAS[0], "name")):
        with pytest.raises(AttributeError):
            setattr(target, name, "y")
    for name in ("kind", "fault"):
        with pytest.raises(AttributeError):
            setattr(error, name, "y")


def test_an_error_survives_pickling() -> None:
    error = DateError(fault_of("令和6年2月30日"))
    assert pickle.loads(pickle.dumps(error)).fault == error.fault
    assert error.kind is DateFaultKind.NO_SUCH_DAY


def test_the_eras_follow_each_other_without_a_gap() -> None:
    assert [era.name for era in ERAS] == ["明治", "大正", "昭和", "平成", "令和"]
    assert [(later.first - earlier.last).days for earlier, later in pairwise(ERAS)] == [0, 0, 1, 1]


def test_every_fifth_day_returns_from_its_era_text() -> None:
    day = FIRST_DAY
    while day <= LAST_DAY:
        read = parse(era_text(day))
        assert (read.first, read.last, read.out_of_era) == (day, day, None)
        day += timedelta(days=5)


DAYS = st.dates(FIRST_DAY, LAST_DAY)
FULL_WIDTH = str.maketrans("0123456789./-MTSHR", "０１２３４５６７８９．／－ＭＴＳＨＲ")


def kanji(number: int) -> str:
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else "〇一二三四五六七八九"[tens] + "十") + (
        "〇一二三四五六七八九"[units] if units else ""
    )


def spellings(day: date) -> list[str]:
    texts = [f"{day.year}{mark}{day.month}{mark}{day.day}" for mark in "./-"]
    texts += [day.isoformat(), f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日"]
    for era in ERAS:
        if not era.first <= day <= era.last:
            continue
        number = era.year_of(day)
        years = [str(number), f"{number:02}"] + (["元"] if number == 1 else [])
        for name in (era.name, era.name[0], era.letter, era.letter.lower()):
            for year in years:
                texts.append(f"{name}{year}年{day.month}月{day.day}日")
                texts.append(f"{name} {year} 年 {day.month:02} 月 {day.day:02} 日")
                texts += [f"{name}{year}{mark}{day.month}{mark}{day.day}" for mark in "./-"]
            if number <= 99:
                texts.append(f"{name}{kanji(number)}年{kanji(day.month)}月{kanji(day.day)}日")
    return texts + [text.translate(FULL_WIDTH) for text in texts]


@given(DAYS)
def test_every_spelling_gives_the_same_day(day: date) -> None:
    for text in spellings(day):
        read = parse(text)
        assert (read.text, read.first, read.last, read.out_of_era) == (text, day, day, None)


@given(DAYS)
def test_every_spelling_without_the_day_gives_the_month(day: date) -> None:
    month = (day.replace(day=1), (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1))
    for text in (f"{day.year}-{day.month}", f"{day.year}年{day.month}月", era_text(day).partition("月")[0] + "月"):
        read = parse(text)
        assert (read.first, read.last, read.out_of_era) == (*month, None)


@given(DAYS)
def test_what_is_shown_can_be_read_again(day: date) -> None:
    wareki, _, western = show(day).removesuffix("）").partition("（")
    assert parse(wareki).first == parse(western).first == day
    assert parse(wareki).show() == parse(western).show() == show(day)


@given(DAYS, st.sampled_from(ERAS))
def test_an_era_slip_suggests_the_same_day_in_an_era_that_ran(day: date, written: Era) -> None:
    assume(written.year_of(day) >= 1)
    read = parse(f"{written.name}{written.year_of(day)}年{day.month}月{day.day}日")
    assert read.first == day
    assert (read.out_of_era is None) == (written.first <= day <= written.last)
    if read.out_of_era:
        for suggestion in read.out_of_era.suggestions:
            assert (parse(suggestion).first, parse(suggestion).out_of_era) == (day, None)


USUAL = st.from_regex(
    "(明治|大正|昭和|平成|令和|慶応|令|R)?(元|六|[0-9]{1,4})年[0-9]{1,2}月([0-9]{1,2}日)?", fullmatch=True
)


def said_of(text: str) -> tuple[object, ...]:
    """What is read, or what is wrong, whatever characters said it."""
    try:
        read = parse(text)
    except DateError as error:
        fault = error.fault
        return fault.kind, fault.era, fault.year, fault.month, fault.last_day, fault.suggestion
    return read.first, read.last, read.out_of_era, read.era, read.is_western


@given(USUAL)
def test_the_usual_form_says_the_same_as_one_with_spaces(text: str) -> None:
    assert said_of(text) == said_of(text.replace("年", " 年 "))


DATE_LIKE = st.text(st.sampled_from("令和平成昭大正明治RHSTMr元一二十年月日度0123456789０９./-ー− 　㋿"), max_size=16)


@given(st.one_of(st.text(st.characters(exclude_categories=()), max_size=80), DATE_LIKE))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        read = parse(text)
    except DateError as error:
        reported = error.fault.text
    else:
        reported = read.text
        assert FIRST_DAY <= read.first <= read.last <= LAST_DAY
        assert read.show()
    assert reported == text


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1 April 2025", "2025-04-01"),
        ("April 1, 2025", "2025-04-01"),
        ("Apr 2025", "2025-04"),
        ("1-Apr-2025", "2025-04-01"),
        ("Sept. 3rd, 2024", "2024-09-03"),
        ("29 february 2024", "2024-02-29"),
    ],
)
def test_english_months(text: str, iso: str) -> None:
    assert parse(text).iso == iso


def test_a_day_that_an_english_month_does_not_have() -> None:
    with pytest.raises(DateError) as error:
        parse("31 April 2025")

    assert (error.value.kind, error.value.fault.suggestion) == (DateFaultKind.NO_SUCH_DAY, "2025-04-30")


def test_in_english_an_era_stands_only_where_one_was_written() -> None:
    assert parse("1 April 2025").said.en == "2025-04-01"
    assert parse("R7.4.1").said.en == "令和7年4月1日（2025-04-01）"
    assert parse("2025-04-01").said.ja == "令和7年4月1日（2025-04-01）"


def test_a_year_later_an_english_month_is_one() -> None:
    assert a_year_later(parse("April 1, 2025")) == "April 1, 2026"
    assert a_year_later(parse("29 February 2024")) == "2025-02-28"
