"""A form that comes back unchanged says what the case said, and changes nothing in its file."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from tests.conftest import ROOT
from tests.samples.random_cases import RandomCase
from tests.workbook.conftest import tree_of, workbook_of

from kojin_check.findings import Severity
from kojin_check.model.case import Case
from kojin_check.model.content import content
from kojin_check.model.decode import decode
from kojin_check.model.library import Library, load_library
from kojin_check.model.marks import Answer
from kojin_check.model.shorthand import spelt_out
from kojin_check.reading.cleaned_tree import cleaned
from kojin_check.workbook.changes import compared, faults_in, new_case
from kojin_check.workbook.form import form_of
from kojin_check.workbook.reading import read_form
from kojin_check.workbook.writing import written

EXAMPLES = sorted(
    path
    for folder in ("cases", "tests/data/examples", "tests/data")
    for path in (ROOT / folder).glob("*.yaml")
    if b"kojin-check/case/v1" in path.read_bytes()
)


def said(text: str, library: Library) -> object:
    """What a case says: an answer by its parts, and what is blank as if it were not there."""
    tree = cleaned(tree_of(text, library))
    version = library.version_named_in(tree)
    assert version is not None
    decoded = decode(Case, spelt_out(Case, tree, version.definition), version.pages)
    assert [problem.message.ja for problem in decoded.problems if problem.severity is not Severity.WARNING] == []
    return without_blanks(content(decoded.model, {}))


def without_blanks(value: Any) -> object:
    match value:
        case Answer():
            return value.mark, value.typed, value.reason or "", value.note, without_blanks(dict(value.fields))
        case dict():
            kept = {key: without_blanks(one) for key, one in value.items()}
            nothing: tuple[object, ...] = (None, {}, ("", "", "", None, {}))
            return {
                key: one for key, one in kept.items() if one not in nothing and (one != [] or key == "subcontracts")
            }
        case list():
            return [without_blanks(one) for one in value]
        case _:
            return value


def assert_comes_back(text: str, library: Library) -> None:
    found = read_form("form.xlsx", workbook_of(text, library), library)
    assert [*found.notices, *faults_in(found)] == []

    comparison = compared(found, tree_of(text, library))

    assert (comparison.changes, comparison.notices) == ((), ())
    assert comparison.text == text
    assert said(new_case(found, "ja"), library) == said(text, library)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_of_the_example_cases(path: Any, library: Library) -> None:
    assert_comes_back(path.read_bytes().decode(), library)


@pytest.mark.parametrize("path", sorted((ROOT / "tests/forms/cases").glob("*.yaml")), ids=lambda path: path.stem)
def test_of_other_organizations(path: Any) -> None:
    assert_comes_back(path.read_bytes().decode(), load_library(ROOT / "tests/forms/checklists"))


@pytest.mark.parametrize("first", range(0, 40, 20))
def test_of_random_cases(first: int, library: Library) -> None:
    for seed in range(first, first + 20):
        text = RandomCase(seed, library).case()
        assert_comes_back(text, library)


@pytest.mark.parametrize("number", range(1, 9))
def test_of_blank_forms(number: int, library: Library) -> None:
    from kojin_check.new.scaffold import CaseForm, MatterForm, Prefill, blank_case

    version = library.require("r5")
    form = version.checklists[number]
    blank = blank_case(CaseForm(version, (MatterForm(form.type, form, {}),), prefill=Prefill.NOTHING))
    found = read_form("form.xlsx", workbook_of(blank, library), library)

    assert compared(found, tree_of(blank, library)).text == blank
    assert new_case(found, "ja").replace("basis:", "") == blank.replace("basis:", "")


def test_of_an_english_form(published_case: str, library: Library) -> None:
    tree = tree_of(published_case, library)
    data = written(form_of(tree, library.require("r5")), "en")
    found = read_form("form.xlsx", data, library)

    assert openpyxl.load_workbook(BytesIO(data)).sheetnames[:2] == ["Case", "Form 3 区が行う"]
    assert [*found.notices, *faults_in(found)] == []
    assert compared(found, tree).text == published_case
