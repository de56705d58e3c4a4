"""What makes a finding the same finding in the next run, although lines were inserted above it.

CI servers tell new findings from known ones by a fingerprint. It must not depend on the line, on
the language of the report, or on what else the file holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from kojin_check.findings import FileReport, Finding

_DIGITS = 32
"""Hexadecimal digits of a fingerprint: 128 bits."""


class Identified(NamedTuple):
    """A finding with its fingerprint."""

    finding: Finding
    fingerprint: str
    """Unique within the file; the same defect in two files has the same one."""


def identified(file: FileReport) -> Iterator[Identified]:
    """Yields all findings on `file`, waived ones among the others, by position, each with its fingerprint.

    A finding about an item is known by rule, matter and item: whether the answer reads × or △
    makes no difference. Any other is known by rule, matter and the text that it points at. Where
    that is not enough (the same slip twice in one matter) they are counted from the top.

    A waiver does not change a finding's fingerprint.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in sorted((*file.findings, *file.waived), key=lambda finding: finding.order):
        identity = _identity(finding, file)
        digest = sha256("\0".join((*identity, str(seen[identity]))).encode("utf-8", "surrogatepass"))
        seen[identity] += 1
        yield Identified(finding, digest.hexdigest()[:_DIGITS])


def _identity(finding: Finding, file: FileReport) -> tuple[str, ...]:
    matter = "" if finding.matter is None else str(finding.matter)
    if finding.item is not None:
        return (finding.rule, matter, "item", finding.item.address)
    return (finding.rule, matter, "text", _text_at(finding, file))


def _text_at(finding: Finding, file: FileReport) -> str:
    """What stands at the finding's place, up to the end of its first line, quoted or not."""
    span = finding.span
    line = file.excerpts.get(span.line, "")
    end = span.end_column if span.end_line == span.line else len(line) + 1
    text = line[span.column - 1 : end - 1].strip()
    if text[:1] in ("'", '"'):
        return text[1:].removesuffix(text[0]).strip()
    return text
