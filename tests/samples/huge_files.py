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
WAIVER = "  - {{rule: KJ101, item: 6/区が行う/運用上/業務フロー, reason: 試行のため, approved_by: 課長}}\n"
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
    "keys at the margin below an entry": lambda filling: filling.bytes("- a:\n", "a:\n"),
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
    "matters": lambda filling: HEAD + "matters:\n" + CONTRACT * int(7_000 * filling.share),
    "matters that are checked": lambda filling: HEAD + "matters:\n" + CONTRACT * int(MOST_MATTERS * filling.share),
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
    "waivers for one of many parties": lambda filling: (
        HEAD
        + "matters:\n"
        + CONTRACT.replace("media", "party: {name: 株式会社甲}, media") * int(900 * filling.share)
        + "waivers:\n"
        + filling.times(WAIVER.replace("rule", "party: 株式会社乙{}, rule"), 14_000)
    ),
    "waivers that fit many matters": lambda filling: (
        HEAD
        + "matters:\n"
        + "".join(
            CONTRACT.replace("media", f"party: {{name: 株式会社甲{number}}}, media")
            for number in range(int(900 * filling.share))
        )
        + "waivers:\n"
        + filling.times(WAIVER, 14_000)
    ),
    "media in one text": lambda filling: (
        HEAD + "matters:\n  - {type: 業務委託, checklist: 6, media: " + filling.times("電磁的媒体・", 200_000) + "}\n"
    ),
    "items of a subcontract": lambda filling: (
        HEAD
        + "matters:\n  - {type: 業務委託, checklist: 6, media: [紙媒体], data_items: ["
        + filling.times("個人の住所や氏名{}, ", 30_000)
        + "], subcontracts: [{party: {name: 株式会社甲}, data_items: ["
        + filling.times("個人の住所と氏名{}, ", 30_000)
        + "]}]}\n"
    ),
    "items in one text": lambda filling: (
        HEAD
        + "matters:\n  - {type: 電算処理, checklist: 3, data_items: "
        + filling.times("個人の住所や氏名{}、", 50_000)
        + "}\n  - {type: 外部結合, checklist: 4, data_items: "
        + filling.times("個人の住所と氏名{}、", 50_000)
        + "}\n"
    ),
    "conditions of an approval": lambda filling: (
        HEAD
        + "matters: []\napproval: {date: 令和7年1月23日, by: 会議, result: 承認, fingerprint: 'sha256:0', conditions: ["
        + filling.times("条件{}, ", 150_000)
        + "]}\n"
    ),
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
