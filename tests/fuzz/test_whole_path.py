"""A short run of what `python -m tests.fuzz.long` does for hours."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.fuzz.repositories import REPOSITORIES, Repository, check_repository
from tests.fuzz.strategies import (
    any_cases,
    encoded,
    many_keys,
    mutated,
    repetitions,
    short_cases,
    texts,
    texts_with_surrogates,
)
from tests.fuzz.whole_path import check_whole_path

from kojin_check.model.library import Library, load_library

LIBRARY: Library = load_library(ROOT / "checklists")

short = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(short, max_examples=50)
@given(st.binary(max_size=300))
def test_bytes(data: bytes) -> None:
    check_whole_path(data, LIBRARY)


@settings(short, max_examples=50)
@given(encoded(texts))
def test_text(data: bytes) -> None:
    check_whole_path(data, LIBRARY)


@settings(short, max_examples=50)
@given(texts_with_surrogates)
def test_text_that_no_file_can_hold(text: str) -> None:
    check_whole_path(text, LIBRARY)


@settings(short, max_examples=50)
@given(encoded(mutated(short_cases())))
def test_mutated_cases(data: bytes) -> None:
    check_whole_path(data, LIBRARY)


@settings(short, max_examples=10)
@given(mutated(any_cases()))
def test_mutations_of_the_real_case(text: str) -> None:
    check_whole_path(text.encode(), LIBRARY)


@settings(short, max_examples=12)
@given(repetitions(4_000) | many_keys(4_000))
def test_repetitions(text: str) -> None:
    check_whole_path(text.encode(), LIBRARY)


@pytest.mark.parametrize("kind", REPOSITORIES)
def test_repositories(kind: str) -> None:
    @settings(short, max_examples=8)
    @given(REPOSITORIES[kind]())
    def one(repository: Repository) -> None:
        assert list(check_repository(repository, LIBRARY))

    one()


@pytest.mark.parametrize("name", ["corrected.yaml", "broken/dates.yaml"])
def test_what_must_hold_is_not_too_much(name: str) -> None:
    """The checks of this folder let pass what is in order."""
    data = (ROOT / "tests" / "data" / "examples" / name).read_bytes()

    assert check_whole_path(data, LIBRARY).path == "case.yaml"
