"""What a run is asked for: which cases, and what is to be done with them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from kojin_check.checking.engine import DEFAULT_SETTINGS, Settings
from kojin_check.errors import UsageError
from kojin_check.findings import Text
from kojin_check.model.library import Library
from kojin_check.regex import regex
from kojin_check.runs.case_files import EVERYTHING, STANDARD_INPUT, Candidate, FoundFiles, Selection, survey

if TYPE_CHECKING:
    from kojin_check.since.past import Past

_PARTS = regex(r"(\d{1,9})/(\d{1,9})")


class Shard(NamedTuple):
    """One of several equal parts of the cases, for machines that check a repository side by side."""

    number: int = 1
    """From 1."""
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Reads `2/4`: the second of four parts.

        Raises:
            UsageError: when the text has another form, or there is no such part.
        """
        parts = _PARTS.fullmatch(text)
        if parts is not None and 1 <= (number := int(parts[1])) <= (of := int(parts[2])):
            return cls(number, of)
        raise UsageError(
            Text(
                f"「{text}」は分け方として読めません。4つに分けた2番目なら 2/4 と書いてください。",
                f"“{text}” is not a part. Write 2/4 for the second of four parts.",
            )
        )

    def holds(self, position: int) -> bool:
        """True when the case at `position` (from 0) of the whole belongs to this part."""
        return position % self.of == self.number - 1


WHOLE = Shard()


class Fixing(Enum):
    """What becomes of findings that can be corrected without asking."""

    NONE = "none"
    """They are reported."""
    TRY = "try"
    """Corrections are worked out; nothing is written, and the findings are reported."""
    WRITE = "write"
    """The files are corrected, and what is left is reported."""


class Request(NamedTuple):
    """One run over any number of cases."""

    paths: tuple[str, ...]
    """Files, folders, or `-` for standard input."""
    library: Library
    """The checklists."""
    settings: Settings = DEFAULT_SETTINGS
    jobs: int | None = 1
    """How many processes check at once; None for one a core when there are many cases."""
    shard: Shard = WHOLE
    """Which part of the cases to check."""
    selection: Selection = EVERYTHING
    """What counts of the files found in folders."""
    past: Past | None = None
    """What the files were; where it is given, only what has come up since is reported."""
    fixing: Fixing = Fixing.NONE
    standard_input: str = STANDARD_INPUT
    """What findings call the case from standard input."""

    def survey(self) -> FoundFiles:
        """Gives the files of this part of the run.

        Raises:
            InputError: when a path does not exist, or a folder holds no candidate.
        """
        everything = survey(self.paths, self.selection)
        return FoundFiles(
            tuple(self._named(file) for at, file in enumerate(everything.candidates) if self.shard.holds(at)),
            tuple(file for at, file in enumerate(everything.unchecked) if self.shard.holds(at)),
        )

    def number_of_files(self) -> int:
        """Gives how many files the run goes through; raises as `survey`."""
        return sum(map(len, self.survey()))

    def _named(self, file: Candidate) -> Candidate:
        return file._replace(name=self.standard_input) if file.path == STANDARD_INPUT else file
