"""Forms as somebody types them for the first time, and what two rounds of advice make of them.

python -m tests.lint.beginners    writes anew what is found; the difference is for review

Each file holds one form three times: as it was typed, after all that the first run said, and after all that the second
one said. A state begins with a line `====`, each of its files with a comment that names it; below `----` stands what
`lint` finds. Whoever changes a message plays the beginner again: exactly what the hints say, and nothing else.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.rules.checklists.conftest import place, write_folder

from kojin_check.lint.lint import lint

FOLDER = Path(__file__).parent / "beginners"
_STATE = re.compile(r"^==== ([^\n]*)\n(.*?)^----\n(.*?)(?=^==== |\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class State:
    """A form, and what is expected to be found in it."""

    shows: str
    form: str
    expected: str

    def found(self, folder: Path) -> str:
        """Gives what `lint` finds once the form is written to `folder`."""
        reports = lint(write_folder(folder, self.form))
        return "".join(
            f"{finding.rule} {place(finding, folder)} {finding.message.ja}\n  {finding.hint.ja}\n"
            for report in reports
            for finding in report.findings
        )


def states(path: Path) -> Iterator[State]:
    """Yields the states of one form, the first one first."""
    for found in _STATE.finditer(path.read_text(encoding="utf-8")):
        yield State(*found.groups())


def main() -> None:
    """Writes what is found below every state."""
    for path in sorted(FOLDER.glob("*.txt")):
        parts = []
        for state in states(path):
            with tempfile.TemporaryDirectory() as folder:
                found = state.found(Path(folder).resolve())
            parts.append(f"==== {state.shows}\n{state.form}----\n{found}")
        path.write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
