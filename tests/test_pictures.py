from __future__ import annotations

import re

from tests.pictures import PICTURES, too_large
from tests.readme import README


def test_readme_shows_all_pictures_and_none_is_large() -> None:
    shown = set(re.findall(r'src="\.github/pictures/([^"]+)"', README.read_text("utf-8")))

    assert (
        shown
        == {path.name for path in PICTURES.iterdir()}
        == {"print.png", "workbook.png", "terminal.png", "status.png"}
    )
    assert list(too_large()) == []
