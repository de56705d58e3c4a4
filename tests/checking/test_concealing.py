"""Personal data of a case stands in no report, whatever is wrong with it and in whatever format."""

from __future__ import annotations

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library
from kojin_check.output.formats import FINDINGS, STATUS
from kojin_check.output.status_table import status_of
from kojin_check.output.style import Style

VALUES = ("0312345678", "090-1234-5678", "taro@example.com")


@pytest.mark.parametrize("value", VALUES)
def test_no_format_shows_it(value: str, published_case: str, library: Library) -> None:
    case = published_case.replace("法令等の遵守: ○", f"法令等の遵守: ✓ {value}", 1)
    case = case.replace("title: ", f"title: {value} ", 1).replace("status: final", f"status: {value}", 1)
    report = check_text("a.yaml", case, library)

    assert [finding.rule for finding in report.findings].count("KJ601") == 3
    assert {"KJ006", "KJ103"} <= {finding.rule for finding in report.findings}
    for language in ("ja", "en"):
        style = Style(language=language, width=200)
        for format_name in FINDINGS.formats:
            assert value not in "".join(FINDINGS.render([report], format_name, style)), format_name
        for format_name in STATUS.formats:
            assert value not in "".join(STATUS.render(status_of([report]), format_name, style)), format_name
