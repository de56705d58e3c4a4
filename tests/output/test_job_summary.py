from __future__ import annotations

from pathlib import Path

import pytest

from kojin_check.errors import ExitCode, OutputError
from kojin_check.findings import FileReport, Finding, Severity, Span, Text, Unchecked, Waiver
from kojin_check.output.formats import FINDINGS
from kojin_check.output.job_summary import job_summary
from kojin_check.output.style import Style


def report_on(path: str, findings: int) -> FileReport:
    finding = Finding(
        "KJ006",
        "invalid-value",
        Severity.ERROR,
        path,
        Span(3, 5, 3, 9),
        Text("だめ`です`。", "no"),
        Text("直す", "mend"),
    )
    waived = Finding(
        "KJ402",
        "x",
        Severity.WARNING,
        path,
        Span(4, 5, 4, 9),
        Text("早い", "early"),
        Text("", ""),
        waiver=Waiver("試行", None, None),
    )
    return FileReport(path, (finding,) * findings, (waived,), excerpts={3: "x"})


FILES = [report_on("cases/a.yaml", 8), report_on("cases/b.yaml", 3)]


def run(format_name: str, environment: dict[str, str], style: Style | None = None) -> list[FileReport | Unchecked]:
    with job_summary(format_name, environment) as page:
        passed = list(page.noting(iter(FILES)))
        page.publish(style or Style())
    return passed


def test_appends_the_report_in_markdown_and_what_github_does_not_annotate(tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    page.write_text("前の手順\n", encoding="utf-8")

    assert run("github", {"GITHUB_STEP_SUMMARY": str(page)}) == FILES

    markdown = "".join(FINDINGS.render(FILES, "markdown", Style()))
    assert page.read_bytes().decode() == (
        f"前の手順\n{markdown}\n"
        "GitHubが該当行に表示するのは、1ステップにつき種類ごとに10件までです。エラー11件のうち1件は表示されません"
        "（このステップのログにはすべてあります）。\n\n"
    )


def test_is_in_the_language_of_the_run(tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    run("github", {"GITHUB_STEP_SUMMARY": str(page)}, Style(language="en"))
    assert "**To be fixed: 11.**" in page.read_text(encoding="utf-8")
    assert "1 of 11 errors" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("format_name", ["text", "json", "sarif", "markdown"])
def test_other_formats_leave_the_page_alone(format_name: str, tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    assert run(format_name, {"GITHUB_STEP_SUMMARY": str(page)}) == FILES
    assert not page.exists()


@pytest.mark.parametrize("environment", [{}, {"GITHUB_STEP_SUMMARY": ""}])
def test_elsewhere_nothing_is_written(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("github", environment) == FILES
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_when_the_run_breaks_off(tmp_path: Path) -> None:
    page = tmp_path / "summary.md"

    def broken_off() -> None:
        with job_summary("github", {"GITHUB_STEP_SUMMARY": str(page)}) as summary:
            next(summary.noting(iter(FILES)))
            raise RuntimeError("broken off")

    with pytest.raises(RuntimeError, match="broken off"):
        broken_off()
    assert not page.exists()


def test_says_which_page_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as raised:
        run("github", {"GITHUB_STEP_SUMMARY": str(tmp_path)})
    assert raised.value.message.ja == f"{tmp_path}（GITHUB_STEP_SUMMARY）に書き込めません（フォルダです）。"
    assert raised.value.exit_code is ExitCode.CANNOT_RUN
