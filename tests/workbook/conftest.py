from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from kojin_check.model.library import Library
from kojin_check.reading.reading import read_bytes
from kojin_check.reading.tree import ScalarNode, Tree
from kojin_check.workbook.form import form_of
from kojin_check.workbook.writing import written

Edit = Callable[[Any], None]
"""What somebody does to a workbook, with openpyxl."""


def tree_of(text: str, library: Library) -> Tree:
    """The case as it was typed."""
    return read_bytes("case.yaml", text.encode(), library.case_outline)


def workbook_of(text: str, library: Library) -> bytes:
    """The form of a case."""
    tree = tree_of(text, library)
    named = tree.node(("checklist_version",))
    assert isinstance(named, ScalarNode)
    return written(form_of(tree, library.require(named.text)), "ja")


def edited(data: bytes, edit: Edit) -> bytes:
    """A workbook that somebody has worked on."""
    workbook = openpyxl.load_workbook(BytesIO(data), rich_text=True)
    edit(workbook)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def published_form(published_case: str, library: Library) -> bytes:
    """The form of the published case."""
    return workbook_of(published_case, library)
