"""What single rules say on whole cases: a text file for each theme, with cases and all that one rule finds in them.

python -m tests.rules.cases.situations    writes anew what is found; the difference is for review

A situation begins with a line `==== <code>: <what it shows>`; the case follows, and below `----` each finding with its
place, weight, matter, item, messages and hints in both languages, the places that it refers to (→) and its corrections (✎).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kojin_check.checking.engine import Settings, check_text
from kojin_check.findings import Finding, Span
from kojin_check.model.library import Library, load_library

FOLDER = Path(__file__).parent / "situations"
ROOT = Path(__file__).parents[3]
_SITUATION = re.compile(r"^==== (KJ\d{3}): ([^\n]*)\n(.*?)^----\n(.*?)(?=^==== |\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Situation:
    """A case, and what one rule is expected to find in it."""

    code: str
    shows: str
    case: str
    expected: str

    @property
    def found(self) -> str:
        """What the rule finds."""
        settings = Settings(select=(self.code,))
        findings = check_text("case.yaml", self.case, library_for(self.code), settings).findings
        return "".join(described(finding) for finding in findings if finding.rule == self.code)


def situations(text: str) -> Iterator[Situation]:
    """Yields the situations of one file."""
    for found in _SITUATION.finditer(text):
        yield Situation(*found.groups())


def written(situation: Situation, found: str) -> str:
    """Gives a situation as it stands in its file."""
    return f"==== {situation.code}: {situation.shows}\n{situation.case}----\n{found}"


def place(span: Span) -> str:
    """Gives a span as `line:column-end`, with the end's line where it is another one."""
    end = f"{span.end_column}" if span.end_line == span.line else f"{span.end_line}:{span.end_column}"
    return f"{span.line}:{span.column}-{end}"


def described(finding: Finding) -> str:
    """Gives all that a finding says, a line each."""
    about = "" if finding.matter is None else f" matter {finding.matter}"
    about += f" {finding.item.address}" if finding.item else ""
    lines = [f"{place(finding.span)} {finding.severity} {finding.rule}{about}"]
    lines += [f"  {text}" for text in (*finding.message, *finding.hint)]
    lines += [f"  → {place(related.span)} {related.message.ja}" for related in finding.related]
    if finding.fix:
        lines += [f"  ✎ {finding.fix.description.ja}"]
        lines += [f"    {place(edit.span)} {edit.text!r}" for edit in finding.fix.edits]
    return "".join(f"{line}\n" for line in lines)


@cache
def library_for(code: str) -> Library:
    """Gives the checklists that examples of a rule are held against.

    Those are the ones that the program brings along, but for rules about what none of their versions has.
    """
    elsewhere = {"KJ110": "tests/forms/checklists", "KJ502": "tests/data/succession"}
    return load_library(ROOT / elsewhere.get(code, "checklists"))


if __name__ == "__main__":
    for file in FOLDER.glob("*.txt"):
        all_of_it = [written(one, one.found) for one in situations(file.read_text(encoding="utf-8"))]
        file.write_text("".join(all_of_it), encoding="utf-8", newline="\n")
