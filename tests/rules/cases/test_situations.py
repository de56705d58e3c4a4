"""Each rule says what stands in the situations, word for word, and nothing where nothing stands."""

from __future__ import annotations

import pytest
from tests.rules.cases.situations import FOLDER, situations, written

FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("theme", [file.stem for file in FILES])
def test_each_rule_says_what_stands_below_the_case(theme: str) -> None:
    text = (FOLDER / f"{theme}.txt").read_text(encoding="utf-8")
    all_of_them = list(situations(text))

    assert "".join(written(one, one.expected) for one in all_of_them) == text, "the whole file is read"
    for one in all_of_them:
        assert one.found == one.expected, f"{one.code}: {one.shows}"
