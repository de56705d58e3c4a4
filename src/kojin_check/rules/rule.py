"""What a rule is: a small documented function that says what is wrong at which route.

A rule looks at a subject: a case with the checklists it is held against (`Context`), or a version of the
checklists (`kojin_check.rules.lint_rule.VersionContext`). Everything else is the same for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from enum import Enum
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from kojin_check.findings import ItemRef, Severity, Text
from kojin_check.model.case import Case
from kojin_check.model.decode import Decoded
from kojin_check.model.library import Library, Version
from kojin_check.model.sheet import Row, Sheet
from kojin_check.reading.tree import Part, Route, Tree
from kojin_check.regex import regex

if TYPE_CHECKING:
    from kojin_check.editing.relocation import Relocation


class Place(NamedTuple):
    """A second place that explains a violation."""

    route: Route
    message: Text
    part: Part = Part.VALUE
    tree: Tree | None = None
    """The file that the route leads through; None for the only one that a case has."""


_NARROW_LETTER = regex("[0-9A-Za-z]")
_WIDE_LETTER = regex(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A stretch of the text of the file, comments included, in which a pattern was found."""

    start: int
    """Index of the first character in the text."""
    text: str
    """The characters found, as they were typed."""

    @property
    def end(self) -> int:
        """Index behind the last character."""
        return self.start + len(self.text)

    @property
    def masked(self) -> str:
        """The characters found with every letter and digit struck out, as wide as before."""
        return _WIDE_LETTER.sub("＊", _NARROW_LETTER.sub("*", self.text))


class Rewrite(NamedTuple):
    """A safe correction: within the scalar at `route` the first `old` becomes `new`."""

    description: Text
    route: Route
    old: str
    new: str
    part: Part = Part.VALUE


class Violation(NamedTuple):
    """What a rule found, and where; the engine turns that into a position."""

    route: Route | Occurrence
    """The way to a node of the case; an occurrence where the rule is about the text itself."""
    message: Text
    """What is wrong."""
    hint: Text
    """What to write instead."""
    part: Part = Part.VALUE
    item: ItemRef | None = None
    matter: int | None = None
    related: tuple[Place, ...] = ()
    correction: Rewrite | Relocation | None = None
    severity: Severity | None = None
    """Where it differs from the rule's own."""
    tree: Tree | None = None
    """The file that the route leads through; None for the only one that a case has."""


class Context(NamedTuple):
    """Everything that a rule may look at: one case with the checklists it is held against."""

    tree: Tree
    decoded: Decoded[Case]
    library: Library
    version: Version | None
    """None when the case names a version that the library does not have."""
    sheets: tuple[Sheet, ...]
    """The matters that name a checklist which fits them, with their answers laid out on it."""
    flagged: Set[Route]
    """Routes on which or below which rules that ran before have reported something; complete for rules that yield."""
    today: date
    """The day on which the case is checked."""

    @property
    def case(self) -> Case:
        """The typed case."""
        return self.decoded.model

    def names_wrong_checklist(self, matter: int) -> bool:
        """True when the type, media or checklist of a matter do not fit together and a rule that ran before said so."""
        return ("matters", matter, "checklist") in self.flagged

    def reason_route(self, row: Row) -> Route:
        """Gives where to point at the reason of `row`: at the mark where no reason stands by itself."""
        return row.reason_route if self.is_written(row.reason_route) else row.mark_route

    def is_written(self, route: Route) -> bool:
        """True when something stands at `route` in the file, readable or not."""
        return self.tree.node(route) is not None


Subject = TypeVar("Subject")
"""What a rule looks at."""

Check = Callable[[Subject], Iterator[Violation]]


class Documentation(NamedTuple):
    """What `kojin-check rules CODE` prints; the examples run as tests."""

    what: Text
    """What the rule finds."""
    why: Text
    """Why that matters."""
    instead: Text
    """What to write instead."""
    bad: str | bytes | None
    """Part of a case file on which the rule reports something. Bytes where it is about bytes; None where no file shows it."""
    good: str | bytes | None
    """The same part, corrected."""
    before: str | None = None
    """What stood there in the revision that the case is compared with; None for rules about the case as it is."""


class Hiding(Enum):
    """What may set the findings of a rule aside."""

    BY_WAIVER = "waiver"
    """A waiver of the case, and whoever selects rules for a run."""
    BY_SELECTION = "selection"
    """Only who selects rules: a waiver would hide what has changed since it was given, or what is wrong with itself."""
    NEVER = "never"
    """Nothing: the case could not be read or laid out, and “no problems” would be said of what nobody has checked."""


class Rule(NamedTuple, Generic[Subject]):
    """A rule about one kind of subject, with its documentation."""

    code: str
    """Stable and opaque: KJ301."""
    name: str
    """What is wrong: inapplicable-item-ticked."""
    severity: Severity
    title: Text
    """One line for lists of rules."""
    documentation: Documentation
    since: str = "0.1.0"
    """The release of the program that brought the rule."""
    check: Check[Subject] | None = None
    """None where the defect is found elsewhere: while a file is read, between two states, from all other findings."""
    fixable: bool = False
    """True where `validate --fix` corrects it."""
    yields: bool = False
    """True where the rule passes over what any other rule has reported."""
    conceals: bool = False
    """True where what stands at the place must not be shown again: excerpts have it masked."""
    hiding: Hiding = Hiding.BY_WAIVER


class Rules(dict[str, Rule[Subject]]):
    """The rules about one kind of subject, by code."""

    def rule(
        self,
        *,
        code: str,
        name: str,
        severity: Severity,
        title: Text,
        documentation: Documentation,
        since: str = "0.1.0",
        fixable: bool = False,
        yields: bool = False,
        conceals: bool = False,
        hiding: Hiding = Hiding.BY_WAIVER,
    ) -> Callable[[Check[Subject]], Check[Subject]]:
        """Adds a rule with the decorated function as its check; the other fields are those of `Rule`."""

        def added(check: Check[Subject]) -> Check[Subject]:
            self.add(
                Rule(
                    code=code,
                    name=name,
                    severity=severity,
                    title=title,
                    documentation=documentation,
                    since=since,
                    check=check,
                    fixable=fixable,
                    yields=yields,
                    conceals=conceals,
                    hiding=hiding,
                )
            )
            return check

        return added

    def add(self, new: Rule[Subject]) -> None:
        """Adds a rule.

        Raises:
            ValueError: when another has its code.
        """
        if new.code in self:
            raise ValueError(f"two rules have the code {new.code}")
        self[new.code] = new

    def gather(self, package: str, path: Iterable[str]) -> None:
        """Imports every module of a package, so that its rules are added, and puts all rules in the order of codes."""
        for module in iter_modules(path):
            import_module(f"{package}.{module.name}")
        in_order = sorted(self.items())
        self.clear()
        self.update(in_order)


RULES: Rules[Context] = Rules()
"""All rules about cases; filled by importing `kojin_check.rules.cases`."""

rule = RULES.rule
