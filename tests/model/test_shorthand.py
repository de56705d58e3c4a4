from __future__ import annotations

import pytest

from kojin_check import load_library
from kojin_check.model.case import Case, Party, Period
from kojin_check.model.dates import parse
from kojin_check.model.decode import Decoded, decode
from kojin_check.model.outline_of import outline_of
from kojin_check.model.shorthand import spelt_out
from kojin_check.reading.reading import read_text
from kojin_check.reading.tree import Tree

R5 = load_library().require("r5").definition
MATTER = "matters:\n  - type: 業務委託\n"


def read(line: str) -> tuple[Tree, Decoded[Case]]:
    tree = spelt_out(Case, read_text("case.yaml", f"{MATTER}{line}\n", outline_of(Case)), R5)
    return tree, decode(Case, tree)


@pytest.mark.parametrize(
    ("line", "media"),
    [
        ("    media: 電磁的媒体", ["電磁的媒体"]),
        ("    media: 電磁的媒体・紙媒体", ["電磁的媒体", "紙媒体"]),
        ("    media: [電磁的媒体・紙媒体, 可搬媒体]", ["電磁的媒体", "紙媒体", "可搬媒体"]),
        ("    media: 電磁的媒体及び紙媒体", ["電磁的媒体", "紙媒体"]),
        ("    media: 電磁的媒体と紙媒体", ["電磁的媒体", "紙媒体"]),
        ("    media: 電磁的媒体・テープ", ["電磁的媒体", "テープ"]),
        ("    media: 電磁的媒体、", ["電磁的媒体"]),
    ],
)
def test_media(line: str, media: list[str]) -> None:
    assert read(line)[1].model.matters[0].media == media


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("    data_items: ID、パスワード、氏名", ["ID", "パスワード", "氏名"]),
        ("    data_items: メールアドレス（ID、登録用）、氏名", ["メールアドレス（ID、登録用）", "氏名"]),
        ("    data_items: [氏名、住所, 電話番号]", ["氏名", "住所", "電話番号"]),
        ("    data_items:\n      - 氏名、住所\n      - 電話番号", ["氏名", "住所", "電話番号"]),
        ("    data_items: 氏名", ["氏名"]),
        ("    data_items: [氏名, なし]", ["氏名", "なし"]),
    ],
)
def test_data_items(line: str, items: list[str]) -> None:
    assert read(line)[1].model.matters[0].data_items == items


@pytest.mark.parametrize("text", ["なし", "氏名・住所", "氏名, 住所"])
def test_a_text_that_may_mean_something_else_is_not_guessed(text: str) -> None:
    _, decoded = read(f"    data_items: {text}")

    assert [problem.code for problem in decoded.problems if "data_items" in problem.message.ja] == ["KJ006"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("株式会社X", Party(name="株式会社X")),
        (
            "株式会社X（プライバシーマーク、ISMS認証取得済）",
            Party(name="株式会社X", certifications=["プライバシーマーク", "ISMS認証"]),
        ),
        ("（株）X(ISMS認証を取得済み)", Party(name="（株）X", certifications=["ISMS認証"])),
        ("X（株）", Party(name="X（株）")),
        ("X株式会社（本社）", Party(name="X株式会社（本社）")),
    ],
)
def test_party(text: str, party: Party) -> None:
    assert read(f"    party: {text}")[1].model.matters[0].party == party


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("    periods: 令和8年4月1日から令和9年3月31日まで", ("令和8年4月1日", "令和9年3月31日", None, None)),
        ("    periods: [令和8年4月1日から令和9年3月31日まで]", ("令和8年4月1日", "令和9年3月31日", None, None)),
        (
            "    periods: 保守 令和8年4月1日～令和9年3月31日（次年度以降も、同様の保守を行う。）",
            ("令和8年4月1日", "令和9年3月31日", "保守", True),
        ),
        ("    periods: 契約締結日から令和9年3月31日まで", (None, "令和9年3月31日", None, None)),
        ("    periods: [{from: 契約締結日, to: 令和9年3月31日}]", (None, "令和9年3月31日", None, None)),
    ],
)
def test_periods(line: str, period: tuple[str | None, str, str | None, bool | None]) -> None:
    start, end, name, renews = period
    written = {"from": start, "to": end, "name": name, "renews": renews}

    assert read(line)[1].model.matters[0].periods == [Period.model_validate(written)]
    assert parse(end) == read(line)[1].model.matters[0].periods[0].to


def test_every_part_has_its_own_place() -> None:
    tree, _ = read('    data_items: 氏名、 住所、電話番号\n    media: ["紙媒体・電磁的媒体"]')

    assert tree.locate(("matters", 0, "data_items", 1)) == (3, 21, 3, 23)
    assert tree.locate(("matters", 0, "data_items", 2)) == (3, 24, 3, 28)
    assert tree.locate(("matters", 0, "media", 1)) == (4, 18, 4, 23)


def test_what_is_written_in_full_stays_the_same_tree() -> None:
    tree = read_text("case.yaml", f"{MATTER}    party: {{name: X}}\n    data_items: [氏名]\n", outline_of(Case))

    assert spelt_out(Case, tree, R5).root is tree.root
