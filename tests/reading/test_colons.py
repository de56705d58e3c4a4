from __future__ import annotations

import pytest

from kojin_check.reading.lines import LONGEST_LINE, misread_colon, split_line


@pytest.mark.parametrize(("line", "at"), [("件名：x", 2), ("title:x", 5), ("title:　x", 5), ("  - 件名：x", 6)])
def test_a_colon_that_yaml_does_not_take_for_one(line: str, at: int) -> None:
    assert misread_colon(split_line(line)) == at


@pytest.mark.parametrize(
    "line",
    ["件名: x", "件名:", "件名:  ", "https://example.jp", "10:30 開始", "件名 #メモ: x", "件名: " + "x" * LONGEST_LINE],
)
def test_no_such_colon(line: str) -> None:
    """A comment and a very long line have no key, but a space behind a colon is there all the same."""
    assert misread_colon(split_line(line)) == -1
