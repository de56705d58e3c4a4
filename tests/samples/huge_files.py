"""Files that fill the limits in every way that takes time: what is asked of each is an answer, and soon.

`tests.benchmarks.limits` says how soon.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz.strategies import SMALL

from kojin_check.checking.engine import MOST_MATTERS
from kojin_check.reading.reading import MAX_BYTES

HEAD = """\
schema: kojin-check/case/v1
checklist_version: r5
title: 件名
department: 課
basis: [業務委託]
"""
CONTRACT = "  - {type: 業務委託, checklist: 6, media: [紙媒体], answers: {区が行う: {運用上: {法令等の遵守: ○}}}}\n"
ANSWERS = SMALL[: SMALL.index("waivers:")]


@dataclass(frozen=True)
class Filling:
    """How much of the limits a file fills."""

    share: float
    """1 for all that a file may have."""

    def bytes(self, before: str, line: str) -> str:
        """`before`, and `line` so often that the file has that share of the largest size."""
        return before + line * (int(MAX_BYTES * self.share - len(before.encode())) // len(line.encode()))

    def times(self, line: str, most: int) -> str:
        """`line` that share of `most` times, numbered where it has a place for it."""
        return "".join(line.format(number) for number in range(int(most * self.share)))


HUGE: dict[str, Callable[[Filling], str]] = {
    "brackets": lambda filling: filling.bytes(HEAD + "x: ", "["),
    "braces": lambda filling: filling.bytes(HEAD + "x: ", "{a: "),
    "dashes": lambda filling: filling.bytes("", "- "),
    "question marks": lambda filling: filling.bytes("", "? "),
    "aliases": lambda filling: filling.bytes(HEAD + "x: &a [b]\ny: [", "*a, "),
    "anchors": lambda filling: filling.bytes(HEAD + "x: [", "&a b, "),
    "documents": lambda filling: filling.bytes(HEAD, "---\n"),
    "tabs": lambda filling: filling.bytes(HEAD, "\tx: y\n"),
    "full-width colons": lambda filling: filling.bytes(HEAD, "件名：x\n"),
    "full-width colons, fewer": lambda filling: HEAD + filling.times("件名{}：x\n", 50_000),
    "bullets": lambda filling: HEAD + "matters:\n" + filling.times("・項目\n", 50_000),
    "hyphens": lambda filling: HEAD + filling.times("x{}: - (y)\n", 50_000),
    "open quotes": lambda filling: filling.bytes(HEAD + 'x: "', "あ\n"),
    "unknown keys": lambda filling: HEAD + filling.times("k{}: v\n", 90_000),
    "repeated keys": lambda filling: HEAD + filling.times("title: x\n", 90_000),
    "unknown items": lambda filling: ANSWERS + filling.times("          項目{}: ○\n", 90_000),
    "misspelt items": lambda filling: ANSWERS + filling.times("          業務フロー{}: ○\n", 90_000),
    "unknown types": lambda filling: HEAD.replace("業務委託", filling.times("業務{}, ", 190_000)),
    "unknown facts": lambda filling: (
        HEAD
        + "matters:\n  - type: 業務委託\n    checklist: 6\n    facts:\n"
        + filling.times("      事実{}: true\n", 90_000)
    ),
    "unknown media": lambda filling: (
        HEAD + f"matters:\n  - type: 業務委託\n    media: [{filling.times('媒体{}, ', 150_000)}]\n"
    ),
    "matters": lambda filling: HEAD + "matters:\n" + CONTRACT * 7_000,
    "matters that are checked": lambda filling: HEAD + "matters:\n" + CONTRACT * MOST_MATTERS,
    "matters without a mapping": lambda filling: HEAD + f"matters: [{filling.times('x, ', 190_000)}]\n",
    "data items": lambda filling: (
        ANSWERS.replace("外部提供", "電算処理", 1).replace("checklist: 2", "checklist: 3\n    data_items: [x]")
        + "    data_items:\n"
        + filling.times("      - 項目{}\n", 150_000)
    ),
    "impossible dates": lambda filling: (
        HEAD
        + "matters:\n  - type: 業務委託\n    periods:\n"
        + filling.times("      - {{from: 令和6年2月30日}}\n", 40_000)
    ),
    "waivers": lambda filling: HEAD + "waivers:\n" + filling.times("  - {{rule: KJ104, reason: x}}\n", 30_000),
    "phone numbers": lambda filling: filling.bytes(HEAD + "clause: ", "03-3209-1111 "),
    "at signs": lambda filling: filling.bytes(HEAD + "clause: ", "a@"),
    "digits": lambda filling: filling.bytes(HEAD + "clause: ", "1"),
    "number signs": lambda filling: filling.bytes(HEAD + "clause: ", "a #"),
    "comments": lambda filling: filling.bytes(HEAD, "# x\n"),
    "blank lines": lambda filling: filling.bytes(HEAD, "\n"),
    "carriage returns": lambda filling: filling.bytes(HEAD, "\r"),
    "spaces": lambda filling: filling.bytes(HEAD, " "),
    "one long line": lambda filling: filling.bytes(HEAD + "clause: ", "あ"),
    "one long key": lambda filling: filling.bytes(HEAD, "あ"),
    "one long reason": lambda filling: filling.bytes(ANSWERS + "          業務フロー: −（", "あ "),
    "parentheses": lambda filling: filling.bytes(ANSWERS + "          業務フロー: −", "（"),
    "zero-width spaces": lambda filling: filling.bytes(HEAD + "clause: ", "\u200b"),
    "combining marks": lambda filling: filling.bytes(HEAD + "clause: か", "\u3099"),
    "escape sequences": lambda filling: filling.bytes(HEAD + "clause: ", "\x1b[31m"),
    "zeros": lambda filling: filling.bytes("", "\0"),
    "block scalar": lambda filling: filling.bytes(HEAD + "clause: |\n", "  あ\n"),
}
