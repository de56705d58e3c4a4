"""Every rule is documented, and its documented examples do what they say."""

from __future__ import annotations

import pytest
from tests.conftest import LibraryOf

import kojin_check.rules.cases  # noqa: F401  Importing the package registers the rules.
from kojin_check.checking.engine import Settings, check_bytes
from kojin_check.findings import Finding
from kojin_check.rules.rule import RULES
from kojin_check.since.comparison import FormerState, check_since

HEADER = "checklist_version: r5\n"


def findings_of(code: str, example: str | bytes | None, library_of: LibraryOf) -> tuple[Finding, ...]:
    rule = RULES[code]
    library, settings = library_of(rule.name), Settings(select=(code,))
    if rule.documentation.before is not None:
        former = FormerState("main", as_bytes(rule.documentation.before))
        return check_since("example.yaml", as_bytes(example), former, library, settings).findings
    return check_bytes("example.yaml", as_bytes(example), library, settings).findings


def as_bytes(example: str | bytes | None) -> bytes:
    assert example is not None
    if isinstance(example, bytes):
        return example
    return (example if "checklist_version" in example else HEADER + example).encode()


SHOWN = [code for code, rule in RULES.items() if rule.documentation.bad is not None]


def test_only_a_fault_of_the_program_has_no_example() -> None:
    assert set(RULES) - set(SHOWN) == {"KJ012"}


@pytest.mark.parametrize("code", SHOWN)
def test_the_bad_example_is_reported(code: str, library_of: LibraryOf) -> None:
    findings = findings_of(code, RULES[code].documentation.bad, library_of)
    assert {finding.rule for finding in findings} == {code}


@pytest.mark.parametrize("code", SHOWN)
def test_the_good_example_is_not_reported(code: str, library_of: LibraryOf) -> None:
    assert findings_of(code, RULES[code].documentation.good, library_of) == ()


@pytest.mark.parametrize("code", RULES)
def test_every_text_stands_in_both_languages(code: str) -> None:
    rule = RULES[code]
    for text in (rule.title, rule.documentation.what, rule.documentation.why, rule.documentation.instead):
        assert text.ja.strip()
        assert text.en.strip()
        assert text.en.isascii() or any(character.isascii() and character.isalpha() for character in text.en)
