"""Which open texts are cases, and checking them with the configuration and the checklists of their folder."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kojin_check.checking.engine import Examination, Settings, examine
from kojin_check.errors import KojinCheckError
from kojin_check.findings import FileReport, Text
from kojin_check.fix.fixing import Correction, correct
from kojin_check.model.library import Library, load_library
from kojin_check.reading.reading import read_text
from kojin_check.reading.source import Source, display_path
from kojin_check.regex import regex
from kojin_check.rules.cases.internal_error import unchecked
from kojin_check.runs.case_files import other_format
from kojin_check.runs.config import Config

_NAMES_A_CASE = regex(r"^schema: {0,9}['\"]?kojin-check/case", re.MULTILINE)

_Stamp = tuple[tuple[str, int, int], ...]
"""The files of a folder, each with the time and the size that tell whether it has changed."""


@dataclass(frozen=True)
class Checked:
    """A text at one moment, with what is known of it as a case."""

    source: Source
    report: FileReport
    examination: Examination | None = None
    """What the report was made from; None where the case could not be checked."""
    failure: Text | None = None
    """Why it could not be checked, where the configuration or the checklists are to blame."""
    _means: tuple[Library, Settings] | None = None

    def corrected(self) -> Correction | None:
        """Gives the text with everything corrected that is certain; None where nothing is."""
        if self._means is None or not any(finding.fix for finding in self.report.findings):
            return None
        library, settings = self._means
        correction = correct(self.source.path, self.source.text.encode("utf-8", "surrogatepass"), library, settings)
        return correction if correction.fixed else None


class Workshop:
    """Checks open texts; keeps the checklists between two checks for as long as no file of theirs changes."""

    def __init__(self, config_for: Callable[[Path], Config], checklists: tuple[Path, ...] = ()) -> None:
        """Takes what finds the configuration of a file, and the folders of checklists that the command line names."""
        self._config_for = config_for
        self._checklists = checklists
        self._libraries: dict[tuple[Path, ...], tuple[_Stamp, Library]] = {}

    def is_case(self, path: Path, text: str) -> bool:
        """True when a text says that it is a case, or lies where the cases are and says nothing else.

        Raises:
            ConfigError: when the configuration that says where the cases are is broken.
        """
        if other_format(text.encode("utf-8", "surrogatepass")) is not None:
            return False
        if _NAMES_A_CASE.search(text):
            return True
        config = self._config_for(path)
        is_inside = any(_lies_in(path, folder) for folder in config.paths)
        return is_inside and config.exclusion.pattern_for(os.path.relpath(path)) is None

    def check(self, path: Path, text: str) -> Checked:
        """Checks a text as a case. Whatever keeps it from being checked is told: silence would look like no faults."""
        source = Source(display_path(path), text)
        try:
            config = self._config_for(path)
            library = self._library(self._checklists or config.checklists)
            settings = config.settings()
            examination = examine(read_text(source.path, text, library.case_outline), library, settings)
        except KojinCheckError as error:
            return Checked(source, FileReport(source.path, ()), failure=error.message)
        except Exception as error:
            return Checked(source, unchecked(source.path, error))
        return Checked(source, examination.report, examination, _means=(library, settings))

    def _library(self, folders: tuple[Path, ...]) -> Library:
        stamp = tuple(file for folder in folders for file in _stamp(folder))
        known_stamp, library = self._libraries.get(folders, (None, None))
        if library is None or stamp != known_stamp:
            library = load_library(*folders)
            self._libraries[folders] = (stamp, library)
        return library


def _lies_in(path: Path, folder: str) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _stamp(folder: Path) -> Iterator[tuple[str, int, int]]:
    for parent, _, names in os.walk(folder):
        for name in sorted(names):
            status = os.stat(os.path.join(parent, name))
            yield os.path.join(parent, name), status.st_mtime_ns, status.st_size
