"""Measures what each key of a form costs in reading cases: the same 120 answers on a form without it and with it.

    python -m tests.benchmarks.form_keys [--cases N] [--repeat N]

The variants take turns, in one process, on the processor's clock; the best of several turns counts. The output is Markdown.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library, load_library

ITEMS = 60
"""On each of two sides."""
_MARKS = "はい: {means: met}, いいえ: {means: unmet, reason: required}, 該当なし: {means: not_applicable}"
_DATED = "はい: {means: met}, いいえ: {means: unmet, needs: [目標日]}, 該当なし: {means: not_applicable}"
_GRADED = "はい: {means: met, points: 2}, いいえ: {means: unmet, points: -1, reason: required}, 該当なし: {means: not_applicable}"


@dataclass(frozen=True)
class Variant:
    """A form, and how its cases are filled in."""

    name: str
    declared: str = ""
    """Further lines of version.yaml."""
    head: str = f"marks: {{{_MARKS}}}"
    """What the checklist says of its marks."""
    item: str = ""
    """What every second item says beside id and text."""
    unmet: str = "いいえ（来年度に整備するため）"
    """Every tenth answer."""
    facts: str = ""
    page: str = ""
    """Further lines of a matter."""


_KNOWN = "    party: {name: 例示}\n    purpose: 点検\n    contents: [点検]\n    business: 点検\n    remarks: 特記事項\n"
_OWN = "    契約番号: 第1号\n    契約日: 令和7年4月1日\n    契約区分: 新規\n    金額: 100\n    立会人: [甲, 乙]\n"


def _pages(*fields: str) -> str:
    return "pages:\n  matters:\n    点検:\n" + "".join(f"      - {{{field}}}\n" for field in fields)


PLAIN = Variant("plain: marks, a reason in parentheses at every tenth answer")
VARIANTS = (
    PLAIN,
    Variant("scale of the form", f"scales: {{実施: {{{_MARKS}}}}}\n", "scale: 実施"),
    Variant("scale of every second item", f"scales: {{実施: {{{_MARKS}}}}}\n", item=", scale: 実施"),
    Variant("points", head=f"marks: {{{_GRADED}}}"),
    Variant(
        "a date in parentheses at every tenth answer",
        "answer_fields: {目標日: {type: date}}\n",
        f"marks: {{{_DATED}}}",
        unmet="いいえ（令和7年3月31日）",
    ),
    Variant("plain: a mapping at every tenth answer", unmet="{mark: いいえ, reason: 来年度に整備するため}"),
    Variant(
        "a mapping with a date at every tenth answer",
        "answer_fields: {目標日: {type: date}}\n",
        f"marks: {{{_DATED}}}",
        unmet="{mark: いいえ, 目標日: 令和7年3月31日}",
    ),
    Variant(
        "plain: a flag decides every second item",
        "facts: {委託: 委託しますか。}\n",
        item=", when: {委託: true}",
        facts="委託: true",
    ),
    Variant(
        "a word decides every second item",
        "facts: {人数: {ask: 何人ですか。, values: [少数, 多数]}}\n",
        item=", when: {人数: 多数}",
        facts="人数: 多数",
    ),
    Variant("an answer decides every second item", item=", when: {answer: {項目0: はい}}"),
    Variant("the same, with not_needed: skip", item=", when: {answer: {項目0: はい}}, not_needed: skip"),
    Variant("plain: five fields of the page", page=_KNOWN),
    Variant(
        "the page requires them (KJ206)",
        _pages(
            *(
                f"key: {key}, label: 欄, required: true"
                for key in ("party", "purpose", "contents", "business", "remarks")
            )
        ),
        page=_KNOWN,
    ),
    Variant(
        "five fields that only the form has, required",
        _pages(
            "key: 契約番号, label: 契約番号, type: text, required: true",
            "key: 契約日, label: 契約日, type: date, required: true",
            "key: 契約区分, label: 契約区分, type: choice, values: [新規, 更新], required: true",
            "key: 金額, label: 金額, type: number, required: true",
            "key: 立会人, label: 立会人, type: texts, required: true",
        ),
        page=_OWN,
    ),
)


def form(folder: Path, variant: Variant) -> Library:
    """Writes the form as the one version v1 below `folder`."""
    version = folder / "v1"
    version.mkdir(parents=True)
    (version / "version.yaml").write_text(
        "schema: kojin-check/version/v1\nid: v1\ntitle: 点検\nstatus: adopted\ntypes: {点検: {}}\n" + variant.declared,
        encoding="utf-8",
    )
    lines = ["schema: kojin-check/checklist/v1", "number: 1", "type: 点検", "title: 点検", variant.head, "sections:"]
    for side in ("甲", "乙"):
        lines += [f"  - actor: {side}", "    kind: 全般", "    heading: 全般", "    items:"]
        for at in range(ITEMS):
            more = variant.item if at % 2 else ""
            lines.append(f"      - {{id: 項目{at}, text: 対策{at}を行う。{more}}}")
    (version / "1-点検.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load_library(folder)


def case(variant: Variant, number: int) -> str:
    """Gives one filled-in case."""
    lines = [
        "schema: kojin-check/case/v1",
        "checklist_version: v1",
        f"title: 点検 第{number}号",
        "department: 庶務課",
        "basis: [点検]",
        "matters:",
        "  - type: 点検",
        "    checklist: 1",
        *variant.page.splitlines(),
        f"    facts: {{{variant.facts}}}",
        "    answers:",
    ]
    for side in ("甲", "乙"):
        lines += [f"      {side}:", "        全般:"]
        lines += [f"          項目{at}: {variant.unmet if at % 10 == 9 else 'はい'}" for at in range(ITEMS)]
    return "\n".join(lines) + "\n"


def seconds(library: Library, cases: Sequence[str]) -> float:
    """Gives the processor's time for checking `cases`."""
    started = process_time()
    for text in cases:
        if findings := check_text("case.yaml", text, library).findings:
            raise RuntimeError(f"the cases of a benchmark give no finding: {findings[0]!r}")
    return process_time() - started


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    best: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        libraries = {one.name: form(Path(folder) / str(at), one) for at, one in enumerate(VARIANTS)}
        texts = {one.name: [case(one, number) for number in range(options.cases)] for one in VARIANTS}
        for _ in range(options.repeat):
            for name, library in libraries.items():
                best[name] = min(best.get(name, float("inf")), seconds(library, texts[name]))
    print(f"| form | seconds for {options.cases:,} cases | against plain |\n|---|---:|---:|")
    for name, taken in best.items():
        print(f"| {name} | {taken:.2f} | {taken / best[PLAIN.name] - 1:+.0%} |")


if __name__ == "__main__":
    main()
