"""A text of several lines pasted behind a key as it stood in Word: its lines begin at the margin, and read as keys."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from kojin_check.findings import Text
from kojin_check.reading.lines import LineParts, split_line
from kojin_check.reading.outline import ANYTHING, Shape
from kojin_check.reading.pitfall import Proposal, Suspect, neighbours, pitfall
from kojin_check.reading.repaired import LineEdit, Slip

_MOST_LINES = 200
"""A longer text is not looked at."""
_FEWEST_LINES = 2
"""One line that stands by itself may be anything; two are a text."""
_STEP = 2


@pitfall(rank=4)
def pasted_text(suspect: Suspect) -> Iterator[Proposal]:
    """The line belongs to a text that begins at the nearest key above it and goes on to the next known key."""
    above = islice(neighbours(suspect.repaired, suspect.number, -1), _MOST_LINES)
    lines = chain([(suspect.number, suspect.parts)], above)
    number = next((number for number, parts in lines if parts.colon >= 0), None)
    if number is None or not _takes_text(owner := replace(suspect, number=number)):
        return
    last = _last_pasted(owner)
    if last >= suspect.number and last > number:
        yield from _proposal(owner, last)


def _takes_text(owner: Suspect) -> bool:
    """True for a line `key: text` whose key takes a text, in a file whose keys are known."""
    parts = owner.parts
    is_plain = parts.colon >= 0 and parts.value_text[:1] not in ("|", ">", '"', "'", "[", "{")
    return is_plain and owner.body_outline.shape is not Shape.ANY and owner.outline.shape is Shape.TEXT


def _last_pasted(owner: Suspect) -> int:
    """The last line of the text: the next one is a key that is known beside the owner, or at the margin."""
    lines = owner.repaired.lines
    last, number = owner.number, owner.number + 1
    while number <= len(lines) and number - owner.number <= _MOST_LINES:
        parts = split_line(lines[number - 1])
        if _is_known(parts, owner) or parts.text.lstrip(" ").startswith("# "):
            break
        if parts.text.strip():
            last = number
        number += 1
    return last


def _is_known(parts: LineParts, owner: Suspect) -> bool:
    if parts.colon < 0:
        return False
    key = parts.key.strip("\"'")
    is_sibling = parts.body == owner.parts.body and owner.body_outline.below(key) is not ANYTHING
    return is_sibling or (parts.indent == 0 and owner.file_outline.below(key) is not ANYTHING)


def _proposal(owner: Suspect, last: int) -> Iterator[Proposal]:
    lines = owner.repaired.lines
    pasted = [lines[number - 1] for number in range(owner.number + 1, last + 1)]
    if sum(bool(line.strip()) for line in pasted) < _FEWEST_LINES or not _leaves_its_place(pasted, owner):
        return
    parts = owner.parts
    text = _dedented([parts.value_text, *pasted] if parts.value_text else pasted)
    margin = " " * (parts.indent + _STEP)
    in_one_line = json.dumps("".join(f"{line}\n" for line in text), ensure_ascii=False)
    key = owner.edit(parts.colon + 1, len(parts.text), f" {in_one_line}")
    rest = tuple(LineEdit(owner.number + at, 0, len(line), "") for at, line in enumerate(pasted, start=1))
    block = "".join(f"\n{margin}{line}" if line else "\n" for line in text)
    shown = parts.key
    yield (
        Slip(
            owner.place(parts.body, parts.end),
            (key, *rest),
            Text(
                f"「{shown}」の下に、改行を含む文が貼り付けられています。行頭が「{shown}」より左にあるので、YAMLでは別の項目や一覧として読まれます。",
                f"A text of several lines was pasted below “{shown}”. Its lines begin farther left than “{shown}”, so that YAML reads them as other keys or lists.",
            ),
            Text(
                f"「{shown}: |」と書いて改行し、文の行を全て半角の空白{len(margin)}個で字下げしてください。文はそのまま載ります。",
                f"Write “{shown}: |”, and the text below it, every line indented by {len(margin)} spaces. The text stays as it is.",
            ),
            fix=Text("文を「|」の下に字下げして置く", "Put the text below “|”, indented"),
            is_exemplary=False,
            block=f" |{block}",
        ),
    )


def _leaves_its_place(pasted: Sequence[str], owner: Suspect) -> bool:
    """Whether YAML takes the lines for something else than the text going on, and nothing else has a place for them.

    What has the form of a key, or begins with one that is known here, is a line of the file rather than a text.
    """
    texts = [line for line in pasted if line.strip()]
    starts = [len(line) - len(line.lstrip(" ")) for line in texts]
    has_keys = any(split_line(line).colon >= 0 or _begins_with_key(line, owner) for line in texts)
    return min(starts) <= owner.parts.body and not has_keys


def _begins_with_key(line: str, owner: Suspect) -> bool:
    word = line.split()[0].strip("\"':：")
    return owner.body_outline.below(word) is not ANYTHING or owner.file_outline.below(word) is not ANYTHING


def _dedented(lines: Sequence[str]) -> list[str]:
    """The text as it was meant: without the indentation that all its lines have, and without spaces at their ends."""
    first, *rest = lines
    starts = [len(line) - len(line.lstrip(" ")) for line in rest if line.strip()]
    common = min(starts, default=0)
    return [first.strip(" "), *(line[common:].rstrip() if line.strip() else "" for line in rest)]
