from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kojin_check.checking.engine import check_text
from kojin_check.findings import Finding
from kojin_check.model.library import Library
from kojin_check.rules.cases.personal_data import is_individual_number

PHONE, EMAIL, INDIVIDUAL_NUMBER = "電話番号", "メールアドレス", "個人番号"


def check(value: str, library: Library) -> list[Finding]:
    findings = check_text("case.yaml", f"remarks: {value}\n", library).findings
    return [finding for finding in findings if finding.rule == "KJ601"]


SPELLINGS = [
    ("03-1234-5678", PHONE),
    ("0312345678", PHONE),
    ("(03)1234-5678", PHONE),
    ("（０３）１２３４－５６７８", PHONE),
    ("03（1234）5678", PHONE),
    ("03ー1234ー5678", PHONE),
    ("03−1234−5678", PHONE),
    ("03 1234 5678", PHONE),
    ("045-123-4567", PHONE),
    ("0422-12-3456", PHONE),
    ("04992-2-1234", PHONE),
    ("090-1234-5678", PHONE),
    ("09012345678", PHONE),
    ("050-1234-5678", PHONE),
    ("0120-123-456", PHONE),
    ("0120-12-3456", PHONE),
    ("0800-123-4567", PHONE),
    ("+81-3-1234-5678", PHONE),
    ("+81 (0)90 1234 5678", PHONE),
    ("+819012345678", PHONE),
    ("taro@example.jp", EMAIL),
    ("taro.shinjuku+test@mail.city.shinjuku.lg.jp", EMAIL),
    ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", EMAIL),
    ("123456789018", INDIVIDUAL_NUMBER),
    ("1234 5678 9018", INDIVIDUAL_NUMBER),
    ("１２３４－５６７８－９０１８", INDIVIDUAL_NUMBER),
]
OTHER_NUMBERS = [
    "令和6年4月1日から令和7年3月31日まで",
    "2024-04-01",
    "2024-04-01 2025-03-31",
    "〒162-0825",
    "060-0042",
    "約40,000件",
    "1,090,123,456件",
    "第03-1234-5678-9号",
    "AB-03-1234-5678",
    "05-1234-5678",
    "03-123-4567",
    "090-1234-567",
    "1234567890123",
    "123456789012",
    "1234-5678-9012-3456",
    "192.168.100.200",
    "@担当者",
    "a@b",
    "5/区が行う/運用上/施錠保管",
]


def test_knows_the_spellings(library: Library) -> None:
    for before, after in (("連絡先は", "です"), ("問合せ ", "、他"), ("（", "）")):
        column = len("remarks: ") + len(before) + 1
        for typed, kind in SPELLINGS:
            [finding] = check(f"{before}{typed}{after}", library)
            assert (finding.span.column, finding.span.end_column) == (column, column + len(typed)), typed
            assert finding.message.ja.startswith(f"{kind}と思われるもの（")


def test_leaves_other_numbers_alone(library: Library) -> None:
    assert [typed for typed in OTHER_NUMBERS if check(typed, library)] == []


def test_the_report_never_shows_the_value(library: Library) -> None:
    report = check_text(
        "case.yaml",
        "basis: {名: 03-1234-5678}  # taro@example.jp、０９０－１２３４－５６７８\n",
        library,
    )

    assert report.excerpts[1] == "basis: {名: **-****-****}  # ****@*******.**、＊＊＊－＊＊＊＊－＊＊＊＊"
    assert {finding.rule for finding in report.findings} >= {"KJ006", "KJ601"}
    for finding in report.findings:
        for text in (*finding.message, *finding.hint):
            assert "1234" not in text
            assert "taro" not in text


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("123456789018", True),
        ("123456789012", False),
        ("000000000060", True),  # 6 × 2 = 12: the remainder is 1, so the check digit is 0.
        ("000000000061", False),
        ("100000000005", True),  # The eleventh digit from the right weighs 6, the sixth 7, the seventh 2.
        ("000001000004", True),
        ("000010000009", True),
        ("12345678901", False),
    ],
)
def test_check_digit(digits: str, valid: bool) -> None:
    assert is_individual_number(digits) is valid


@given(st.text("0123456789", min_size=11, max_size=11))
def test_exactly_one_check_digit_fits(number: str) -> None:
    assert sum(is_individual_number(f"{number}{digit}") for digit in range(10)) == 1


@given(st.text("0123456789", min_size=11, max_size=11), st.integers(0, 9))
def test_one_wrong_digit_is_noticed_unless_two_remainders_share_the_check_digit(number: str, digit: int) -> None:
    valid = next(f"{number}{check}" for check in range(10) if is_individual_number(f"{number}{check}"))
    if digit != int(valid[0]):
        changed = f"{digit}{valid[1:]}"
        assert not is_individual_number(changed) or valid[-1] == "0"
