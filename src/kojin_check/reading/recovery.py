"""Reads on behind typing slips: explains each, repairs it in memory, and reads the rest of the file.

Slips that libyaml stumbles over are found by trying: every pitfall that may have made it give up
proposes a repair, and the one with which the file can be read farthest is taken. Slips that YAML
reads as something else are found in the tree, by the outline of the file. Whatever is repaired has been
reported, and nothing else is reported there: one slip, one finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

import kojin_check.reading.pitfalls  # noqa: F401  Importing the package registers the pitfalls.
from kojin_check.findings import Edit, Fix, Problem, Span, Text
from kojin_check.reading.characters import quotation
from kojin_check.reading.control_characters import unreadable_slips
from kojin_check.reading.lines import LONGEST_LINE, split_line
from kojin_check.reading.marks_at import marks_at
from kojin_check.reading.misreadings import Alternatives, alternatives
from kojin_check.reading.oddities import Oddity, misfits, oddities
from kojin_check.reading.outline import Outline
from kojin_check.reading.pitfall import Proposal, Suspect, neighbours, registered_pitfalls
from kojin_check.reading.repaired import LineEdit, LineSpan, Repaired, Slip
from kojin_check.reading.source import Source
from kojin_check.reading.tree import (
    MAX_PROBLEMS,
    Failure,
    MappingNode,
    Node,
    Parse,
    Route,
    SequenceNode,
    Stretches,
    Tree,
    first_failure,
    parse,
)
from kojin_check.reading.unreadable import unreadable

_MOST_ROUNDS = 60
"""How many repairs, or groups of them, one file is worth."""
_EFFORT = 20_000_000
"""How much text may be read to try repairs out: code points, and each event counts as some."""
_EVENT_EFFORT = 50
_PARSE_EFFORT = 8
"""The effort of reading one code point into a tree."""
_LARGEST = 1_000_000
"""A longer text (in code points) is no case, and is not worth trying anything out."""
_SUSPECTS_ABOVE = 3
_REPEATED_KEYS = 2
"""So many keys in a row that stand twice are a new list entry rather than a slip each."""
_DASH_WIDTH = 2
_NO_FAILURE = Failure("", 0, 0, "", 0, 0)
_MOST_REPAIRS = 3
"""How often one line is repaired."""
_LONGEST_SHOWN = 60

_Reach: TypeAlias = tuple[int, int]
_END: _Reach = (2**60, 0)


def recover(source: Source, outline: Outline, parsed: Parse | None) -> Tree:
    """Reads a text as far as it can be understood.

    Args:
        source: the text.
        outline: what belongs where in the file.
        parsed: what libyaml makes of the text; None where it must not be given it (`has_unreadable`).
    """
    repaired = Repaired.of(source)
    slips = [] if parsed is not None else unreadable_slips(repaired)
    if len(slips) > MAX_PROBLEMS:
        problems = (Problem(slip.code, repaired.span(slip.place), slip.message, slip.hint) for slip in slips)
        return Tree(source, None, tuple(problems)[:MAX_PROBLEMS])
    told = [_Told.of(slip, repaired) for slip in slips]
    cleaned = repaired.edited(edit for slip in slips for edit in slip.edits)
    effort = _EFFORT if len(source.text) <= _LARGEST else 0
    return _Recovery(cleaned, told, outline, effort).tree(parsed)


class _Told(NamedTuple):
    """A slip that has been put right, with its places in the file."""

    slip: Slip
    span: Span
    stretches: tuple[Span, ...]
    """What the edits replaced."""
    fix: Fix | None

    @classmethod
    def of(cls, slip: Slip, repaired: Repaired) -> _Told:
        """Gives the slip that was found in `repaired`."""
        places = [LineSpan(edit.line, edit.start, edit.end) for edit in slip.edits]
        spans = tuple(map(repaired.span, places))
        fix = None
        if slip.fix is not None and all(map(repaired.is_as_typed, places)):
            if slip.block is None:
                edits = tuple(Edit(span, edit.text) for span, edit in zip(spans, slip.edits, strict=True))
            else:
                edits = (Edit(Span(*spans[0][:2], *spans[-1][2:]), slip.block),)
            fix = Fix(slip.fix, edits)
        return cls(slip, repaired.span(slip.place), spans, fix)


class _Attempt(NamedTuple):
    """A proposal that has been tried."""

    proposal: Proposal
    failure: Failure | None
    rank: _Rank


class _Rank(NamedTuple):
    """How good a proposal is: first of all, how far the file can be read."""

    reach: _Reach
    misfits: int
    """How little fits the outline of the file then, as a number below 0; of a file that cannot be read to its end, whether
    the line that the proposal is about fits."""
    keeps_all: bool
    """Whether no line is left out."""
    is_enough: bool
    """Whether it puts the line right by itself, without a second slip on it."""
    is_even: bool
    """Whether the indentation is an even number of spaces, as nearly everybody has it."""


_PERFECT = _Rank(_END, misfits=0, keeps_all=True, is_enough=True, is_even=True)


@dataclass
class _Recovery:
    """One file on its way to being read. The only state of the reader: the repaired text, and what has been told."""

    repaired: Repaired
    told: list[_Told]
    outline: Outline
    effort: int
    """How much may still be read to try repairs out."""
    repairs: Counter[int] = field(default_factory=Counter)
    """Number of a line → how often it has been repaired."""
    moved: set[int] = field(default_factory=set)
    """The lines whose indentation has been changed."""

    def tree(self, parsed: Parse | None) -> Tree:
        """Gives the tree of what can be read, with everything that was found on the way."""
        parsed = self._read() if parsed is None else parsed
        for _ in range(_MOST_ROUNDS):
            if parsed.failure is not None:
                failure = self._get_over_failures(self._within(parsed.failure, self.repaired))
                if failure is not None:
                    return self._result(self._located(parsed), (self._unexplained(failure),))
            elif not (
                self._get_over_second_document(parsed)
                or self._get_over_missing_dash(parsed)
                or self._get_over_misreadings(parsed)
            ):
                break
            if self.effort < 2 * _PARSE_EFFORT * len(self.repaired.text):
                break
            parsed = self._read()
        return self._result(self._located(parsed), ())

    def _located(self, parsed: Parse) -> Parse:
        """What is made of the repaired text, with positions of the file; `parsed` is the same if nothing was repaired."""
        if not self.repaired.is_changed:
            return parsed
        return parse(self.source.path, self.repaired.text, self.repaired.locate)

    @property
    def source(self) -> Source:
        """The file as it is."""
        return self.repaired.source

    # Slips that YAML cannot read

    def _get_over_failures(self, failure: Failure | None) -> Failure | None:
        """Repairs what libyaml cannot read, beginning with `failure`; gives where it still gives up, if it does."""
        for _ in range(_MOST_ROUNDS):
            if failure is None or self.effort <= 0 or len(self.told) >= MAX_PROBLEMS:
                break
            attempt = self._best_attempt(failure) or self._without_line(failure)
            if attempt is None:
                break
            self._take(attempt.proposal)
            failure = attempt.failure
        return failure

    def _best_attempt(self, failure: Failure) -> _Attempt | None:
        """The proposal with which the file can be read farthest; of equals one that loses nothing, else the first."""
        best: _Attempt | None = None
        for proposal in _proposals(self.repaired, failure, self.outline):
            attempt = self._try(proposal, failure)
            if attempt is not None and (best is None or attempt.rank > best.rank):
                best = attempt
                if best.rank == _PERFECT:
                    break
        return best

    def _try(self, proposal: Proposal, failure: Failure) -> _Attempt | None:
        """Tries a proposal; None when the file cannot be read any farther with it."""
        if self.effort <= 0 or self._has_been_tried(proposal):
            return None
        repaired = self.repaired.edited(_edits(proposal))
        then = self._probe(repaired)
        if then is None or self._is_farther(then, repaired, failure, proposal):
            return self._attempt(proposal, repaired, then, then)
        changed = {number for slip in proposal for number in slip.lines}
        if then.line not in changed or _only_moves(proposal):
            return None
        # A line can have two slips: the repair is right if the next one on the line can be got over, too.
        for following in _proposals(repaired, then, self.outline, then.line):
            if _loses(following):
                continue
            twice = repaired.edited(_edits(following))
            beyond = self._probe(twice)
            if beyond is None or (beyond.line > then.line and beyond.line in changed and beyond.line != failure.line):
                return self._attempt(proposal, twice, then, beyond)
            if self._is_farther(beyond, twice, failure, following):
                return self._attempt(proposal, twice, then, beyond)
        return None

    def _attempt(
        self, proposal: Proposal, repaired: Repaired, then: Failure | None, beyond: Failure | None
    ) -> _Attempt:
        moves = _only_moves(proposal)
        lines = [slip.place.line for slip in proposal if moves or slip.needs_place]
        suspects = [Suspect(repaired, number, _NO_FAILURE, self.outline) for number in lines]
        misplaced = sum(not suspect.is_in_place for suspect in suspects)
        rank = _Rank(
            _reach(beyond),
            -misplaced if beyond is not None else -self._misfits(repaired),
            not _loses(proposal),
            then == beyond,
            not moves or all(suspect.parts.indent % 2 == 0 for suspect in suspects),
        )
        return _Attempt(proposal, then, rank)

    def _misfits(self, repaired: Repaired) -> int:
        """How much of a text that can be read does not fit the outline of the file."""
        self.effort -= _PARSE_EFFORT * len(repaired.text)
        parsed = parse(self.source.path, repaired.text)
        return misfits(parsed.root, self.outline) + len(parsed.problems)

    def _has_been_tried(self, proposal: Proposal) -> bool:
        """Whether the lines have been moved before, or repaired so often that more would only go round in circles."""
        lines = {number for slip in proposal for number in slip.lines}
        if _only_moves(proposal) and lines & self.moved:
            return True
        return any(self.repairs[number] >= _MOST_REPAIRS for number in lines)

    def _is_farther(self, then: Failure, repaired: Repaired, failure: Failure, proposal: Proposal) -> bool:
        """Whether libyaml now gives up behind the place where it did before."""
        if then.line != failure.line:
            return then.line > failure.line
        if _only_moves(proposal):
            return False  # The failure has moved with its line.
        return repaired.column(then.line, then.column) > self.repaired.column(failure.line, failure.column)

    def _without_line(self, failure: Failure) -> _Attempt | None:
        """Leaves out the line on which libyaml gave up, if that is all that is wrong there."""
        number = min(failure.line, len(self.repaired.lines))
        parts = split_line(self.repaired.line(number))
        problem = unreadable(failure.problem, Span(1, 1, 1, 1))
        slip = Slip(
            LineSpan(number, min(failure.column, len(parts.text)), min(failure.column + 1, len(parts.text))),
            (LineEdit(number, 0, len(parts.text), ""),),
            problem.message,
            problem.hint,
            is_exemplary=False,
            loses=True,
        )
        attempt = self._try((slip,), failure) if parts.has_content else None
        following = next(neighbours(self.repaired, number, 1), None)
        if attempt is None or (
            following is not None and attempt.rank.reach <= (following.number, len(following.parts.text))
        ):
            return None
        return attempt

    def _unexplained(self, failure: Failure) -> Problem:
        number = max(min(failure.line, len(self.repaired.lines)), 1)
        width = len(self.repaired.line(number))
        place = LineSpan(number, min(failure.column, width), min(failure.column + 1, width))
        return unreadable(failure.problem, self.repaired.span(place))

    def _read(self) -> Parse:
        self.effort -= _PARSE_EFFORT * len(self.repaired.text)
        return parse(self.source.path, self.repaired.text)

    def _probe(self, repaired: Repaired) -> Failure | None:
        failure, events = first_failure(repaired.text, max(self.effort // _EVENT_EFFORT, 1))
        self.effort -= events * _EVENT_EFFORT + len(repaired.text)
        return None if failure is None else self._within(failure, repaired)

    def _within(self, failure: Failure, repaired: Repaired) -> Failure:
        """The failure with its place in the text, where libyaml puts it behind the last line."""
        if failure.line <= len(repaired.lines):
            return failure
        return failure._replace(line=len(repaired.lines), column=len(repaired.lines[-1]))

    def _take(self, proposal: Proposal) -> None:
        self.told += [_Told.of(slip, self.repaired) for slip in proposal]
        self.repaired = self.repaired.edited(_edits(proposal))
        lines = {number for slip in proposal for number in slip.lines}
        self.repairs.update(lines)
        if _only_moves(proposal):
            self.moved |= lines

    # Slips that YAML reads as something else

    def _get_over_misreadings(self, parsed: Parse) -> bool:
        """Repairs what YAML reads otherwise than it was meant; true when there was any."""
        if len(self.told) >= MAX_PROBLEMS or self.effort <= 0:
            return False
        found = [self._with_best_first(ways) for ways in self._misreadings(parsed.root)]
        if found and self._probe(self.repaired.edited(edit for first, *_ in found for edit in _edits(first))) is None:
            for first, *_ in found:
                self._take(first)
            return True
        taken = [ways for ways in found if self._take_one_of(ways)]
        return bool(taken)

    def _with_best_first(self, ways: Alternatives) -> Alternatives:
        if len(ways) == 1:
            return ways
        attempts = [(self.repaired.edited(_edits(proposal)), proposal) for proposal in ways]
        readable = [
            (repaired, proposal) for repaired, proposal in attempts if self.effort > 0 and self._probe(repaired) is None
        ]
        in_order = sorted(readable, key=lambda one: self._misfits(one[0]))
        return tuple(proposal for _, proposal in in_order) or ways

    def _misreadings(self, root: Node | None) -> Iterator[Alternatives]:
        """The misreadings of a tree, those that concern the same lines only once."""
        touched: set[int] = set()
        for odd in oddities(root, self.outline)[:MAX_PROBLEMS]:
            ways = () if odd.line in touched else self._misreading(odd)
            lines = {number for proposal in ways for slip in proposal for number in slip.lines}
            if ways and not lines & touched and all(self._is_short(number) for number in lines):
                touched |= lines
                yield ways

    def _misreading(self, odd: Oddity) -> Alternatives:
        return alternatives(odd, self.repaired, marks_at(self.source, self.outline, odd.line))

    def _take_one_of(self, ways: Alternatives) -> bool:
        for proposal in ways:
            before = replace(self, told=[*self.told], repairs=self.repairs.copy(), moved={*self.moved})
            self._take(proposal)
            if self._get_over_failures(self._probe(self.repaired)) is None:
                return True
            self.repaired, self.told, self.repairs, self.moved = (
                before.repaired,
                before.told,
                before.repairs,
                before.moved,
            )
        return False

    def _get_over_second_document(self, parsed: Parse) -> bool:
        """Reads a line `---` in the middle of one case as the rule that it was meant to be; true when there is one."""
        number = parsed.next_document
        if number == 0 or not self._is_short(number) or self.effort <= 0:
            return False
        end = split_line(self.repaired.line(number)).end
        slip = Slip(
            LineSpan(number, 0, 3),
            (LineEdit(number, 0, end, ""),),
            Text(
                "ファイルの途中に「---」があります。YAMLではここから別の文書になり、1つのファイルに書けるのは1件です。",
                "There is a “---” within the file. In YAML it starts another document, and a file holds one case.",
            ),
            Text(
                "区切りの線のつもりなら、この行を削除してください。2件目の案件なら、別のファイルに分けてください。",
                "If it is meant as a rule, delete the line. If a second case starts here, move it to a file of its own.",
            ),
            "KJ007",
            is_exemplary=False,
        )
        return self._take_if_it_has_fewer_problems(slip, parsed, 1)

    def _get_over_missing_dash(self, parsed: Parse) -> bool:
        """Begins a new list entry where the keys of the one before begin anew; true when there is such a place."""
        repeated = [problem for problem in parsed.problems if problem.code == "KJ003"]
        if len(repeated) < _REPEATED_KEYS or self.effort <= 0:
            return False
        number, first = repeated[0].span.line, repeated[0].related[0].span
        parts, before = split_line(self.repaired.line(number)), split_line(self.repaired.line(first.line))
        is_next_entry = before.is_list_entry and first.column - 1 == before.body == parts.body == parts.indent
        if not is_next_entry or parts.indent - before.indent < _DASH_WIDTH:
            return False
        entry = quotation(parts.content)
        slip = Slip(
            LineSpan(number, parts.body, parts.end),
            (LineEdit(number, parts.indent - _DASH_WIDTH, parts.end, f"- {parts.content}"),),
            Text(
                f"「{entry}」から次の1件が始まるようですが、行頭に「- 」がありません。前の1件の続きとして読まれ、"
                "同じ項目名が2回あることになります。",
                f"“{entry}” seems to begin the next entry of the list, but there is no “- ” before it. It is read as part of "
                "the entry before, so keys stand twice.",
            ),
            Text("行頭に「- 」を付けてください。", "Begin the line with “- ”."),
        )
        return self._take_if_it_has_fewer_problems(slip, parsed, _REPEATED_KEYS)

    def _take_if_it_has_fewer_problems(self, slip: Slip, parsed: Parse, fewer: int) -> bool:
        self.effort -= _PARSE_EFFORT * len(self.repaired.text)
        then = parse(self.source.path, self.repaired.edited(slip.edits).text)
        if then.failure is not None or len(then.problems) > len(parsed.problems) - fewer:
            return False
        self._take((slip,))
        return True

    def _is_short(self, number: int) -> bool:
        return len(self.repaired.line(number)) <= LONGEST_LINE

    # What comes of it

    def _result(self, parsed: Parse, more: tuple[Problem, ...]) -> Tree:
        problems = [self._problem(told) for told in self.told]
        stretches = [span for told in self.told for span in told.stretches]
        return Tree(
            self.source,
            parsed.root,
            (*problems, *parsed.problems, *more)[:MAX_PROBLEMS],
            Stretches.of((*stretches, *parsed.told)),
            frozenset(self._gaps(parsed.root)),
        )

    def _problem(self, told: _Told) -> Problem:
        slip = told.slip
        right = self._corrected(slip)
        hint = slip.hint
        if right:
            hint = Text(f"{hint.ja}この行は「{right}」となります。", f"{hint.en} The line then reads “{right}”.")
        return Problem(slip.code, told.span, slip.message, hint, (), told.fix, slip.severity)

    def _corrected(self, slip: Slip) -> str:
        """The line as it is to be written, with all repairs; empty where only its indentation changes."""
        number = slip.place.line
        typed, right = self.source.line(number).strip(), self.repaired.line(number).strip()
        if not slip.is_exemplary or not right or typed == right or len(right) > LONGEST_LINE:
            return ""
        if len(right) <= _LONGEST_SHOWN:
            return right
        different = next((at for at, (one, other) in enumerate(zip(typed, right, strict=False)) if one != other), 0)
        start = max(min(different - _LONGEST_SHOWN // 3, len(right) - _LONGEST_SHOWN), 0)
        end = start + _LONGEST_SHOWN
        return ("…" if start else "") + right[start:end] + ("…" if end < len(right) else "")

    def _gaps(self, root: Node | None) -> Iterator[Route]:
        """The collections in which something stood that was left out."""
        for told in self.told:
            if told.slip.loses and root is not None:
                number = told.slip.place.line
                yield _collection_at(root, number, split_line(self.source.line(number)).indent)


def _proposals(repaired: Repaired, failure: Failure, outline: Outline, only: int = 0) -> Iterator[Proposal]:
    """What may have made libyaml give up, the best recognised first; with `only`, on that line."""
    numbers = [only] if only else _suspect_lines(repaired, failure)
    suspects = [
        Suspect(repaired, number, failure, outline) for number in numbers if len(repaired.line(number)) <= LONGEST_LINE
    ]
    seen: set[frozenset[LineEdit]] = set()
    for find in registered_pitfalls():
        for suspect in suspects:
            for proposal in find(suspect):
                edits = frozenset(_edits(proposal))
                if edits not in seen:
                    seen.add(edits)
                    yield proposal


def _suspect_lines(repaired: Repaired, failure: Failure) -> list[int]:
    """The lines on which the slip may be: where libyaml gave up, some above, and where what it was reading began."""
    number = min(failure.line, len(repaired.lines))
    above = [one.number for one, _ in zip(neighbours(repaired, number, -1), range(_SUSPECTS_ABOVE), strict=False)]
    numbers = [number, *above]
    if failure.context_line:
        numbers.append(min(failure.context_line, len(repaired.lines)))
    return [one for one in dict.fromkeys(numbers) if one > 0]


def _edits(proposal: Proposal) -> Iterator[LineEdit]:
    return (edit for slip in proposal for edit in slip.edits)


def _only_moves(proposal: Proposal) -> bool:
    """Whether the proposal changes nothing but the indentation of lines."""
    return all(edit.start == 0 and not edit.text.strip(" ") for edit in _edits(proposal))


def _reach(failure: Failure | None) -> _Reach:
    return _END if failure is None else (failure.line, failure.column)


def _loses(proposal: Proposal) -> bool:
    return any(slip.loses for slip in proposal)


def _collection_at(root: Node, number: int, indent: int) -> Route:
    """The route of the innermost collection to which a line with this indentation would belong."""
    route: Route = ()
    node = root
    while True:
        inner: tuple[str | int, Node] | None = None
        match node:
            case MappingNode(entries=entries):
                steps: Iterable[tuple[str | int, Node]] = ((key, entry.value) for key, entry in entries.items())
            case SequenceNode(items=items):
                steps = enumerate(items)
            case _:
                return route
        for step, value in steps:
            if value.start.line + 1 <= number:
                inner = (step, value)
        if inner is None or isinstance(inner[1], str) or not _holds(inner[1], indent):
            return route
        route, node = (*route, inner[0]), inner[1]


def _holds(node: Node, indent: int) -> bool:
    return isinstance(node, MappingNode | SequenceNode) and node.start.column <= indent
