from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from kojin_check.diff.affected import Survey
from kojin_check.diff.changes import VersionDiff
from kojin_check.findings import Language
from kojin_check.output.comparison_table import Comparison
from kojin_check.output.diff.markdown import report
from kojin_check.output.style import Style

EXPECTED = Path(__file__).parent / "expected"
OURS = {
    *("h2", "h3", "p", "strong", "ul", "li", "br", "code", "sub", "ins", "del", "span"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


class Page(HTMLParser):
    """The elements of a page, and how many cells each row has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


def written(diff: VersionDiff, survey: Survey | None, language: Language = "ja") -> str:
    return "".join(report(Comparison(diff, survey), Style(language=language)))


def rendered(markdown: str) -> Page:
    return Page(MarkdownIt("gfm-like", {"html": True}).render(markdown))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_everything_that_changes(language: Language, diff: VersionDiff, touched: Survey) -> None:
    assert written(diff, touched, language) == (EXPECTED / f"{language}.md").read_text(encoding="utf-8")


def test_a_renderer_makes_tables_of_two_columns(diff: VersionDiff) -> None:
    page = rendered(written(diff, None))

    assert page.tags.count("table") == 3  # The counts, what holds for all forms, and one form.
    assert page.tags.count("td") - 6 == 2 * (1 + 11)
    assert set(page.tags) <= OURS


def test_no_difference_is_said_to_be_none(nothing: VersionDiff) -> None:
    text = written(nothing, None)

    assert "**違いはありません。**" in text
    assert "|" not in text


def test_hostile_text_stays_text(hostile: tuple[VersionDiff, Survey]) -> None:
    text = written(*hostile)
    page = rendered(text)

    assert set(page.tags) <= OURS
    assert set(page.attributes) <= {"style"}  # The alignment of cells.
    assert page.tags.count("table") == 4
    assert "\x1b" not in text
    assert not any(line.startswith(("::", "# ")) for line in text.split("\n"))
