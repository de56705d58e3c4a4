from __future__ import annotations

from kojin_check.model.entries import Known, Likeness, ListEntry, entries

ROUTE = ("matters", 0, "data_items")


def entry(text: str) -> ListEntry:
    return next(entries(("matters", 1, "data_items"), [text]))


def test_entries_keep_their_routes_and_leave_blank_ones_out() -> None:
    assert [(one.route, one.text, one.folded) for one in entries(ROUTE, ["氏 名", "", "　", "ＩＤ"])] == [
        ((*ROUTE, 0), "氏 名", "氏名"),
        ((*ROUTE, 3), "ＩＤ", "id"),
    ]


def test_known_entries_are_compared_without_width_and_spaces() -> None:
    known = Known(entries(ROUTE, ["氏名", "ＩＤ", "ID"]))
    assert len(known) == 2
    assert entry("I D") in known
    assert entry("住所") not in known
    assert not Known(entries(ROUTE, [""]))


def test_the_most_similar_entry_is_given_with_its_route() -> None:
    known = Known(entries(ROUTE, ["氏名", "回答に関する電子データ"]))
    similar = Likeness().most_like(entry("回答に関連する電子データ"), known)
    assert similar is not None
    assert (similar.route, similar.text) == ((*ROUTE, 1), "回答に関する電子データ")
    assert Likeness().most_like(entry("口座番号"), known) is None


def test_near_matches_end_with_the_limit() -> None:
    known = Known(entries(ROUTE, ["氏名", "住所等"]))
    likeness = Likeness(limit=5)
    found = [likeness.most_like(entry("住所"), known) for _ in range(3)]
    assert [one is not None for one in found] == [True, True, False]
