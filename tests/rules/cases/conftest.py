"""Runs one rule alone on the good and bad example files beside its test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import LibraryOf

from kojin_check.checking.engine import Settings, check_bytes
from kojin_check.findings import Finding
from kojin_check.rules.rule import RULES

EXAMPLES = Path(__file__).parent / "examples"

RunRule = Callable[[str], tuple[Finding, ...]]


@pytest.fixture
def run_rule(library_of: LibraryOf, request: pytest.FixtureRequest) -> RunRule:
    """Gives a function that checks `examples/<rule name>.<which>.yaml` with only that rule selected.

    The rule is the one whose module the test file is named after.
    """
    name = Path(request.path).stem.removeprefix("test_").replace("_", "-")
    code = next(rule.code for rule in RULES.values() if rule.name == name)

    def run(which: str) -> tuple[Finding, ...]:
        file = EXAMPLES / f"{name}.{which}.yaml"
        return check_bytes(file.name, file.read_bytes(), library_of(name), Settings(select=(code,))).findings

    return run
