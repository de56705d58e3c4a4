"""Corrects the files of cases that have been checked, or shows how they would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kojin_check.checking.engine import Settings
from kojin_check.editing.edits import legible_diff, rewrite_file, unified_diff
from kojin_check.errors import InputError, OutputError
from kojin_check.findings import FileReport, Summary, Text
from kojin_check.fix.fixing import Correction, correct
from kojin_check.model.library import Library
from kojin_check.rules.cases.personal_data import concealed
from kojin_check.runs.case_files import Candidate, read_candidate


class FileFixer:
    """Corrects one file after the other and keeps account of it."""

    def __init__(self, library: Library, settings: Settings) -> None:
        """Prepares; `settings` are those with which the cases are checked."""
        self._library = library
        self._settings = settings
        self._fixed: Counter[str] = Counter()
        self._files = 0
        self._unfinished = 0
        self.summary = Summary()
        """What the cases gave whose differences have been shown: nothing of it has been corrected."""
        self.failures: list[InputError | OutputError] = []
        """Why files could not be corrected; those are as they were."""

    def over(self, checked: Iterable[tuple[Candidate, FileReport]]) -> Iterator[FileReport]:
        """Passes reports on; where something can be fixed, corrects the file and gives the report on what is left.

        The files must stand on disk. Write-protected files stay as they are, and so does a file that
        somebody changes in the meantime: these are among the `failures`.
        """
        for candidate, report in checked:
            try:
                correction = self._correction(candidate, report)
                if correction is not None and correction.fixed:
                    rewrite_file(Path(candidate.path), correction.original, correction.after)
            except (InputError, OutputError) as error:
                self.failures.append(error)
                yield report
            else:
                yield report if correction is None else self._counted(correction)

    def differences(self, checked: Iterable[tuple[Candidate, FileReport]]) -> Iterator[str]:
        """Yields, for each file in which something can be fixed, what would change as a unified diff; writes nothing."""
        for candidate, report in checked:
            self.summary += report
            try:
                correction = self._correction(candidate, report)
            except InputError as error:
                self.failures.append(error)
                continue
            if correction is not None and correction.fixed:
                self._counted(correction)
                yield legible_diff(concealed(unified_diff(report.path, correction.before, correction.after)))

    @property
    def account(self) -> Text:
        """What has been corrected, in numbers."""
        if not self._files:
            return Text("自動で直せる箇所はありませんでした。", "There was nothing that can be fixed automatically.")
        numbers = self._numbers()
        rest = Text("", "")
        if self._unfinished:
            rest = Text(
                "直す箇所が多く、途中で止めたファイルがあります。もう一度 --fix を実行すると、続きを直します。",
                " Some files had so many slips that it stopped half-way: run --fix again for the rest.",
            )
        return Text(f"{numbers.ja}を自動で直しました。{rest.ja}", f"Fixed {numbers.en}.{rest.en}")

    @property
    def prospect(self) -> Text:
        """What would be corrected, in numbers."""
        if not self._files:
            return Text("自動で直せる箇所はありません。", "There is nothing that can be fixed automatically.")
        numbers = self._numbers()
        return Text(
            f"--fix だけを指定すると、{numbers.ja}を直します。まだ何も書き込んでいません。",
            f"--fix alone would fix {numbers.en}. Nothing has been written.",
        )

    def _numbers(self) -> Text:
        total = sum(self._fixed.values())
        rules = [(code, f"{count:,}") for code, count in sorted(self._fixed.items())]
        return Text(
            f"{self._files:,}個のファイルの{total:,}件（{'、'.join(f'{code} {count}件' for code, count in rules)}）",
            f"{total:,} {'finding' if total == 1 else 'findings'} in {self._files:,} {'file' if self._files == 1 else 'files'} "
            f"({', '.join(f'{code}: {count}' for code, count in rules)})",
        )

    def _correction(self, candidate: Candidate, report: FileReport) -> Correction | None:
        if all(finding.fix is None for finding in report.findings):
            return None
        data = read_candidate(candidate)
        return None if data is None else correct(report.path, data, self._library, self._settings)

    def _counted(self, correction: Correction) -> FileReport:
        self._fixed.update(finding.rule for finding in correction.fixed)
        self._files += bool(correction.fixed)
        self._unfinished += correction.is_unfinished
        return correction.report
