"""What a rule is: a small documented function that says what is wrong at which route."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kojin_check.editing.relocation import Relocation
from kojin_check.findings import ItemRef, RuleInfo, Severity, Text
from kojin_check.model.case import Case
from kojin_check.model.decode import Decoded
from kojin_check.model.library import Library, Version
from kojin_check.model.sheet import MOST_STRAYS, Sheet, fitting_checklist, known_facts, lay_out
from kojin_check.reading.tree import Part, Route, Tree


@dataclass(frozen=True, slots=True)
class Place:
    """A second place that explains a violation."""

    route: Route
    message: Text
    part: Part = Part.VALUE


_NARROW_LETTER = re.compile("[0-9A-Za-z]")
_WIDE_LETTER = re.compile(r"[^\W_]")


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


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A safe correction: within the scalar at `route` the first `old` becomes `new`."""

    description: Text
    route: Route
    old: str
    new: str
    part: Part = Part.VALUE


@dataclass(frozen=True, slots=True)
class Violation:
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


@dataclass(frozen=True)
class Context:
    """Everything that a rule may look at: one case with the checklists it is held against."""

    tree: Tree
    decoded: Decoded[Case]
    library: Library
    version: Version | None
    """None when the case names a version that the library does not have."""
    flagged: Set[Route] = frozenset()
    """Routes on which or below which rules that ran before have reported something; complete for rules that yield."""
    today: date = field(default_factory=date.today)
    """The day on which the case is checked."""

    @property
    def case(self) -> Case:
        """The typed case."""
        return self.decoded.model

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The matters that name a checklist which fits them, with their answers laid out on it."""
        return tuple(self._laid_out())

    def _laid_out(self) -> Iterator[Sheet]:
        version = self.version
        if version is None:
            return
        strays = 0
        for index, matter in enumerate(self.case.matters):
            checklist = fitting_checklist(matter, version)
            if checklist is not None:
                facts = known_facts(matter, version)
                sheet = lay_out(index, matter, checklist, facts, self.decoded.is_broken, MOST_STRAYS - strays)
                strays += len(sheet.strays)
                yield sheet

    def names_wrong_checklist(self, matter: int) -> bool:
        """True when the type, media or checklist of a matter do not fit together and a rule that ran before said so."""
        return ("matters", matter, "checklist") in self.flagged

    def is_written(self, route: Route) -> bool:
        """True when something stands at `route` in the file, readable or not."""
        return self.tree.node(route) is not None


Check = Callable[[Context], Iterator[Violation]]


@dataclass(frozen=True, slots=True)
class Documentation:
    """What `kojin-check rules CODE` prints; the examples run as tests."""

    what: Text
    """What the rule finds."""
    why: Text
    """Why that matters."""
    instead: Text
    """What to write instead."""
    bad: str | bytes
    """Part of a case file on which the rule reports something. Bytes where it is about bytes."""
    good: str | bytes
    """The same part, corrected."""
    before: str | None = None
    """What stood there in the revision that the case is compared with; None for rules about the case as it is."""


@dataclass(frozen=True, slots=True)
class DocumentedRule:
    """What every rule says of itself, whether it is about cases or about checklists."""

    code: str
    """Stable and opaque: KJ301."""
    name: str
    """What is wrong: inapplicable-item-ticked."""
    severity: Severity
    since: str
    """The release of the program that brought the rule."""
    title: Text
    """One line for lists of rules."""
    documentation: Documentation

    @property
    def info(self) -> RuleInfo:
        """What a report can say about the rule."""
        bad, good = self.documentation.bad, self.documentation.good
        return RuleInfo(
            code=self.code,
            name=self.name,
            severity=self.severity,
            title=self.title,
            what=self.documentation.what,
            why=self.documentation.why,
            instead=self.documentation.instead,
            bad=bad if isinstance(bad, str) else None,
            good=good if isinstance(good, str) else None,
            before=self.documentation.before,
        )


@dataclass(frozen=True, slots=True)
class Rule(DocumentedRule):
    """A rule about cases with its documentation."""

    check: Check | None
    """None where the defect is found while the file is read."""
    fixable: bool = False
    """True where `validate --fix` corrects it."""
    yields: bool = False
    """True where the rule passes over what any other rule has reported."""
    conceals: bool = False
    """True where what stands at the place must not be shown again: excerpts have it masked."""
    waivable: bool = True
    """False where a waiver would hide that the case could not be read or checked."""


RULES: dict[str, Rule] = {}
"""All rules by code; filled by importing `kojin_check.rules.cases`."""


def rule(
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
    waivable: bool = True,
) -> Callable[[Check], Check]:
    """Registers the decorated function as the check of a rule; its fields are those of `Rule`."""

    def register(check: Check) -> Check:
        _register(Rule(code, name, severity, since, title, documentation, check, fixable, yields, conceals, waivable))
        return check

    return register


def reading_rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    title: Text,
    documentation: Documentation,
    since: str = "0.1.0",
    fixable: bool = False,
) -> None:
    """Registers a rule whose defects are found while the file is read, before there is a case to check."""
    _register(Rule(code, name, severity, since, title, documentation, None, fixable, waivable=False))


def comparison_rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    title: Text,
    documentation: Documentation,
    since: str = "0.1.0",
) -> None:
    """Registers a rule about what has changed since an earlier state of a case; `kojin_check.since.comparison` applies it.

    Such a finding cannot be waived: it is there to be seen once, by whoever reviews the change.
    """
    _register(Rule(code, name, severity, since, title, documentation, None, waivable=False))


def _register(new: Rule) -> None:
    if new.code in RULES:
        raise ValueError(f"two rules have the code {new.code}")
    RULES[new.code] = new
