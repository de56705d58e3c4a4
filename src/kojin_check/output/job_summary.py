"""The page that GitHub keeps for a run, filled beside the report that goes to the log.

A reporter only turns findings into text; that a run on GitHub also fills a page is the business of
whoever runs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kojin_check.errors import OutputError, reason_of
from kojin_check.findings import FileReport, Summary, Text, Unchecked
from kojin_check.output.formats import FINDINGS
from kojin_check.output.spool import Spool
from kojin_check.output.style import Style

FORMAT = "github"
"""The format that comes with the page."""
VARIABLE = "GITHUB_STEP_SUMMARY"
"""GitHub shows what a step appends to the file that this variable of the environment names."""

_PAGE_FORMAT = "markdown"


@contextmanager
def job_summary(format_name: str, environment: Mapping[str, str]) -> Iterator[JobSummary]:
    """Opens the page that goes with a report of this format in this environment."""
    page = environment.get(VARIABLE) if format_name == FORMAT else None
    with Spool[FileReport | Unchecked]() as notes:
        yield JobSummary(Path(page) if page else None, notes)


class JobSummary:
    """Takes note of the file reports that pass, and puts them on GitHub's page; does nothing elsewhere."""

    def __init__(self, page: Path | None, notes: Spool[FileReport | Unchecked]) -> None:
        """`page` is None where there is no page; `notes` keeps the reports, so that memory does not grow with them."""
        self._page = page
        self._notes = notes

    def noting(self, files: Iterable[FileReport | Unchecked]) -> Iterator[FileReport | Unchecked]:
        """Passes `files` on one by one."""
        for file in files:
            if self._page is not None:
                self._notes.append(file)
            yield file

    def publish(self, style: Style) -> None:
        """Appends the report on all files that have passed to the page, once they all have.

        Raises:
            OutputError: when the page cannot be written.
        """
        if self._page is None:
            return
        try:
            with open(self._page, "a", encoding="utf-8", newline="\n") as page:
                page.writelines(self._pieces(style))
        except OSError as error:
            raise OutputError(
                Text(
                    f"{self._page}（{VARIABLE}）に書き込めません（{reason_of(error).ja}）。",
                    f"Cannot write {self._page} ({VARIABLE}) ({reason_of(error).en}).",
                )
            ) from error

    def _pieces(self, style: Style) -> Iterator[str]:
        from kojin_check.output.findings.github import shortfall

        summary = Summary()
        for file in self._notes:
            summary = summary.plus(file)
        yield from FINDINGS.render(self._notes, _PAGE_FORMAT, style)
        if (note := shortfall(summary)) is not None:
            yield f"\n{note.to(style.language)}\n"
        yield "\n"
