"""Who writes a form for the first time and does what the messages say is done after two rounds."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.lint.beginners import FOLDER, states

FORMS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_two_rounds_are_enough(path: Path, tmp_path: Path) -> None:
    typed, once, twice = states(path)

    assert typed.expected
    assert once.expected
    assert twice.expected == ""
    for number, state in enumerate((typed, once, twice)):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert state.found(folder) == state.expected
