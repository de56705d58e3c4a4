from __future__ import annotations

import pytest

from kojin_check.editing.edits import apply_edits
from kojin_check.editing.relocation import Relocation, relocated
from kojin_check.findings import Text
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Route, read_tree

ORDER = ("一", "二", "三", "四")


def moved(text: str, item: str = "二", source: str = "甲", target: str = "乙", *headings: str) -> str | None:
    """The text after `item` has moved from one mapping below `区` to another one."""
    tree = read_tree(Source("case.yaml", text))
    assert tree.problems == ()
    route: Route = ("区", source, item)
    relocation = Relocation(
        Text("移す", "move"), route, ("区", target), ORDER, ("甲", "乙", "丙"), headings=frozenset(headings)
    )
    edits = relocated(relocation, tree)
    return None if edits is None else apply_edits(text, edits)


class TestPlace:
    @pytest.mark.parametrize(
        ("there", "expected"),
        [
            ("    一: ○\n    三: ○\n", "    一: ○\n    二: −\n    三: ○\n"),
            ("    三: ○\n    四: ○\n", "    二: −\n    三: ○\n    四: ○\n"),
            ("    一: ○\n", "    一: ○\n    二: −\n"),
            # Whatever the order is in which the others stand: behind the one that precedes it on the form.
            ("    四: ○\n    一: ○\n    三: ○\n", "    四: ○\n    一: ○\n    二: −\n    三: ○\n"),
            ("    他: ○\n", "    他: ○\n    二: −\n"),
        ],
    )
    def test_it_comes_where_the_form_has_it(self, there: str, expected: str) -> None:
        text = f"区:\n  甲:\n    四: ○\n    二: −\n  乙:\n{there}"

        assert moved(text) == f"区:\n  甲:\n    四: ○\n  乙:\n{expected}"

    def test_it_can_go_upwards(self) -> None:
        text = "区:\n  甲:\n    一: ○\n    三: ○\n  乙:\n    二: −\n    四: ○\n"

        assert moved(text, "二", "乙", "甲") == "区:\n  甲:\n    一: ○\n    二: −\n    三: ○\n  乙:\n    四: ○\n"

    def test_a_blank_mapping_is_filled(self) -> None:
        assert moved("区:\n  甲:\n    一: ○\n    二: −\n  乙:   # まだ\n") == (
            "区:\n  甲:\n    一: ○\n  乙:   # まだ\n    二: −\n"
        )

    def test_an_absent_mapping_is_made_among_its_siblings(self) -> None:
        text = "区:\n  甲:\n    一: ○\n    二: −\n  # 丙の見出し\n  丙:\n    四: ○\n"

        assert moved(text) == ("区:\n  甲:\n    一: ○\n  乙:\n    二: −\n  # 丙の見出し\n  丙:\n    四: ○\n")

    def test_one_left_without_entries_stays_blank(self) -> None:
        assert moved("区:\n  甲:\n    二: −\n  乙:\n    一: ○\n") == "区:\n  甲:\n  乙:\n    一: ○\n    二: −\n"


class TestLines:
    def test_its_comments_and_all_its_lines_go_with_it(self) -> None:
        text = (
            "区:\n  甲:\n    # 一の全文\n    一: ○\n    # 二の全文\n    # 二の覚え書き\n    二:   # 行末\n"
            "      mark: −\n      reason: |\n        理由の一\n\n        理由の二\n    # 三の全文\n    三: ○\n  乙:\n    四: ○\n"
        )

        assert moved(text) == (
            "区:\n  甲:\n    # 一の全文\n    一: ○\n    # 三の全文\n    三: ○\n  乙:\n"
            "    # 二の全文\n    # 二の覚え書き\n    二:   # 行末\n"
            "      mark: −\n      reason: |\n        理由の一\n\n        理由の二\n    四: ○\n"
        )

    def test_a_heading_above_the_first_entry_stays(self) -> None:
        text = "区:\n  甲:\n    # 甲の見出し\n    # 二の全文\n    二: −\n    三: ○\n  乙:\n    # 乙の見出し\n    # 四の全文\n    四: ○\n"

        assert moved(text, "二", "甲", "乙", "甲の見出し", "乙の見出し") == (
            "区:\n  甲:\n    # 甲の見出し\n    三: ○\n  乙:\n    # 乙の見出し\n    # 二の全文\n    二: −\n    # 四の全文\n    四: ○\n"
        )

    def test_it_is_indented_as_the_entries_there(self) -> None:
        text = "区:\n  甲:\n    二:\n      mark: −\n  乙:\n     - x\n".replace("     - x\n", "       四: ○\n")

        assert moved(text) == "区:\n  甲:\n  乙:\n       二:\n         mark: −\n       四: ○\n"

    def test_blank_lines_between_entries_are_kept_and_made(self) -> None:
        text = "区:\n  甲:\n    一: ○\n\n    二: −\n\n    四: ○\n\n  乙:\n    三: ○\n\n    他: ○\n"

        assert moved(text) == "区:\n  甲:\n    一: ○\n\n    四: ○\n\n  乙:\n    二: −\n\n    三: ○\n\n    他: ○\n"

    def test_the_first_entry_takes_the_blank_lines_below_it_along(self) -> None:
        text = "区:\n  甲:\n    二: −\n\n    四: ○\n  乙:\n    三: ○\n"

        assert moved(text) == "区:\n  甲:\n    四: ○\n  乙:\n    二: −\n    三: ○\n"

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("final", [True, False])
    def test_line_ends_stay(self, end: str, final: bool) -> None:
        below = "区:\n  甲:\n    一: ○\n    二: −\n  乙:\n    三: ○\n".replace("\n", end)
        above = "区:\n  乙:\n    一: ○\n  甲:\n    三: ○\n    二: −\n".replace("\n", end)
        if not final:
            below, above = below.removesuffix(end), above.removesuffix(end)
        moved_down = "区:\n  甲:\n    一: ○\n  乙:\n    二: −\n    三: ○\n".replace("\n", end)
        moved_up = "区:\n  乙:\n    一: ○\n    二: −\n  甲:\n    三: ○\n".replace("\n", end)

        assert moved(below) == (moved_down if final else moved_down.removesuffix(end))
        assert moved(above) == (moved_up if final else moved_up.removesuffix(end))

    def test_it_may_become_the_last_line_of_a_file_without_a_final_line_end(self) -> None:
        assert moved("区:\n  甲:\n    二: −\n  乙:\n    一: ○") == "区:\n  甲:\n  乙:\n    一: ○\n    二: −"


@pytest.mark.parametrize(
    "text",
    [
        "区:\n  甲: {一: ○, 二: −}\n  乙:\n    三: ○\n",
        "区:\n  甲:\n    二: −\n  乙: {三: ○}\n",
        "区: {甲: {二: −}, 乙: {三: ○}}\n",
        "区: {\n  甲: {\n    二: −\n  },\n  乙: {三: ○}}\n",
        "区:\n  甲:\n    ? 二\n    : −\n  乙:\n    三: ○\n",
        "区:\n  甲:\n    二: −\n  乙: ○\n",
        "区:\n  甲:\n    二: −\n  乙:\n    二: ○\n",
        "区:\n  甲:\n    二: −\n  乙: []\n",
    ],
)
def test_what_is_no_plain_block_is_left_alone(text: str) -> None:
    assert moved(text) is None
