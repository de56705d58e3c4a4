from __future__ import annotations

import pytest

from kojin_check.similarity import company, differences, folded, is_slip, nearest


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("意見及び回答に関連する電子データ", "意見及び回答に関する電子データ", (("関連する", "関する"),)),
        ("区へ意見等を提出した者", "区へ意見を提出した者", (("意見等を", "意見を"),)),
        ("メールアドレス", "メールアドレス（ID登録用）", (("", "（ID登録用）"),)),
        ("FAX番号（自宅）", "FAX番号", (("（自宅）", ""),)),
        ("ＩＤとパスワード", "IDとパスワード", ()),
        ("氏名、住所", "氏名、年齢、電話番号", (("住所", "年齢、電話番号"),)),
        ("申込日と受付番号", "受付日と申込番号", (("申込日と受付番号", "受付日と申込番号"),)),
        ("", "氏名", (("", "氏名"),)),
    ],
)
def test_differences_are_whole_words(one: str, other: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert differences(one, other) == expected


@pytest.mark.parametrize("text", ["ID", "ＩＤ", "I D", "id", "Ｉ　Ｄ", "I\u200bD"])
def test_folded_passes_over_width_case_spaces_and_invisible_characters(text: str) -> None:
    assert folded(text) == "id"


def test_nearest_gives_the_most_similar_name() -> None:
    names = ["施錠保管", "受渡しの管理簿", "手交時の運搬"]
    assert nearest("施錠の保管", names) == "施錠保管"
    assert nearest("受渡し管理簿", names) == "受渡しの管理簿"
    assert nearest("通信の暗号化", names) is None


@pytest.mark.parametrize(
    "name",
    [
        "株式会社日本電気",
        "日本電気株式会社",
        "（株）日本電気",
        "日本電気(株)",
        "㈱日本電気",
        "日本電気 ㈱",
        "㈱　日本電気",
    ],
)
def test_a_company_is_the_same_however_its_form_is_written(name: str) -> None:
    assert company(name) == ("日本電気", "株式会社")


@pytest.mark.parametrize("name", ["有限会社見本", "（有）見本", "見本㈲"])
def test_another_form_is_another_company(name: str) -> None:
    assert company(name) == ("見本", "有限会社")
    assert company("見本") == ("見本", "")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("新宿システム", "新宿システムズ", True),
        ("日本電気", "日本電器", False),
        ("ソリューションイノベータ", "ソリューションイノベーター", True),
        ("ntt東日本", "ntt西日本", False),
        ("第1共同企業体", "第2共同企業体", False),
        ("新宿システム", "新宿システム", False),
        ("新宿システム", "渋谷印刷", False),
    ],
)
def test_names_that_are_most_likely_a_slip(one: str, other: str, expected: bool) -> None:
    assert is_slip(one, other) is expected


def test_only_the_beginning_of_a_long_candidate_is_compared() -> None:
    assert nearest("a" * 300, ["a" * 200 + "b" * 100_000]) == "a" * 200 + "b" * 100_000
