from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kojin_check.diff.rewording import Passage, reword

SENTENCES = st.text(alphabet="個人情報を保管する。、10ab\n", max_size=60)


def marked(passages: tuple[Passage, ...]) -> str:
    """The text with its changed passages in brackets."""
    return "".join(f"[{passage.text}]" if passage.changed else passage.text for passage in passages)


@pytest.mark.parametrize(
    ("old", "new", "old_marked", "new_marked"),
    [
        ("保管する。", "保管する。", "保管する。", "保管する。"),
        ("保管する。", "保管させる。", "保管[す]る。", "保管[させ]る。"),
        ("金庫等に保管する。", "金庫に保管する。", "金庫[等]に保管する。", "金庫に保管する。"),
        ("確認する。", "毎年確認する。", "確認する。", "[毎年]確認する。"),
        ("10日以内に", "11日以内に", "[10]日以内に", "[11]日以内に"),
        ("USBを使う", "USAを使う", "[USB]を使う", "[USA]を使う"),
        (
            "金庫又はキャビネット等に保管する。",
            "耐火の金庫に保管し、鍵をかける。",
            "[金庫又はキャビネット等]に保管[す]る。",
            "[耐火の金庫]に保管[し、鍵をかけ]る。",
        ),
        ("", "保管する", "", "[保管する]"),
        ("保管する", "", "[保管する]", ""),
    ],
)
def test_marks_what_differs(old: str, new: str, old_marked: str, new_marked: str) -> None:
    rewording = reword(old, new)

    assert (marked(rewording.old), marked(rewording.new)) == (old_marked, new_marked)


def test_short_equal_stretches_between_longer_changes_count_as_changed() -> None:
    rewording = reword("あいうxえおか", "かきくxけこさ")

    assert marked(rewording.old) == "[あいうxえおか]"
    assert marked(rewording.new) == "[かきくxけこさ]"


def test_very_long_texts_are_compared_from_both_ends() -> None:
    rewording = reword("前" + "甲" * 5000 + "乙" * 5000 + "後", "前" + "乙" * 5000 + "甲" * 5000 + "後")

    assert marked(rewording.old) == "前[" + "甲" * 5000 + "乙" * 5000 + "]後"


@given(SENTENCES, SENTENCES)
def test_the_passages_are_the_texts(old: str, new: str) -> None:
    rewording = reword(old, new)

    assert "".join(passage.text for passage in rewording.old) == old
    assert "".join(passage.text for passage in rewording.new) == new
    assert "".join(passage.text for passage in rewording.old if not passage.changed) == "".join(
        passage.text for passage in rewording.new if not passage.changed
    )
    assert any(passage.changed for passage in (*rewording.old, *rewording.new)) == (old != new)


@given(SENTENCES, SENTENCES)
def test_neighbouring_passages_differ_in_kind(old: str, new: str) -> None:
    for passages in reword(old, new).old, reword(old, new).new:
        assert all(passage.text for passage in passages)
        assert all(one.changed or other.changed for one, other in pairwise(passages))
