"""Texts are compared with each other only up to a limit, which says so."""

from __future__ import annotations

import pytest
from tests.samples.versions import form, item, version

from kojin_check.diff.compare import compare
from kojin_check.diff.pairing import likeness, pair_forms, pair_items
from kojin_check.errors import LibraryError


def test_so_many_new_names_that_nobody_could_tell_which_is_which() -> None:
    old, new = (
        version(name, form({("区", "運用"): [item(f"{name}{number}") for number in range(201)]}))
        for name in ("旧", "新")
    )

    with pytest.raises(LibraryError) as raised:
        compare(old, new)

    assert raised.value.message.ja == (
        "チェックリスト 5 の「区」では、項目の名前（id）が201件なくなり201件増えているので、対応を探せません。"
        "同じ対策には同じ id を付けるか、新しい項目に formerly（前の版での id）を書いてください。"
    )


def test_names_that_are_declared_need_no_search() -> None:
    old = version("旧", form({("区", "運用"): [item(f"旧{number}") for number in range(300)]}))
    new = version("新", form({("区", "運用"): [item(f"新{number}", formerly=f"旧{number}") for number in range(300)]}))

    assert len(pair_items(pair_forms(old.checklists, new.checklists)).pairs) == 300


def test_long_texts_are_alike_only_where_they_are_the_same() -> None:
    text = "個人情報を保管する。" * 100

    assert likeness(text, text) == 1.0
    assert likeness(text, text + "鍵をかける。") == 0.0
    assert likeness(text[:300], text[:290] + "鍵をかける") > 0.9
