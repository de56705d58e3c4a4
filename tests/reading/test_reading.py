from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kojin_check.checking.engine import check_bytes
from kojin_check.findings import Severity
from kojin_check.model.checklist import Checklist
from kojin_check.model.library import Library
from kojin_check.model.outline_of import outline_of
from kojin_check.reading.oddities import oddities
from kojin_check.reading.reading import MAX_BYTES, read_bytes, read_text
from kojin_check.reading.tree import MAX_NODES, MAX_PROBLEMS


def places(data: bytes, library: Library) -> list[tuple[str, int, int]]:
    findings = check_bytes("case.yaml", data, library).findings
    return [(finding.rule, finding.span.line, finding.span.column) for finding in findings if finding.rule != "KJ002"]


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in read_bytes("case.yaml", data).problems]


def problems(data: bytes) -> list[tuple[str, int, int]]:
    return [(problem.code, *problem.span[:2]) for problem in read_bytes("case.yaml", data).problems]


class TestTheSameCaseInOtherForms:
    """The published case gives the same findings at the same places however it was saved."""

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
    def test_with_a_byte_order_mark(self, encoding: str, published_case: str, library: Library) -> None:
        assert places(published_case.encode(encoding), library) == places(published_case.encode(), library)

    @pytest.mark.parametrize("line_end", ["\r\n", "\r"])
    def test_with_other_line_ends(self, line_end: str, published_case: str, library: Library) -> None:
        other = published_case.replace("\n", line_end).encode()
        assert places(other, library) == places(published_case.encode(), library)

    def test_without_final_line_end(self, published_case: str, library: Library) -> None:
        assert places(published_case.rstrip("\n").encode(), library) == places(published_case.encode(), library)

    def test_decomposed(self, published_case: str, library: Library) -> None:
        decomposed = unicodedata.normalize("NFD", published_case)
        assert decomposed != published_case
        assert places(decomposed.encode(), library) == places(published_case.encode(), library)


def test_utf16_is_read_with_a_hint_that_does_not_fail(published_case: str, library: Library) -> None:
    findings = check_bytes("case.yaml", published_case.encode("utf-16"), library).findings
    assert [(finding.rule, finding.severity) for finding in findings if finding.rule == "KJ002"] == [
        ("KJ002", Severity.INFO)
    ]


class TestLimits:
    @pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
    def test_deep_nesting(self, opening: str) -> None:
        assert codes((opening * 30_000).encode()) == ["KJ008"]

    @pytest.mark.parametrize(
        ("before", "opening", "line", "column"),
        [
            ("", "[", 1, 65),
            ("件名: x\n備考: ", "[", 2, 68),
            ("x: ", "[[a, ", 1, 160),
            ("x: ", "{a: ", 1, 256),
            ("x: ", "[{a: ", 1, 160),
            ("x: ", "{? ", 1, 193),
            ("x: ", "[\n", 64, 1),
            ("", "- ", 1, 129),
            ("", "? ", 1, 129),
            ("", "- ? ", 1, 129),
        ],
    )
    def test_level_65_is_too_deep(self, before: str, opening: str, line: int, column: int) -> None:
        """libyaml 0.2.6 gives up on level 1,001, and may do so before it has told of level 65."""
        assert problems((before + opening * 30_000).encode()) == [("KJ008", line, column)]

    def test_level_64_is_not(self) -> None:
        assert problems(b"[" * 64 + b"]" * 64) == []

    def test_deep_nesting_behind_slips(self) -> None:
        """Positions are those of the file, also where the text was repaired and tried out before."""
        text = "件名\x00: x\n備\x00考: " + "[" * 30_000
        assert problems(text.encode()) == [("KJ001", 1, 3), ("KJ001", 2, 2), ("KJ008", 2, 69)]

        text = "件名:x\n備考: " + "[" * 30_000
        assert problems(text.encode()) == [("KJ001", 1, 3), ("KJ008", 2, 68)]

    def test_deep_nesting_where_a_key_is_looked_for(self) -> None:
        """Here libyaml gets no farther than to the place where it is too deep for itself, or misses the key's colon."""
        assert codes(("件名: x\n" + "[" * 30_000).encode()) in (["KJ008"], ["KJ001"])

    def test_size(self) -> None:
        assert codes(b"a: " + b"x" * MAX_BYTES) == ["KJ008"]

    def test_number_of_values(self) -> None:
        assert codes(("- a\n" * (MAX_NODES + 1)).encode()) == ["KJ008"]

    def test_a_million_aliases_end_the_reading(self) -> None:
        problems = codes(b"a: &a x\nb: [" + b"*a," * 1_000_000 + b"]\n")
        assert set(problems) == {"KJ007"}
        assert len(problems) == MAX_PROBLEMS


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_read(data: bytes) -> None:
    tree = read_bytes("case.yaml", data)
    for problem in tree.problems:
        assert problem.span.line >= 1
        assert problem.span.column >= 1


@given(st.text(alphabet=st.sampled_from("a：: -－○−\n\t　\u00a0[]{}（）'\"#&*!%@`,、・\r\ufeff\x00|>?"), max_size=60))
@settings(deadline=None)
def test_any_text_is_read(text: str) -> None:
    tree = read_text("case.yaml", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for problem in tree.problems:
        assert 1 <= problem.span.line <= lines + 1


def test_where_anything_may_stand_nothing_is_odd(root: Path) -> None:
    for path in sorted((root / "checklists").glob("*/[0-9]*.yaml")):
        tree = read_bytes(path.name, path.read_bytes(), outline_of(Checklist))

        assert oddities(tree.root, outline_of(Checklist)) == [], "conditions read what they get by themselves"
