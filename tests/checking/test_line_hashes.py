"""The hash of a line is what GitHub computes; the values were worked out by hand from its definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT

from kojin_check.checking.line_hashes import line_hashes


def value(*units: int) -> str:
    """The polynomial over 100 units, missing ones being zero."""
    padded = [*units, *[0] * 100][:100]
    return format(sum(unit * 37 ** (99 - place) for place, unit in enumerate(padded)) % 2**64, "x")


END = 0xFFFF


def test_a_line_counts_with_what_follows_without_blanks() -> None:
    expected = {1: f"{value(97, 98, 10, 99, END)}:1", 2: f"{value(99, END)}:1"}
    for text in ("ab\nc", "a b\r\n\tc", " ab \rc "):
        assert line_hashes(text.encode(), (1, 2)) == expected
    assert line_hashes(b"ab\nc", (2, 3)) == {2: expected[2]}


def test_equal_places_are_counted_from_the_top() -> None:
    text = "a\n" * 60 + "b"
    hashes = line_hashes(text.encode(), range(1, 62))
    assert [hashes[line].partition(":")[2] for line in range(1, 13)] == [str(number) for number in range(1, 12)] + ["1"]
    assert len(set(hashes.values())) == 61


def test_characters_are_utf16_units_and_a_mark_at_the_beginning_is_one() -> None:
    assert line_hashes("\ufeff𠮷".encode(), [1]) == {1: f"{value(0xFEFF, 0xD842, 0xDFB7, END)}:1"}
    assert line_hashes(("○" * 200).encode(), [1]) == {1: f"{value(*[0x25CB] * 100)}:1"}


def test_a_file_in_another_encoding_has_none() -> None:
    assert line_hashes("案件".encode("cp932"), [1]) == {}
    assert line_hashes("案件".encode("cp932"), []) == {}


@given(st.text(st.sampled_from("ab \t\r\n○𠮷"), max_size=300))
def test_every_line_has_one_of_its_own(text: str) -> None:
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    hashes = line_hashes(text.encode(), range(1, count + 3))
    assert set(hashes) == set(range(1, count + 1))
    assert len(set(hashes.values())) == count


def test_the_published_case() -> None:
    data = (ROOT / "cases" / "faq-system.yaml").read_bytes()
    squeezed = data.decode().translate({32: None, 9: None}).split("\n", 211)[211]
    expected = value(*(ord(character) for character in squeezed[:100]))
    assert line_hashes(data, [212])[212] == f"{expected}:1"
