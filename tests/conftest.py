"""Fixtures that all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from kojin_check.library import Library, load_library

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def library() -> Library:
    """The checklists that the program brings along."""
    return load_library(ROOT / "checklists")


@pytest.fixture(scope="session")
def published_case() -> str:
    """The ward's real case, as published."""
    return (ROOT / "cases" / "faq-system.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def corrected_case() -> str:
    """The real case with its four slips corrected: it gives no finding."""
    return (ROOT / "tests" / "examples" / "corrected.yaml").read_text(encoding="utf-8")
