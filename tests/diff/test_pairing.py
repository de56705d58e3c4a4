from __future__ import annotations

import pytest
from tests.samples.edited_versions import with_form, with_item, with_items, with_moved_item, with_new_item, without_item
from tests.samples.versions import form, item, version

from kojin_check.diff.pairing import NEARLY_THE_SAME, Pairing, likeness, pair_forms, pair_items
from kojin_check.model.library import Library, Version

STORAGE = "個人情報は、施錠できる金庫又はキャビネット等に保管する。"
LEDGER = "個人情報の受渡しにあたっては、日時、取扱者及び数量を管理簿に記載する。"
ENCRYPTION = "通信内容は暗号化し、通信途上の盗用、改ざん、成りすましを防止する。"


@pytest.fixture
def small() -> Version:
    """Two actors that share an id, on two forms."""
    sections = {
        ("区", "運用"): [item("保管", STORAGE), item("管理簿", LEDGER)],
        ("区", "システム"): [item("暗号化", ENCRYPTION)],
        ("事業者", "運用"): [item("保管", STORAGE.replace("保管する", "保管させる"))],
    }
    return version("a", form(sections), form({("区", "運用"): [item("保管", STORAGE)]}, number=6))


def pairing(old: Version, new: Version) -> Pairing:
    return pair_items(pair_forms(old.checklists, new.checklists))


def addresses(found: Pairing) -> tuple[set[tuple[str, str]], list[str], list[str]]:
    """The pairs whose address differs, then what is added and what is removed."""
    pairs = {(old.address, new.address) for old, new in found.pairs if old.address != new.address}
    return pairs, [one.address for one in found.added], [one.address for one in found.removed]


def test_all_items_pair_by_their_identity(small: Version) -> None:
    found = pairing(small, small)

    assert addresses(found) == (set(), [], [])
    assert [old.address for old, _ in found.pairs] == [
        "5/区/運用/保管",
        "5/区/運用/管理簿",
        "5/区/システム/暗号化",
        "5/事業者/運用/保管",
        "6/区/運用/保管",
    ]
    assert [new.position for _, new in found.pairs] == [0, 1, 2, 3, 0]


def test_kind_and_order_are_no_part_of_the_identity(small: Version) -> None:
    moved = with_moved_item(small, "5/区/運用/保管", "5/区/システム", 1)

    assert addresses(pairing(small, moved)) == ({("5/区/運用/保管", "5/区/システム/保管")}, [], [])


def test_an_item_with_nearly_the_same_text_has_been_renamed(small: Version) -> None:
    renamed = with_item(small, "5/区/運用/管理簿", id="授受簿", text=LEDGER.replace("日時", "日付"))

    assert addresses(pairing(small, renamed)) == ({("5/区/運用/管理簿", "5/区/運用/授受簿")}, [], [])


def test_an_item_with_another_text_has_not(small: Version) -> None:
    replaced = with_item(small, "5/区/運用/管理簿", id="教育", text="取扱者に対し、年1回以上の研修を実施する。")

    assert addresses(pairing(small, replaced)) == (set(), ["5/区/運用/教育"], ["5/区/運用/管理簿"])


def test_of_several_alike_the_most_alike_is_the_one() -> None:
    old = version("a", form({("区", "運用"): [item("一", STORAGE), item("二", STORAGE + "鍵は責任者が持つ。")]}))
    new = version("b", form({("区", "運用"): [item("三", STORAGE + "鍵は責任者が持つ。"), item("四", STORAGE)]}))

    assert addresses(pairing(old, new))[0] == {("5/区/運用/一", "5/区/運用/四"), ("5/区/運用/二", "5/区/運用/三")}


def test_what_is_alike_under_another_actor_has_not_been_renamed(small: Version) -> None:
    new = with_items(
        without_item(small, "5/区/運用/保管"), "5/事業者/運用", lambda items: [*items, item("金庫", STORAGE)]
    )

    assert addresses(pairing(small, new)) == (set(), ["5/事業者/運用/金庫"], ["5/区/運用/保管"])


def test_formerly_declares_a_new_id_whatever_the_text(small: Version) -> None:
    new = with_item(small, "5/区/運用/管理簿", id="教育", text="研修を実施する。", formerly="管理簿")

    assert addresses(pairing(small, new)) == ({("5/区/運用/管理簿", "5/区/運用/教育")}, [], [])
    assert addresses(pairing(new, small)) == ({("5/区/運用/教育", "5/区/運用/管理簿")}, [], [])


