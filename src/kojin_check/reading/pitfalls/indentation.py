"""Indentation that YAML cannot follow: tabs, spaces that are none to it, and lines out of step with the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from kojin_check.findings import Severity, Text
from kojin_check.reading.characters import UNUSUAL_SPACE, named, quotation
from kojin_check.reading.lines import misread_colon, split_line
from kojin_check.reading.misreadings import Alternatives, first_line, misreading
from kojin_check.reading.oddities import Oddity
from kojin_check.reading.outline import Marks
from kojin_check.reading.pitfall import Proposal, Suspect, neighbours, pitfall
from kojin_check.reading.repaired import LineEdit, LineSpan, Repaired, Slip
from kojin_check.regex import regex

_LEADING_BLANKS = regex(r"[ \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]*")
_WIDTHS = {"\t": (2, 4, 8, 1), "\u3000": (2, 1, 4)}
"""How many columns such a blank may have been meant for; all others for one."""
_MOST_LEVELS = 8
_LONGEST_RUN = 1_000
"""How many lines are looked at together."""


@pitfall(rank=5)
def tab(suspect: Suspect) -> Iterator[Proposal]:
    """The line, and those next to it, are indented with tabs."""
    for columns in _columns_meant(suspect.repaired, suspect.number, "\t"):
        yield (_slip(suspect.repaired, columns, _TAB_MESSAGE, _TAB_HINT),)


@pitfall(rank=6)
def unusual_space(suspect: Suspect) -> Iterator[Proposal]:
    """The line, or one above it, and those next to it, are indented with full-width or no-break spaces."""
    numbers = [suspect.number]
    if suspect.is_failing:
        above = (one.number for one in suspect.above if _leading_blanks(one.parts.text).strip(" \t"))
        numbers += islice(above, 1)
    for number in numbers:
        for slip in _unusual_space_slips(suspect.repaired, number):
            yield (slip,)


@pitfall(rank=60)
def out_of_step(suspect: Suspect) -> Iterator[Proposal]:
    """The line begins some spaces before or behind the column in which its neighbours begin."""
    failure = suspect.failure
    # Where a colon is missed, libyaml gives up on the line behind the one that lacks it.
    lacks_colon = failure.context == "while scanning a simple key"
    if suspect.number != (failure.context_line if lacks_colon else failure.line):
        return
    parts = suspect.parts
    if parts.colon < 0 and not parts.is_list_entry:
        return
    before, following = next(suspect.above, None), next(suspect.below, None)
    if before is not None and misread_colon(before.parts) >= 0:
        return  # That is why the lines run together; moved, this one would only go under in the text above.
    for level in _enclosing_levels(suspect):
        by = level - parts.indent
        has_children = parts.is_header and following is not None and parts.indent < following.parts.indent
        leaves_children = has_children and following is not None and following.parts.indent <= level
        if by and not leaves_children:
            yield (_shift(suspect, [suspect.number], by),)
        block = list(_block(suspect, level))
        if by and len(block) > 1:
            yield (_shift(suspect, block, by),)


@pitfall(rank=62)
def heading_out_of_step(suspect: Suspect) -> Iterator[Proposal]:
    """A heading above is indented one or two spaces farther than this line, which was meant to stand beside it."""
    indent = suspect.parts.indent
    if not suspect.is_failing or not suspect.parts.is_header:
        return
    beside = (one for one in suspect.above if one.parts.indent <= indent + 2 and one.parts.is_header)
    heading = next(beside, None)
    if heading is not None and heading.parts.indent > indent:
        above = Suspect(suspect.repaired, heading.number, suspect.failure)
        yield (_shift(above, [heading.number], indent - heading.parts.indent),)


@pitfall(rank=61)
def first_line_out_of_step(suspect: Suspect) -> Iterator[Proposal]:
    """The line on which a block begins is out of step with the line of the block on which libyaml gave up."""
    failing = split_line(suspect.repaired.line(suspect.failure.line))
    parts = suspect.parts
    above = next(neighbours(suspect.repaired, suspect.failure.line, -1), None)
    begins_block = suspect.number in (suspect.failure.context_line, 0 if above is None else above.number)
    if suspect.is_failing or not begins_block or (parts.colon < 0 and not parts.is_list_entry):
        return
    for column in dict.fromkeys((parts.indent, parts.body)):
        by = failing.indent - column
        if by and parts.indent + by >= 0:
            yield (_shift(suspect, [suspect.number], by),)


@misreading(rank=10)
def unusual_space_in_key(odd: Oddity, repaired: Repaired, _marks: Marks) -> Alternatives | None:
    """Unusual spaces before a key are part of it, so it stands at the wrong level."""
    if odd.owner is None or odd.value is not None or not UNUSUAL_SPACE.match(odd.key):
        return None
    key = odd.owner.entries[odd.key].key
    if repaired.line(first_line(key))[: key.start.column].strip(" "):
        return None
    slips = _unusual_space_slips(repaired, first_line(key))
    return tuple((replace(slip, code="KJ009", severity=Severity.ERROR),) for slip in slips)


def _unusual_space_slips(repaired: Repaired, number: int) -> Iterator[Slip]:
    """The ways to read the unusual spaces before the line and those next to it, the likeliest first."""
    blanks = _leading_blanks(repaired.line(number))
    found = next((character for character in blanks if character not in " \t"), None)
    if found is None:
        return
    name = named(found)
    message = Text(
        f"行頭の空白に{name.ja}が使われています。YAMLの字下げは半角の空白だけなので、別の段の行として読まれます。",
        f"The line is indented with {name.en}. YAML takes only half-width spaces for indentation, so the line is read as "
        "one of another level.",
    )
    hint = Text(
        "行頭の空白を全て半角の空白に直し、前後の行と字下げをそろえてください。",
        "Indent with half-width spaces only, in line with the neighbouring lines.",
    )
    for columns in _columns_meant(repaired, number, found):
        yield _slip(repaired, columns, message, hint)


_TAB_MESSAGE = Text(
    "行頭の字下げにタブが使われています。YAMLではタブで字下げできません。",
    "The line is indented with a tab, which YAML does not allow.",
)
_TAB_HINT = Text(
    "タブを半角の空白に直し、前後の行と字下げをそろえてください（VS Codeでは、右下の「タブのサイズ」から"
    "「インデントをスペースに変換」を選びます）。",
    "Replace the tab by spaces, in line with the neighbouring lines (in VS Code: “Convert Indentation to Spaces”).",
)


class _Column(NamedTuple):
    """A line with the column in which it was most likely meant to begin."""

    number: int
    column: int


def _columns_meant(repaired: Repaired, number: int, character: str) -> Iterator[tuple[_Column, ...]]:
    """Where the lines with `character` in their indentation, from `number` up and down, may have been meant to begin."""
    if character not in _leading_blanks(repaired.line(number)):
        return
    run = [number]
    for step in (-1, 1):
        for neighbour in neighbours(repaired, number, step):
            if character not in _leading_blanks(neighbour.parts.text) or len(run) >= _LONGEST_RUN:
                break
            run.append(neighbour.number)
    run.sort()
    seen = set()
    for width in _WIDTHS.get(character, (1,)):
        widths = [_width(repaired.line(line), character, width) for line in run]
        for start in dict.fromkeys(_likely_starts(repaired, run, widths[0])):
            columns = tuple(
                _Column(line, max(start + own - widths[0], 0)) for line, own in zip(run, widths, strict=True)
            )
            if columns not in seen:
                seen.add(columns)
                yield columns


def _width(line: str, character: str, width: int) -> int:
    blanks = _leading_blanks(line)
    return sum(width if blank == character else 1 for blank in blanks)


def _likely_starts(repaired: Repaired, run: list[int], typed: int) -> Iterator[int]:
    """Columns in which the first line of a run may begin: beside its neighbours, or as many as were typed."""
    before = next(neighbours(repaired, run[0], -1), None)
    after = next(neighbours(repaired, run[-1], 1), None)
    if before is None:
        yield 0
        return
    upper = before.parts
    lower = -1 if after is None else after.parts.indent
    if len(run) == 1 and lower >= 2 and _bare(repaired.line(run[0])).endswith(":"):
        yield lower - 2  # A heading stands two spaces before what follows it.
    if upper.is_header:
        if lower > upper.body:
            yield lower
        yield upper.body + 2
    elif lower in (upper.indent, upper.body):
        yield lower
    if typed in (upper.indent, upper.body, lower):
        yield typed
    yield from (upper.body, upper.indent)
    if lower >= 0:
        yield lower
    yield typed


def _slip(repaired: Repaired, columns: tuple[_Column, ...], message: Text, hint: Text) -> Slip:
    first, last = columns[0].number, columns[-1].number
    if last > first:
        message = Text(
            f"{message.ja}{last}行目まで同じです。", f"{message.en} The same goes for the lines up to {last}."
        )
    blanks = _leading_blanks(repaired.line(first))
    return Slip(
        LineSpan(first, len(blanks) - len(blanks.lstrip(" ")), len(blanks)),
        tuple(LineEdit(line, 0, len(_leading_blanks(repaired.line(line))), " " * column) for line, column in columns),
        message,
        hint,
        is_exemplary=False,
    )


def _bare(line: str) -> str:
    return line[len(_leading_blanks(line)) :].rstrip()


def _leading_blanks(line: str) -> str:
    found = _LEADING_BLANKS.match(line)
    return "" if found is None else found[0]


def _enclosing_levels(suspect: Suspect) -> list[int]:
    """The columns in which the line above begins, and those in which its parents do, the innermost first."""
    levels: list[int] = []
    for _, parts in suspect.above:
        if parts.is_header and not levels:
            levels.append(parts.body + 2)
        if not levels or parts.indent < min(levels):
            levels += [column for column in dict.fromkeys((parts.body, parts.indent)) if column not in levels]
        if parts.indent == 0 or len(levels) >= _MOST_LEVELS:
            break
    return levels


def _block(suspect: Suspect, level: int) -> Iterator[int]:
    """The lines that belong to this one by their indentation, up to one that begins where this one should."""
    yield suspect.number
    for neighbour in islice(suspect.below, _LONGEST_RUN):
        indent = neighbour.parts.indent
        if indent < suspect.parts.indent or indent == level:
            return
        yield neighbour.number


def _shift(suspect: Suspect, lines: list[int], by: int) -> Slip:
    indent = suspect.parts.indent
    message = Text(
        f"行頭の空白（{indent}個）が前後の行とそろっていないため、どの段の行なのか読み取れません。",
        f"The line begins with {indent} spaces, out of step with its neighbours, so its level is unclear.",
    )
    before = next(suspect.above, None)
    if before is not None and before.parts.body < indent and before.parts.key and before.parts.value_text:
        key, value = quotation(before.parts.key), quotation(before.parts.value_text)
        message = Text(
            f"前の行の「{key}」には「{value}」という値があるのに、この行はその中身のように深く字下げされています。",
            f"“{key}” on the line before has the value “{value}”, but this line is indented as if it were part of it.",
        )
    return Slip(
        suspect.place(0, max(indent, 1)),
        tuple(_shifted(suspect.repaired, line, by) for line in lines),
        message,
        Text(
            f"同じ段の行に合わせて、行頭の空白を半角{indent + by}個にしてください。",
            f"Begin it with {indent + by} spaces, as the other lines of its level.",
        ),
        is_exemplary=False,
    )


def _shifted(repaired: Repaired, number: int, by: int) -> LineEdit:
    if by > 0:
        return LineEdit(number, 0, 0, " " * by)
    return LineEdit(number, 0, min(-by, split_line(repaired.line(number)).indent), "")
