from __future__ import annotations

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library


@pytest.mark.parametrize("value", ["", " 参考", " [参考]"])
def test_an_unknown_key_is_reported_whatever_stands_behind_it(
    value: str, corrected_case: str, library: Library
) -> None:
    text = corrected_case.replace("\nstatus:", f"\nmemo:{value}\nstatus:", 1)
    report = check_text("case.yaml", text, library)

    assert [(finding.rule, finding.span) for finding in report.findings] == [("KJ004", (13, 1, 13, 5))]
