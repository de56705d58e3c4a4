"""A fault of the program on one file is that file's finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT, RunProgram

from kojin_check.checking.engine import check_bytes
from kojin_check.findings import FileReport, Severity
from kojin_check.model.library import Library
from kojin_check.runs import batch

CASE = (ROOT / "tests" / "data" / "examples" / "corrected.yaml").read_bytes()


def test_the_other_files_are_reported(
    tmp_path: Path, kojin_check_here: RunProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(path: str, data: bytes, *rest: object) -> FileReport:
        if path.endswith("b.yaml"):
            raise IndexError("秘密の内容")
        return check_bytes(path, data, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "check_bytes", failing)
    (tmp_path / "cases").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "cases" / f"{name}.yaml").write_bytes(CASE)
    outcome = kojin_check_here("validate", "cases", "--format", "github")

    assert outcome.exit_code == 1
    assert outcome.output.count("::error title=KJ012 ") == 1
    assert "file=cases/b.yaml,line=1," in outcome.output
    assert "このファイルは確かめられていません" in outcome.output
    assert "IndexError, test_internal_error.py:" in outcome.output
    assert "秘密の内容" not in outcome.output + outcome.errors
    assert "案件3件、エラー1件、警告0件" in outcome.output


@pytest.mark.parametrize("end", ["?", "? ", "- ?", "x: ?", "?\n", ": ?"])
def test_a_question_mark_on_the_last_line(end: str, library: Library) -> None:
    text = f"schema: kojin-check/case/v1\nmatters:\n  - answers:\n      区が行う\n        運用上:\n          {end}"
    report = check_bytes("case.yaml", text.encode(), library)

    assert report.findings
    assert any(finding.severity is Severity.ERROR for finding in report.findings)
    assert max(finding.span.line for finding in report.findings) <= text.count("\n") + 1