def test_formerly_weighs_more_than_an_id_that_is_used_again(small: Version) -> None:
    renamed = with_item(small, "5/区/運用/管理簿", id="授受簿", formerly="管理簿")
    new = with_new_item(renamed, "5/区/運用", 0, item("管理簿", "廃棄の記録を残す。"))

    assert addresses(pairing(small, new)) == (
        {("5/区/運用/管理簿", "5/区/運用/授受簿")},
        ["5/区/運用/管理簿"],
        [],
    )


def test_formerly_that_was_left_standing_changes_nothing(small: Version) -> None:
    left = with_item(small, "5/区/運用/管理簿", formerly="保管")

    assert addresses(pairing(left, left)) == (set(), [], [])
    assert addresses(pairing(small, left)) == (set(), [], [])


def test_formerly_does_not_take_an_item_that_is_still_there_elsewhere(small: Version) -> None:
    new = with_new_item(small, "5/事業者/運用", 1, item("記録", "履歴を残す。", formerly="管理簿"))

    assert addresses(pairing(small, new)) == (set(), ["5/事業者/運用/記録"], [])


def test_formerly_finds_an_item_that_has_also_moved_to_another_actor(small: Version) -> None:
    gone = without_item(small, "5/区/運用/管理簿")
    new = with_new_item(gone, "5/事業者/運用", 1, item("授受簿", "授受を記録させる。", formerly="管理簿"))

    assert addresses(pairing(small, new)) == ({("5/区/運用/管理簿", "5/事業者/運用/授受簿")}, [], [])


def test_the_same_id_under_another_actor_has_moved(small: Version) -> None:
    new = with_moved_item(small, "5/区/運用/管理簿", "5/事業者/運用", 0)

    assert addresses(pairing(small, new)) == ({("5/区/運用/管理簿", "5/事業者/運用/管理簿")}, [], [])


def test_the_same_id_on_another_form_has_moved_if_the_text_is_nearly_the_same(small: Version) -> None:
    moved = with_moved_item(small, "5/区/運用/管理簿", "6/区/運用", 1)
    other = with_new_item(
        without_item(small, "5/区/運用/管理簿"), "6/区/運用", 1, item("管理簿", "紙の台帳は、書庫に置く。")
    )

    assert addresses(pairing(small, moved)) == ({("5/区/運用/管理簿", "6/区/運用/管理簿")}, [], [])
    assert addresses(pairing(small, other)) == (set(), ["6/区/運用/管理簿"], ["5/区/運用/管理簿"])


def test_of_an_id_that_stands_twice_the_first_counts(small: Version) -> None:
    twice = with_new_item(small, "5/区/システム", 0, item("保管", "別の文言。"))

    assert addresses(pairing(small, twice)) == (set(), [], [])


def test_a_form_with_a_new_number_is_the_same_form(small: Version) -> None:
    new = with_form(small, 5, number=9, scope=None)

    # Two forms of the same type and scope were there, but only one of them has gone.
    assert [
        (pair.old and pair.old.number, pair.new and pair.new.number)
        for pair in pair_forms(small.checklists, new.checklists)
    ] == [
        (6, 6),
        (5, 9),
    ]


def test_forms_that_are_gone_pair_with_none_when_several_could_be_meant(small: Version) -> None:
    both = with_form(with_form(small, 5, number=8), 6, number=9)

    found = pair_forms(small.checklists, both.checklists)

    assert [(pair.old and pair.old.number, pair.new and pair.new.number) for pair in found] == [
        (5, None),
        (6, None),
        (None, 8),
        (None, 9),
    ]


def test_likeness_ignores_spelling() -> None:
    assert likeness("個人情報の受け渡し", "個人情報の受渡し") == 1.0
    assert likeness("個人情報の受渡し", "通信の暗号化") == 0.0


def test_no_two_measures_of_a_side_are_alike_enough_to_be_taken_for_one(library: Library) -> None:
    for one in library.require("r7-draft").checklists.values():
        for actor, placed in one.by_actor.items():
            texts = [item.text for _, item in placed.values()]
            alike = [
                (first, second)
                for at, first in enumerate(texts)
                for second in texts[at + 1 :]
                if likeness(first, second) >= NEARLY_THE_SAME
            ]
            assert alike == [], (one.number, actor)
